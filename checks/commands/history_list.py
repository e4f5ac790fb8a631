"""`copydesk history list`: the recorded runs, a line each."""

from __future__ import annotations

import sys

import click

from ..history.json_report import heads_text
from ..history.text_report import list_lines
from ..reports.lines import printer
from ._errors import debug_option
from ._history import history_option, opened_history, told

SHOWN = 20
"""Runs that are listed where nobody says how many: they fit a screen."""


@click.command(name="list")
@history_option
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    default=SHOWN,
    show_default=True,
    help="The most runs to list.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def command(history_url: str, limit: int, format_: str) -> None:
    """List the recorded runs, the latest first."""
    history = opened_history(history_url)
    with told():
        heads = history.runs(limit)
    if format_ == "json":
        click.echo(heads_text(heads), nl=False)
        return
    show = printer(sys.stdout, colour=False)
    for line in list_lines(heads):
        show(line)
