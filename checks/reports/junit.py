"""JUnit XML, which every CI server shows: a test case for each document, and one for each gate.

A document with the verdict `fail` is a failure, with its findings as the reason; one that could not be
checked is an error; for `review` the findings stand in the case's output. The counts come before the cases
in this format, so the cases wait in a temporary file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple, TextIO
from xml.sax.saxutils import escape

from ..finding import Result, Unreadable
from ..gate import INCOMPLETE, GateOutcome
from . import Options, Run, Summary
from .document_lines import number
from .finding_lines import finding_lines, not_checked, tally
from .places import path_in_project
from .record import shown
from .summary_lines import gate_sentence
from .visible import visible

Tag = Literal["failure", "error"]

SPOOL_BYTES = 1 << 22
"""Size up to which the cases stay in memory: a run of some thousand documents."""

_QUOTE = {'"': "&quot;"}


class _Case(NamedTuple):
    """A test case: what went wrong, if anything did, and lines about it."""

    name: str
    group: str
    tag: Tag | None = None
    kind: str = ""
    message: str = ""
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        body = escape("\n".join(map(visible, self.lines)))
        inner = f"<system-out>{body}</system-out>" if body else ""
        if self.tag is not None:
            inner = f"<{self.tag}{_attributes(type=self.kind, message=self.message)}>{body}</{self.tag}>"
        return f"<testcase{_attributes(name=self.name, classname=self.group)}>{inner}</testcase>\n"


class Writer:
    """Writes one `testsuites` element with the suites `documents` and `gates`."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._run: Run | None = None
        self._counts: Counter[str | None] = Counter()
        self._cases = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed at the end of the report
            SPOOL_BYTES, "w+", encoding="utf-8", newline="\n"
        )

    def begin(self, run: Run) -> None:
        """Remember what the run depends on."""
        self._run = run

    def add(self, item: Result | Unreadable) -> None:
        """Write one test case to the waiting ones."""
        case = (
            _unreadable(item, self._options) if isinstance(item, Unreadable) else _scored(item, self._options)
        )
        self._counts["tests"] += 1
        self._counts[case.tag] += 1
        self._cases.write(str(case))

    def end(self, summary: Summary) -> None:
        """Write the suites: the counts, the cases that waited, and the gates."""
        gates = [_gate(outcome) for outcome in summary.outcomes]
        if summary.interrupted:
            reason = "the input holds more than was checked"
            gates.append(_Case("interrupted", "gates", "error", "interrupted", reason))
        documents, failures, errors = (self._counts[name] for name in ("tests", "failure", "error"))
        failed, interrupted = (sum(case.tag == tag for case in gates) for tag in ("failure", "error"))
        totals = _counts(documents + len(gates), failures + failed, errors + interrupted)
        self._stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._stream.write(f'<testsuites name="copydesk" {totals}>\n')
        self._stream.write(f'<testsuite name="documents" {_counts(documents, failures, errors)}>\n')
        self._stream.write(self._properties())
        with self._cases:
            self._cases.seek(0)
            shutil.copyfileobj(self._cases, self._stream)
        self._stream.write("</testsuite>\n")
        self._stream.write(f'<testsuite name="gates" {_counts(len(gates), failed, interrupted)}>\n')
        self._stream.writelines(map(str, gates))
        self._stream.write("</testsuite>\n</testsuites>\n")

    def _properties(self) -> str:
        if self._run is None:
            return ""
        run = self._run
        values = {"version": run.version, "rules": run.rules_path, "rules.sha256": run.rules_digest}
        rows = "".join(f"<property{_attributes(name=n, value=v)}/>" for n, v in values.items())
        return f"<properties>{rows}</properties>\n"


def _unreadable(item: Unreadable, options: Options) -> _Case:
    path = path_in_project(item.location.path, options)
    place = str(item.location)
    line = f"at {place}: {item.kind}: {item.message}"
    return _Case(item.id or place, path, "error", item.kind, item.message, (line,))


def _scored(result: Result, options: Options) -> _Case:
    location = result.document.location
    path = "" if location is None else path_in_project(location.path, options)
    lines = tuple(_lines(result, options))
    if not result.complete:
        return _Case(result.id, path, "error", INCOMPLETE, not_checked(result), lines)
    if result.verdict == "fail":
        message = f"score {number(result.score)}{tally(result.findings)}"
        return _Case(result.id, path, "failure", "fail", message, lines)
    return _Case(result.id, path, lines=lines if result.verdict == "review" else ())


def _lines(result: Result, options: Options) -> Iterator[str]:
    if result.document.location is not None:
        yield f"at {result.document.location}"
    for finding in shown(result.findings, options.show):
        yield from finding_lines(result.document, finding)


def _gate(outcome: GateOutcome) -> _Case:
    """A gate that only warns passes, with the warning as its output."""
    name = outcome.name if outcome.source is None else f"{outcome.name} in {outcome.source}"
    if outcome.level == "warn":
        lines = () if outcome.met else (f"warning: {gate_sentence(outcome)}",)
        return _Case(f"{name} (warning)", "gates", lines=lines)
    if outcome.met:
        return _Case(name, "gates")
    return _Case(name, "gates", "failure", "gate", gate_sentence(outcome))


def _counts(tests: int, failures: int, errors: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="{errors}"'


def _attributes(**values: str) -> str:
    """Attributes of an element. Made visible, no text holds a character that XML forbids."""
    return "".join(f' {name}="{escape(visible(value), _QUOTE)}"' for name, value in values.items())
