"""The report in one paragraph of plain text, for a mail or a chat; names in it are fit to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..reports.visible import shortened, visible
from .model import NightlyReport, SourceTrend
from .wording import change_in_brief, count, day, listed, score, usual_score, verdicts

NAMED = 3
"""Sources and rules that each sentence names; a mail is read on a phone."""

LONGEST_NAME = 60
"""Characters of a name."""


Name = Callable[[str], str]
"""How a scraped name is written; the rest of the paragraph is copydesk's own words."""


def plain_name(text: str) -> str:
    """A name fit to be shown on a terminal or in a mail."""
    return visible(shortened(text, LONGEST_NAME))


def summary_text(report: NightlyReport, name: Name = plain_name) -> str:
    """One paragraph, without an end of line: the night, what got worse, what is new, what is missing."""
    return " ".join(_sentences(report, name))


def _sentences(report: NightlyReport, name: Name) -> Iterator[str]:
    yield _night(report, name)
    for gate in report.last.gates_failed:
        where = "" if gate.source is None else f" in {name(gate.source)}"
        yield f"Gate failed: {gate.name}{where}, {gate.value:,} of {gate.total:,}, limit {gate.limit}."
    yield _worse(report, name)
    if better := report.sources_that("better"):
        yield f"Better: {_changed(better, name)}."
    if report.new_kinds:
        yield f"New: {listed([kind.rule for kind in report.new_kinds], NAMED)}."
    if report.silences:
        yield f"Silent: {listed([name(silence.source) for silence in report.silences], NAMED)}."
    yield from report.notes


def _night(report: NightlyReport, name: Name) -> str:
    figures = report.last.figures
    text = f"Night of {day(report.last.day)}: {count(figures.documents)}"
    if report.asked_source is not None:
        text += f" from {name(report.asked_source)}"
    text += f"; {verdicts(figures)}"
    if figures.score is not None:
        usual = usual_score(report)
        text += f"; mean score {score(figures.score)}"
        text += "" if usual is None else f", {score(usual)} in the nights before"
    return f"{text}."


def _worse(report: NightlyReport, name: Name) -> str:
    worse = report.sources_that("worse")
    if worse:
        return f"Worse: {_changed(worse, name)}."
    if not report.compares:
        return "Too few nights compare to tell whether a source got worse."
    return "No source got worse."


def _changed(sources: tuple[SourceTrend, ...], name: Name) -> str:
    named = [f"{name(source.name)} ({change_in_brief(source.changes[0])})" for source in sources]
    return listed(named, NAMED)
