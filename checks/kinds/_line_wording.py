"""What a line says, weighed: phrases that tell furniture from article. Figures for the line model.

A linear model over words, pairs of words, and how a line begins and ends (logistic regression) gives each
line the log odds that it is not the article's; the trees see them with those of the lines around.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

MAX_SPOKEN = 30
"""Words of a line that are looked up: furniture shows itself at once, and this bounds the work."""

AROUND = 4
"""Lines on either side whose mean says what stretch of a document a line stands in."""

MAX_ODDS = 4.0
"""Where the log odds of a line stop counting in a mean of several."""

FEW_WORDS, SOME_WORDS, MANY_WORDS = 8, 16, 40
"""Lengths of a line that count as features: each up to the first number, then up to these."""

WORDING_NAMES = (
    "wording",
    "wording_before",
    "wording_after",
    "wording_around",
    "wording_rest",
)
"""The figures that `Wording.figures` gives each line, in order."""


@dataclass(frozen=True)
class Wording:
    """Weights of features, learned by `checks.training.line_wording`."""

    bias: float
    weights: Mapping[str, float]

    def odds(self, key: str) -> float:
        """The log odds of a line, given as its words without case."""
        get = self.weights.get
        # In the order of the line, for the sum of floating-point numbers depends on their order.
        return self.bias + sum(get(feature, 0.0) for feature in dict.fromkeys(features(key)))

    def figures(self, keys: Sequence[str]) -> list[list[float]]:
        """The figures of a document's lines, given as their words without case."""
        own = [self.odds(key) for key in keys]
        count = len(own)
        until = list(accumulate((max(-MAX_ODDS, min(MAX_ODDS, odds)) for odds in own), initial=0.0))
        found = []
        for index, odds in enumerate(own):
            first, stop = max(0, index - AROUND), min(count, index + AROUND + 1)
            itself = until[index + 1] - until[index]
            found.append(
                [
                    odds,
                    own[index - 1] if index else 0.0,
                    own[index + 1] if index + 1 < count else 0.0,
                    (until[stop] - until[first] - itself) / max(1, stop - first - 1),
                    (until[-1] - until[index + 1]) / max(1, count - index - 1),
                ]
            )
        return found


def features(key: str) -> Iterator[str]:
    """The features of a line: its words, its pairs of words, its beginning, its end and its length."""
    words = key.split()
    spoken = words[:MAX_SPOKEN]
    yield from spoken
    for first, second in pairwise(spoken):
        yield f"{first} {second}"
    if spoken:
        yield f"^{spoken[0]}"
        yield "^" + " ".join(spoken[:2])
        yield f"{spoken[-1]}$"
    yield _length(len(words))


def _length(words: int) -> str:
    if words <= FEW_WORDS:
        return f"#{words}"
    return "#some" if words <= SOME_WORDS else "#many" if words <= MANY_WORDS else "#prose"
