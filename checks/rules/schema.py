"""The typed form of a rule file: what each field means, and its default.

The loader and the JSON Schema both read these dataclasses, so a field is declared here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from ..finding import Confidence, Severity, Verdict
from ..kinds import Kind, Scope
from .pattern import Pattern

Status = Literal["stable", "preview"]
SpanUnit = Literal["match", "sentence", "block"]

DEFAULT_LIMIT = 5
"""Hits of one rule in one document that count towards the score, where the rule does not say."""


@dataclass(frozen=True, slots=True)
class Doc:
    """The description of a field, for the JSON Schema and `copydesk rules explain`."""

    text: str


@dataclass(frozen=True, slots=True)
class Unless:
    """An exception: the rule is silent where this pattern matches."""

    pattern: Annotated[Pattern, Doc("Pattern that makes a hit legitimate.")]
    because: Annotated[str, Doc("Why the hit is legitimate then.")]
    where: Annotated[
        Literal["hit", "document"],
        Doc("hit: the match must overlap the hit within its blocks; document: anywhere in the text."),
    ] = "hit"


@dataclass(frozen=True, slots=True)
class Fix:
    """What a copy editor would do about a finding."""

    action: Annotated[Literal["remove", "remove-block", "replace", "repair"], Doc("What to do.")]
    safety: Annotated[Literal["safe", "unsafe"], Doc("safe: right wherever the rule is.")] = "unsafe"
    replacement: Annotated[str | None, Doc("What to put in the match's place, with `replace`.")] = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule is tested on; `text` carries `[[…]]` around what a bad one must find."""

    text: Annotated[str | None, Doc("Plain text.")] = None
    html: Annotated[str | None, Doc("An HTML page instead of plain text.")] = None
    title: Annotated[str, Doc("The document's title.")] = ""
    language: Annotated[str | None, Doc("The document's language; by default the rule's first.")] = None


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that hold a rule to its word."""

    bad: Annotated[tuple[Example, ...], Doc("Texts with the defect marked [[so]]; at least three.")]
    good: Annotated[tuple[Example, ...], Doc("Near misses that must stay silent; at least three.")]
    known_miss: Annotated[tuple[Example, ...], Doc("Defects that the rule misses today.")] = ()
    known_false_alarm: Annotated[
        tuple[Example, ...], Doc("Sound text that the rule marks today, the wrong span marked.")
    ] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `match` is an instance of the kind's dataclass."""

    id: str
    kind: str
    match: Kind
    severity: Severity
    confidence: Confidence
    message: str
    why: str
    examples: Examples
    scope: tuple[Scope, ...]
    languages: tuple[str, ...] = ()
    """ISO 639 codes; empty for any language."""
    unless: tuple[Unless, ...] = ()
    fix: Fix | None = None
    status: Status = "stable"
    span: SpanUnit = "match"
    absorb: Pattern | None = None
    limit: int = DEFAULT_LIMIT
    replaces: tuple[str, ...] = ()
    source: str | None = None
    enabled: bool = True

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """Weights and the thresholds of the verdict."""

    fail_under: Annotated[float, Doc("A score below this fails the document.")] = 60.0
    fail_on: Annotated[Severity | None, Doc("A finding of this severity or graver fails it.")] = None
    review_under: Annotated[float, Doc("A score below this asks for review.")] = 85.0
    review_on: Annotated[Severity | None, Doc("A finding of this severity or graver asks for review.")] = "error"
    weights: Annotated[Mapping[str, float], Doc("Factor on the penalty, by rule glob.")] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class GateSettings:
    """How many documents may fail or be unreadable: a number, or a share such as 2%."""

    max_failed: Annotated[str, Doc("Documents that may fail: N or P%.")] = "0"
    max_unreadable: Annotated[str, Doc("Records that may be unreadable: N or P%.")] = "0"
    fail_verdicts: Annotated[tuple[Verdict, ...], Doc("Verdicts that count as failed.")] = ("fail",)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything that a rule file and what it extends say, checked."""

    rules: tuple[Rule, ...]
    """In order of id."""
    score: ScoreSettings = ScoreSettings()
    gate: GateSettings = GateSettings()
    vocabulary: frozenset[str] = frozenset()
    """The house's allowed names, case-folded."""
    path: str = "default"
    digest: str = ""
    """SHA-256 of the files that were read, hexadecimal: two runs with one digest used the same rules."""
