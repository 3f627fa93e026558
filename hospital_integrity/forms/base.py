"""What every form is made of: where its data comes from, how it refuses, its nonce, its rows."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, FieldList, widgets
from wtforms.validators import StopValidation

from hospital_integrity.rules.saying import Refused, Saying

SENDING = {"POST", "PUT", "PATCH", "DELETE"}
_UNSET: Any = object()
_NONCE = re.compile("[0-9a-f]{32}")
_INDEX = re.compile("[0-9]{1,6}")


def spoken(saying: Saying) -> str:
    """A saying in the language of this request."""
    text: str = gettext(saying.text)
    return text % saying.values if saying.values else text


def _sent() -> CombinedMultiDict[str, Any] | None:
    return CombinedMultiDict((request.files, request.form)) if request and request.method in SENDING else None


class BareForm(FlaskForm):
    """What forms and rows share; `formdata` may be given (`request.args` for a search), else it is what was sent."""

    def __init__(self, formdata: Any = _UNSET, **kwargs: Any) -> None:
        super().__init__(formdata=_sent() if formdata is _UNSET else formdata, **kwargs)

    def refuse(self, refused: Refused) -> None:
        """Put a refusal of the rules or of an operation on the form, where the reader sees it with the rest.

        What it found wrong in a text stands at that field.
        """
        self.form_errors.append(spoken(refused.saying))
        for finding in getattr(refused, "findings", ()):
            if finding.field in self:
                field = self[finding.field]
                field.errors = [*field.errors, field.complaint(finding.saying)]


class NonceField(Field):
    """Hidden; the same for every copy of one filled-in form, so that sending it twice can be told from two forms."""

    widget = widgets.HiddenInput()

    def __init__(self, label: Any = "", **kwargs: Any) -> None:
        super().__init__(label, default=lambda: secrets.token_hex(16), **kwargs)

    def _value(self) -> str:
        return self.data or secrets.token_hex(16)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = valuelist[0] if len(valuelist) == 1 and _is_nonce(valuelist[0]) else None

    def pre_validate(self, form: Any) -> None:
        if self.data is None:
            raise StopValidation("nonce")


def _is_nonce(value: Any) -> bool:
    return isinstance(value, str) and bool(_NONCE.fullmatch(value))


class Form(BareForm):
    """A form that changes something: CSRF token and nonce."""

    nonce = NonceField()

    def validate(self, extra_validators: Any = None) -> bool:
        """As WTForms does; what is wrong with a hidden field is said in words a reader can act on."""
        valid: bool = super().validate(extra_validators)
        for field in self:
            if isinstance(field.widget, widgets.HiddenInput) and field.errors:
                field.errors = [gettext("页面已过期，请刷新后重新提交")]
        return valid and not any(field.errors for field in self)


class RowForm(BareForm):
    """One row of `Rows(FormField(…))`, or a search form: no token of its own."""

    class Meta:
        csrf = False


class Rows(FieldList):
    """A list of rows; more than `max_entries` are refused, not dropped, and an index is plain digits."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for key in formdata:
            index = key[len(prefix) + 1 :].split(self._field_separator, 1)[0]
            if key.startswith(prefix + self._separator) and _INDEX.fullmatch(index):
                yield int(index)

    def process(self, formdata: Any, data: Any = _UNSET, extra_filters: Any = None) -> None:
        given = {} if data is _UNSET else {"data": data}
        self.sent_rows = len(set(self._extract_indices(self.name, formdata))) if formdata else 0
        super().process(formdata, extra_filters=extra_filters, **given)

    def _run_validation_chain(self, form: Any, validators: Any) -> bool:
        if self.max_entries and self.sent_rows > self.max_entries:
            self.errors = [gettext("一次最多 %(limit)s 行", limit=self.max_entries)]
            return True
        stopped: bool = super()._run_validation_chain(form, validators)
        return stopped


class Speaking(Field):
    """A field whose errors begin with its name."""

    def complaint(self, saying: Saying) -> str:
        """The sentence about this field, its name in front."""
        return gettext("%(field)s：%(problem)s", field=self.label.text, problem=spoken(saying))
