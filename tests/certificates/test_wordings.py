"""Wording a kind of paper: versions, what doesn't fit named by field, a specimen, and papers that never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.operations import Unfit, fitting, issue_letters, specimen, word
from hospital_integrity.certificates.queries import appointable, paper, wording_in_force, wordings
from hospital_integrity.db import db
from hospital_integrity.rules.certificate import read
from hospital_integrity.rules.citation import WORDINGS, wrong_blanks
from hospital_integrity.rules.paper_kinds import KINDS
from hospital_integrity.rules.saying import Refused, Stale
from tests.certificates.reading import copied
from tests.certificates.test_grounds import decision, made

NONCE = {"nonce": "b" * 32}
FIELDS = ("title", "english", "address", "praise", "grade", "closing", "signatory", "seal_line")
SHIPPED = WORDINGS["appointment"]


@pytest.fixture
def hospital(app: Flask) -> Flask:
    """A hospital with a name."""
    app.config["CLOCK"] = lambda: datetime(2026, 11, 22, 4)
    made()
    return app


def problems(**changes: str | bool) -> set[str]:
    with pytest.raises(Unfit) as refused:
        fitting("appointment", replace(SHIPPED, **changes), pdf.misfits)
    return set(refused.value.problems)


def typed(**changes: str) -> dict[str, str]:
    return {**NONCE, "seen": "0", "seal": "", **{name: getattr(SHIPPED, name) for name in FIELDS}, **changes}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shipped_fits_even_with_long_names(hospital: Flask, kind: str) -> None:
    assert fitting(kind, WORDINGS[kind], pdf.misfits).kind == kind


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "先进个人荣誉证书"),
        ("title", "龘书"),
        ("english", "CERTIFICATE № 1"),
        ("address", "同志先生女士"),
        ("praise", "望恪尽职守、以身作则。" * 20),
        ("closing", "望恪尽职守、以身作则。" * 18),
        ("closing", "望恪尽职守\U0003106c"),
        ("signatory", "江城市第一人民医院" * 4),
        ("seal_line", "清廉建设专用章（第二枚）"),
        ("praise", "兹聘请您担任{等次}"),
        ("grade", "廉政网格{职务"),
        ("title", "{年度}"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field(hospital: Flask, field: str, text: str) -> None:
    assert problems(**{field: text}) == {field}


def test_all_that_does_not_fit_is_named_at_once(hospital: Flask) -> None:
    assert problems(title="龘书", signatory="江城市第一人民医院" * 4) == {"title", "signatory"}


def test_a_version_holds_for_papers_after_it_and_for_none_before(hospital: Flask) -> None:
    first = issue_letters([appointable()[0].id], decision(), pdf.check)[0]
    row = word("appointment", replace(SHIPPED, closing="请多提醒。", seal=True), pdf.misfits, seen=0)
    assert wording_in_force()["appointment"] == (row.id, replace(SHIPPED, closing="请多提醒。", seal=True))
    assert read(paper(first.id).says).sentences().endswith("共建清廉医院。")
    assert first.snapshot["template"] == {"wording": 0}


def test_a_version_is_written_only_on_top_of_the_one_that_was_seen(hospital: Flask) -> None:
    word("appointment", replace(SHIPPED, closing="请多提醒。"), pdf.misfits, seen=0)
    with pytest.raises(Stale):
        word("appointment", replace(SHIPPED, closing="请常提醒。"), pdf.misfits, seen=0)


def test_nothing_new_is_refused(hospital: Flask) -> None:
    with pytest.raises(Refused, match="没有改动"):
        word("appointment", SHIPPED, pdf.misfits, seen=0)


def test_versions_stay_as_they_were_written(hospital: Flask) -> None:
    row = word("appointment", replace(SHIPPED, closing="请多提醒。"), pdf.misfits, seen=0)
    row.closing = "改了"
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.flush()


def test_a_blank_is_filled_once_and_what_fills_it_is_not_read_again() -> None:
    assert not wrong_blanks("personal", WORDINGS["personal"])
    assert set(wrong_blanks("department", replace(WORDINGS["department"], praise="在{事由}中"))) == {"praise"}


def test_a_specimen_says_so_and_stands_for_nobody(hospital: Flask) -> None:
    text = copied(pdf.draw(specimen("personal", WORDINGS["personal"]), specimen=True))
    assert "样张" in text.replace("\u3000", "")
    assert "0000-0000-000000-0" in text


def test_an_officer_looks_at_what_he_types_before_he_saves(hospital: Flask, sign_in) -> None:
    answer = sign_in("OF").post("/certificates/wordings/appointment/preview", data=typed(closing="请多提醒。"))
    assert answer.mimetype == "application/pdf"
    assert "请多提醒。" in copied(answer.data)
    assert wordings("appointment") == []


def test_an_officer_saves_a_version(hospital: Flask, sign_in) -> None:
    client = sign_in("OF")
    answer = client.post(
        "/certificates/wordings/appointment", data=typed(closing="请多提醒。", seal="1"), follow_redirects=True
    )
    assert "已保存" in answer.text
    assert [(row.closing, row.seal) for row in wordings("appointment")] == [("请多提醒。", True)]


@pytest.mark.parametrize("place", ["", "/preview"])
def test_the_field_that_does_not_fit_says_what_to_shorten(hospital: Flask, sign_in, place: str) -> None:
    answer = sign_in("OF").post(
        f"/certificates/wordings/appointment{place}", data=typed(signatory="江城市第一人民医院" * 4)
    )
    assert answer.status_code == 422
    assert "落款单位：" in answer.text
    assert "缩短到28个汉字以内" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_specimen_and_a_page(hospital: Flask, sign_in, kind: str) -> None:
    client = sign_in("OF")
    assert client.get(f"/certificates/wordings/{kind}/specimen").mimetype == "application/pdf"
    assert client.get(f"/certificates/wordings/{kind}").status_code == 200


def test_an_officer_issues_honours_and_letters(hospital: Flask, sign_in) -> None:
    client = sign_in("OF")
    told = {**NONCE, "day": date(2026, 11, 22).isoformat(), "document_no": "", "grounds": ["1"]}
    said = [
        client.post(f"/certificates/issue/{place}", data=told, follow_redirects=True).text
        for place in ("letters", "personal")
    ]
    assert all("已签发 1 份证书" in text for text in said)
    assert "买买提·阿不都" in client.get("/certificates/1").text


def test_what_is_typed_is_seen_at_once_in_the_lines_of_the_paper(hospital: Flask, sign_in) -> None:
    text = sign_in("OF").post("/certificates/wordings/appointment/sketch", data=typed(closing="请多提醒。")).text
    assert "<svg" in text
    assert "请多提醒。</text>" in text


def test_what_does_not_fit_is_said_in_place_of_the_picture(hospital: Flask, sign_in) -> None:
    text = sign_in("OF").post("/certificates/wordings/appointment/sketch", data=typed(title="龘书<b>")).text
    assert "标题：" in text
    assert '<svg class="paper-sketch"' not in text
