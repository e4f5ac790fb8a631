"""CSV for spreadsheets: a row for each finding, each document without any, and each gate not met.

RFC 4180 in UTF-8. What stands in the cells is fit to be shown; a cell that a spreadsheet would take for a
formula begins with an apostrophe. For exact texts, offsets lead to them, and the JSON formats have them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any, TextIO

from ..finding import Finding, Result, Severity, Unreadable
from ..gate import Level, failed_gates, warned_gates
from . import Options, Run, Summary
from .record import finding_record, item_record, shown
from .summary_lines import gate_sentence
from .visible import visible

DOCUMENT_COLUMNS = ("id", "url", "source", "title", "language", "words", "complete", "score", "verdict")
FINDING_COLUMNS = (
    *("rule", "severity", "confidence", "points", "field", "start", "end"),
    *("line", "column", "match", "message", "fingerprint", "state"),
)
COLUMNS = ("row", "path", "file_line", "record", *DOCUMENT_COLUMNS, *FINDING_COLUMNS, "error")
"""`row` is finding, document (one without findings that are shown), unreadable or gate (one not met)."""

_GATE_SEVERITIES: Mapping[Level, Severity] = {"fail": "error", "warn": "warning"}

_FORMULA_STARTS = (
    *("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"),
    *("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"),
)
"""What spreadsheets begin a formula with, or have begun one with; full-width signs count in some locales."""


class Writer:
    """Writes a header and the rows."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._options = options
        self._rows = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")

    def begin(self, run: Run) -> None:  # noqa: ARG002 - every report is told
        """Write the header."""
        self._rows.writeheader()

    def add(self, item: Result | Unreadable) -> None:
        """Write the rows of a document."""
        about = _about(item)
        if isinstance(item, Unreadable):
            self._write({**about, "row": "unreadable", "error": f"{item.kind}: {item.message}"})
            return
        findings = shown(item.findings, self._options.show)
        for finding in findings:
            self._write({**about, "row": "finding", **_finding(finding)})
        if not findings:
            self._write({**about, "row": "document"})

    def end(self, summary: Summary) -> None:
        """Write the gates that are not met; `source` is the glob whose documents were counted."""
        for gate in (*failed_gates(summary.outcomes), *warned_gates(summary.outcomes)):
            severity, message = _GATE_SEVERITIES[gate.level], gate_sentence(gate)
            self._write({"row": "gate", "source": gate.source, "severity": severity, "message": message})

    def _write(self, row: dict[str, Any]) -> None:
        self._rows.writerow({name: cell(value) for name, value in row.items()})


def cell(value: object) -> str:
    """A value as a cell: one line, and never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    text = visible(value, spaces=True)
    return f"'{text}" if value.startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text


def _about(item: Result | Unreadable) -> dict[str, Any]:
    record = item_record(item, "none")
    place = record["location"] or {}
    return {
        "path": place.get("path"),
        "file_line": place.get("line"),
        "record": place.get("record"),
        **{name: record[name] for name in DOCUMENT_COLUMNS if name in record},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    record = finding_record(finding)
    return {name: record[name] for name in FINDING_COLUMNS}
