"""Runs of a span as nights: what the runs of one day count of each source, added up."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from ..finding import FAMILIES, Family
from ..history.model import Counts, FamilyTally, RunHead
from ..history.spans import SourceCounts
from .model import FamilyFigures, Figures

KEY_CHARACTERS = 12
"""Of the hash that tells conditions apart."""

_MATTERS = ("version", "rules", "baseline", "model", "furniture")
_SETTINGS_THAT_MATTER = ("fail_under", "fail_on", "review_under", "review_on", "select", "ignore")
"""What scores and verdicts depend on beside the documents. Gates change neither; the accepted findings are
left out because they grow day by day, and each would end the comparison with the nights before."""


class NightRuns(NamedTuple):
    """The runs of one night: their indices in the heads of the span, the earliest first."""

    day: date
    runs: tuple[int, ...]


def nights_of(heads: Sequence[RunHead], zone: tzinfo) -> tuple[NightRuns, ...]:
    """The nights of runs that stand in the order of their start."""
    days = groupby(range(len(heads)), key=lambda run: heads[run].started.astimezone(zone).date())
    return tuple(NightRuns(day, tuple(runs)) for day, runs in days)


def condition_key(head: RunHead) -> str:
    """What the run's results depend on, as a hash; a rule file that only moved has the same."""
    conditions = head.conditions
    settings = conditions.get("settings")
    kept: dict[str, object] = {name: _without_path(conditions.get(name)) for name in _MATTERS}
    if isinstance(settings, Mapping):
        kept["settings"] = {name: settings.get(name) for name in _SETTINGS_THAT_MATTER}
    return _digest(json.dumps(kept, sort_keys=True))


def joint_key(keys: Iterable[str]) -> str:
    """The conditions of several runs, in whatever order and however many of them share one."""
    return _digest(" ".join(sorted(set(keys))))


def _without_path(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: part for name, part in value.items() if name != "path"}
    return value


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:KEY_CHARACTERS]


class SourceNight(NamedTuple):
    """What one night says of one source."""

    figures: Figures
    conditions: str


def by_night(
    counts: Iterable[SourceCounts], nights: Sequence[NightRuns], keys: Sequence[str]
) -> Iterator[dict[str, SourceNight]]:
    """What each night says of each source, in the order of the nights; nothing is kept of earlier ones.

    `counts` stand in the order of their runs, `keys` are the conditions of each run.
    """
    night_of = {run: number for number, night in enumerate(nights) for run in night.runs}
    reached = 0
    for number, rows in groupby(counts, key=lambda row: night_of[row.run]):
        for _ in range(reached, number):
            yield {}
        parts: dict[str, list[Figures]] = defaultdict(list)
        conditions: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            parts[row.name].append(figures_of(row.counts, row.families))
            conditions[row.name].add(keys[row.run])
        yield {name: SourceNight(combined(parts[name]), joint_key(conditions[name])) for name in parts}
        reached = number + 1
    for _ in range(reached, len(nights)):
        yield {}


def figures_of(counts: Counts, families: Mapping[Family, FamilyTally]) -> Figures:
    """What one run counted of a source, as figures."""
    scores = counts.scores
    return Figures(
        documents=counts.documents,
        passed=counts.passed,
        review=counts.review,
        failed=counts.failed,
        unreadable=counts.unreadable,
        words=counts.words,
        findings=counts.findings,
        score=None if scores is None else scores.mean,
        deviation=None if scores is None else scores.deviation,
        families={family: FamilyFigures(*tally) for family, tally in families.items()},
    )


def combined(parts: Sequence[Figures]) -> Figures:
    """Several groups of documents as one: means weighted by what was scored, the deviation that of them all.

    A mean or a deviation that is not known of one part is not known of the whole.
    """
    if len(parts) == 1:
        return parts[0]
    scored = [part for part in parts if part.score is not None]
    documents = sum(part.scored for part in scored)
    mean = _mean([(part.score, part.scored) for part in scored], documents)
    return Figures(
        documents=sum(part.documents for part in parts),
        passed=sum(part.passed for part in parts),
        review=sum(part.review for part in parts),
        failed=sum(part.failed for part in parts),
        unreadable=sum(part.unreadable for part in parts),
        words=sum(part.words for part in parts),
        findings=sum(part.findings for part in parts),
        score=mean,
        deviation=_deviation(scored, mean, documents),
        families={
            family: _family([part.families.get(family) for part in parts], scored, family)
            for family in FAMILIES
        },
    )


def _family(
    tallies: Sequence[FamilyFigures | None], scored: Sequence[Figures], family: Family
) -> FamilyFigures:
    known = [tally for tally in tallies if tally is not None]
    found_in = [tally.documents for tally in known]
    scores = [
        (part.families[family].score if family in part.families else None, part.scored) for part in scored
    ]
    return FamilyFigures(
        score=_mean(scores, sum(part.scored for part in scored)),
        findings=sum(tally.findings for tally in known),
        documents=None if None in found_in else sum(number for number in found_in if number is not None),
    )


def _mean(parts: Sequence[tuple[float | None, int]], documents: int) -> float | None:
    if not documents or any(mean is None for mean, _ in parts):
        return None
    return sum(mean * number for mean, number in parts if mean is not None) / documents


def _deviation(parts: Sequence[Figures], mean: float | None, documents: int) -> float | None:
    """The variance within the parts and that between them add up to the whole's."""
    if mean is None or any(part.deviation is None for part in parts):
        return None
    squares = sum(
        part.scored * (part.deviation**2 + (part.score - mean) ** 2)
        for part in parts
        if part.deviation is not None and part.score is not None
    )
    return math.sqrt(squares / documents)
