"""The form of a file of published parts: by which edition it is rated."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import ChoiceField, Form, UploadField


class PartsForm(Form):
    """An edition that is known here or a text of one's own, and the file."""

    edition = ChoiceField(lazy_gettext("评分办法"), blank=None, required=False)
    text = UploadField(
        lazy_gettext("或者用自己的办法文本"),
        description=lazy_gettext("TOML 文件；选了文件，就不用上面的办法"),
        accept=(".toml", ".txt"),
        limit=1024 * 1024,
        required=False,
    )
    file = UploadField(
        lazy_gettext("分项数据"),
        description=lazy_gettext(
            "CSV 或 .xlsx：第一列是对象，每个部分一列（表头写部分的代号），指标个数写在“n_代号”列；最多 5,000 行"
        ),
    )
