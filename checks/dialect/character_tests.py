"""Tests of one character: sources of patterns for one, or for none where the text ends there.

The empty test holds of anything.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from .compiling import compiled

if TYPE_CHECKING:
    import regex

MAX_TEST = 300
"""Characters of the longest test: one that lists more tells little apart."""

ANYTHING = ""
EDGE = "(?!(?s:.))"
"""The test that holds of nothing: only a text's own edge will do."""

LINE_EDGE = rf"(?:{EDGE}|\n)"
_LINE_BREAKS = frozenset({LINE_EDGE, r"[\n]", r"(?i:[\n])"})
"""The tests of a line feed, as a pattern's parts come to say it."""


ASCII = 128
"""Characters whose answers can be given beforehand; a text's edge has the place behind the last."""


class Told(dict[str, bool]):
    """Whether a test holds of a character; each character is tried once.

    `known` may have the answers for ASCII (see `answers`): then the test is compiled for others alone.
    """

    def __init__(self, test: str, known: int | None = None) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._test, self._known = test, known

    def __missing__(self, character: str) -> bool:
        place = ord(character) if character else ASCII
        if self._known is not None and place <= ASCII:
            told = self._known >> place & 1 == 1
        else:
            told = self._pattern.match(character) is not None
        self[character] = told
        return told

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return compiled(self._test)


@lru_cache(maxsize=4096)
def told(test: str, known: int | None = None) -> Told | None:
    """The test, made once for all that ask for it; None where it holds of anything."""
    return Told(test, known) if test else None


def answers(test: str) -> int:
    """Whether a test holds of each ASCII character and of a text's edge: a bit for each."""
    match = compiled(test).match
    characters = [*map(chr, range(ASCII)), ""]
    return sum(1 << place for place, character in enumerate(characters) if match(character))


def asks_for_line_start(test: str) -> bool:
    """Whether a test of what stands before a place holds where lines begin, and nowhere else."""
    return test in _LINE_BREAKS


def either(*tests: str) -> str:
    """A test that holds where one of these does."""
    different = sorted(set(tests))
    if ANYTHING in different:
        return ANYTHING
    if len(different) == 1:
        return different[0]
    # `regex` 2026.11.15 takes [^a]|[^b], which holds of anything, for [^ab]; and leaves looks as they are.
    options = [f"(?={test})" if test.startswith("[^") else test for test in different]
    joined = f"(?:{'|'.join(options)})"
    return joined if len(joined) <= MAX_TEST else ANYTHING


def both(one: str, other: str) -> str:
    """A test that holds where both do."""
    if not (one and other) or one == other:
        return one or other
    return f"(?={one}){other}"
