"""The hospital's calendar: shipped years, changes on top, a whole year from a spreadsheet."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hospital_integrity.db import db
from hospital_integrity.hospital import operations, queries, sheet
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.workdays import HOLIDAY, PLAIN, WORKDAY
from hospital_integrity.spreadsheet import table_workbook
from tests.house.world import verbs

NEW_YEAR = date(2027, 1, 1)
REPORTED = date(2025, 9, 26)
GROUND = "国办发明电〔2026〕9号"


def workbook(*rows: tuple[object, ...]) -> bytes:
    return table_workbook("节假日安排", ["日期", "安排", "节日"], rows)


def sent(data: bytes, **more: str) -> dict[str, object]:
    return {"nonce": "a" * 32, "announced": GROUND, "file": (BytesIO(data), "放假.xlsx"), **more}


@pytest.mark.parametrize(("count", "last"), [(5, date(2025, 10, 10)), (15, date(2025, 10, 23))])
def test_the_shipped_calendar_knows_the_golden_week_of_2025(app: Flask, count: int, last: date) -> None:
    assert queries.calendar().add_working_days(REPORTED, count) == last


def test_the_shipped_years_have_the_working_days_that_were_announced(app: Flask) -> None:
    known = queries.calendar()
    counts = {year: known.working_days(date(year, 1, 1), date(year, 12, 31)) for year in (2004, 2015, 2020, 2026)}
    assert counts == {2004: 252, 2015: 249, 2020: 249, 2026: 248}
    assert queries.shipped_years() == frozenset(range(2004, 2027))


def test_a_change_counts_from_then_on_and_is_one_event(both: Flask) -> None:
    operations.change_day(date(2025, 10, 9), HOLIDAY, "院庆", "院办〔2025〕3号")
    assert queries.calendar().add_working_days(REPORTED, 5) == date(2025, 10, 11)
    assert verbs() == ["calendar.changed"]


def test_of_two_changes_of_a_day_the_later_counts(app: Flask) -> None:
    operations.change_day(date(2025, 10, 9), HOLIDAY, "院庆", "a")
    operations.change_day(date(2025, 10, 9), PLAIN, "院庆取消", "b")
    assert queries.calendar().is_working_day(date(2025, 10, 9))
    assert date(2025, 10, 9) not in queries.marked_days(2025)


def test_one_day_does_not_make_a_year_known(app: Flask) -> None:
    operations.change_day(NEW_YEAR, HOLIDAY, "元旦", GROUND)
    with pytest.raises(Refused, match="2027"):
        queries.calendar().is_working_day(NEW_YEAR)


def test_a_year_as_announced_is_known_completely(both: Flask) -> None:
    operations.enter_year(2027, [(NEW_YEAR, HOLIDAY, "元旦"), (date(2027, 1, 3), WORKDAY, "元旦")], GROUND)
    assert queries.calendar().add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 3)


def test_a_year_announced_anew_takes_back_what_it_does_not_name(app: Flask) -> None:
    operations.enter_year(2027, [(NEW_YEAR, HOLIDAY, "元旦"), (date(2027, 5, 3), HOLIDAY, "劳动节")], GROUND)
    operations.enter_year(2027, [(NEW_YEAR, HOLIDAY, "元旦")], GROUND)
    assert list(queries.marked_days(2027)) == [NEW_YEAR]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "没有任何放假"),
        ([(date(2026, 1, 1), HOLIDAY, "元旦")], "不在 2027 年"),
        ([(NEW_YEAR, HOLIDAY, "元旦"), (NEW_YEAR, WORKDAY, "元旦")], "出现了两次"),
        ([(NEW_YEAR, WORKDAY, "元旦")], "本来就是上班"),
    ],
)
def test_an_announcement_that_cannot_be_is_refused(app: Flask, days, words: str) -> None:
    with pytest.raises(Refused, match=words):
        operations.enter_year(2027, days, GROUND)


def test_a_change_stays_as_it_was(both: Flask) -> None:
    operations.change_day(date(2025, 10, 9), HOLIDAY, "院庆", "a")
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text("DELETE FROM calendar_days"))


def test_the_template_of_a_year_can_be_sent_back(app: Flask) -> None:
    days = sheet.read_calendar(sheet.calendar_template(2026), "2026.xlsx")
    assert {one[0] for one in days} == set(queries.marked_days(2026))


def test_an_officer_enters_a_year_on_screen(sign_in) -> None:
    officer: FlaskClient = sign_in("OF")
    assert "还没有录入" in officer.get("/calendar/2027").text
    answer = officer.post("/calendar/2027/enter", data=sent(workbook(("2027-01-01", "放假", "元旦"))))
    assert answer.status_code == 303
    assert "元旦" in officer.get("/calendar/2027").text


def test_a_bad_cell_is_named_and_nothing_is_kept(sign_in) -> None:
    answer = sign_in("OF").post("/calendar/2027/enter", data=sent(workbook(("2027-13-01", "放假", "元旦"))))
    assert (answer.status_code, "A 日期" in answer.text) == (422, True)
    assert queries.calendar().missing(2027)


def test_one_day_is_changed_on_screen(sign_in) -> None:
    typed = {"nonce": "a" * 32, "day": "2026-09-30", "kind": "holiday", "name": "院庆", "ground": "院办3号"}
    officer = sign_in("OF")
    assert officer.post("/calendar/2026/day", data=typed).status_code == 303
    assert "院庆" in officer.get("/calendar/2026").text
    assert officer.post("/calendar/2026/day", data=typed).status_code == 422


def test_everybody_may_look_and_only_the_office_writes(sign_in) -> None:
    person = sign_in("ST")
    assert person.get("/calendar", follow_redirects=True).status_code == 200
    assert person.post("/calendar/2026/day").status_code == 403
