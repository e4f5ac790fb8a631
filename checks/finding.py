"""The results that every reader shares: findings, scored documents and unreadable records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from .document import Document, Field, Location

Family = Literal["translation", "garble", "symbols", "injection"]
Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Verdict = Literal["pass", "review", "fail"]

State = Literal["new", "known", "accepted"]
"""What a finding is to whoever runs the check.

`known`: the baseline has it, and the verdict leaves it out. `accepted`: somebody answers for it, and it costs
nothing. `new`: everything else.
"""
STATES: tuple[State, ...] = get_args(State)

FAMILIES: tuple[Family, ...] = ("translation", "garble", "symbols", "injection")
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the mildest to the gravest."""

UnreadableKind = Literal[
    "bad-bytes",
    "bad-json",
    "bad-csv",
    "bad-xml",
    "bad-parquet",
    "bad-warc",
    "bad-compression",
    "not-a-record",
    "missing-text",
    "empty-text",
    "empty-feed",
    "too-large",
    "unreadable-file",
    "engine-crash",
]


class Accepted(NamedTuple):
    """Who accepted a finding and why, and the fingerprint under which that is on file."""

    who: str
    reason: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: `document.field_text(field)[start:end] == match`, offsets in code points.

    A finding about the document as a whole has the empty span 0, 0. `line` and `column` count from 1
    within the field. `points` is what the finding costs the score; see docs/scoring.md.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    points: float
    field: Field
    start: int
    end: int
    line: int
    column: int
    match: str
    message: str
    fingerprint: str
    state: State = "new"
    accepted: Accepted | None = None

    @property
    def family(self) -> str:
        """The part of the rule's id before the slash."""
        return self.rule.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that did not run on a document, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """A document that was scored. `complete` is false where a rule ran out of its budget."""

    document: Document
    id: str
    language: str
    words: int
    score: float
    verdict: Verdict
    families: Mapping[Family, float]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    measures: Mapping[str, float | None] = field(default_factory=dict)
    near_duplicate_of: str | None = None
    """Id of the earlier document of the same run that this one hardly differs from."""
    complete: bool = True
    judged_score: float | None = None
    """The score of the new findings alone, on which the verdict rests; None where no finding is known, for
    then it is `score`."""

    def count(self, state: State) -> int:
        """How many findings are of a state."""
        return sum(finding.state == state for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be scored, where it stands and why."""

    id: str | None
    location: Location
    kind: UnreadableKind
    message: str
