"""The list of whom to issue papers for: staff numbers or codes of departments, every bad row named at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hospital_integrity.certificates.queries import Waiting
from hospital_integrity.rules.paper_kinds import OF_PLACES, SUBJECTS
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet import (
    CellProblem,
    Column,
    Row,
    Sheet,
    SheetRefused,
    read_workbook,
    refused_cells,
    template_workbook,
)

WORDS = (
    "已填好还没有有效证书的对象：删去这次不签发的行，或者只留工号（科室代码）一列。",
    "有一行对不上或姓名打不出，就一份也不签发，所有问题一次列出。",
)
CHECK_MARK, CHOOSE = say("核对后改正，或删去这一行"), say("填写依据编号，模板里已写好")
MEND_NAME = say("请先在花名册里改好名字")
Drawable = Callable[[str], Saying | None]
Problem = tuple[str, Saying, Saying]


@dataclass(frozen=True)
class Grounds:
    """What a list may name: who waits for a paper, and whose paper (the serial) is valid, by number or code."""

    waiting: Sequence[Waiting]
    certified: Mapping[str, str]


def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind's list: whose paper; the name, to be compared; which ground, where one may have several."""
    place = kind in OF_PLACES
    mark = Column("mark", "科室代码", required=True, limit=20, aliases=("代码", "编码"))
    person = Column("mark", "工号", "number", required=True, aliases=("职工号",))
    name = Column("name", "科室名称" if place else "姓名", limit=80, optional=True, note="可以不填；填了就核对")
    ground = Column("ground", "依据编号", "whole", optional=True, low=1, note="同一对象有几项依据时才要填")
    about = Column("about", "事由或科室", optional=True, width=40, note="只供核对，不读取")
    return (mark if place else person, name, *(() if kind in SUBJECTS else (ground,)), about)


def issue_template(kind: str, waiting: Sequence[Waiting]) -> bytes:
    """The list filled with everybody who waits."""
    rows = [{"mark": one.mark, "name": one.name, "ground": one.id, "about": one.about} for one in waiting]
    return template_workbook("签发名单", WORDS, columns(kind), rows)


def grounds_on_list(
    data: bytes, filename: str, kind: str, grounds: Grounds, drawable: Drawable
) -> tuple[list[int], str]:
    """The grounds that a list names, and the list's hash; `SheetRefused` with every row that can't be issued."""
    sheet = read_workbook(data, filename, columns(kind))
    if not sheet.rows:
        raise SheetRefused(say("表头下面没有内容"))
    found = _Rows(sheet, grounds, drawable)
    problems = [problem for row in sheet.rows for problem in found.problems(row)]
    if problems:
        raise refused_cells(problems)
    return list(found.chosen), sheet.digest


class _Rows:
    """The rows of a list, matched one after the other; `chosen` are the grounds found, with the row of each."""

    def __init__(self, sheet: Sheet, grounds: Grounds, drawable: Drawable) -> None:
        self.sheet, self.grounds, self.drawable = sheet, grounds, drawable
        self.chosen: dict[int, int] = {}
        self.by_mark: dict[str, list[Waiting]] = {}
        for one in grounds.waiting:
            self.by_mark.setdefault(one.mark, []).append(one)

    def problems(self, row: Row) -> list[CellProblem]:
        """What is wrong with one row; none, and its ground is chosen."""
        waiting = self.by_mark.get(row.typed["mark"], [])
        number = row.typed.get("ground")
        fitting = [one for one in waiting if number in (None, one.id)]
        if len(fitting) != 1:
            return [self._told(row, self._unmatched(row, waiting, number))]
        one = fitting[0]
        found = [self._told(row, problem) for problem in self._doubts(row, one)]
        self.chosen.setdefault(one.id, row.row)
        return found

    def _doubts(self, row: Row, one: Waiting) -> list[Problem]:
        found: list[Problem] = []
        if one.id in self.chosen:
            found.append(("mark", say("与第 %(row)s 行重复", row=self.chosen[one.id]), CHECK_MARK))
        if row.typed.get("name") not in (None, one.name):
            found.append(("name", say("与登记的“%(name)s”不符", name=one.name), CHECK_MARK))
        unfit = self.drawable(one.name)
        return [*found, ("name", unfit, MEND_NAME)] if unfit else found

    def _unmatched(self, row: Row, waiting: Sequence[Waiting], number: int | None) -> Problem:
        if waiting and number is None:
            several = "、".join(str(one.id) for one in waiting)
            return "mark", say("有几项依据没有证书：%(several)s", several=several), CHOOSE
        if waiting:
            return "ground", say("不是这个对象未颁证的依据"), CHECK_MARK
        serial = self.grounds.certified.get(row.typed["mark"])
        if serial:
            return "mark", say("已有有效证书 %(serial)s", serial=serial), CHECK_MARK
        return "mark", say("没有可以签发这种证书的依据"), CHECK_MARK

    def _told(self, row: Row, problem: Problem) -> CellProblem:
        key, saying, remedy = problem
        return self.sheet.problem(row.row, key if key in self.sheet.places else "mark", saying, remedy)
