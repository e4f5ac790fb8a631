"""The history of runs on the command line: its options, and how it is opened."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..history.errors import HistoryError
from ._errors import Failure
from ._outputs import refuse_to_overwrite, require_folder

if TYPE_CHECKING:
    from ..history.recording import Recorder
    from ..history.store import History

INSTALL = "pip install 'copydesk[history]'"

LONGEST_RUN_ID = 200
"""Characters of a run's id: any name that a CI system has for a job fits."""

_NEEDED = ("sqlalchemy", "alembic", "mako")
"""What the extra `history` installs, by name of import."""

_RANDOM_BYTES = 4
"""Of a fresh id: two runs of the same second are the same with a chance of one in four billion."""

_URL_HELP = "sqlite:///FILE, or postgresql://USER@HOST/NAME."


def _checked_run_id(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if not value or len(value) > LONGEST_RUN_ID or not value.isprintable() or " " in value:
        raise click.BadParameter(f"needs 1 to {LONGEST_RUN_ID} visible characters, and no spaces")
    if value == "latest":
        raise click.BadParameter("'latest' is what `copydesk history show` calls the last run")
    return value


record_option = click.option(
    "--history", "history_url", metavar="URL", help=f"Record the run in a history: {_URL_HELP}"
)
run_id_option = click.option(
    "--run-id",
    metavar="ID",
    callback=_checked_run_id,
    help="The run's id in the history; a run of the same id is replaced. Without it, a fresh one.",
)
history_option = click.option(
    "--history", "history_url", metavar="URL", required=True, help=f"The history: {_URL_HELP}"
)


def now() -> datetime:
    """The time, in UTC: the one clock of what is recorded."""
    return datetime.now(UTC)


def fresh_id(started: datetime) -> str:
    """An id of a run that has none: when it started, and a few random characters."""
    return f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(_RANDOM_BYTES)}"


@contextmanager
def told() -> Iterator[None]:
    """Turn into a `Failure` what the database says, and that the extra is not installed."""
    try:
        yield
    except HistoryError as error:
        raise Failure(f"copydesk: --history: {error}") from None
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise Failure(f"copydesk: a history needs SQLAlchemy and Alembic ({error}): {INSTALL}") from None


def opened_history(url: str) -> History:
    """The history of an address. Raises `Failure` where there is none, or the extra is not installed.

    SQLAlchemy and Alembic are slow to load and need not be there, so that they are imported here and below.
    """
    with told():
        from ..history.store import History  # noqa: PLC0415

        return History.open(url)


def history_file(url: str) -> Path | None:
    """The file of a history; None where a server keeps it. Raises `Failure` for what is no address."""
    with told():
        from ..history.database import file_of, history_url  # noqa: PLC0415

        return file_of(history_url(url))


def shown_address(url: str) -> str:
    """The address of a history without its password, fit to be shown."""
    with told():
        from ..history.database import history_url, shown  # noqa: PLC0415

        return shown(history_url(url))


class Recording:
    """A run of `copydesk check` on its way into a history."""

    def __init__(self, history: History, file: Path | None, recorder: Recorder, run_id: str) -> None:
        self._history = history
        self._run_id = run_id
        self.file = file
        self.recorder = recorder

    def keep(self, *, quiet: bool) -> None:
        """Write the run, now that its reports are written; one that was interrupted is not.

        Raises `Failure` where it cannot be written.
        """
        run = self.recorder.record
        if run is None:
            click.echo("copydesk: the run is not in the history: it did not come to its end", err=True)
            return
        with told():
            replaced = self._history.write(run, self.recorder.documents())
        if not quiet:
            what = "replaced" if replaced else "recorded"
            click.echo(f"copydesk: run {self._run_id} {what} in the history", err=True)


@contextmanager
def recording(url: str | None, run_id: str | None, inputs: Sequence[str]) -> Iterator[Recording | None]:
    """The run's recording where a history is asked for.

    The history is opened before anything is read. Raises `Failure` where it cannot be, or is an input.
    """
    if url is None:
        if run_id is not None:
            raise click.UsageError("--run-id is that of a run in a history: give --history too.")
        yield None
        return
    with told():
        from ..history.database import file_of, history_url  # noqa: PLC0415
        from ..history.recording import Recorder  # noqa: PLC0415
        from ..history.store import History  # noqa: PLC0415

        file = file_of(history_url(url))
        if file is not None:
            require_folder(str(file), "--history ")
            refuse_to_overwrite(str(file), inputs, "--history ")
        history = History.open(url, create=True)
    run_id = run_id or fresh_id(now())
    recorder = Recorder(run_id, now)
    try:
        yield Recording(history, file, recorder, run_id)
    finally:
        recorder.close()
