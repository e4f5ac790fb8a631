"""The report that an editor reads: documents with their findings, then what the run adds up to.

A short run shows every document. A long one leaves out the documents that pass, unless all are asked for:
somebody who checks one article wants to see it, somebody who checks ten thousand wants to see what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from ..finding import Result, Unreadable
from . import Options, Run, Summary
from .document_lines import result_lines, short_lines, unreadable_lines
from .lines import Line, Piece, printer
from .record import outstanding, shown
from .summary_lines import summary_lines

SHORT_RUN = 20
"""Documents up to which a run shows those that pass: about a screen of one-line entries."""


class Writer:
    """Writes the text report; holds back at most `SHORT_RUN` documents, to learn how long the run is."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._options = options
        self._print = printer(stream, colour=options.colour)
        self._held: list[Result | Unreadable] | None = []
        self._left_out = 0
        self._last_was_full: bool | None = None

    def begin(self, run: Run) -> None:
        """Nothing: the reader wants the score first."""

    def add(self, item: Result | Unreadable) -> None:
        """Report one document."""
        if self._held is None:
            self._write(item, long_run=True)
            return
        self._held.append(item)
        if len(self._held) > SHORT_RUN:
            self._release()

    def end(self, summary: Summary) -> None:
        """Write what was held back, and the summary."""
        self._release()
        if self._left_out:
            passing = "1 document passes" if self._left_out == 1 else f"{self._left_out} documents pass"
            note = f"{passing} and {'is' if self._left_out == 1 else 'are'} not shown (--verbose shows all)"
            self._print([Piece(note, "faint")])
        if summary.ledger.documents:
            self._print([])
        for line in summary_lines(summary):
            self._print(line)

    def _release(self) -> None:
        held, self._held = self._held or [], None
        for item in held:
            self._write(item, long_run=len(held) > SHORT_RUN, alone=len(held) == 1)

    def _write(self, item: Result | Unreadable, *, long_run: bool, alone: bool = False) -> None:
        if long_run and _passes(item) and not self._options.all_documents:
            self._left_out += 1
            return
        lines = list(self._lines(item, alone=alone))
        full = len(lines) > 1
        if self._last_was_full or (full and self._last_was_full is not None):
            self._print([])
        self._last_was_full = full
        for line in lines:
            self._print(line)

    def _lines(self, item: Result | Unreadable, *, alone: bool) -> Iterator[Line]:
        if isinstance(item, Unreadable):
            yield from unreadable_lines(item)
        elif _passes(item) and not alone and not self._listed(item):
            yield from short_lines(item)
        else:
            yield from result_lines(item, self._options.show, details=self._options.details)

    def _listed(self, item: Result) -> bool:
        """Whether the report has a finding of the document to show."""
        listed = shown if self._options.details else outstanding
        return bool(listed(item.findings, self._options.show))


def _passes(item: Result | Unreadable) -> bool:
    return isinstance(item, Result) and item.complete and item.verdict == "pass"
