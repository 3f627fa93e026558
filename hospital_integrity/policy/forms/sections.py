"""The sections of an edition that officers change on the screen, each a form over one table of its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField, HiddenField

from hospital_integrity.forms import ChoicesField, Rows
from hospital_integrity.forms.base import spoken
from hospital_integrity.policy.forms import rows
from hospital_integrity.policy.forms.content import Content, filled, pointed_at, settings, steps_of, stored
from hospital_integrity.policy.forms.texts import EditionForm
from hospital_integrity.rules.edition import BadEdition, Edition
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import KINDS

JOINS = [("sum", _("各期加减合在一起")), ("mean", _("各期平均"))]
DECIDES = [("first", _("从上往下，第一个符合的")), ("table", _("不许重叠，检查时拒绝"))]
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

    version = rows.hidden_version()
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

    title = rows.Words(_("名称"))
    code = rows.Words(_("编号"), 30, description=_("字母、数字、连字符，只用一次"))
    year = rows.Whole(_("施行年度"), description=_("自这一年 1 月 1 日起施行"))
    terms = rows.Whole(_("一年分几期"), description=_("1、2 或 4"))


class PartsForm(SectionForm):
    """What the score is made of."""

    name = rows.Words(_("方案名称"))
    parts = Rows(FormField(rows.PartRow), label=_("得分的组成"), max_entries=rows.MOST_ROWS)
    sheets = Rows(FormField(rows.SheetRow), label=_("评分表"), max_entries=rows.MOST_ROWS)
    join = rows.Usual(_("各期怎样合并"), JOINS)
    round = rows.Number(_("得分取整到"), "0.01", description=_("如 0.01、0.5、1，四舍五入"))
    shown_at_most = rows.Number(_("显示的得分最高"))
    bonus_after = rows.Number(_("加权后另计的加分最多"))


class HeadingsForm(SectionForm):
    """Headings and the evidence that is needed."""

    headings = Rows(FormField(rows.HeadingRow), label=_("栏目"), max_entries=rows.MOST_ROWS)
    evidence__headings = rows.Whole(_("至少几个栏目有记录"), description=_("不够的为证据不足，不评星"))
    evidence__parts = rows.Whole(_("至少几个部分有数据"))
    evidence__measures = rows.Whole(_("每个部分至少几项指标"))
    evidence__any_of = rows.Listed(_("其中至少有一个部分"), 300, description=_("部分的代号，用逗号隔开"))
    evidence__all_of = rows.Listed(_("必须有的部分"), 300, description=_("部分的代号，用逗号隔开"))

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

    levels = Rows(FormField(rows.LevelRow), label=_("等次"), max_entries=rows.MOST_ROWS)
    cut = rows.Usual(_("分等的方法"), CUTS)
    pool = rows.Usual(_("自然断点在哪个范围内分"), rows.POOLS)
    decide = rows.Usual(_("条件重叠时"), DECIDES)


class LimitsForm(SectionForm):
    """Limiters, ladder and quotas."""

    limiters = Rows(FormField(rows.LimiterRow), label=_("限制"), max_entries=rows.MOST_ROWS)
    ladder__rise = rows.Whole(_("一年最多升几星"))
    ladder__first = rows.Whole(_("首次评定最高几星"))
    ladder__reapply = rows.Whole(_("摘星后几个月内不得再评"))
    ladder__hold__years = rows.Whole(_("保星：得分够这一星的年数"))
    ladder__hold__of = rows.Whole(_("保星：看最近几年"), description=_("两格都填才有保星"))
    quotas = Rows(FormField(rows.QuotaRow), label=_("名额"), max_entries=rows.MOST_ROWS)


class StepsForm(SectionForm):
    """Who judges, how long the notice lasts, what follows."""

    self_rating = BooleanField(_("由本人或本科室先自评"))
    notice = rows.Whole(_("公示几个工作日"))
    recheck_years = rows.Whole(_("几年全面复查一次"))
    stages = Rows(FormField(rows.StageRow), label=_("评价阶段"), max_entries=rows.MOST_ROWS)
    consequences = Rows(FormField(rows.ConsequenceRow), label=_("结果的运用"), max_entries=rows.MOST_ROWS)


class ItemForm(SectionForm):
    """One item: what happened and what it is worth in each scheme."""

    key = rows.Words(_("代号"), 30, description=_("字母和数字，定下后不再改"))
    name = rows.Words(_("条目"))
    clause = rows.Words(_("条款"), 40)
    kind = rows.Choice(_("类别"), ITEM_KINDS)
    staff = rows.Number(_("对人员计分"))
    department = rows.Number(_("对科室计分"))
    grid = rows.Number(_("对网格员计分"))
    heading__staff = rows.Choice(_("人员方案的栏目"))
    heading__department = rows.Choice(_("科室方案的栏目"))
    heading__grid = rows.Choice(_("网格员方案的栏目"))
    ceiling__staff = rows.Choice(_("人员最高只能到"))
    ceiling__department = rows.Choice(_("科室最高只能到"))
    ceiling__grid = rows.Choice(_("网格员最高只能到"))
    judged = FormField(rows.Pair, label=_("评定分值的范围"))
    step = rows.Number(_("评定分值的步长"), "0.01", description=_("0.5 就是可以打半分"))
    cap = rows.Number(_("每期上限"))
    lookback = rows.Whole(_("追溯几个月"))
    planned = rows.Whole(_("一年可做几次"), description=_("可以自己安排的事，如月报 12 次；用于给出努力方向"))
    group = rows.Words(_("登记部门"))
    entered_by = ChoicesField(_("谁可以登记"), choices=[(role, ROLE_NAMES[role].text) for role in ENTERING])
    evidence = BooleanField(_("须有依据"))
    minute = BooleanField(_("须有会议纪要编号"))
    severity = rows.Words(_("须认定的情节"))
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

    version = rows.hidden_version()
    item = HiddenField()


@dataclass(frozen=True)
class Section:
    """A page of the draft: which table it changes, and the form for it."""

    key: str
    kind: str
    title: Saying
    form: type[SectionForm]

    @property
    def place(self) -> tuple[str, ...]:
        """Where its table stands in the text."""
        return ("schemes", self.kind) if self.kind else ()


FORMS = (
    ("parts", say("得分的组成"), PartsForm),
    ("headings", say("栏目和证据"), HeadingsForm),
    ("levels", say("等次"), LevelsForm),
    ("limits", say("限制、升降、名额"), LimitsForm),
    ("steps", say("程序和运用"), StepsForm),
)
SECTIONS = {
    section.key: section
    for section in (
        Section("top", "", say("名称和年度"), TopForm),
        *(Section(f"{kind}-{key}", kind, title, form) for kind in KINDS for key, title, form in FORMS),
    )
}


def section_form(section: Section, edition: Edition, content: Content, version: int) -> SectionForm:
    """The form of a section, showing what the draft says, or what was sent."""
    return _made(section.form, section.place, edition, content, version)


def item_form(key: str, edition: Edition, content: Content, version: int) -> ItemForm:
    """The form of an item; of a new one where `key` is empty."""
    form = _made(ItemForm, ("items", key) if key else ("items",), edition, content if key else {}, version)
    if key:
        del form.key
    for kind in set(KINDS) - set(edition.schemes):
        for name in (kind, f"heading__{kind}", f"ceiling__{kind}"):
            del form[name]
    return form


def _made(form: type[Any], place: tuple[str, ...], edition: Edition, content: Content, version: int) -> Any:
    inner: Any = content
    for step in place:
        inner = inner.get(step, {})
    made = form(data={"version": version, **filled(form(formdata=None), inner)})
    made.place = place
    _offer(made, edition, place[1] if len(place) > 1 and place[0] == "schemes" else "")
    return made


def _offer(form: Any, edition: Edition, kind: str) -> None:
    """Levels and headings to choose from are those of the saved draft."""
    for field in settings(form):
        if isinstance(field, Rows):
            for row in field:
                _offer(row.form, edition, kind)
        elif field.short_name in ("level", "levels", "ceiling") and kind:
            field.choices = [(level.key, level.name) for level in edition.schemes[kind].levels]
        elif "__" in field.short_name:
            _offer_named(field, edition)


def _offer_named(field: Any, edition: Edition) -> None:
    what, kind, *_deeper = field.short_name.split("__")
    scheme = edition.schemes.get(kind)
    if scheme and what == "heading":
        field.choices = [(one.key, one.name) for one in scheme.headings.values()]
    elif scheme and what == "ceiling":
        field.choices = [(one.key, one.name) for one in scheme.levels]
