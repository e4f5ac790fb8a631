"""The command line: `copydesk`. Each command lies in a module of its own, imported when it is called."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from ._errors import GuardedGroup, debug_option
from ._lazy import Entry
from ._version import version

__all__ = ["cli", "main"]

_ENTRIES = {
    "check": Entry("check", "Mark what went wrong in texts, and score them."),
    "baseline": Entry("baseline", "Write down what is wrong today, so that checks fail on what is new."),
    "accept": Entry("accept", "Accept findings that are right as they stand, with who and why."),
    "history": Entry("history", "List, show and prune recorded runs."),
    "report": Entry("report", "Tell from recorded runs which sources got worse, since when, and how."),
    "rules": Entry("rules", "List, explain, test and validate rules."),
    "learn": Entry("learn", "Learn from a feed what no single document shows."),
    "drill": Entry("drill", "Plant known defects in clean texts and count what is found."),
    "spark": Entry("spark", "Check tables of texts on a Spark cluster."),
    "init": Entry("init", "Write a starter rules.yaml with comments."),
}

EPILOG = """\b
Examples:
  copydesk init                                     write a rules.yaml to build on
  copydesk check article.txt                        read one article's findings
  copydesk check --format jsonl feed.jsonl > out    score a feed, an object a document
  copydesk rules explain symbols/stray-dagger       why a rule exists, with examples
"""


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"copydesk {version()}")
        ctx.exit()


@click.group(
    name="copydesk",
    cls=GuardedGroup,
    entries=_ENTRIES,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
@debug_option
def cli() -> None:
    """Read scraped text the way a copy desk reads copy.

    copydesk marks every place where a text went wrong on its way here (translation, garble, symbols,
    injection), says why, and scores the document.
    """


def _replace_closed_streams() -> None:
    """Read nothing from, and say nothing on, a stream that the caller closed; a report needs its output."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the whole run
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise
    if sys.stdout is None:
        sys.stderr.write("copydesk: standard output is closed\n")
        raise SystemExit(2)


OBJECTS_BEFORE_COLLECTION = 50_000
"""Objects that are made before Python looks for garbage in cycles. A run makes next to none; rules are made
of hundreds of thousands, and looking through them at each 700, as Python does, takes a fifth of the start."""


def main() -> NoReturn:
    """Run the command line and exit with its code.

    Where standard output or error has a narrow encoding, characters outside it are escaped and end nothing.
    """
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # products are small: threads would wait
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    cli.main(prog_name="copydesk")
    raise SystemExit(0)
