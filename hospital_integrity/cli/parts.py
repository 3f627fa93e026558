"""Rating a file of published parts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from hospital_integrity.cli.root import main
from hospital_integrity.ratings import queries as rated
from hospital_integrity.rules.edition import BadEdition
from hospital_integrity.rules.parts_file import BadParts
from hospital_integrity.rules.saying import Refused


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
