"""The chart of docs/benchmarks.md: speeds as dots on a logarithmic scale, for light and dark pages."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.results import Row
from benchmarks.tables import figure


class Scheme(NamedTuple):
    """Colours of a chart: words stand out from the ground by 4.5 to 1 or more, dots by 3 to 1."""

    name: str
    ground: str
    ink: str
    soft: str
    line: str
    own: str
    peer: str


SCHEMES = (
    Scheme("light", "#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#0a4fa3", "#6e7781"),
    Scheme("dark", "#0d1117", "#f0f6fc", "#9198a1", "#3d444d", "#79b8ff", "#8b949e"),
)

WIDTH, STEP, PADDING = 480, 26, 16
"""Pixels: of the scale, of a row, around the chart."""

FONT_SIZE, LABEL_GAP = 12, 10
DOT = 110
"""Square pixels."""


def specification(rows: Sequence[Row], own: Sequence[str], scheme: Scheme) -> dict[str, Any]:
    """Vega-Lite's description of the chart; `own` names the rows that are copydesk's.

    Dots and no bars: a logarithmic scale has no zero for a bar to begin at. No colour stands alone: what is
    copydesk's has a shape of its own, and each dot has its name and its figure.
    """
    values = [
        {"name": row.name, "speed": row.speed, "label": figure(row.speed), "own": row.name in own}
        for row in sorted(rows, key=lambda row: -row.speed)
    ]
    speeds = [row.speed for row in rows]
    powers = [10.0**power for power in range(floor(log10(min(speeds))), ceil(log10(max(speeds))) + 1)]
    name = {"field": "name", "type": "nominal", "sort": None, "title": None}
    speed = {
        "field": "speed",
        "type": "quantitative",
        "title": "megabytes of text a second, one core",
        "scale": {"type": "log", "domain": [powers[0], powers[-1]], "nice": False},
        "axis": {"values": powers, "format": "~g"},
    }
    colour = {"condition": {"test": "datum.own", "value": scheme.own}, "value": scheme.peer}
    shape = {"condition": {"test": "datum.own", "value": "diamond"}, "value": "circle"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": scheme.ground,
        "padding": PADDING,
        "width": WIDTH,
        "height": {"step": STEP},
        "data": {"values": values},
        "encoding": {"y": name, "x": speed},
        "layer": [
            {
                "mark": {"type": "rule", "color": scheme.line},
                "encoding": {"x": {"datum": powers[0]}, "x2": {"field": "speed"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": DOT, "opacity": 1},
                "encoding": {"color": colour, "shape": shape},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": LABEL_GAP, "fontSize": FONT_SIZE},
                "encoding": {"text": {"field": "label"}, "color": {"value": scheme.ink}},
            },
        ],
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": scheme.ink,
                "titleColor": scheme.soft,
                "titleFontWeight": "normal",
                "gridColor": scheme.line,
                "domainColor": scheme.line,
                "tickColor": scheme.line,
                "labelFontSize": FONT_SIZE,
                "titleFontSize": FONT_SIZE,
                "labelLimit": 240,
            },
        },
    }


def in_words(rows: Sequence[Row]) -> str:
    """What the chart shows, for whoever cannot see it."""
    dots = ", ".join(f"{row.name} {figure(row.speed)}" for row in sorted(rows, key=lambda row: -row.speed))
    return f"Megabytes of text a second on one core. {dots}."


def draw(rows: Sequence[Row], own: Sequence[str], folder: Path) -> None:
    """Write benchmarks-light.svg and benchmarks-dark.svg. Needs the extra `report`."""
    import vl_convert  # noqa: PLC0415 - 100 MB, and most runs draw nothing

    for scheme in SCHEMES:
        drawn = vl_convert.vegalite_to_svg(specification(rows, own, scheme))
        (folder / f"benchmarks-{scheme.name}.svg").write_text(drawn, "utf-8")
