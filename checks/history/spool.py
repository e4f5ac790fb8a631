"""Rows of documents put aside in a file that nobody else sees: until their run is done, or to be shown."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator

from .model import DocumentRecord


class Spool:
    """Rows on disk: memory does not grow with them.

    No database is kept busy while a feed is read, nor while somebody pages through what is shown. The file
    has no name (or is removed on closing, where a system has no such files), so that a run that dies leaves
    nothing behind. It is written as JSON, which carries lone surrogates too.
    """

    def __init__(self) -> None:
        """Begin with no rows."""
        self._file = tempfile.TemporaryFile("w+", encoding="ascii", newline="\n")  # noqa: SIM115 - `close` closes it

    def add(self, row: DocumentRecord) -> None:
        """Put a row aside."""
        self._file.write(json.dumps(row) + "\n")

    def rows(self) -> Iterator[DocumentRecord]:
        """All rows, in the order in which they came."""
        self._file.seek(0)
        for line in self._file:
            yield DocumentRecord(*json.loads(line))

    def close(self) -> None:
        """Give the file up."""
        self._file.close()
