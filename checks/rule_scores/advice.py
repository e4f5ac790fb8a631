"""Where the figures of a rule contradict what it declares, as far as chance can be ruled out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..finding import Confidence
from .estimate import Estimate
from .scores import RuleScore

FROM: Mapping[Confidence, float] = {"high": 0.95, "medium": 0.75, "low": 0.0}
"""The least precision of each confidence, as CONTRIBUTING.md defines it; the best first."""

PREVIEW_BELOW = 0.5
"""A rule that is surely wrong more often than right costs an editor more than it saves."""

MAX_CLEAN_SHARE = 0.02
"""Clean documents that one rule may mark.

A drill's gate allows an alarm, of whatever rule, in 5 % of the clean documents: a rule that surely takes
two of these for itself leaves too little for a hundred others.
"""

RemarkKind = Literal["overstated", "too-loud", "understated"]
CONTRADICTIONS: tuple[RemarkKind, ...] = ("overstated", "too-loud")
"""The remarks that are faults. To declare less than was measured is only careful."""


class Remark(NamedTuple):
    """A rule whose figures are not what it declares, and what they suggest (a confidence, or `preview`)."""

    rule: str
    kind: RemarkKind
    declared: str
    suggested: str
    measured: Estimate

    @property
    def is_contradiction(self) -> bool:
        """Whether the rule promises more than it keeps."""
        return self.kind in CONTRADICTIONS


def remarks(scores: Iterable[RuleScore], *, clean_alone: bool = False) -> list[Remark]:
    """What there is to say of the rules, those that promise too much first; at most one remark a rule.

    A precision measured on clean copy alone contradicts nothing: it is lower than elsewhere.
    """
    known = (score._replace(precision=None) if clean_alone else score for score in scores)
    found = [remark for score in known if (remark := next(_remarks(score), None))]
    return sorted(found, key=lambda remark: not remark.is_contradiction)


def grade(precision: float) -> Confidence:
    """The confidence that a precision stands for."""
    return next(name for name, least in FROM.items() if precision >= least)


def _remarks(score: RuleScore) -> Iterator[Remark]:
    """The gravest first."""
    rule, precision, clean = score.rule, score.precision, score.clean
    is_shown_only = rule.status == "preview" or rule.severity == "info"
    declared = rule.confidence
    if precision is not None and precision.high < PREVIEW_BELOW and rule.status != "preview":
        yield Remark(rule.id, "overstated", declared, "preview", precision)
    if precision is not None and precision.high < FROM[declared]:
        yield Remark(rule.id, "overstated", declared, grade(precision.share), precision)
    if clean is not None and clean.low > MAX_CLEAN_SHARE and not is_shown_only:
        yield Remark(rule.id, "too-loud", f"{rule.severity}, {rule.status}", "preview", clean)
    if precision is not None and not score.counts.in_bad:
        better = grade(precision.low)
        if FROM[better] > FROM[declared]:
            yield Remark(rule.id, "understated", declared, better, precision)
