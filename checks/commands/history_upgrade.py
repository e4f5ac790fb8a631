"""`copydesk history upgrade`: the tables brought up to date, which every other use of a history does too."""

from __future__ import annotations

import click

from ._errors import debug_option
from ._history import history_option, opened_history


@click.command(name="upgrade")
@history_option
@debug_option
def command(history_url: str) -> None:
    """Bring a history's tables up to date, and say from which revision.

    Whatever opens a history does that by itself. This is for those who want to do it at an hour of their own,
    or as a user of the database who may change tables.
    """
    before, now = opened_history(history_url).upgraded
    click.echo(f"already at revision {now}" if before == now else f"upgraded from revision {before} to {now}")
