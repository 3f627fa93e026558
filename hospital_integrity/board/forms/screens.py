"""The form of a screen that shows the board."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from hospital_integrity.forms import Form, TextField


class ScreenForm(Form):
    """A screen that shows the board."""

    place = TextField(_("屏幕位置"), max=40, description=_("如：门诊大厅一楼"))
