"""Boosted trees as plain data, walked in plain Python: the same sums on every machine.

A tree is a leaf (a number) or a split `(feature, threshold, low, high, mean)`: a line goes to `low` where its
figure is at most the threshold. `mean` is the mean of the leaves below, weighed by their training lines; it
says how much a step changed the sum, and so what spoke for a line.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

Split: TypeAlias = "tuple[int, float, Tree, Tree, float]"
Tree: TypeAlias = "float | Split"

STRIDE = 8
"""Trees between two looks at whether a line is settled."""


@dataclass(frozen=True)
class Forest:
    """Trees whose sum is the logarithm of the odds that a line is not the article's."""

    trees: tuple[Tree, ...]
    threshold: float
    """Log odds from which a line is reported."""
    bounds: tuple[tuple[float, float], ...] = ()
    """After each stride of trees, the sum below which a line is given up and the sum above which it is taken:
    hardly a line of the training texts came back from there. Most lines are settled after a few trees."""

    def reaches(self, figures: Sequence[float]) -> bool:
        """Whether a line is reported: whether its sum leaves the bounds upward, or reaches the threshold."""
        total = 0.0
        for trees, low, high in self._strides:
            for tree in trees:
                total += _leaf(tree, figures)
            if not low <= total <= high:
                return total > high
        return total >= self.threshold

    def log_odds(self, figures: Sequence[float]) -> float:
        """The sum over all trees."""
        return sum(_leaf(tree, figures) for tree in self.trees)

    def shares(self, figures: Sequence[float]) -> dict[int, float]:
        """By feature, how much its splits raised the sum for a line; falls are negative."""
        shares: dict[int, float] = {}
        for tree in self.trees:
            node = tree
            while isinstance(node, tuple):
                feature, threshold, low, high, mean = node
                node = low if figures[feature] <= threshold else high
                reached = node[4] if isinstance(node, tuple) else node
                shares[feature] = shares.get(feature, 0.0) + reached - mean
        return shares

    @cached_property
    def _strides(self) -> list[tuple[Sequence[Tree], float, float]]:
        """The trees stride by stride, with the bounds after each; the last strides may have none."""
        strides: list[tuple[Sequence[Tree], float, float]] = []
        for number, first in enumerate(range(0, len(self.trees), STRIDE)):
            low, high = self.bounds[number] if number < len(self.bounds) else (-math.inf, math.inf)
            strides.append((self.trees[first : first + STRIDE], low, high))
        return strides


def _leaf(tree: Tree, figures: Sequence[float]) -> float:
    node: Any = tree
    while type(node) is tuple:  # quicker than isinstance, and this is where the time goes
        feature, threshold, low, high, _ = node
        node = low if figures[feature] <= threshold else high
    value: float = node
    return value


def tree_of(data: object) -> Tree:
    """A tree from nested lists, as JSON holds it; raise ValueError for anything else."""
    if isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if isinstance(data, list) and len(data) == len(("feature", "threshold", "low", "high", "mean")):
        feature, threshold, low, high, mean = data
        return int(feature), float(threshold), tree_of(low), tree_of(high), float(mean)
    raise ValueError("a tree is a number, or a list of feature, threshold, low, high and mean")


def forest_of(data: Mapping[str, object]) -> Forest:
    """A forest from JSON data: `threshold`, `bounds` and `trees`; raise ValueError where one is wrong."""
    trees, threshold, bounds = data["trees"], data["threshold"], data.get("bounds", [])
    if isinstance(trees, list) and isinstance(threshold, int | float) and isinstance(bounds, list):
        pairs = tuple((float(low), float(high)) for low, high in bounds)
        return Forest(tuple(tree_of(tree) for tree in trees), float(threshold), pairs)
    raise ValueError("a forest has a threshold and lists of trees and bounds")
