"""Plain functions that build what a test needs: each adds its rows to `db.session`, flushes and returns the row."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from flask.testing import FlaskClient

from hospital_integrity.accounts.models import ADMINISTRATORS, BUSINESS, Account, RoleGrant, SignIn
from hospital_integrity.accounts.operations import hardened, start_session
from hospital_integrity.awards.models import HistoryDecision, HistoryImport, ImportedAward, StarProposal
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.certificates.models import Certificate, CertificatePrint
from hospital_integrity.clock import now, today
from hospital_integrity.db import Base, db
from hospital_integrity.departments.models import (
    Absence,
    Branch,
    BranchMember,
    Department,
    GridAppointment,
    Membership,
    Staff,
)
from hospital_integrity.departments.queries import home_department
from hospital_integrity.ethics.models import EthicsCycle
from hospital_integrity.forms import Upload
from hospital_integrity.grid.models import GridMeeting, GridRecord
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.intake.operations import register, step
from hospital_integrity.jobs.models import Job, JobFile
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.operations import record
from hospital_integrity.policy.models import EditionDraft, PublishedEdition
from hospital_integrity.policy.operations import new_draft, publish_shipped
from hospital_integrity.policy.queries import beginning, newest
from hospital_integrity.rules.certificate import words
from hospital_integrity.rules.citation import citation
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.intake import Arrival, Source
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.scoresheet import KEYS
from hospital_integrity.rules.serial import serial
from hospital_integrity.scoring.models import ScoreSheet

Row = TypeVar("Row", bound=Base)
BEGINNING = date(2020, 1, 1)
_numbers = count(500_001)  # above every number that a test writes out


def kept(row: Row) -> Row:
    """The row, added and flushed, so that it has an id."""
    db.session.add(row)
    db.session.flush()
    return row


def department(name: str = "心内科", **details: Any) -> Department:
    """A clinical department of the main campus, open since 2020."""
    number = next(_numbers)
    values = {
        "code": f"D{number:04}",
        "initials": "xnk",
        "category": "clinical",
        "campus": "总院",
        "opened_on": BEGINNING,
    }
    return kept(Department(name=name, **{**values, **details}))


def staff(name: str = "张晓明", **details: Any) -> Staff:
    """A doctor who belongs to no department yet."""
    values = {
        "number": f"{next(_numbers):06}",
        "pinyin": "zhang xiao ming",
        "initials": "zxm",
        "profession": "doctor",
        "title": "主治医师",
        "hired_on": BEGINNING,
    }
    return kept(Staff(name=name, **{**values, **details}))


def membership(person: Staff, place: Department, from_day: date = BEGINNING, to_day: date | None = None) -> Membership:
    """This person belongs to this department from a day to a day."""
    return kept(Membership(staff_id=person.id, department_id=place.id, from_day=from_day, to_day=to_day))


def member(place: Department | None = None, name: str = "张晓明", **details: Any) -> Staff:
    """A doctor of this department (of a new one when none is given)."""
    person = staff(name, **details)
    membership(person, place or department())
    return person


def absence(person: Staff, first: date = date(2026, 3, 1), last: date | None = None) -> Absence:
    """This person is ill from a day on."""
    return kept(Absence(staff_id=person.id, kind="sick", first=first, last=last, recorded_at=now()))


def branch(*places: Department, name: str = "内科大科", head: Staff | None = None) -> Branch:
    """These departments form a branch since 2020."""
    row = kept(Branch(name=name, head_id=head.id if head else None, version=1))
    for place in places:
        kept(BranchMember(branch_id=row.id, department_id=place.id, from_day=BEGINNING))
    return row


def ethics_cycle(year: int) -> EthicsCycle:
    """The assessment of a year without windows, as earlier versions opened it: open at every stage."""
    return kept(EthicsCycle(year=year, opened_at=now()))


def grid_appointment(person: Staff, place: Department, **details: Any) -> GridAppointment:
    """This person watches over this department as its supervisor since 2020."""
    values = {"tier": "department", "duty": "supervisor", "from_day": BEGINNING, "to_day": None}
    return kept(GridAppointment(staff_id=person.id, department_id=place.id, **{**values, **details}))


def grant(owner: Account, role: str, place: Department | None = None, from_day: date = BEGINNING) -> RoleGrant:
    """This account holds this role from a day on, in this department where the role has a scope."""
    scope = place.id if place else None
    return kept(RoleGrant(account_id=owner.id, role=role, department_id=scope, from_day=from_day, guard=owner.kind))


def account(
    role: str = "ST", person: Staff | None = None, place: Department | None = None, password: str = ""
) -> Account:
    """Somebody's account with a role: a head and a grid member have it in the department they belong to."""
    place = place or department("药剂科")
    person = person or member(place, "李文")
    kind = role if role in ADMINISTRATORS else BUSINESS
    secret = hardened(password) if password else "not a hash"
    owner = kept(Account(number=person.number, staff_id=person.id, kind=kind, password_hash=secret, created_at=now()))
    if role == "GM":
        grid_appointment(person, place)
    elif role != "ST":
        grant(owner, role, place if role == "DH" else None)
    return owner


def edition(name: str = "default-2026") -> PublishedEdition:
    """The edition that comes with the software under this name, published in nobody's name."""
    return publish_shipped(name)


def edition_draft() -> EditionDraft:
    """A draft of the newest edition for the next year, in nobody's name."""
    return new_draft(beginning(newest(), today().year))


def entry(person: Staff | None, item: str, place: Department | None = None, **details: Any) -> LedgerEntry:
    """A fact of 1 March 2026, recorded by nobody: about a person where they belonged then, or about a department."""
    day = details.pop("happened_on", date(2026, 3, 1))
    at = place.id if place else home_department([person.id], day)[person.id] if person else 0
    about, nonce = person.id if person else None, details.pop("nonce", f"entry {next(_numbers)}")
    return record(Fact(nonce, item, day, at, about, **details), recorded_by=None)


def board_entry(fact: LedgerEntry, **details: Any) -> BoardEntry:
    """This praise on the board since 20 November 2026, drafted by one officer's account and published by another's."""
    values = {
        "nonce": f"board {next(_numbers)}",
        "colour": "red",
        "kind": "media",
        "title": "雪天步行到岗",
        "text": "院内通报表扬。",
        "basis": "通报第 5 号",
        "flow": "short",
        "state": "published",
        "version": 2,
        "drafted_at": now(),
        "shown_from": date(2026, 11, 20),
        "shown_to": date(2027, 2, 17),
    }
    copied = {name: getattr(fact, name) for name in ("staff_id", "department_id", "item", "happened_on", "times")}
    people = {"drafted_by": account("OF").id, "decided_by": account("PB").id}
    return kept(BoardEntry(entry_id=fact.id, **{**values, **copied, **people, **details}))


def letter(appointment: GridAppointment, **details: Any) -> Certificate:
    """The letter of this appointment, as it would be issued."""
    about = {"科室": "心内科", "职务": "监督员", "聘期": "自2020年1月1日起"}
    number, token = next(_numbers), secrets.token_hex(16)
    said = words(
        "appointment",
        citation("appointment", 2026, about=about),
        holder="张晓明",
        hospital="江城市第一人民医院",
        day=date(2026, 11, 20),
        serial=serial("appointment", 2026, number),
        check_url=f"http://127.0.0.1:8000/v/{token}",
    )
    ground = {"department_name": "心内科", "document_no": "", "decided_on": "2026-11-20"}
    snapshot = {"words": said.plain(), "ground": ground}
    values = {"kind": "appointment", "year": 2026, "number": number, "serial": said.serial, "token": token}
    values |= {"holder": said.holder, "snapshot": snapshot, "sha256": digest(snapshot), "issued_at": now()}
    return kept(Certificate(appointment_id=appointment.id, **{**values, **details}))


def job(owner: Account | None = None, **details: Any) -> Job:
    """A finished job of an officer, with the file it has made."""
    values = {"kind": "certificates.print", "state": "done", "done": 600, "total": 600, "finished_at": now()}
    asked = {"asked_by": (owner or account("OF")).id, "asked_at": now(), "args": {}, "nonce": f"job {next(_numbers)}"}
    row = kept(Job(**{**asked, **values, **details}))
    file = {"name": "a.pdf", "mimetype": "application/pdf", "size": 4, "body": b"%PDF"}
    kept(JobFile(job_id=row.id, made=True, kept_until=now() + timedelta(days=7), **file))
    return row


def grid_record(person: Staff, place: Department, **details: Any) -> GridRecord:
    """This member's report of October 2026, handed in on 3 November: there was nothing to report."""
    values = {"nonce": f"grid {next(_numbers)}", "kind": "report", "day": date(2026, 10, 1), "zero": True}
    state = {"state": "submitted", "late": False, "happened_on": date(2026, 10, 31), "handed_in_at": now()}
    return kept(GridRecord(staff_id=person.id, department_id=place.id, **{**values, **state, **details}))


def grid_meeting(**details: Any) -> GridMeeting:
    """The meeting of the fourth quarter of 2026, held on 10 November."""
    values = {"nonce": f"grid {next(_numbers)}", "year": 2026, "quarter": 4, "held_on": date(2026, 11, 10)}
    return kept(GridMeeting(**{**values, "place": "第一会议室", "topics": "学习案例", **details}))


def past_stars(place: Department, stars: dict[int, int], kind: str = "department", id_: int = 0) -> HistoryImport:
    """Stars of past years by year, brought from a paper and confirmed; of a department, or of a grid member's id."""
    number = next(_numbers)
    file = HistoryImport(nonce=f"file {number}", filename="历年.xlsx", sha256="", rows=[], imported_at=now())
    kept(file)
    kept(HistoryDecision(import_id=file.id, verdict="confirmed", decided_at=now()))
    for year, held in stars.items():
        kept(
            ImportedAward(
                import_id=file.id,
                subject_kind=kind,
                subject_id=id_ or place.id,
                name=place.name,
                year=year,
                stars=held,
                document_no=f"江一医纪〔{year + 1}〕3号",
                decided_on=date(year + 1, 1, 12),
                source="档案柜",
            )
        )
    return file


def star_proposal(place: Department, **details: Any) -> StarProposal:
    """Somebody's proposal to suspend the three stars that this department holds for 2025."""
    values = {
        "nonce": f"proposal {next(_numbers)}",
        "subject_kind": "department",
        "subject_id": place.id,
        "year": 2025,
        "transition": "suspended",
        "from_stars": 3,
        "to_stars": 0,
        "cause": "限期整改期间暂停",
        "document_no": "江一医纪〔2026〕6号",
        "proposed_at": now(),
    }
    return kept(StarProposal(**{**values, **details}))


def score_sheet(place: Department, **details: Any) -> ScoreSheet:
    """A draft about this department, with one check in it, of an officer."""
    row = {key: "" for key in KEYS} | {"item": "C1", "department": place.code, "day": "2026-03-01", "times": "1"}
    values = {"nonce": f"sheet {next(_numbers)}", "title": f"{place.name} 评分表", "rows": [row], "updated_at": now()}
    author = details.pop("author_id", None) or account("OF").id
    return kept(ScoreSheet(department_id=place.id, author_id=author, **{**values, **details}))


def intake_case(person: Staff, place: Department) -> IntakeCase:
    """A red packet that this person handed in, passed on with a file."""
    handed = now() - timedelta(hours=3)
    told = Arrival("packet", "desk", today(), "上交红包", "家属塞入资料袋。", staff_id=person.id, happened_on=today())
    arrival = replace(told, amount=Decimal(500), taken_at=handed, handed_in_at=now(), receipt=f"SJ{next(_numbers)}")
    row = register(arrival, Source("王某某", "13800000000"), secrets.token_hex(16))
    given = [Upload("登记表.txt", "已退还家属。".encode())]
    return step(row.id, row.version, "passed", "转科室办理", secrets.token_hex(16), place.id, given)


def let_in(client: FlaskClient, owner: Account, *, must_set_password: bool = False) -> SignIn:
    """Sign this account in with this client, as the sign-in page does after it has seen the password."""
    token, session = start_session(owner, must_set_password=must_set_password)
    db.session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return session


def certificate_print() -> CertificatePrint:
    """A line of the printing register."""
    told = {
        "shape": "sheet",
        "sorting": "serial",
        "wanted": {"year": 2026},
        "papers": 2,
        "copies": 1,
        "purpose": "表彰",
    }
    return kept(CertificatePrint(nonce=f"print-{next(_numbers)}", **told, printed_at=now()))
