"""A series as a line of a word's height, for the rows of tables.

Drawn by hand: there are hundreds on a page, and each is one line without axes or words. Vega would take 30 ms
and several kilobytes for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

WIDTH = 120
HEIGHT = 24
MARGIN = 3
"""Room for the dot of the last night and for half of the line."""

DOT_RADIUS = 2.5
DECIMALS = 1
"""A tenth of a pixel is finer than any screen."""

Series = Sequence[float | None]
"""A value for each night; None where there is none."""


def sparkline(values: Series, label: str, *, least_span: float = 0.0) -> str:
    """The series as SVG; `label` is plain text that says in words what it shows.

    The line breaks where a value is missing. The scale is the series' own, from its lowest to its highest,
    and spans `least_span` at least: without that, noise would look like news.
    """
    points = _points(values, least_span)
    lines = "".join(_line(run) for run in _runs(points))
    dot = ""
    if points and points[-1] is not None:
        x, y = points[-1]
        dot = f'<circle cx="{x}" cy="{y}" r="{DOT_RADIUS}"/>'
    return (
        f'<svg class="spark" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}">{lines}{dot}</svg>'
    )


_Point = tuple[float, float]


def _points(values: Series, least_span: float) -> list[_Point | None]:
    known = [value for value in values if value is not None]
    if not known:
        return []
    middle = (min(known) + max(known)) / 2
    span = max(max(known) - min(known), least_span) or 1.0
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    room = HEIGHT - 2 * MARGIN
    return [
        None
        if value is None
        else (
            round(WIDTH - MARGIN - (len(values) - 1 - n) * step, DECIMALS),
            round(HEIGHT / 2 - (value - middle) / span * room, DECIMALS),
        )
        for n, value in enumerate(values)
    ]


def _runs(points: Sequence[_Point | None]) -> Iterator[list[_Point]]:
    for missing, run in groupby(points, key=lambda point: point is None):
        if not missing:
            yield [point for point in run if point is not None]


def _line(run: Sequence[_Point]) -> str:
    """A line through the points; a single one is a line of no length, which round ends make a dot."""
    drawn = [*run, *run] if len(run) == 1 else run
    return f'<polyline points="{" ".join(f"{x},{y}" for x, y in drawn)}"/>'
