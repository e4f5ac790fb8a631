"""Inline flags, `(?i)` for a whole pattern and `(?i-s:…)` for a part."""

from __future__ import annotations

from typing import NamedTuple

import regex

from .cursor import Cursor
from .errors import PatternError

_FLAG_LETTERS = "ims"
"""In the order of `Flags`' fields."""

_LEADING_FLAGS = regex.compile(r"\(\?([A-Za-z0-9]+)\)")
_FLAG_GROUP = regex.compile(r"\(\?([A-Za-z0-9]*)(?:-([A-Za-z0-9]*))?([:)])")


class Flags(NamedTuple):
    """The inline flags in force at one place."""

    ignore_case: bool = False
    multiline: bool = False
    dotall: bool = False

    def changed(self, letters: str, on: bool) -> Flags:
        """Return these flags with those of some letters switched."""
        return Flags(
            *(on if flag in letters else value for flag, value in zip(_FLAG_LETTERS, self, strict=True))
        )


def read_leading_flags(cursor: Cursor) -> Flags:
    """Read `(?i)` or the like, which may stand at a pattern's very start; without it no flag is in force."""
    opening = cursor.match(_LEADING_FLAGS)
    if not opening:
        return Flags()
    cursor.at = opening.end()
    return _switched(Flags(), opening.group(1), "", 0)


def read_scoped_flags(cursor: Cursor, flags: Flags) -> Flags:
    """Read `(?:`, `(?i-s:` or the like, applied to the flags in force; raises `PatternError` on all else."""
    start = cursor.at
    opening = cursor.match(_FLAG_GROUP)
    if not opening:
        raise PatternError(r"no group begins so; write (?:…), or \? for the character itself", start)
    on, off, end = opening.groups(default="")
    if end == ")":
        raise PatternError(
            "flags may stand at the pattern's very start, once; write (?i:…) for a part of it", start
        )
    if off == "" and "-" in opening.group():
        raise PatternError("no flag follows the hyphen; leave the hyphen out", start)
    cursor.at = opening.end()
    return _switched(flags, on, off, start)


def _switched(flags: Flags, on: str, off: str, at: int) -> Flags:
    """Switch flags by their letters; raises `PatternError` on unknown and repeated ones."""
    for letter in on + off:
        if letter not in _FLAG_LETTERS:
            raise PatternError(
                f'the flag "{letter}" is not supported; i (ignore case), m (^ and $ at lines) and '
                "s (the dot takes line feeds) are",
                at,
            )
        if (on + off).count(letter) > 1:
            raise PatternError(f'the flag "{letter}" is given twice; write it once', at)
    return flags.changed(on, True).changed(off, False)
