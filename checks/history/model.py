"""A run as it is kept: what is written to a history is what is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ..finding import Family

QUANTILES = (5, 25, 50, 75, 95)
"""The percentiles of the scores that are kept: the middle, the half around it, and either tail."""


class Scores(NamedTuple):
    """The scores of a group of documents; `quantiles` are those of `QUANTILES`.

    `deviation` is the standard deviation of these very documents (the population's: divided by their number),
    None where an older copydesk recorded the run and kept too little to tell.
    """

    mean: float
    lowest: float
    quantiles: tuple[float, ...]
    deviation: float | None = None


class Counts(NamedTuple):
    """A group of documents: `documents == passed + review + failed + unreadable`.

    `words` and `scores` are those of the documents that were scored; `findings` leaves out what is accepted.
    `scores` is None where none was scored.
    """

    documents: int
    passed: int
    review: int
    failed: int
    unreadable: int
    words: int
    findings: int
    scores: Scores | None


class RuleTally(NamedTuple):
    """How often a rule spoke, and in how many documents; what is accepted is left out."""

    findings: int
    documents: int


class FamilyTally(NamedTuple):
    """What a family found in the documents of a source; what is accepted is left out.

    `score` is the mean of the family's scores over the documents that were scored, None where none was.
    `documents` counts those with at least one of the `findings`. Both are None in runs that an older copydesk
    recorded, which kept findings alone.
    """

    score: float | None
    findings: int
    documents: int | None


class GateRecord(NamedTuple):
    """A gate: what it held the run against, and whether that was met.

    `source` is the glob of the documents that it is about, None for all; `level` is `fail` or `warn`.
    """

    name: str
    source: str | None
    level: str
    limit: str
    value: int
    total: int
    met: bool


@dataclass(frozen=True)
class SourceRecord:
    """What came from one source.

    A run has no `families` of its own: findings and documents of all its sources add up to the run's, and its
    mean is that of the sources' means, weighted by scored documents (exact but for their four decimals).
    """

    name: str
    counts: Counts
    rules: Mapping[str, RuleTally] = field(default_factory=dict)
    unreadable: Mapping[str, int] = field(default_factory=dict)
    """Documents that could not be checked, by reason."""
    families: Mapping[Family, FamilyTally] = field(default_factory=dict)
    """In the order of `FAMILIES`; each of them, once the run is written and read."""


class DocumentRecord(NamedTuple):
    """One document. `number` counts from 1 in the order of the input, `source` from 0 in that of the run's.

    Where it could not be checked, `unreadable` says why, and score, verdict and words are None.
    """

    number: int
    source: int
    id: str | None
    score: float | None
    verdict: str | None
    words: int | None
    findings: int
    unreadable: str | None
    path: str | None
    line: int | None
    record: int | None


class ExcerptRecord(NamedTuple):
    """A finding with the text around it, as it stands in the document: it may be hostile."""

    rule: str
    severity: str
    field: str
    line: int
    column: int
    before: str
    match: str
    after: str
    message: str


class WorstRecord(NamedTuple):
    """One of a run's worst documents."""

    document: DocumentRecord
    title: str
    excerpts: tuple[ExcerptRecord, ...]


@dataclass(frozen=True)
class RunHead:
    """A run without its documents and sources. `started` and `ended` know their time zone."""

    id: str
    started: datetime
    ended: datetime
    version: str
    rules_path: str
    rules_digest: str
    conditions: Mapping[str, object]
    """All that the results depend on beside the documents, as the JSON report tells it under `run`."""
    counts: Counts
    near_duplicates: int
    gates: tuple[GateRecord, ...]


@dataclass(frozen=True)
class RunRecord:
    """A whole run, but for the row that each document has."""

    head: RunHead
    sources: tuple[SourceRecord, ...]
    worst: tuple[WorstRecord, ...]
    """The worst first."""
