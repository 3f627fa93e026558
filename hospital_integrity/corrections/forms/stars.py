"""What is filled in when a star is suspended, resumed or removed."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.corrections.operations.stars import LEAST_CAUSE, MOST_CAUSE, MOST_DOCUMENT_NO
from hospital_integrity.forms import ChoiceField, Form, TextField


class ChangeForm(Form):
    """The decision, why it was taken and by which document."""

    transition = ChoiceField(lazy_gettext("决定"))
    entry = ChoiceField(
        lazy_gettext("依据的否决记录"), required=False, description=lazy_gettext("摘星必须选择；没有时请先登记指标")
    )
    document_no = TextField(lazy_gettext("决定文件号"), max=MOST_DOCUMENT_NO)
    cause = TextField(
        lazy_gettext("原因"),
        max=MOST_CAUSE,
        lines=3,
        description=lazy_gettext("至少 %(least)s 个字，显示在历年星级页，不写个人姓名", least=LEAST_CAUSE),
    )


class ConfirmForm(Form):
    """Nothing to fill in: whoever confirms has read the page."""


class DropForm(Form):
    """Why a proposal will not be confirmed."""

    reason = TextField(lazy_gettext("作废理由"), max=500, lines=2)
