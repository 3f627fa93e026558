"""Files that are sent: size and name are minded here, content by whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from werkzeug.datastructures import FileStorage
from wtforms import widgets
from wtforms.validators import StopValidation

from hospital_integrity.forms.base import Speaking
from hospital_integrity.rules import file_kind
from hospital_integrity.rules.file_name import shown_name
from hospital_integrity.rules.saying import Refused, say

MEGABYTE = 1024 * 1024
ROOM = file_kind.FILES * file_kind.LIMIT + 2 * MEGABYTE
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Decorator, below the route: this page may be sent attachments, so its requests may be as large as `ROOM`."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


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
        return Upload(shown_name(file.filename or ""), data)

    def pre_validate(self, form: Any) -> None:
        if self.data is None and self.flags.required and not self.process_errors:
            raise StopValidation(self.complaint(say("请选择文件")))


class AttachmentsField(Speaking):
    """Files that are kept beside a case, told by their content. `.data` is a list of Uploads, empty for none.

    What may be kept is said by rules/file_kind.py; attachments.operations.keep asks it again.
    """

    widget = widgets.FileInput(multiple=True)

    def __init__(self, label: Any = None, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **{"render_kw": {"accept": ",".join(file_kind.ACCEPTED)}, **kwargs})
        self.flags.required = required

    def _value(self) -> str:
        return ""

    def process_data(self, value: Any) -> None:
        self.data = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        if len(files) > file_kind.FILES:
            raise ValueError(self.complaint(say("一次最多选 %(limit)s 个文件", limit=file_kind.FILES)))
        try:
            self.data = [_attached(file) for file in files]
        except Refused as refused:
            raise ValueError(self.complaint(refused.saying)) from None

    def pre_validate(self, form: Any) -> None:
        if not self.data and self.flags.required and not self.process_errors:
            raise StopValidation(self.complaint(say("请选择文件")))


def _attached(file: FileStorage) -> Upload:
    upload = Upload(shown_name(file.filename or ""), file.stream.read(file_kind.LIMIT + 1))
    file_kind.kind_of(upload.name, upload.data)
    return upload
