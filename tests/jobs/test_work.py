"""Long work: every item once, whatever happens to the worker; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from hospital_integrity.access import acting
from hospital_integrity.accounts.operations import revoke
from hospital_integrity.accounts.queries import asker_of
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.jobs import operations, queries
from hospital_integrity.jobs.queries import File, Step
from hospital_integrity.jobs.views import Worker, runner
from hospital_integrity.rules.saying import Stale
from tests import builders
from tests.house import world
from tests.jobs import verbs
from tests.jobs.conftest import items, state
from tests.jobs.verbs import counting

pytestmark = pytest.mark.both


def take():
    """A worker of another process has taken the next job."""
    db.session.rollback()
    work = operations.claim()
    db.session.commit()
    return work


def mend(id):
    """What broke the job is no more."""
    queries.job(id).args = {"items": 10}
    db.session.commit()


def one_piece(work, officer):
    """That worker does one piece and, when it is still alive, keeps it."""
    with acting(asker_of(officer.id)):
        step = counting(work)
    try:
        operations.keep(work, step)
        db.session.commit()
    except operations.Lost:
        db.session.rollback()
        raise


def test_every_item_is_done_once_and_in_order(ask, worker):
    id = ask(items=7)
    assert worker.run_one()
    assert items() == list(range(7))
    assert (state(id).state, state(id).done, str(state(id).words)) == ("done", 7, "7 项分 4 步做完")


def test_what_a_verb_noted_for_itself_goes_when_it_is_over(ask, officer, worker, later):
    id = ask(items=4)
    one_piece(take(), officer)
    before = state(id).kept
    later(31)
    worker.run_one()
    assert (before, state(id).kept) == ({"pieces": 1}, {})


def test_nothing_to_do_is_nothing_done(officer, worker):
    db.session.commit()
    assert not worker.run_one()


def test_another_worker_goes_on_where_the_first_one_died(ask, officer, worker, later):
    id = ask()
    one_piece(take(), officer)
    assert not worker.run_one()
    later(31)
    assert worker.run_one()
    assert (items(), state(id).state) == (list(range(10)), "done")


def test_a_worker_that_was_presumed_dead_keeps_nothing(ask, officer, later):
    ask()
    slow = take()
    later(31)
    quick = take()
    with pytest.raises(operations.Lost):
        one_piece(slow, officer)
    one_piece(quick, officer)
    assert items() == [0, 1]


def test_a_sign_of_life_keeps_the_job(ask, worker, later):
    ask()
    work = take()
    later(29)
    operations.renew(work)
    db.session.commit()
    later(40)
    assert not worker.run_one()


def test_workers_side_by_side_do_every_job_once(app, ask):
    for _ in range(4):
        ask(items=6, pause=0.01)
    db.session.commit()

    def until_idle(worker):
        return [1 for _ in iter(worker.run_one, False)]

    with ThreadPoolExecutor(3) as pool:
        shares = list(pool.map(until_idle, [Worker(app) for _ in range(3)]))
    assert sorted(items()) == sorted(list(range(6)) * 4)
    assert sum(map(sum, shares)) == 4


def test_a_refusal_ends_the_job_with_its_sentence_and_keeps_nothing_of_the_piece(ask, worker):
    id = ask(refuse_at=5)
    worker.run_one()
    assert (state(id).state, str(state(id).words), state(id).done) == ("failed", "第 5 项不行", 4)
    assert items() == [0, 1, 2, 3]


def test_what_breaks_is_said_in_words_and_goes_on_when_told(ask, officer, worker):
    id = ask(break_at=5)
    worker.run_one()
    assert (state(id).state, state(id).done, state(id).words) == ("failed", 4, runner.BROKEN)
    mend(id)
    with acting(asker_of(officer.id)):
        operations.resume(id)
    db.session.commit()
    worker.run_one()
    assert items() == list(range(10))


def test_losing_a_race_is_tried_again_a_little_later(ask, worker, later):
    verbs.STUMBLED.clear()
    id = ask("stumble", items=4)
    worker.run_one()
    assert (state(id).state, worker.run_one(), items()) == ("running", False, [])
    later(6)
    worker.run_one()
    assert (state(id).state, items()) == ("done", [0, 1, 2, 3])


def test_a_job_that_nobody_works_on_is_cancelled_at_once(ask, officer, worker):
    id = ask()
    with acting(asker_of(officer.id)):
        operations.cancel(id)
    db.session.commit()
    assert (state(id).state, worker.run_one(), items()) == ("cancelled", False, [])


def test_a_running_job_stops_after_the_piece_in_hand(ask, officer):
    id = ask()
    work = take()
    with acting(asker_of(officer.id)):
        operations.cancel(id)
    one_piece(work, officer)
    assert (state(id).state, items()) == ("cancelled", [0, 1])


def test_what_is_over_cannot_be_cancelled(ask, worker):
    id = ask()
    worker.run_one()
    db.session.rollback()
    with pytest.raises(Stale, match="已经结束"):
        operations.cancel(id)


def test_whoever_has_lost_the_right_is_refused(ask, officer, worker):
    id = ask()
    revoke(officer.grants[0].id)
    db.session.commit()
    worker.run_one()
    assert (state(id).state, state(id).words, items()) == ("failed", runner.RIGHT_GONE, [])


def test_how_far_somebody_reaches_is_asked_when_it_is_done(officer, worker):
    head = builders.account("DH", place=builders.department("药房"))
    with acting(asker_of(head.id)):
        id = operations.ask("reach", {}, "d" * 32).id
    home = head.grants[0].department_id
    db.session.commit()
    worker.run_one()
    assert str(state(id).words) == f"[{home}]"


def test_the_same_form_asks_once(ask, officer):
    with acting(asker_of(officer.id)):
        first, second = (operations.ask("count", {"items": 1}, "a" * 32) for _ in range(2))
    assert first.id == second.id
    assert world.verbs().count("job.asked") == 1


def test_a_job_that_kills_its_workers_is_given_up(ask, worker, later):
    id = ask()
    for attempt in range(5):
        later(31 * attempt)
        assert take()
    later(31 * 5)
    assert not worker.run_one()
    assert (state(id).state, "连续中断 5 次" in str(state(id).words)) == ("failed", True)


def test_a_verb_that_only_computes_makes_a_file(ask, worker):
    id = ask("draw", items=2, given=File("进.txt", "text/plain", b"given "))
    worker.run_one()
    given, made = state(id).files
    assert (given.size, state(id).result) == (0, {"endpoint": "jobs.list", "values": {}})
    assert queries.file_with_body(made.id).body == b"given page 0\npage 1\n"


def test_a_long_piece_stops_when_the_job_is_cancelled(ask, officer, worker):
    id = ask("draw", items=2)
    work = take()
    with acting(asker_of(officer.id)):
        operations.cancel(id)
    operations.renew(work)
    db.session.commit()
    assert not worker._piece(work)
    assert (state(id).state, state(id).files) == ("cancelled", [])


def test_a_worker_that_has_to_go_leaves_the_job_to_the_next_one(app, ask, worker):
    id = ask(items=4)
    going = Worker(app)
    going.stop.set()
    going.run_one()
    assert (state(id).state, state(id).lease_until) == ("running", None)
    worker.run_one()
    assert items() == [0, 1, 2, 3]


def test_old_files_are_dropped(ask, worker, later):
    id = ask("draw", items=2)
    worker.run_one()
    later(8 * 24 * 60 * 60)
    ask(items=1)
    worker.run_one()
    assert (state(id).files[0].size, now() > state(id).files[0].kept_until) == (0, True)


def test_what_an_abandoned_job_holds_is_dropped(ask, worker, later):
    id = ask(refuse_at=5)
    worker.run_one()
    before = state(id).kept
    later(8 * 24 * 60 * 60)
    ask(items=1)
    worker.run_one()
    assert (before, state(id).kept, state(id).done) == ({"pieces": 2}, {}, 0)


def test_progress_inside_a_piece_moves_the_bar(ask):
    id = ask("draw", items=2)
    work = take()
    work.reached(30, 100)
    operations.renew(work)
    db.session.commit()
    assert (state(id).reached, state(id).percent) == (30, 30)
    operations.keep(work, Step(100, 100))
    assert work.done == 100
