"""JSON: one object with the run, the documents and the summary, written without holding the documents."""

from __future__ import annotations

from typing import TextIO

from ..finding import Result, Unreadable
from . import Options, Run, Summary
from .record import dumps, item_record, run_record, summary_record


class Writer:
    """Writes one object, a document to a line; see `schemas/json.schema.json`."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._separator = "\n"

    def begin(self, run: Run) -> None:
        """Open the object and the list of documents."""
        self._stream.write(f'{{"run": {dumps(run_record(run))},\n"documents": [')

    def add(self, item: Result | Unreadable) -> None:
        """Write one document."""
        self._stream.write(self._separator + dumps(item_record(item, self._options.show)))
        self._separator = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the list, add the summary and close the object."""
        self._stream.write(f'\n],\n"summary": {dumps(summary_record(summary))}}}\n')
