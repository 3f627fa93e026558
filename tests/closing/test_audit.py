"""What was frozen is folded again from itself; whatever was altered is found, and the sentence names it."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import text

from hospital_integrity.awards.models import Closing
from hospital_integrity.cli import main
from hospital_integrity.closing.queries import audit, moved_since
from hospital_integrity.db import db
from hospital_integrity.departments.operations import change_department
from hospital_integrity.ledger.models import LedgerEntry
from tests import builders
from tests.closing import year as years
from tests.closing.year import Year


@pytest.fixture
def year(both: Flask) -> Year:
    """A year that is over, on both databases."""
    return years.over(both)


def unguarded(statement: str, **values: object) -> None:
    """Change rows behind the application's back, as somebody who owns the database could."""
    if db.engine.dialect.name == "sqlite":
        for name in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            db.session.execute(text(f"DROP TRIGGER {name}"))
    else:
        for table in ("awards", "closings"):
            db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    db.session.execute(text(statement), values)
    db.session.expire_all()


def sayings(closing: Closing) -> list[str]:
    return [str(finding.saying) for finding in audit(closing)]


def test_what_was_frozen_holds(year: Year) -> None:
    closing = years.close(year)
    assert [*audit(closing), *moved_since(closing)] == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("level", "good"), ("name", "张小明"), ("score", "99.00"), ("removed_on", date(2026, 1, 1)), ("reasons", "[]")],
)
def test_an_edited_award_is_found_and_named(year: Year, column: str, value: object) -> None:
    closing = years.close(year)
    unguarded(f"UPDATE awards SET {column} = :value WHERE name = '张晓明' AND subject_kind = 'staff'", value=value)
    name = value if column == "name" else "张晓明"
    assert f"{name}：内容与封存时的校验值不符" in sayings(closing)


def test_an_award_edited_together_with_its_seal_does_not_follow_from_its_inputs(year: Year) -> None:
    closing = years.close(year)
    unguarded("UPDATE awards SET level = 'good' WHERE name = '张晓明' AND subject_kind = 'staff'")
    assert "张晓明：按封存的依据重算，结果不同" in sayings(closing)


def test_unreadable_inputs_are_found_and_the_rest_is_still_looked_at(year: Year) -> None:
    closing = years.close(year)
    unguarded("UPDATE awards SET inputs = '{' WHERE name = '心内科'")
    assert sayings(closing) == ["心内科：内容与封存时的校验值不符", "心内科：封存的依据已经读不出来"]


def test_a_deleted_award_is_missed(year: Year) -> None:
    closing = years.close(year)
    unguarded("DELETE FROM awards WHERE name = '心内科'")
    assert sayings(closing) == ["2026 年度：结果的个数、决定文件或校验值与关闭时不符"]


def test_an_edited_decision_is_found(year: Year) -> None:
    closing = years.close(year)
    unguarded("UPDATE closings SET document_no = '别的文件'")
    assert sayings(closing) == ["2026 年度：结果的个数、决定文件或校验值与关闭时不符"]


def test_a_frozen_award_stands_when_the_ledger_moves_and_the_register_says_so(year: Year) -> None:
    closing = years.close(year)
    entry = builders.entry(year.doctor, "R08", happened_on=date(2027, 1, 4))
    copied = {name: getattr(entry, name) for name in ("department_id", "item", "staff_id", "times", "recorded_at")}
    when = {"happened_on": date(2026, 3, 1), "counts_in": 2026, "evidence": "", "attested": "", "reason": ""}
    builders.kept(LedgerEntry(nonce="window", **copied, **when))
    assert sayings(closing) == []
    assert "张晓明：台账今天的依据与封存时不同" in [str(one.saying) for one in moved_since(closing)]


def test_renaming_a_department_moves_neither_award_nor_facts(year: Year) -> None:
    closing = years.close(year)
    new = {"name": "心血管内科", "category": "clinical", "campus": "总院", "day": date(2027, 1, 10)}
    change_department(year.place.id, year.place.version, **new, document_no="")
    assert [*audit(closing), *moved_since(closing)] == []


def command(app: Flask, *args: str) -> Result:
    return CliRunner().invoke(main, args, obj=ScriptInfo(create_app=lambda: app))


def test_the_command_says_what_is_wrong_and_by_its_exit_code(app: Flask) -> None:
    years.close(years.over(app))
    db.session.commit()
    good = command(app, "verify-awards")
    unguarded("UPDATE awards SET stars = 5 WHERE name = '心内科'")
    db.session.commit()
    bad = command(app, "verify-awards", "2026")
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "心内科：内容与封存时的校验值不符" in bad.output
