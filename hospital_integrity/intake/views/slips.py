"""The receipt of a red packet, to print and sign."""

from __future__ import annotations

from io import BytesIO

from flask import abort, send_file
from flask.typing import ResponseReturnValue

from hospital_integrity.clock import day_of
from hospital_integrity.filters import moment
from hospital_integrity.hospital.queries import profile
from hospital_integrity.intake import pdf
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.intake.views.blueprint import ID, bp, case_or_404
from hospital_integrity.rules.intake import Handing


@bp.get(f"/{ID}/receipt.pdf")
def slip(id: int) -> ResponseReturnValue:
    """The receipt of one red packet."""
    row = case_or_404(id)
    if row.receipt is None:
        abort(404)
    return send_file(BytesIO(pdf.draw(_slip(row))), "application/pdf", download_name=f"receipt-{row.id}.pdf")


def _slip(row: IntakeCase) -> pdf.Slip:
    day = day_of(row.handed_in_at)
    hospital = profile(day)
    return pdf.Slip(
        hospital=hospital.name if hospital else "",
        receipt=row.receipt or "",
        day=day,
        case_id=row.id,
        person=row.staff.name,
        number=row.staff.number,
        department=row.department.name if row.department else "—",
        amount=row.amount,
        taken_at=moment(row.taken_at),
        handed_in_at=moment(row.handed_in_at),
        handing=str(Handing(row.handed_in_at - row.taken_at).words),
    )
