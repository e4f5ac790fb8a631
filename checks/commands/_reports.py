"""Where the reports of a run go: the one of --format, those of --report, and what a CI job is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TextIO

import click

from ..finding import Result, Unreadable
from ..reports import BINARY, FORMATS, Format, Options, Report, Run, Summary, open_report
from ..reports.columns import INSTALL
from ..reports.output import STANDARD_OUTPUT
from ..suggest import did_you_mean
from ._ci import job_reports, project_folder
from ._errors import Failure
from ._outputs import opened, refuse_to_overwrite, require_folder


class ExtraReport(NamedTuple):
    """A report beside the one of --format."""

    format: Format
    path: str


class Target(NamedTuple):
    """Where the reports go, and how."""

    format: Format
    output: str
    options: Options
    extra: tuple[ExtraReport, ...] = ()
    tells_ci: bool = False
    """Whether a CI job may be told of the run without having asked for a report."""

    def places(self) -> list[tuple[str, str]]:
        """The option and the path of every report, which make up the argument as it was given."""
        extra = [(f"--report {report.format}=", report.path) for report in self.extra]
        return [("--output ", self.output), *extra]

    def uses(self, place: str) -> bool:
        """Whether a report goes there."""
        return any(path == place for _, path in self.places())


class Reports:
    """Several reports that are written together."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports

    def begin(self, run: Run) -> None:
        """Open each."""
        for report in self._reports:
            report.begin(run)

    def add(self, item: Result | Unreadable) -> None:
        """Report one document in each."""
        for report in self._reports:
            report.add(item)

    def end(self, summary: Summary) -> None:
        """Close each."""
        for report in self._reports:
            report.end(summary)


def _parsed(_: click.Context, __: click.Parameter, values: Iterable[str]) -> tuple[ExtraReport, ...]:
    return tuple(map(_extra_report, values))


def _extra_report(value: str) -> ExtraReport:
    name, equals, path = value.partition("=")
    format_ = next((known for known in FORMATS if known == name), None)
    if format_ is None:
        raise click.BadParameter(
            f"no format {name!r}{did_you_mean(name, FORMATS)}; these are: {', '.join(FORMATS)}"
        )
    if not equals or not path:
        raise click.BadParameter(f"{value!r} names no file; give {name}=FILE")
    return ExtraReport(format_, path)


report_option = click.option(
    "--report",
    "reports",
    metavar="FORMAT=FILE",
    multiple=True,
    callback=_parsed,
    help="Write one more report, in any format of --format; repeat it for more. - is standard output.",
)
ci_option = click.option(
    "--no-ci", is_flag=True, help="Under GitHub Actions, add no annotations and no job summary by itself."
)


def check_places(target: Target, inputs: Sequence[str]) -> None:
    """Raise `Failure` for reports that would take each other's place, or that of what is read."""
    _refuse_to_share(target)
    for option, output in target.places():
        require_folder(output, option)
        refuse_to_overwrite(output, inputs, option)


@contextmanager
def opened_reports(target: Target, *, colour: bool, live: bool = False) -> Iterator[Report]:
    """All reports as one. Files appear when they are whole; after an error their places are as they were.

    With `live`, the one on standard output is written line by line.
    """
    here = os.getcwd()  # noqa: PTH109 - a string, as options are
    options = replace(target.options, here=here, project=project_folder(here, os.environ))
    with ExitStack() as stack:
        stream = stack.enter_context(opened(target.output, live=live))
        reports = [_opened_report(target.format, stream, replace(options, colour=colour))]
        reports.extend(
            _opened_report(extra.format, stack.enter_context(opened(extra.path, live=live)), options)
            for extra in target.extra
        )
        if target.tells_ci:
            formats = {target.format, *(extra.format for extra in target.extra)}
            places = [path for _, path in target.places()]
            reports.extend(stack.enter_context(job_reports(options, formats, places, os.environ)))
        yield reports[0] if len(reports) == 1 else Reports(reports)


def _opened_report(format_: Format, stream: TextIO, options: Options) -> Report:
    """A report; `Failure` where it needs what is not installed, or is no text and goes to a terminal."""
    if format_ in BINARY and stream.isatty():
        raise Failure(f"copydesk: {format_} is nothing to be read on a terminal; give --output FILE")
    try:
        return open_report(format_, stream, options)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "pyarrow":
            raise
        raise Failure(f"copydesk: the format {format_} needs pyarrow ({error}): {INSTALL}") from None


def _refuse_to_share(target: Target) -> None:
    """What is no regular file (a pipe, /dev/null) takes any number of reports."""
    places = [path for _, path in target.places()]
    if places.count(STANDARD_OUTPUT) > 1:
        option, path = next(place for place in reversed(target.places()) if place[1] == STANDARD_OUTPUT)
        raise Failure(
            f"{option}{path}: standard output has a report already; give --output or --report a file"
        )
    files = [Path(path) for path in places if path != STANDARD_OUTPUT]
    resolved = Counter(path.resolve() for path in files if path.is_file() or not path.exists())
    for file, count in resolved.items():
        if count > 1:
            raise Failure(f"{file} is named for {count} reports; each needs a file of its own")
