"""The application's own commands: `python3 dev.py cli --help`. A wing's commands stand here and call its operations."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import FlaskGroup, with_appcontext
from waitress import create_server

import config
from hospital_integrity import migrations
from hospital_integrity.accounts import operations as accounts
from hospital_integrity.app import create_app, worker
from hospital_integrity.awards import queries as awards
from hospital_integrity.closing import queries as closings
from hospital_integrity.db import db, writing
from hospital_integrity.demo import operations as demonstration
from hospital_integrity.jobs import operations as work
from hospital_integrity.jobs import queries as jobs
from hospital_integrity.ratings import operations as ratings
from hospital_integrity.ratings import queries as rated
from hospital_integrity.rules.edition import BadEdition
from hospital_integrity.rules.parts_file import BadParts
from hospital_integrity.rules.saying import Refused

main = FlaskGroup(
    add_default_commands=False,
    add_version_option=False,
    create_app=lambda: create_app(config.settings(os.environ)),
    help="Commands of the hospital's integrity system.",
)


@main.command()
@click.option("--demo", is_flag=True, help="Make the demo hospital first if there is none, and say who can sign in.")
@with_appcontext
def serve(demo: bool) -> None:
    """Bring the tables up to date and serve the application with waitress; long work is done beside it."""
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    server = _listen(app)
    _upgrade()
    if demo:
        _prepare_demo()
    click.echo(f"\n  {app.config['CANONICAL_BASE_URL']}   (Ctrl-C ends it)\n")
    db.session.remove()
    beside = worker(app)
    thread = beside.start()
    server.run()
    beside.stop.set()
    thread.join(timeout=30)


def _listen(app: Any) -> Any:
    port = app.config["PORT"]
    try:
        return create_server(app, host=app.config["HOST"], port=port, threads=8, ident="")
    except OSError:
        raise click.ClickException(
            f"Port {port} is taken: end what uses it, or choose another one with HI_PORT."
        ) from None


def _prepare_demo() -> None:
    with writing():
        if not demonstration.exists():
            click.echo("Making the demo hospital: half a minute, once …")
            demonstration.make()
        found = demonstration.sign_ins()
        db.session.commit()
    _show_sign_ins(found)


def _show_sign_ins(found: list[demonstration.SignIn]) -> None:
    if found:
        click.echo("\n  演示账号：用工号和一次性口令登录，首次登录后设置自己的密码\n")
    for one in found:
        click.echo(f"  {one.number}  {one.code}  {'、'.join(map(str, one.roles))}（{one.name}）")


@main.group("demo")
def demo_hospital() -> None:
    """The demo hospital, with invented people."""


@demo_hospital.command("make")
@click.option("--staff", default=5000, show_default=True, type=click.IntRange(40, 5000), help="How many people.")
@click.option("--places", default=115, show_default=True, type=click.IntRange(6, 115), help="How many departments.")
@with_appcontext
def make_demo(staff: int, places: int) -> None:
    """Make the demo hospital in an empty database."""
    _upgrade()
    with writing():
        if demonstration.exists():
            raise click.ClickException("There is a hospital in this database already; nothing was changed.")
        demonstration.make(staff, places)
        db.session.commit()
    click.echo("The demo hospital stands; `demo sign-ins` tells who can sign in.")


@demo_hospital.command("sign-ins")
@with_appcontext
def show_sign_ins() -> None:
    """Give new one-time codes to everybody who can sign in but never has, and print them."""
    with writing():
        found = demonstration.sign_ins()
        db.session.commit()
    _show_sign_ins(found)


@main.group("db")
def database() -> None:
    """The database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to the newest revision."""
    _upgrade()
    click.echo("The database is up to date.")


def _upgrade() -> None:
    with writing():
        migrations.upgrade(db.engine)


@database.command()
@with_appcontext
def check() -> None:
    """Say where the tables differ from the models; exit code 1 if they do."""
    with db.engine.connect() as connection:
        found = list(migrations.differences(connection))
    click.echo("\n".join(found) or "The tables are as they must be.")
    if found:
        raise SystemExit(1)


@database.command()
@click.option("-m", "--message", required=True)
@with_appcontext
def revision(message: str) -> None:
    """Write a new revision from the difference between tables and models (for developers)."""
    with writing():
        migrations.write_revision(db.engine, message)


@main.command("worker")
@with_appcontext
def work_on() -> None:
    """Do long work, for servers other than `serve`; any number may run. SIGTERM lets the piece in hand end."""
    does = worker(current_app._get_current_object(), _tell)  # type: ignore[attr-defined]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: does.stop.set())
    does.run()


@main.group("jobs")
def long_work() -> None:
    """Long work that was asked for on the screen."""


@long_work.command("list")
@with_appcontext
def list_jobs() -> None:
    """The newest fifty."""
    for job in jobs.page_of(jobs.Wanted(), 1):
        click.echo(_job_line(job))


@long_work.command("show")
@click.argument("number", type=int)
@with_appcontext
def show_job(number: int) -> None:
    """One job, with what it last said."""
    job = jobs.job(number)
    if job is None:
        raise click.ClickException(f"There is no job {number}.")
    click.echo(_job_line(job))
    click.echo(str(job.words or ""))


@long_work.command("cancel")
@click.argument("number", type=int)
@with_appcontext
def cancel_job(number: int) -> None:
    """Stop a job after the piece in hand."""
    with writing():
        try:
            work.cancel(number)
        except Refused as refused:
            raise click.ClickException(str(refused.saying)) from None
        db.session.commit()


@long_work.command("run")
@with_appcontext
def run_jobs() -> None:
    """Do what is waiting, here and now, and end."""
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    while worker(app, _tell).run_one():
        pass


def _job_line(job: Any) -> str:
    title = jobs.title_of(job.kind)
    return f"{job.id:>6}  {job.state:<9}  {job.reached}/{job.total}  {title}  {job.asker.number}  {job.asked_at:%F %R}Z"


def _tell(work: Any) -> None:
    click.echo(f"job {work.id}: {work.done}/{work.total}")


@main.group("account")
def account() -> None:
    """The first accounts of a new hospital; later ones are made on the screen."""


@account.command()
@click.argument("number")
@click.option("--role", type=click.Choice(["SA", "SE", "AU"]), help="Make it one of the three administrators.")
@with_appcontext
def create(number: str, role: str | None) -> None:
    """Make an account for a staff number (or for an administrator outside the staff) and print its one-time code."""
    with writing():
        try:
            issued = accounts.create_account(number=number)
            if role:
                accounts.grant(issued.account.id, role)
        except Refused as refused:
            raise click.ClickException(str(refused.saying)) from None
        db.session.commit()
    click.echo(f"{issued.account.number}  {issued.code}")


@main.command("verify-awards")
@click.argument("year", type=int, required=False)
@with_appcontext
def verify_awards(year: int | None) -> None:
    """Fold every award again from itself, and compare with today's register.

    Exit code 1 if an award doesn't hold, 2 if all hold but the register says something else by now.
    """
    wanted = [(closing, undone) for closing, undone in awards.closings() if year in (None, closing.year)]
    broken = moved = 0
    for closing, undone in wanted:
        for finding in closings.audit(closing):
            broken += _report("✗", finding)
        for finding in () if undone else closings.moved_since(closing):
            moved += _report("△", finding)
    click.echo(f"检查了 {len(wanted)} 次关闭：{broken} 处不符，{moved} 处台账已有变化。")
    raise SystemExit(1 if broken else 2 if moved else 0)


def _report(sign: str, finding: closings.Finding) -> int:
    place = f"结果第 {finding.award_id} 号" if finding.award_id else f"关闭第 {finding.closing_id} 号"
    click.echo(f"{sign} {place} {finding.saying}")
    return 1


@main.command("rate-parts", with_appcontext=False)
@click.argument("edition_file", type=click.Path())
@click.argument("parts_file", type=click.Path())
@click.option("--scheme", default="", help="Which scheme of the edition rates; departments' where there are several.")
def rate_parts(edition_file: str, parts_file: str, scheme: str) -> None:
    """Rate the subjects of PARTS_FILE (a CSV with a column for each part) by EDITION_FILE, and print them as CSV.

    Nothing is stored and no database is needed. Exit code 1 if a file can't be used; nothing is printed then.
    """
    try:
        edition = rated.edition_from(_bytes_of(edition_file))
        found = rated.rated_file(edition, _bytes_of(parts_file), "parts.csv", wanted=scheme)
    except BadEdition as refused:
        _give_up([f"{problem.place}：{problem.saying}" for problem in refused.problems])
    except BadParts as refused:
        _give_up(map(str, refused.problems))
    except Refused as refused:
        _give_up([str(refused.saying)])
    if found.ignored:
        click.echo(f"办法没有用到的列：{'、'.join(found.ignored)}", err=True)
    click.echo(rated.csv_of(found).encode(), nl=False)


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as broken:
        raise Refused("打不开文件 %(path)s：%(why)s", path=path, why=broken.strerror) from None


def _give_up(sentences: Iterable[str]) -> NoReturn:
    for sentence in sentences:
        click.echo(sentence, err=True)
    raise SystemExit(1)


@main.group("ratings")
def standings() -> None:
    """What the ratings of a year come to now."""


@standings.command()
@click.argument("year", type=int)
@with_appcontext
def rebuild(year: int) -> None:
    """Fold every standing of a year again from the ledger."""
    with writing():
        count = ratings.rebuild(year)
        db.session.commit()
    click.echo(f"{count} standings of {year} folded again.")


@standings.command()
@click.argument("year", type=int)
@with_appcontext
def verify(year: int) -> None:
    """Compare the standings of a year with a full fold; exit code 1 if they differ."""
    found = rated.compare(year)
    for kind, subject, what in found:
        click.echo(f"{kind} {subject}: {what}")
    click.echo(f"{len(found)} differences.")
    if found:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
