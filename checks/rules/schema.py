"""The typed form of a rule file: what each field means, and its default.

The loader and the JSON Schema both read these dataclasses, so a field is declared here and nowhere else.
A trailing underscore is no part of a field's YAML name (`in_` is `in`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from ..dialect import Pattern
from ..finding import Confidence, Severity, Verdict
from ..kinds import Doc, Kind, Scope
from ..language import LANGUAGES, UNKNOWN
from ..limit import Limits
from ..sources import MAX_SCORE, SourceSettings
from ..suggest import did_you_mean

Status = Literal["stable", "preview"]
SpanUnit = Literal["match", "sentence", "block"]

DEFAULT_LIMIT = 5
"""Hits of one rule in one document that count towards the score, where the rule does not say."""

REQUIRED = ("kind", "match", "severity", "confidence", "message", "why", "examples")
"""What a rule of its own must say; an override says what it changes."""

MIN_EXAMPLES = 3
"""Examples that a rule needs of either sort: one shows the case, three show its edges."""

MAX_WEIGHT = 1000
"""One finding of this weight fails any document; more would only lose precision."""


@dataclass(frozen=True, slots=True)
class Unless:
    """An exception: the rule is silent where this pattern matches."""

    pattern: Annotated[Pattern, Doc("Pattern that makes a hit legitimate.")]
    because: Annotated[str, Doc("Why the hit is legitimate then.")]
    in_: Annotated[
        Literal["hit", "block", "document"],
        Doc("hit: the match must overlap the hit, within its blocks; block, document: anywhere in them."),
    ] = "hit"


@dataclass(frozen=True, slots=True)
class Fix:
    """What a copy editor would do about a finding."""

    action: Annotated[Literal["remove", "remove-block", "replace", "repair"], Doc("What to do.")]
    safety: Annotated[Literal["safe", "unsafe"], Doc("safe: right wherever the rule is.")] = "unsafe"
    with_: Annotated[str | None, Doc("What to put in the match's place, with `replace`.")] = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule is tested on; `text` carries `[[…]]` around what a bad one must find."""

    text: Annotated[str | None, Doc("Plain text.")] = None
    html: Annotated[str | None, Doc("An HTML page instead of plain text.")] = None
    title: Annotated[str, Doc("The document's title.")] = ""
    language: Annotated[str | None, Doc("The document's language; by default the rule's first.")] = None
    furniture: Annotated[
        tuple[str, ...], Doc("Blocks that are to count as learned of the document's source.")
    ] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for an example without a text, with two, or in an unknown language."""
        if self.text is not None and self.html is not None:
            raise ValueError("give text or html, not both")
        if self.text is None and self.html is None and not self.title:
            raise ValueError("give text, html or title")
        if self.language is not None and self.language not in (*LANGUAGES, UNKNOWN):
            raise ValueError(f"unknown language {self.language!r}{did_you_mean(self.language, LANGUAGES)}")

    @classmethod
    def of_scalar(cls, text: str) -> Example:
        """An example written as a plain string."""
        return cls(text=text)


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that hold a rule to its word."""

    bad: Annotated[tuple[Example, ...], Doc("Texts with the defect marked [[so]]; at least three.")]
    good: Annotated[tuple[Example, ...], Doc("Near misses that must stay silent; at least three.")]
    known_miss: Annotated[tuple[Example, ...], Doc("Defects that the rule misses today.")] = ()
    known_false_alarm: Annotated[
        tuple[Example, ...], Doc("Sound text that the rule marks today, the wrong span marked.")
    ] = ()


class PutOff(Protocol):
    """Fields of a rule that are read when they are asked for; few rules have much to say of a text."""

    kind: type[Kind]
    reads: tuple[str, ...]

    def read(self, name: str) -> Any:
        """The value of a field. Raises AttributeError for one that was not put off."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `match` is an instance of the kind's dataclass."""

    id: str
    kind: Annotated[str, Doc("The kind of check; its fields follow under match.")]
    match: Annotated[Kind, Doc("The fields of the kind.")]
    severity: Annotated[Severity, Doc("error, warning or info; info is shown and never fails or scores.")]
    confidence: Annotated[Confidence, Doc("How sure a hit is a defect.")]
    message: Annotated[str, Doc("What an editor reads; {match} and the kind's values are filled in.")]
    why: Annotated[str, Doc("How the defect comes about.")]
    examples: Annotated[Examples, Doc("Texts that hold the rule to its word.")]
    scope: Annotated[tuple[Scope, ...], Doc("What the kind is shown at a time: one scope or a list.")]
    languages: Annotated[tuple[str, ...], Doc("ISO 639-1 codes, or any.")] = ()
    """Empty for any language."""
    unless: Annotated[tuple[Unless, ...], Doc("Exceptions.")] = ()
    fix: Annotated[Fix | None, Doc("What a copy editor would do.")] = None
    status: Annotated[Status, Doc("preview: findings are shown as info.")] = "stable"
    span: Annotated[SpanUnit, Doc("Widen a hit to its sentence or block; neighbouring blocks merge.")] = (
        "match"
    )
    absorb: Annotated[
        Pattern | None,
        Doc("With `span: block`: neighbouring blocks that this matches as a whole join the hit."),
    ] = None
    limit: Annotated[int, Doc("Hits in one document that count towards the score.")] = DEFAULT_LIMIT
    replaces: Annotated[tuple[str, ...], Doc("Ids that this rule had before.")] = ()
    source: Annotated[str | None, Doc("Where the rule's idea is described.")] = None
    enabled: Annotated[bool, Doc("false switches the rule off.")] = True
    put_off: PutOff | None = field(default=None, init=False, repr=False, compare=False)
    """What has the fields that a rule out of the cache lacks until somebody asks for one."""

    read_as: str = field(default="", init=False, repr=False, compare=False)
    """The digest of the files that it was read from; none for a rule that was made or changed otherwise."""

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def traits(self) -> Kind | type[Kind]:
        """The kind, or its class where it is put off: what the class says of all its rules."""
        return self.match if self.put_off is None else self.put_off.kind

    @property
    def reads(self) -> tuple[str, ...]:
        """Globs of the rules whose hits the kind reads."""
        return self.match.reads if self.put_off is None else self.put_off.reads

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Read a field that was put off, and keep it."""
            if name == "put_off" or self.put_off is None:
                raise AttributeError(name)
            value = self.put_off.read(name)
            object.__setattr__(self, name, value)
            return value


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """Weights and the thresholds of the verdict."""

    fail_under: Annotated[float, Doc("A score below this fails the document.")] = 60.0
    fail_on: Annotated[Severity | None, Doc("A finding of this severity or graver fails it.")] = None
    review_under: Annotated[float, Doc("A score below this asks for review.")] = 85.0
    review_on: Annotated[Severity | None, Doc("A finding of this severity or graver asks for review.")] = (
        "error"
    )
    weights: Annotated[Mapping[str, float], Doc("Factor on the penalty, by rule glob.")] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Raise ValueError for a threshold that no score can reach, or a weight that would raise scores."""
        for name in ("fail_under", "review_under"):
            if not 0 <= getattr(self, name) <= MAX_SCORE:
                raise ValueError(f"{name} must lie between 0 and {MAX_SCORE}")
        for glob, weight in self.weights.items():
            if not 0 <= weight <= MAX_WEIGHT:
                raise ValueError(f"the weight of {glob!r} must lie between 0 and {MAX_WEIGHT}")


@dataclass(frozen=True, slots=True)
class GateSettings(Limits):
    """What a run as a whole must keep to. None of its own limits can be taken away but that for `review`."""

    min_documents: Annotated[int, Doc("Documents that must be scored, at least; never less than 1.")] = 1
    max_unreadable: Annotated[str, Doc("Records that may be unreadable, of all: N, P%, or 'P%, N'.")] = "0"
    max_failed: Annotated[str, Doc("Documents that may fail, of those scored: N, P%, or 'P%, N'.")] = "0"
    fail_verdicts: Annotated[tuple[Verdict, ...], Doc("Verdicts that count as failed.")] = ("fail",)
    warn: Annotated[
        Limits, Doc("Limits that are reported like failed gates where they are passed, and fail nothing.")
    ] = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Names:
    """The house's vocabulary."""

    allow: Annotated[
        tuple[str, ...], Doc("Names and words that are right as they stand: a hit inside one is silent.")
    ] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a blank name."""
        if not all(name.strip() for name in self.allow):
            raise ValueError("an allowed name is blank")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything that a rule file and what it extends say, checked."""

    rules: tuple[Rule, ...]
    """In order of id."""
    score: ScoreSettings = ScoreSettings()
    gate: GateSettings = GateSettings()
    vocabulary: frozenset[str] = frozenset()
    """The house's allowed names, case-folded."""
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    """Settings by glob of a source, in the order of the file."""
    path: str = "default"
    digest: str = ""
    """SHA-256 of the files that were read, hexadecimal: two runs with one digest used the same rules."""
