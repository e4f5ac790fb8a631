"""`copydesk report`: what the runs of a history say of its nights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from ..reports.output import STANDARD_OUTPUT
from ..suggest import did_you_mean
from ._errors import Failure, debug_option
from ._history import history_file, history_option, opened_history, shown_address, told
from ._outputs import opened, refuse_to_overwrite, require_folder
from ._version import version

if TYPE_CHECKING:
    from ..nightly.model import NightlyReport

Format = Literal["text", "markdown", "json", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)

_SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".txt": "text",
}

INSTALL = "pip install 'copydesk[report]'"

_NEEDED_BY_NAME = "NumPy, SciPy, Altair and vl-convert"
_NEEDED = ("numpy", "scipy", "altair", "vl_convert")
"""What the extra `report` installs, by name of import."""

DEFAULT_DAYS = 30
"""Days that a report looks back: four weeks show a weekly rhythm, and a change within the last of them."""

DEFAULT_TOP = 20
"""Of each list: what somebody reads in one go."""

_DAYS = re.compile(r"(\d{1,5})d")

MAX_DAYS = 36_500
"""A hundred years: what is more is a slip."""

EPILOG = """\b
Examples:
  copydesk report --history sqlite:///history.db                     a paragraph for a mail
  copydesk report --history URL -o report.html -o report.md          and two files
  copydesk report --history URL --since 2026-11-01 --source '*.example.org' --format markdown
"""


class _Since(click.ParamType):  # type: ignore[type-arg]  # generic in click 8.2 alone
    """The first night of a span, or how many days it has up to its last night; no clock is asked."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date | int:
        """A day, or a number of days."""
        if isinstance(value, date | int):
            return value
        text = str(value)
        if (days := _DAYS.fullmatch(text)) and 0 < int(days[1]) <= MAX_DAYS:
            return int(days[1])
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(
                f"{text!r} is neither a day such as 2026-11-01 nor a number of days such as 14d", param, ctx
            )


def _until(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day such as 2026-11-01") from None


def _zone(_: click.Context, __: click.Parameter, value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from zoneinfo import available_timezones  # noqa: PLC0415 - it reads a folder

        raise click.BadParameter(
            f"unknown time zone {value!r}{did_you_mean(value, available_timezones())}"
        ) from None


@click.command(name="report", epilog=EPILOG)
@history_option
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    help="Write the report to a file: .html, .md, .json or .txt. May be given more than once.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What standard output gets: a paragraph, or the report.",
)
@click.option(
    "--since",
    type=_Since(),
    default=DEFAULT_DAYS,
    help="The first night, or how many days: 2026-11-01, 14d. [default: 30d]",
)
@click.option(
    "--until", callback=_until, metavar="DAY", help="The night to report on. [default: the last one]"
)
@click.option("--source", metavar="GLOB", help="Tell only of the sources with such names.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=DEFAULT_TOP,
    show_default=True,
    help="The most worst documents, rules and sources without a change to list.",
)
@click.option(
    "--timezone",
    "zone",
    metavar="NAME",
    default="UTC",
    show_default=True,
    callback=_zone,
    help="Whose calendar says which night a run belongs to.",
)
@click.option("-q", "--quiet", is_flag=True, help="With --output, print no paragraph.")
@debug_option
def command(
    *,
    history_url: str,
    outputs: tuple[str, ...],
    format_: Format,
    since: date | int,
    until: date | None,
    source: str | None,
    top: int,
    zone: ZoneInfo,
    quiet: bool,
) -> None:
    """Tell which sources got worse and since when, what is new, and what to read first.

    A night is a day on which runs started. A change is told from noise by a test; docs/change-test.md
    says which. Needs the extra `report`.
    """
    targets = [(path, _format_of(path)) for path in outputs]
    for path, _ in targets:
        require_folder(path)
        file = history_file(history_url)
        if file is not None:
            refuse_to_overwrite(path, [str(file)])
    report = _built(history_url, since=since, until=until, source=source, top=top, zone=zone)
    for path, format_of_file in targets:
        with opened(path) as stream:
            _write(report, format_of_file, stream)
    if not (quiet and targets):
        with opened(STANDARD_OUTPUT) as stream:
            _write(report, format_, stream)


def _format_of(path: str) -> Format:
    """The format of a file by its name. Raises UsageError for a name that says none."""
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise click.UsageError(f"--output {path}: the name must say the format, by one of {known}")
    return _SUFFIXES[suffix]


@contextmanager
def _installed() -> Iterator[None]:
    """Turn into a `Failure` that the extra is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise Failure(f"copydesk: a report needs {_NEEDED_BY_NAME} ({error}): {INSTALL}") from None


def _built(
    url: str, *, since: date | int, until: date | None, source: str | None, top: int, zone: ZoneInfo
) -> NightlyReport:
    """The report, from a history that is read once. Raises `Failure` where there is nothing to tell."""
    history = opened_history(url)
    with _installed(), told():
        from ..nightly.building import Asked, NoNightsError, build_report  # noqa: PLC0415

        first, days = (since, DEFAULT_DAYS) if isinstance(since, date) else (None, since)
        asked = Asked(zone, zone.key, first, days, until, source, top)
        try:
            return build_report(history, asked, version=version(), address=shown_address(url))
        except NoNightsError:
            raise Failure("copydesk: --history: it holds no run of such nights") from None


def _write(report: NightlyReport, format_: Format, stream: TextIO) -> None:
    """Write the report in a format. What a format needs is imported when it is asked for."""
    match format_:
        case "text":
            from ..nightly.summary import summary_text  # noqa: PLC0415

            stream.write(f"{summary_text(report)}\n")
        case "markdown":
            from ..nightly.markdown import write_markdown  # noqa: PLC0415

            write_markdown(report, stream)
        case "json":
            from ..nightly.json_report import report_json  # noqa: PLC0415

            stream.write(report_json(report))
        case "html":
            with _installed():
                from ..nightly.html import write_html  # noqa: PLC0415

                write_html(report, stream)
