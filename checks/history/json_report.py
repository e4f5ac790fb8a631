"""Runs of a history as JSON, a line for each item of a list; history.schema.json describes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..reports.record import dumps
from ..reports.rows import dumps_rows
from .model import QUANTILES, Counts, DocumentRecord, RunHead, RunRecord, SourceRecord, WorstRecord

_END = "\n}\n"
"""How `dumps_rows` ends an object."""


def heads_text(heads: Iterable[RunHead]) -> str:
    """A list of runs, without their sources and documents."""
    return "[" + ",".join(f"\n{dumps(_head(head))}" for head in heads) + "\n]\n"


def run_text(run: RunRecord) -> str:
    """A run, without the rows of its documents."""
    return dumps_rows(
        {
            "run": _head(run.head),
            "sources": [_source(source) for source in run.sources],
            "worst": [_worst(worst) for worst in run.worst],
        }
    )


def run_chunks(run: RunRecord, documents: Iterable[DocumentRecord]) -> Iterator[str]:
    """A run with the rows of its documents, piece by piece: there may be millions of them."""
    yield run_text(run).removesuffix(_END) + ',\n"documents": ['
    between = "\n"
    for document in documents:
        yield f"{between}  {dumps(_document(document))}"
        between = ",\n"
    yield ("]" if between == "\n" else "\n]") + _END


def _head(head: RunHead) -> dict[str, Any]:
    return {
        "id": head.id,
        "started": head.started.isoformat(),
        "ended": head.ended.isoformat(),
        "conditions": head.conditions,
        **_counts(head.counts),
        "near_duplicates": head.near_duplicates,
        "gates": [gate._asdict() for gate in head.gates],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    scores = counts.scores
    return {
        **counts._asdict(),
        "scores": None
        if scores is None
        else {
            "mean": scores.mean,
            "deviation": scores.deviation,
            "lowest": scores.lowest,
            "quantiles": {
                str(percent): score for percent, score in zip(QUANTILES, scores.quantiles, strict=True)
            },
        },
    }


def _source(source: SourceRecord) -> dict[str, Any]:
    return {
        "name": source.name,
        **_counts(source.counts),
        "families": {family: tally._asdict() for family, tally in source.families.items()},
        "rules": {rule: tally._asdict() for rule, tally in source.rules.items()},
        "unreadable_kinds": dict(source.unreadable),
    }


def _worst(worst: WorstRecord) -> dict[str, Any]:
    return {
        **_document(worst.document),
        "title": worst.title,
        "excerpts": [excerpt._asdict() for excerpt in worst.excerpts],
    }


def _document(document: DocumentRecord) -> dict[str, Any]:
    values = document._asdict()
    place = {name: values.pop(name) for name in ("path", "line", "record")}
    return {**values, "location": None if place["path"] is None else place}
