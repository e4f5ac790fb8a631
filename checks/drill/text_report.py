"""The drill's report as text: the clean texts, a table of kinds, the misses asked for, the gates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..finding import Verdict
from ..reports.excerpt import excerpt
from ..reports.lines import Line, Piece
from ..reports.visible import shortened, visible
from .gates import DrillGate
from .outcome import CleanOutcome, DrillOutcome, KindOutcome, Miss
from .sampling import MAX_WORDS, MIN_WORDS

WORST_RULES = 10
"""Rules with alarms that are named."""

LONGEST_ID = 60
"""Characters of a document's id that are shown."""

VERDICTS: tuple[Verdict, ...] = ("pass", "review", "fail")
_HEADINGS = ("family", "kind", "planted", "found", "recall", *VERDICTS, "n/a")
_LEFT_ALIGNED = 2
"""The first columns, which hold words."""

_GAP = "  "
_INDENT = "  "


def report_lines(outcome: DrillOutcome, gates: Sequence[DrillGate], misses: int) -> Iterator[Line]:
    """The lines of the report, with up to `misses` misses of each kind."""
    kinds = "1 kind" if len(outcome.kinds) == 1 else f"{len(outcome.kinds)} kinds"
    yield [Piece("Drill", "strong"), f": {kinds}, up to {outcome.per_kind} texts each, seed {outcome.seed}"]
    yield from _clean_lines(outcome)
    yield [Piece("Planted defects", "strong")]
    yield from _table(outcome.kinds)
    yield from _mean_lines(outcome)
    if misses:
        yield from _miss_lines(outcome.kinds, misses)
    yield from _gate_lines(gates)


def _clean_lines(outcome: DrillOutcome) -> Iterator[Line]:
    clean = outcome.clean
    yield [Piece("Clean texts", "strong")]
    drawn = f", {outcome.drawn} of {outcome.read} drawn by lot" if outcome.drawn < outcome.read else ""
    yield [f"{_INDENT}{clean.documents} documents, {clean.words} words{drawn}: {_verdicts(clean)}"]
    yield [
        f"{_INDENT}{clean.alarms} false alarms in {clean.documents_with_alarm} documents "
        f"({_percent(Fraction(clean.documents_with_alarm, clean.documents or 1))}), "
        f"{clean.per_thousand_words:.2f} per 1,000 words"
    ]
    worst = clean.worst_rules()
    width = len(str(worst[0].findings)) if worst else 0
    for count in worst[:WORST_RULES]:
        yield [f"{_INDENT * 2}{count.findings:>{width}}  {count.rule} in {_documents(count.documents)}"]
    if len(worst) > WORST_RULES:
        yield [f"{_INDENT * 2}and {len(worst) - WORST_RULES} rules more"]
    if outcome.unreadable:
        yield [f"{_INDENT}{_documents(outcome.unreadable)} unreadable"]
    if outcome.too_short:
        yield [f"{_INDENT}{_documents(outcome.too_short)} too short to be damaged (under {MIN_WORDS} words)"]
    if outcome.shortened:
        yield [
            f"{_INDENT}{_documents(outcome.shortened)} cut at the end of a block before damage "
            f"(over {MAX_WORDS:,} words)"
        ]
    if outcome.crashed:
        yield [f"{_INDENT}{_documents(len(outcome.crashed))} broke the checker after damage"]


def _verdicts(clean: CleanOutcome) -> str:
    return ", ".join(f"{clean.ledger.verdicts[verdict]} {verdict}" for verdict in VERDICTS)


def _table(kinds: Sequence[KindOutcome]) -> Iterator[Line]:
    rows = [_HEADINGS, *map(_row, kinds)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if column < _LEFT_ALIGNED else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield [_INDENT + _GAP.join(cells)]


def _row(outcome: KindOutcome) -> tuple[str, ...]:
    planted = outcome.planted
    shares = [_percent(Fraction(outcome.verdicts[v], planted)) if planted else "-" for v in VERDICTS]
    recall = "-" if outcome.recall is None else _percent(outcome.recall)
    counts = str(planted), str(outcome.found)
    return outcome.kind.family, outcome.kind.name, *counts, recall, *shares, str(outcome.unsuited)


def _mean_lines(outcome: DrillOutcome) -> Iterator[Line]:
    if outcome.recall is None:
        return
    planted = sum(kind.recall is not None for kind in outcome.kinds)
    families = ", ".join(f"{family} {_percent(mean)}" for family, mean in outcome.recall_by_family.items())
    yield [
        f"{_INDENT}mean over {planted} kinds ",
        Piece(_percent(outcome.recall), "strong"),
        f" ({families})",
    ]


def _miss_lines(kinds: Sequence[KindOutcome], wanted: int) -> Iterator[Line]:
    yield [Piece("Misses", "strong")]
    for outcome in kinds:
        if outcome.misses:
            yield [f"{_INDENT}{outcome.kind.name}: {len(outcome.misses)} of {outcome.planted} missed"]
        for miss in outcome.misses[:wanted]:
            yield from _miss(miss)


def _miss(miss: Miss) -> Iterator[Line]:
    before, span, after = excerpt(miss.planted.text, miss.planted.start, miss.planted.end)
    why = miss.reason if miss.rule is None else f"{miss.reason}: {miss.rule}"
    yield [f"{_INDENT * 2}{before}", Piece(span, "mark"), after]
    yield [Piece(f"{_INDENT * 3}{why} ({visible(shortened(miss.document, LONGEST_ID))})", "faint")]


def _gate_lines(gates: Sequence[DrillGate]) -> Iterator[Line]:
    failed = [gate for gate in gates if not gate.met]
    for gate in failed:
        yield [Piece("Gate failed", "bad"), f": {gate.sentence}"]
    if not failed:
        yield [Piece("Every gate met", "good"), ": ", "; ".join(gate.sentence for gate in gates)]


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f}%"


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
