"""What a drill found out: counts by kind, the false alarms on the clean texts, and the gates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from ..finding import Family, Finding, Unreadable, Verdict
from ..gate import Ledger, RuleCount
from .kinds import DefectKind, Planted

MissReason = Literal["no finding", "wrong family", "too wide", "already there"]


class Miss(NamedTuple):
    """A planted defect that was not found: in which document, why, and the rule that came nearest."""

    document: str
    planted: Planted
    reason: MissReason
    rule: str | None = None


@dataclass
class KindOutcome:
    """One kind's counts. `unsuited`: texts that had no place for it and were passed over."""

    kind: DefectKind
    found: int = 0
    unsuited: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    """Verdicts of the damaged texts."""
    misses: list[Miss] = field(default_factory=list)

    @property
    def planted(self) -> int:
        """Texts that were damaged and checked."""
        return self.verdicts.total()

    @property
    def recall(self) -> Fraction | None:
        """Share of the planted defects that were found; None where no text had a place for one."""
        return Fraction(self.found, self.planted) if self.planted else None


@dataclass
class CleanOutcome:
    """What the rules say of the clean texts as they are. An alarm is a finding that is not info."""

    ledger: Ledger = field(default_factory=Ledger)
    words: int = 0
    alarms: int = 0
    documents_with_alarm: int = 0
    by_rule: Counter[str] = field(default_factory=Counter)
    documents_by_rule: Counter[str] = field(default_factory=Counter)

    @property
    def documents(self) -> int:
        """Clean documents that were checked."""
        return self.ledger.scored

    @property
    def per_thousand_words(self) -> float:
        """Alarms in 1,000 words."""
        return 1000 * self.alarms / self.words if self.words else 0.0

    def worst_rules(self) -> list[RuleCount]:
        """The rules that raised an alarm, the most frequent first."""
        counts = (RuleCount(rule, n, self.documents_by_rule[rule]) for rule, n in self.by_rule.items())
        return sorted(counts, key=lambda count: (-count.findings, count.rule))

    def add(self, findings: Sequence[Finding], words: int) -> None:
        """Count the alarms of one document."""
        self.words += words
        rules = Counter(finding.rule for finding in findings if finding.severity != "info")
        self.alarms += rules.total()
        self.documents_with_alarm += bool(rules)
        self.by_rule.update(rules)
        self.documents_by_rule.update(rules.keys())


@dataclass(frozen=True)
class DrillOutcome:
    """A whole drill: `drawn` of `read` clean documents were used, and `too_short` of these not damaged."""

    seed: int
    per_kind: int
    read: int
    unreadable: int
    drawn: int
    too_short: int
    shortened: int
    """Documents that were cut at the end of a block before they were damaged."""
    clean: CleanOutcome
    kinds: tuple[KindOutcome, ...]
    crashed: tuple[Unreadable, ...] = ()
    """Damaged documents that broke the checker."""

    @property
    def records(self) -> int:
        """Everything that the feed held, unreadable records among it."""
        return self.read + self.unreadable

    @property
    def recall(self) -> Fraction | None:
        """The mean recall over the kinds that could be planted: each kind weighs the same."""
        return _mean(self.kinds)

    @property
    def recall_by_family(self) -> Mapping[Family, Fraction]:
        """The mean recall over the kinds of each family, in the order of the report."""
        families = dict.fromkeys(outcome.kind.family for outcome in self.kinds)
        means = {
            family: _mean([outcome for outcome in self.kinds if outcome.kind.family == family])
            for family in families
        }
        return {family: mean for family, mean in means.items() if mean is not None}


def _mean(kinds: Sequence[KindOutcome]) -> Fraction | None:
    recalls = [outcome.recall for outcome in kinds if outcome.recall is not None]
    return sum(recalls, Fraction()) / len(recalls) if recalls else None
