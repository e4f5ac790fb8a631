"""Learns what furniture says: a linear model over the words of lines (logistic regression).

Lines of one site count together for so much at most, so that one site's phrases are no furniture of the web.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..kinds._line_wording import Wording, features
from .labelling import INJECTED
from .line_corpus import LIST_SORT, LabelledText

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MAX_LINES_PER_SITE = 60
"""Lines of one site and label beyond which each weighs less, so that they weigh this much together."""

MIN_SITES = 5
"""Sites on which a feature must stand."""

PENALTY = 0.3
"""Inverse strength of the penalty on large weights (L2)."""

MAX_WEIGHTS = 12_000
"""Features that are kept: those that weigh most. With all 92,000 recall rises by 0.004."""

DIGITS = 2
"""Decimal digits of a weight."""


@dataclass(frozen=True)
class WordingLines:
    """Labelled lines, each as a row of a sparse matrix of features."""

    sites: Sequence[str]
    labels: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float64]
    matrix: Any
    names: Sequence[str]

    def learn(self, takes: Callable[[str], bool] = lambda _: True) -> Wording:
        """The model of the lines of some sites."""
        import numpy as np  # noqa: PLC0415 (only who trains has it)

        linear = import_module("sklearn.linear_model")  # only who trains has it
        chosen = np.array([takes(site) for site in self.sites])
        model = linear.LogisticRegression(C=PENALTY, solver="liblinear", max_iter=200, random_state=1)
        model.fit(self.matrix[chosen], self.labels[chosen], sample_weight=self.weights[chosen])
        weights = model.coef_[0]
        heaviest = sorted(range(len(weights)), key=lambda i: (-abs(weights[i]), self.names[i]))
        kept = sorted(heaviest[:MAX_WEIGHTS], key=lambda i: self.names[i])
        return Wording(
            bias=round(float(model.intercept_[0]), DIGITS),
            weights={self.names[i]: round(float(weights[i]), DIGITS) for i in kept},
        )


def wording_lines(texts: Iterable[LabelledText]) -> WordingLines:
    """The labelled lines of some texts; copies of a line on a site count once, sound lists not at all."""
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    sparse = import_module("scipy.sparse")  # comes with scikit-learn
    lines = list(
        dict.fromkeys(
            (text.site, key, label)
            for text in texts
            if text.sort != LIST_SORT
            for key, label in zip(text.keys, text.labels, strict=True)
            if label is not None
        )
    )
    sites_of = defaultdict(set)
    for site, key, _ in lines:
        for feature in features(key):
            sites_of[feature].add(site)
    names = sorted(feature for feature, sites in sites_of.items() if len(sites) >= MIN_SITES)
    number = {name: index for index, name in enumerate(names)}
    rows = [sorted({number[f] for f in features(key) if f in number}) for _, key, _ in lines]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], np.int32)
    of_site = Counter((site, label) for site, _, label in lines)
    return WordingLines(
        sites=[site for site, _, _ in lines],
        labels=np.array([label == INJECTED for _, _, label in lines], np.int8),
        weights=np.array([min(1.0, MAX_LINES_PER_SITE / of_site[s, label]) for s, _, label in lines]),
        matrix=sparse.csr_matrix((np.ones(len(columns)), columns, ends), (len(lines), len(names))),
        names=names,
    )
