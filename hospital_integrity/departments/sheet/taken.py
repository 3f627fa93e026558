"""Departments, staff and grid members as spreadsheets to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from hospital_integrity.departments.models import Department, GridAppointment
from hospital_integrity.departments.queries import Found
from hospital_integrity.rules.register import CATEGORIES, DUTIES, PROFESSIONS, TIERS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import taken_workbook


def places_workbook(places: Sequence[Department], heads: Mapping[int, int], mark: Saying) -> bytes:
    """Departments with their headcounts as an .xlsx; `mark` stands in every row."""
    columns = {
        gettext("代码"): lambda one: one.code,
        gettext("科室"): lambda one: one.name,
        gettext("类别"): lambda one: CATEGORIES[one.category],
        gettext("院区"): lambda one: one.campus,
        gettext("人数"): lambda one: heads.get(one.id, 0),
        gettext("设立日期"): lambda one: one.opened_on,
        gettext("撤销日期"): lambda one: one.closed_on,
    }
    return taken_workbook(gettext("科室名单"), columns, places, mark)


def people_workbook(people: Sequence[Found], mark: Saying) -> bytes:
    """Members of staff as an .xlsx; `mark` stands in every row."""
    columns = {
        gettext("工号"): lambda one: one.staff.number,
        gettext("姓名"): lambda one: one.staff.name,
        gettext("科室"): lambda one: one.department.name if one.department else "",
        gettext("专业类别"): lambda one: PROFESSIONS[one.staff.profession],
        gettext("职称"): lambda one: one.staff.title,
        gettext("入职日期"): lambda one: one.staff.hired_on,
        gettext("离院日期"): lambda one: one.staff.left_on,
    }
    return taken_workbook(gettext("人员名册"), columns, people, mark)


def appointments_workbook(rows: Sequence[GridAppointment], mark: Saying) -> bytes:
    """Grid members' appointments as an .xlsx; `mark` stands in every row."""
    columns = {
        gettext("姓名"): lambda one: one.staff.name,
        gettext("工号"): lambda one: one.staff.number,
        gettext("负责的科室"): lambda one: one.department.name,
        gettext("层级"): lambda one: TIERS[one.tier],
        gettext("职责"): lambda one: DUTIES[one.duty],
        gettext("从"): lambda one: one.from_day,
        gettext("到"): lambda one: one.to_day,
    }
    return taken_workbook(gettext("网格员名单"), columns, rows, mark)
