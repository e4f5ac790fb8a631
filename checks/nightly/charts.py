"""The charts of the report, as Vega-Lite specifications made with Altair: a measure over the nights.

All colours are custom properties of the page, so that a chart follows its light and dark. No colour stands
alone: the night of a change has a line and a date, levels are dashed and carry their figure. Nothing scraped
gets into a chart: dates, figures and words of our own are all that it holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Literal

from .model import Change
from .wording import score, share

if TYPE_CHECKING:
    import altair as alt

Scale = Literal["score", "share"]
"""What the values are: scores of 0 to 100, or shares of 0 to 1."""

LEAST_SCORE_SPAN = 10
"""Points that the scale of a score spans at least: within less, the noise of good sources looks like news."""

LEAST_SHARE_SPAN = 0.1
"""The same for shares."""

SCORE_STEP = 5
SHARE_STEP = 0.1
"""What the ends of a scale are rounded to."""

HIGHEST: dict[Scale, float] = {"score": 100.0, "share": 1.0}

DOTS_UP_TO = 45
"""Nights up to which each is a dot; more would touch in the narrowest chart."""

BREAKS_SHOWN = 5
"""Changes of the rules that are marked, the last ones; with more of them nothing compares anyway."""

NIGHTS_BELOW_A_LABEL = 8
"""Nights over which the label of the level before stands in the narrowest chart."""

_FONT_SIZE = 11
_PIXELS_A_DATE = 75
"""Room for `24 Mar` with space around it: as many dates stand below the chart as its width has room for."""

_PIXELS_A_TICK = 45
_PADDING = {"left": 2, "right": 14, "top": 4, "bottom": 2}
"""Pixels around the chart; to the right for who reads with a wider font than Vega measures with."""

_INK, _SOFT, _LINE = "var(--ink)", "var(--soft)", "var(--line)"
_CHANGE_COLOURS = {"worse": "var(--error)", "better": "var(--good)"}
_DASHES, _DOTS = [5, 3], [1, 3]
_HALF_A_NIGHT = timedelta(hours=12)


@dataclass(frozen=True)
class Plot:
    """A measure over the nights; `values` has one entry for each of `days`, None where there is none."""

    days: Sequence[date]
    values: Sequence[float | None]
    scale: Scale
    width: int
    height: int
    change: Change | None = None
    """A change of this measure, which is marked."""
    breaks: Sequence[date] = ()
    """The nights from which on other rules or settings were used."""
    domain: tuple[float, float] | None = None
    """The ends of the scale, where several charts share one; otherwise fitted to the values."""


def specification(plot: Plot) -> dict[str, Any]:
    """The chart of a plot, to be drawn by `charts_svg.inline_svg`."""
    import altair as alt  # noqa: PLC0415 - half a second, and other formats of the report need no chart

    layers = [_measure(plot), *_change(plot), *_breaks(plot), *_last_value(plot)]
    chart = alt.layer(*layers, width=plot.width, height=plot.height)
    chart = chart.properties(padding=_PADDING, autosize=alt.AutoSizeParams(type="fit", contains="padding"))
    chart = chart.configure(background="transparent").configure_view(stroke=None)
    chart = chart.configure_axis(
        gridColor=_LINE, domainColor=_LINE, tickColor=_LINE, labelColor=_SOFT, labelFontSize=_FONT_SIZE
    )
    chart = chart.configure_text(fontSize=_FONT_SIZE, color=_INK)
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


def domain_of(values: Sequence[float | None], scale: Scale) -> tuple[float, float]:
    """The ends of a scale that holds the values: a share's begins at 0, a score's where the values do."""
    known = [value for value in values if value is not None]
    if scale == "share":
        top = ceil(round(max([LEAST_SHARE_SPAN, *known]) / SHARE_STEP, 6)) * SHARE_STEP
        return 0.0, min(1.0, top)
    low, high = min(known, default=0.0), max(known, default=HIGHEST[scale])
    bottom, top = floor(low / SCORE_STEP) * SCORE_STEP, ceil(high / SCORE_STEP) * SCORE_STEP
    while top - bottom < LEAST_SCORE_SPAN:
        bottom, top = max(0, bottom - SCORE_STEP), min(100, top + SCORE_STEP)
    return float(bottom), float(top)


def _measure(plot: Plot) -> alt.Chart:
    """The values as a line that breaks where there are none, and the axes."""
    import altair as alt  # noqa: PLC0415 - see `specification`

    rows = [{"at": _moment(day), "value": value} for day, value in zip(plot.days, plot.values, strict=True)]
    dots = alt.OverlayMarkDef(fill=_INK, size=16) if len(plot.days) <= DOTS_UP_TO else False
    line: alt.Chart = alt.Chart(_data(rows)).mark_line(
        stroke=_INK, strokeWidth=1.75, strokeJoin="round", point=dots, invalid="break-paths-show-domains"
    )
    return line.encode(x=_x(plot), y=_y(plot))


def _change(plot: Plot) -> Iterator[alt.Chart]:
    """The level before and the level since, and the line between them."""
    if plot.change is None:
        return
    change = plot.change
    colour = _CHANGE_COLOURS[change.direction]
    turn = _moment(change.since, -_HALF_A_NIGHT)
    since = bisect_left(plot.days, change.since)
    first = max(0, since - change.nights_before)
    yield _level(plot, _moment(plot.days[first]), turn, change.before, _SOFT)
    yield _level(plot, turn, _moment(plot.days[-1]), change.after, colour)
    yield from _upright(plot, turn, f"since {_short(change.since)}", colour, _DASHES)
    # the figure of the level before stands above the line, which swings about it
    swings = [value for value in plot.values[first:since][:NIGHTS_BELOW_A_LABEL] if value is not None]
    top = max([change.before, *swings])
    yield _figure(plot, plot.days[first], top, _told(plot, change.before), _SOFT, dx=0, dy=-10)


def _level(plot: Plot, start: int, end: int, level: float, colour: str) -> alt.Chart:
    """A dashed line at a level."""
    import altair as alt  # noqa: PLC0415 - see `specification`

    data = _data([{"at": start, "end": end, "value": level}])
    rule: alt.Chart = alt.Chart(data).mark_rule(stroke=colour, strokeWidth=2, strokeDash=_DASHES)
    return rule.encode(x=_x(plot), x2="end:T", y=_y(plot))


def _figure(
    plot: Plot, day: date, value: float, text: str, colour: str, *, dx: int = 0, dy: int = 0
) -> alt.Chart:
    """A figure beside a point of the plot."""
    import altair as alt  # noqa: PLC0415 - see `specification`

    data = _data([{"at": _moment(day), "value": value, "text": text}])
    label: alt.Chart = alt.Chart(data).mark_text(align="left", dx=dx, dy=dy, fontWeight="bold", fill=colour)
    return label.encode(x=_x(plot), y=_y(plot), text="text:N")


def _breaks(plot: Plot) -> Iterator[alt.Chart]:
    """A dotted line where the rules changed; the last of them says so."""
    for day in plot.breaks[-BREAKS_SHOWN:]:
        label = "rules changed" if day == plot.breaks[-1] else ""
        yield from _upright(plot, _moment(day, -_HALF_A_NIGHT), label, _SOFT, _DOTS, at_foot=True)


def _upright(
    plot: Plot, at: int, label: str, colour: str, dash: list[int], *, at_foot: bool = False
) -> Iterator[alt.Chart]:
    """A line from top to bottom with a label, on the side that has the room for it."""
    import altair as alt  # noqa: PLC0415 - see `specification`

    data = _data([{"at": at, "text": label}])
    yield alt.Chart(data).mark_rule(stroke=colour, strokeWidth=1.5, strokeDash=dash).encode(x=_x(plot))
    is_early = at - _moment(plot.days[0]) < (_moment(plot.days[-1]) - _moment(plot.days[0])) / 2
    words = alt.Chart(data).mark_text(
        baseline="bottom", fill=colour, align="left" if is_early else "right", dx=4 if is_early else -4
    )
    y = alt.value("height") if at_foot else alt.value(-4)
    yield words.encode(x=_x(plot), y=y, text="text:N")


def _last_value(plot: Plot) -> Iterator[alt.Chart]:
    """The figure of the last night that has one, at the end of the line; of a change, that of its level."""
    known = [(day, value) for day, value in zip(plot.days, plot.values, strict=True) if value is not None]
    if plot.change is not None:
        known = [(plot.days[-1], plot.change.after)]
    for day, value in known[-1:]:
        yield _figure(plot, day, value, _told(plot, value), _INK, dx=7)


def _data(rows: list[dict[str, Any]]) -> alt.Data:
    import altair as alt  # noqa: PLC0415 - see `specification`

    return alt.Data(values=rows)  # type: ignore[no-untyped-call]  # the generated class has no types


def _x(plot: Plot) -> alt.X:
    import altair as alt  # noqa: PLC0415 - see `specification`

    first, last = plot.days[0], plot.days[-1]
    ends = [_moment(first, -_HALF_A_NIGHT), _moment(last, _HALF_A_NIGHT)]
    axis = alt.Axis(
        title=None, grid=False, format="%-d %b", values=_dates(plot), labelFlush=False, labelOverlap=True
    )
    return alt.X("at:T", scale=alt.Scale(type="utc", domain=ends, nice=False), axis=axis)


def _y(plot: Plot) -> alt.Y:
    import altair as alt  # noqa: PLC0415 - see `specification`

    domain = plot.domain or domain_of(plot.values, plot.scale)
    written = "d" if plot.scale == "score" else "%"
    ticks = max(2, plot.height // _PIXELS_A_TICK)
    axis = alt.Axis(title=None, domain=False, ticks=False, format=written, tickCount=ticks, labelPadding=6)
    return alt.Y("value:Q", scale=alt.Scale(domain=list(domain), nice=False, zero=False), axis=axis)


def _dates(plot: Plot) -> list[int]:
    """The days that are named below the chart: the last one, and others at the same distance before it."""
    nights = (plot.days[-1] - plot.days[0]).days
    step = max(1, ceil(nights / max(1, plot.width // _PIXELS_A_DATE)))
    days = [plot.days[-1] - timedelta(days=step * n) for n in range(nights // step + 1)]
    return [_moment(day) for day in reversed(days)]


def _moment(day: date, later: timedelta = timedelta(0)) -> int:
    """The beginning of a day as Vega counts time: milliseconds in UTC."""
    return round((datetime.combine(day, time(0), UTC) + later).timestamp() * 1000)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _told(plot: Plot, value: float) -> str:
    return score(value) if plot.scale == "score" else share(value)
