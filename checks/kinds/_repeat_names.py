"""A person set beside the same person: "the Moreau-to-Moreau meeting", "between Holm and Holm"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..document import Span
from ..later import later
from ._title_case import is_title_case

_COMMON_PAIRS_LIST = """
    face day door peer person end head state coast back point hand side mouth heart cheek wall word man
    woman year month week hour minute dusk dawn house shore shop farm field city town village island port
    station school team group family neighbour neighbor ground air surface sea ship ear eye bumper nose
    toe shoulder business consumer government customer client server machine vehicle car cell site page
    line floor row seat north south east west january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday spring summer
    autumn winter christmas easter earth ashes dust black white mother father parent son daughter boy
    girl brother sister human life soul text speech source cradle table gate bank company member country
    nation region event season game match chest tip top edge corner church campus class friend fan player
    user world weekend quarter president minister premier chancellor leader chief king queen pope coach
    commander skype android iphone whatsapp zoom facebook facetime signal telegram viber teams windows mac
    linux phone mobile computer device party university service office province
"""
COMMON_PAIRS = frozenset(_COMMON_PAIRS_LIST.split())
"""What stands on both sides of a common X-to-X compound: places, times and things, no person."""

_THINGS_AFTER = r"""(?:migrat|transfer|connect|sync|cop(?:y|ies)|upgrad|communicat|conver|cable|flight
    |route|trip|travel|trade|ferr|train|drive|race|service|link|match|shipping|export|import|chat|file)"""

_HYPHENS = "-‑–"
TO = tuple(f"{one}to{other}" for one in _HYPHENS for other in _HYPHENS)
"""What stands between a name and itself."""

BETWEEN = ("between", "zwischen", "tussen", "entre", "tra", "fra", "mellan", "mellem", "mellom")
"""What stands before a name and itself, with a capital too."""

_TO_PAIR = later(
    rf"""
    (?<![\p{{L}}\p{{N}}\-‑–]) (?P<name>\p{{Lu}}[\p{{L}}\p{{M}}'’]+) [-‑–]to[-‑–] (?P=name)
    (?![\p{{L}}\p{{N}}\-‑–]) (?!\s+{_THINGS_AFTER})
    """,
    regex.VERBOSE,
)
_ANY_CASE = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in BETWEEN)
_BETWEEN = later(
    rf"""
    (?<!\p{{L}})
    (?:{_ANY_CASE})
    [ \u00a0] (?P<name>\p{{Lu}}[\p{{L}}\p{{M}}]+(?:[ \u00a0]\p{{Lu}}[\p{{L}}\p{{M}}]+){{0,2}})
    [ \u00a0] (?:and|und|en|et|y|e|och|og) [ \u00a0] (?P=name)
    (?![\p{{L}}\p{{N}}'’\-‑–&]) (?![ \u00a0](?:\p{{Lu}}|&))
    """,
    regex.VERBOSE,
)


def to_pairs(text: str, start: int, end: int, allowed: frozenset[str]) -> Iterator[Span]:
    """Find X-to-X where X can only be a person's name; nothing in a heading in title case."""
    found = [m for m in _TO_PAIR.finditer(text, start, end) if _may_be_person(m["name"], allowed)]
    if found and not is_title_case(text, start, end):
        yield from (Span(*match.span()) for match in found)


def between_pairs(text: str, start: int, end: int, allowed: frozenset[str]) -> Iterator[Span]:
    """Find "between X and X", where nothing after the second X makes it someone else."""
    for match in _BETWEEN.finditer(text, start, end):
        if _may_be_person(match["name"], allowed):
            yield Span(*match.span())


def between_pair_at(text: str, start: int, end: int, allowed: frozenset[str]) -> Span | None:
    """The same at one place."""
    match = _BETWEEN.match(text, start, end)
    return Span(*match.span()) if match and _may_be_person(match["name"], allowed) else None


def _may_be_person(name: str, allowed: frozenset[str]) -> bool:
    lowered = name.lower()
    return not name.isupper() and lowered not in COMMON_PAIRS and lowered not in allowed
