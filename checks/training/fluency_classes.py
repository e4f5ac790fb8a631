"""Classes of words, by the places where they stand: the network guesses them while it learns."""

from __future__ import annotations

from typing import Any

from .fluency_lexicon import Words

OWN_CLASSES, SHARED_CLASSES = 350, 150
"""Most frequent entries, each a class of its own, and classes that the others are divided among."""

ROUNDS = 12
"""Rounds of k-means in which the classes are found."""


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


def class_shares(classes: Any, entries: Any) -> Any:
    """The share of each class among a corpus' entries; none is nothing."""
    import numpy as np  # noqa: PLC0415

    return (np.bincount(classes[entries], minlength=int(classes.max()) + 1) + 1) / len(entries)
