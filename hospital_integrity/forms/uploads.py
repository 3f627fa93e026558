"""Files that are sent: size and name are minded here, content by whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import widgets
from wtforms.validators import StopValidation

from hospital_integrity.forms.base import Speaking
from hospital_integrity.rules import characters
from hospital_integrity.rules.saying import say

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that was sent: the name for people's eyes only (never for a path), and its bytes."""

    name: str
    data: bytes


class UploadField(Speaking):
    """A file of at most `limit` bytes; whoever reads it looks at its content. `.data` is an Upload or None."""

    widget = widgets.FileInput()

    def __init__(
        self,
        label: Any = None,
        *,
        limit: int = 5 * MEGABYTE,
        accept: Sequence[str] = (".xlsx", ".csv"),
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **{"render_kw": {"accept": ",".join(accept)}, **kwargs})
        self.limit, self.flags.required = limit, required

    def _value(self) -> str:
        return ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        if len(files) > 1:
            raise ValueError(self.complaint(say("一次只能选一个文件")))
        self.data = self._taken(files[0]) if files else None

    def _taken(self, file: FileStorage) -> Upload:
        data = file.stream.read(self.limit + 1)
        if len(data) > self.limit:
            raise ValueError(self.complaint(say("文件不能超过 %(limit)s MB", limit=self.limit // MEGABYTE)))
        if not data:
            raise ValueError(self.complaint(say("文件是空的")))
        return Upload(_shown_name(file.filename or ""), data)

    def pre_validate(self, form: Any) -> None:
        if self.data is None and self.flags.required and not self.process_errors:
            raise StopValidation(self.complaint(say("请选择文件")))


def _shown_name(name: str) -> str:
    # Only for reading: no folder, nothing invisible or reordering, not longer than a line.
    last = re.split(r"[/\\]", name)[-1]
    return "".join(sign for sign in last if characters.invisible(sign) is None)[-100:]
