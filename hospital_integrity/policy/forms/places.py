"""What a place in the text of an edition points at in a form, and every error of a form with its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wtforms import Field, FormField

from hospital_integrity.forms import BareForm, Rows
from hospital_integrity.policy.forms.content import settings, standing

STEP = re.compile(r"[^.\[\]]+")


def steps_of(place: str) -> list[str]:
    """A place such as `schemes.staff.levels[2].when` in steps."""
    return STEP.findall(place)


def pointed_at(form: BareForm, steps: Sequence[str]) -> Field | None:
    """The field that a place within a form's content points at, the nearest there is; None where it is elsewhere."""
    for length in (3, 2, 1):
        name = "__".join(steps[:length])
        if len(steps) >= length and name in form:
            return _inside(form[name], steps[length:])
    return None


def _inside(field: Field, rest: Sequence[str]) -> Field:
    if isinstance(field, FormField):
        return next(iter(field.form))
    if not isinstance(field, Rows) or not rest:
        return field
    forms = standing(field)
    row = next((form for n, form in enumerate(forms) if _is_at(form, n, rest[0])), None)
    if row is None:
        return field
    return pointed_at(row, rest[1:]) or next(one for one in settings(row) if not isinstance(one, (FormField, Rows)))


def _is_at(form: BareForm, number: int, step: str) -> bool:
    if "order" in form or "key" not in form:
        return step == str(number)
    return step == (form.at.data or form.key.data)


def complaints(form: BareForm) -> Iterator[tuple[str, str]]:
    """Every error of a form and of what stands inside it: the id of the field, and the sentence."""
    for field in form:
        if isinstance(field, Rows):
            for entry in field:
                yield from complaints(entry.form)
        elif isinstance(field, FormField):
            yield from complaints(field.form)
        yield from ((field.id, str(error)) for error in field.errors if not isinstance(error, (dict, list, tuple)))
