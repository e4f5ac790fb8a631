"""One HTML page that stands alone: no script, no request, light and dark, to read on paper too.

The size is bounded: the worst documents in full, more of them as rows of a table, the others counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import NamedTuple, TextIO

from ..finding import Result, Unreadable
from ..gate import Ledger, failed_gates, warned_gates
from . import Options, Run, Summary
from .document_lines import number
from .finding_lines import not_checked, tally
from .html_document import document_html
from .html_page import cell_html, figure_html, head_html, section_html, table_html, word_html
from .html_text import name_html, shown_html
from .record import shown
from .summary_lines import gate_sentence, remarks
from .worst import Worst, badness

DOCUMENTS_SHOWN = 50
"""Documents in full: as many as somebody reads in one go."""

ROWS_SHOWN = 2_000
"""Documents in the table: a page of 1 MB or so, which every browser searches at once."""


class _Row(NamedTuple):
    """A document in the table."""

    number: int
    verdict: str
    score: str
    name: str
    place: str
    title: str
    found: str


class _Section(NamedTuple):
    """A document in full."""

    number: int
    html: str


class Writer:
    """Writes the page at the end of the run."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._options = options
        self._run: Run | None = None
        self._reasons: dict[str, str] = {}
        self._count = 0
        self._rows: Worst[_Row] = Worst(ROWS_SHOWN)
        self._sections: Worst[_Section] = Worst(DOCUMENTS_SHOWN)

    def begin(self, run: Run) -> None:
        """Remember what the run depends on, and why there are which rules."""
        self._run = run
        self._reasons = {rule.id: rule.why for rule in run.rules}

    def add(self, item: Result | Unreadable) -> None:
        """Remember what may be among the worst; what could not be checked may hold anything."""
        self._count += 1
        if isinstance(item, Unreadable):
            self._rows.add((float("inf"),), partial(_unreadable_row, self._count, item))
            return
        self._rows.add(badness(item), partial(_row, self._count, item))
        if item.verdict != "pass" or not item.complete or shown(item.findings, self._options.show):
            self._sections.add(badness(item), partial(self._section, self._count, item))

    def end(self, summary: Summary) -> None:
        """Write the page."""
        for part in self._parts(summary):
            self._stream.write(part)

    def _section(self, count: int, item: Result) -> _Section:
        return _Section(count, document_html(item, f"d{count}", self._options.show, self._reasons))

    def _parts(self, summary: Summary) -> Iterator[str]:
        ledger = summary.ledger
        headline = f"copydesk: {ledger.failed} of {ledger.scored} documents failed"
        yield from head_html(headline)
        yield '<body>\n<a class="skip" href="#documents">To the documents</a>\n'
        yield f"<header><h1>{headline}</h1>\n{self._about()}</header>\n<main>\n"
        yield from section_html("summary", "Summary", _summary(summary))
        sections = self._sections.items()
        yield from self._table({section.number for section in sections})
        if sections:
            what = _kept(len(sections), self._sections.seen)
            yield from section_html("full", f"In full{what}", (section.html for section in sections))
        yield "</main>\n</body>\n</html>\n"

    def _about(self) -> str:
        if self._run is None:
            return ""
        rules = f"{shown_html(self._run.rules_path)} ({escape(self._run.rules_digest[:12])})"
        models = ", no trained models" if self._run.without_models else ""
        return f'<p class="soft">Version {escape(self._run.version)}, rules {rules}{models}</p>\n'

    def _table(self, in_full: set[int]) -> Iterator[str]:
        rows = [_cells(row, linked=row.number in in_full) for row in self._rows.items()]
        headings = ("number:Score", "Verdict", "Document", "Place", "Title", "Found")
        table = table_html("The worst first; a document's name leads to its text", headings, rows)
        what = _kept(len(self._rows), self._rows.seen)
        yield from section_html("documents", f"Documents{what}", [table])


def _summary(summary: Summary) -> Iterator[str]:
    ledger = summary.ledger
    if summary.interrupted:
        yield '<p class="error">Interrupted: the input holds more than was checked.</p>\n'
    yield from _gates(summary)
    yield _verdicts(ledger)
    if notes := "".join(f"<li>{shown_html(note)}</li>\n" for note in remarks(summary)):
        yield f"<ul>\n{notes}</ul>\n"
    if counts := ledger.by_rule():
        rows = [
            (
                cell_html(f"<code>{escape(count.rule)}</code>"),
                figure_html(count.findings),
                figure_html(count.documents),
            )
            for count in counts
        ]
        yield table_html("Findings by rule", ("Rule", "number:Findings", "number:Documents"), rows)


def _gates(summary: Summary) -> Iterator[str]:
    failed = failed_gates(summary.outcomes)
    if not failed:
        yield '<p class="pass">Every gate met.</p>\n'
    notable = [("error", "Gate failed", gate) for gate in failed]
    notable += [("warning", "Gate warning", gate) for gate in warned_gates(summary.outcomes)]
    lines = "".join(
        f"<li>{word_html(kind, what)} {escape(gate_sentence(gate))}</li>\n" for kind, what, gate in notable
    )
    if lines:
        yield f"<ul>\n{lines}</ul>\n"


def _verdicts(ledger: Ledger) -> str:
    counts = {"fail": ledger.failed, "review": ledger.review, "pass": ledger.passed}
    counts["unreadable"] = ledger.unreadable
    rows = [(cell_html(word_html(name, name)), figure_html(n)) for name, n in counts.items()]
    caption = f"Verdicts on {ledger.documents} documents"
    return table_html(caption, ("Verdict", "number:Documents"), rows)


def _row(count: int, result: Result) -> _Row:
    place = "" if result.document.location is None else str(result.document.location)
    found = tally(result.findings).removeprefix(": ") if result.complete else not_checked(result)
    verdict = result.verdict if result.complete else f"{result.verdict}, incomplete"
    title = result.document.title
    return _Row(count, verdict, number(result.score), result.id, place, title, found)


def _unreadable_row(count: int, item: Unreadable) -> _Row:
    place = str(item.location)
    return _Row(count, "unreadable", "–", item.id or place, place, "", f"{item.kind}: {item.message}")


def _cells(row: _Row, *, linked: bool) -> tuple[str, ...]:
    name = name_html(row.name)
    return (
        figure_html(row.score),
        cell_html(word_html(row.verdict.partition(",")[0], row.verdict)),
        cell_html(f'<a href="#d{row.number}">{name}</a>' if linked else name),
        *(cell_html(name_html(text)) for text in (row.place, row.title, row.found)),
    )


def _kept(kept: int, seen: int) -> str:
    return "" if kept == seen else f": the worst {kept} of {seen}"
