"""The settings in force: a rule file's, with what the command line or another tool says laid over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from .finding import Severity
from .limit import Limits
from .rules import RuleSet
from .rules.schema import GateSettings, ScoreSettings
from .sources import Sources

NO_SEVERITY = "none"
"""What unsets `score.fail_on`."""

Settings = TypeVar("Settings", ScoreSettings, GateSettings, Limits)


def configured(
    rules: RuleSet,
    *,
    fail_on: str | None = None,
    fail_under: float | None = None,
    max_failed: str | None = None,
    max_unreadable: str | None = None,
    max_review: str | None = None,
    min_documents: int | None = None,
    warn: Mapping[str, str | int] | None = None,
) -> RuleSet:
    """The rules with every setting that is not None laid over theirs.

    A threshold of the verdict holds for every source then; the limits of a source stay beside the run's.
    """
    score: ScoreSettings = _over(rules.score, fail_under=fail_under)
    if fail_on is not None:
        score = replace(score, fail_on=None if fail_on == NO_SEVERITY else cast(Severity, fail_on))
    gate: GateSettings = _over(
        rules.gate,
        max_failed=max_failed,
        max_unreadable=max_unreadable,
        max_review=max_review,
        min_documents=min_documents,
        warn=_over(rules.gate.warn, **warn) if warn else None,
    )
    settled = [
        name for name, value in (("fail_on", fail_on), ("fail_under", fail_under)) if value is not None
    ]
    return replace(rules, score=score, gate=gate, sources=_left_to(rules.sources, settled))


def _left_to(sources: Sources, settled: Sequence[str]) -> Sources:
    """The sources, without the thresholds that the command line has settled for all of them."""
    unset = dict.fromkeys(settled)
    return {glob: replace(source, score=replace(source.score, **unset)) for glob, source in sources.items()}


def _over(settings: Settings, **values: object) -> Settings:
    given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    return replace(settings, **given)
