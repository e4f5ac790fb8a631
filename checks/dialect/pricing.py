"""What it costs to look for the texts that a pattern holds: by that, one set is chosen among several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .character_tests import ANYTHING
from .rarity import PRICE, case_rate, odds, rate_before, rate_behind
from .reach import MAX_STARTS, Reach

MAX_PRICE = 1 / 15
"""What looking for a set may cost, in tries of a pattern for each place of a prose text."""

MOSTLY = 0.98
"""A test that holds of so many places is not worth making."""

_AT_EDGE = 0.3
"""The share of its places at which a text stands at the edge of a word, rather than within one; roughly."""

_LOOK = 0.3
"""What it costs to find a text and to look at what stands beside it, as a share of a try of the pattern."""

_AT_START = 0.05
"""The share of its places that lie near a block's start, where a match may begin; roughly."""

_EACH_START = 0.1
"""What each further place costs at which a match may begin, as a share of a try: most fall to a test."""

_SEARCH = 20.0
"""What a search costs, in tries."""


class Held(NamedTuple):
    """A set of texts of which each match holds one, and what it costs to look for them."""

    reaches: Mapping[str, Reach]
    price: float


def telling(text: str, reach: Reach) -> Reach:
    """The reach without the tests that hold nearly everywhere where the text stands."""
    return reach._replace(
        before=reach.before if rate_before(reach.before, text) < MOSTLY else ANYTHING,
        first=reach.first if case_rate(reach.first, text[0]) < MOSTLY else ANYTHING,
        after=reach.after if rate_behind(reach.after, text) < MOSTLY else ANYTHING,
    )


def priced(reaches: Mapping[str, Reach]) -> Held:
    """A set, priced by the share of a prose text's places at which one of its texts is met."""
    price = PRICE * len(reaches)
    for text, reach in reaches.items():
        if text:
            price += odds(text) * (_LOOK + _tries(reach) * _share(text, reach))
    return Held(reaches, price)


def _share(text: str, reach: Reach) -> float:
    """The share of a text's places at which it stands as its reach says."""
    share = _AT_EDGE ** (reach.opens_word + reach.closes_word)
    if reach.at_start:
        share *= _AT_START
    if reach.before:
        share *= rate_before(reach.before, text)
    if reach.first:
        share *= case_rate(reach.first, text[0])
    if reach.after:
        share *= rate_behind(reach.after, text)
    return share


def _tries(reach: Reach) -> float:
    """What it costs to try a pattern wherever a text at a place lets it start, as a share of one try."""
    if reach.at_start or reach.low == reach.high:
        return 1.0
    if reach.high is None or reach.high - reach.low >= MAX_STARTS:
        return _SEARCH
    return 1.0 + _EACH_START * (reach.high - reach.low)


def rarer(one: Held | None, other: Held | None) -> Held | None:
    """Of two sets the one that is cheaper to look for; a set with the empty text says nothing."""
    usable = [held for held in (one, other) if held is not None and held.reaches and "" not in held.reaches]
    return min(usable, key=lambda held: held.price, default=None)
