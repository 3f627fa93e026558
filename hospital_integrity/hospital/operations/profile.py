"""The profile is never edited: a new version is added."""

from __future__ import annotations

from datetime import date

from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.hospital import queries
from hospital_integrity.hospital.models import HospitalProfile
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale


def describe(
    name: str,
    office: str,
    signatory: str,
    contact: str,
    *,
    valid_from: date,
    seen: int | None = None,
    emblem: str | None = None,
) -> HospitalProfile:
    """Add a version that holds from a day on; Stale when another was added since the one with the id `seen`.

    `emblem` is what `keep_picture` gave; none for the lotus that comes with the software.
    """
    if seen is not None and seen != queries.newest():
        raise Stale("您打开页面以后，医院信息已被别人改动。请核对后重新填写")
    told = {"name": name, "office": office, "signatory": signatory, "contact": contact, "emblem": emblem}
    before = queries.profile(valid_from)
    if before is not None and all(getattr(before, key) == value for key, value in told.items()):
        raise Refused("没有改动任何内容")
    version = HospitalProfile(**told, valid_from=valid_from, created_at=now())
    db.session.add(version)
    db.session.flush()
    note("hospital.described", [("hospital_profiles", version.id)], valid_from=valid_from.isoformat())
    return version
