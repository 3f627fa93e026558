"""Fields that are typed: a text, read once by rules/reading.py into a typed value, and kept as it came."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from wtforms import widgets
from wtforms.validators import StopValidation

from hospital_integrity.forms.base import Speaking
from hospital_integrity.rules import reading
from hospital_integrity.rules.saying import Refused, say


class StrictField(Speaking):
    """A text that is read once, by `read`, into a typed value; `typed` stays what came."""

    widget = widgets.TextInput()
    typed = ""

    def __init__(self, label: Any = None, *, required: bool = True, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.flags.required = required

    def read(self, text: str) -> Any:
        """The value of a text that is not blank; raises `Unreadable`."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The text of a value, as it is put into the box."""
        return str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        self.data, self.typed = None, valuelist[0] if isinstance(valuelist[0], str) else ""
        try:
            self.data = self._read_one(valuelist)
        except Refused as refused:
            raise ValueError(self.complaint(refused.saying)) from None

    def _read_one(self, valuelist: list[Any]) -> Any:
        if len(valuelist) > 1 or not isinstance(valuelist[0], str):
            raise reading.Unreadable(say("请只填一个值"))
        return self.read(self.typed) if self.typed.strip() else None

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation
        if self.data is None and self.flags.required:
            raise StopValidation(self.complaint(say("不能为空")))
        if self.data is None:
            raise StopValidation

    def _value(self) -> str:
        return self.typed if self.data is None else self.show(self.data)


class DecimalField(StrictField):
    """An exact number of at most `places` decimals between `low` and `high`; `.data` is a Decimal or None."""

    widget = widgets.TextInput()

    def __init__(
        self,
        label: Any = None,
        *,
        low: reading.Bound = None,
        high: reading.Bound = None,
        places: int = 2,
        **kwargs: Any,
    ) -> None:
        self.low, self.high, self.places = low, high, places
        super().__init__(label, **{"render_kw": {"inputmode": "decimal", "autocomplete": "off"}, **kwargs})

    def read(self, text: str) -> Decimal:
        return reading.read_decimal(text, low=self.low, high=self.high, places=self.places)

    def show(self, value: Decimal) -> str:
        return format(value, "f")


class WholeNumberField(StrictField):
    """A whole number between `low` and `high`; `.data` is an int or None."""

    def __init__(self, label: Any = None, *, low: int = 0, high: int = 2**31 - 1, **kwargs: Any) -> None:
        self.low, self.high = low, high
        super().__init__(label, **{"render_kw": {"inputmode": "numeric", "autocomplete": "off"}, **kwargs})

    def read(self, text: str) -> int:
        return reading.read_whole(text, low=self.low, high=self.high)


class DayField(StrictField):
    """A day in any of the usual shapes; `.data` is a date or None."""

    widget = widgets.DateInput()

    def read(self, text: str) -> date:
        return reading.read_day(text)

    def show(self, value: date) -> str:
        return value.isoformat()


class TimeField(StrictField):
    """A time of day to the minute; `.data` is a time or None."""

    widget = widgets.TimeInput()

    def read(self, text: str) -> time:
        return reading.read_time(text)

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"


class NameField(StrictField):
    """A name of a person, a department or a thing, at most `max` characters."""

    def __init__(self, label: Any = None, *, max: int = 50, **kwargs: Any) -> None:
        self.max = max
        super().__init__(label, **kwargs)

    def read(self, text: str) -> str:
        return reading.read_name(text, self.max)


class NumberField(StrictField):
    """A staff number: letters, digits, hyphens, kept as text."""

    def read(self, text: str) -> str:
        return reading.read_number(text)


class TextField(StrictField):
    """A text of at most `max` characters; more than one line only when `lines` says so."""

    def __init__(self, label: Any = None, *, max: int = 500, lines: int = 1, **kwargs: Any) -> None:
        self.max, self.lines = max, lines
        widget = widgets.TextInput() if lines == 1 else widgets.TextArea()
        super().__init__(label, **{"widget": widget, "render_kw": {"rows": lines} if lines > 1 else None, **kwargs})

    def read(self, text: str) -> str:
        whole = reading.read_text(text, self.max)
        if self.lines == 1 and "\n" in whole:
            raise reading.Unreadable(say("只能写一行"))
        return whole


class SecretField(StrictField):
    """A password: nothing is folded or stripped, nothing is shown again, and it is cut off before anyone hashes it."""

    widget = widgets.PasswordInput(hide_value=True)

    def __init__(self, label: Any = None, *, max: int = 128, **kwargs: Any) -> None:
        self.max = max
        super().__init__(label, **kwargs)

    def read(self, text: str) -> str:
        if len(text) > self.max or not text.isprintable():
            raise reading.Unreadable(say("最多 %(limit)s 个看得见的字符", limit=self.max))
        return text
