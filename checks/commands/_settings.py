"""What a run tells of the settings in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256

from ..engine import Checker
from ..models import digest
from ..reports import Run
from ..rules import RuleSet
from ._version import version


def run_of(rules: RuleSet, select: Sequence[str], ignore: Sequence[str]) -> Run:
    """What a run's results depend on, beside its documents."""
    settings = {
        "fail_under": rules.score.fail_under,
        "fail_on": rules.score.fail_on,
        "review_under": rules.score.review_under,
        "review_on": rules.score.review_on,
        "max_failed": rules.gate.max_failed,
        "max_unreadable": rules.gate.max_unreadable,
        "max_review": rules.gate.max_review,
        "min_documents": rules.gate.min_documents,
        "warn": asdict(rules.gate.warn),
        "select": list(select),
        "ignore": list(ignore),
    }
    return Run(version(), rules.path, rules.digest, settings)


def models_of(checker: Checker) -> str | None:
    """The hash of the trained data, the house's own included, where a rule decides by it."""
    if not any(rule.traits.trained for rule in checker.rules()):
        return None
    house = [model.sha256 for _, model in sorted(checker.fluency_models.items())]
    return sha256(" ".join([digest(), *house]).encode()).hexdigest() if house else digest()
