"""Forms of one department: add, edit, close."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.forms import ChoiceField, DayField, Form, NameField, TextField, WholeNumberField
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Saying

DOCUMENT = lazy_gettext("文号")


def offered(words: dict[str, Saying]) -> list[tuple[str, Any]]:
    """Choices from the register's fixed words, in the reader's language."""
    return [(key, lazy_gettext(saying.text)) for key, saying in words.items()]


def version() -> WholeNumberField:
    """The hidden version of the row that was on the screen."""
    return WholeNumberField(widget=widgets.HiddenInput())


class PlaceFields(Form):
    """What a department is called and is."""

    name = NameField(lazy_gettext("科室名称"), max=60)
    category = ChoiceField(lazy_gettext("类别"), offered(CATEGORIES))
    campus = NameField(lazy_gettext("院区"), max=40)


class AddDepartmentForm(PlaceFields):
    """A new department."""

    code = NameField(
        lazy_gettext("科室代码"), max=20, description=lazy_gettext("一经使用不再改动，撤销后也不再给别的科室")
    )
    opened_on = DayField(lazy_gettext("设立日期"))
    document_no = TextField(DOCUMENT, max=60, required=False)


class EditDepartmentForm(PlaceFields):
    """Rename, recategorise, relocate from a day on."""

    version = version()
    day = DayField(lazy_gettext("生效日期"), description=lazy_gettext("从这一天起按新的名称、类别和院区"))
    document_no = TextField(DOCUMENT, max=60)


class CloseForm(Form):
    """Close a department after its last day."""

    version = version()
    day = DayField(lazy_gettext("最后一天"))
    document_no = TextField(DOCUMENT, max=60)
