"""What a verb is told, what it answers, and which verbs there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from flask import Flask, current_app

from hospital_integrity.access import NOBODY, Asker
from hospital_integrity.rules.saying import Saying, say

T = TypeVar("T")
UNKNOWN = say("这一版软件不认识的任务")


class Halted(Exception):
    """The piece was stopped half-way: the job was cancelled, or the worker has to go. Nothing of it is kept."""


@dataclass(frozen=True)
class File:
    """A file with its name."""

    name: str
    mimetype: str
    body: bytes


@dataclass(frozen=True)
class Step:
    """How far a piece has brought the whole; the job is over when `done` reaches `total`.

    `place` is (endpoint, values of its address) where the fruit can be seen.
    """

    done: int
    total: int
    message: Saying | None = None
    place: tuple[str, dict[str, Any]] | None = None
    files: tuple[File, ...] = ()


@dataclass
class Work:
    """What a verb is told. It may change `kept`: that is committed with the piece and there again for the next one."""

    id: int
    kind: str
    args: Mapping[str, Any]
    asked_by: int
    worker: str
    done: int = 0
    total: int = 0
    kept: dict[str, Any] = field(default_factory=dict)
    given: File | None = None
    within: int = 0
    halt: Event = field(default_factory=Event)

    def reached(self, within: int, total: int = 0) -> None:
        """Say how far this piece is, and how much there is in all if that was not known; raises `Halted`."""
        self.within, self.total = within, total or self.total
        if self.halt.is_set():
            raise Halted

    def counted(self, things: Iterable[T]) -> Iterator[T]:
        """The same things one by one, the bar moving with each."""
        for number, thing in enumerate(things):
            self.reached(number)
            yield thing


def always(work: Work) -> bool:
    """Every piece writes."""
    return True


def never(work: Work) -> bool:
    """No piece writes: what it makes goes out in `Step.files`."""
    return False


@dataclass(frozen=True)
class Verb:
    """A kind of job: its title, whose POST permission it takes, what does a piece, whether the next piece writes."""

    title: Saying
    endpoint: str
    piece: Callable[[Work], Step]
    writes: Callable[[Work], bool] = always


@dataclass(frozen=True)
class Jobs:
    """What app.py tells the jobs: the verbs by kind, and who an account is today."""

    verbs: Mapping[str, Verb]
    who: Callable[[int], Asker]


def install(app: Flask, verbs: Mapping[str, Verb], who: Callable[[int], Asker]) -> None:
    """Make verbs known to an application."""
    app.extensions["jobs"] = Jobs(dict(verbs), who)


def verb_of(kind: str) -> Verb | None:
    """The verb of a kind, or None for one that this version doesn't know."""
    return known().verbs.get(kind)


def title_of(kind: str) -> Saying:
    """The name of a kind for the screen."""
    verb = verb_of(kind)
    return verb.title if verb else UNKNOWN


def person(account_id: int) -> Asker:
    """Whoever asked for a job, with today's roles."""
    return known().who(account_id) or NOBODY


def known() -> Jobs:
    """What app.py has told."""
    jobs: Jobs = current_app.extensions["jobs"]
    return jobs
