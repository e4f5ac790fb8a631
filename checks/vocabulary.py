"""The house's vocabulary: where its allowed names stand in a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import regex

from .document import Document, Field


def allowed_spans(
    document: Document, vocabulary: frozenset[str]
) -> Mapping[Field, Sequence[tuple[int, int]]]:
    """The spans of allowed names, by field; a hit that lies within one is silent."""
    if not vocabulary:
        return {}
    names = _pattern(vocabulary)
    fields: tuple[Field, ...] = ("text", "title")
    return {field: [m.span() for m in names.finditer(document.field_text(field))] for field in fields}


@lru_cache(maxsize=8)
def _pattern(vocabulary: frozenset[str]) -> regex.Pattern[str]:
    """All names in one pattern, the longest first; any white space may stand between their words."""
    longest_first = sorted(vocabulary, key=lambda name: (-len(name), name))
    spaced = (r"\s+".join(map(regex.escape, name.split())) for name in longest_first)
    return regex.compile(rf"(?i)(?<!\w)(?:{'|'.join(spaced)})(?!\w)")
