"""`copydesk history`: the commands about runs that `copydesk check --history` recorded."""

from __future__ import annotations

import click

from ._lazy import Entry, LazyGroup

_ENTRIES = {
    "list": Entry("history_list", "List the recorded runs, the latest first."),
    "show": Entry("history_show", "Show a run: gates, sources, rules, worst documents."),
    "prune": Entry("history_prune", "Remove old runs."),
    "upgrade": Entry("history_upgrade", "Bring the tables up to date, and say from what."),
}


@click.group(name="history", cls=LazyGroup, entries=_ENTRIES)
def command() -> None:
    """List, show and prune the runs that `copydesk check --history URL` recorded."""
