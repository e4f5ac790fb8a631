"""A run as it goes on, gathered for a history: a report among the others, written when the run is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from ..finding import Result, Unreadable
from ..gate import GateOutcome
from ..reports import Run, Summary
from ..reports.record import run_record
from ..reports.visible import shortened
from ..reports.worst import Worst, badness
from .excerpts import WORST_DOCUMENTS, has_excerpts, worst_record
from .model import DocumentRecord, GateRecord, RunHead, RunRecord, WorstRecord
from .spool import Spool
from .tally import Tally

SCORE_DECIMALS = 2
"""As many as the reports show."""

LONGEST_ID = 1000
"""Characters of an id or a path that are kept; an address fits."""


class Recorder:
    """Gathers a run: begin, add and end are called as those of a report.

    `now` tells the time, with its zone. Memory does not grow with the documents; see `Spool`.
    """

    def __init__(self, run_id: str, now: Callable[[], datetime]) -> None:
        """Begin a run now."""
        self._id = run_id
        self._now = now
        self._started = now()
        self._tally = Tally()
        self._spool = Spool()
        self._worst: Worst[WorstRecord] = Worst(WORST_DOCUMENTS)
        self._documents = 0
        self._run: Run | None = None
        self._record: RunRecord | None = None

    def begin(self, run: Run) -> None:
        """Take down what the results depend on."""
        self._run = run

    def add(self, item: Result | Unreadable) -> None:
        """Count one document and put its row aside."""
        self._documents += 1
        source, unreadable = self._tally.add(item)
        row = _document_record(self._documents, source, unreadable, item)
        self._spool.add(row)
        if isinstance(item, Result) and unreadable is None and has_excerpts(item):
            result = item
            self._worst.add(badness(result), lambda: worst_record(row, result))

    def end(self, summary: Summary) -> None:
        """Close the run. An interrupted one is none: its counts would not compare with a whole run's."""
        if summary.interrupted or self._run is None:
            return
        head = RunHead(
            id=self._id,
            started=self._started,
            ended=self._now(),
            version=self._run.version,
            rules_path=self._run.rules_path,
            rules_digest=self._run.rules_digest,
            conditions=run_record(self._run),
            counts=self._tally.counts(),
            near_duplicates=self._tally.near_duplicates,
            gates=tuple(map(_gate_record, summary.outcomes)),
        )
        self._record = RunRecord(head, self._tally.sources(), tuple(self._worst.items()))

    @property
    def record(self) -> RunRecord | None:
        """The run; None where it has not come to its end."""
        return self._record

    def documents(self) -> Iterator[DocumentRecord]:
        """The rows of the run's documents, in the order of the input."""
        return self._spool.rows()

    def close(self) -> None:
        """Give up what was put aside."""
        self._spool.close()


def _document_record(
    number: int, source: int, unreadable: str | None, item: Result | Unreadable
) -> DocumentRecord:
    scored = item if isinstance(item, Result) and unreadable is None else None
    found = item.findings if isinstance(item, Result) else ()
    place = item.location if isinstance(item, Unreadable) else item.document.location
    return DocumentRecord(
        number=number,
        source=source,
        id=None if item.id is None else shortened(item.id, LONGEST_ID),
        score=None if scored is None else round(scored.score, SCORE_DECIMALS) + 0.0,
        verdict=None if scored is None else scored.verdict,
        words=None if scored is None else scored.words,
        findings=sum(finding.state != "accepted" for finding in found),
        unreadable=unreadable,
        path=None if place is None else shortened(place.path, LONGEST_ID),
        line=None if place is None else place.line,
        record=None if place is None else place.record,
    )


def _gate_record(outcome: GateOutcome) -> GateRecord:
    return GateRecord(
        name=outcome.name,
        source=outcome.source,
        level=outcome.level,
        limit=outcome.limit,
        value=outcome.value,
        total=outcome.total,
        met=outcome.met,
    )
