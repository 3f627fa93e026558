"""A closed year as one zip: the same year makes the same bytes, and only one award is in memory at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO, BinaryIO
from zipfile import ZipFile

from hospital_integrity.ethics.queries.archive import Year
from hospital_integrity.rules import archive
from hospital_integrity.rules.archive_file import member
from hospital_integrity.rules.archive_readme import readme
from hospital_integrity.rules.resting import resting

PIECE = 1 << 18


class Pack:
    """A zip being written, with the hash of each member."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self.hashes: dict[str, str] = {}

    @contextmanager
    def writing(self, name: str) -> Iterator[Callable[[bytes], object]]:
        """Write a member in pieces."""
        found = hashlib.sha256()
        with self._package.open(member(name), "w") as stream:

            def write(data: bytes) -> None:
                found.update(data)
                stream.write(data)

            yield write
        self.hashes[name] = found.hexdigest()

    def put(self, name: str, body: bytes | str) -> None:
        """Write a member at once."""
        with self.writing(name) as write:
            write(body.encode() if isinstance(body, str) else body)

    def copy(self, name: str, source: IO[bytes]) -> None:
        """Write a member from a file, from its beginning."""
        source.seek(0)
        with self.writing(name) as write:
            while piece := source.read(PIECE):
                write(piece)


@resting()
def write_archive(
    target: BinaryIO, year: Year, papers: Iterable[tuple[str, bytes]], told: Callable[[], object]
) -> None:
    """Write the archive to a seekable file; `told` is called after each award. `papers` are the summaries, drawn."""
    with ZipFile(target, "w") as package, ExitStack() as stack:
        pack = Pack(package)
        pack.put(archive.README, readme(year.hospital, year.decision, year.edition))
        pack.put(archive.MANIFEST, archive.manifest(year.hospital, year.decision, year.edition, year.counts))
        pack.put(archive.EDITION, year.edition.text)
        names = (archive.RESULTS, archive.ENTRIES, archive.MARKS)
        tables = {name: stack.enter_context(TemporaryFile()) for name in names}
        for name, table in tables.items():
            table.write(archive.head(name).encode())
        places, people = _awards(pack, year, tables, told)
        for name, table in tables.items():
            pack.copy(name, table)
        pack.put(archive.REGISTER, archive.head(archive.REGISTER) + archive.csv_lines(year.register(places, people)))
        for name, body in papers:
            pack.put(name, body)
        pack.put(archive.SUMS, archive.sums(pack.hashes))


def _awards(
    pack: Pack, year: Year, tables: dict[str, IO[bytes]], told: Callable[[], object]
) -> tuple[set[int], set[int]]:
    """Write all awards and what follows from them; the departments and the people they are about."""
    laid, places, people = archive.Tables(year.edition), set[int](), set[int]()
    with pack.writing(archive.AWARDS) as write:
        for one in year.awards():
            write(archive.award_line(one.columns, one.sha256).encode())
            for name, lines in laid.rows({**archive.opened(one.columns), "sha256": one.sha256}):
                tables[name].write(lines.encode())
            places.add(one.columns["department_id"])
            if one.columns["subject_kind"] != "department":
                people.add(one.columns["subject_id"])
            told()
    return places, people
