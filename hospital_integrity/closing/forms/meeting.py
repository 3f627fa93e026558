"""A meeting: who belongs to it, who is there, how they vote."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import ChoicesField, DayField, Form, NameField, TextField, WholeNumberField


class MeetingForm(Form):
    """What is written down when a meeting begins."""

    title = TextField(lazy_gettext("会议名称"), max=60)
    held_on = DayField(lazy_gettext("会议日期"))
    place = TextField(lazy_gettext("地点"), max=60)
    chair = NameField(lazy_gettext("主持人"), max=40)
    members = TextField(
        lazy_gettext("应到成员"), max=1000, lines=8, description=lazy_gettext("一行一人，有表决权的成员，含主持人")
    )
    guests = TextField(
        lazy_gettext("列席人员"), max=200, required=False, description=lazy_gettext("没有表决权，用顿号分开")
    )

    def names(self) -> list[str]:
        """The members, one a line."""
        return [line.strip() for line in (self.members.data or "").splitlines() if line.strip()]


class RollForm(Form):
    """Who is there."""

    present = ChoicesField(lazy_gettext("实到成员"))


class VoteForm(Form):
    """The three numbers of a vote."""

    ayes = WholeNumberField(lazy_gettext("赞成"), high=99)
    noes = WholeNumberField(lazy_gettext("反对"), high=99)
    abstentions = WholeNumberField(lazy_gettext("弃权"), high=99)
    remark = TextField(lazy_gettext("说明"), max=300, required=False)

    def votes(self) -> tuple[int, int, int]:
        """For, against, abstaining."""
        return self.ayes.data, self.noes.data, self.abstentions.data
