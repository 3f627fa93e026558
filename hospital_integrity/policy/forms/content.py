"""Between the content of an edition and the fields of a form: what is shown, what is stored, what a place points at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, Field, FormField

from hospital_integrity.forms import BareForm, ChoicesField, DecimalField, Rows
from hospital_integrity.policy.forms.fields import Band, Listed, Pair, Ties, Usual
from hospital_integrity.rules.interval import Interval, read_interval
from hospital_integrity.rules.saying import Refused

Content = dict[str, Any]
OWN = frozenset({"csrf_token", "nonce", "version", "at", "order", "gone"})
LAST = 1_000_000


def settings(form: BareForm) -> Iterator[Field]:
    """The fields that stand for settings of an edition."""
    return (field for field in form if field.short_name not in OWN)


def filled(form: BareForm, content: Mapping[str, Any]) -> Content:
    """What a form's fields show of a content."""
    content = _opened(form, content)
    return {field.short_name: _shown(field, _at(content, field.short_name)) for field in settings(form)}


def _opened(form: BareForm, content: Mapping[str, Any]) -> Content:
    return dict(form.opened(content)) if hasattr(form, "opened") else dict(content)


def _at(content: Any, name: str) -> Any:
    for step in name.split("__"):
        content = content.get(step) if isinstance(content, Mapping) else None
    return content


def _shown(field: Field, value: Any) -> Any:
    if isinstance(field, Rows):
        return _rows_shown(field, value)
    if isinstance(field, FormField):
        return _group_shown(field.form, value)
    if isinstance(field, DecimalField):
        return None if value is None else Decimal(str(value))
    return "、".join(value or ()) if isinstance(field, Listed) else value


def _rows_shown(field: Rows, value: Any) -> list[Content]:
    blank = field.unbound_field.args[0]()
    if isinstance(value, Mapping):
        rows = [{"at": key, **filled(blank, one), "key": key} for key, one in value.items()]
    else:
        rows = [{"at": str(n), "order": n + 1, **filled(blank, one)} for n, one in enumerate(value or ())]
    return [*rows, {}]


def _group_shown(form: BareForm, value: Any) -> Content:
    if isinstance(form, Band) and isinstance(value, str):
        found = read_interval(value)
        signs = {"low_sign": ">=" if found.low_closed else ">", "high_sign": "<=" if found.high_closed else "<"}
        return {"low": found.low, "high": found.high, **signs}
    if isinstance(form, Pair) and value:
        return {"low": Decimal(str(value[0])), "high": Decimal(str(value[1]))}
    if isinstance(form, Ties) and value:
        return dict(zip(("first", "second", "third"), value, strict=False))
    return {}


def stored(form: BareForm, content: Content) -> Content:
    """The content with what a form's fields say; settings that no field stands for stay."""
    old = _opened(form, content)
    made = deepcopy(old)
    for field in settings(form):
        _put(made, field.short_name.split("__"), _value(field, _at(old, field.short_name)))
    return form.closed(made) if hasattr(form, "closed") else made


def _put(content: Content, steps: Sequence[str], value: Any) -> None:
    if len(steps) > 1:
        inner = content.setdefault(steps[0], {})
        _put(inner, steps[1:], value)
        value = inner or None
    if value is None:
        content.pop(steps[0], None)
    else:
        content[steps[0]] = value


def _value(field: Field, old: Any) -> Any:
    if isinstance(field, Rows):
        return _rows(field, old) or None
    if isinstance(field, FormField):
        return _group(field.form, old)
    if isinstance(field, BooleanField):
        return True if field.data else None if old is None else False
    if isinstance(field, DecimalField):
        return _number(field.data, old)
    if isinstance(field, Usual) and old is None and field.data == field.usual:
        return None
    if isinstance(field, (Listed, ChoicesField)):
        return _several(field, old)
    return None if field.data in ("", None) else field.data


def _several(field: Field, old: Any) -> list[str] | None:
    found = field.data if isinstance(field, ChoicesField) else re.split(r"[\s,，、;；]+", field.data or "")
    found = [one for one in found or () if one]
    if old and isinstance(field, ChoicesField) and set(found) == set(old):
        return list(old)
    return found or (None if old is None else [])


def _number(number: Decimal | None, old: Any) -> int | str | None:
    """A number as it stood if it is the same, else whole or as text: a bare 0.5 would not be exact."""
    if number is None or (isinstance(old, (int, str)) and Decimal(old) == number):
        return None if number is None else old
    whole = number.to_integral_value()
    return int(whole) if whole == number else f"{number.normalize():f}"


def _group(form: BareForm, old: Any) -> Any:
    if isinstance(form, Band):
        return _band(form, old)
    if isinstance(form, Pair):
        ends = [_number(end.data, was) for end, was in zip((form.low, form.high), old or (None, None), strict=True)]
        return None if ends == [None, None] else ["" if end is None else end for end in ends]
    chosen = [field.data for field in form if field.data]
    return chosen or (None if old is None else [])


def _band(form: BareForm, old: Any) -> str | None:
    low, high = form.low.data, form.high.data
    if low is None and high is None:
        return None
    made = Interval(low, high, low is not None and form.low_sign.data == ">=", form.high_sign.data == "<=")
    if isinstance(old, str) and _ends(read_interval(old)) == _ends(made):
        return old
    ends = ["" if end is None else f"{end.normalize():f}" for end in (low, high)]
    right = "]" if high is not None and made.high_closed else ")"
    return f"{'[' if made.low_closed else '('}{ends[0]},{ends[1]}{right}"


def _ends(found: Interval) -> tuple[object, ...]:
    # On a side without limit it makes no difference which bracket was written.
    low = None if found.low is None else (found.low, found.low_closed)
    return low, None if found.high is None else (found.high, found.high_closed)


def standing(rows: Rows) -> list[BareForm]:
    """The rows that stay, in the order that was asked for; blank ones and dropped ones are left out."""
    forms = [entry.form for entry in rows if not _dropped(entry.form) and not _blank(entry.form)]
    return sorted(forms, key=lambda form: (form.order.data or LAST) if "order" in form else 0)


def _dropped(form: BareForm) -> bool:
    return "gone" in form and bool(form.gone.data)


def _blank(form: BareForm) -> bool:
    return all(_value(field, None) in (None, "", []) for field in settings(form))


def _rows(field: Rows, old: Any) -> Any:
    forms = standing(field)
    if not forms or "order" in forms[0] or "key" not in forms[0]:
        return [stored(form, _old_row(old, form.at.data)) for form in forms]
    named: Content = {}
    for form in forms:
        key = form.at.data or form.key.data or ""
        if key in named:
            raise Refused("代号“%(key)s”重复", key=key)
        named[key] = stored(form, old.get(key, {}) if isinstance(old, Mapping) else {})
        named[key].pop("key", None)
    return named


def _old_row(old: Any, at: str | None) -> Content:
    known = isinstance(old, list) and (at or "").isdecimal() and int(at or "") < len(old)
    return old[int(at or "")] if known else {}
