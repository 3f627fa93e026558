"""The forms of signing in, of passwords and of the administrators."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import ValidationError

from hospital_integrity.accounts.models import GRANTABLE
from hospital_integrity.forms import ChoiceField, DayField, Form, NumberField, RowForm, SecretField, TextField
from hospital_integrity.rules.roles import ROLE_NAMES

GRANTABLE_NAMES = [(role, _(ROLE_NAMES[role].text)) for role in GRANTABLE]
STATE_NAMES = {"waiting": _("待激活"), "active": _("使用中"), "disabled": _("已停用")}


class SignInForm(Form):
    """Number and password, or number and one-time code: the same two boxes."""

    number = TextField(_("工号"), max=60)
    password = SecretField(_("密码或一次性口令"), max=200)


class NewPasswordForm(Form):
    """A new password, typed twice."""

    new = SecretField(_("新密码"), max=200)
    again = SecretField(_("再输一次新密码"), max=200)

    def validate_again(self, field: Any) -> None:
        """Both must be the same."""
        if field.data != self.new.data:
            raise ValidationError(_("两次输入的新密码不一样。"))


class ChangePasswordForm(NewPasswordForm):
    """The same, with the present password to prove who sits there."""

    current = SecretField(_("现在的密码"), max=200)


class SearchForm(RowForm):
    """What the administrators look for."""

    q = TextField(_("工号、姓名或拼音首字母"), max=40, required=False)
    role = ChoiceField(_("角色"), GRANTABLE_NAMES, required=False, blank=_("全部角色"))
    state = ChoiceField(_("状态"), list(STATE_NAMES.items()), required=False, blank=_("全部状态"))


class CreateForm(Form):
    """A new account by number; the box is for administrators who are not on the hospital's staff."""

    number = NumberField(_("工号"))
    outside = BooleanField(_("花名册里没有此人（仅限系统、安全、审计管理员的专用账号）"))


class DepartmentForm(Form):
    """The department whose staff get accounts."""

    department = ChoiceField(_("科室"))


class ReasonForm(Form):
    """Why an account is closed."""

    reason = TextField(_("停用原因"), max=200)


class GrantForm(Form):
    """A role from a day to a day; a head of department needs the department."""

    role = ChoiceField(_("角色"), GRANTABLE_NAMES)
    department = ChoiceField(_("科室（仅科室负责人）"), required=False, blank=_("不限科室"))
    from_day = DayField(_("从哪天起"))
    to_day = DayField(_("到哪天止（不填为长期）"), required=False)
