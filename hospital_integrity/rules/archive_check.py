"""An archive checked without the database: every file and seal, every result folded again, every table made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.rules import archive
from hospital_integrity.rules.award import Refolded, fold_again, seal, seal_of_closing
from hospital_integrity.rules.edition import Edition, parse
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.saying import Refused, Saying, say

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, and in which file."""

    file: str
    saying: Saying


def listed(text: str) -> tuple[dict[str, str], list[Finding]]:
    """The hashes of SHA256SUMS by name, and what is wrong with the list itself."""
    found: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        sha256, gap, name = line[:64], line[64:66], line[66:]
        if gap != "  " or not HEX.issuperset(sha256) or not name or name in found:
            wrong.append(Finding(archive.SUMS, say("第 %(number)s 行不是校验值和文件名", number=number)))
        else:
            found[name] = sha256
    return found, wrong


def disagreeing(hashes: Mapping[str, str], expected: Mapping[str, str]) -> Iterator[Finding]:
    """Files that are missing, that are too many, and that were altered."""
    wanted = set(archive.MEMBERS) - {archive.SUMS}
    for name in sorted(wanted - hashes.keys()):
        yield Finding(name, say("缺少这个文件"))
    for name in sorted(hashes.keys() - wanted - {archive.SUMS}):
        yield Finding(name, say("多出的文件，不属于这份档案"))
    for name in sorted(wanted & hashes.keys()):
        if name not in expected:
            yield Finding(name, say("没有列入校验清单"))
        elif hashes[name] != expected[name]:
            yield Finding(name, say("内容与校验清单不符"))
    for name in sorted(expected.keys() - wanted):
        yield Finding(name, say("校验清单里多出的文件"))


class Refolding:
    """Awards read line by line, sealed, folded and laid out again; small enough to hold a whole hospital."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.seals: list[str] = []
        self.counts: dict[str, int] = {}
        self.hashes = {name: hashlib.sha256(archive.head(name).encode()) for name in archive.HEADS}
        self._tables = archive.Tables(edition)
        self._folded: list[tuple[str, Refolded]] = []

    def read(self, line: str) -> Iterator[Finding]:
        """One award."""
        try:
            award = json.loads(line)
            yield from self._awarded(award)
        except UNREADABLE:
            number = len(self.seals) + 1
            yield Finding(archive.AWARDS, say("第 %(number)s 个结果读不出来", number=number))

    def _awarded(self, award: Any) -> Iterator[Finding]:
        kind, name, removed = award["subject_kind"], award["name"], award["removed_on"]
        said = {**archive.sealed(award), "removed_on": date.fromisoformat(removed) if removed else None}
        self.seals.append(award["sha256"])
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if seal(said, self.edition.sha256) != award["sha256"]:
            yield Finding(archive.AWARDS, say("%(name)s：内容与封印不符", name=name))
        for table, row in self._tables.rows(award):
            self.hashes[table].update(row.encode())
        self._folded.append((name, fold_again(self.edition, award)))

    def disagreeing(self) -> Iterator[Finding]:
        """Results that don't follow from their own facts and the quotas, once all were read."""
        for kind in self.edition.schemes:
            mine = [(name, again) for name, again in self._folded if again.rating.kind == kind]
            decided = decide(self.edition, kind, [again.rating for _, again in mine])
            for name, again in mine:
                if not again.holds(decided[again.rating.subject_id]):
                    yield Finding(archive.AWARDS, say("%(name)s：按档案里的办法和事实重算，结果不同", name=name))


def refold(manifest: str, edition: bytes, lines: Iterable[str], hashes: Mapping[str, str]) -> Iterator[Finding]:
    """Everything that follows from something else in the archive; `hashes` are those of its files."""
    try:
        told = json.loads(manifest)
        known = parse(edition.decode())
        decided = archive.Decision(**told["closing"])
        day = date.fromisoformat(decided.decided_on)
    except (*UNREADABLE, Refused):
        yield Finding(archive.MANIFEST, say("清单或办法读不出来，结果无法重算"))
        return
    yield from _foreign(told, known)
    again = Refolding(known)
    for line in lines:
        yield from again.read(line)
    yield from again.disagreeing()
    if seal_of_closing(known.sha256, decided.document_no, day, again.seals) != decided.sha256:
        yield Finding(archive.MANIFEST, say("结果的个数、决定文件或封印与总封印不符"))
    if again.counts != told["awards"]:
        yield Finding(archive.MANIFEST, say("结果的个数与清单不符"))
    for name in (archive.RESULTS, archive.ENTRIES, archive.MARKS):
        if name in hashes and again.hashes[name].hexdigest() != hashes[name]:
            yield Finding(name, say("与 awards.jsonl 里的结果不一致"))


def _foreign(told: Mapping[str, Any], known: Edition) -> Iterator[Finding]:
    if (told.get("format"), told.get("version")) != (archive.FORMAT, archive.VERSION):
        yield Finding(archive.MANIFEST, say("不是本系统的档案，或是更新的格式"))
    if told.get("edition", {}).get("sha256") != known.sha256:
        yield Finding(archive.EDITION, say("不是清单所说的办法"))
