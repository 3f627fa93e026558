"""The worker: takes a job, does it piece by piece, commits each. A door like a view, where transactions end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Thread

from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from hospital_integrity.access import acting, may
from hospital_integrity.db import db, is_disk_full, writing
from hospital_integrity.jobs import operations, queries
from hospital_integrity.jobs.queries import Halted, Step, Verb, Work
from hospital_integrity.rules.saying import Refused, say

LOG = logging.getLogger(__name__)
PAUSE, BEAT, BREATH = 2, 2, 5
BROKEN = say("系统出错了，这一步没有保存；可以稍后继续，反复出现请联系系统管理员")
FULL = say("磁盘已满，这一步没有保存；请系统管理员腾出空间，再点“继续”")
RIGHT_GONE = say("提交人现在没有这项操作的权限，任务没有继续")


class Worker:
    """Does jobs, one after the other, until `stop` is set; any number may run, in one process or in several."""

    def __init__(self, app: Flask, told: Callable[[Work], None] | None = None) -> None:
        self.app, self.stop, self._told = app, Event(), told or (lambda work: None)

    def start(self) -> Thread:
        """Work in a thread that doesn't keep the process alive."""
        thread = Thread(target=self.run, name="jobs", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Work until told to stop; what goes wrong with the database is tried again."""
        while not self.stop.is_set():
            try:
                idle = not self.run_one()
            except Exception:
                LOG.exception("The worker couldn't take a job")
                idle = True
            if idle:
                self.stop.wait(PAUSE)

    def run_one(self) -> bool:
        """Take the next job and do it as far as it goes; False when there is none."""
        with self._context():
            work = _claimed()
        if work is None:
            return False
        with self._alive(work):
            while self._piece(work):
                self._told(work)
        self._told(work)
        return True

    def _piece(self, work: Work) -> bool:
        if self.stop.is_set():
            work.halt.set()
        with self._context():
            return not _stopped(work) and _done(work)

    @contextmanager
    def _context(self) -> Iterator[None]:
        with self.app.app_context():
            try:
                yield
            finally:
                db.session.rollback()

    @contextmanager
    def _alive(self, work: Work) -> Iterator[None]:
        over = Event()
        pulse = Thread(target=self._beat, args=(work, over), name="jobs-pulse", daemon=True)
        pulse.start()
        try:
            yield
        finally:
            over.set()
            pulse.join()

    def _beat(self, work: Work, over: Event) -> None:
        while not over.wait(min(BEAT, self.app.config.get("JOBS_LEASE", 30) / 3)):
            if self.stop.is_set():
                work.halt.set()
            try:
                with self._context(), writing():
                    operations.renew(work)
                    db.session.commit()
            except OperationalError:
                pass  # busy with the piece itself; on SQLite nobody else can take the job meanwhile either


def _claimed() -> Work | None:
    if not queries.anything_to_do():
        return None
    db.session.rollback()
    with writing():
        operations.tidy()
        work = operations.claim()
        db.session.commit()
    return work


def _stopped(work: Work) -> bool:
    if work.halt.is_set():
        _ended(lambda: operations.let_go(work))
    return work.halt.is_set()


def _done(work: Work) -> bool:
    """Do one piece and commit it; whether there is more to do."""
    try:
        return _kept(work)
    except (Halted, operations.Lost):
        _ended(lambda: operations.let_go(work))
    except Refused as refused:
        reason = refused.saying
        _ended(lambda: operations.fail(work, reason))
    except (OperationalError, IntegrityError) as error:
        _tried_again(work, error)
    except Exception:
        LOG.exception("Job %s broke", work.id)
        _ended(lambda: operations.fail(work, BROKEN))
    return False


def _tried_again(work: Work, error: OperationalError | IntegrityError) -> None:
    if isinstance(error, OperationalError) and is_disk_full(error):
        _ended(lambda: operations.fail(work, FULL))
        return
    LOG.warning("Job %s is tried again", work.id, exc_info=True)
    _ended(lambda: operations.let_go(work, BREATH))


def _kept(work: Work) -> bool:
    verb = queries.verb_of(work.kind)
    if verb is None:
        raise Refused(queries.title_of(work.kind))
    writes = verb.writes(work)
    with writing() if writes else nullcontext():
        step = _step(verb, work)
        if not writes:
            db.session.rollback()  # on SQLite a reader can't become a writer
        with writing():
            more = operations.keep(work, step)
            db.session.commit()
    return more


def _step(verb: Verb, work: Work) -> Step:
    with acting(queries.person(work.asked_by)):
        if not may(verb.endpoint, "POST"):
            raise Refused(RIGHT_GONE)
        return verb.piece(work)


def _ended(how: Callable[[], None]) -> None:
    db.session.rollback()
    with writing():
        how()
        db.session.commit()
