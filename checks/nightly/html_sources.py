"""All sources on the page, a row for each: the figures of the night, and what the nights before were like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..reports.html_page import (
    cell_html,
    details_html,
    figure_html,
    row_heading_html,
    table_html,
    word_html,
)
from ..reports.html_text import name_html
from ..reports.visible import shortened, visible
from .html_series import (
    not_passed,
    score_line,
    scores_of,
    share_line,
    share_or_dash,
    shares_of,
    short_time_html,
)
from .model import Direction, NightlyReport, SourceTrend
from .wording import count, score

ROWS_SHOWN = 100
"""Rows of a table of sources: beyond that, a feed as a whole has changed, and no source is news."""

NIGHTS_LISTED = 60
"""Nights of a table of figures, the last ones."""

NIGHTS_ACROSS = 14
"""Nights that fit side by side on paper."""

LONGEST_NAME = 80
"""Characters of a source's name in a caption."""


DIRECTION_WORDS: dict[Direction, str] = {"worse": "error", "better": "pass"}
"""The colours of the words, which are those of a severity and of a verdict."""


def table_of_sources(report: NightlyReport) -> Iterator[str]:
    """A row for each source: the night's figures, and small lines for all nights."""
    sources = report.sources[:ROWS_SHOWN]
    if not sources:
        yield '<p class="soft">No source has figures.</p>\n'
        return
    silent = {silence.source for silence in report.silences}
    rows = [_row(source, is_silent=source.name in silent) for source in sources]
    scores = ("number:Mean score", "Score by night", "number:Not passed", "Not passed by night")
    headings = ("Source", "Since when", *scores, "number:Documents")
    yield table_html("The last night, and all nights as lines, each on a scale of its own", headings, rows)
    if left_out := report.sources_left_out + len(report.sources) - len(sources):
        yield f'<p class="soft">{count(left_out, "more source")} not shown.</p>\n'
    yield from details_html("Mean score of each source by night", [_across(report, sources)])


def source_name(source: SourceTrend) -> str:
    """A source's name as plain text that is fit to be shown, for captions and labels."""
    return visible(shortened(source.name, LONGEST_NAME))


def _row(source: SourceTrend, *, is_silent: bool) -> tuple[str, ...]:
    last = source.nights[-1]
    return (
        row_heading_html(name_html(source.name)),
        cell_html(f'<span class="state">{_state(source, is_silent=is_silent)}</span>'),
        figure_html(score(None if last is None else last.score)),
        cell_html(score_line(scores_of(source))),
        figure_html(share_or_dash(None if last is None else not_passed(last))),
        cell_html(share_line(shares_of(source), "not passed")),
        figure_html("–" if last is None else last.documents),
    )


def _state(source: SourceTrend, *, is_silent: bool) -> str:
    if is_silent:
        return word_html("unreadable", "silent")
    if source.direction is None:
        return '<span class="soft">no change seen</span>'
    since = next(change.since for change in source.changes if change.direction == source.direction)
    return f"{word_html(DIRECTION_WORDS[source.direction], source.direction)} since {short_time_html(since)}"


def _across(report: NightlyReport, sources: Sequence[SourceTrend]) -> str:
    """The mean scores of the last nights, side by side."""
    nights = report.nights[-NIGHTS_ACROSS:]
    headings = ["Source", *(f"number:{short_time_html(night.day)}" for night in nights)]
    rows = [
        (
            row_heading_html(name_html(source.name)),
            *map(figure_html, map(score, scores_of(source)[-len(nights) :])),
        )
        for source in sources
    ]
    return table_html(f"Mean score by source, the last {count(len(nights), 'night')}", headings, rows)
