"""What is filled in when a closed year is opened again."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.corrections.operations import LEAST_REASON, MOST_DOCUMENT_NO
from hospital_integrity.forms import Form, TextField


class ReopenForm(Form):
    """The new decision and why it was taken."""

    document_no = TextField(lazy_gettext("重新开启的决定文件号"), max=MOST_DOCUMENT_NO)
    reason = TextField(
        lazy_gettext("理由"),
        max=500,
        lines=3,
        description=lazy_gettext("至少 %(least)s 个字，写入记录，不能再改", least=LEAST_REASON),
    )
