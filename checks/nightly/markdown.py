"""The report as Markdown, for a chat, a ticket or the summary of a CI job. Its size is bounded.

Scraped text stands in code spans, where nothing in it is markup, a link or a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from ..finding import FAMILIES
from ..reports.markup import code_span, escaped_markdown
from ..reports.visible import shortened, visible
from .model import Figures, NightlyReport, RuleTrend, SourceTrend, WorstDocument
from .summary import summary_text
from .wording import (
    change_in_brief,
    change_sentence,
    count,
    day,
    method_sentences,
    score,
    share,
    silence_sentence,
)

EXCERPTS_SHOWN = 3
"""Findings of a worst document: the page has them all."""

LONGEST_NAME = 80
LONGEST_EXCERPT = 160
"""Characters; what is longer loses its middle."""


def write_markdown(report: NightlyReport, stream: TextIO) -> None:
    """Write the whole report."""
    for block in _blocks(report):
        stream.write(f"{block}\n\n")


def _blocks(report: NightlyReport) -> Iterator[str]:
    yield f"## copydesk: night of {day(report.last.day)}"
    yield summary_text(report, _name)
    yield "### Sources that got worse"
    yield from _changed(report, "worse") or ["None."]
    if better := _changed(report, "better"):
        yield "### Sources that got better"
        yield from better
    if report.sources:
        yield "### Sources"
        yield _sources(report)
    yield "### Families"
    yield _families(report.last.figures)
    yield from _rules(report)
    if report.worst:
        yield "### Worst documents"
        yield from map(_worst, report.worst)
    if report.unreadable:
        yield "### Could not be checked"
        yield _unreadable(report)
    if report.silences:
        yield "### Silent sources"
        yield "\n".join(f"- {_name(item.source)}: {silence_sentence(item)}" for item in report.silences)
    yield "### How changes are told from noise"
    yield " ".join(method_sentences(report))


def _changed(report: NightlyReport, direction: str) -> list[str]:
    return [_change(source) for source in report.sources if source.direction == direction]


def _change(source: SourceTrend) -> str:
    lines = [f"- {_name(source.name)}"]
    lines += [f"    - {escaped_markdown(change_sentence(found))}" for found in source.changes]
    if source.rules:
        moved = ", ".join(
            f"`{shift.rule}` {share(shift.before)} → {share(shift.after)}" for shift in source.rules
        )
        lines.append(f"    - moved with it: {moved}")
    return "\n".join(lines)


def _sources(report: NightlyReport) -> str:
    rows = []
    for source in report.sources:
        last = source.nights[-1]
        figures = (
            ("–",) * 3 if last is None else (score(last.score), _not_passed(last), f"{last.documents:,}")
        )
        rows.append((_cell(source.name), *figures, source.direction or ""))
    table = _table(("source", "score", "not passed", "documents", "change"), rows)
    return f"{table}\n\n{_more(report.sources_left_out, 'source')}" if report.sources_left_out else table


def _not_passed(figures: Figures) -> str:
    return share(figures.not_passed / figures.scored) if figures.scored else "–"


def _families(figures: Figures) -> str:
    rows = []
    for family in FAMILIES:
        part = figures.families.get(family)
        if part is not None:
            documents = "–" if part.documents is None else f"{part.documents:,}"
            rows.append((family, score(part.score), f"{part.findings:,}", documents))
    return _table(("family", "score", "findings", "documents"), rows)


def _rules(report: NightlyReport) -> Iterator[str]:
    changed = [rule for rule in report.rules if rule.change is not None]
    if changed:
        yield "### Rules rising and falling"
        yield "\n".join(f"- `{rule.rule}`: {_rule_change(rule)}" for rule in changed)
    if report.new_kinds:
        yield "### New kinds of defect"
        yield "\n".join(
            f"- `{kind.rule}` in {count(kind.documents)} of {', '.join(map(_name, kind.sources))}"
            + ("" if kind.was_asked else " (rules or version changed: the rule itself may be new)")
            for kind in report.new_kinds
        )


def _rule_change(rule: RuleTrend) -> str:
    assert rule.change is not None, "only rules that changed are listed"
    word = "rising" if rule.change.direction == "worse" else "falling"
    return f"{word}, {escaped_markdown(change_in_brief(rule.change))}"


def _worst(document: WorstDocument) -> str:
    name = document.id or document.place or ""
    lines = [f"#### {score(document.score)} {document.verdict.upper()} {_name(name)}"]
    about = [_name(document.source)]
    about += [_name(text) for text in (document.place, document.title) if text and text != document.id]
    lines += ["", " ".join(about), ""]
    for excerpt in document.excerpts[:EXCERPTS_SHOWN]:
        lines.append(f"- {excerpt.severity} `{excerpt.rule}`: {_span(excerpt.message)}")
        if excerpt.match:
            text = f"{excerpt.before}[[{excerpt.match}]]{excerpt.after}"
            lines += ["", f"  {_span(text)}"]
    if len(document.excerpts) > EXCERPTS_SHOWN:
        lines.append(f"- {len(document.excerpts) - EXCERPTS_SHOWN} more")
    return "\n".join(lines)


def _unreadable(report: NightlyReport) -> str:
    lines = []
    for reason in report.unreadable:
        sources = ", ".join(f"{_name(name)} {documents:,}" for name, documents in reason.sources)
        last = f"{count(reason.documents[-1])} in the last night{f': {sources}' if sources else ''}"
        lines.append(f"- `{reason.reason}`: {last}; {sum(reason.documents):,} in all nights")
    return "\n".join(lines)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose first column holds names, the others figures and words of our own."""
    first, *others = headings
    lines = [f"| {first} | {' | '.join(others)} |", f"| --- |{' ---: |' * len(others)}"]
    lines.extend(f"| {' | '.join(row)} |" for row in rows)
    return "\n".join(lines)


def _more(number: int, what: str) -> str:
    return f"{count(number, what)} more."


def _name(text: str) -> str:
    return code_span(visible(shortened(text, LONGEST_NAME)))


def _cell(text: str) -> str:
    """A name in a table, where GitHub's Markdown ends a cell at a bare pipe even in a code span."""
    return _name(text).replace("|", r"\|")


def _span(text: str) -> str:
    return code_span(visible(shortened(text, LONGEST_EXCERPT)))
