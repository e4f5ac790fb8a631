"""A document as the lines that the line model judges, with what other rules found in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ..document import Document, Span
from ..language import stop_words
from ._line_shape import Line, line_of

MIN_MARKED_SHARE = 0.5
"""Share of a line that findings must cover before it counts as marked."""

MAX_LINES = 5_000
"""A document with more is a dump of pages or a data file, and is not judged."""

_DEFAULT_LANGUAGE = "en"
"""Whose function words are used where the language is unknown or has no list: some are better than none."""


def lines_of(document: Document) -> list[Line]:
    """The blocks of a document that hold text, measured; code is left out."""
    text = document.text
    words = stop_words(document.language) or stop_words(_DEFAULT_LANGUAGE)
    return [
        line_of(text, index, block, words)
        for index, block in enumerate(document.blocks)
        if block.kind != "code"
    ]


def marked(lines: Sequence[Line], spans: Iterable[tuple[int, int]]) -> list[bool]:
    """Of each line, whether the spans cover at least half of it; spans may overlap."""
    merged = _merged(spans)
    ends = [span.end for span in merged]
    flags = []
    for line in lines:
        covered, index = 0, bisect_right(ends, line.start)
        while index < len(merged) and merged[index].start < line.end:
            covered += min(merged[index].end, line.end) - max(merged[index].start, line.start)
            index += 1
        flags.append(covered >= MIN_MARKED_SHARE * (line.end - line.start))
    return flags


def _merged(spans: Iterable[tuple[int, int]]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return merged
