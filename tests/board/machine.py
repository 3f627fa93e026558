"""A board that anybody pushes about, in any order, with old pages in hand: what must hold after every push.

The invariants read the tables and count days themselves; they ask none of the rules that the operations ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, ClassVar

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import select

from hospital_integrity import clock
from hospital_integrity.accounts.models import Account
from hospital_integrity.board import operations, queries
from hospital_integrity.board.models import BoardEntry, BoardHand
from hospital_integrity.board.operations import Said, Service
from hospital_integrity.board.operations.appealing import NewAppeal, appeal
from hospital_integrity.board.queries import remedies
from hospital_integrity.corrections.operations import Judgement, Wanted, correct_board, decide_appeal
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.db import db
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.board.conftest import EVERYWHERE, as_, wording

PARTS = ("OF", "OF", "RV", "RV", "PB", "PB", "AH", "AH")
NOW = datetime(2026, 10, 26, 4, 0)
CRITICISM = {"kind": "inspection", "clause": "conduct2012-5"}
picks, luck = st.integers(0, 10**6), st.integers(0, 9)
_numbers = count(1)
MOST = 6


@dataclass(frozen=True)
class Somebody:
    """An account, as far as it acts; it outlives what an example did."""

    id: int
    staff_id: int | None


def somebody(account: Account) -> Somebody:
    """The same without its row."""
    return Somebody(account.id, account.staff_id)


class Pushed(RuleBasedStateMachine):
    """Several entries about several people, pushed by everybody."""

    app: ClassVar[Flask]
    crew: ClassVar[list[Somebody]]
    steps: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        """Two people of a department; what one example does is undone after it."""
        self.save = db.session.begin_nested()
        self.now = NOW
        self.app.config["CLOCK"] = lambda: self.now
        self.place = builders.department("心内科")
        self.people = [builders.member(self.place, name) for name in ("欧阳静怡", "王小川")]
        self.owners = [somebody(builders.account(person=person)) for person in self.people]
        self.rows: list[int] = []
        for number, (red, known) in enumerate(((True, True), (False, True), (False, False))):
            self.put_down(number, red, known)

    def teardown(self) -> None:
        """A withdrawn fact leaves no trace in the running result."""
        if hasattr(self, "save"):
            self.check(self.rows)
            self.check_results()
            self.save.rollback()
            db.session.expunge_all()

    # what people do

    def push(self, who: Somebody, deed: Callable[[], object], id: int = 0) -> None:
        type(self).steps += 1
        try:
            with (
                db.session.begin_nested(),
                as_(who, home=frozenset({self.place.id}) if who in self.owners else frozenset()),
            ):
                deed()
        except Refused:
            pass
        self.check([id] if id else self.rows[-1:])

    def somebody(self, role: str, pick: int, lucky: int) -> Somebody:
        """Mostly somebody whose role it is, else anybody at all, the person concerned included."""
        fit = [who for who, part in zip(self.crew, PARTS, strict=True) if part == role]
        anybody = fit if lucky else [*self.crew, *self.owners]
        return anybody[pick % len(anybody)]

    def row(self, pick: int) -> BoardEntry | None:
        return db.session.get(BoardEntry, self.rows[pick % len(self.rows)]) if self.rows else None

    @rule(pick=picks, red=st.booleans(), known=st.booleans())
    def draft(self, pick: int, red: bool, known: bool) -> None:
        """About a fact of the ledger, or about a new one."""
        if len(self.rows) < MOST:
            self.put_down(pick, red, known)

    def put_down(self, pick: int, red: bool, known: bool) -> None:
        person, number = self.people[pick % 2], next(_numbers)
        day = date(2026, 3, 1) + timedelta(len(self.rows))
        said = wording(**({} if red else CRITICISM))
        fact = Fact(f"{number:032x}", "R10" if red else "R15", day, self.place.id, person.id, evidence="报告")

        def deed() -> None:
            if known:
                nonce = f"fact {number}"
                entry = builders.entry(person, fact.item, nonce=nonce, evidence="报告", happened_on=day)
                row = operations.draft_of_entry(fact.nonce, entry.id, said, EVERYWHERE)
            else:
                row = operations.draft_fact(fact, said, EVERYWHERE)
            self.rows.append(row.id)

        self.push(self.crew[pick % 2], deed)

    @rule(pick=picks, lucky=luck, stale=luck)
    def on(self, pick: int, lucky: int, stale: int) -> None:
        """The next step of the flow, by somebody, on the page as it is or as it was."""
        row = self.row(pick)
        if row is None:
            return
        seen = row.version if stale else row.version - 1
        service = Service("paper", clock.today() - timedelta(pick % 2), "当面送达")
        steps: dict[str, tuple[str, Callable[[], object]]] = {
            "draft": ("RV", lambda: operations.check(row.id, seen, "")),
            "checked": ("OF", lambda: operations.serve(row.id, seen, service)),
            "served": ("PB", lambda: operations.publish(row.id, seen, True)),
            "returned": ("OF", lambda: operations.edit(row.id, seen, self.said(row), None, EVERYWHERE)),
        }
        if row.state in steps:
            role, deed = steps[row.state]
            self.push(self.somebody(role, pick, lucky), deed, row.id)

    @rule(pick=picks, far=st.integers(1, 4), verdict=st.sampled_from([*flow.ANSWERS, ""]))
    def walk(self, pick: int, far: int, verdict: str) -> None:
        """Several steps in a row as they should be, so that much gets far; the person may answer on the way."""
        for _ in range(far):
            self.on(pick, 1, 1)
        row = self.row(pick)
        if row is not None and row.state == "served" and verdict:
            self.answer(pick, verdict, True, 1)
            self.find(pick, "kept", 1)
            self.on(pick, 1, 1)

    def said(self, row: BoardEntry) -> Any:
        return wording(title="改过的标题", **({} if row.colour == "red" else CRITICISM))

    @rule(pick=picks, verdict=st.sampled_from(list(flow.ANSWERS)), own=st.booleans(), lucky=luck)
    def answer(self, pick: int, verdict: str, own: bool, lucky: int) -> None:
        """The person answers, in the system or on paper; or somebody else tries."""
        row = self.row(pick)
        notice = queries.standing_notice(row) if row else None
        if row is None or notice is None:
            return
        said = Said(verdict, "有排班表可以证明", naming=True)
        owner = self.owners[0 if row.staff_id == self.people[0].id else 1]
        if own:
            who = owner if lucky else self.somebody("OF", pick, 0)
            self.push(who, lambda: operations.answer(notice.id, said), row.id)
        else:
            self.push(self.somebody("OF", pick, lucky), lambda: operations.enter_answer(notice.id, said), row.id)

    @rule(pick=picks, verdict=st.sampled_from(list(flow.FINDINGS)), lucky=luck)
    def find(self, pick: int, verdict: str, lucky: int) -> None:
        """The office answers a correction or an objection."""
        row = self.row(pick)
        notice = queries.standing_notice(row) if row else None
        if row is not None and notice is not None and notice.answer is not None:
            deed = lambda: operations.find(notice.answer.id, row.version, verdict, "已核对")  # noqa: E731
            self.push(self.somebody("AH", pick, lucky), deed, row.id)

    @rule(pick=picks, lucky=luck, role=st.sampled_from(["RV", "PB"]), verb=luck)
    def turn_back(self, pick: int, lucky: int, role: str, verb: int) -> None:
        """Returned to the author, withdrawn, or put away."""
        row = self.row(pick)
        if row is None or pick % 3:
            return
        deeds = [lambda: operations.withdraw(row.id, row.version, "有误"), lambda: operations.drop(row.id, row.version)]
        back = lambda: operations.send_back(row.id, row.version, "请补充")  # noqa: E731
        self.push(self.somebody(role, pick, lucky), deeds[verb] if verb < 2 else back, row.id)

    @rule(days=st.integers(1, 9))
    def wait(self, days: int) -> None:
        """Time passes; not into the next year, whose holidays nobody knows."""
        self.now = min(self.now + timedelta(days, hours=5), datetime(2026, 12, 1, 15, 59))

    @rule(pick=picks, lucky=luck, verdict=st.sampled_from(["upheld", "amended", "withdrawn"]), judge=st.booleans())
    def appeal(self, pick: int, lucky: int, verdict: str, judge: bool) -> None:
        """The person appeals against what is public, and somebody decides."""
        row = self.row(pick)
        if row is None or row.shown_from is None:
            return
        number = f"{next(_numbers):032x}"
        if not judge:
            owner = self.owners[0 if row.staff_id == self.people[0].id else 1]
            self.push(owner, lambda: appeal(row.id, NewAppeal(number, "当天我在手术室，有排班表为证。")), row.id)
            return
        for one in remedies.remedies_of(row).appeals:
            more = {"title": f"更正第 {number[-4:]} 号", "text": "更正后的内容。"} if verdict == "amended" else {}
            said = Judgement(number, plan_for_board(row).seen, verdict, "经核对排班表和手术记录属实。", **more)
            self.push(self.somebody("AH", pick, lucky), lambda one=one, said=said: decide_appeal(one.id, said), row.id)

    @rule(pick=picks, lucky=luck)
    def correct(self, pick: int, lucky: int) -> None:
        """A public entry proves wrong: taken down and reversed in one go."""
        row = self.row(pick)
        if row is not None and row.state == "published" and pick % 3 == 0:
            wanted = Wanted(f"{next(_numbers):032x}", plan_for_board(row).seen, "复核后不属实")
            self.push(self.somebody("AH", pick, lucky), lambda: correct_board(row.id, wanted), row.id)

    # what must hold

    def check(self, ids: list[int]) -> None:
        """The invariants, over entries of this example: those that were pushed, in the end all."""
        db.session.expire_all()
        for id in ids:
            row = db.session.get(BoardEntry, id)
            assert row is not None
            hands = list(db.session.scalars(select(BoardHand).where(BoardHand.board_entry_id == id)))
            self.check_hands(row, hands)
            self.check_deadline(row)
            self.check_points(row)
            if row.state == "published":
                self.check_public(row, {hand.account_id: hand.part for hand in hands})

    def check_hands(self, row: BoardEntry, hands: list[BoardHand]) -> None:
        """One part each; nobody in what is about himself."""
        assert len({hand.account_id for hand in hands}) == len(hands)
        assert all(hand.staff_id != row.staff_id for hand in hands if hand.part != "subject")

    def check_public(self, row: BoardEntry, hands: dict[int, str]) -> None:
        """Heard, decided by somebody distinct, nothing open."""
        notice = queries.notices_of(row.id)[-1]
        answer = notice.answer
        assert row.shown_from is not None and notice.version < row.version
        assert answer is None or answer.verdict == "agree" or answer.finding is not None
        assert (answer is not None and answer.verdict == "agree") or row.shown_from > notice.due_on
        assert len({row.drafted_by, row.checked_by, row.decided_by} - {None}) == 3
        assert hands[row.decided_by or 0] == "decide"
        if answer is not None and answer.finding is not None:
            assert answer.finding.verdict == "kept"
            assert answer.finding.made_by not in (row.drafted_by, row.checked_by, row.decided_by)
        assert not row.full_name or (row.colour == "red" and answer is not None and answer.naming)

    def check_deadline(self, row: BoardEntry) -> None:
        """The day in the notice, in the row, on the desk, and counted by hand: one and the same."""
        notice = queries.standing_notice(row)
        if notice is None:
            assert row.due_on is None
            return
        day, left = notice.served_on, 5
        while left:
            day += timedelta(days=1)
            left -= calendar().is_working_day(day)
        shown = flow.waiting_for(queries.case_of(row), clock.today())[1]
        assert day == notice.due_on == row.due_on
        assert shown in (None, day, notice.answer.due_on if notice.answer else None)

    def check_points(self, row: BoardEntry) -> None:
        """A fact counts once, whatever way its entry went; a draft's own fact doesn't count yet."""
        same = LedgerEntry.staff_id == row.staff_id, LedgerEntry.item == row.item
        alike = select(LedgerEntry.id).where(*same, LedgerEntry.happened_on == row.happened_on)
        standing = alike.where(LedgerEntry.reverses.is_(None), LedgerEntry.id.not_in(ledger.reversed_entries()))
        if row.entry_id is not None:
            assert list(db.session.scalars(standing)) in ([row.entry_id], [])
        if row.state == "published" and ledger.reversal_of(row.entry_id or 0) is None:
            assert list(db.session.scalars(standing)) == [row.entry_id]

    def check_results(self) -> None:
        """Who has no standing fact has the score of somebody about whom nothing was ever recorded."""
        fresh = builders.member(self.place, "新来的人")
        ids = [*(person.id for person in self.people), fresh.id]
        scores = {id: rating.score for id, rating in ratings_of("staff", 2026, ids).items()}
        for person in self.people:
            entries = select(LedgerEntry.id).where(LedgerEntry.staff_id == person.id, LedgerEntry.reverses.is_(None))
            if not list(db.session.scalars(entries.where(LedgerEntry.id.not_in(ledger.reversed_entries())))):
                assert scores[person.id] == scores[fresh.id]


def push_about(app: Flask, examples: int, steps: int, seed: int | None = None) -> int:
    """Run examples of so many steps; how many pushes there were."""
    builders.edition()
    Pushed.app, Pushed.steps = app, 0
    Pushed.crew = [somebody(builders.account(role, place=builders.department("机关"))) for role in PARTS]
    db.session.flush()
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=seed is None,
        print_blob=False,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Pushed if seed is None else with_seed(seed)(Pushed), settings=profile)
    return Pushed.steps
