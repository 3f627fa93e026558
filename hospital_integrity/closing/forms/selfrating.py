"""A department's own marks: one field a heading, made for the edition of the year."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import lazy_gettext

from hospital_integrity.closing.queries.selfrating import Row
from hospital_integrity.forms import DecimalField, Form, TextField


class SelfRatingForm(Form):
    """The comment; the headings' fields are added by `self_rating_form`."""

    comment = TextField(lazy_gettext("自评说明"), max=500, lines=3, required=False)

    def points(self) -> dict[str, Decimal]:
        """The marks by heading."""
        return {name.removeprefix("h_"): self[name].data for name in self._fields if name.startswith("h_")}


def self_rating_form(rows: Iterable[Row]) -> type[SelfRatingForm]:
    """A form with a field for each heading."""
    fields = {f"h_{row.key}": DecimalField(row.name, low=0, high=row.full) for row in rows}
    return type("HeadingsForm", (SelfRatingForm,), fields)
