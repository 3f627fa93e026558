#!/usr/bin/env python3
"""Everything a developer or a curious hospital does, with nothing but Python 3.11 or newer.

    python3 dev.py run               set up, make the demo hospital, serve it on http://127.0.0.1:8000
    python3 dev.py test [ARGS]       set up and run every test (ARGS go to pytest)
    python3 dev.py test --deep NAME  run a section of long tests, or go on with it; without NAME: list them
    python3 dev.py check             ruff, its format, and mypy on the rules
    python3 dev.py bench [--json F]  measure the slow things beside their floors
    python3 dev.py cli ARGS          the application's own commands (cli --help lists them)

What it installs goes into .venv/ beside this file, from hash-locked lists; the demo's data goes into var/.
A folder wheelhouse/ with the wheels makes the set-up work without a network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
DEEP = HERE / "tests" / "deep"
NOTHING_COLLECTED = 5
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PROGRAMS = {
    "pdfsig": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "zbarimg": "zbar-tools",
    "certutil": "libnss3-tools",
}
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def main(arguments: list[str]) -> int:
    """Do what the first word says; the exit code."""
    commands = {"run": run, "test": test, "check": check, "bench": bench, "cli": cli}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["--help"], ["-h"], ["help"]) else 2
    return commands[arguments[0]](arguments[1:])


def run(arguments: list[str]) -> int:
    """Serve the demo hospital until Ctrl-C."""
    set_up("run")
    become("-m", "hospital_integrity.cli", "serve", "--demo", *arguments)


def test(arguments: list[str]) -> int:
    """Run every test; 1 when one fails or is skipped, or when the browser or another program is missing."""
    if "--deep" in arguments:
        return deep([word for word in arguments if word != "--deep"])
    set_up("test")
    browser = chromium()
    if browser is None:
        stop(
            "The journeys need Chromium or Chrome: install it (Debian: apt install chromium) or name it in HI_CHROMIUM."
        )
    missing = programs()
    if missing:
        stop(
            f"The tests of certificates need {', '.join(missing)} (Debian: apt install {' '.join(packages(missing))})."
        )
    # One more than there are cores, because journeys wait for the browser; more than four would take too much memory.
    # In the order of the tree: sorted by their number, the few long journeys would come last and leave a worker idle.
    spread = ["-n", str(min(cores() + 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    extra = arguments if _chooses_workers(arguments) else [*spread, *arguments]
    return call("-m", "pytest", *extra, cwd=HERE, HI_CHROMIUM=browser)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check(arguments: list[str]) -> int:
    """Lint, format and types; the number of the three that complain."""
    set_up("test")
    tools = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    return sum(call("-m", *tool, *arguments, cwd=HERE) != 0 for tool in tools)


def bench(arguments: list[str]) -> int:
    """Measure, and print rows of operation, floor, ours, ratio, goal."""
    set_up("test")
    return call("-m", "bench", *arguments)


def cli(arguments: list[str]) -> int:
    """One of the application's own commands."""
    set_up("run")
    become("-m", "hospital_integrity.cli", *arguments)


def set_up(lock: str) -> None:
    """The environment with everything this lock lists, and the translations compiled; quick when nothing changed."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what says so)
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    make_environment()
    install(lock)
    compile_translations()


def make_environment() -> None:
    """A virtual environment in .venv, made again when it doesn't start."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        stop(f"Python's venv module is missing: apt install python3-venv (or python3.{sys.version_info.minor}-venv).")
    print("Making the environment in .venv …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], env=environment()).returncode:
        stop("The environment could not be made; the lines above say why.")


def install(lock: str) -> None:
    """Install what the lock lists, unless it is there already: only wheels, only with the right hashes."""
    if any(
        _stamp(name).exists() and _stamp(name).read_text() == _digest(name) for name in dict.fromkeys((lock, "test"))
    ):
        return
    print(f"Installing what requirements/{lock}.txt lists …", flush=True)
    offline = ["--no-index", "--find-links", str(HERE / "wheelhouse")] if (HERE / "wheelhouse").is_dir() else []
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(HERE / "requirements" / f"{lock}.txt")]
    quiet = ["-qq", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    if call("-m", "pip", "install", *quiet, *offline, *wanted):
        stop("Installing failed; the lines above say why. Without a network, put the wheels into wheelhouse/.")
    _stamp(lock).write_text(_digest(lock))


def compile_translations() -> None:
    """Compile catalogues that are newer than what was compiled from them."""
    for source in (HERE / "translations").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            call("-m", "babel.messages.frontend", "compile", "-i", str(source), "-o", str(target), quiet=True)


def chromium() -> str | None:
    """Where a Chromium is; on Debian, root may install one."""
    named = os.environ.get("HI_CHROMIUM")
    if named:
        return shutil.which(named)
    found = _find_chromium()
    if found is None and may_install():
        print("Installing Chromium for the journeys …", flush=True)
        install_packages(["chromium"])
        found = _find_chromium()
    return found


def programs() -> list[str]:
    """Programs that judge our certificates and that are still missing; on Debian, root may install them."""
    missing = _missing_programs()
    if missing and may_install():
        print(f"Installing {', '.join(packages(missing))} for the tests …", flush=True)
        install_packages(packages(missing))
        missing = _missing_programs()
    return missing


def packages(missing: list[str]) -> list[str]:
    """Debian's packages that bring these programs."""
    return sorted({PROGRAMS[name] for name in missing})


def _missing_programs() -> list[str]:
    return [name for name in PROGRAMS if shutil.which(name) is None]


def may_install() -> bool:
    """Whether this is Debian or its like, and we are root."""
    return bool(shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0)


def install_packages(names: list[str]) -> None:
    """Install Debian packages; what failed shows in what is missing afterwards."""
    quietly = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], **quietly)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names], **quietly)


def _find_chromium() -> str | None:
    places = (place for place in CHROMIUM_PLACES if Path(place).exists())
    return next(filter(None, map(shutil.which, CHROMIUMS)), None) or next(places, None)


def _chooses_workers(arguments: list[str]) -> bool:
    return any(word in ("-n", "--numprocesses", "-p") or word.startswith("-n") for word in arguments)


def deep(arguments: list[str]) -> int:
    """Run the long tests of a section; what passed since the sources last changed is left out."""
    if not arguments or arguments[0] not in deep_sections():
        unknown = "There is no such deep section. " if arguments else ""
        print(f"{unknown}Sections: {', '.join(deep_sections()) or 'none yet'}.")
        return 0 if not arguments else 2
    set_up("test")
    section, more = arguments[0], arguments[1:]
    done = HERE / "var" / "deep" / f"{section}-{_sources()}.txt"
    done.parent.mkdir(parents=True, exist_ok=True)
    extra = more if _chooses_workers(more) else ["-n", "2", "--dist", "load", *more]
    told = {"HI_DEEP": section, "HI_DEEP_DONE": str(done), "HI_CHROMIUM": chromium() or ""}
    code = call("-m", "pytest", str(DEEP), *extra, cwd=HERE, **told)
    if code == NOTHING_COLLECTED and done.exists():
        print(f"Everything of {section} has passed with these sources already ({done.relative_to(HERE)}).")
        return 0
    return code


def deep_sections() -> list[str]:
    """The first word of each file's name in tests/deep/."""
    return sorted({path.stem.split("_")[1] for path in DEEP.glob("test_*.py")})


def _sources() -> str:
    """One hash over everything that a long test may depend on."""
    found = hashlib.sha256()
    for folder in ("hospital_integrity", "tests", "templates", "requirements"):
        for path in sorted((HERE / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv", ".html", ".txt"):
                found.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def _digest(lock: str) -> str:
    return hashlib.sha256((HERE / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()


def environment(**more: str) -> dict[str, str]:
    """This process's environment, made fit for the child: our code found wherever it is started, UTF-8 everywhere."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "VIRTUAL_ENV")}
    return {**kept, "PYTHONPATH": str(HERE), "PYTHONUTF8": "1", **more}


def call(*arguments: str, cwd: Path | None = None, quiet: bool = False, **more: str) -> int:
    """Run the environment's Python (-P: what lies in the present folder is never imported); its exit code."""
    output = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(
            [PYTHON, "-P", *arguments], cwd=cwd, env=environment(**more), stdout=output, stderr=output
        )
    except KeyboardInterrupt:
        return 130
    return done.returncode


def become(*arguments: str) -> NoReturn:
    """Go on as the environment's Python, so that signals reach it; Windows needs a child instead."""
    if WINDOWS:
        sys.exit(call(*arguments))
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), "-P", *arguments], environment())


def stop(sentence: str) -> NoReturn:
    """End with one clear line."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
