"""Results: awards folded again, standings rebuilt and compared."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hospital_integrity.awards import queries as awards
from hospital_integrity.cli.root import main
from hospital_integrity.closing import queries as closings
from hospital_integrity.db import db, writing
from hospital_integrity.ratings import operations as ratings
from hospital_integrity.ratings import queries as rated


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
