"""A rule's exceptions in one document: where `unless` makes a hit legitimate."""

from __future__ import annotations

from bisect import bisect_left

from .budget import Budget
from .document import Document, Field
from .kinds import Hit
from .rules.schema import Rule

_Stretch = tuple[Field, int, int]


class Exceptions:
    """Where one rule's exceptions match in one document; each stretch of text is searched once."""

    def __init__(self, rule: Rule, document: Document, budget: Budget) -> None:
        """Keep the rule's exceptions; nothing is searched yet. The searches go to the rule's budget."""
        self._document, self._budget = document, budget
        self._local = [exception for exception in rule.unless if exception.in_ != "document"]
        self._everywhere = [exception for exception in rule.unless if exception.in_ == "document"]
        self._found: dict[tuple[int, _Stretch], tuple[list[int], list[int]]] = {}

    def silence_all(self) -> bool:
        """Whether an exception with `in: document` matches anywhere in the text."""
        text = self._document.text
        return any(exception.pattern.search(text, self._budget) for exception in self._everywhere)

    def silence(self, hit: Hit) -> bool:
        """Whether an exception matches within the hit's own blocks, overlapping the hit if it must."""
        if not self._local:
            return False
        stretch = self._stretch(hit)
        for number, exception in enumerate(self._local):
            starts, ends = self._matches(number, stretch)
            last = len(starts) if exception.in_ == "block" else bisect_left(starts, hit.end)
            if last and (exception.in_ == "block" or ends[last - 1] > hit.start):
                return True
        return False

    def _stretch(self, hit: Hit) -> _Stretch:
        """The hit's blocks; a title or a hit outside all blocks is seen in its whole field."""
        if hit.field == "text" and (touched := self._document.block_range(hit.start, hit.end)):
            blocks = self._document.blocks
            return hit.field, blocks[touched[0]].start, blocks[touched[-1]].end
        return hit.field, 0, len(self._document.field_text(hit.field))

    def _matches(self, number: int, stretch: _Stretch) -> tuple[list[int], list[int]]:
        """The starts and ends of an exception's matches in a stretch; both only ever rise."""
        key = number, stretch
        if key not in self._found:
            field, first, last = stretch
            text = self._document.field_text(field)[first:last]
            matches = self._local[number].pattern.finditer(text, self._budget)
            spans = [match.span() for match in matches]
            self._found[key] = [first + start for start, _ in spans], [first + end for _, end in spans]
        return self._found[key]
