"""Counts made into figures: rates, precision, the share of clean documents that a rule marks, time."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.schema import Rule
from .estimate import Estimate, wilson
from .running import RuleCounts, Scores

PER_WORDS = 1_000_000
"""Hits are given per so many words: good rules speak less than once in a thousand."""

TIME_PER_WORDS = 1_000
"""Time is given for so many words, about a long article."""

MILLISECONDS = 1000
"""In a second."""


class RuleScore(NamedTuple):
    """One rule's figures; those that could not be measured are None."""

    rule: Rule
    counts: RuleCounts
    per_million_words: float | None
    """Of the documents in the rule's languages; None where there was none."""
    precision: Estimate | None
    """Share of right hits among those that could be judged; None where nobody knows of any defect."""
    clean: Estimate | None
    """Share of the clean documents in its languages that the rule marks wrongly."""
    seconds: float | None
    time_share: float | None
    """Of the time of all the checking."""
    milliseconds: float | None
    """For a thousand words."""


def rule_scores(scores: Scores) -> list[RuleScore]:
    """The figures of every rule, the worst first.

    That is: the least precise, then those that mark most clean documents, then the most frequent, then the
    slowest.
    """
    return sorted((_score(rule, scores) for rule in scores.rules), key=_badness)


def _score(rule: Rule, scores: Scores) -> RuleScore:
    counts = scores.counts[rule.id]
    right = counts.right + counts.in_bad
    seconds = None if scores.rule_seconds is None else scores.rule_seconds[rule.id]
    return RuleScore(
        rule=rule,
        counts=counts,
        per_million_words=_ratio(counts.hits * PER_WORDS, counts.words) if counts.ran else None,
        precision=wilson(right, right + counts.wrong) if scores.tell_precision else None,
        clean=wilson(counts.clean_documents, counts.ran_clean),
        seconds=seconds,
        time_share=None if seconds is None else _ratio(seconds, scores.seconds or 0.0),
        milliseconds=None
        if seconds is None
        else _ratio(seconds * MILLISECONDS * TIME_PER_WORDS, scores.words),
    )


def _ratio(value: float, whole: float) -> float:
    return value / whole if whole else 0.0


def _badness(score: RuleScore) -> tuple[float, float, int, float, str]:
    precision = 1.0 if score.precision is None else score.precision.share
    clean = 0.0 if score.clean is None else score.clean.share
    return precision, -clean, -score.counts.hits, -(score.seconds or 0.0), score.rule.id
