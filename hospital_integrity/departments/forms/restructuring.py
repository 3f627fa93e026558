"""Forms of merging and splitting."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import FormField, widgets

from hospital_integrity.departments.forms.places import DOCUMENT, offered, version
from hospital_integrity.departments.operations import NewDepartment
from hospital_integrity.forms import (
    ChoiceField,
    DayField,
    Form,
    NameField,
    RowForm,
    Rows,
    TextField,
    WholeNumberField,
)
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Refused

NONE = "none"
STAYS = "stays"
PARTS = [("0", lazy_gettext("新科室一")), ("1", lazy_gettext("新科室二")), ("2", lazy_gettext("新科室三"))]
MOST_MEMBERS = 1000


class PartForm(RowForm):
    """A department to be set up; left empty it is none."""

    code = NameField(lazy_gettext("新科室代码"), max=20, required=False)
    name = NameField(lazy_gettext("新科室名称"), max=60, required=False)
    category = ChoiceField(lazy_gettext("类别"), offered(CATEGORIES), required=False)
    campus = NameField(lazy_gettext("院区"), max=40, required=False)

    @property
    def told(self) -> NewDepartment | None:
        """The department described, None when nothing was; Refused when half of it was."""
        values = [self.code.data, self.name.data, self.category.data, self.campus.data]
        if any(values) and not all(values):
            raise Refused("新科室的代码、名称、类别和院区要么都填，要么都不填")
        return NewDepartment(*values) if all(values) else None


class MergeForm(Form):
    """This department, and up to two others, are merged into another or a new one."""

    version = version()
    second = ChoiceField(lazy_gettext("一同并入的科室"), required=False, blank=lazy_gettext("没有"))
    third = ChoiceField(lazy_gettext("再一个并入的科室"), required=False, blank=lazy_gettext("没有"))
    into = ChoiceField(lazy_gettext("并入哪里"), required=False, blank=lazy_gettext("新设一个科室（填写下面四项）"))
    new = FormField(PartForm)
    heir = ChoiceField(lazy_gettext("星级历史"), blank=None)
    day = DayField(lazy_gettext("生效日期"), description=lazy_gettext("人员从这一天起转入，原科室到前一天为止"))
    document_no = TextField(DOCUMENT, max=60)

    @property
    def target(self) -> int | NewDepartment:
        """Where everyone goes; Refused unless it is exactly one of the two."""
        new = self.new.form.told
        if (new is None) == (self.into.data is None):
            raise Refused("请选择一个现有科室，或者填写一个新科室，二者选一")
        return new or int(self.into.data)

    @property
    def others(self) -> list[int]:
        """The other departments that are merged."""
        return [int(field.data) for field in (self.second, self.third) if field.data]


class MemberForm(RowForm):
    """Where one member goes when the department is split."""

    staff_id = WholeNumberField(widget=widgets.HiddenInput())
    to = ChoiceField(lazy_gettext("去向"), [(STAYS, lazy_gettext("留在原科室")), *PARTS], blank=None)


class SplitForm(Form):
    """A department is split into up to three new ones."""

    version = version()
    parts = Rows(FormField(PartForm), min_entries=3, max_entries=3)
    stays = ChoiceField(
        lazy_gettext("原科室"),
        [("no", lazy_gettext("撤销（到生效日期前一天为止）")), ("yes", lazy_gettext("保留"))],
        blank=None,
    )
    heir = ChoiceField(
        lazy_gettext("星级历史"),
        [(NONE, lazy_gettext("不延续")), *PARTS],
        blank=None,
    )
    day = DayField(lazy_gettext("生效日期"), description=lazy_gettext("新科室从这一天起设立，人员从这一天起转入"))
    document_no = TextField(DOCUMENT, max=60)
    members = Rows(FormField(MemberForm), max_entries=MOST_MEMBERS)

    @property
    def described(self) -> list[NewDepartment]:
        """The new departments; Refused when one is left out before another or half described."""
        told = [row.form.told for row in self.parts]
        if None in told and any(told[told.index(None) :]):
            raise Refused("请从新科室一开始依次填写")
        return [part for part in told if part is not None]

    @property
    def chosen_heir(self) -> int | None:
        """The place among the new departments of the one whose star history goes on."""
        return None if self.heir.data == NONE else int(self.heir.data)

    @property
    def destinations(self) -> dict[int, int | None]:
        """For each member the place of a new department, None for the old one."""
        chosen = {row.form.staff_id.data: row.form.to.data for row in self.members}
        return {staff_id: None if to == STAYS else int(to) for staff_id, to in chosen.items()}
