"""Stars over the years: the page, the label for the door, and what the ladder looks back at."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from pypdf import PdfReader

from hospital_integrity.awards import pdf
from hospital_integrity.awards.queries import awards_of, histories, is_sound, stars_now, years_of_stars
from hospital_integrity.db import db
from hospital_integrity.departments.models import Department
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.closing import year as years
from tests.closing.year import Year

LABEL = pdf.Label(
    hospital="江州市第一人民医院",
    office="纪检监察室（行风办）",
    department="消化内科",
    stars=4,
    years=((2023, 2), (2024, 3), (2025, 4)),
    valid_from=date(2026, 1, 8),
    valid_to=date(2026, 12, 31),
    document_no="江一医纪〔2026〕1号",
    day=date(2026, 11, 20),
)


@pytest.fixture
def place(app: Flask) -> Department:
    """A department with three years from papers."""
    builders.edition()
    found = builders.department("心内科")
    builders.past_stars(found, {2023: 2, 2024: 3, 2025: 3})
    return found


@pytest.fixture
def year(app: Flask) -> Year:
    found = years.over(app)
    years.close(found)
    return found


def test_an_award_keeps_why_it_moved_and_what_the_score_earned(year: Year) -> None:
    (row,) = years_of_stars("department", [year.place.id])[year.place.id]
    assert (row.moved, row.stars, row.earned, str(row.cause)) == ("gained", 3, 5, "首次评定最高 3 星")


def test_a_grade_of_staff_has_neither(year: Year) -> None:
    assert {(one.earned, one.cause) for one in awards_of(1, "staff")} == {(None, None)}


def test_the_ladder_sees_imported_years_the_newest_first(place: Department) -> None:
    history = histories("department", 2026)[place.id]
    assert (history.last_year, history.last_stars) == (2025, 3)
    assert history.earned == ((2025, 3), (2024, 3), (2023, 2))


def test_a_year_awarded_here_is_never_an_imported_one(year: Year) -> None:
    builders.past_stars(year.place, {2026: 1, 2025: 2})
    found = years_of_stars("department", [year.place.id])[year.place.id]
    assert [(one.year, one.stars, bool(one.source)) for one in found] == [(2025, 2, True), (2026, 3, False)]


def test_a_later_import_of_the_same_year_counts(place: Department) -> None:
    builders.past_stars(place, {2025: 4})
    assert stars_now("department", [place.id], date(2026, 6, 1))[place.id].stars == 4


def test_before_it_was_decided_an_award_is_not_todays_star(place: Department) -> None:
    assert stars_now("department", [place.id], date(2026, 1, 11))[place.id].awarded.year == 2024


def test_the_page_shows_every_year_with_move_cause_and_source(place: Department, sign_in) -> None:
    page = sign_in("OF").get(f"/stars/department/{place.id}").text
    assert page.count('class="star-award brought"') == 3
    assert all(words in page for words in ("新获", "晋升", "保持", "导入", "档案柜"))


def test_decisions_in_between_are_on_the_page(place: Department, sign_in) -> None:
    proposal = builders.star_proposal(place)
    sign_in("PB").post(f"/stars/changes/{proposal.id}", data={"nonce": "b" * 32})
    page = sign_in("OF").get(f"/stars/department/{place.id}").text
    assert ("star-change" in page, proposal.cause in page) == (True, True)


def test_a_department_without_stars_has_a_page_that_says_so(place: Department, sign_in) -> None:
    other = builders.department("消化内科")
    assert "还没有评定过星级" in sign_in("OF").get(f"/stars/department/{other.id}").text
    assert sign_in("OF").get(f"/stars/department/{other.id}/label.pdf").status_code == 404


def test_staff_see_their_own_department_only(place: Department, client) -> None:
    builders.let_in(client, builders.account("ST", builders.member(place)))
    other = builders.department("消化内科")
    assert client.get(f"/stars/department/{place.id}").status_code == 200
    assert client.get(f"/stars/department/{other.id}").status_code == 404


def test_a_grid_member_sees_the_own_stars(place: Department, client) -> None:
    person = builders.member(place, "李文")
    builders.past_stars(place, {2025: 4}, "grid", person.id)
    builders.let_in(client, builders.account("GM", person, place))
    assert "李文历年星级" in client.get(f"/stars/grid/{person.id}").text


@pytest.mark.parametrize(("small", "width"), [(False, 842), (True, 595)], ids=["a4", "a5"])
def test_the_label_says_name_years_and_how_long_it_holds(small: bool, width: int, tmp_path) -> None:
    (tmp_path / "label.pdf").write_bytes(pdf.label(LABEL, small=small))
    (page,) = PdfReader(tmp_path / "label.pdf").pages
    words = page.extract_text()
    assert round(page.mediabox.width) == width
    assert all(one in words for one in ("星级清廉科室", "消化内科", "2023 年度", "2025 年度", "以存档为准"))


def test_the_same_label_is_the_same_file() -> None:
    assert pdf.label(LABEL) == pdf.label(LABEL)


def test_a_name_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Refused):
        pdf.label(pdf.Label(**{**vars(LABEL), "department": "科\U000f0000"}))


def test_the_label_is_handed_out_for_the_department(place: Department, sign_in) -> None:
    answer = sign_in("DH").get(f"/stars/department/{place.id}/label.pdf?size=a5")
    assert answer.status_code == 404
    answer = sign_in("OF").get(f"/stars/department/{place.id}/label.pdf?size=a5")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


def test_a_cause_that_does_not_follow_from_the_reasons_is_noticed(year: Year) -> None:
    (award,) = awards_of(1, "department")
    assert is_sound(award)
    db.session.expunge(award)
    award.cause = {"text": "得分 100", "values": {}}
    assert not is_sound(award)
