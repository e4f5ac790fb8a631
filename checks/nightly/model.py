"""A report on a span of nights, as every format of it shows: plain values, computed once.

A night is a day of the calendar on which runs started, in a stated time zone; what the runs of one night
say of a source is added up. All series (`nights` of a source, `documents` of a rule) have one entry for each
night of `NightlyReport.nights`, in that order, the earliest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from ..finding import Family
from ..history.model import ExcerptRecord, GateRecord

Measure = Literal["score", "not-passed", "rule"]
"""What a change is one of: the mean score of the documents (0 to 100, higher is better), the share of them
that did not pass (0 to 1), or the share of them that a rule speaks in (0 to 1)."""

Direction = Literal["worse", "better"]


class FamilyFigures(NamedTuple):
    """A family's part: the mean of its scores, its findings, and the documents that it found something in.

    `score` is None in nights that an older copydesk recorded, which kept findings alone.
    """

    score: float | None
    findings: int
    documents: int | None


@dataclass(frozen=True)
class Figures:
    """A group of documents of one night: `documents == passed + review + failed + unreadable`.

    `score` is the mean, None where no document was scored; `deviation` the standard deviation of the scores
    within the night, None where an older copydesk recorded it or no document was scored.
    """

    documents: int
    passed: int
    review: int
    failed: int
    unreadable: int
    words: int
    findings: int
    score: float | None
    deviation: float | None
    families: Mapping[Family, FamilyFigures]

    @property
    def scored(self) -> int:
        """The documents that have a score and a verdict."""
        return self.passed + self.review + self.failed

    @property
    def not_passed(self) -> int:
        """The documents that somebody has to look at, or that must not go out."""
        return self.review + self.failed


@dataclass(frozen=True)
class Night:
    """One night with all its documents."""

    day: date
    runs: tuple[str, ...]
    """The ids of its runs, the earliest first."""
    conditions: str
    """What its results depend on beside the documents, as a hash: nights compare where it is the same."""
    figures: Figures
    gates_failed: tuple[GateRecord, ...]


class Change(NamedTuple):
    """A lasting change of one measure between two stretches of nights, told from noise by `changes`.

    `before` and `after` are the levels of the stretch that ended and of the one that goes on, each weighted
    by documents. `chance` is the p-value, corrected for all nights at which a change might have begun and for
    all series that were tested: how often nights that differ by noise alone would show as much.
    """

    measure: Measure
    direction: Direction
    since: date
    before: float
    after: float
    nights_before: int
    nights_after: int
    documents_before: int
    documents_after: int
    chance: float


class RuleShift(NamedTuple):
    """A rule's part in a source's change: the share of documents that it spoke in, before and after."""

    rule: str
    before: float
    after: float


@dataclass(frozen=True)
class SourceTrend:
    """A source over the span. A night is None where nothing came from it."""

    name: str
    nights: tuple[Figures | None, ...]
    compared_from: int
    """Index of the first night that compares with the last: rules and settings are the same from there on."""
    changes: tuple[Change, ...]
    """At most one for each measure, the one that still stands; the weightiest first. Empty: steady, or too
    little to tell."""
    rules: tuple[RuleShift, ...]
    """The rules that moved most with the change, the most first; empty where there is none."""

    @property
    def direction(self) -> Direction | None:
        """Whether it got worse or better, None where it did neither; worse outweighs better."""
        directions = {change.direction for change in self.changes}
        return "worse" if "worse" in directions else "better" if directions else None

    @property
    def documents(self) -> int:
        """Of all nights."""
        return sum(night.documents for night in self.nights if night is not None)


@dataclass(frozen=True)
class RuleTrend:
    """A rule over the span: in how many documents it spoke each night; `change` is one of their share."""

    rule: str
    family: Family
    documents: tuple[int, ...]
    findings: tuple[int, ...]
    change: Change | None


class NewKind(NamedTuple):
    """A rule that speaks for the first time in the history's life, in the last night of the report.

    `was_asked` is False where rules or version changed since the night before: then the rule itself may be
    new and the defect old.
    """

    rule: str
    family: Family
    documents: int
    findings: int
    sources: tuple[str, ...]
    was_asked: bool


class WorstDocument(NamedTuple):
    """One of the last night's worst documents; `excerpts` are scraped text as it stands, so hostile."""

    id: str | None
    title: str
    source: str
    score: float
    verdict: str
    words: int
    findings: int
    place: str | None
    """Path and line or record, as other reports print it; None where it has none."""
    excerpts: tuple[ExcerptRecord, ...]


class UnreadableReason(NamedTuple):
    """Why documents could not be checked: how many each night, and in which sources the last night."""

    reason: str
    documents: tuple[int, ...]
    sources: tuple[tuple[str, int], ...]


class Silence(NamedTuple):
    """A source that used to deliver and does not: longer than it was ever silent before in the span."""

    source: str
    last_seen: date
    nights_silent: int
    nights_seen: int
    longest_gap: int
    """The most nights that it was silent between two that it delivered in."""
    usual_documents: float
    """The median of the nights in which it delivered."""


class Method(NamedTuple):
    """How changes were told from noise, for whoever wants to judge it."""

    level: float
    """The most that the chance of naming anything may be where nothing changed."""
    series_tested: int
    least_nights: int
    least_documents: int


@dataclass(frozen=True)
class NightlyReport:
    """Everything that the report says."""

    history: str
    """The history's address as it may be shown: without a password."""
    time_zone: str
    version: str
    last_run_ended: datetime
    nights: tuple[Night, ...]
    """At least one."""
    compared_from: int
    """Index of the first night whose conditions are those of the last, without a break."""
    asked_source: str | None
    """The glob that the report was restricted to."""
    sources: tuple[SourceTrend, ...]
    """Those that got worse first, then those that got better, then the others; the lowest score first."""
    sources_left_out: int
    """Beyond `--top`, of those that did not change."""
    rules: tuple[RuleTrend, ...]
    """Those that rise first, then those that fall, then those that speak most in the last night."""
    rules_left_out: int
    new_kinds: tuple[NewKind, ...]
    worst: tuple[WorstDocument, ...]
    """The worst first."""
    unreadable: tuple[UnreadableReason, ...]
    silences: tuple[Silence, ...]
    notes: tuple[str, ...]
    """What a reader must know to read the rest, in sentences: rules that changed, nights without a run."""
    method: Method

    @property
    def last(self) -> Night:
        """The night that the report is about."""
        return self.nights[-1]

    @property
    def compares(self) -> bool:
        """Whether nights enough have the conditions of the last for a change to be told from noise."""
        return len(self.nights) - self.compared_from > self.method.least_nights

    def sources_that(self, direction: Direction) -> tuple[SourceTrend, ...]:
        """The sources that got worse, or better."""
        return tuple(source for source in self.sources if source.direction == direction)
