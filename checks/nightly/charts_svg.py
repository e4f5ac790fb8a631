"""A Vega-Lite specification as an SVG that may stand in a page, however many others stand there.

vl-convert draws it. Of its SVG only shapes and words are taken over, with the attributes that place and paint
them: no ids, which would clash between the drawings of a page; no references; no roles, since the drawing is
one picture to a screen reader; no fonts and no background, which are the page's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

SHAPES = frozenset({"g", "line", "path", "rect", "text"})
"""The elements that are taken over."""

ATTRIBUTES = frozenset(
    {
        *("d", "x", "y", "x2", "y2", "width", "height", "transform"),
        *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"),
        *("stroke-linecap", "stroke-linejoin", "font-size", "font-weight", "text-anchor"),
    }
)
"""The attributes that are taken over."""

_NOTHING = {"none", "transparent"}


def inline_svg(specification: Mapping[str, Any], label: str) -> str:
    """The drawing as an element of HTML; `label` is plain text that says in words what it shows.

    vl-convert is loaded here and nowhere else: it takes 0.4 s and 100 MB.
    """
    import vl_convert  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    drawn = vl_convert.vegalite_to_svg(dict(specification))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(drawn.encode("utf-8"), parser)
    width, height = root.get("width"), root.get("height")
    shapes = "".join(_markup(child) for child in root)
    return (
        f'<svg class="chart" role="img" aria-label="{escape(label)}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">{shapes}</svg>'
    )


def _markup(element: Any) -> str:
    """An element with what it holds; nothing where it shows nothing."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if name not in SHAPES:
        return ""
    attributes = dict(_attributes(element))
    inside = escape(element.text or "", quote=False) + "".join(_markup(child) for child in element)
    if name == "g":
        return f"<g{_written(attributes)}>{inside}</g>" if attributes and inside else inside
    if name != "text" and _is_unpainted(attributes):
        return ""
    return f"<{name}{_written(attributes)}>{inside}</{name}>"


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name in ATTRIBUTES and not (name == "transform" and value == "translate(0,0)"):
            yield name, value


def _is_unpainted(attributes: Mapping[str, str]) -> bool:
    return all(attributes.get(paint, "none") in _NOTHING for paint in ("fill", "stroke"))


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
