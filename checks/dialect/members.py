"""The characters of classes that have few enough to be listed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

import regex

from .tree import Class, Property, Range, Shorthand

MAX_CLASS = 3_000
"""Characters of a class that are listed one by one; Arabic has 1,400, styled alphabets 1,000."""

Fold = Callable[[str], str]
Settled = Callable[[str], bool]

_LISTED = frozenset({"Arabic", "Cyrillic", "Greek", "Hebrew", "Nd", "Thai"})
"""Properties whose characters are few enough to look for each."""


_DIGITS = (Shorthand("d"), Property("Nd", negated=False))


@cache
def _listed(item: Property | Shorthand) -> frozenset[str]:
    """The characters of a script or of the digits; empty for any other set."""
    name = "Nd" if item == Shorthand("d") else item.name if isinstance(item, Property) else ""
    if name not in _LISTED or (isinstance(item, Property) and item.negated):
        return frozenset()
    every = "".join(map(chr, chain(range(0xD800), range(0xE000, sys.maxunicode + 1))))
    return frozenset(regex.findall(rf"\p{{{name}}}", every))


@lru_cache(maxsize=4096)
def members_of(node: Class, fold: Fold, has_settled_case: Settled) -> frozenset[str] | None:
    """The characters of a class that lists them, folded; patterns are full of the same few classes."""
    if node.negated:
        return None
    members: set[str] = set()
    digits = frozenset[str]()
    for item in node.items:
        if not isinstance(item, Range):
            if not (listed := _listed(item)):
                return None
            if item in _DIGITS:  # they have no case, the newest of them either
                digits = listed
            else:
                members |= listed
        elif ord(item.last) - ord(item.first) >= MAX_CLASS:
            return None
        else:
            members.update(map(chr, range(ord(item.first), ord(item.last) + 1)))
    if len(members) > MAX_CLASS or (node.ignore_case and not all(map(has_settled_case, members))):
        return None
    return frozenset(map(fold, members | digits))
