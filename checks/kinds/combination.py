"""Kind `combination`: several rules that fired together say more than each of them alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Annotated, ClassVar, NamedTuple

from ..language import LANGUAGES
from ._base import Context, Doc, Evidence, Hit, Kind, Scope
from ._folding import fold
from .calque import ORIGIN

RULES_NAMED = 5
"""Rules that the message names at most."""

MIN_AGREEING = 2
"""Marks that must point to one language before it is named: one wording alone may be a writer's own."""

MAX_ORIGINS = 2
"""Languages that are named where the marks cannot choose; more say nothing."""


class Mark(NamedTuple):
    """What counts once however often it stands: a rule, or one wording that points to a language."""

    rule: str
    wording: str = ""
    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Combination(Kind):
    """Finds documents in which at least so many different marks stand, which together weigh enough.

    It reads what the other rules found, exceptions and house vocabulary counted in, and speaks of the
    document as a whole. A rule is one mark however often it fired; but different wordings that point to a
    language (kind `calque`) are a mark each. What several rules say of one place counts once; findings of
    info are no evidence. `within` keeps a long text from gathering by and by what a short one must have at
    once. Where two marks or more agree on a source language, and no other has as many, it is told.
    """

    rules: Annotated[tuple[str, ...], Doc("Globs of the rules that count.")]
    at_least: Annotated[int, Doc("So many different marks make a hit.")] = 3
    weight: Annotated[float, Doc("What the marks must weigh together beside.")] = 0.0
    weights: Annotated[
        Mapping[str, float], Doc("Weight of a mark by rule glob, the last that fits; 1 where none does.")
    ] = field(default_factory=dict)
    within: Annotated[int | None, Doc("They must stand within so many words; unset: anywhere.")] = None

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("count", "rules", "pointer")

    @property
    def reads(self) -> tuple[str, ...]:
        """The rules that count."""
        return self.rules

    def __post_init__(self) -> None:
        """Raise ValueError for no rules, or for a number that makes no combination."""
        if not self.rules:
            raise ValueError("rules names no rule")
        if self.at_least < 2:  # noqa: PLR2004 (one mark is no combination)
            raise ValueError("at_least is 2 or more")
        if self.within is not None and self.within < 1:
            raise ValueError("within counts words from 1")
        if self.weight < 0 or any(weight < 0 for weight in self.weights.values()):
            raise ValueError("weights are 0 or more")

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit for the document."""
        evidence = _one_each([e for e in context.evidence if self._counts(e.rule)])
        marks = self._heaviest(context, evidence)
        if len(marks) >= self.at_least and self._weight_of(marks) >= self.weight:
            values = {"count": str(len(marks)), "rules": _listed(marks), "pointer": _pointer(marks)}
            yield Hit(0, 0, "text", values)

    def _counts(self, rule_id: str) -> bool:
        return any(fnmatchcase(rule_id, glob) for glob in self.rules)

    def _weight_of(self, marks: Iterable[Mark]) -> float:
        return sum(self._weight(mark.rule) for mark in marks)

    def _weight(self, rule_id: str) -> float:
        fitting = [weight for glob, weight in self.weights.items() if fnmatchcase(rule_id, glob)]
        return fitting[-1] if fitting else 1.0

    def _heaviest(self, context: Context, evidence: Sequence[Evidence]) -> Collection[Mark]:
        """The different marks of the stretch where they weigh most; none where they never make a hit."""
        marks = [(_words_before(context, found.hit), _mark(context, found)) for found in evidence]
        if self.within is None or len({mark for _, mark in marks}) < self.at_least:
            return {mark for _, mark in marks}
        marks.sort()
        inside: Counter[Mark] = Counter()
        best: list[Mark] = []
        first = 0
        for word, mark in marks:
            inside[mark] += 1
            while word - marks[first][0] >= self.within:
                inside[marks[first][1]] -= 1
                first += 1
            present = [mark for mark, hits in inside.items() if hits]
            if len(present) >= self.at_least:
                best = max(best, present, key=self._weight_of)
        return best


def _mark(context: Context, found: Evidence) -> Mark:
    origins = found.hit.values.get(ORIGIN, "").split()
    if not origins:
        return Mark(found.rule)
    text = context.document.field_text(found.hit.field)[found.hit.start : found.hit.end]
    return Mark(found.rule, " ".join(fold(text).split()), tuple(origins))


def _listed(marks: Iterable[Mark]) -> str:
    """The rules in order of id, with how many marks each has where it has more than one."""
    counts = sorted(Counter(mark.rule for mark in marks).items())
    named = [rule if number == 1 else f"{rule} ×{number}" for rule, number in counts[:RULES_NAMED]]
    return ", ".join([*named, "…"] if len(counts) > RULES_NAMED else named)


def _pointer(marks: Iterable[Mark]) -> str:
    """What the wording says of the source language, to go on with behind the message; may be empty."""
    votes = Counter(code for mark in marks for code in mark.origins)
    most = max(votes.values(), default=0)
    leading = sorted(code for code, number in votes.items() if number == most)
    if most < MIN_AGREEING or len(leading) > MAX_ORIGINS:
        return ""
    return f"; the wording points to {' or '.join(LANGUAGES[code] for code in leading)}"


def _one_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """One hit for each place: rules that mark the same characters, or touch, have seen one accident.

    Of the rules at a place, one that has not spoken elsewhere yet is heard.
    """
    kept: list[Evidence] = []
    heard: set[str] = set()
    field, end = "", -1
    for found in sorted(evidence, key=lambda found: (found.hit.field, found.hit.start, found.hit.end)):
        touches = found.hit.field == field and found.hit.start <= end
        if not touches:
            kept.append(found)
        elif kept[-1].rule in heard and found.rule not in heard:
            kept[-1] = found
        heard.add(kept[-1].rule)
        field, end = found.hit.field, max(end if touches else -1, found.hit.end)
    return kept


def _words_before(context: Context, hit: Hit) -> int:
    """How many words of the text stand before a hit; the title and links stand before them all."""
    return bisect_left(context.document.words, (hit.start, 0)) if hit.field == "text" else 0
