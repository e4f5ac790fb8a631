"""`copydesk history show`: one run, with its gates, sources, rules and worst documents."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from itertools import chain

import click

from ..history.json_report import run_chunks, run_text
from ..history.spool import Spool
from ..history.text_report import document_lines, run_lines
from ..reports.lines import printer, takes_colour
from ._errors import debug_option
from ._history import history_option, opened_history, told


@click.command(name="show")
@click.argument("run_id", metavar="RUN")
@history_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--documents", is_flag=True, help="Show every document of the run too.")
@debug_option
def command(run_id: str, history_url: str, format_: str, *, documents: bool) -> None:
    """Show a run: its gates, sources, rules and worst documents.

    RUN is an id of `copydesk history list`, or `latest`.
    """
    history = opened_history(history_url)
    with closing(Spool()) as spool:
        with told():
            run = history.run_with_documents(run_id, spool.add) if documents else history.run(run_id)
        if format_ == "json":
            sys.stdout.writelines(run_chunks(run, spool.rows()) if documents else [run_text(run)])
            return
        show = printer(sys.stdout, colour=takes_colour(sys.stdout, os.environ))
        for line in chain(run_lines(run), document_lines(run, spool.rows()) if documents else ()):
            show(line)
