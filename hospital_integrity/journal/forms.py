"""What an auditor looks for in the journal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from hospital_integrity.forms import ChoiceField, DayField, RowForm, TextField, WholeNumberField
from hospital_integrity.journal.queries import Filters


class FilterForm(RowForm):
    """Verb, account, days, and the row an event is about; read from the address."""

    verb = ChoiceField(_("操作"), required=False, blank=_("全部操作"))
    number = TextField(_("账号"), max=40, required=False)
    first = DayField(_("从哪天"), required=False)
    last = DayField(_("到哪天"), required=False)
    table = TextField(_("表名"), max=60, required=False)
    row = WholeNumberField(_("行号"), low=1, required=False)

    def filters(self) -> Filters:
        """The filters as typed; what couldn't be read doesn't narrow."""
        return Filters(
            verb=self.verb.data or "",
            number=self.number.data or "",
            first=self.first.data,
            last=self.last.data,
            table=self.table.data or "",
            row=self.row.data,
        )
