"""Workers who issue at once, on both databases: serials without a gap, one paper for each."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial

import pytest
from flask import Flask

from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate, CertificateIssue
from hospital_integrity.certificates.operations import (
    Order,
    carry_out,
    filing,
    issue,
    issue_all,
    issue_honours,
    keep_file,
    reissue,
    revoke,
)
from hospital_integrity.certificates.queries import file_of, issuable, valid_papers
from hospital_integrity.db import db
from tests import builders
from tests.certificates import test_grounds as grounds
from tests.closing import year as years
from tests.closing.races import at_once
from tests.closing.year import Year


def busy(app: Flask, members: int) -> Year:
    """A year with several grid members who did their duty, closed."""
    year = years.over(app)
    for _ in range(members):
        person = builders.member(year.place, "王芳")
        builders.grid_appointment(person, year.place)
        builders.entry(person, "G01", times=12)
        builders.entry(person, "G03", times=4)
        builders.entry(person, "G04", times=4, points=Decimal(5), evidence="处置记录")
    return year


def test_two_workers_with_half_each_leave_no_gap(both: Flask) -> None:
    closing = years.close(year := busy(both, 5))
    ids = [one.id for one in issuable(closing, "grid")]
    halves = [ids[::2], ids[1::2]]
    found = at_once(both, [(year.officer.id, lambda half=half: issue(half, pdf.check)) for half in halves])
    assert found == ["done", "done"]
    assert [one.certificate.number for one in valid_papers(closing.id, "grid")] == [1, 2, 3, 4, 5, 6]


def test_two_workers_with_the_same_list_make_one_paper_each(both: Flask) -> None:
    closing_id = years.close(year := busy(both, 2)).id
    found = at_once(both, [(year.officer.id, lambda: issue_all(closing_id, "grid", pdf.check))] * 3)
    assert found[0] == "done" and all("没有需要签发" in one for one in found[1:])
    assert [one.certificate.number for one in valid_papers(closing_id, "grid")] == [1, 2, 3]


def honours(app: Flask, many: int = 2) -> tuple[int, list[int]]:
    """An officer's account, and published praise of several people."""
    app.config["CLOCK"] = lambda: datetime(2026, 11, 22, 4)
    world = grounds.made()
    people = [builders.member(world.place, "王芳") for _ in range(many - 1)]
    more = [builders.board_entry(builders.entry(person, "R05")).id for person in people]
    return builders.account("OF").id, [world.personal.id, *more]


def test_two_officers_with_the_same_honours_issue_them_once(both: Flask) -> None:
    officer, ids = honours(both)
    deed = partial(issue_honours, "personal", ids, grounds.decision(), pdf.check)
    assert at_once(both, [(officer, deed)] * 2) == ["done", "没有需要签发的证书：都已签发，或等次不颁发证书"]
    assert [one.number for one in db.session.query(Certificate).order_by(Certificate.number)] == [1, 2]


def test_the_same_list_sent_twice_at_once_issues_once(both: Flask) -> None:
    officer, ids = honours(both)
    order = Order("personal", ids, grounds.decision())
    found = at_once(both, [(officer, partial(carry_out, order, pdf.check, "a" * 32))] * 2)
    assert "done" in found and set(found) <= {"done", "没有需要签发的证书：都已签发，或等次不颁发证书"}
    assert (db.session.query(Certificate).count(), db.session.query(CertificateIssue).count()) == (2, 1)


def test_two_officers_with_different_honours_leave_no_gap(both: Flask) -> None:
    officer, ids = honours(both, 4)
    halves = [ids[:2], ids[2:]]
    deeds = [partial(issue_honours, "personal", half, grounds.decision(), pdf.check) for half in halves]
    assert at_once(both, [(officer, deed) for deed in deeds]) == ["done", "done"]
    assert [one.number for one in db.session.query(Certificate).order_by(Certificate.number)] == [1, 2, 3, 4]


def test_a_revocation_and_a_reissue_agree_on_one(both: Flask) -> None:
    row = issue_all(years.close(year := years.over(both)).id, "staff", pdf.check)[0].id
    deeds = [lambda: revoke(row, "姓名有误"), lambda: reissue(row, pdf.check)]
    assert at_once(both, [(year.publisher.id, deed) for deed in deeds]) == ["done", "这份证书已经作废"]


def test_two_first_downloads_keep_one_file(both: Flask) -> None:
    row = issue_all(years.close(year := years.over(both)).id, "staff", pdf.check)[0].id
    found = at_once(both, [(year.officer.id, lambda body=body: keep_file(row, lambda: body)) for body in (b"1", b"2")])
    assert (found, file_of(row) in (b"1", b"2")) == (["done", "done"], True)


def test_who_loses_the_first_download_gets_what_the_winner_kept(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    row = issue_all(years.close(years.over(app)).id, "staff", pdf.check)[0].id
    answers = iter([None, None, b"winner"])
    monkeypatch.setattr(filing.queries, "file_of", lambda _: next(answers))
    keep_file(row, lambda: b"winner")
    assert keep_file(row, lambda: b"loser") == b"winner"
