"""The parts of the report that need no test: what is new, worst, unreadable, silent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median

from ..document import Location
from ..finding import FAMILIES, Family
from .frame import Frame
from .model import NewKind, Silence, UnreadableReason, WorstDocument
from .trends import SourceSeries

LEAST_NIGHTS_SEEN = 3
"""Nights that a source must have come in before its silence is news: two gaps tell what is usual."""

SOURCES_NAMED = 5
"""With a new kind of defect, or a reason why documents could not be checked."""


def family_of(rule: str) -> Family:
    """The family of a rule's id; rules of families that are no more count as the first."""
    name = rule.partition("/")[0]
    return next((family for family in FAMILIES if family == name), FAMILIES[0])


def new_kinds(frame: Frame) -> tuple[NewKind, ...]:
    """The rules that spoke for the first time in the last night; none where it is the history's first."""
    night = frame.nights[frame.last]
    begun = min(frame.span.heads[run].started for run in night.runs)
    first = {
        rule
        for rule, spoken in frame.span.first_spoken().items()
        if spoken.started >= begun and spoken.runs_before
    }
    if not first:
        return ()
    conditions = frame.conditions()
    was_asked = len(conditions) > 1 and conditions[-1] == conditions[-2]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    findings = Counter[str]()
    names = set(frame.span.names())
    for row in frame.span.source_rules(names):
        if row.rule in first and row.run in night.runs:
            counts[row.rule][row.source] += row.documents
            findings[row.rule] += row.findings
    kinds = [
        NewKind(
            rule,
            family_of(rule),
            sources.total(),
            findings[rule],
            tuple(name for name, _ in _most_first(sources)[:SOURCES_NAMED]),
            was_asked,
        )
        for rule, sources in counts.items()
    ]
    return tuple(sorted(kinds, key=lambda kind: (-kind.documents, kind.rule)))


def worst_documents(frame: Frame, most: int) -> tuple[WorstDocument, ...]:
    """The last night's worst documents with their excerpts, the worst first."""
    rows = frame.span.worst(frame.nights[frame.last].runs)
    # the sort is stable: documents of one score stay in the order of their runs, which put the worst first
    ordered = sorted(
        rows, key=lambda row: 100.0 if row.worst.document.score is None else row.worst.document.score
    )
    return tuple(
        WorstDocument(
            id=document.id,
            title=row.worst.title,
            source=row.source,
            score=100.0 if document.score is None else document.score,
            verdict=document.verdict or "",
            words=document.words or 0,
            findings=document.findings,
            place=None
            if document.path is None
            else str(Location(document.path, document.line, document.record)),
            excerpts=row.worst.excerpts,
        )
        for row, document in ((row, row.worst.document) for row in ordered[:most])
    )


def unreadable_reasons(frame: Frame) -> tuple[UnreadableReason, ...]:
    """Why documents could not be checked; the reason of most documents of the last night first."""
    night_of = frame.night_of()
    series: dict[str, list[int]] = defaultdict(lambda: [0] * len(frame.nights))
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for row in frame.span.unreadable():
        night = night_of[row.run]
        series[row.reason][night] += row.documents
        if night == frame.last:
            sources[row.reason][row.source] += row.documents
    reasons = [
        UnreadableReason(reason, tuple(numbers), tuple(_most_first(sources[reason])[:SOURCES_NAMED]))
        for reason, numbers in series.items()
    ]
    return tuple(
        sorted(reasons, key=lambda reason: (-reason.documents[-1], -sum(reason.documents), reason.reason))
    )


def silences(frame: Frame, series: Mapping[str, SourceSeries]) -> tuple[Silence, ...]:
    """The sources that are silent for longer than ever between two nights of theirs; the latest first."""
    found = [silence for name, source in series.items() for silence in _silence(frame, name, source)]
    return tuple(sorted(found, key=lambda silence: (silence.nights_silent, silence.source)))


def _silence(frame: Frame, name: str, source: SourceSeries) -> Iterator[Silence]:
    seen = [night for night, documents in enumerate(source.documents) if documents]
    if len(seen) < LEAST_NIGHTS_SEEN:
        return
    silent = frame.last - seen[-1]
    gap = max(later - earlier - 1 for earlier, later in pairwise(seen))
    if silent > gap:
        yield Silence(
            source=name,
            last_seen=frame.days[seen[-1]],
            nights_silent=silent,
            nights_seen=len(seen),
            longest_gap=gap,
            usual_documents=float(median(source.documents[night] for night in seen)),
        )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
