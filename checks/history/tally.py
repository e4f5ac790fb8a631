"""The counts of a run by source, fed one item at a time. Pure, in bounded memory."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from ..document import Document
from ..finding import FAMILIES, Family, Result, Unreadable, Verdict
from ..furniture import source_of
from ..gate import INCOMPLETE
from .model import QUANTILES, Counts, FamilyTally, RuleTally, Scores, SourceRecord

MAX_SOURCES = 2000
"""Sources of a run that are told apart: more than any feed list has, and few enough to hold their counts. A
feed that names a new source with every record fills no memory."""

OTHER_SOURCES = "(other sources)"
"""What the documents of all further sources are counted under."""

CENTS = 100
"""Steps of a point of score by which means are summed: as many as reports show, and whole numbers add up to
the same sum in any order."""

MEAN_DECIMALS = 4
"""Two more than a score has: means move less."""

TENTHS = 10
"""Steps of a point of score that quantiles tell apart: 1,001 of them bound what a source takes."""


def source_name(item: Result | Unreadable) -> str:
    """Where a document came from: its source; of what could not be read, the file or folder it lies in."""
    return source_of(Document("", location=item.location) if isinstance(item, Unreadable) else item.document)


class Counted(NamedTuple):
    """What a document was counted as: the number of its source, and why it is unreadable if it is."""

    source: int
    unreadable: str | None


@dataclass
class _Group:
    """The counts of one group of documents."""

    documents: int = 0
    words: int = 0
    cents: int = 0
    cents_squared: int = 0
    lowest_cents: int = 100 * CENTS
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    tenths: Counter[int] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    rule_documents: Counter[str] = field(default_factory=Counter)
    family_cents: Counter[Family] = field(default_factory=Counter)
    family_documents: Counter[str] = field(default_factory=Counter)

    def add(self, item: Result | Unreadable, unreadable: str | None) -> None:
        self.documents += 1
        if isinstance(item, Result):
            rules = Counter(finding.rule for finding in item.findings if finding.state != "accepted")
            self.findings.update(rules)
            self.rule_documents.update(rules.keys())
            self.family_documents.update({rule.partition("/")[0] for rule in rules})
        if unreadable is not None:
            self.unreadable[unreadable] += 1
        elif isinstance(item, Result):
            cents = round(item.score * CENTS)
            self.verdicts[item.verdict] += 1
            self.words += item.words
            self.cents += cents
            self.cents_squared += cents**2
            self.lowest_cents = min(self.lowest_cents, cents)
            self.tenths[round(cents * TENTHS / CENTS)] += 1
            for family in FAMILIES:
                self.family_cents[family] += round(item.families[family] * CENTS)

    def counts(self) -> Counts:
        return Counts(
            documents=self.documents,
            passed=self.verdicts["pass"],
            review=self.verdicts["review"],
            failed=self.verdicts["fail"],
            unreadable=self.unreadable.total(),
            words=self.words,
            findings=self.findings.total(),
            scores=self._scores(),
        )

    def _scores(self) -> Scores | None:
        scored = self.tenths.total()
        if not scored:
            return None
        mean = round(self.cents / scored / CENTS, MEAN_DECIMALS)
        return Scores(
            mean, self.lowest_cents / CENTS, tuple(self._quantiles(scored)), self._deviation(scored)
        )

    def _deviation(self, scored: int) -> float:
        """Of the population; by whole numbers up to the root, so that no order and no digit gets lost."""
        spread = scored * self.cents_squared - self.cents**2
        return round(math.sqrt(spread) / scored / CENTS, MEAN_DECIMALS)

    def _quantiles(self, scored: int) -> list[float]:
        """By the nearest rank: the least score that so many percent of the documents do not exceed."""
        found: list[float] = []
        reached = 0
        for tenths, documents in sorted(self.tenths.items()):
            reached += documents
            while len(found) < len(QUANTILES) and reached * 100 >= QUANTILES[len(found)] * scored:
                found.append(tenths / TENTHS)
        return found

    def families(self) -> dict[Family, FamilyTally]:
        """What each family found, also where that is nothing."""
        scored = self.tenths.total()
        findings = Counter[str]()
        for rule, number in self.findings.items():
            findings[rule.partition("/")[0]] += number
        return {
            family: FamilyTally(
                round(self.family_cents[family] / scored / CENTS, MEAN_DECIMALS) if scored else None,
                findings[family],
                self.family_documents[family],
            )
            for family in FAMILIES
        }


class Tally:
    """The counts of a run, as a whole and by source; sources are numbered as they first appear."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._numbers: dict[str, int] = {}
        self._groups: list[_Group] = []
        self._whole = _Group()
        self.near_duplicates = 0

    def add(self, item: Result | Unreadable) -> Counted:
        """Count one document."""
        unreadable = _why_unreadable(item)
        number = self._number(source_name(item))
        self._groups[number].add(item, unreadable)
        self._whole.add(item, unreadable)
        if isinstance(item, Result):
            self.near_duplicates += item.near_duplicate_of is not None
        return Counted(number, unreadable)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            if len(self._numbers) >= MAX_SOURCES:
                name = OTHER_SOURCES
            if name not in self._numbers:
                self._numbers[name] = len(self._numbers)
                self._groups.append(_Group())
        return self._numbers[name]

    def counts(self) -> Counts:
        """Of all documents."""
        return self._whole.counts()

    def sources(self) -> tuple[SourceRecord, ...]:
        """Of each source, in the order of their numbers."""
        return tuple(
            SourceRecord(
                name,
                group.counts(),
                {
                    rule: RuleTally(findings, group.rule_documents[rule])
                    for rule, findings in sorted(group.findings.items())
                },
                dict(sorted(group.unreadable.items())),
                group.families(),
            )
            for name, group in zip(self._numbers, self._groups, strict=True)
        )


def _why_unreadable(item: Result | Unreadable) -> str | None:
    """As the ledger counts: what was not checked to its end counts as unreadable."""
    if isinstance(item, Unreadable):
        return item.kind
    return None if item.complete else INCOMPLETE
