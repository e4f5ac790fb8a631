"""Whether a line is written in title case, where a capital says nothing about a word."""

from __future__ import annotations

from ..later import later

HEADING_SHARE = 0.6
"""Share of the longer words that are capitalised from which a line is in title case."""

HEADING_WORDS = 3
"""Longer words that a line must have to be judged."""

_LONG_WORD = later(r"\p{L}{4,}")
_ENDS_LIKE_PROSE = frozenset(".:;,…")


def is_title_case(text: str, start: int, end: int) -> bool:
    """Whether most of the longer words of a block are capitalised; what ends with a full stop is prose."""
    if end <= start or text[end - 1] in _ENDS_LIKE_PROSE:
        return False
    words = [match.group() for match in _LONG_WORD.finditer(text, start, end)]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= HEADING_WORDS and capitals >= HEADING_SHARE * len(words)
