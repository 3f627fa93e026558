"""Fields that are chosen: one or several of the values that were offered, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext
from wtforms import widgets
from wtforms.fields.choices import Choice, SelectChoice, SelectField
from wtforms.validators import StopValidation

from hospital_integrity.forms.base import Speaking
from hospital_integrity.rules.saying import say

PLEASE = lazy_gettext("请选择")


class ChoiceField(Speaking, SelectField):
    """One of the offered (value, label) pairs; `.data` is the value itself, whatever its type.

    Choices may be set after the form was made. `blank` is the label of the empty choice, None for none.
    """

    def __init__(
        self,
        label: Any = None,
        choices: Iterable[tuple[Any, Any] | SelectChoice] = (),
        *,
        required: bool = True,
        blank: Any = PLEASE,
        validators: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, coerce=_as_text, **kwargs)
        self.blank, self.choices, self.flags.required = blank, choices, required

    @property
    def choices(self) -> list[SelectChoice]:
        return self._offered

    @choices.setter
    def choices(self, offered: Iterable[tuple[Any, Any] | SelectChoice]) -> None:
        self._offered = [pair if isinstance(pair, SelectChoice) else SelectChoice(*pair) for pair in offered or ()]

    def iter_choices(self) -> list[Choice]:
        blank = [] if self.blank is None else [SelectChoice("", self.blank)]
        return [
            Choice(value=_as_text(one.value), label=one.label, selected=self._is_chosen(one), render_kw=one.render_kw)
            for one in [*blank, *self._offered]
        ]

    def _is_chosen(self, choice: SelectChoice) -> bool:
        return _as_text(choice.value) == _as_text(self.data)

    def process_data(self, value: Any) -> None:
        self.data = value

    def process_formdata(self, valuelist: list[Any]) -> None:
        if len(valuelist) > 1 or not all(isinstance(value, str) for value in valuelist):
            raise ValueError(self.complaint(say("请只填一个值")))
        if valuelist:
            self.data = valuelist[0] or None

    def pre_validate(self, form: Any) -> None:
        if self.process_errors or (self.data is None and not self.flags.required):
            raise StopValidation
        if self.data is None:
            raise StopValidation(self.complaint(say("请选择一项")))
        self.data = self._value_of(self.data)

    def _value_of(self, text: Any) -> Any:
        offered = {_as_text(one.value): one.value for one in self._offered}
        if _as_text(text) not in offered:
            raise StopValidation(self.complaint(say("请从列表中选择")))
        return offered[_as_text(text)]


class ChoicesField(ChoiceField):
    """Any number of the offered pairs, as boxes to tick; `.data` is a list of values."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(
        self, label: Any = None, choices: Iterable[Any] = (), *, required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(label, choices, required=required, blank=None, **kwargs)

    def _is_chosen(self, choice: SelectChoice) -> bool:
        return _as_text(choice.value) in {_as_text(value) for value in self.data or ()}

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [value for value in valuelist if isinstance(value, str)]

    def pre_validate(self, form: Any) -> None:
        if not self.data and self.flags.required:
            raise StopValidation(self.complaint(say("请至少选择一项")))
        self.data = [self._value_of(value) for value in dict.fromkeys(self.data or ())]


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)
