"""The words around a span, on one line, for a reader who looks for the place."""

from __future__ import annotations

import re
from typing import NamedTuple

from .visible import ELLIPSIS, shortened, visible

CONTEXT = 30
"""Characters shown on either side of a span."""

WORD_SLACK = 10
"""Characters by which the context is cut short so that it begins and ends with a whole word."""

LONGEST_SPAN = 80
"""Characters of a span that are shown; the middle of a longer one is left out."""

_LINE_BREAKS = re.compile(r"[ \t]*(?:[\r\n]+[ \t]*)+")


class Excerpt(NamedTuple):
    """A span as it is shown, and what stands around it."""

    before: str
    span: str
    after: str


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The span `start … end` of a text with its context; safe to show whatever the text holds."""
    return Excerpt(
        visible(_context_before(text, start)),
        visible(shortened(text[start:end], LONGEST_SPAN), spaces=True),
        visible(_context_after(text, end)),
    )


def _context_before(text: str, start: int) -> str:
    cut = max(0, start - CONTEXT)
    if cut == 0:
        return _one_line(text[:start])
    space = text.find(" ", cut, min(cut + WORD_SLACK, start))
    return ELLIPSIS + _one_line(text[cut if space < 0 else space + 1 : start])


def _context_after(text: str, end: int) -> str:
    cut = min(len(text), end + CONTEXT)
    if cut == len(text):
        return _one_line(text[end:])
    space = text.rfind(" ", max(cut - WORD_SLACK, end), cut)
    return _one_line(text[end : cut if space < 0 else space]) + ELLIPSIS


def _one_line(text: str) -> str:
    """Blank lines say nothing in a context: however many line breaks, one sign stands for them."""
    return _LINE_BREAKS.sub("\n", text)
