"""The settings in force: a rule file's, with what the command line says laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from ..finding import Severity
from ..reports import Run
from ..rules import RuleSet
from ..rules.schema import GateSettings, ScoreSettings
from ._version import version

NO_SEVERITY = "none"
"""What unsets `score.fail_on`."""

Settings = TypeVar("Settings", ScoreSettings, GateSettings)


def configured(
    rules: RuleSet,
    *,
    fail_on: str | None = None,
    fail_under: float | None = None,
    max_failed: str | None = None,
    max_unreadable: str | None = None,
) -> RuleSet:
    """The rules with every setting that is not None laid over theirs."""
    score: ScoreSettings = _over(rules.score, fail_under=fail_under)
    if fail_on is not None:
        score = replace(score, fail_on=None if fail_on == NO_SEVERITY else cast(Severity, fail_on))
    gate: GateSettings = _over(rules.gate, max_failed=max_failed, max_unreadable=max_unreadable)
    return replace(rules, score=score, gate=gate)


def run_of(rules: RuleSet, select: Sequence[str], ignore: Sequence[str]) -> Run:
    """What a run's results depend on, beside its documents."""
    settings = {
        "fail_under": rules.score.fail_under,
        "fail_on": rules.score.fail_on,
        "review_under": rules.score.review_under,
        "review_on": rules.score.review_on,
        "max_failed": rules.gate.max_failed,
        "max_unreadable": rules.gate.max_unreadable,
        "select": list(select),
        "ignore": list(ignore),
    }
    return Run(version(), rules.path, rules.digest, settings)


def _over(settings: Settings, **values: object) -> Settings:
    given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    return replace(settings, **given)
