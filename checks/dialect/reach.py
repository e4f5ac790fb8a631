"""How far a text stands behind the start of the match that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .character_tests import ANYTHING, either

MAX_STARTS = 64
"""Places at which one text may let a match begin; with more, the whole of what is read is to be searched."""


class Reach(NamedTuple):
    """How many characters, at least and at most, a text stands behind its match's start; None: no limit.

    What a lookbehind asks for stands before the start, and so a negative number behind it.
    """

    low: int
    high: int | None
    opens_word: bool = False
    closes_word: bool = False
    """Whether no letter may stand right before the text, or right behind it."""
    at_start: bool = False
    """Whether the match can start nowhere but at the very start."""
    before: str = ANYTHING
    first: str = ANYTHING
    after: str = ANYTHING
    """Tests (see `character_tests`) of the characters before the text, at its start, and behind it."""

    def moved(self, low: int, high: int | None) -> Reach:
        """The reach where so many characters more stand before the text."""
        highest = None if self.high is None or high is None else self.high + high
        return self._replace(low=self.low + low, high=highest)

    def joined(self, other: Reach) -> Reach:
        """The reach of a text that stands at either place."""
        highs = (self.high, other.high)
        return Reach(
            min(self.low, other.low),
            highest(highs),
            self.opens_word and other.opens_word,
            self.closes_word and other.closes_word,
            self.at_start and other.at_start,
            either(self.before, other.before),
            either(self.first, other.first),
            either(self.after, other.after),
        )


def highest(highs: Sequence[int | None]) -> int | None:
    """The highest of some limits; None where one has no limit."""
    known = [high for high in highs if high is not None]
    return max(known) if len(known) == len(highs) else None
