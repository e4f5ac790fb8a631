"""Databases for histories: a file of SQLite, and a server of PostgreSQL that the tests start themselves."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

REQUIRE_SERVICES = "COPYDESK_REQUIRE_SERVICES"
"""The variable that, where it is 1, fails the tests that are else skipped where a server is missing."""

SUPERUSER = "postgres"
START_SECONDS = 60
"""How long a server may take to start on a machine that does much else."""

INITDB_OPTIONS = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
SETTINGS = ("listen_addresses=", "fsync=off", "timezone=UTC")
"""No network; no care for a power cut; a time zone that is not the machine's."""

NAMES = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def history_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database; a test that asks for it runs once with each."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/history.db"
        return
    with empty_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@contextmanager
def empty_database(postgres_server: Path) -> Iterator[str]:
    """The address of a database on the server that goes with its use: each takes 8 MB and 300 files."""
    import psycopg  # noqa: PLC0415 - few tests need it, and every one reads this file

    host, name = str(postgres_server), f"history_{next(NAMES)}"
    with psycopg.connect(host=host, user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield f"postgresql://{SUPERUSER}@/{name}?host={host}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """A server of this session's own, which listens on a socket in the folder; no network."""
    programs = _programs()
    if programs is None:
        missing = "PostgreSQL is not installed: no `initdb` and `postgres` (apt-get install postgresql)"
        if os.environ.get(REQUIRE_SERVICES) == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    # a socket's path must be short, which those of tmp_path are not
    with tempfile.TemporaryDirectory(prefix="copydesk-pg-") as name:
        folder = Path(name)
        user = _user_for(folder)
        data = str(folder / "data")
        make = [str(programs / "initdb"), "-D", data, "-U", SUPERUSER, *INITDB_OPTIONS]
        subprocess.run(make, check=True, capture_output=True, user=user, cwd=folder)
        serve = [str(programs / "postgres"), "-D", data, "-k", name]
        for setting in SETTINGS:
            serve.extend(["-c", setting])
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(serve, stdout=log, stderr=log, user=user, cwd=folder)
        try:
            _wait_for(server, folder)
            yield folder
        finally:
            server.send_signal(signal.SIGQUIT)  # at once, whoever is connected: nothing is kept
            server.wait()


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: Debian keeps them off the path, sometimes with links on it."""
    found = shutil.which("postgres")
    places = [Path(found).resolve().parent] if found else []
    places.extend(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))
    return next(
        (place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None
    )


def _user_for(folder: Path) -> str | None:
    """Whom the server runs as: it refuses to be root's."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next(name for name in (SUPERUSER, "nobody") if name in known)
    shutil.chown(folder, user)
    return user


def _wait_for(server: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg  # noqa: PLC0415 - as above

    give_up = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < give_up:
        try:
            psycopg.connect(host=str(folder), user=SUPERUSER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}")
