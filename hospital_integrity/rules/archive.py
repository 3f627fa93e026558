"""The open archive of a closed year: what is in it, so that a stranger can read and check it without this program.

Everything that decides is in `awards.jsonl`; the tables repeat it for people, and are made again when it is verified.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.frozen import CanonicalText, canonical

FORMAT, VERSION = "hospital-integrity-year-archive", 1
README, MANIFEST, EDITION, AWARDS = "README.txt", "manifest.json", "edition.toml", "awards.jsonl"
RESULTS, ENTRIES, MARKS, REGISTER = "results.csv", "entries.csv", "marks.csv", "register.csv"
DEPARTMENTS, REPORT, SUMS = "departments.pdf", "report.pdf", "SHA256SUMS"
MEMBERS = (README, MANIFEST, EDITION, AWARDS, RESULTS, ENTRIES, MARKS, REGISTER, DEPARTMENTS, REPORT, SUMS)
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADS = {
    RESULTS: "kind subject_id name department_id department pool score level level_name stars change sha256".split(),
    ENTRIES: "entry_id item clause item_name happened_on times points department_id staff_id evidence attested reverses"
    " closed_on".split(),
    MARKS: "kind subject_id mark_id sheet heading rater_id rater value comment".split(),
    REGISTER: "kind subject_id number name category title".split(),
}


@dataclass(frozen=True)
class Decision:
    """The decision that closed the year: its document and day, the round, and the seal over all awards."""

    year: int
    round: int
    document_no: str
    decided_on: str
    sha256: str


def manifest(hospital: str, decision: Decision, edition: Edition, counts: Mapping[str, int]) -> str:
    """What the archive is about, as JSON for people and programs."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "hospital": hospital,
        "closing": vars(decision),
        "edition": {"code": edition.code, "title": edition.title, "sha256": edition.sha256},
        "awards": dict(sorted(counts.items())),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def award_line(columns: Mapping[str, Any], sha256: str) -> str:
    """One award as a line of JSON with its keys in order; inputs and reasons as the canonical text that was sealed."""
    removed = columns["removed_on"]
    plain = {**columns, "removed_on": removed.isoformat() if removed else None, "sha256": sha256}
    line = canonical({**plain, "inputs": 0, "reasons": 0})
    for key in ("inputs", "reasons"):  # put in afterwards, as the very text that was sealed
        line = CanonicalText(line.replace(f'"{key}":0', f'"{key}":{columns[key]}', 1))
    return f"{line}\n"


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows of a table; typed texts must have been made `harmless` before."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def harmless(text: str | None) -> str | None:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text and text.startswith(FORMULA) else text


def head(name: str) -> str:
    """The first line of a table; a byte order mark tells spreadsheets that it is UTF-8."""
    return BOM + csv_lines([HEADS[name]])


class Tables:
    """The tables that follow from the awards, row by row; each entry is told once, whoever's results it is part of."""

    def __init__(self, edition: Edition) -> None:
        self._items = {key: (item.clause, harmless(item.name)) for key, item in edition.items.items()}
        self._told: set[int] = set()
        self._names = {
            kind: {level.key: level.name for level in scheme.levels} for kind, scheme in edition.schemes.items()
        }

    def rows(self, award: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(table, lines) of everything that one award adds; `inputs` are values, days are texts."""
        facts = award["inputs"]["facts"]
        yield RESULTS, csv_lines([self._result(award)])
        fresh = [one for one in (*facts["entries"], *facts["earlier"]) if one["id"] not in self._told]
        self._told.update(one["id"] for one in fresh)
        yield ENTRIES, csv_lines(map(self._entry, fresh))
        yield MARKS, csv_lines(_mark(award, mark) for mark in facts["marks"])

    def _result(self, award: Mapping[str, Any]) -> Sequence[object]:
        return (
            *(award["subject_kind"], award["subject_id"], harmless(award["name"])),
            *(award["department_id"], harmless(award["department_name"]), award["pool"]),
            *(award["score"], award["level"], self._names[award["subject_kind"]].get(award["level"], "")),
            *(award["stars"], award["transition"], award["sha256"]),
        )

    def _entry(self, entry: Mapping[str, Any]) -> Sequence[object]:
        clause, name = self._items.get(entry["item"], ("", ""))
        told = entry.get
        return (
            *(entry["id"], entry["item"], clause, name, entry["happened_on"], entry["times"]),
            *(told("points"), entry["department_id"], told("staff_id"), harmless(told("evidence"))),
            *(harmless(told("attested")), told("reverses"), told("closed_on")),
        )


def _mark(award: Mapping[str, Any], mark: Mapping[str, Any]) -> Sequence[object]:
    told = mark.get
    return (
        *(award["subject_kind"], award["subject_id"], mark["id"], mark["sheet"], told("heading")),
        *(told("rater_id"), harmless(told("rater")), told("value"), harmless(told("comment"))),
    )


def sums(hashes: Mapping[str, str]) -> str:
    """The list that `sha256sum -c` reads."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))


def opened(columns: Mapping[str, Any]) -> dict[str, Any]:
    """An award as it lies in the database, its inputs as values; reasons stay a text, for no table needs them."""
    return {**columns, "inputs": json.loads(columns["inputs"])}


def sealed(award: Mapping[str, Any]) -> dict[str, Any]:
    """The texts that the seal of an award covers, from a line that was read."""
    return {**award, **{name: CanonicalText(canonical(award[name])) for name in ("inputs", "reasons")}}
