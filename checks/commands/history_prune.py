"""`copydesk history prune`: old runs removed."""

from __future__ import annotations

from datetime import timedelta

import click

from ..reports.visible import visible
from ._errors import debug_option
from ._history import history_option, now, opened_history, told

MAX_DAYS = 36_500
"""A hundred years: what is more is a slip, and soon no date at all."""

EPILOG = """\b
Examples:
  copydesk history prune --history sqlite:///history.db --keep-days 90
  copydesk history prune --history sqlite:///history.db --keep-days 90 --keep 10

\b
With both, a run is kept that either keeps.
"""


@click.command(name="prune", epilog=EPILOG)
@history_option
@click.option(
    "--keep-days", type=click.IntRange(1, MAX_DAYS), metavar="N", help="Keep the runs of the last N days."
)
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Keep the N latest runs.")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@debug_option
def command(history_url: str, keep_days: int | None, keep: int | None, *, dry_run: bool) -> None:
    """Remove old runs and all that was recorded of them."""
    if keep_days is None and keep is None:
        raise click.UsageError("Say what to keep: --keep-days N, --keep N, or both.")
    history = opened_history(history_url)
    since = None if keep_days is None else now() - timedelta(days=keep_days)
    with told():
        removed = history.prune(keep=keep or 0, since=since, dry=dry_run)
    for run_id in removed:
        click.echo(visible(run_id))
    count = "1 run" if len(removed) == 1 else f"{len(removed)} runs"
    click.echo(f"copydesk: {count} {'to remove' if dry_run else 'removed'}", err=True)
