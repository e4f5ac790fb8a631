"""Runs of a history as text: a list of them, and one of them in full. Fit to be shown, whatever they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from ..document import Location
from ..reports.document_lines import LONGEST_NAME, VERDICT_STYLES
from ..reports.excerpt import excerpt
from ..reports.lines import Line, Piece, Style
from ..reports.table import table
from ..reports.visible import shortened, visible
from .model import (
    QUANTILES,
    Counts,
    DocumentRecord,
    ExcerptRecord,
    GateRecord,
    RunHead,
    RunRecord,
    WorstRecord,
)

SOURCES_SHOWN = 50
"""Sources of a run that are shown, the worst first; the JSON report has them all."""

RULES_SHOWN = 20
"""Rules that are shown, the most frequent first."""

DIGEST_SHOWN = 8
"""Characters of the rules' hash that tell one version of them from the next."""

_FIGURES = ("documents", "pass", "review", "fail", "unreadable", "findings", "mean")
_VERDICT_STYLES: Mapping[str, Style] = dict(VERDICT_STYLES.items())
_MEDIAN = QUANTILES.index(50)


def list_lines(heads: Sequence[RunHead]) -> Iterator[Line]:
    """A table of runs."""
    if not heads:
        yield ["The history holds no runs."]
        return
    rows = [
        (_short(head.id), _moment(head.started), head.rules_digest[:DIGEST_SHOWN], *_figures(head.counts))
        for head in heads
    ]
    gates = [_gates_in_brief(head.gates) for head in heads]
    lines = list(table(("run", "started (UTC)", "rules", *_FIGURES), rows, words=3, indent=""))
    yield lines[0]
    for line, told in zip(lines[1:], gates, strict=True):
        yield [*line, "  ", told]


def run_lines(run: RunRecord) -> Iterator[Line]:
    """A run in full, but for the rows of its documents."""
    yield from _head_lines(run.head)
    yield [Piece("Gates", "strong")]
    for gate in run.head.gates:
        yield ["  ", _gate_piece(gate), f": {_gate_sentence(gate)}"]
    yield from _source_lines(run)
    yield from _rule_lines(run)
    if run.worst:
        yield [Piece("Worst documents", "strong")]
        for worst in run.worst:
            yield from _worst_lines(worst)


def document_lines(run: RunRecord, documents: Iterable[DocumentRecord]) -> Iterator[Line]:
    """The rows of a run's documents, a line each, in the order of its input."""
    yield [Piece("Documents", "strong")]
    for document in documents:
        score = "-" if document.score is None else f"{document.score:g}"
        name = _short(document.id or "-")
        source = _short(run.sources[document.source].name)
        yield [
            f"  {score:>6}  ",
            _verdict_piece(document),
            f"  {name}{_place(document)}  {source}{_told(document)}",
        ]


def _verdict_piece(document: DocumentRecord) -> Piece:
    verdict = document.verdict or "unreadable"
    return Piece(verdict.upper().ljust(len("unreadable")), _VERDICT_STYLES.get(verdict, "bad"))


def _told(document: DocumentRecord) -> str:
    """What explains a row: why the document could not be checked, or how much was found in it."""
    if document.unreadable is not None:
        return f": {visible(document.unreadable)}"
    return f": {_findings(document.findings)}" if document.findings else ""


def _head_lines(head: RunHead) -> Iterator[Line]:
    counts, scores = head.counts, head.counts.scores
    seconds = (head.ended - head.started).total_seconds()
    yield [Piece(f"Run {_short(head.id)}", "strong")]
    yield [f"  {_moment(head.started)} UTC, {seconds:.0f} s, copydesk {visible(head.version)}"]
    yield [f"  rules {_short(head.rules_path)} ({head.rules_digest})"]
    scored = counts.documents - counts.unreadable
    yield [f"  {counts.documents} documents in = {scored} scored + {counts.unreadable} unreadable"]
    yield [f"  scored: {counts.passed} pass, {counts.review} review, {counts.failed} fail"]
    if head.near_duplicates:
        yield [f"  near-duplicates: {head.near_duplicates}"]
    if scores is not None:
        told = ", ".join(
            f"p{percent} {score:g}" for percent, score in zip(QUANTILES, scores.quantiles, strict=True)
        )
        spread = "" if scores.deviation is None else f", deviation {scores.deviation:.2f}"
        yield [f"  scores: mean {scores.mean:.2f}{spread}, lowest {scores.lowest:g}; quantiles {told}"]


def _source_lines(run: RunRecord) -> Iterator[Line]:
    sources = sorted(run.sources, key=lambda source: (_mean(source.counts), source.name))
    shown = sources[:SOURCES_SHOWN]
    if not shown:
        return
    rows = [(_short(source.name), *_figures(source.counts), _median(source.counts)) for source in shown]
    yield [Piece("Sources", "strong")]
    yield from table(("source", *_FIGURES, "median"), rows)
    if len(sources) > SOURCES_SHOWN:
        yield [f"  and {len(sources) - SOURCES_SHOWN} more"]
    reasons = Counter[str]()
    for source in run.sources:
        reasons.update(source.unreadable)
    if reasons:
        yield ["  unreadable: ", ", ".join(f"{n} {visible(reason)}" for reason, n in sorted(reasons.items()))]


def _rule_lines(run: RunRecord) -> Iterator[Line]:
    findings, documents = Counter[str](), Counter[str]()
    for source in run.sources:
        for rule, tally in source.rules.items():
            findings[rule] += tally.findings
            documents[rule] += tally.documents
    rules = sorted(findings, key=lambda rule: (-findings[rule], rule))
    if not rules:
        return
    yield [Piece("Findings by rule", "strong")]
    width = len(str(findings[rules[0]]))
    for rule in rules[:RULES_SHOWN]:
        yield [f"  {findings[rule]:>{width}}  {visible(rule)} in {_documents(documents[rule])}"]
    if len(rules) > RULES_SHOWN:
        yield [f"  and {len(rules) - RULES_SHOWN} rules more"]


def _worst_lines(worst: WorstRecord) -> Iterator[Line]:
    document = worst.document
    title = f" “{_short(worst.title)}”" if worst.title.strip() else ""
    where = _place(document)
    verdict = (document.verdict or "").upper()
    yield [f"  {document.score:g}  {verdict}  {_short(document.id or '-')}{title}{where}"]
    for found in worst.excerpts:
        yield from _excerpt_lines(found)


def _excerpt_lines(found: ExcerptRecord) -> Iterator[Line]:
    field = "" if found.field == "text" else f" ({visible(found.field)})"
    if found.match:
        text = found.before + found.match + found.after
        before, span, after = excerpt(text, len(found.before), len(found.before) + len(found.match))
        yield [f"    {found.line}:{found.column}{field}  {before}", Piece(span, "mark"), after]
    yield [f"      {visible(found.severity)} {visible(found.rule)}: {visible(found.message)}"]


def _place(document: DocumentRecord) -> str:
    if document.path is None or document.path == document.id:
        return ""
    return f" ({_short(str(Location(document.path, document.line, document.record)))})"


def _gate_piece(gate: GateRecord) -> Piece:
    if gate.met:
        return Piece("met", "good")
    return Piece("failed", "bad") if gate.level == "fail" else Piece("warning", "doubtful")


def _gate_sentence(gate: GateRecord) -> str:
    source = "" if gate.source is None else f" of {_short(gate.source)}"
    return f"{gate.name}{source}: {gate.value} of {gate.total}, limit {visible(gate.limit)}"


def _gates_in_brief(gates: Iterable[GateRecord]) -> Piece:
    failed = {gate.name for gate in gates if not gate.met and gate.level == "fail"}
    return Piece(f"failed: {', '.join(sorted(failed))}", "bad") if failed else Piece("gates met", "good")


def _figures(counts: Counts) -> tuple[str, ...]:
    mean = "-" if counts.scores is None else f"{counts.scores.mean:.2f}"
    whole = (
        counts.documents,
        counts.passed,
        counts.review,
        counts.failed,
        counts.unreadable,
        counts.findings,
    )
    return (*map(str, whole), mean)


def _mean(counts: Counts) -> float:
    """What sorts the worst first; a source of which nothing could be scored is worse than any."""
    return -1.0 if counts.scores is None else counts.scores.mean


def _median(counts: Counts) -> str:
    return "-" if counts.scores is None else f"{counts.scores.quantiles[_MEDIAN]:g}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"


def _short(text: str) -> str:
    return visible(shortened(text, LONGEST_NAME))
