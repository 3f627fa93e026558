"""What the public check answers to a code, a serial or a file: valid, not valid and why, or can't be checked now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from hospital_integrity.certificates import queries
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.paper.signed import BROKEN, WHOLE, signature_in
from hospital_integrity.rules.certificate import Words, read
from hospital_integrity.rules.masking import is_masked_match, masked_name
from hospital_integrity.rules.paper_kinds import OF_PLACES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.serial import is_serial

UNKNOWN, CHANGED, SIGNED, UNSURE = "unknown", "changed", "signed", "unsure"
WRONG_NUMBER = say("编号不完整或抄错了一位，请对照证书重新输入")
WRONG_NAME = say("姓名与证书上的不符")
CHANGED_FILE = say("这个文件与本院存档的任何一份都不完全相同：不是本院签发的，或者签发后被改动过")
BROKEN_SEAL = say("这个文件带有本院的数字签名，但签名之后被改动过，与签名不符")
SIGNED_UNKNOWN = say("本院的数字签名有效，签名之后没有改动；但存档里没有这个文件，证书现在是否有效，请按编号再查一次")
BUSY = say("系统正忙，现在核验不了；这不说明证书有问题，请过几分钟再试")


@dataclass(frozen=True)
class Answer:
    """What the check says: `words` only to those who hold the paper or know the name on it; unless `named`, masked."""

    state: str = ""
    serial: str = ""
    paper: Paper | None = None
    words: Words | None = None
    hint: Saying | None = None
    named: bool = True

    @property
    def why(self) -> Saying | None:
        """Why the paper isn't valid, as far as the asker may know."""
        if self.paper is None:
            return self.hint
        return self.paper.why if self.words else None

    @property
    def status(self) -> int:
        """404 for a paper that doesn't exist, 503 while nothing can be checked."""
        return {UNKNOWN: 404, UNSURE: 503}.get(self.state, 200)


def of_token(token: str, name: str) -> Answer:
    """To who holds the paper: everything that it says; a person's name only when it was typed."""
    paper = queries.paper_by_token(token)
    if paper is None:
        return Answer(UNKNOWN)
    found = _whole(paper)
    if found.words is None or _knows(found.words, name):
        return found
    return replace(found, words=_masked(found.words), named=False, hint=WRONG_NAME if name else None)


def of_serial(serial: str, name: str) -> Answer:
    """To who knows a serial: whether it is valid; the rest when the name was typed."""
    if not is_serial(serial):
        return Answer(UNKNOWN, serial, hint=WRONG_NUMBER)
    paper = queries.paper_by_serial(serial)
    if paper is None:
        return Answer(UNKNOWN, serial)
    if _knows(read(paper.says), name):
        return _whole(paper)
    return Answer(_state(paper), serial, paper, hint=WRONG_NAME if name else None, named=False)


def of_file(body: bytes) -> Answer:
    """To who has a file: the paper if it is the kept one; else what its signature says, if it bears one of ours."""
    paper = queries.paper_by_file(hashlib.sha256(body).hexdigest())
    if paper is not None:
        return _whole(paper)
    seal = signature_in(body, [key.public for key in queries.paper_keys(queries.FILE)])
    if seal == WHOLE:
        return Answer(SIGNED, hint=SIGNED_UNKNOWN)
    return Answer(CHANGED, hint=BROKEN_SEAL if seal == BROKEN else CHANGED_FILE)


def _whole(paper: Paper) -> Answer:
    return Answer(_state(paper), paper.certificate.serial, paper, read(paper.says))


def _knows(words: Words, name: str) -> bool:
    return words.kind in OF_PLACES or is_masked_match(name, words.holder)


def _masked(words: Words) -> Words:
    mask = masked_name(words.holder)
    body = tuple(tuple((text.replace(words.holder, mask), strong) for text, strong in line) for line in words.body)
    return replace(words, holder=mask, body=body)


def _state(paper: Paper) -> str:
    return paper.state if paper.state in (queries.VALID, queries.SUSPENDED) else "void"
