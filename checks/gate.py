"""What a run adds up to, and whether that is good enough: counts in, gates out. Pure, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, NamedTuple

from .finding import Result, State, Unreadable, Verdict
from .limit import Limit, Limits, SourceGate
from .rules.schema import GateSettings
from .sources import Sources, matches, names_of

GateName = Literal["min-documents", "max-unreadable", "max-failed", "max-review", "max-stale"]

Level = Literal["fail", "warn"]
"""Whether a gate that is not met fails the run, or is only reported."""

MET, GATE_FAILED, COULD_NOT_CHECK = 0, 1, 2
"""Exit codes: every gate met; documents failed; something could not be checked, which weighs more."""

UNCHECKED: frozenset[GateName] = frozenset({"min-documents", "max-unreadable"})
"""The gates that tell of documents that nobody has checked: unreadable ones, or ones that never came."""

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
    """One gate: the limit as it was given, the measured value of `total`, and whether the limit holds.

    `source` is the glob whose documents were counted, None where all were.
    """

    name: GateName
    limit: str
    value: int
    total: int
    met: bool
    source: str | None = None
    level: Level = "fail"


@dataclass
class Tally:
    """Documents counted for the gates."""

    scored: int = 0
    unreadable: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    @property
    def documents(self) -> int:
        """Documents in."""
        return self.scored + self.unreadable

    def add(self, item: Result | Unreadable) -> None:
        """Count one document."""
        if isinstance(item, Unreadable) or not item.complete:
            self.unreadable += 1
        else:
            self.scored += 1
            self.verdicts[item.verdict] += 1


@dataclass
class Ledger:
    """The counts of a run, fed one item at a time: `documents == scored + unreadable` always.

    A document that is not `complete` counts as unreadable and not as scored: some rules did not finish.
    `sources` are those whose gates are to be held: the documents of each such glob are counted.
    """

    sources: Sources = field(default_factory=dict)
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
    _tallies: dict[str, Tally] = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count for each source that is held to something."""
        self._tallies = {
            glob: Tally() for glob, settings in self.sources.items() if settings.gate != SourceGate()
        }

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

    def tally(self, source: str | None = None) -> Tally:
        """The counts that gates look at: of all documents, or of those of a glob that has gates."""
        if source is not None:
            return self._tallies[source]
        return Tally(self.scored, self.unreadable, self.verdicts)

    def add(self, item: Result | Unreadable) -> None:
        """Count one document."""
        self._count_id(item.id)
        self._count_source(item)
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

    def _count_source(self, item: Result | Unreadable) -> None:
        if not self._tallies:
            return
        names = names_of(item)
        for glob, tally in self._tallies.items():
            if matches(glob, *names):
                tally.add(item)

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
    """Hold a run against its gates, and the documents of each of the ledger's sources against theirs.

    A share of unreadable documents is one of all documents in, a share of failed ones and of those up for
    review is one of those scored. A document counts for the run and for every glob that matches it, so that
    no limit, wherever it is set, lets through what another one stops.
    """
    outcomes = [*_held(ledger, settings, settings.warn, settings, None)]
    for glob, source in ledger.sources.items():
        if source.gate != SourceGate():
            outcomes.extend(_held(ledger, source.gate, source.gate.warn, settings, glob))
    return tuple(outcomes)


def _held(
    ledger: Ledger, fail: Limits, warn: Limits, settings: GateSettings, source: str | None
) -> Iterator[GateOutcome]:
    """The gates that fail, then those that warn, of the run or of one source."""
    tally = ledger.tally(source)
    failed = sum(tally.verdicts[verdict] for verdict in set(settings.fail_verdicts))
    of_level: tuple[tuple[Level, Limits], ...] = (("fail", fail), ("warn", warn))
    for level, limits in of_level:
        at_most: tuple[tuple[GateName, str | None, int, int], ...] = (
            ("max-unreadable", limits.max_unreadable, tally.unreadable, tally.documents),
            ("max-failed", limits.max_failed, failed, tally.scored),
            ("max-review", limits.max_review, tally.verdicts["review"], tally.scored),
        )
        outcomes = [_at_most(*gate) for gate in at_most]
        for outcome in (_at_least(limits.min_documents, tally), *outcomes):
            if outcome is not None:
                yield outcome._replace(source=source, level=level)


def no_stale(stale: int, total: int) -> GateOutcome:
    """The gate that allows no accepted entry that no longer occurs; for runs that ask for it."""
    return GateOutcome("max-stale", "0", stale, total, stale == 0)


def _at_least(limit: int | None, tally: Tally) -> GateOutcome | None:
    if limit is None:
        return None
    return GateOutcome("min-documents", str(limit), tally.scored, tally.documents, tally.scored >= limit)


def _at_most(name: GateName, limit: str | None, value: int, total: int) -> GateOutcome | None:
    if limit is None:
        return None
    return GateOutcome(name, limit, value, total, Limit.parse(limit).allows(value, total))


def failed_gates(outcomes: Iterable[GateOutcome]) -> list[GateOutcome]:
    """The gates that are not met and fail the run."""
    return [outcome for outcome in outcomes if not outcome.met and outcome.level == "fail"]


def warned_gates(outcomes: Iterable[GateOutcome]) -> list[GateOutcome]:
    """The gates that are not met and only warn."""
    return [outcome for outcome in outcomes if not outcome.met and outcome.level == "warn"]


def exit_code(outcomes: Iterable[GateOutcome]) -> int:
    """0: every gate is met; 1: documents failed, are up for review, or entries are stale; 2: could not check.

    Gates that warn never change it.
    """
    failed = {outcome.name for outcome in failed_gates(outcomes)}
    if not failed:
        return MET
    return COULD_NOT_CHECK if failed & UNCHECKED else GATE_FAILED
