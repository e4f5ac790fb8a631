"""The house's vocabulary: where its allowed names stand in a document."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

import regex

from .document import Document, Field


class AllowedNames:
    """Where the house's allowed names stand in one document's text and title."""

    def __init__(self, document: Document, vocabulary: frozenset[str]) -> None:
        """Find every name, case-folded as in `RuleSet.vocabulary`, also where two overlap."""
        self._starts: dict[Field, list[int]] = {}
        self._ends: dict[Field, list[int]] = {}
        if not vocabulary:
            return
        names = _pattern(vocabulary)
        fields: tuple[Field, ...] = ("text", "title")
        for field in fields:
            spans = [match.span() for match in names.finditer(document.field_text(field), overlapped=True)]
            self._starts[field] = [start for start, _ in spans]
            self._ends[field] = list(accumulate((end for _, end in spans), max))

    def cover(self, field: Field, start: int, end: int) -> bool:
        """Whether one name covers the whole span."""
        before = bisect_right(self._starts.get(field, ()), start)
        return before > 0 and end <= self._ends[field][before - 1]


@lru_cache(maxsize=8)
def _pattern(vocabulary: frozenset[str]) -> regex.Pattern[str]:
    """All names in one pattern, the longest first; any white space may stand between their words."""
    longest_first = sorted(vocabulary, key=lambda name: (-len(name), name))
    spaced = (r"\s+".join(map(regex.escape, name.split())) for name in longest_first)
    return regex.compile(rf"(?if)(?<!\w)(?:{'|'.join(spaced)})(?!\w)")
