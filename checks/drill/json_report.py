"""The drill's report as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..reports import Run
from .gates import DrillGate
from .outcome import CleanOutcome, DrillOutcome, KindOutcome, Miss
from .text_report import VERDICTS

DIGITS = 6
"""Decimals of a share or a rate."""

EXCERPT_REACH = 60
"""Characters of the damaged text on either side of a miss."""


def report_record(outcome: DrillOutcome, gates: Sequence[DrillGate], run: Run, misses: int) -> dict[str, Any]:
    """The report as JSON values, with up to `misses` misses of each kind; see the drill's schema."""
    return {
        "run": {
            "version": run.version,
            "rules": run.rules_path,
            "rules_digest": run.rules_digest,
            "settings": dict(run.settings),
            "seed": outcome.seed,
            "per_kind": outcome.per_kind,
        },
        "input": {
            "records": outcome.records,
            "unreadable": outcome.unreadable,
            "drawn": outcome.drawn,
            "too_short": outcome.too_short,
            "shortened": outcome.shortened,
        },
        "clean": _clean_record(outcome.clean),
        "kinds": [_kind_record(kind, misses) for kind in outcome.kinds],
        "recall": _share(outcome.recall),
        "recall_by_family": {family: _share(mean) for family, mean in outcome.recall_by_family.items()},
        "crashed": len(outcome.crashed),
        "gates": [gate._asdict() for gate in gates],
    }


def _clean_record(clean: CleanOutcome) -> dict[str, Any]:
    return {
        "documents": clean.documents,
        "words": clean.words,
        "verdicts": _verdicts(clean.ledger.verdicts),
        "false_alarms": clean.alarms,
        "documents_with_alarm": clean.documents_with_alarm,
        "false_alarms_per_1000_words": round(clean.per_thousand_words, DIGITS),
        "rules": [count._asdict() for count in clean.worst_rules()],
    }


def _kind_record(outcome: KindOutcome, misses: int) -> dict[str, Any]:
    return {
        "kind": outcome.kind.name,
        "family": outcome.kind.family,
        "planted": outcome.planted,
        "found": outcome.found,
        "recall": _share(outcome.recall),
        "verdicts": _verdicts(outcome.verdicts),
        "not_applicable": outcome.unsuited,
        "misses": [_miss_record(miss) for miss in outcome.misses[:misses]],
    }


def _miss_record(miss: Miss) -> dict[str, Any]:
    text, start, end = miss.planted.text, miss.planted.start, miss.planted.end
    return {
        "document": miss.document,
        "start": start,
        "end": end,
        "before": text[max(0, start - EXCERPT_REACH) : start],
        "match": text[start:end],
        "after": text[end : end + EXCERPT_REACH],
        "reason": miss.reason,
        "rule": miss.rule,
    }


def _verdicts(counts: Mapping[Any, int]) -> dict[str, int]:
    return {verdict: counts.get(verdict, 0) for verdict in VERDICTS}


def _share(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), DIGITS)
