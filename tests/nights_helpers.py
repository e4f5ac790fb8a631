"""Histories of nights made by hand: each night a run, each source a few figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from checks.finding import FAMILIES
from checks.history.model import (
    Counts,
    DocumentRecord,
    FamilyTally,
    GateRecord,
    RuleTally,
    RunHead,
    RunRecord,
    Scores,
    SourceRecord,
    WorstRecord,
)
from checks.history.store import History
from checks.nightly.building import Asked, build_report
from checks.nightly.model import NightlyReport

FIRST = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
TEASER = "injection/related-teaser"


@dataclass(frozen=True)
class Part:
    """What one source brings in a night: so many documents, and so many of them that did not pass."""

    documents: int = 200
    failed: int = 4
    score: float = 96.0
    rules: Mapping[str, int] = field(default_factory=dict)
    unreadable: Mapping[str, int] = field(default_factory=dict)

    def record(self, name: str) -> SourceRecord:
        """The part as a history keeps it."""
        scored = self.documents
        scores = Scores(self.score, 20.0, (60.0, 90.0, 98.0, 100.0, 100.0), 8.0) if scored else None
        lost = sum(self.unreadable.values())
        counts = Counts(
            scored + lost,
            scored - self.failed,
            0,
            self.failed,
            lost,
            500 * scored,
            sum(self.rules.values()),
            scores,
        )
        rules = {rule: RuleTally(documents, documents) for rule, documents in self.rules.items()}
        families = {
            family: FamilyTally(
                self.score if scored else None,
                sum(number for rule, number in self.rules.items() if rule.startswith(family)),
                sum(number for rule, number in self.rules.items() if rule.startswith(family)),
            )
            for family in FAMILIES
        }
        return SourceRecord(name, counts, rules, dict(self.unreadable), families)


def run(
    started: datetime,
    parts: Mapping[str, Part],
    *,
    run_id: str = "",
    conditions: Mapping[str, object] | None = None,
    rules_digest: str = "0" * 64,
    gates: Sequence[GateRecord] = (),
    worst: Sequence[WorstRecord] = (),
) -> RunRecord:
    """A run of these sources."""
    sources = tuple(part.record(name) for name, part in parts.items())
    scored = [source.counts for source in sources]
    sums = {name: sum(getattr(counts, name) for counts in scored) for name in Counts._fields[:-1]}
    whole = Counts(**sums, scores=None)
    head = RunHead(
        id=run_id or f"run-{started:%Y%m%d%H%M}",
        started=started,
        ended=started + timedelta(minutes=20),
        version="0.1.0",
        rules_path="rules.yaml",
        rules_digest=rules_digest,
        conditions={
            "version": "0.1.0",
            "rules": {"path": "rules.yaml", "sha256": rules_digest},
            **(conditions or {}),
        },
        counts=whole,
        near_duplicates=0,
        gates=tuple(gates),
    )
    return RunRecord(head, sources, tuple(worst))


def nights(
    history: History, sources: Mapping[str, Sequence[Part | None]], *, first: datetime = FIRST
) -> None:
    """Write a run for each night; a source that is None in it brought nothing."""
    for number, parts in enumerate(zip(*sources.values(), strict=True)):
        brought = {name: part for name, part in zip(sources, parts, strict=True) if part is not None}
        history.write(run(first + timedelta(days=number), brought), documents_of(()))


def documents_of(worst: Iterable[WorstRecord]) -> list[DocumentRecord]:
    """The rows of the worst documents alone: no report reads the others."""
    return [record.document for record in worst]


def night(number: int) -> date:
    """The day of a night, counted from 0."""
    return (FIRST + timedelta(days=number)).date()


ASKED = Asked(ZoneInfo("UTC"), "UTC", None, 60, None, None, 20)


def report_of(history: History, **asked: object) -> NightlyReport:
    """The report on all nights."""
    return build_report(history, replace(ASKED, **asked), version="0.1.0", address="sqlite:///history.db")  # type: ignore[arg-type]  # by name
