"""Runs two rule sets on the same documents, and tells what one finds and the other does not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..document import Document
from ..engine import Checker
from ..finding import Finding, Result, Unreadable, Verdict
from ..gate import Ledger
from .sharing import sharing

Change = Literal["new", "gone"]
Presence = Literal["both", "old", "new"]

_Key = tuple[str, str, int, int]
"""What makes two findings one: the rule (by its new id) and the span. The text is the same on both sides, so
that equal fingerprints are implied."""


@dataclass
class RuleChange:
    """One rule's findings: `after == before + new - gone`. A renamed rule stands under its new id."""

    rule: str
    presence: Presence
    renamed_from: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    new: int = 0
    gone: int = 0
    regraded: int = 0
    """Findings of both whose severity or confidence is another."""

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.new or self.gone or self.regraded)


class Example(NamedTuple):
    """A finding that only one side has, and its document."""

    change: Change
    document: Result
    finding: Finding


class VerdictChange(NamedTuple):
    """A document whose verdict is another, with both scores."""

    document: str
    old: Verdict
    new: Verdict
    old_score: float
    new_score: float


@dataclass
class Comparison:
    """What a whole corpus shows."""

    rules: dict[str, RuleChange]
    """By id, in order."""
    documents: int = 0
    """Documents that both sides checked."""
    words: int = 0
    documents_changed: int = 0
    """Of these, with another finding, grade or verdict."""
    verdicts: list[VerdictChange] = field(default_factory=list)
    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    """The first of each rule and change, as many as were asked for."""
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def differs(self) -> bool:
        """Whether the corpus shows any difference."""
        return self.documents_changed > 0

    def transitions(self) -> list[tuple[Verdict, Verdict, int]]:
        """How many documents went from which verdict to which."""
        counts = Counter((change.old, change.new) for change in self.verdicts)
        return [(old, new, number) for (old, new), number in sorted(counts.items())]


def compare_rules(
    old: Checker,
    new: Checker,
    documents: Iterable[Document | Unreadable],
    done: Callable[[], None],
    *,
    examples: int = 0,
) -> Comparison:
    """Run both checkers on every document; `done` is called after each, `examples` are kept per rule."""
    names = _names(new)
    comparison = Comparison(_rule_changes(old, new, names))
    old_rules, new_rules, memory = sharing(old.rule_set, new.rule_set)
    left = Checker(old_rules, old.select, old.ignore)
    right = Checker(new_rules, new.select, new.ignore)
    for document in documents:
        before, after = (next(checker.check_all([document])) for checker in (left, right))
        memory.forget()
        _compare(before, after, names, comparison, examples)
        done()
    return comparison


def _names(new: Checker) -> Mapping[str, str]:
    """The new id of each old rule that has another now: a new rule says that it replaces it."""
    kept = {rule.id for rule in new.rule_set.rules}
    return {former: rule.id for rule in new.rules() for former in rule.replaces if former not in kept}


def _rule_changes(old: Checker, new: Checker, names: Mapping[str, str]) -> dict[str, RuleChange]:
    before = {names.get(rule.id, rule.id) for rule in old.rules()}
    after = {rule.id for rule in new.rules()}
    former = defaultdict(list)
    for rule in old.rules():
        if rule.id in names:
            former[names[rule.id]].append(rule.id)
    changes = {}
    for rule_id in sorted(before | after):
        presence: Presence = "both" if rule_id in before & after else "old" if rule_id in before else "new"
        changes[rule_id] = RuleChange(rule_id, presence, tuple(former[rule_id]))
    return changes


def _compare(
    before: Result | Unreadable,
    after: Result | Unreadable,
    names: Mapping[str, str],
    comparison: Comparison,
    examples: int,
) -> None:
    """Count one document; one that either side could not check is unreadable."""
    for side in (before, after):
        if isinstance(side, Unreadable) or not side.complete:
            comparison.ledger.add(side)
            return
    assert isinstance(before, Result)
    assert isinstance(after, Result)
    comparison.ledger.add(after)
    comparison.documents += 1
    comparison.words += after.words
    old, new = _by_key(before, names), _by_key(after, {})
    changed = before.verdict != after.verdict
    for key in sorted(old.keys() | new.keys()):
        changed |= _compare_place(old.get(key, []), new.get(key, []), key[0], comparison)
        gone, come = old.get(key, [])[len(new.get(key, [])) :], new.get(key, [])[len(old.get(key, [])) :]
        found = [*(Example("gone", before, f) for f in gone), *(Example("new", after, f) for f in come)]
        _keep(found, comparison.examples[key[0]], examples)
    comparison.documents_changed += changed
    if before.verdict != after.verdict:
        comparison.verdicts.append(
            VerdictChange(after.id, before.verdict, after.verdict, before.score, after.score)
        )


def _by_key(result: Result, names: Mapping[str, str]) -> dict[_Key, list[Finding]]:
    """A document's findings by what makes them the same; two rules that became one may share a place."""
    found: dict[_Key, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        rule = names.get(finding.rule, finding.rule)
        found[rule, finding.field, finding.start, finding.end].append(finding)
    return found


def _compare_place(old: list[Finding], new: list[Finding], rule: str, comparison: Comparison) -> bool:
    """Count one place of one rule, and tell whether it differs."""
    change = comparison.rules[rule]
    come, gone = max(0, len(new) - len(old)), max(0, len(old) - len(new))
    regraded = sum(_grade(one) != _grade(other) for one, other in zip(old, new, strict=False))
    change.before += len(old)
    change.after += len(new)
    change.new += come
    change.gone += gone
    change.regraded += regraded
    return bool(come or gone or regraded)


def _grade(finding: Finding) -> tuple[str, str]:
    return finding.severity, finding.confidence


def _keep(found: Iterable[Example], kept: list[Example], most: int) -> None:
    for example in found:
        if sum(other.change == example.change for other in kept) < most:
            kept.append(example)
