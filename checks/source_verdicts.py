"""Verdicts by the thresholds of a document's source, where the rule file has some for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from .finding import Result, Unreadable
from .rules.schema import ScoreSettings
from .scoring import verdict
from .sources import Names, Sources, SourceScore, names_of, settings_of

UNSET = "none"
"""What unsets the level of a threshold."""


def thresholds_of(sources: Sources, names: Names, score: ScoreSettings) -> ScoreSettings:
    """`score` with what the sources of these names say laid over it; the last in the file weighs most."""
    said: dict[str, Any] = {}
    for settings in settings_of(sources, *names):
        for name in SourceScore.__dataclass_fields__:
            value = getattr(settings.score, name)
            if value is not None:
                said.setdefault(name, None if value == UNSET else value)
    return replace(score, **said) if said else score


def judged_by_source(
    items: Iterable[Result | Unreadable], sources: Sources, score: ScoreSettings
) -> Iterator[Result | Unreadable]:
    """The same items, each verdict by the thresholds of the document's source."""
    if all(settings.score == SourceScore() for settings in sources.values()):
        yield from items
        return
    for item in items:
        if isinstance(item, Unreadable):
            yield item
            continue
        thresholds = thresholds_of(sources, names_of(item), score)
        yield item if thresholds is score else _judged(item, thresholds)


def _judged(result: Result, thresholds: ScoreSettings) -> Result:
    total = result.score if result.judged_score is None else result.judged_score
    severities = (finding.severity for finding in result.findings if finding.state == "new")
    return replace(result, verdict=verdict(total, severities, thresholds))
