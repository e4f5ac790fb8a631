"""Words that tell furniture from article, and what they say of a line. Figures for the line model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MAX_SPOKEN = 30
"""Words of a line that are looked up: furniture shows itself at once, and this bounds the work."""

WORD_NAMES = (
    "word_mean",
    "word_highest",
    "word_lowest",
    "word_known_share",
    "word_first",
    "word_mean_before",
    "word_mean_after",
)
"""The figures that `words_figures` gives each line, in order."""

_SILENT = (0.0, 0.0, 0.0, 0.0, 0.0)


def words_figures(keys: Sequence[str], weights: Mapping[str, float]) -> list[list[float]]:
    """The figures of a document's lines, given as their words without case.

    `weights` are logarithms of how much likelier a word is in a line that is not the article's.
    """
    own = [_weighed(key.split(maxsplit=MAX_SPOKEN)[:MAX_SPOKEN], weights) for key in keys]
    means = [0.0, *(figures[0] for figures in own), 0.0]
    return [[*figures, means[i], means[i + 2]] for i, figures in enumerate(own)]


def _weighed(words: Sequence[str], weights: Mapping[str, float]) -> Sequence[float]:
    known = [weights[word] for word in words if word in weights]
    if not known:
        return _SILENT
    return (
        sum(known) / len(known),
        max(known),
        min(known),
        len(known) / len(words),
        weights.get(words[0], 0.0),
    )
