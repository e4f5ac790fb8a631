"""The closing lines of the text report: counts by rule, the ledger, and the gates at the very end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..acceptance import STALE_NAMED, Staleness
from ..finding import State
from ..gate import GateOutcome, Ledger, failed_gates, warned_gates
from . import Summary
from .document_lines import LONGEST_NAME
from .lines import Line, Piece
from .visible import shortened, visible

_WHAT = {
    "min-documents": "documents scored",
    "max-unreadable": "documents unreadable",
    "max-failed": "scored documents failed",
    "max-review": "scored documents up for review",
    "max-stale": "accepted entries no longer occur",
}

SKIPPED_NAMED = 5
"""Skipped rules that are named; JSON has all, and a text in no known language skips half of the rules."""

_SET_ASIDE: tuple[State, ...] = ("known", "accepted")


def gate_sentence(outcome: GateOutcome) -> str:
    """A gate with its limit and the measured value, for the report and for standard error."""
    of = "" if outcome.name == "min-documents" else f" of {outcome.total}"
    where = "" if outcome.source is None else f" in {_short(outcome.source)}"
    return f"{outcome.name}{where}: {outcome.value}{of} {_WHAT[outcome.name]}, limit {outcome.limit}"


def summary_lines(summary: Summary) -> Iterator[Line]:
    """Counts by rule, the ledger and the gates."""
    ledger = summary.ledger
    yield from _rule_lines(ledger)
    yield [Piece("Ledger", "strong")]
    yield from _ledger_lines(ledger)
    if summary.staleness is not None:
        yield from _staleness_lines(summary.staleness)
    if summary.interrupted:
        yield [Piece("Interrupted", "bad"), ": the input holds more than was checked"]
    yield from gate_lines(summary.outcomes)


def remarks(summary: Summary) -> Iterator[str]:
    """What there is to say beside the counts of documents, for reports that have those in a table."""
    lines = list(_remark_lines(summary.ledger))
    if summary.staleness is not None:
        lines.extend(_staleness_lines(summary.staleness))
    for line in lines:
        yield "".join(piece if isinstance(piece, str) else piece.text for piece in line).strip()


def gate_lines(outcomes: Iterable[GateOutcome]) -> Iterator[Line]:
    """A line for each gate that is not met, those that fail the run last, or one that says that all are."""
    outcomes = tuple(outcomes)
    failed = failed_gates(outcomes)
    for outcome in warned_gates(outcomes):
        yield [Piece("Gate warning", "doubtful"), f": {gate_sentence(outcome)}"]
    for outcome in failed:
        yield [Piece("Gate failed", "bad"), f": {gate_sentence(outcome)}"]
    if not failed:
        yield [Piece("Every gate met", "good"), f": {'; '.join(_met(outcomes))}"]


def _met(outcomes: Iterable[GateOutcome]) -> Iterator[str]:
    """The gates of the run in words, less the one that every run has; those of the sources are counted."""
    failing = [outcome for outcome in outcomes if outcome.level == "fail"]
    for outcome in failing:
        if outcome.source is None and (outcome.name, outcome.limit) != ("min-documents", "1"):
            yield gate_sentence(outcome)
    if of_sources := sum(outcome.source is not None for outcome in failing):
        yield "1 gate of a source" if of_sources == 1 else f"{of_sources} gates of sources"


def _rule_lines(ledger: Ledger) -> Iterator[Line]:
    counts = ledger.by_rule()
    if not counts:
        return
    yield [Piece("Findings by rule", "strong")]
    width = len(str(counts[0].findings))
    for count in counts:
        yield [f"  {count.findings:>{width}}  {count.rule} in {_documents(count.documents)}"]


def _ledger_lines(ledger: Ledger) -> Iterator[Line]:
    yield [f"  {_documents(ledger.documents)} in = {ledger.scored} scored + {ledger.unreadable} unreadable"]
    if ledger.scored:
        yield [f"  scored: {ledger.passed} pass, {ledger.review} review, {ledger.failed} fail"]
    yield from _remark_lines(ledger)


def _remark_lines(ledger: Ledger) -> Iterator[Line]:
    for state in _SET_ASIDE:
        if findings := ledger.states[state]:
            documents = _documents(ledger.state_documents[state])
            yield [f"  {findings} {state} finding{'' if findings == 1 else 's'} in {documents}"]
    if ledger.unreadable:
        kinds = sorted(ledger.unreadable_kinds.items())
        yield ["  unreadable: " + ", ".join(f"{number} {kind}" for kind, number in kinds)]
    if ledger.near_duplicates:
        yield [f"  near-duplicates of an earlier document: {ledger.near_duplicates}"]
    if ledger.duplicates:
        yield [f"  {_duplicates(ledger)}"]
    yield from _skipped_lines(ledger)


def stale_sentences(staleness: Staleness) -> Iterator[str]:
    """How many accepted entries no longer occur, and the first of them; for the report and standard error."""
    if not staleness.stale:
        return
    count = len(staleness.stale)
    yield f"{count} of {staleness.total} {_WHAT['max-stale']}:"
    for entry, place in staleness.stale[:STALE_NAMED]:
        match = None if entry.match is None else f'"{entry.match}"'
        yield "  " + " ".join(
            _short(part) for part in (f"{place}:", entry.fingerprint, entry.rule, match) if part
        )
    if count > STALE_NAMED:
        yield f"  and {count - STALE_NAMED} more"


def _staleness_lines(staleness: Staleness) -> Iterator[Line]:
    for sentence in stale_sentences(staleness):
        yield [f"  {sentence}"]
    if staleness.not_judged:
        yield [f"  accepted entries that this run could not meet: {staleness.not_judged}"]


def _skipped_lines(ledger: Ledger) -> Iterator[Line]:
    """One line for all rules that were skipped for one reason in as many documents."""
    groups: dict[tuple[str, int], list[str]] = {}
    for skip in ledger.skipped():
        groups.setdefault((skip.reason, skip.documents), []).append(skip.rule)
    for (reason, documents), rules in sorted(groups.items()):
        named = rules if len(rules) <= SKIPPED_NAMED + 1 else rules[:SKIPPED_NAMED]
        more = f" and {len(rules) - len(named)} more" if len(named) < len(rules) else ""
        yield [f"  skipped in {_documents(documents)}, {_short(reason)}: {', '.join(named)}{more}"]


def _duplicates(ledger: Ledger) -> str:
    names = ", ".join(map(_short, ledger.duplicate_ids))
    return f"duplicate ids: {_documents(ledger.duplicates)} with the id of an earlier one: {names}"


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"


def _short(text: str) -> str:
    return visible(shortened(text, LONGEST_NAME))
