"""The sources that got worse or better on the page: since when, by how much, and what moved with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..reports.html_page import (
    cell_html,
    details_html,
    figure_html,
    row_heading_html,
    table_html,
    word_html,
)
from ..reports.html_text import name_html, shown_html
from .charts import Plot, specification
from .charts_svg import inline_svg
from .html_series import (
    in_words,
    not_passed,
    score_line,
    scores_of,
    share_or_dash,
    shares_of,
    short_time_html,
    time_html,
)
from .html_sources import DIRECTION_WORDS, NIGHTS_LISTED, ROWS_SHOWN, source_name
from .model import Change, Direction, NightlyReport, RuleShift, SourceTrend
from .wording import MEASURE_NAMES, chance, change_in_brief, count, level, score, share

CHARTED: dict[Direction, int] = {"worse": 12, "better": 4}
"""Changed sources with a chart of their own; the others of their section are rows of a table."""

CHART_WIDTH, CHART_HEIGHT = 340, 170
"""Of a source's chart: the width of a telephone."""


class _Measured(NamedTuple):
    """What a source's chart shows."""

    what: str
    values: Sequence[float | None]
    change: Change | None
    is_score: bool


def changed_html(report: NightlyReport, direction: Direction) -> Iterator[str]:
    """The sources that got worse, or better: the first ones in full, more of them as rows."""
    sources = report.sources_that(direction)
    if not sources:
        what = f"No source got {direction}" if report.compares else "Too few nights compare to tell"
        yield f'<p class="soft">{what}.</p>\n'
        return
    full = CHARTED[direction]
    for number, source in enumerate(sources[:full], 1):
        yield from _source(report, source, number, direction)
    if rest := sources[full : full + ROWS_SHOWN]:
        rows = [_changed_row(source) for source in rest]
        headings = ("Source", "Change", "Mean score by night")
        yield table_html(f"More sources that got {direction}", headings, rows)
    if left_out := len(sources[full + ROWS_SHOWN :]):
        yield f'<p class="soft">{count(left_out, "more source")} got {direction}.</p>\n'


def _source(report: NightlyReport, source: SourceTrend, number: int, direction: Direction) -> Iterator[str]:
    anchor = f"{direction}-{number}"
    yield f'<article class="source" aria-labelledby="{anchor}">\n<div>\n'
    yield f'<h3 id="{anchor}">{name_html(source.name)}</h3>\n<ul class="changes">\n'
    yield from map(_change, source.changes)
    yield "</ul>\n"
    about = f"{number}. {source_name(source)}, {direction}"
    yield from _shifts(source.rules, about)
    yield f"</div>\n<div>\n{_chart(report, source, direction)}"
    yield from details_html("Figures by night", [_nights(report, source, about)])
    yield "</div>\n</article>\n"


def _change(change: Change) -> str:
    what = MEASURE_NAMES[change.measure]
    verb = "rose" if change.after > change.before else "fell"
    before, after = level(change.measure, change.before), level(change.measure, change.after)
    evidence = (
        f"{count(change.nights_after, 'night')} with {count(change.documents_after)} against"
        f" {count(change.nights_before, 'night')} with {count(change.documents_before)};"
        f" {chance(change.chance)}"
    )
    return (
        f"<li>{word_html(DIRECTION_WORDS[change.direction], change.direction.capitalize())} since"
        f" {time_html(change.since)}: {what} {verb} from <b>{before}</b> to <b>{after}</b>."
        f' <span class="soft evidence">{shown_html(evidence)}</span></li>\n'
    )


def _shifts(shifts: Sequence[RuleShift], about: str) -> Iterator[str]:
    if not shifts:
        return
    rows = [
        (
            row_heading_html(f"<code>{name_html(shift.rule)}</code>"),
            figure_html(share(shift.before)),
            figure_html(share(shift.after)),
        )
        for shift in shifts
    ]
    headings = ("Rule", "number:Before", "number:Since")
    yield table_html("Rules that moved most, by share of documents", headings, rows, about=about)


def _measured(source: SourceTrend, direction: Direction) -> _Measured:
    """The measure whose change is the weightiest; the score where there is no such change."""
    change = next((c for c in source.changes if c.direction == direction and c.measure != "rule"), None)
    if change is not None and change.measure == "not-passed":
        return _Measured("Not passed", shares_of(source), change, is_score=False)
    return _Measured("Mean score", scores_of(source), change, is_score=True)


def _chart(report: NightlyReport, source: SourceTrend, direction: Direction) -> str:
    shown = _measured(source, direction)
    days = [night.day for night in report.nights]
    plot = Plot(
        days=days,
        values=shown.values,
        scale="score" if shown.is_score else "share",
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        change=shown.change,
        breaks=(days[source.compared_from],) if source.compared_from else (),
    )
    words = in_words(shown.values, shown.what, score if shown.is_score else share)
    change = "" if shown.change is None else f"; {change_in_brief(shown.change)}"
    label = f"{source_name(source)}: {words}{change}"
    caption = f"{shown.what} by night"
    return f"<figure><figcaption>{caption}</figcaption>{inline_svg(specification(plot), label)}</figure>\n"


def _nights(report: NightlyReport, source: SourceTrend, about: str) -> str:
    nights = list(zip(report.nights, source.nights, strict=True))[-NIGHTS_LISTED:]
    rows = [
        (row_heading_html(short_time_html(night.day)), *map(figure_html, cells))
        for night, figures in reversed(nights)
        for cells in [
            ("–", "–", "–")
            if figures is None
            else (f"{figures.documents:,}", score(figures.score), share_or_dash(not_passed(figures)))
        ]
    ]
    headings = ("Night", "number:Documents", "number:Mean score", "number:Not passed")
    return table_html("Figures by night, the last first", headings, rows, about=about)


def _changed_row(source: SourceTrend) -> tuple[str, ...]:
    changes = "<br>".join(shown_html(change_in_brief(change)) for change in source.changes)
    return (
        row_heading_html(name_html(source.name)),
        cell_html(changes),
        cell_html(score_line(scores_of(source))),
    )
