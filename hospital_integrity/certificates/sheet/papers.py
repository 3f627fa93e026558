"""Lists of papers and of prints as spreadsheets, and the list of whom to print for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from hospital_integrity.certificates.models import CertificatePrint
from hospital_integrity.certificates.queries import Listed, Paper, on_the_list
from hospital_integrity.filters import moment
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet import (
    Column,
    Row,
    Sheet,
    SheetRefused,
    read_workbook,
    refused_cells,
    taken_workbook,
    template_workbook,
)

LIST_COLUMNS = (
    Column("number", "工号", "number", optional=True, note="打印这个人的证书", aliases=("职工号",)),
    Column(
        "code", "科室代码", optional=True, limit=20, note="打印这个科室和科室里所有人的证书", aliases=("代码", "编码")
    ),
)
LIST_WORDS = ("一行一个工号或一个科室代码，两列填一列即可。", "对不上有效证书的行会逐行列出，改好后再上传。")
NOBODY = say("没有符合条件的有效证书")
CHECK_IT = say("核对工号或代码，或先签发")


def papers_workbook(papers: Iterable[Paper], states: Mapping[str, tuple[Saying, str]], mark: Saying) -> bytes:
    """Papers with their state as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("编号"): lambda paper: paper.certificate.serial,
        gettext("年度"): lambda paper: paper.certificate.year,
        gettext("授予"): lambda paper: paper.says["holder"],
        gettext("科室"): lambda paper: paper.ground["department_name"],
        gettext("结果"): lambda paper: paper.says["grade"],
        gettext("落款日期"): lambda paper: paper.day,
        gettext("签发时间"): lambda paper: moment(paper.certificate.issued_at),
        gettext("状态"): lambda paper: states[paper.state][0],
    }
    return taken_workbook(gettext("证书名单"), columns, papers, mark)


def list_template() -> bytes:
    """The empty list of whom to print for."""
    return template_workbook("打印名单", LIST_WORDS, LIST_COLUMNS)


def papers_on_list(data: bytes, filename: str, papers: Sequence[Paper]) -> list[Paper]:
    """Those of the papers that an uploaded list names; `SheetRefused` with every row that names none."""
    sheet = read_workbook(data, filename, LIST_COLUMNS)
    if not sheet.rows or not sheet.places:
        raise SheetRefused(say("表头下面没有内容"))
    chosen, unmet = on_the_list(papers, [_listed(row) for row in sheet.rows])
    if unmet:
        raise refused_cells([sheet.problem(row.row, _column(sheet, row), NOBODY, CHECK_IT) for row in unmet])
    return chosen


def _listed(row: Row) -> Listed:
    return Listed(row.row, row.typed.get("number") or "", row.typed.get("code") or "")


def _column(sheet: Sheet, row: Listed) -> str:
    wanted = "code" if row.code and not row.number else "number"
    return wanted if wanted in sheet.places else next(iter(sheet.places))


def prints_workbook(prints: Iterable[CertificatePrint], mark: Saying) -> bytes:
    """The printing register as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("序号"): lambda one: one.id,
        gettext("打印时间"): lambda one: moment(one.printed_at),
        gettext("打印账号"): lambda one: one.printer.number if one.printer else "",
        gettext("证书份数"): lambda one: one.papers,
        gettext("每份张数"): lambda one: one.copies,
        gettext("用途"): lambda one: one.purpose,
        gettext("移交给"): lambda one: "、".join(to.handed_to for to in one.handovers),
        gettext("移交日期"): lambda one: "、".join(to.handed_on.isoformat() for to in one.handovers),
    }
    return taken_workbook(gettext("打印登记"), columns, prints, mark)
