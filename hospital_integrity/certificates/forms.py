"""What is filled in to issue, revoke or issue anew."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.certificates.operations import MOST_REASON
from hospital_integrity.forms import ChoicesField, Form, TextField, UploadField


class IssueForm(Form):
    """Who gets a paper now."""

    awards = ChoicesField(lazy_gettext("签发给"))


class RevokeForm(Form):
    """Why a paper is no longer valid."""

    reason = TextField(
        lazy_gettext("撤销理由"),
        max=MOST_REASON,
        lines=2,
        description=lazy_gettext("会显示在核验页上，请不要写他人姓名"),
    )


class ReissueForm(Form):
    """The button that issues a paper anew."""


class PrintForm(Form):
    """The button that has the printer's file made."""


class FileForm(Form):
    """A certificate's file that somebody was sent, to be compared with the one that was kept."""

    file = UploadField(
        lazy_gettext("证书的 PDF 文件"),
        accept=(".pdf",),
        description=lazy_gettext("只核对，不保存；改动过一个字节也能看出来"),
    )
