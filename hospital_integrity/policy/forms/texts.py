"""Forms of the policy wing: beginning a draft, changing its text, publishing it."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.forms import ChoiceField, Form, TextField, UploadField, WholeNumberField
from hospital_integrity.rules.edition import LONGEST, BadEdition
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.table import Problem

MEGABYTE = 1024 * 1024


class EditionForm(Form):
    """A form about a text; what is wrong with the text is listed with its places."""

    problems: tuple[Problem, ...] = ()

    def refuse(self, refused: Refused) -> None:
        """Keep the problems of a text beside the sentence about them."""
        if isinstance(refused, BadEdition):
            self.problems = refused.problems
        super().refuse(refused)


class BeginForm(EditionForm):
    """Where a new draft comes from: an uploaded file, else a pasted text, else what was chosen."""

    start = ChoiceField(lazy_gettext("以什么为底稿"), blank=None)
    file = UploadField(
        lazy_gettext("上传 TOML 文件"),
        accept=(".toml",),
        limit=MEGABYTE,
        required=False,
        description=lazy_gettext("有文件时用文件，不用上面的底稿"),
    )
    text = TextField(
        lazy_gettext("粘贴 TOML 文本"),
        max=LONGEST,
        lines=10,
        required=False,
        description=lazy_gettext("没有文件而有文本时用文本"),
    )


class TextForm(EditionForm):
    """The whole text of a draft; `version` is the one that was on the screen."""

    version = WholeNumberField(widget=widgets.HiddenInput())
    text = TextField(lazy_gettext("办法文本（TOML）"), max=LONGEST, lines=32)


class PublishForm(EditionForm):
    """Publishing exactly the version that was on the screen."""

    version = WholeNumberField(widget=widgets.HiddenInput())


class CloneForm(EditionForm):
    """A button: a draft for the next year from the newest edition."""


class RecallForm(EditionForm):
    """Why an edition should be withdrawn before it takes effect."""

    reason = TextField(lazy_gettext("撤回的理由"), max=200)


class DecideForm(EditionForm):
    """What is decided about a proposal to withdraw."""

    granted = ChoiceField(
        lazy_gettext("决定"), choices=[("yes", lazy_gettext("同意撤回")), ("no", lazy_gettext("不撤回"))]
    )
