"""Markdown for the summary of a CI job: verdicts, gates, and the worst documents with excerpts.

Scraped text stands in code spans on lines of their own, where nothing in it is markup. The size is bounded
(GitHub drops a summary of more than 1 MiB): so many documents, findings and characters, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TextIO

from ..finding import FAMILIES, Result, Unreadable
from ..gate import Ledger, failed_gates, warned_gates
from . import Options, Run, Summary
from .document_lines import LONGEST_NAME, number, position_of
from .finding_lines import excerpt_line, message_of, not_checked
from .markup import code_span, escaped_markdown
from .record import new_only, shown
from .summary_lines import gate_sentence, remarks
from .visible import shortened, visible
from .worst import Worst, badness

DOCUMENTS_SHOWN = 20
FINDINGS_SHOWN = 10
"""Documents in full, and findings of each: at most some 600 kB, were every character a hidden one."""

UNREADABLE_SHOWN = 10
RULES_SHOWN = 15


class Writer:
    """Writes the summary at the end of the run."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._documents: Worst[str] = Worst(DOCUMENTS_SHOWN)
        self._unreadable: Worst[str] = Worst(UNREADABLE_SHOWN)

    def begin(self, run: Run) -> None:
        """Nothing: the reader wants the verdict first."""

    def add(self, item: Result | Unreadable) -> None:
        """Remember what may be among the worst; documents that pass are counted elsewhere."""
        if isinstance(item, Unreadable):
            reason = f"{item.kind}: {item.message}"
            self._unreadable.add((), partial(_unreadable, item.id, str(item.location), reason))
            return
        if not item.complete:
            place = str(item.document.location or "")
            self._unreadable.add((), partial(_unreadable, item.id, place, not_checked(item)))
        if item.verdict != "pass":
            self._documents.add(badness(item), partial(_document, item, self._options))

    def end(self, summary: Summary) -> None:
        """Write everything."""
        for block in self._blocks(summary):
            self._stream.write(f"{block}\n\n")

    def _blocks(self, summary: Summary) -> Iterator[str]:
        yield f"## copydesk: {_headline(summary)}"
        yield from _gates(summary)
        yield _verdicts(summary.ledger)
        if notes := list(remarks(summary)):
            yield "\n".join(f"- {code_span(note)}" for note in notes)
        if len(self._documents):
            yield f"### {_worst_of('Documents', len(self._documents), self._documents.seen)}"
            yield from self._documents.items()
        if len(self._unreadable):
            yield f"### {_worst_of('Could not be checked', len(self._unreadable), self._unreadable.seen)}"
            yield "\n".join(self._unreadable.items())
        if summary.ledger.by_rule():
            yield "### Findings by rule"
            yield _rules(summary.ledger)


def _headline(summary: Summary) -> str:
    ledger = summary.ledger
    text = f"{ledger.failed} of {ledger.scored} documents failed"
    if ledger.unreadable:
        text += f", {ledger.unreadable} could not be checked"
    return f"{text} (interrupted)" if summary.interrupted else text


def _gates(summary: Summary) -> Iterator[str]:
    failed = failed_gates(summary.outcomes)
    warned = warned_gates(summary.outcomes)
    lines = [f"- **Gate failed** {escaped_markdown(gate_sentence(gate))}" for gate in failed]
    lines += [f"- **Gate warning** {escaped_markdown(gate_sentence(gate))}" for gate in warned]
    if lines:
        yield "\n".join(lines)
    if not failed:
        yield "Every gate met."
    if summary.interrupted:
        yield "**Interrupted**: the input holds more than was checked."


def _verdicts(ledger: Ledger) -> str:
    rows: list[tuple[str, int]] = [
        ("fail", ledger.failed),
        ("review", ledger.review),
        ("pass", ledger.passed),
        ("unreadable", ledger.unreadable),
        ("all", ledger.documents),
    ]
    return _table(("verdict", "documents"), rows)


def _rules(ledger: Ledger) -> str:
    counts = ledger.by_rule()
    rows = [(f"`{count.rule}`", count.findings, count.documents) for count in counts[:RULES_SHOWN]]
    table = _table(("rule", "findings", "documents"), rows)
    left_out = len(counts) - len(rows)
    return f"{table}\n\n{left_out} more rules found something." if left_out else table


def _table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of our own words: a word in the first column, figures in the others."""
    first, *others = headings
    lines = [f"| {first} | {' | '.join(others)} |", f"| --- |{' ---: |' * len(others)}"]
    lines.extend(f"| {' | '.join(map(str, row))} |" for row in rows)
    return "\n".join(lines)


def _worst_of(what: str, kept: int, seen: int) -> str:
    return what if kept == seen else f"{what}: {kept} of {seen}"


def _unreadable(id_: str | None, place: str, reason: str) -> str:
    name = "" if id_ in (None, place) else f"{_name(id_ or '')} "
    return f"- {name}{_name(place)} {_name(reason)}"


def _document(result: Result, options: Options) -> str:
    """A heading with score and verdict, then two lines for each finding."""
    place = "" if result.document.location is None else str(result.document.location)
    name = _name(result.id) if place in ("", result.id) else f"{_name(result.id)} {_name(place)}"
    families = ", ".join(f"{family} {number(result.families[family])}" for family in FAMILIES)
    lines = [f"#### {number(result.score)} {result.verdict.upper()} {name}", ""]
    if result.document.title:
        lines += [_name(result.document.title), ""]
    lines += [f"{families} ({result.language}, {result.words} words)", ""]
    every = shown(result.findings, options.show)
    findings = new_only(every)
    for finding in findings[:FINDINGS_SHOWN]:
        cost = f" (-{number(finding.points)})" if finding.points else ""
        at = position_of(finding)
        lines.append(f"- {at} {finding.severity} `{finding.rule}`{cost}: {code_span(message_of(finding))}")
        if excerpt := excerpt_line(result.document, finding):
            lines += ["", f"  {code_span(excerpt)}"]
    if len(findings) > FINDINGS_SHOWN:
        lines.append(f"- {len(findings) - FINDINGS_SHOWN} more")
    if len(every) > len(findings):
        lines.append(f"- {len(every) - len(findings)} known or accepted")
    return "\n".join(lines)


def _name(text: str) -> str:
    return code_span(visible(shortened(text, LONGEST_NAME)))
