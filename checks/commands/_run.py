"""One run: inputs through the checker into a report and a ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from ..engine import Checker
from ..feeds import FeedError, FeedOptions, Unit, read_units
from ..finding import Result, Unreadable
from ..gate import Ledger, evaluate, no_stale
from ..parallel import WorkersError, check_tasks
from ..profiling import Profile
from ..reports import Report, Run, Summary
from ..reports.lines import takes_colour
from ..reports.output import STANDARD_OUTPUT
from ._furniture import SourcesMet
from ._history import Recording
from ._interrupt import Interrupts
from ._jobs import standard_input, workers_for
from ._profile import TimedReport
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
    jobs: int | None = None,
    fail_on_stale: bool = False,
    recording: Recording | None = None,
    profile: Profile | None = None,
) -> Summary:
    """Check what the inputs hold and write the reports; what is recorded is gathered beside them.

    `jobs` is the number of processes, None for as many as are worth it. Raises `Failure` where the output
    cannot be, FeedError where the input as a whole cannot be read, and WorkersError where no process lives.
    """
    side_files = [file.path for file in (run.accepted, run.baseline, run.furniture) if file is not None]
    rules = [run.rules_path] if Path(run.rules_path).is_file() else []
    kept = [str(recording.file)] if recording is not None and recording.file is not None else []
    check_places(target, [*inputs, *side_files, *rules, *kept])
    sources = SourcesMet(checker.furniture)
    stdin = standard_input(inputs)
    units = _begun(read_units(inputs, feed, stdin))
    workers = workers_for(jobs, inputs, stdin)
    results = _watched(check_tasks(checker, units, workers, profile), sources)
    on_screen = target.uses(STANDARD_OUTPUT) and sys.stdout.isatty()
    # on one terminal, progress and report would write over each other
    progress = Progress(wanted=not quiet and not on_screen)
    colour = on_screen and target.output == STANDARD_OUTPUT and takes_colour(sys.stdout, os.environ)
    run = replace(run, rules=checker.rules())
    with opened_reports(target, colour=colour, live=workers.waits) as report:
        told = report if recording is None else Reports([report, recording.recorder])
        told = told if profile is None else TimedReport(told, profile)
        summary = report_results(checker, results, told, run, progress, fail_on_stale=fail_on_stale)
    if run.furniture is not None and not quiet:
        sources.tell(run.furniture.path)
    return summary


def report_results(
    checker: Checker,
    results: Generator[Result | Unreadable],
    report: Report,
    run: Run,
    progress: Progress,
    *,
    fail_on_stale: bool = False,
) -> Summary:
    """Report what becomes of each document as it is done, and close the report with what all add up to.

    Ctrl-C ends the run early and closes the report over what was done: the summary is then `interrupted`.
    So does an input that cannot be read as a whole, or a machine on which no worker lives: the error is
    raised when the report is closed. Which accepted findings no longer occur is told by a run that was not
    interrupted.
    """
    rules = checker.rule_set
    ledger, interrupts, occurrences = Ledger(rules.sources), Interrupts(), occurrences_of(checker)
    interrupted = False
    unusable: FeedError | WorkersError | None = None
    report.begin(run)
    with interrupts.listening():
        try:
            with progress, closing(results):
                for item in results:
                    with interrupts.held():
                        ledger.add(item)
                        occurrences.add(item)
                        report.add(item)
                        progress.advance()
        except KeyboardInterrupt:
            interrupted = True
        except (FeedError, WorkersError) as error:
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


def _begun(units: Iterator[Unit]) -> Iterator[Unit]:
    """The same units, the first of them met: a wrong input shows before a report is begun."""
    return chain(list(islice(units, 1)), units)


def _watched(results: Generator[Result | Unreadable], sources: SourcesMet) -> Generator[Result | Unreadable]:
    """The same results, the sources of their documents taken note of."""
    with closing(results):
        for item in results:
            if isinstance(item, Result):
                sources.meet(item.document)
            yield item
