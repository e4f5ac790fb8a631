"""Kind `combination`: several rules that fired together say more than each of them alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated, ClassVar

from ._base import Context, Doc, Evidence, Hit, Kind, Scope

RULES_NAMED = 5
"""Rules that the message names at most."""


@dataclass(frozen=True)
class Combination(Kind):
    """Finds documents in which at least so many different rules of a list fired.

    It reads what the other rules found, exceptions and house vocabulary counted in, and speaks of the
    document as a whole. What several rules say of one place counts once; findings of info are no evidence.
    `within` keeps a long text from gathering by and by what a short one must have at once.
    """

    rules: Annotated[tuple[str, ...], Doc("Globs of the rules that count.")]
    at_least: Annotated[int, Doc("So many different rules make a hit.")] = 3
    within: Annotated[int | None, Doc("They must fire within so many words; unset: anywhere.")] = None

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("count", "rules")

    @property
    def reads(self) -> tuple[str, ...]:
        """The rules that count."""
        return self.rules

    def __post_init__(self) -> None:
        """Raise ValueError for no rules, or for a number that makes no combination."""
        if not self.rules:
            raise ValueError("rules names no rule")
        if self.at_least < 2:  # noqa: PLR2004 (one rule is no combination)
            raise ValueError("at_least is 2 or more")
        if self.within is not None and self.within < 1:
            raise ValueError("within counts words from 1")

    def find(self, context: Context) -> Iterator[Hit]:
        """One hit for the document."""
        fired = self._best(context, _one_each([e for e in context.evidence if self._counts(e.rule)]))
        if len(fired) >= self.at_least:
            named = fired[:RULES_NAMED] + (["…"] if len(fired) > RULES_NAMED else [])
            yield Hit(0, 0, "text", {"count": str(len(fired)), "rules": ", ".join(named)})

    def _counts(self, rule_id: str) -> bool:
        return any(fnmatchcase(rule_id, glob) for glob in self.rules)

    def _best(self, context: Context, evidence: Sequence[Evidence]) -> list[str]:
        """The different rules of the stretch where most of them fired, in order of id."""
        fired = {found.rule for found in evidence}
        if self.within is None or len(fired) < self.at_least:
            return sorted(fired)
        placed = sorted((_words_before(context, found.hit), found.rule) for found in evidence)
        inside: Counter[str] = Counter()
        best: list[str] = []
        first = 0
        for word, rule in placed:
            inside[rule] += 1
            while word - placed[first][0] >= self.within:
                inside[placed[first][1]] -= 1
                first += 1
            present = [name for name, hits in inside.items() if hits]
            best = max(best, present, key=len)
        return sorted(best)


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
