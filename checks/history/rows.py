"""Rows of the tables from the parts of a run, and back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Row, Table

from ..finding import FAMILIES, Family
from . import schema
from .model import (
    Counts,
    DocumentRecord,
    ExcerptRecord,
    FamilyTally,
    GateRecord,
    RuleTally,
    RunHead,
    RunRecord,
    Scores,
    SourceRecord,
    WorstRecord,
)

Values = dict[str, Any]
"""A row to be written, by column."""

AnyRow = Row[Any]


def of_head(head: RunHead) -> Values:
    """The row of the run itself."""
    return {
        "id": head.id,
        "started": head.started,
        "ended": head.ended,
        "version": head.version,
        "rules_path": head.rules_path,
        "rules_digest": head.rules_digest,
        "conditions": head.conditions,
        "near_duplicates": head.near_duplicates,
        **_of_counts(head.counts),
    }


def head(row: AnyRow, gates: Iterable[AnyRow]) -> RunHead:
    """The run of a row and its gates."""
    return RunHead(
        id=row.id,
        started=row.started,
        ended=row.ended,
        version=row.version,
        rules_path=row.rules_path,
        rules_digest=row.rules_digest,
        conditions=row.conditions,
        counts=counts(row),
        near_duplicates=row.near_duplicates,
        gates=tuple(
            GateRecord(gate.name, gate.source, gate.level, gate.allowed, gate.value, gate.total, gate.met)
            for gate in gates
        ),
    )


def of_run(number: int, run: RunRecord) -> Iterator[tuple[Table, Iterable[Values]]]:
    """The counts of a run and its gates; each table after what it points to."""
    of = {"run_number": number}
    yield schema.gate, ({**of, **row} for row in _of_gates(run.head.gates))
    yield schema.run_rule, ({**of, **row} for row in _of_run_rules(run.sources))
    yield schema.source, ({**of, **row} for row in _of_sources(run.sources))
    yield schema.source_rule, ({**of, **row} for row in _of_rules(run.sources))
    yield schema.source_family, ({**of, **row} for row in _of_families(run.sources))
    yield schema.source_unreadable, ({**of, **row} for row in _of_unreadable(run.sources))


def of_worst(number: int, run: RunRecord) -> Iterator[tuple[Table, Iterable[Values]]]:
    """The worst documents of a run, whose rows are there, and their excerpts."""
    of = {"run_number": number}
    yield schema.worst, ({**of, **row} for row in _of_worst(run.worst))
    yield schema.excerpt, ({**of, **row} for row in _of_excerpts(run.worst))


def of_document(number: int, document: DocumentRecord) -> Values:
    """The row of a document."""
    values = document._asdict()
    return {
        "run_number": number,
        "source_number": values.pop("source"),
        "line_number": values.pop("line"),
        "record_number": values.pop("record"),
        **values,
    }


def document(row: AnyRow) -> DocumentRecord:
    """The document of a row."""
    return DocumentRecord(
        number=row.number,
        source=row.source_number,
        id=row.id,
        score=row.score,
        verdict=row.verdict,
        words=row.words,
        findings=row.findings,
        unreadable=row.unreadable,
        path=row.path,
        line=row.line_number,
        record=row.record_number,
    )


def sources(
    rows: Iterable[AnyRow],
    rules: Iterable[AnyRow],
    unreadable: Iterable[AnyRow],
    family_rows: Iterable[AnyRow],
) -> tuple[SourceRecord, ...]:
    """The sources of a run, in the order of their numbers.

    Rules and reasons are put in order here: databases differ over the order of texts.
    """
    rules_of: Mapping[int, dict[str, RuleTally]] = defaultdict(dict)
    for row in rules:
        rules_of[row.source_number][row.rule] = RuleTally(row.findings, row.documents)
    unreadable_of: Mapping[int, dict[str, int]] = defaultdict(dict)
    for row in unreadable:
        unreadable_of[row.source_number][row.reason] = row.documents
    families_of: Mapping[int, list[AnyRow]] = defaultdict(list)
    for row in family_rows:
        families_of[row.source_number].append(row)
    return tuple(
        SourceRecord(
            row.name,
            counts(row),
            dict(sorted(rules_of[row.number].items())),
            dict(sorted(unreadable_of[row.number].items())),
            families(families_of[row.number]),
        )
        for row in rows
    )


def families(rows: Iterable[AnyRow]) -> dict[Family, FamilyTally]:
    """What the families found in one source, of its rows."""
    by_name = {row.family: FamilyTally(row.score_mean, row.findings, row.documents) for row in rows}
    return {family: by_name[family] for family in FAMILIES if family in by_name}


def excerpt(row: AnyRow) -> ExcerptRecord:
    """The excerpt of a row."""
    return ExcerptRecord(
        rule=row.rule,
        severity=row.severity,
        field=row.field,
        line=row.line_number,
        column=row.column_number,
        before=row.text_before,
        match=row.text_matched,
        after=row.text_after,
        message=row.message,
    )


def _of_counts(counts: Counts) -> Values:
    values = counts._asdict()
    scores: Scores | None = values.pop("scores")
    names = ("score_mean", "score_deviation", "score_lowest", *schema.QUANTILE_COLUMNS)
    if scores is None:
        return {**values, **dict.fromkeys(names)}
    figures = (scores.mean, scores.deviation, scores.lowest, *scores.quantiles)
    return {**values, **dict(zip(names, figures, strict=True))}


def counts(row: AnyRow) -> Counts:
    """The counts of a run's row or a source's."""
    values = row._mapping
    scores = None
    if row.score_mean is not None:
        quantiles = tuple(values[name] for name in schema.QUANTILE_COLUMNS)
        scores = Scores(row.score_mean, row.score_lowest, quantiles, row.score_deviation)
    return Counts(**{name: values[name] for name in Counts._fields if name != "scores"}, scores=scores)


def _of_gates(gates: Iterable[GateRecord]) -> Iterator[Values]:
    for position, gate in enumerate(gates):
        values = gate._asdict()
        yield {"position": position, "allowed": values.pop("limit"), **values}


def _of_sources(sources: Iterable[SourceRecord]) -> Iterator[Values]:
    for number, source in enumerate(sources):
        yield {"number": number, "name": source.name, **_of_counts(source.counts)}


def _of_run_rules(sources: Iterable[SourceRecord]) -> Iterator[Values]:
    findings, documents = Counter[str](), Counter[str]()
    for source in sources:
        for rule, tally in source.rules.items():
            findings[rule] += tally.findings
            documents[rule] += tally.documents
    for rule in sorted(findings):
        yield {"rule": rule, "findings": findings[rule], "documents": documents[rule]}


def _of_rules(sources: Iterable[SourceRecord]) -> Iterator[Values]:
    for number, source in enumerate(sources):
        for rule, tally in source.rules.items():
            yield {"source_number": number, "rule": rule, **tally._asdict()}


def _of_families(sources: Iterable[SourceRecord]) -> Iterator[Values]:
    for number, source in enumerate(sources):
        for family, tally in source.families.items():
            values = tally._asdict()
            yield {
                "source_number": number,
                "family": family,
                "score_mean": values.pop("score"),
                **values,
            }


def _of_unreadable(sources: Iterable[SourceRecord]) -> Iterator[Values]:
    for number, source in enumerate(sources):
        for reason, documents in source.unreadable.items():
            yield {"source_number": number, "reason": reason, "documents": documents}


def _of_worst(worst: Iterable[WorstRecord]) -> Iterator[Values]:
    for position, record in enumerate(worst):
        yield {"position": position, "document_number": record.document.number, "title": record.title}


def _of_excerpts(worst: Iterable[WorstRecord]) -> Iterator[Values]:
    for worst_position, record in enumerate(worst):
        for position, excerpt in enumerate(record.excerpts):
            yield {
                "worst_position": worst_position,
                "position": position,
                "rule": excerpt.rule,
                "severity": excerpt.severity,
                "field": excerpt.field,
                "line_number": excerpt.line,
                "column_number": excerpt.column,
                "text_before": excerpt.before,
                "text_matched": excerpt.match,
                "text_after": excerpt.after,
                "message": excerpt.message,
            }
