"""The scores as one JSON object; report.schema.json describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..reports import Run
from .advice import Remark
from .estimate import Estimate
from .running import CorpusCount, Scores
from .scores import RuleScore
from .text_report import remark_sentence

DIGITS = 6
"""Decimals of a share, a rate or a time."""


def report_record(
    scores: Scores, figures: Sequence[RuleScore], remarks: Sequence[Remark], run: Run
) -> dict[str, Any]:
    """The report as JSON values, the rules in order of id: two reports are compared line by line."""
    return {
        "run": {
            "version": run.version,
            "rules": {"path": run.rules_path, "sha256": run.rules_digest},
            "settings": {name: run.settings[name] for name in ("select", "ignore")},
        },
        "corpora": [_corpus(corpus) for corpus in scores.corpora],
        "documents": scores.documents,
        "words": scores.words,
        "unreadable": scores.ledger.unreadable,
        "reviewed": scores.reviewed,
        "seconds": _rounded(scores.seconds),
        "rules": [_rule(figure) for figure in sorted(figures, key=lambda figure: figure.rule.id)],
        "remarks": [_remark(remark) for remark in remarks],
    }


def _corpus(corpus: CorpusCount) -> dict[str, Any]:
    return {
        "name": corpus.name,
        "kind": corpus.kind,
        "documents": corpus.documents,
        "clean": corpus.clean,
        "defective": corpus.defective,
        "words": corpus.words,
        "unreadable": corpus.unreadable,
    }


def _rule(figure: RuleScore) -> dict[str, Any]:
    rule, counts = figure.rule, figure.counts
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "status": rule.status,
        "ran_on": {"documents": counts.ran, "words": counts.words},
        "hits": counts.hits,
        "documents": counts.documents,
        "per_million_words": _rounded(figure.per_million_words),
        "right": counts.right,
        "wrong": counts.wrong,
        "in_bad_documents": counts.in_bad,
        "precision": _estimate(figure.precision),
        "clean": {
            "hits": counts.clean_hits,
            "documents": counts.clean_documents,
            "share": _estimate(figure.clean),
        },
        "seconds": _rounded(figure.seconds),
        "time_share": _rounded(figure.time_share),
        "milliseconds_per_1000_words": _rounded(figure.milliseconds),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "rule": remark.rule,
        "kind": remark.kind,
        "contradiction": remark.is_contradiction,
        "declared": remark.declared,
        "suggested": remark.suggested,
        "measured": _estimate(remark.measured),
        "message": remark_sentence(remark),
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    bounds = {name: _rounded(getattr(estimate, name)) for name in ("share", "low", "high")}
    return {**bounds, "total": estimate.total}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS) + 0.0
