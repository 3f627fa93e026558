"""The sections of a draft as pages, and their forms filled from what the draft says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hospital_integrity.forms import Rows
from hospital_integrity.policy.forms.content import Content, filled, settings
from hospital_integrity.policy.forms.sections import (
    HeadingsForm,
    ItemForm,
    LevelsForm,
    LimitsForm,
    PartsForm,
    SectionForm,
    StepsForm,
    TopForm,
)
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import KINDS


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
