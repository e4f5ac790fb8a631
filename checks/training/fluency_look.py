"""What the first look knows: classes of words, and how rarely each two stand side by side.

The network guesses the same classes while it learns (fluency_network.py).
"""

from __future__ import annotations

from typing import Any

from ..kinds._fluency_tokens import CAPITAL, Lexicon, is_mark
from .fluency_lexicon import Words

OWN_CLASSES, SHARED_CLASSES = 350, 150
"""Most frequent entries, each a class of its own, and classes that the others are divided among."""

ROUNDS = 12
"""Rounds of k-means in which the classes are found."""

STEPS, GREATEST = 16, 127
"""Steps to a unit of the logarithm, and the greatest weight."""

SMOOTHING = 0.5


def look_of(lexicon: Lexicon, classes: Any, tokens: Any, ends: Any) -> dict[str, Any]:
    """The arrays of the first look for a corpus: tokens (`entry + size · shape`), and where sentences end."""
    import numpy as np  # noqa: PLC0415 (only who trains needs it)

    size, count = len(lexicon), int(classes.max()) + 1
    known = classes[tokens % size]
    inside = np.ones(len(known), bool)
    inside[np.asarray(ends) - 1] = False
    inside = inside[:-1]
    cells = (known[:-1] * count + known[1:])[inside]
    seen = np.bincount(cells, minlength=count * count).reshape(count, count).astype(float)
    expected = seen.sum(1, keepdims=True) * seen.sum(0, keepdims=True) / max(1.0, seen.sum())
    marks = np.zeros(count, np.int8)
    marks[classes[[number for number, entry in enumerate(lexicon.entries) if is_mark(entry)]]] = 1
    behind_words = inside & (marks[known[:-1]] == 0)
    capital = behind_words & (tokens[1:] // size == CAPITAL)
    usual = np.bincount(known[1:][behind_words], minlength=count)
    capitals = np.bincount(known[1:][capital], minlength=count)
    return {
        "look_classes": classes.astype(np.uint16),
        "look_pairs": _weights(expected, seen),
        "look_capitals": _weights(usual, capitals),
        "look_marks": marks,
    }


def _weights(expected: Any, seen: Any) -> Any:
    """By how much something is rarer than expected: the logarithm, in whole steps of one byte."""
    import numpy as np  # noqa: PLC0415

    rarity = np.log((expected + SMOOTHING) / (seen + SMOOTHING))
    return np.clip(np.rint(STEPS * rarity), 0, GREATEST).astype(np.int8)


def classes_of(words: Words, seed: int) -> Any:
    """The class of each entry: entries that stand in the same places share one."""
    import numpy as np  # noqa: PLC0415

    order = np.argsort(-words.counts, kind="stable")
    classes = np.zeros(len(order), np.int64)
    own, others = order[:OWN_CLASSES], order[OWN_CLASSES:]
    classes[own] = np.arange(len(own))
    if not len(others):
        return classes
    vectors = words.vectors[others].astype(np.float64)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    shared = min(SHARED_CLASSES, len(others))
    centres = vectors[np.random.default_rng(seed).permutation(min(len(others), 10 * shared))[:shared]]
    for _ in range(ROUNDS):
        sums = np.zeros_like(centres)
        np.add.at(sums, (vectors @ centres.T).argmax(1), vectors)
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    classes[others] = len(own) + (vectors @ centres.T).argmax(1)
    return classes
