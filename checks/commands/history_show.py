"""`copydesk history show`: one run, with its gates, sources, rules and worst documents."""

from __future__ import annotations

import os
import sys

import click

from ..history.json_report import run_text
from ..history.text_report import run_lines
from ..reports.lines import printer, takes_colour
from ._errors import debug_option
from ._history import history_option, opened_history, told


@click.command(name="show")
@click.argument("run_id", metavar="RUN")
@history_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def command(run_id: str, history_url: str, format_: str) -> None:
    """Show a run: its gates, sources, rules and worst documents.

    RUN is an id of `copydesk history list`, or `latest`.
    """
    history = opened_history(history_url)
    with told():
        run = history.run(run_id)
    if format_ == "json":
        click.echo(run_text(run), nl=False)
        return
    show = printer(sys.stdout, colour=takes_colour(sys.stdout, os.environ))
    for line in run_lines(run):
        show(line)
