"""One run: inputs through the checker into a report and a ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TextIO

from ..document import Document
from ..engine import Checker
from ..feeds import FeedError, FeedOptions, read
from ..finding import Unreadable
from ..gate import Ledger, evaluate
from ..reports import Format, Options, Report, Run, Summary, open_report
from ..reports.lines import takes_colour
from ..reports.output import STANDARD_OUTPUT, file_stream, text_stream
from ._errors import Failure
from ._interrupt import Interrupts
from ._progress import Progress

STANDARD_INPUT = "-"


class Target(NamedTuple):
    """Where the report goes, and how."""

    format: Format
    output: str
    options: Options


def check_inputs(
    checker: Checker, inputs: Sequence[str], feed: FeedOptions, target: Target, run: Run, *, quiet: bool
) -> Summary:
    """Check what the inputs hold and write the report.

    Raises `Failure` where the output cannot be, and FeedError where the input as a whole cannot be read.
    """
    _refuse_to_overwrite(target.output, inputs)
    documents = _begun(read(inputs, feed, sys.stdin.buffer))
    on_screen = target.output == STANDARD_OUTPUT and sys.stdout.isatty()
    # on one terminal, progress and report would write over each other
    progress = Progress(wanted=not quiet and not on_screen)
    colour = on_screen and takes_colour(sys.stdout, os.environ)
    with _opened(target.output) as stream:
        report = open_report(target.format, stream, replace(target.options, colour=colour))
        return check_documents(checker, documents, report, run, progress)


def check_documents(
    checker: Checker,
    documents: Iterable[Document | Unreadable],
    report: Report,
    run: Run,
    progress: Progress,
) -> Summary:
    """Check the documents, report each as it is done, and close the report with what they add up to.

    Ctrl-C ends the run early and closes the report over what was done: the summary is then `interrupted`.
    So does an input that cannot be read as a whole, whose FeedError is raised when the report is closed.
    """
    ledger, interrupts = Ledger(), Interrupts()
    interrupted, unusable = False, None
    report.begin(run)
    with interrupts.listening():
        try:
            with progress:
                for item in checker.check_all(documents):
                    with interrupts.held():
                        ledger.add(item)
                        report.add(item)
                        progress.advance()
        except KeyboardInterrupt:
            interrupted = True
        except FeedError as error:
            interrupted, unusable = True, error
    summary = Summary(ledger, evaluate(ledger, checker.rule_set.gate), interrupted)
    report.end(summary)
    if unusable is not None:
        raise unusable
    return summary


def _begun(documents: Iterator[Document | Unreadable]) -> Iterator[Document | Unreadable]:
    """The same documents, the first of them read: a wrong input shows before a report is begun."""
    return chain(list(islice(documents, 1)), documents)


@contextmanager
def _opened(output: str) -> Iterator[TextIO]:
    if output == STANDARD_OUTPUT:
        with text_stream(sys.stdout.buffer) as stream:
            yield stream
        return
    path = Path(output)
    if not path.absolute().parent.is_dir():
        raise Failure(f"--output {output}: there is no folder {path.parent}")
    with file_stream(path) as stream:
        yield stream


def _refuse_to_overwrite(output: str, inputs: Sequence[str]) -> None:
    if output == STANDARD_OUTPUT or not Path(output).is_file():
        return
    for given in inputs:
        if given != STANDARD_INPUT and Path(given).is_file() and Path(output).samefile(given):
            raise Failure(f"--output {output} is an input: the report would take its place")
