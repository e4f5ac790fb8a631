"""Reports: results written as text or data, one module a format, each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TextIO, get_args

if TYPE_CHECKING:
    from ..acceptance import Staleness
    from ..finding import Result, Unreadable
    from ..gate import GateOutcome, Ledger
    from ..rules import Rule

__all__ = [
    "BINARY",
    "FORMATS",
    "SHOW_LEVELS",
    "Format",
    "Options",
    "Report",
    "Run",
    "Show",
    "Summary",
    "open_report",
]

Format = Literal[
    "text", "json", "jsonl", "csv", "html", "markdown", "sarif", "junit", "github", "gitlab", "parquet"
]
FORMATS: tuple[Format, ...] = get_args(Format)

BINARY: frozenset[Format] = frozenset({"parquet"})
"""Formats that are no text."""

Show = Literal["info", "warning", "error", "none"]
SHOW_LEVELS: tuple[Show, ...] = get_args(Show)
"""From everything to nothing."""


class SideFile(NamedTuple):
    """A file beside the rules that changes what findings cost: its path and its SHA-256, hexadecimal."""

    path: str
    digest: str


@dataclass(frozen=True)
class Run:
    """What the results depend on beside the documents."""

    version: str
    rules_path: str
    rules_digest: str
    settings: Mapping[str, object] = field(default_factory=dict)
    """The settings in force, options of the command line included, as JSON values."""
    baseline: SideFile | None = None
    accepted: SideFile | None = None
    furniture: SideFile | None = None
    models: str | None = None
    """SHA-256, hexadecimal, of the trained data that rules decided by; None where none did."""
    without_models: bool = False
    """Whether the rules that decide by trained models were left out."""
    rules: tuple[Rule, ...] = ()
    """The rules that run, for reports that explain them."""


@dataclass(frozen=True)
class Summary:
    """What a run adds up to. `interrupted`: it was ended before its input was."""

    ledger: Ledger
    outcomes: tuple[GateOutcome, ...]
    interrupted: bool = False
    staleness: Staleness | None = None
    """What the run says of the accepted entries; None where there are none, or it ended early."""


@dataclass(frozen=True)
class Options:
    """How much a report shows; none of it changes a score, a verdict or a gate."""

    show: Show = "info"
    """The mildest findings that are shown."""
    all_documents: bool = False
    """Show documents that pass in a long text report too."""
    details: bool = False
    """Show known and accepted findings, and fingerprints, in the text report too."""
    colour: bool = False
    """The stream is a terminal that takes colours."""
    here: str = ""
    """The folder that the inputs' relative paths start from."""
    project: str = ""
    """The folder that reports for other tools give paths relative to; paths stay as they are without it."""


class Report(Protocol):
    """A report that is written while the run goes on."""

    def begin(self, run: Run) -> None:
        """Open the report."""
        ...

    def add(self, item: Result | Unreadable) -> None:
        """Report one document; called in the order of the input."""
        ...

    def end(self, summary: Summary) -> None:
        """Close the report."""
        ...


def open_report(format_: Format, stream: TextIO, options: Options) -> Report:
    """The report of a format, which writes to `stream`: `Writer` of the module of its name."""
    writer = import_module(f".{format_}", __package__).Writer
    report: Report = writer(stream, options)
    return report
