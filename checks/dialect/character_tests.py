"""Tests of one character: sources of patterns for one, or for none where the text ends there.

The empty test holds of anything.
"""

from __future__ import annotations

from functools import lru_cache

from .compiling import compiled

MAX_TEST = 300
"""Characters of the longest test: one that lists more tells little apart."""

ANYTHING = ""
EDGE = "(?!(?s:.))"
"""The test that holds of nothing: only a text's own edge will do."""

LINE_EDGE = rf"(?:{EDGE}|\n)"
_LINE_BREAKS = frozenset({LINE_EDGE, r"[\n]", r"(?i:[\n])"})
"""The tests of a line feed, as a pattern's parts come to say it."""


class Told(dict[str, bool]):
    """Whether a test holds of a character; each character is tried once."""

    def __init__(self, test: str) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._match = compiled(test).match

    def __missing__(self, character: str) -> bool:
        told = self[character] = self._match(character) is not None
        return told


@lru_cache(maxsize=4096)
def told(test: str) -> Told | None:
    """The test, made once for all that ask for it; None where it holds of anything."""
    return Told(test) if test else None


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
    joined = f"(?:{'|'.join(different)})"
    return joined if len(joined) <= MAX_TEST else ANYTHING


def both(one: str, other: str) -> str:
    """A test that holds where both do."""
    if not (one and other) or one == other:
        return one or other
    return f"(?={one}){other}"
