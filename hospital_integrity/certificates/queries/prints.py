"""What is to be printed, and the register of what was."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from hospital_integrity.certificates.models import (
    Certificate,
    CertificateFile,
    CertificatePrint,
    CertificatePrintPaper,
)
from hospital_integrity.certificates.queries.lists import EVERYBODY, Wanted, matching
from hospital_integrity.certificates.queries.papers import Paper, everything, listed
from hospital_integrity.db import db
from hospital_integrity.departments.queries import all_places, staff_ids
from hospital_integrity.paging import SIZE, Page

SORTINGS = ("serial", "department", "name")


@dataclass(frozen=True)
class Asked:
    """Which papers to print: of a year and kind, of one department, of one serial; blank or 0 doesn't narrow."""

    year: int = 0
    kind: str = ""
    department_id: int = 0
    serial: str = ""


@dataclass(frozen=True)
class Listed:
    """One row of a list from a spreadsheet: its number there, a staff number or a department's code."""

    row: int
    number: str = ""
    code: str = ""


def papers_to_print(asked: Asked) -> list[Paper]:
    """Every valid paper of a kind, year, department, by serial; one statement."""
    rows = matching(Wanted(year=asked.year, kind=asked.kind, valid=True), EVERYBODY)
    if asked.serial:
        rows = rows.where(Certificate.serial == asked.serial.strip().upper())
    found = listed(rows.order_by(Certificate.year, Certificate.kind, Certificate.number))
    return [one for one in found if asked.department_id in (0, one.department_id)]


def on_the_list(papers: Sequence[Paper], rows: Sequence[Listed]) -> tuple[list[Paper], list[Listed]]:
    """Those of the papers that the rows name, and the rows that name none; two statements.

    A staff number names the person's own papers; a code every paper of that department and of its people.
    """
    people = staff_ids([row.number for row in rows if row.number])
    places = {place.code: place.id for place in all_places()}
    keys = {row.row: _keys(row, people, places) for row in rows}
    named = {key for one in keys.values() for key in one}
    chosen = [(one, _keys_of(one) & named) for one in papers]
    met = {key for _, found in chosen for key in found}
    return [one for one, found in chosen if found], [row for row in rows if not keys[row.row] & met]


def _keys(row: Listed, people: dict[str, int], places: dict[str, int]) -> set[tuple[str, int]]:
    person, place = people.get(row.number), places.get(row.code)
    return ({("person", person)} if person else set()) | ({("place", place)} if place else set())


def _keys_of(paper: Paper) -> set[tuple[str, int]]:
    own = {("person", paper.staff_id)} if paper.staff_id else set()
    return {("place", paper.department_id), *own}


def in_order(papers: Sequence[Paper], sorting: str) -> list[Paper]:
    """Papers by `serial`, `department` or `name`.

    Names go by their GB18030 codes, which for the 3,755 commonest characters is the order of their pinyin.
    """
    keys = {
        "serial": lambda one: (),
        "department": lambda one: _collated(str(one.ground.get("department_name", ""))),
        "name": lambda one: _collated(str(one.says["holder"])),
    }
    return sorted(papers, key=keys[sorting])


def _collated(text: str) -> bytes:
    return text.encode("gb18030", "replace")


def print_of(print_id: int) -> CertificatePrint | None:
    """One line of the register, with who printed and to whom it was handed."""
    return db.session.scalar(_register().where(CertificatePrint.id == print_id))


def print_by_nonce(nonce: str) -> CertificatePrint | None:
    """The line that was written with this form."""
    return db.session.scalar(select(CertificatePrint).where(CertificatePrint.nonce == nonce))


def prints_of(certificate_id: int) -> list[CertificatePrint]:
    """Every print in which one paper was, newest first."""
    holding = select(CertificatePrintPaper.print_id).where(CertificatePrintPaper.certificate_id == certificate_id)
    rows = _register().where(CertificatePrint.id.in_(holding)).order_by(CertificatePrint.id.desc())
    return list(db.session.scalars(rows))


def prints(page: int, size: int = SIZE) -> Page[CertificatePrint]:
    """One page of the register, newest first, counted from 1."""
    total = db.session.scalar(select(func.count()).select_from(CertificatePrint)) or 0
    number = min(max(page, 1), max(-(-total // size), 1))
    rows = _register().order_by(CertificatePrint.id.desc()).limit(size).offset((number - 1) * size)
    return Page(list(db.session.scalars(rows)), number, total, size)


def printed_papers(print_id: int) -> list[Paper]:
    """The papers of a print, in their order there, with today's states."""
    place = CertificatePrintPaper
    rows = everything().join(place, place.certificate_id == Certificate.id).where(place.print_id == print_id)
    return listed(rows.order_by(place.place))


def unfiled(print_id: int) -> list[int]:
    """The papers of a print whose file was never drawn, in order."""
    place = CertificatePrintPaper
    rows = select(place.certificate_id).where(place.print_id == print_id)
    rows = rows.where(place.certificate_id.not_in(select(CertificateFile.certificate_id)))
    return list(db.session.scalars(rows.order_by(place.place)))


def files_of_print(print_id: int) -> Iterator[tuple[Certificate, bytes]]:
    """Every paper of a print with its kept file, in order: one statement whose answer is read bit by bit."""
    place = CertificatePrintPaper
    rows = select(Certificate, CertificateFile.body).join(place, place.certificate_id == Certificate.id)
    rows = rows.join(CertificateFile, CertificateFile.certificate_id == Certificate.id)
    rows = rows.where(place.print_id == print_id).order_by(place.place)
    for row in db.session.execute(rows.execution_options(yield_per=20)):
        yield row[0], row[1]


def papers_by_id(ids: Collection[int]) -> list[Paper]:
    """Papers by their ids, as they were issued."""
    return listed(everything().where(Certificate.id.in_(ids)).order_by(Certificate.id))


def _register() -> Select[tuple[CertificatePrint]]:
    return select(CertificatePrint).options(
        joinedload(CertificatePrint.printer), selectinload(CertificatePrint.handovers)
    )
