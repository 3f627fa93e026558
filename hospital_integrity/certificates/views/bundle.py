"""A zip of single files, written to the visitor while the database is read; none of it is ever whole in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask import Response, stream_with_context

from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.queries import Paper
from hospital_integrity.hospital.queries import emblem_picture
from hospital_integrity.rules.certificate import read

UNSAFE = re.compile(r"[^\w·-]+")


class Outlet:
    """A file without a place of its own: what is written is taken out again at once."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data, self._chunks = b"".join(self._chunks), []
        return data


def bundle(print_id: int) -> Response:
    """The kept files of a print as a zip."""
    name = f"certificates-{print_id}.zip"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    chunks = stream_with_context(zipped(queries.files_of_print(print_id)))
    return Response(chunks, mimetype="application/zip", headers=headers)


def zipped(files: Iterable[tuple[Certificate, bytes]]) -> Iterator[bytes]:
    """A zip of files in chunks; PDF is compressed already, so it is stored as it is."""
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:  # type: ignore[arg-type]
        for certificate, body in files:
            moment = certificate.issued_at.timetuple()[:6]
            archive.writestr(ZipInfo(file_name(certificate), moment), body)  # type: ignore[arg-type]
            yield outlet.taken()
    yield outlet.taken()


def file_name(certificate: Certificate) -> str:
    """serial_name.pdf, of a length and of characters that every file system takes."""
    holder = UNSAFE.sub("", str(certificate.snapshot["words"]["holder"]))[:30]  # type: ignore[index]
    return f"{certificate.serial}_{holder}.pdf"


def draw_kept(paper: Paper) -> bytes:
    """The kept file of a paper, drawn now if it never was."""
    return operations.keep_file(paper.certificate.id, lambda: pdf.draw(read(paper.says), emblem_picture))
