"""What stands for a series on the page: a small line that says in words what it shows, and days as times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .charts_spark import sparkline
from .model import Figures, SourceTrend
from .wording import count, day, score, share

SCORE_SPAN = 5.0
"""Points that a small line of scores spans at least, so that noise looks flat."""

SHARE_SPAN = 0.1
"""The same for shares."""

COUNT_SPAN = 10.0
"""Documents that a small line of counts spans at least."""

COUNT_SPAN_SHARE = 0.2
"""The same as a share of the highest count."""

LEAST_FOR_USUAL = 3
"""Nights before the last one that a median is taken of; fewer have no middle to speak of."""

Values = Sequence[float | None]


def score_line(values: Values, what: str = "mean score") -> str:
    """Mean scores by night."""
    return sparkline(values, in_words(values, what, score), least_span=SCORE_SPAN)


def share_line(values: Values, what: str) -> str:
    """Shares of documents by night."""
    return sparkline(values, in_words(values, what, share), least_span=SHARE_SPAN)


def count_line(values: Values, what: str) -> str:
    """Numbers of documents by night."""
    highest = max((value for value in values if value is not None), default=0.0)
    span = max(COUNT_SPAN, highest * COUNT_SPAN_SHARE)
    return sparkline(values, in_words(values, what, _whole), least_span=span)


def in_words(values: Values, what: str, told: Callable[[float], str]) -> str:
    """A series for who does not see it: its ends, its lowest and its highest value."""
    known = [value for value in values if value is not None]
    if not known:
        return f"{what}: no figures"
    if len(known) == 1:
        return f"{what}: {told(known[0])} in the only night"
    return (
        f"{what}, {count(len(known), 'night')}: from {told(known[0])} to {told(known[-1])},"
        f" lowest {told(min(known))}, highest {told(max(known))}"
    )


def time_html(value: date) -> str:
    """A day in words."""
    return f'<time datetime="{value.isoformat()}">{day(value)}</time>'


def short_time_html(value: date) -> str:
    """A day without its year, for tables."""
    return f'<time datetime="{value.isoformat()}">{value.day} {value:%b}</time>'


def scores_of(source: SourceTrend) -> list[float | None]:
    """A source's mean score of each night."""
    return [None if night is None else night.score for night in source.nights]


def shares_of(source: SourceTrend) -> list[float | None]:
    """The share of a source's documents that did not pass, of each night."""
    return [None if night is None else not_passed(night) for night in source.nights]


def not_passed(figures: Figures) -> float | None:
    """The share of the scored documents that did not pass."""
    return figures.not_passed / figures.scored if figures.scored else None


def share_or_dash(value: float | None) -> str:
    """A share, or a dash where nothing was scored."""
    return "–" if value is None else share(value)


def _whole(value: float) -> str:
    return f"{value:,.0f}"
