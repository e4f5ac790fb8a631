"""JSON Lines: one object a document, in the order of the input, and nothing else."""

from __future__ import annotations

from typing import TextIO

from ..finding import Result, Unreadable
from . import Options, Run, Summary
from .record import dumps, item_record


class Writer:
    """Writes one line a document; see `schemas/jsonl.schema.json`."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options

    def begin(self, run: Run) -> None:
        """Nothing: a line that is no document would be in every reader's way."""

    def add(self, item: Result | Unreadable) -> None:
        """Write one line."""
        self._stream.write(dumps(item_record(item, self._options.show)) + "\n")

    def end(self, summary: Summary) -> None:
        """Nothing, for the same reason."""
