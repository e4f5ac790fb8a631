"""Reports: results written as text or data, one module a format, each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, TextIO, get_args

if TYPE_CHECKING:
    from ..finding import Result, Unreadable
    from ..gate import GateOutcome, Ledger

__all__ = ["FORMATS", "SHOW_LEVELS", "Format", "Options", "Report", "Run", "Show", "Summary", "open_report"]

Format = Literal["text", "json", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

Show = Literal["info", "warning", "error", "none"]
SHOW_LEVELS: tuple[Show, ...] = get_args(Show)
"""From everything to nothing."""


@dataclass(frozen=True)
class Run:
    """What the results depend on beside the documents."""

    version: str
    rules_path: str
    rules_digest: str
    settings: Mapping[str, object] = field(default_factory=dict)
    """The settings in force, options of the command line included, as JSON values."""


@dataclass(frozen=True)
class Summary:
    """What a run adds up to. `interrupted`: it was ended before its input was."""

    ledger: Ledger
    outcomes: tuple[GateOutcome, ...]
    interrupted: bool = False


@dataclass(frozen=True)
class Options:
    """How much a report shows; none of it changes a score, a verdict or a gate."""

    show: Show = "info"
    """The mildest findings that are shown."""
    all_documents: bool = False
    """Show documents that pass in a long text report too."""
    colour: bool = False
    """The stream is a terminal that takes colours."""


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
