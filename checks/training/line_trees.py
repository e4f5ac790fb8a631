"""Boosted trees fitted with LightGBM, given out as the plain data that `kinds/_line_trees.py` walks."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..kinds._line_trees import STRIDE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SEED = 1

VALUE_DIGITS, MEAN_DIGITS = 6, 4
"""Decimal digits of leaves and of means; thresholds keep all of theirs, since figures tie with them."""


CHANGING_SHARE = 0.0005
"""Share of the lines on either side of the threshold that a bound may leave on the wrong one."""


@dataclass(frozen=True)
class Recipe:
    """How a forest is grown."""

    trees: int
    leaves: int
    rate: float
    min_lines: int
    """Training lines in a leaf at least."""
    without: frozenset[str] = field(default_factory=frozenset)
    """Names of figures that it may not use."""


@dataclass(frozen=True)
class Examples:
    """Lines to learn from: a row of figures, a label (1: not the article's) and a weight for each."""

    figures: npt.NDArray[np.float64]
    labels: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float64]

    def where(self, chosen: npt.NDArray[np.bool_]) -> Examples:
        """Some of the lines."""
        return Examples(self.figures[chosen], self.labels[chosen], self.weights[chosen])


def grown(examples: Examples, recipe: Recipe, names: tuple[str, ...]) -> Any:
    """Fit a forest: a LightGBM booster. One thread and a seed, so the same lines give the same trees."""
    lightgbm = import_module("lightgbm")  # only who trains has it
    figures = examples.figures.copy()
    for index, name in enumerate(names):
        if name in recipe.without:
            figures[:, index] = 0.0  # what never differs is never split
    parameters = {
        "objective": "binary",
        "learning_rate": recipe.rate,
        "num_leaves": recipe.leaves,
        "min_data_in_leaf": recipe.min_lines,
        "lambda_l2": 1.0,
        "seed": SEED,
        "num_threads": 1,
        "deterministic": True,
        "force_row_wise": True,
        "verbosity": -1,
    }
    data = lightgbm.Dataset(figures, examples.labels, weight=examples.weights)
    return lightgbm.train(parameters, data, recipe.trees)


def settling_bounds(booster: Any, figures: npt.NDArray[np.float64], threshold: float) -> list[list[float]]:
    """After each stride of trees, the sums beyond which hardly a line still changes sides (see `Forest`)."""
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    def sums(trees: int) -> npt.NDArray[np.float64]:
        return np.asarray(booster.predict(figures, raw_score=True, num_iteration=trees, num_threads=1))

    trees = booster.num_trees()
    reach = sums(trees) >= threshold
    bounds = []
    for grown_so_far in range(STRIDE, trees, STRIDE):
        partial = sums(grown_so_far)
        low = np.quantile(partial[reach], CHANGING_SHARE)
        high = np.quantile(partial[~reach], 1 - CHANGING_SHARE)
        bounds.append([round(float(low), MEAN_DIGITS), round(float(high), MEAN_DIGITS)])
    return bounds


def plain_trees(booster: Any) -> list[Any]:
    """A booster's trees as nested lists: `[feature, threshold, low, high, mean]`, or a leaf's value."""
    return [_plain(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def _plain(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], VALUE_DIGITS)
    if node["decision_type"] != "<=":
        raise ValueError(f"unknown decision {node['decision_type']!r}")
    return [
        node["split_feature"],
        node["threshold"],
        _plain(node["left_child"]),
        _plain(node["right_child"]),
        round(node["internal_value"], MEAN_DIGITS),
    ]
