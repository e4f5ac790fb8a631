"""Runs for a history, small and by hand; and programs that write them in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from checks.finding import Family
from checks.history.model import (
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

PROJECT = Path(__file__).parents[2]

DAY = datetime(2024, 3, 1, 6, 30, 15, 123456, tzinfo=UTC)
HOSTILE = "a\x00b\ud800\x1b[31m\N{SYMBOL FOR SUBSTITUTE FORM TWO}0041 <b> ';--"
"""What databases refuse, what terminals obey, and what looks like an escape of ours."""

COUNTS = Counts(3, 1, 0, 1, 1, 120, 2, Scores(70.5, 41.0, (41.0, 41.0, 41.0, 100.0, 100.0), 29.5))
FAMILIES: dict[Family, FamilyTally] = {
    "translation": FamilyTally(100.0, 0, 0),
    "garble": FamilyTally(75.25, 1, 1),
    "symbols": FamilyTally(90.0, 1, 1),
    "injection": FamilyTally(100.0, 0, 0),
}
NO_FAMILY: dict[Family, FamilyTally] = dict.fromkeys(FAMILIES, FamilyTally(None, 0, 0))
UNSCORED = Counts(1, 0, 0, 0, 1, 0, 0, None)


def document(number: int, **values: Any) -> DocumentRecord:
    """A document that passed; `values` replace its fields."""
    row = DocumentRecord(number, 0, f"id-{number}", 100.0, "pass", 40, 0, None, "feed.jsonl", number, number)
    return row._replace(**values)


def documents() -> list[DocumentRecord]:
    """One that passed, one that failed and one that could not be read."""
    return [
        document(1),
        document(2, id=HOSTILE, score=41.0, verdict="fail", findings=2, line=None),
        document(
            3, source=1, id=None, score=None, verdict=None, words=None, unreadable="bad-json", path=HOSTILE
        ),
    ]


def run_record(run_id: str = "nightly-1", started: datetime = DAY, **values: Any) -> RunRecord:
    """A run of those documents; `values` replace fields of its head."""
    head = RunHead(
        id=run_id,
        started=started,
        ended=started + timedelta(minutes=2),
        version="0.1.0",
        rules_path="rules.yaml",
        rules_digest="0" * 64,
        conditions={"settings": {"select": [HOSTILE], "fail_under": 60.0, "fail_on": None}},
        counts=COUNTS,
        near_duplicates=1,
        gates=(
            GateRecord("max-failed", None, "fail", "2%, 10", 1, 3, met=False),
            GateRecord("min-documents", "wire*", "warn", "1", 3, 3, met=True),
        ),
    )
    excerpt = ExcerptRecord(
        "symbols/stray-dagger", "error", "text", 3, 7, HOSTILE, "†", "after\n", "Stray dagger"
    )
    return RunRecord(
        replace(head, **values),
        (
            SourceRecord(
                "wire",
                COUNTS,
                {"garble/salad": RuleTally(1, 1), "symbols/stray-dagger": RuleTally(1, 1)},
                families=FAMILIES,
            ),
            SourceRecord(HOSTILE, UNSCORED, {}, {"bad-json": 1}, NO_FAMILY),
        ),
        (
            WorstRecord(documents()[1], HOSTILE, (excerpt, excerpt._replace(line=4))),
            WorstRecord(documents()[0], "", ()),
        ),
    )


def python(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a program in a process of its own; it can import what the tests can."""
    path = os.pathsep.join([str(PROJECT), str(Path(__file__).parent)])
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def many(number: int) -> Iterator[DocumentRecord]:
    """Those documents and others, so many in all, made as they are asked for."""
    first = documents()
    return chain(first, (document(n) for n in range(len(first) + 1, number + 1)))
