"""Keep files that came with a form: all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import asker
from hospital_integrity.attachments import queries
from hospital_integrity.attachments.models import AttachedFile, Attachment
from hospital_integrity.attachments.operations.images import remade
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.forms import Upload
from hospital_integrity.rules.file_kind import FILES, JPEG, KINDS, MEGABYTE, PNG, kind_of
from hospital_integrity.rules.file_name import kept_name
from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True, slots=True)
class _Checked:
    given: Upload
    kind: str
    body: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def keep(uploads: Sequence[Upload], already: int = 0) -> list[Attachment]:
    """Keep files, or refuse them all with a sentence that names the one that is wrong.

    `already` is how many the case has; it takes five. Equal contents are stored once. A file that comes twice in one
    form is one attachment. The wing links its row to the ids and writes the journal event.
    """
    if already + len(uploads) > FILES:
        raise Refused("一件事最多附 %(limit)s 个文件，已有 %(already)s 个", limit=FILES, already=already)
    _check_quota(uploads)
    checked = list({one.digest: one for one in map(_checked, uploads)}.values())
    known = queries.files_by_digest([one.digest for one in checked])
    rows = [_attachment(one, known.get(one.digest) or _stored(one)) for one in checked]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _check_quota(uploads: Sequence[Upload]) -> None:
    account_id, limit = asker().account_id, current_app.config["ATTACHMENTS_MB_A_DAY"]
    if account_id is None or not uploads:
        return
    size = queries.handed_in_today(account_id) + sum(len(one.data) for one in uploads)
    if size > limit * MEGABYTE:
        raise Refused("您今天上传的文件合计超过 %(limit)s MB，请明天再传，或只传必要的", limit=limit)


def _checked(given: Upload) -> _Checked:
    kind = kind_of(given.name, given.data)
    body = remade(given.name, kind, given.data) if kind in (PNG, JPEG) else given.data
    return _Checked(given, kind, body)


def _stored(one: _Checked) -> int:
    row = AttachedFile(digest=one.digest, kind=one.kind, size=len(one.body), body=one.body)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # somebody kept the same bytes in the same moment
        return queries.files_by_digest([one.digest])[one.digest]
    return row.id


def _attachment(one: _Checked, file_id: int) -> Attachment:
    return Attachment(
        file_id=file_id,
        name=kept_name(one.given.name, KINDS[one.kind].extensions),
        given_digest=hashlib.sha256(one.given.data).hexdigest(),
        given_size=len(one.given.data),
        uploaded_by=asker().account_id,
        uploaded_at=now(),
    )
