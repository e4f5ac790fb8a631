"""The mean score over all nights on the page: of everything, and of each family, in charts and in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ..finding import FAMILIES, Family
from ..reports.html_page import cell_html, details_html, figure_html, row_heading_html, table_html
from .charts import Plot, domain_of, specification
from .charts_svg import inline_svg
from .html_series import in_words, short_time_html
from .html_sources import NIGHTS_LISTED
from .model import Night, NightlyReport
from .wording import score

WIDE, NARROW, HEIGHT = 1040, 340, 220
"""The chart of all documents is drawn twice, since its words would be too small to read on a telephone."""

FAMILY_WIDTH, FAMILY_HEIGHT = 250, 150
"""Four of them stand side by side."""


def trends_html(report: NightlyReport) -> Iterator[str]:
    """The charts, and the figures of all nights."""
    days = [night.day for night in report.nights]
    changed = rules_changed(report.nights)
    scores = [night.figures.score for night in report.nights]
    if not any(value is not None for value in scores):
        yield '<p class="soft">No night has a score.</p>\n'
        yield from details_html("Figures of all nights", [_table(report.nights, changed)])
        return
    yield "<figure><figcaption>All families</figcaption>"
    yield f"{_overall(days, scores, changed)}</figure>\n"
    series = {family: _family_scores(report.nights, family) for family in FAMILIES}
    domain = domain_of([value for values in series.values() for value in values], "score")
    yield '<div class="families">\n'
    for family, values in series.items():
        plot = Plot(days, values, "score", FAMILY_WIDTH, FAMILY_HEIGHT, None, changed, domain)
        label = in_words(values, f"Mean score of the family {family}", score)
        yield f"<figure><figcaption>{family}</figcaption>{inline_svg(specification(plot), label)}</figure>\n"
    yield "</div>\n"
    yield from details_html("Figures of all nights", [_table(report.nights, changed)])


def rules_changed(nights: Sequence[Night]) -> tuple[date, ...]:
    """The nights from which on other rules or settings were used than in the night before."""
    return tuple(later.day for earlier, later in pairwise(nights) if earlier.conditions != later.conditions)


def _overall(days: Sequence[date], scores: Sequence[float | None], changed: Sequence[date]) -> str:
    """The chart for wide and for narrow pages, of which the style shows one."""
    label = in_words(scores, "Mean score of all documents", score)
    drawn = (
        (kind, Plot(days, scores, "score", width, HEIGHT, breaks=changed))
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return "".join(
        f'<div class="{kind}">{inline_svg(specification(plot), label)}</div>' for kind, plot in drawn
    )


def _family_scores(nights: Sequence[Night], family: Family) -> list[float | None]:
    return [
        night.figures.families[family].score if family in night.figures.families else None for night in nights
    ]


def _table(nights: Sequence[Night], changed: Sequence[date]) -> str:
    rows = [_row(night, night.day in changed) for night in reversed(nights[-NIGHTS_LISTED:])]
    counted = ("number:Documents", "number:Passed", "number:Review", "number:Failed", "number:Not checked")
    headings = ("Night", *counted, "number:Mean score", *(f"number:{family}" for family in FAMILIES), "Note")
    return table_html("All documents by night, the last first", headings, rows)


def _row(night: Night, is_changed: bool) -> tuple[str, ...]:
    figures = night.figures
    counts = (figures.documents, figures.passed, figures.review, figures.failed, figures.unreadable)
    families = (_family_scores([night], family)[0] for family in FAMILIES)
    notes = ["rules changed"] if is_changed else []
    notes += ["gate failed"] if night.gates_failed else []
    return (
        row_heading_html(short_time_html(night.day)),
        *map(figure_html, counts),
        figure_html(score(figures.score)),
        *(figure_html(score(value)) for value in families),
        cell_html(", ".join(notes)),
    )
