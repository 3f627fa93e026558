"""Drafts are sound, editions are published once and for good."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import Asker, acting
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.models import EditionDraft, PublishedEdition
from hospital_integrity.rules.edition import BadEdition
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.policy.texts import R01, small

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("app")]


def somebody(role: str) -> Asker:
    owner = builders.account(role)
    return Asker(owner.id, owner.staff_id, "", frozenset({role}))


def drafted(content: str, author: Asker | None = None) -> EditionDraft:
    with acting(author or somebody("OF")):
        return operations.new_draft(content)


def published(content: str) -> PublishedEdition:
    draft = drafted(content)
    with acting(somebody("PB")):
        return operations.publish(draft.id, draft.version)


def verbs() -> list[str]:
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


def test_a_draft_is_kept_with_its_title_and_one_event() -> None:
    row = drafted(small(2026))
    assert (row.title, row.version, row.published_as) == ("小办法", 1, None)
    assert verbs() == ["edition.drafted"]


def test_a_draft_with_a_hole_is_refused_with_its_place() -> None:
    with pytest.raises(BadEdition) as refused:
        drafted(small(2026).replace("otherwise = true", 'when = [{ score = "(,79)" }]'))
    assert refused.value.problems[0].place == "schemes.staff.levels"
    assert verbs() == []


def test_saving_makes_a_new_version() -> None:
    row = drafted(small(2026))
    operations.save_draft(row.id, 1, small(2027))
    assert (row.version, "year = 2027" in row.text) == (2, True)
    assert verbs() == ["edition.drafted", "edition.redrafted"]


def test_saving_over_somebody_elses_version_is_stale() -> None:
    row = drafted(small(2026))
    operations.save_draft(row.id, 1, small(2027))
    with pytest.raises(Stale):
        operations.save_draft(row.id, 1, small(2028))


def test_a_second_person_publishes_what_was_drafted() -> None:
    row = published(small(2026))
    assert (row.year, row.text, row.drafted_by != row.published_by) == (2026, small(2026), True)
    assert verbs() == ["edition.drafted", "edition.published"]


def test_the_author_does_not_publish() -> None:
    author = somebody("OF")
    row = drafted(small(2026), author)
    with acting(author), pytest.raises(Refused, match="写过这份草稿的人"):
        operations.publish(row.id, row.version)


def test_nobody_who_ever_wrote_on_the_draft_publishes_it() -> None:
    first, second = somebody("OF"), somebody("OF")
    row = drafted(small(2026), first)
    with acting(second):
        operations.save_draft(row.id, 1, small(2027))
    with acting(first), pytest.raises(Refused, match="写过这份草稿的人"):
        operations.publish(row.id, 2)


def test_what_was_not_seen_is_not_published() -> None:
    row = drafted(small(2026))
    operations.save_draft(row.id, 1, small(2027))
    with acting(somebody("PB")), pytest.raises(Stale):
        operations.publish(row.id, 1)


def test_a_published_draft_is_closed() -> None:
    row = drafted(small(2026))
    with acting(somebody("PB")):
        operations.publish(row.id, 1)
    with pytest.raises(Refused, match="已经发布"):
        operations.save_draft(row.id, 1, small(2027))
    assert queries.drafts() == []


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_year_up_to_the_newest_edition_takes_no_other(year: int) -> None:
    published(small(2027))
    with pytest.raises(Refused):
        published(small(year, code="other"))


def test_a_year_that_is_over_takes_no_edition() -> None:
    with pytest.raises(BadEdition) as refused:
        published(small(2025))
    assert str(refused.value.problems[0].saying) == "2025 年已经过去，不能再为它发布办法"


def test_a_code_is_used_once() -> None:
    published(small(2026, code="A"))
    with pytest.raises(BadEdition) as refused:
        published(small(2027, code="A"))
    assert [problem.place for problem in refused.value.problems] == ["code"]


def test_whoever_publishes_a_moment_too_late_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    published(small(2026))
    monkeypatch.setattr(queries, "hindrances", lambda edition, this_year: ())
    with pytest.raises(Stale, match="别人发布"):
        published(small(2026, code="other"))


def test_an_item_of_an_earlier_edition_must_be_carried() -> None:
    published(small(2026))
    with pytest.raises(BadEdition) as refused:
        published(small(2027).replace("items.R01", "items.R99"))
    assert [problem.place for problem in refused.value.problems] == ["items.R01"]


def test_a_retired_item_is_carried_and_known() -> None:
    published(small(2026))
    retired = small(2027).replace(R01, R01 + "retired = true\n")
    assert published(retired).year == 2027
    assert queries.edition_of(2027).items["R01"].retired


def test_a_carried_item_stays_what_it_was() -> None:
    published(small(2026))
    with pytest.raises(BadEdition) as refused:
        published(small(2027).replace('"bonus"', '"deduction"').replace('"0.5"', '"-0.5"'))
    assert [problem.place for problem in refused.value.problems] == ["items.R01.kind"]


def test_the_database_keeps_a_published_text() -> None:
    published(small(2026))
    with pytest.raises(IntegrityError, match="append-only"), db.session.begin_nested():
        db.session.execute(text("UPDATE editions SET text = ''"))


def test_the_shipped_editions_follow_each_other() -> None:
    assert [operations.publish_shipped(name).year for name in ("form-2025", "default-2026")] == [2025, 2026]
    assert verbs() == ["edition.published"] * 2
