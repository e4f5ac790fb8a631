"""What a run adds up to, and whether that is good enough: counts in, gates out. Pure, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, NamedTuple

from .finding import Result, State, Unreadable, Verdict
from .limit import Limit
from .rules.schema import GateSettings

GateName = Literal["min-documents", "max-unreadable", "max-failed", "max-stale"]

MET, GATE_FAILED, COULD_NOT_CHECK = 0, 1, 2
"""Exit codes: every gate met; documents failed; something could not be checked, which weighs more."""

DUPLICATES_NAMED = 10
"""Duplicate ids that the ledger keeps by name; the others are counted."""

ID_HASH_BYTES = 8
"""Bytes kept of each id: among ten million ids, two collide with a chance of about one in 370,000."""

INCOMPLETE = "incomplete"
"""How a document whose rules ran out of their budget is listed among the unreadable."""


class RuleCount(NamedTuple):
    """How often a rule spoke, and in how many documents."""

    rule: str
    findings: int
    documents: int


class SkipCount(NamedTuple):
    """In how many documents a rule was skipped for one reason."""

    rule: str
    reason: str
    documents: int


class GateOutcome(NamedTuple):
    """One gate: the limit as it was given, the measured value of `total`, and whether the limit holds."""

    name: GateName
    limit: str
    value: int
    total: int
    met: bool


@dataclass
class Ledger:
    """The counts of a run, fed one item at a time: `documents == scored + unreadable` always.

    A document that is not `complete` counts as unreadable and not as scored: some rules did not finish.
    """

    scored: int = 0
    unreadable_kinds: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    near_duplicates: int = 0
    """Documents that hardly differ from an earlier one."""
    duplicates: int = 0
    """Documents whose id an earlier one had."""
    duplicate_ids: list[str] = field(default_factory=list)
    """The first of those ids."""
    states: Counter[State] = field(default_factory=Counter)
    """Findings that are new, known and accepted."""
    state_documents: Counter[State] = field(default_factory=Counter)
    """Documents with findings of each."""
    _findings: Counter[str] = field(default_factory=Counter)
    _documents: Counter[str] = field(default_factory=Counter)
    _skipped: Counter[tuple[str, str]] = field(default_factory=Counter)
    _ids: set[bytes] = field(default_factory=set)

    @property
    def documents(self) -> int:
        """Documents in."""
        return self.scored + self.unreadable

    @property
    def unreadable(self) -> int:
        """Documents that could not be checked, or not with every rule."""
        return self.unreadable_kinds.total()

    @property
    def failed(self) -> int:
        """Documents with the verdict `fail`."""
        return self.verdicts["fail"]

    @property
    def review(self) -> int:
        """Documents with the verdict `review`."""
        return self.verdicts["review"]

    @property
    def passed(self) -> int:
        """Documents with the verdict `pass`."""
        return self.verdicts["pass"]

    def add(self, item: Result | Unreadable) -> None:
        """Count one document."""
        self._count_id(item.id)
        if isinstance(item, Unreadable):
            self.unreadable_kinds[item.kind] += 1
            return
        if item.complete:
            self.scored += 1
            self.verdicts[item.verdict] += 1
        else:
            self.unreadable_kinds[INCOMPLETE] += 1
        self.near_duplicates += item.near_duplicate_of is not None
        states = Counter(finding.state for finding in item.findings)
        self.states.update(states)
        self.state_documents.update(states.keys())
        rules = Counter(finding.rule for finding in item.findings if finding.state != "accepted")
        self._findings.update(rules)
        self._documents.update(rules.keys())
        self._skipped.update({(skip.rule, skip.reason) for skip in item.skipped})

    def by_rule(self) -> list[RuleCount]:
        """The rules that spoke, the most frequent first, then by name; what is accepted is left out."""
        counts = (RuleCount(rule, n, self._documents[rule]) for rule, n in self._findings.items())
        return sorted(counts, key=lambda count: (-count.findings, count.rule))

    def skipped(self) -> list[SkipCount]:
        """The rules that did not run on every document, by name and reason."""
        return [SkipCount(*key, n) for key, n in sorted(self._skipped.items())]

    def _count_id(self, name: str | None) -> None:
        if name is None:
            return
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=ID_HASH_BYTES).digest()
        if digest not in self._ids:
            self._ids.add(digest)
            return
        self.duplicates += 1
        if name not in self.duplicate_ids and len(self.duplicate_ids) < DUPLICATES_NAMED:
            self.duplicate_ids.append(name)


def evaluate(ledger: Ledger, settings: GateSettings) -> tuple[GateOutcome, ...]:
    """Hold a run against its gates: a document scored, and no more unreadable or failed than allowed.

    A share of unreadable documents is one of all documents in, a share of failed ones is one of those scored.
    """
    failed = sum(ledger.verdicts[verdict] for verdict in set(settings.fail_verdicts))
    return (
        GateOutcome("min-documents", "1", ledger.scored, ledger.documents, ledger.scored > 0),
        _at_most("max-unreadable", settings.max_unreadable, ledger.unreadable, ledger.documents),
        _at_most("max-failed", settings.max_failed, failed, ledger.scored),
    )


def no_stale(stale: int, total: int) -> GateOutcome:
    """The gate that allows no accepted entry that no longer occurs; for runs that ask for it."""
    return _at_most("max-stale", "0", stale, total)


def _at_most(name: GateName, limit: str, value: int, total: int) -> GateOutcome:
    return GateOutcome(name, limit, value, total, Limit.parse(limit).allows(value, total))


def failed_gates(outcomes: Iterable[GateOutcome]) -> list[GateOutcome]:
    """The gates that are not met."""
    return [outcome for outcome in outcomes if not outcome.met]


def exit_code(outcomes: Sequence[GateOutcome]) -> int:
    """0: every gate is met; 1: documents failed, or entries are stale; 2: something could not be checked."""
    failed = {outcome.name for outcome in failed_gates(outcomes)}
    if not failed:
        return MET
    return GATE_FAILED if failed <= {"max-failed", "max-stale"} else COULD_NOT_CHECK
