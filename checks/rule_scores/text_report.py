"""The scores as text: corpora, a table of rules, the time, and rules that are not what they declare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..reports.lines import Line, Piece
from ..reports.table import table
from ..reports.visible import shortened, visible
from .advice import Remark
from .estimate import Estimate
from .running import CorpusCount, Scores
from .scores import MILLISECONDS, TIME_PER_WORDS, RuleScore

LONGEST_NAME = 80
"""Characters of a corpus's name that are shown."""

_INDENT = "  "
_NOTHING = "-"
_Column = tuple[str, Callable[[RuleScore], str]]


def report_lines(scores: Scores, figures: Sequence[RuleScore], remarks: Sequence[Remark]) -> Iterator[Line]:
    """The lines of the report; columns for what was not measured are left out."""
    yield [
        Piece("Rule scores", "strong"),
        f": {_count(len(figures), 'rule')}, {_count(scores.documents, 'document')}, {scores.words:,} words",
    ]
    for corpus in scores.corpora:
        yield [_INDENT, *_corpus(corpus)]
    if scores.reviewed:
        yield [f"{_INDENT}{_count(scores.reviewed, 'hit')} reviewed"]
    yield []
    columns = _columns(scores)
    rows = [[show(figure) for _, show in columns] for figure in figures]
    yield from table([heading for heading, _ in columns], rows, words=2)
    if scores.seconds is not None:
        yield []
        yield [_time(scores)]
    if scores.clean_alone and scores.tell_precision:
        yield ["Precision is that on clean copy, where defects are rarest and rules are least often right."]
    yield []
    yield from _remark_lines(remarks)


def remark_sentence(remark: Remark) -> str:
    """What a rule declares, what was measured, and what that suggests."""
    share, low, high, total = remark.measured
    if remark.kind == "too-loud":
        measured = f"marks {_percent(share)} of {total} clean documents ({_percent(low)} to {_percent(high)})"
        return f"{remark.rule}: {measured}: {remark.suggested}"
    measured = f"measured {share:.2f} ({low:.2f} to {high:.2f}, {_count(total, 'hit')})"
    return f"{remark.rule}: declared {remark.declared}, {measured}: {remark.suggested}"


def _columns(scores: Scores) -> list[_Column]:
    columns: list[_Column] = [
        ("rule", lambda score: score.rule.id),
        ("declared", _declared),
        ("hits", lambda score: str(score.counts.hits)),
        ("docs", lambda score: str(score.counts.documents)),
        ("per 1M words", lambda score: _number(score.per_million_words)),
    ]
    if scores.tell_precision:
        columns += [
            ("right", lambda score: str(score.counts.right + score.counts.in_bad)),
            ("wrong", lambda score: str(score.counts.wrong)),
            ("precision", lambda score: f"{score.precision.share:.2f}" if score.precision else _NOTHING),
            ("95 %", lambda score: _interval(score.precision)),
        ]
    if scores.clean_documents:
        columns += [
            ("clean docs", lambda score: str(score.counts.clean_documents)),
            ("%", lambda score: f"{100 * score.clean.share:.1f}" if score.clean else _NOTHING),
        ]
    if scores.seconds is not None:
        columns += [
            ("CPU s", lambda score: f"{score.seconds or 0:.2f}"),
            ("share", lambda score: _percent(score.time_share or 0.0)),
            ("ms/1k words", lambda score: f"{score.milliseconds or 0:.3f}"),
        ]
    return columns


def _declared(score: RuleScore) -> str:
    preview = ", preview" if score.rule.status == "preview" else ""
    return f"{score.rule.severity}, {score.rule.confidence}{preview}"


def _corpus(corpus: CorpusCount) -> Iterator[str]:
    name = visible(shortened(corpus.name, LONGEST_NAME))
    yield f"{corpus.kind:<10}  {name}: {_count(corpus.documents, 'document')}, {corpus.words:,} words"
    if corpus.kind == "labelled":
        yield f", {corpus.clean} clean, {corpus.defective} with defects"
    if corpus.unreadable:
        yield f", {corpus.unreadable} unreadable"


def _time(scores: Scores) -> str:
    seconds, rules = scores.seconds or 0.0, sum((scores.rule_seconds or {}).values())
    per_words = seconds * MILLISECONDS * TIME_PER_WORDS / scores.words if scores.words else 0.0
    return f"CPU time: {seconds:.1f} s, {rules:.1f} s of it in rules; {per_words:.1f} ms for 1,000 words"


def _remark_lines(remarks: Sequence[Remark]) -> Iterator[Line]:
    contradictions = [remark for remark in remarks if remark.is_contradiction]
    if contradictions:
        yield [Piece("Promise more than they keep", "bad")]
    else:
        yield [Piece("No rule contradicts what it declares", "good")]
    for remark in contradictions:
        yield [_INDENT, remark_sentence(remark)]
    careful = [remark for remark in remarks if not remark.is_contradiction]
    if careful:
        yield [Piece("Could promise more", "strong")]
    for remark in careful:
        yield [_INDENT, remark_sentence(remark)]


def _number(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.1f}"


def _interval(estimate: Estimate | None) -> str:
    return _NOTHING if estimate is None else f"{estimate.low:.2f}-{estimate.high:.2f}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
