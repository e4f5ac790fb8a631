"""The report as JSON, a line for each item of a list; see `nightly.schema.json`."""

from __future__ import annotations

from typing import Any

from ..reports.rows import dumps_rows
from .model import (
    Change,
    Figures,
    Night,
    NightlyReport,
    RuleTrend,
    Silence,
    SourceTrend,
    UnreadableReason,
    WorstDocument,
)
from .summary import summary_text

SHARE_DECIMALS = 4
SCORE_DECIMALS = 2
CHANCE_DIGITS = 3
"""Of what is written: more would be noise, and would differ between platforms."""


def report_json(report: NightlyReport) -> str:
    """The whole report as one object."""
    return dumps_rows(
        {
            "version": report.version,
            "summary": summary_text(report),
            "history": report.history,
            "time_zone": report.time_zone,
            "last_run_ended": report.last_run_ended.isoformat(),
            "compared_from": report.nights[report.compared_from].day.isoformat(),
            "source_asked_for": report.asked_source,
            "notes": list(report.notes),
            "method": report.method._asdict(),
            "nights": [_night(night) for night in report.nights],
            "sources": [_source(source, report) for source in report.sources],
            "sources_left_out": report.sources_left_out,
            "rules": [_rule(rule) for rule in report.rules],
            "rules_left_out": report.rules_left_out,
            "new_kinds": [{**kind._asdict(), "sources": list(kind.sources)} for kind in report.new_kinds],
            "worst": [_worst(document) for document in report.worst],
            "unreadable": [_unreadable(reason) for reason in report.unreadable],
            "silences": [_silence(silence) for silence in report.silences],
        }
    )


def _night(night: Night) -> dict[str, Any]:
    return {
        "day": night.day.isoformat(),
        "runs": list(night.runs),
        "conditions": night.conditions,
        **_figures(night.figures),
        "gates_failed": [gate._asdict() for gate in night.gates_failed],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "documents": figures.documents,
        "passed": figures.passed,
        "review": figures.review,
        "failed": figures.failed,
        "unreadable": figures.unreadable,
        "words": figures.words,
        "findings": figures.findings,
        "score": _rounded(figures.score, SCORE_DECIMALS),
        "deviation": _rounded(figures.deviation, SCORE_DECIMALS),
        "families": {
            family: {**part._asdict(), "score": _rounded(part.score, SCORE_DECIMALS)}
            for family, part in figures.families.items()
        },
    }


def _source(source: SourceTrend, report: NightlyReport) -> dict[str, Any]:
    return {
        "name": source.name,
        "direction": source.direction,
        "compared_from": report.nights[source.compared_from].day.isoformat(),
        "changes": [_change(change) for change in source.changes],
        "rules": [
            {
                "rule": shift.rule,
                "before": _rounded(shift.before, SHARE_DECIMALS),
                "after": _rounded(shift.after, SHARE_DECIMALS),
            }
            for shift in source.rules
        ],
        "nights": [None if figures is None else _figures(figures) for figures in source.nights],
    }


def _change(change: Change) -> dict[str, Any]:
    decimals = SCORE_DECIMALS if change.measure == "score" else SHARE_DECIMALS
    return {
        **change._asdict(),
        "since": change.since.isoformat(),
        "before": _rounded(change.before, decimals),
        "after": _rounded(change.after, decimals),
        "chance": float(f"{change.chance:.{CHANCE_DIGITS}g}"),
    }


def _rule(rule: RuleTrend) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "family": rule.family,
        "documents": list(rule.documents),
        "findings": list(rule.findings),
        "change": None if rule.change is None else _change(rule.change),
    }


def _worst(document: WorstDocument) -> dict[str, Any]:
    return {**document._asdict(), "excerpts": [excerpt._asdict() for excerpt in document.excerpts]}


def _unreadable(reason: UnreadableReason) -> dict[str, Any]:
    return {
        "reason": reason.reason,
        "documents": list(reason.documents),
        "sources": [{"name": name, "documents": documents} for name, documents in reason.sources],
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {**silence._asdict(), "last_seen": silence.last_seen.isoformat()}


def _rounded(value: float | None, decimals: int) -> float | None:
    # adding zero turns -0.0 into 0.0
    return None if value is None else round(value, decimals) + 0.0
