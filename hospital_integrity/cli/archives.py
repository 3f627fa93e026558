"""Archives of closed years: made from the database, verified without it."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from hospital_integrity.cli.root import main
from hospital_integrity.db import db, writing
from hospital_integrity.jobs.queries import Work, verb_of
from hospital_integrity.rules import archive_file
from hospital_integrity.rules.saying import Refused


@main.command("archive-year")
@click.argument("year", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def archive_year(year: int, file: Path) -> None:
    """Write a closed year as one zip that can be read and checked without this program."""
    verb = verb_of("ethics.archive")
    work = Work(0, "ethics.archive", {"year": year}, asked_by=0, worker="cli")
    try:
        step = verb.piece(work)  # type: ignore[union-attr]
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    file.write_bytes(step.files[0].body)
    db.session.rollback()
    work.done = step.done
    with writing():
        click.echo(str(verb.piece(work).message))  # type: ignore[union-attr]
        db.session.commit()


@main.command("verify-archive", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", default="", help="the hash of the whole file as the journal noted it")
@click.option("--files-only", is_flag=True, help="check the files, don't fold the results again")
def verify_archive(file: Path, sha256: str, files_only: bool) -> None:
    """Check an archive without a database: every file, every seal, every result folded again. Exit code 1 if wrong."""
    with file.open("rb") as opened:
        found = archive_file.whole_hash(opened)
        wrong = list(archive_file.verify(opened, folding=not files_only))
    for one in wrong:
        click.echo(f"✗ {one.file} {one.saying}".replace("  ", " "))
    if sha256 and sha256.lower() != found:
        click.echo("✗ 整包校验值与给出的不同")
    click.echo(f"整包校验值 {found}；{len(wrong)} 处不符。")
    raise SystemExit(1 if wrong or (sha256 and sha256.lower() != found) else 0)
