"""Series of nights held against the test of change: which sources and rules moved, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from .changes import LEAST_NIGHTS, Shift, mean_change, share_change
from .model import Change, Direction, Figures, Measure, RuleShift

LEVEL = 0.05
"""The customary one: where nothing changed, at most one report in twenty names anything at all."""

MEASURES_OF_A_SOURCE = 2
"""Its mean score, and the share of its documents that did not pass."""

SHIFTED_RULES = 5
"""Rules that are named with a source's change: those that moved most."""

LEAST_RULE_SHIFT = 0.005
"""A rule that moved by less than half a percent of the documents explains nothing."""


@dataclass
class SourceSeries:
    """A source's nights as the test needs them, one entry for each night; 0 documents where it was silent."""

    documents: list[int] = field(default_factory=list)
    scored: list[int] = field(default_factory=list)
    not_passed: list[int] = field(default_factory=list)
    scores: list[float | None] = field(default_factory=list)
    deviations: list[float | None] = field(default_factory=list)
    conditions: list[str | None] = field(default_factory=list)

    def add(self, figures: Figures, conditions: str, night: int) -> None:
        """Add what a night says; nights that were passed over were silent."""
        self.fill(night)
        self.documents.append(figures.documents)
        self.scored.append(figures.scored)
        self.not_passed.append(figures.not_passed)
        self.scores.append(figures.score)
        self.deviations.append(figures.deviation)
        self.conditions.append(conditions)

    def fill(self, nights: int) -> None:
        """Make up for nights without a document."""
        missing = nights - len(self.documents)
        for numbers in (self.documents, self.scored, self.not_passed):
            numbers.extend([0] * missing)
        for values in (self.scores, self.deviations):
            values.extend([None] * missing)
        self.conditions.extend([None] * missing)

    @property
    def compared_from(self) -> int:
        """The first night that compares with the last one that it came in: all since have its conditions."""
        return first_alike(self.conditions)

    @property
    def is_testable(self) -> bool:
        """Whether enough nights compare for a change to be told from noise."""
        return sum(map(bool, self.scored[self.compared_from :])) > LEAST_NIGHTS


def first_alike(conditions: Sequence[str | None]) -> int:
    """Index of the first entry of the stretch up to the end in which all are the same; None is no entry."""
    known = [(index, key) for index, key in enumerate(conditions) if key is not None]
    first = known[-1][0] if known else 0
    for index, key in reversed(known):
        if key != known[-1][1]:
            break
        first = index
    return first


def source_changes(series: SourceSeries, days: Sequence[date], tests: int) -> tuple[Change, ...]:
    """The changes of a source that still stand, the weightiest first; `tests` are those of the report."""
    start = series.compared_from
    scored = series.scored[start:]
    shifts: list[tuple[Measure, Shift | None]] = [
        ("not-passed", share_change(series.not_passed[start:], scored, LEVEL / tests)),
        ("score", mean_change(series.scores[start:], series.deviations[start:], scored, LEVEL / tests)),
    ]
    changes = [_change(measure, shift, days[start:], tests) for measure, shift in shifts if shift is not None]
    return tuple(sorted(changes, key=lambda found: -weight(found)))


def _change(measure: Measure, shift: Shift, days: Sequence[date], tests: int) -> Change:
    """A shift of a series as a change of what it measures; its chance is corrected by Bonferroni."""
    rose = shift.after > shift.before
    direction: Direction = "better" if rose == (measure == "score") else "worse"
    return Change(
        measure,
        direction,
        days[shift.start],
        shift.before,
        shift.after,
        shift.nights_before,
        shift.nights_after,
        shift.documents_before,
        shift.documents_after,
        min(1.0, shift.chance * tests),
    )


def weight(found: Change) -> float:
    """How much a change matters: the part of the documents, or of the score, that it moved each night."""
    moved = abs(found.after - found.before)
    part = moved / 100 if found.measure == "score" else moved
    return part * found.documents_after / found.nights_after


def rule_shifts(
    rows: Iterable[tuple[int, str, int]],
    scored: Sequence[int],
    found: Change,
    days: Sequence[date],
    compared_from: int,
) -> tuple[RuleShift, ...]:
    """The rules that moved with a source's change, the most first.

    `rows` hold a night, a rule and the documents of the source that the rule spoke in; `scored` are the
    source's documents by night.
    """
    start = days.index(found.since)
    before, after = _stretches(scored, start, found, compared_from)
    documents: dict[str, list[int]] = {}
    for night, rule, number in rows:
        counts = documents.setdefault(rule, [0, 0])
        counts[0] += number * (night in before)
        counts[1] += number * (night in after)
    totals = sum(scored[night] for night in before), sum(scored[night] for night in after)
    if not all(totals):
        return ()
    shifts = (
        RuleShift(rule, min(1.0, counts[0] / totals[0]), min(1.0, counts[1] / totals[1]))
        for rule, counts in documents.items()
    )
    sign = 1 if found.direction == "worse" else -1
    moved = [shift for shift in shifts if sign * (shift.after - shift.before) >= LEAST_RULE_SHIFT]
    return tuple(
        sorted(moved, key=lambda shift: (-abs(shift.after - shift.before), shift.rule))[:SHIFTED_RULES]
    )


def _stretches(
    scored: Sequence[int], start: int, found: Change, compared_from: int
) -> tuple[frozenset[int], frozenset[int]]:
    """The nights that a change compares: those from its beginning on, and as many before it as it counted."""
    earlier = [night for night in range(compared_from, start) if scored[night]]
    return frozenset(earlier[len(earlier) - found.nights_before :]), frozenset(range(start, len(scored)))


def rule_change(
    documents: Sequence[int], scored: Sequence[int], days: Sequence[date], start: int, tests: int
) -> Change | None:
    """The change of a rule's share of all documents, over the nights that compare."""
    shift = share_change(documents[start:], scored[start:], LEVEL / tests)
    return None if shift is None else _change("rule", shift, days[start:], tests)
