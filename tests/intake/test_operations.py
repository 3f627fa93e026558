"""A case from its arrival to its conclusion: who may, what follows, and that nobody learns who it came from."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from hospital_integrity.db import db
from hospital_integrity.forms import Upload
from hospital_integrity.intake import operations, queries
from hospital_integrity.intake.models import IntakeSource
from hospital_integrity.intake.operations import Consequence
from hospital_integrity.journal.models import Event
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules.intake import Source
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.house import world
from tests.intake.conftest import NAMED, PACKET, arrival, as_

FACT = Consequence("entry", "R19", date(2026, 11, 2))


def nonce():
    return secrets.token_hex(16)


def accepted(house, row):
    with as_(house.officer):
        return operations.step(row.id, row.version, "accepted", "电话告知已受理", nonce())


def decided(house, row, outcome="verified", consequence=FACT, words="调取录像核实。"):
    with as_(house.checker, "RV"):
        return operations.decide(row.id, row.version, outcome, words, consequence, nonce())


def test_a_verified_complaint_becomes_one_entry(house, registered):
    row = decided(house, accepted(house, registered()))
    assert (row.state, row.outcome, len(entries_of_year(2026))) == ("decided", "verified", 1)
    assert [verb for verb in world.verbs() if verb.startswith("intake")] == [
        "intake.received",
        "intake.accepted",
        "intake.decided",
    ]


def test_a_repeat_of_the_same_fact_makes_no_second_entry(house, registered):
    first = registered()
    again = registered(first_id=first.id)
    one, two = decided(house, accepted(house, first)), decided(house, accepted(house, again))
    assert one.entry_id == two.entry_id and len(entries_of_year(2026)) == 1


def test_a_fact_that_the_ledger_has_already_is_pointed_at(house, registered):
    known = builders.entry(house.person, "R19", happened_on=date(2026, 11, 2), evidence="台账")
    row = decided(house, accepted(house, registered()))
    assert (row.entry_id, len(entries_of_year(2026))) == (known.id, 1)


def test_a_repeat_of_a_repeat_points_at_the_first(house, registered):
    first = registered()
    second = registered(first_id=first.id)
    assert registered(first_id=second.id).first_id == first.id


def test_a_case_reopened_after_its_entry_records_nothing_again(house, registered):
    row = decided(house, accepted(house, registered()))
    with as_(house.officer):
        operations.step(row.id, row.version, "reopened", "有新材料", nonce())
    assert row.outcome == "" and decided(house, row).state == "decided"
    assert len(entries_of_year(2026)) == 1


def test_who_registered_does_not_conclude(house, registered):
    row = accepted(house, registered())
    with as_(house.officer), pytest.raises(Refused, match="由您登记"):
        operations.decide(row.id, row.version, "untrue", "经核查不实。", Consequence("clarify"), nonce())


def test_a_hospital_does_not_say_that_somebody_lied(house, registered):
    row = accepted(house, registered())
    with pytest.raises(Refused, match="不能由医院认定"):
        decided(house, row, "untrue", Consequence("none"), "经查系诬告陷害。")


def test_an_untrue_report_can_be_cleared_and_is_given_to_the_board(house, registered):
    row = decided(house, accepted(house, registered()), "untrue", Consequence("clarify"))
    with as_(house.checker):
        assert queries.untrue_case(row.id).staff_id == house.person.id
        assert queries.for_board(row.id) is None and not queries.is_verified(row.id)


def test_a_verified_case_is_offered_to_the_board(house, registered):
    row = decided(house, registered(kind="banner", source=Source()), consequence=Consequence("board"))
    with as_(house.checker):
        assert queries.for_board(row.id).staff_id == house.person.id and queries.is_verified(row.id)


def test_a_complaint_is_not_passed_to_those_it_is_about(house, registered):
    row = registered()
    with as_(house.officer), pytest.raises(Refused, match="不能转给被反映的科室"):
        operations.step(row.id, 1, "passed", "", nonce(), house.place.id)


def test_a_stale_form_is_told_what_happened(house, registered):
    row = accepted(house, registered())
    with as_(house.officer), pytest.raises(Stale, match="已受理"):
        operations.step(row.id, 1, "passed", "", nonce(), house.other.id)


def test_a_double_submit_has_one_effect(house, registered):
    row, same = registered(), nonce()
    with as_(house.officer):
        for _ in range(2):
            operations.step(row.id, 1, "passed", "请核查", same, house.other.id, [Upload("函.txt", b"letter")])
    assert (row.version, len(queries.files_of(row.id)), world.verbs().count("intake.passed")) == (2, 1, 1)


def test_registering_twice_is_one_case(house):
    with as_(house.officer):
        one, two = (operations.register(arrival(house), NAMED, "a" * 32) for _ in range(2))
    assert one.id == two.id


def test_a_person_who_moved_is_noted_where_the_person_belonged(house, registered):
    left = builders.staff("马远", number="000778")
    builders.membership(left, house.other, date(2020, 1, 1), date(2026, 11, 2))
    builders.membership(left, house.place, date(2026, 11, 3))
    assert registered(staff_id=left.id).department_id == house.other.id


def test_a_person_who_left_is_registered_and_cannot_be_scored(house, registered):
    gone = builders.staff("离职者", number="000779")
    row = accepted(house, registered(staff_id=gone.id))
    with pytest.raises(Refused, match="不属于任何科室"):
        decided(house, row)


def test_the_head_of_the_department_is_kept_out(house, registered):
    row = registered()
    with as_(house.checker, departments=frozenset({house.place.id})):
        assert queries.case(row.id) is None and not queries.page_of(queries.Wanted(), 1).items


def test_the_head_of_the_present_department_is_kept_out_too(house, registered):
    moved = builders.staff("马远", number="000778")
    builders.membership(moved, house.other, date(2020, 1, 1), date(2026, 11, 10))
    builders.membership(moved, house.place, date(2026, 11, 11))
    row = registered(staff_id=moved.id)
    with as_(house.checker, departments=frozenset({house.place.id})):
        assert queries.case(row.id) is None and not queries.all_of(queries.Wanted())


def test_the_person_concerned_is_kept_out(house, registered):
    row, own = registered(), builders.account("OF", person=house.person)
    with as_(own):
        assert queries.case(row.id) is None and not queries.counted()


def test_who_it_came_from_is_sealed_and_opens_for_a_reason(house, registered):
    row = registered()
    stored = db.session.query(IntakeSource).one().sealed
    assert NAMED.name.encode() not in stored and NAMED.contact.encode() not in stored
    with as_(house.officer):
        assert operations.open_source(row, "contact") == NAMED
    last = db.session.query(Event).order_by(Event.id.desc()).first()
    assert (last.verb, last.details) == ("intake.source_opened", {"reason": "contact"})


def test_a_source_opens_with_its_own_key_and_for_its_own_case_only(app, registered):
    row = registered()
    with pytest.raises(Refused, match="密钥已更换"):
        queries.source(row.id, "b" * 32)
    app.config["SECRET_KEY"] = "another"
    with pytest.raises(Refused, match="密钥已更换"):
        queries.source(row.id, row.nonce)


def test_no_row_and_no_event_holds_the_source(house, registered):
    decided(house, accepted(house, registered()))
    for table in ("intake_cases", "intake_steps", "intake_sources", "journal_events"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        assert not [row for row in rows if NAMED.name in str(row) or NAMED.contact in str(row)]


def test_later_words_do_not_name_the_source_either(house, registered):
    row = registered()
    with as_(house.officer), pytest.raises(Refused, match="只能写在"):
        operations.step(row.id, 1, "accepted", "已致电 139-1234-5678 告知", nonce())


def test_a_receipt_is_used_once(house, registered):
    registered(**PACKET)
    with pytest.raises(Refused, match="已经登记过"):
        registered(**PACKET)


def test_a_packet_is_concluded_into_the_ledger(house, registered):
    row = decided(house, registered(**PACKET), consequence=replace(FACT, item="R10"))
    assert row.entry_id and row.amount == Decimal(800)


def test_clocks_come_from_the_steps(house, registered):
    row = accepted(house, registered(received_on=date(2026, 11, 3)))
    course = queries.courses([row])[row.id]
    assert (course.accepted_on, course.decided_on) == (date(2026, 11, 20), None)
    assert queries.overdue_ids() == []


def test_what_is_late_is_found(app, house, registered):
    row = registered()
    with as_(house.officer):
        assert queries.overdue_ids() == [row.id]
    app.config["CLOCK"] = lambda: datetime(2026, 11, 10, 4)
    with as_(house.officer):
        assert queries.overdue_ids() == []


@pytest.mark.both
def test_a_closed_case_runs_on_until_its_source_heard_the_result(house, registered):
    row = decided(house, accepted(house, registered(received_on=date(2026, 11, 19))))
    with as_(house.officer):
        operations.step(row.id, row.version, "closed", "", nonce())
        assert [one.key for one in queries.open_clocks()] == ["result"]
        operations.step(row.id, row.version, "told", "", nonce())
        assert queries.open_clocks() == []


def test_a_case_takes_five_files_in_all(house, registered):
    row = registered()
    files = [Upload(f"{number}.txt", b"%d" % number) for number in range(5)]
    with as_(house.officer):
        operations.step(row.id, 1, "passed", "", nonce(), house.other.id, files)
        with pytest.raises(Refused, match="最多附 5 个"):
            operations.step(row.id, 2, "accepted", "", nonce(), None, [Upload("6.txt", b"6")])
