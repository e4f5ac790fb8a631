"""One run: inputs through the checker into a report and a ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from ..document import Document
from ..engine import Checker
from ..feeds import FeedError, FeedOptions, read
from ..finding import Unreadable
from ..gate import Ledger, evaluate, no_stale
from ..reports import Report, Run, Summary
from ..reports.lines import takes_colour
from ..reports.output import STANDARD_OUTPUT
from ._furniture import SourcesMet
from ._history import Recording
from ._interrupt import Interrupts
from ._progress import Progress
from ._reports import Reports, Target, check_places, opened_reports
from ._side_files import occurrences_of


def check_inputs(
    checker: Checker,
    inputs: Sequence[str],
    feed: FeedOptions,
    target: Target,
    run: Run,
    *,
    quiet: bool,
    fail_on_stale: bool = False,
    recording: Recording | None = None,
) -> Summary:
    """Check what the inputs hold and write the reports; what is recorded is gathered beside them.

    Raises `Failure` where the output cannot be, and FeedError where the input as a whole cannot be read.
    """
    side_files = [file.path for file in (run.accepted, run.baseline, run.furniture) if file is not None]
    rules = [run.rules_path] if Path(run.rules_path).is_file() else []
    kept = [str(recording.file)] if recording is not None and recording.file is not None else []
    check_places(target, [*inputs, *side_files, *rules, *kept])
    sources = SourcesMet(checker.furniture)
    documents = _begun(sources.watched(read(inputs, feed, sys.stdin.buffer)))
    on_screen = target.uses(STANDARD_OUTPUT) and sys.stdout.isatty()
    # on one terminal, progress and report would write over each other
    progress = Progress(wanted=not quiet and not on_screen)
    colour = on_screen and target.output == STANDARD_OUTPUT and takes_colour(sys.stdout, os.environ)
    run = replace(run, rules=checker.rules())
    with opened_reports(target, colour=colour) as report:
        told = report if recording is None else Reports([report, recording.recorder])
        summary = check_documents(checker, documents, told, run, progress, fail_on_stale=fail_on_stale)
    if run.furniture is not None and not quiet:
        sources.tell(run.furniture.path)
    return summary


def check_documents(
    checker: Checker,
    documents: Iterable[Document | Unreadable],
    report: Report,
    run: Run,
    progress: Progress,
    *,
    fail_on_stale: bool = False,
) -> Summary:
    """Check the documents, report each as it is done, and close the report with what they add up to.

    Ctrl-C ends the run early and closes the report over what was done: the summary is then `interrupted`.
    So does an input that cannot be read as a whole, whose FeedError is raised when the report is closed.
    Which accepted findings no longer occur is told by a run that was not interrupted.
    """
    rules = checker.rule_set
    ledger, interrupts, occurrences = Ledger(rules.sources), Interrupts(), occurrences_of(checker)
    interrupted, unusable = False, None
    report.begin(run)
    with interrupts.listening():
        try:
            with progress:
                for item in checker.check_all(documents):
                    with interrupts.held():
                        ledger.add(item)
                        occurrences.add(item)
                        report.add(item)
                        progress.advance()
        except KeyboardInterrupt:
            interrupted = True
        except FeedError as error:
            interrupted, unusable = True, error
    staleness = None if interrupted or not checker.acceptance.placed else occurrences.staleness()
    outcomes = evaluate(ledger, rules.gate)
    if fail_on_stale and staleness is not None:
        outcomes = (*outcomes, no_stale(len(staleness.stale), staleness.total))
    summary = Summary(ledger, outcomes, interrupted, staleness)
    report.end(summary)
    if unusable is not None:
        raise unusable
    return summary


def _begun(documents: Iterator[Document | Unreadable]) -> Iterator[Document | Unreadable]:
    """The same documents, the first of them read: a wrong input shows before a report is begun."""
    return chain(list(islice(documents, 1)), documents)
