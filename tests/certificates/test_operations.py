"""Issuing, issuing anew, revoking: all or none, serials without a gap, a snapshot that nothing moves."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from hospital_integrity.awards.queries import awards_of
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import Undrawable, issue, issue_all, making, reissue, revoke
from hospital_integrity.certificates.queries import issuable, paper, paper_by_serial, valid_papers
from hospital_integrity.corrections.operations import reopen
from hospital_integrity.db import db
from hospital_integrity.departments.operations import change_department
from hospital_integrity.hospital.models import HospitalProfile
from hospital_integrity.rules.certificate import read
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.serial import serial
from tests import builders
from tests.certificates.reading import copied
from tests.closing import year as years
from tests.closing.year import DOCUMENT, Year
from tests.house.world import verbs


@pytest.fixture
def year(both: Flask) -> Year:
    """A year that is over, on both databases."""
    return years.over(both)


def issued(year: Year, kind: str = "staff") -> Certificate:
    return issue_all(years.close(year).id, kind, pdf.check)[0]


def test_only_levels_that_bear_a_certificate_get_one(year: Year) -> None:
    closing = years.close(year)
    names = {kind: [one.name for one in issuable(closing, kind)] for kind in ("staff", "grid", "department")}
    assert names == {"staff": ["张晓明"], "grid": ["欧阳娜"], "department": ["心内科"]}


def test_a_paper_says_who_what_who_signs_and_on_what_it_rests(year: Year) -> None:
    words = read(issued(year, "department").snapshot["words"])
    assert (words.holder, words.stars, words.of_stars, words.grade) == ("心内科", 3, 5, "三星级清廉科室")
    assert (words.hospital, words.signatory) == ("江城市第一人民医院", "江城市第一人民医院纪律检查委员会")
    assert (words.decision, words.day) == (f"依据文件：{DOCUMENT}", date(2027, 1, 18))


def test_the_code_leads_to_the_hospitals_own_address_and_a_secret_token(year: Year) -> None:
    row = issued(year)
    assert row.snapshot["words"]["check_url"].split("#")[0] == f"http://127.0.0.1:8000/v/{row.token}"
    assert len(row.token) == 32


def test_a_batch_is_one_event_and_leaves_out_who_has_a_paper(year: Year) -> None:
    closing = years.close(year)
    issue_all(closing.id, "staff", pdf.check)
    assert verbs().count("certificates.issued") == 1
    with pytest.raises(Refused, match="没有需要签发的证书"):
        issue_all(closing.id, "staff", pdf.check)


def test_serials_run_on_by_kind_and_year(year: Year) -> None:
    row = issued(year)
    new = reissue(row.id, pdf.check)
    assert [one.serial for one in (row, new)] == [serial("staff", 2026, 1), serial("staff", 2026, 2)]


def test_chosen_awards_get_their_papers(year: Year) -> None:
    closing = years.close(year)
    chosen = [one.id for one in awards_of(closing.id) if one.name in ("心内科", "欧阳娜")]
    assert {row.kind for row in issue(chosen, pdf.check)} == {"department", "grid"}


def test_names_that_cannot_be_drawn_are_all_named_and_nothing_is_issued(year: Year) -> None:
    year.doctor.name, year.place.name = "张\U0003106c", "心内科\ue000"
    closing = years.close(year)
    for kind, name, code in (("staff", "张\U0003106c", "U+3106C"), ("department", "心内科\ue000", "U+E000")):
        with pytest.raises(Undrawable, match="一份也没有签发") as refused:
            issue_all(closing.id, kind, pdf.check)
        assert [(who, code in str(why)) for who, why in refused.value.problems] == [(name, True)]
    assert valid_papers(closing.id, "staff") == []


def test_without_the_hospitals_name_nothing_is_issued(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    closing = years.close(year)
    monkeypatch.setattr(making, "profile", lambda day: None)
    with pytest.raises(Refused, match="请先填写医院信息"):
        issue_all(closing.id, "staff", pdf.check)


def test_later_names_change_nothing_on_paper(year: Year) -> None:
    row = issued(year, "department")
    before = pdf.draw(read(row.snapshot["words"]))
    new = {"name": "心血管内科", "category": "clinical", "campus": "总院", "day": date(2027, 1, 19)}
    change_department(year.place.id, year.place.version, **new, document_no="")
    builders.kept(HospitalProfile(**{**named(), "name": "新名医院"}))
    db.session.expire_all()
    after = pdf.draw(read(paper(row.id).says))
    assert after == before
    assert "心内科：" in copied(after)


def named() -> dict[str, object]:
    return {key: value for key, value in vars(years.profile()).items() if not key.startswith("_")}


def test_a_revoked_paper_is_void_and_says_why(year: Year) -> None:
    row = issued(year)
    revoke(row.id, "姓名有误")
    found = paper(row.id)
    assert (found.state, str(found.why)) == ("revoked", "已于 2027-01-20 撤销：姓名有误")
    assert verbs()[-1] == "certificate.revoked"


def test_a_paper_is_revoked_once_with_a_reason(year: Year) -> None:
    row = issued(year)
    with pytest.raises(Refused, match="撤销理由"):
        revoke(row.id, " ")
    revoke(row.id, "姓名有误")
    with pytest.raises(Refused, match="已经作废"):
        revoke(row.id, "再来一次")


def test_after_a_revocation_the_next_paper_names_the_old(year: Year) -> None:
    row = issued(year)
    revoke(row.id, "姓名有误")
    again = issue([row.award_id], pdf.check)[0]
    assert (again.replaces, paper(again.id).state) == (row.id, "valid")


def test_a_reissued_paper_replaces_the_old(year: Year) -> None:
    row = issued(year)
    new = reissue(row.id, pdf.check)
    assert (paper(row.id).state, str(paper(row.id).why)) == ("superseded", f"已由 {new.serial} 号证书代替")
    with pytest.raises(Refused, match="已经作废"):
        reissue(row.id, pdf.check)


def test_reopening_the_year_voids_its_papers_and_stops_new_ones(year: Year) -> None:
    row = issued(year)
    with years.acting_as(builders.account("PB")):
        reopen(2026, DOCUMENT, "举报查实，需重新评定")
    assert (paper(row.id).state, str(paper(row.id).why)) == (
        "void",
        f"2026 年度结果已于 2027-01-20 重新开启（{DOCUMENT}）",
    )
    with pytest.raises(Refused, match="不再有效"):
        issue([row.award_id], pdf.check)


def test_the_second_round_goes_on_with_the_serials(year: Year) -> None:
    first = issued(year)
    with years.acting_as(builders.account("PB")):
        reopen(2026, DOCUMENT, "举报查实，需重新评定")
    second = issued(year)
    assert (first.number, second.number, second.replaces) == (1, 2, None)


def test_a_serial_is_found_in_any_case_and_its_paper_is_what_was_hashed(year: Year) -> None:
    row = issued(year)
    found = paper_by_serial(f" {row.serial.lower()} ")
    assert (found.certificate.id, digest(found.certificate.snapshot)) == (row.id, row.sha256)


def test_the_database_refuses_to_change_a_paper(year: Year) -> None:
    row = issued(year)
    row.serial = "QLKS-2026-999999-X"
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.flush()
