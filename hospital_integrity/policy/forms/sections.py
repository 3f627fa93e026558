"""The sections of an edition that officers change on the screen, each a form over one table of its content."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField, HiddenField

from hospital_integrity.forms import ChoicesField, Rows
from hospital_integrity.forms.base import spoken
from hospital_integrity.policy.forms import fields, rows
from hospital_integrity.policy.forms.content import Content, stored
from hospital_integrity.policy.forms.places import pointed_at, steps_of
from hospital_integrity.policy.forms.texts import EditionForm
from hospital_integrity.rules.edition import BadEdition
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Refused

JOINS = [("sum", _("各期加减合在一起")), ("mean", _("各期平均"))]
DECIDES = [("first", _("从上往下，第一个符合的")), ("table", _("不许重叠，检查时拒绝"))]
NOTICE_NAMES = [("", _("公示时再定")), ("masked", _("只写姓")), ("full", _("写全名"))]
CUTS = [("bands", _("按下面的界线")), ("breaks", _("按自然断点"))]
ITEM_KINDS = [
    ("bonus", _("加分")),
    ("deduction", _("扣分")),
    ("veto", _("一票否决")),
    ("warning", _("警示")),
    ("check", _("检查（只作依据）")),
]
ENTERING = ("ST", "GM", "DH", "OF", "RV", "PB", "AH", "EO", "HR")


class SectionForm(EditionForm):
    """A part of an edition; `place` is where its table stands in the text."""

    version = fields.hidden_version()
    place: tuple[str, ...] = ()

    @staticmethod
    def opened(content: Content) -> Content:
        """The content of the table as the fields have it."""
        return content

    @staticmethod
    def closed(content: Content) -> Content:
        """The content of the table as the text has it."""
        return content

    def changed(self, content: Content) -> Content:
        """The whole content with what this form says."""
        return _with(content, self.place, self)

    def refuse(self, refused: Refused) -> None:
        """Put each problem beside the field that it is about; those about another section stay in the list only."""
        super().refuse(refused)
        if isinstance(refused, BadEdition):
            for problem in self.problems:
                field = self.field_at(problem.place)
                if field is not None:
                    field.errors = [*field.errors, spoken(problem.saying)]

    def field_at(self, place: str) -> Any:
        """The field that a place in the text points at, None where another section has it."""
        steps = steps_of(place)
        mine = tuple(steps[: len(self.place)]) == self.place and len(steps) > len(self.place)
        return pointed_at(self, steps[len(self.place) :]) if mine else None


def _with(content: Content, place: tuple[str, ...], form: SectionForm) -> Content:
    if not place:
        return stored(form, content)
    return {**content, place[0]: _with(content.get(place[0], {}), place[1:], form)}


class TopForm(SectionForm):
    """Title, code, year and terms."""

    title = fields.Words(_("名称"))
    code = fields.Words(_("编号"), 30, description=_("字母、数字、连字符，只用一次"))
    year = fields.Whole(_("施行年度"), description=_("自这一年 1 月 1 日起施行"))
    terms = fields.Whole(_("一年分几期"), description=_("1、2 或 4"))


class PartsForm(SectionForm):
    """What the score is made of."""

    name = fields.Words(_("方案名称"))
    parts = Rows(FormField(rows.PartRow), label=_("得分的组成"), max_entries=fields.MOST_ROWS)
    sheets = Rows(FormField(rows.SheetRow), label=_("评分表"), max_entries=fields.MOST_ROWS)
    join = fields.Usual(_("各期怎样合并"), JOINS)
    round = fields.Number(_("得分取整到"), "0.01", description=_("如 0.01、0.5、1，四舍五入"))
    shown_at_most = fields.Number(_("显示的得分最高"))
    bonus_after = fields.Number(_("加权后另计的加分最多"))


class HeadingsForm(SectionForm):
    """Headings and the evidence that is needed."""

    headings = Rows(FormField(rows.HeadingRow), label=_("栏目"), max_entries=fields.MOST_ROWS)
    evidence__headings = fields.Whole(_("至少几个栏目有记录"), description=_("不够的为证据不足，不评星"))
    evidence__parts = fields.Whole(_("至少几个部分有数据"))
    evidence__measures = fields.Whole(_("每个部分至少几项指标"))
    evidence__any_of = fields.Listed(_("其中至少有一个部分"), 300, description=_("部分的代号，用逗号隔开"))
    evidence__all_of = fields.Listed(_("必须有的部分"), 300, description=_("部分的代号，用逗号隔开"))

    @staticmethod
    def opened(content: Content) -> Content:
        """`evidence = 5` means headings."""
        evidence = content.get("evidence")
        return {**content, "evidence": {"headings": evidence}} if isinstance(evidence, int) else content

    @staticmethod
    def closed(content: Content) -> Content:
        """Headings alone are written as `evidence = 5`."""
        evidence = content.get("evidence")
        return {**content, "evidence": evidence["headings"]} if evidence and set(evidence) == {"headings"} else content


class LevelsForm(SectionForm):
    """Bands and gates."""

    levels = Rows(FormField(rows.LevelRow), label=_("等次"), max_entries=fields.MOST_ROWS)
    cut = fields.Usual(_("分等的方法"), CUTS)
    pool = fields.Usual(_("自然断点在哪个范围内分"), fields.POOLS)
    decide = fields.Usual(_("条件重叠时"), DECIDES)


class LimitsForm(SectionForm):
    """Limiters, ladder and quotas."""

    limiters = Rows(FormField(rows.LimiterRow), label=_("限制"), max_entries=fields.MOST_ROWS)
    ladder__rise = fields.Whole(_("一年最多升几星"))
    ladder__first = fields.Whole(_("首次评定最高几星"))
    ladder__reapply = fields.Whole(_("摘星后几个月内不得再评"))
    ladder__hold__years = fields.Whole(_("保星：得分够这一星的年数"))
    ladder__hold__of = fields.Whole(_("保星：看最近几年"), description=_("两格都填才有保星"))
    quotas = Rows(FormField(rows.QuotaRow), label=_("名额"), max_entries=fields.MOST_ROWS)


class StepsForm(SectionForm):
    """Who judges, how long the notice lasts, what follows."""

    self_rating = BooleanField(_("由本人或本科室先自评"))
    notice = fields.Whole(_("公示几个工作日"))
    notice_names = fields.Usual(_("公示的姓名"), NOTICE_NAMES)
    recheck_years = fields.Whole(_("几年全面复查一次"))
    answer = fields.Whole(_("公示后几个工作日内答复异议"))
    assessed__newcomers = BooleanField(_("当年入职的也参加考评"))
    assessed__absent = fields.Number(_("全年离岗超过百分之几不参加考评"), "50")
    stages = Rows(FormField(rows.StageRow), label=_("评价阶段"), max_entries=fields.MOST_ROWS)
    contents = Rows(FormField(rows.ContentRow), label=_("考评内容"), max_entries=fields.MOST_ROWS)
    consequences = Rows(FormField(rows.ConsequenceRow), label=_("结果的运用"), max_entries=fields.MOST_ROWS)


class ItemForm(SectionForm):
    """One item: what happened and what it is worth in each scheme."""

    key = fields.Words(_("代号"), 30, description=_("字母和数字，定下后不再改"))
    name = fields.Words(_("条目"))
    clause = fields.Words(_("条款"), 40)
    kind = fields.Choice(_("类别"), ITEM_KINDS)
    staff = fields.Number(_("对人员计分"))
    department = fields.Number(_("对科室计分"))
    grid = fields.Number(_("对网格员计分"))
    heading__staff = fields.Choice(_("人员方案的栏目"))
    heading__department = fields.Choice(_("科室方案的栏目"))
    heading__grid = fields.Choice(_("网格员方案的栏目"))
    ceiling__staff = fields.Choice(_("人员最高只能到"))
    ceiling__department = fields.Choice(_("科室最高只能到"))
    ceiling__grid = fields.Choice(_("网格员最高只能到"))
    judged = FormField(fields.Pair, label=_("评定分值的范围"))
    step = fields.Number(_("评定分值的步长"), "0.01", description=_("0.5 就是可以打半分"))
    cap = fields.Number(_("每期上限"))
    lookback = fields.Whole(_("追溯几个月"))
    planned = fields.Whole(_("一年可做几次"), description=_("可以自己安排的事，如月报 12 次；用于给出努力方向"))
    group = fields.Words(_("登记部门"))
    entered_by = ChoicesField(_("谁可以登记"), choices=[(role, ROLE_NAMES[role].text) for role in ENTERING])
    evidence = BooleanField(_("须有依据"))
    minute = BooleanField(_("须有会议纪要编号"))
    severity = fields.Words(_("须认定的情节"))
    retired = BooleanField(_("已停用（以前的记录仍认得，不能再登记）"))

    def changed(self, content: Content) -> Content:
        """The whole content with this item; a new one is refused where its key is taken."""
        if len(self.place) == 1:
            key = self.key.data or ""
            if key in content.get("items", {}):
                raise Refused("代号“%(key)s”已经用过，请换一个", key=key)
            self.place = ("items", key)
        made = super().changed(content)
        made["items"][self.place[1]].pop("key", None)
        return made


class RemoveForm(EditionForm):
    """Taking a new item out of a draft again."""

    version = fields.hidden_version()
    item = HiddenField()
