"""The notice: what is going to be published is put before the person, and it is known that and how it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.accounts import queries as accounts
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry, BoardNotice, BoardReceipt
from hospital_integrity.board.operations.hands import keep_hand, take_part
from hospital_integrity.board.operations.steps import check_public, check_standing, stepped, taken
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import board_clock
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True, slots=True)
class Service:
    """How a notice reaches somebody: in the system today, or on paper on a day; `remark` says where and who witnessed.

    `number` is the staff number of who takes it for a department that has no head in the system.
    """

    method: str
    served_on: date
    remark: str = ""
    number: str = ""


def serve(id: int, version: int, service: Service) -> BoardNotice:
    """Serve the notice of a checked entry; the person has five working days from the day after."""
    row = taken(id, version, flow.CHECKED)
    take_part(row, flow.SERVER)
    check_standing(row)
    check_public(row)
    addressee = _addressee(row, service.number)
    _check(service, addressee)
    row.state, row.version = flow.SERVED, row.version + 1
    row.served_on = service.served_on
    row.due_on = board_clock.due(calendar(), board_clock.FACTUAL_CHECK, service.served_on)
    row.agreed = row.contested = False
    notice = _kept(row, service, addressee)
    if row.staff_id is None:
        _keep_subject(row, addressee)
    stepped(row, "served", service.remark, about=[("board_notices", notice.id)])
    return notice


def _kept(row: BoardEntry, service: Service, addressee: int) -> BoardNotice:
    notice = BoardNotice(
        board_entry_id=row.id,
        version=row.version,
        addressee_id=addressee,
        method=service.method,
        remark=service.remark,
        served_on=service.served_on,
        due_on=row.due_on,
        content={"colour": row.colour, "kind": row.kind, "title": row.title, "text": row.text},
        sent_by=asker().account_id,
        sent_at=clock.now(),
    )
    db.session.add(notice)
    db.session.flush()
    return notice


def _addressee(row: BoardEntry, number: str) -> int:
    found = queries.addressee_of(row)
    if row.staff_id is None and number:
        found = departments.staff_by_numbers([number]).get(number)
        home = departments.home_department([found.id], clock.today()) if found else {}
        if found is None or home.get(found.id) != row.department_id:
            raise Refused("工号 %(number)s 不是这个科室的人，请填写科室负责人的工号", number=number)
    if found is None:
        raise Refused("系统里没有这个科室的负责人，请填写签收人的工号")
    addressee: int = found.id
    return addressee


def _check(service: Service, addressee: int) -> None:
    today = clock.today()
    if service.served_on > today:
        raise Refused("送达日期 %(day)s 还没有到", day=service.served_on.isoformat())
    if service.method == "system":
        if service.served_on != today:
            raise Refused("系统内送达的日期就是今天")
        if accounts.account_of_staff(addressee) is None:
            raise Refused("当事人还没有启用账号，请改用书面送达")
    elif not service.remark.strip():
        raise Refused("书面送达和留置送达须写明地点、送达人和见证人")


def _keep_subject(row: BoardEntry, addressee: int) -> None:
    owner = accounts.account_of_staff(addressee)
    keep_hand(row, flow.SUBJECT, owner.id if owner else None)


def receive(notice_id: int, verb: str) -> BoardReceipt | None:
    """Note that the addressee opened a notice, or acknowledged it; None when that was known, or somebody else asks."""
    notice = queries.notice(notice_id)
    if notice is None or not queries.is_addressee(notice, asker()):
        return None
    if any(one.verb == verb for one in notice.receipts):
        return None
    receipt = BoardReceipt(notice_id=notice.id, verb=verb, account_id=asker().account_id, at=clock.now())
    db.session.add(receipt)
    db.session.flush()
    note(f"board.{verb}", [("board_receipts", receipt.id), ("board_entries", notice.board_entry_id)])
    return receipt
