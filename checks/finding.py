"""The results that every reader shares: findings, scored documents and unreadable records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .document import Document, Field, Location

Family = Literal["translation", "garble", "symbols", "injection"]
Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Verdict = Literal["pass", "review", "fail"]

FAMILIES: tuple[Family, ...] = ("translation", "garble", "symbols", "injection")
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the mildest to the gravest."""

UnreadableKind = Literal[
    "bad-bytes",
    "bad-json",
    "bad-csv",
    "bad-xml",
    "bad-compression",
    "not-a-record",
    "missing-text",
    "empty-text",
    "empty-feed",
    "too-large",
    "unreadable-file",
    "engine-crash",
]


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


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be scored, where it stands and why."""

    id: str | None
    location: Location
    kind: UnreadableKind
    message: str
