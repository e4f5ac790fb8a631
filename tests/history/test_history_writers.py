"""Several writers of one history, some of which die: it holds whole runs only."""

from __future__ import annotations

import subprocess

import pytest
from history_records import many, python, run_record

from checks.history.queries import BATCH
from checks.history.store import History

DOCUMENTS = 2 * BATCH

HALF_A_RUN = """
import sys, time
from history_records import many, run_record
from checks.history.store import History

def stuck():
    yield from many(int(sys.argv[3]))
    print("half", flush=True)
    time.sleep(3600)

History.open(sys.argv[1], create=True).write(run_record(sys.argv[2], version="half"), stuck())
"""

A_RUN = """
import sys
from history_records import many, run_record
from checks.history.store import History

history = History.open(sys.argv[1], create=True)
print("open", flush=True)
history.write(run_record(sys.argv[2]), many(int(sys.argv[3])))
"""


def half_written(url: str, run_id: str) -> subprocess.Popen[str]:
    """A process that has written some batches of a run, and never comes to the end of it."""
    process = python(HALF_A_RUN, url, run_id, str(DOCUMENTS))
    assert process.stdout is not None
    if process.stdout.readline() != "half\n":
        pytest.fail(process.communicate()[1])
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def finish(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate()
    assert process.returncode == 0, errors


def assert_whole(history: History, *run_ids: str) -> None:
    """The history holds these runs, each with all that belongs to it, and nothing else."""
    assert sorted(head.id for head in history.runs()) == sorted(run_ids)
    for run_id in run_ids:
        assert history.run(run_id) == run_record(run_id)
        assert list(history.documents(run_id)) == list(many(DOCUMENTS))


def test_a_writer_that_is_killed_beside_another_leaves_whole_runs_only(history_url: str) -> None:
    History.open(history_url, create=True)
    dying = half_written(history_url, "dying")
    living = python(A_RUN, history_url, "living", str(DOCUMENTS))
    assert living.stdout is not None
    living.stdout.readline()  # it is open, and now writes or waits for its turn

    kill(dying)
    finish(living)

    assert_whole(History.open(history_url), "living")


def test_a_writer_that_is_killed_while_it_replaces_a_run_leaves_the_earlier_one(history_url: str) -> None:
    History.open(history_url, create=True).write(run_record("nightly"), many(DOCUMENTS))

    kill(half_written(history_url, "nightly"))

    assert_whole(History.open(history_url), "nightly")


def test_a_killed_run_can_be_run_again(history_url: str) -> None:
    kill(half_written(history_url, "nightly"))

    finish(python(A_RUN, history_url, "nightly", str(DOCUMENTS)))

    assert_whole(History.open(history_url), "nightly")


def test_a_half_written_run_is_not_seen(history_url: str) -> None:
    history = History.open(history_url, create=True)
    history.write(run_record("whole"), many(DOCUMENTS))
    writer = half_written(history_url, "half")

    try:
        assert_whole(history, "whole")
    finally:
        kill(writer)


def test_writers_may_begin_a_history_at_once(history_url: str) -> None:
    writers = [python(A_RUN, history_url, f"run-{n}", str(DOCUMENTS)) for n in range(3)]

    for writer in writers:
        finish(writer)

    assert_whole(History.open(history_url), "run-0", "run-1", "run-2")


def test_writers_of_one_run_at_once_leave_one_run(history_url: str) -> None:
    writers = [python(A_RUN, history_url, "nightly", str(DOCUMENTS)) for _ in range(3)]

    for writer in writers:
        finish(writer)

    assert_whole(History.open(history_url), "nightly")
