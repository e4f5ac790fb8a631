"""A comparison as text: the rules that differ, the verdicts, and the examples that were asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ..reports import Run
from ..reports.document_lines import VERDICT_STYLES, number
from ..reports.excerpt import excerpt
from ..reports.lines import Line, Piece
from ..reports.table import table
from ..reports.visible import shortened, visible
from .comparing import Comparison, Example, RuleChange

DOCUMENTS_SHOWN = 20
"""Documents with another verdict that are named; JSON has all of them."""

LONGEST_NAME = 80
"""Characters of a path or an id that are shown."""

_INDENT = "  "
_SIGNS = {"new": "+", "gone": "-"}


def report_lines(comparison: Comparison, old: Run, new: Run) -> Iterator[Line]:
    """The lines of the report."""
    texts = f"{_count(comparison.documents, 'document')}, {comparison.words:,} words"
    yield [
        Piece("Rules compared", "strong"),
        f": {_name(old.rules_path)} -> {_name(new.rules_path)}, on {texts}",
    ]
    if comparison.ledger.unreadable:
        yield [f"{_INDENT}{_count(comparison.ledger.unreadable, 'document')} unreadable"]
    changes = list(comparison.rules.values())
    total = sum(change.after for change in changes)
    if not comparison.differs:
        yield [Piece("No difference", "good"), f" in {_count(total, 'finding')} of {len(changes)} rules"]
        return
    differing = [change for change in changes if change.differs]
    if differing:
        yield []
        yield from _rule_table(differing, changes)
    yield from _verdict_lines(comparison)
    yield from _example_lines(comparison)


def _rule_table(differing: list[RuleChange], changes: list[RuleChange]) -> Iterator[Line]:
    headings = ("rule", "", "before", "after", "new", "gone", "regraded")
    rows = [(change.rule, _note(change), *_figures([change])) for change in differing]
    yield from table(headings, [*rows, ("all rules", "", *_figures(changes))], words=2)
    same = len(changes) - len(differing)
    yield [f"{_INDENT}{_count(same, 'rule')} without a difference"]


def _note(change: RuleChange) -> str:
    if change.presence != "both":
        return "not in old" if change.presence == "new" else "not in new"
    return f"was {', '.join(change.renamed_from)}" if change.renamed_from else ""


def _figures(changes: list[RuleChange]) -> list[str]:
    names = ("before", "after", "new", "gone", "regraded")
    return [str(sum(getattr(change, name) for change in changes)) for name in names]


def _verdict_lines(comparison: Comparison) -> Iterator[Line]:
    changes = comparison.verdicts
    yield []
    changed = f"{_count(comparison.documents_changed, 'document')} changed"
    yield [Piece("Verdicts", "strong"), f": {len(changes)} changed ({changed})"]
    for old, new, documents in comparison.transitions():
        yield [f"{_INDENT}{old} -> {new}: {_count(documents, 'document')}"]
    for change in changes[:DOCUMENTS_SHOWN]:
        yield [
            *(_INDENT * 2, Piece(change.old, VERDICT_STYLES[change.old]), " -> "),
            *(Piece(change.new, VERDICT_STYLES[change.new]), "  "),
            f"{number(change.old_score)} -> {number(change.new_score)}  {_name(change.document)}",
        ]
    if len(changes) > DOCUMENTS_SHOWN:
        yield [f"{_INDENT * 2}and {len(changes) - DOCUMENTS_SHOWN} more"]


def _example_lines(comparison: Comparison) -> Iterator[Line]:
    for rule in comparison.rules:
        examples = comparison.examples.get(rule, [])
        if examples:
            yield []
            yield [Piece(rule, "strong")]
        for example in sorted(examples, key=lambda example: example.change):
            yield from _example(example)


def _example(example: Example) -> Iterator[Line]:
    finding, result = example.finding, example.document
    where = f"{finding.line}:{finding.column}" if finding.field == "text" else finding.field
    sign = Piece(_SIGNS[example.change], "good" if example.change == "gone" else "doubtful")
    yield [_INDENT, sign, f" {_name(result.id)} {where}: {visible(shortened(finding.message, LONGEST_NAME))}"]
    if finding.start < finding.end:
        before, span, after = excerpt(result.document.field_text(finding.field), finding.start, finding.end)
        yield [_INDENT * 2, before, Piece(span, "mark"), after]


def _name(text: str) -> str:
    return visible(shortened(text, LONGEST_NAME))


def _count(amount: int, noun: str) -> str:
    return f"1 {noun}" if amount == 1 else f"{amount} {noun}s"
