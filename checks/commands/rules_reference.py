"""`copydesk rules reference`: a Markdown page about all rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..reports.output import text_stream
from ..rule_reference import Figures, FiguresError, read_figures, reference
from ._errors import Failure, debug_option
from ._rules import load, rules_option

COMMAND = "copydesk rules reference"

EPILOG = """\b
Examples:
  copydesk rules reference > rules.md
  copydesk rules score --clean our-articles/ --format json > scores.json
  copydesk rules reference --scores scores.json > rules.md
"""


@click.command(name="reference", epilog=EPILOG)
@rules_option
@click.option(
    "--scores",
    "scores_path",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="A JSON report of `copydesk rules score`, whose figures the page shows.",
)
@debug_option
def command(rules_path: str | None, scores_path: str | None) -> None:
    """Print a Markdown page about the enabled rules: what each finds, why, what it leaves alone, examples."""
    rules = load(rules_path)
    figures = None if scores_path is None else _figures(scores_path)
    with text_stream(sys.stdout.buffer) as stream:
        for line in reference(rules, figures, COMMAND):
            stream.write(f"{line}\n")


def _figures(path: str) -> Figures:
    try:
        return read_figures(Path(path).read_text("utf-8"))
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Failure(f"{path}: not UTF-8") from None
    except FiguresError as error:
        raise Failure(f"{path}: {error}") from None
