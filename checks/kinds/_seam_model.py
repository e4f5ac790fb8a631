"""How likely it is that a sentence begins at a capital, or that a text was cut behind a word. Figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from .. import models
from ._seams import Seam, opener_traits, seam_traits

MODEL_FILE = "seam-model.json"

MIN_OPENER_ODDS = 0.6
"""Log odds of the capitalised word alone, below which it is a name: no more than 4 % of the capitals in
mid-sentence have more, and of the planted seams that are found all but 3 %."""


@dataclass(frozen=True)
class Weights:
    """What each trait is worth in log odds, and what all texts start from."""

    bias: float
    traits: Mapping[str, float]

    def log_odds(self, traits: Iterable[str]) -> float:
        """The log odds that traits speak of a seam."""
        worth = self.traits
        return self.bias + sum(worth.get(trait, 0.0) for trait in traits)


@dataclass(frozen=True)
class SeamModel:
    """The figures of one language."""

    joined: Weights
    """Whether a sentence begins at a capitalised word in mid-sentence."""
    cut: Weights
    """Whether a text was cut behind its last word."""
    frequent: frozenset[str]
    """Words that are looked at in pairs."""
    common: frozenset[str]
    """Words that are next to never capitalised in mid-sentence."""
    _openers: dict[str, bool]

    def odds_of_seam(self, seam: Seam) -> float:
        """The log odds that a sentence begins at a capitalised word in mid-sentence."""
        return self.joined.log_odds(seam_traits(seam, self.frequent, self.common))

    def may_open(self, word: str) -> bool:
        """Whether a capitalised word, by itself, is worth looking at: names are not."""
        known = self._openers.get(word)
        if known is None:
            traits = self.joined.traits
            known = (
                sum(traits.get(trait, 0.0) for trait in opener_traits(word, self.common)) >= MIN_OPENER_ODDS
            )
            if len(self._openers) < MOST_REMEMBERED:
                self._openers[word] = known
        return known


MOST_REMEMBERED = 50_000
"""Words whose answer is kept: a bound for a process that reads the web for weeks."""


@cache
def seam_models() -> Mapping[str, SeamModel]:
    """The shipped figures by language, read once."""
    return {
        language: SeamModel(
            Weights(data["joined"]["bias"], data["joined"]["traits"]),
            Weights(data["cut"]["bias"], data["cut"]["traits"]),
            frozenset(data["frequent"]),
            frozenset(data["common"].split()),
            {},
        )
        for language, data in models.read(MODEL_FILE).items()
    }
