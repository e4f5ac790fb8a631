from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from deadly_checkers import (
    AlwaysKilled,
    Crashed,
    DeadlyReading,
    FaultyReading,
    Hung,
    Killed,
    KilledOnce,
    Left,
    Raising,
    article,
    rules,
)

from checks import Checker, Location, Result, Unreadable
from checks.parallel import Task, Workers, WorkersError, check_all, check_tasks
from checks.parallel.tasks import Given

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

COUNT = 40
SOUND = list(Checker(rules()).check_all(map(article, range(1, COUNT + 1))))
"""What becomes of the articles where none is deadly."""


def checked(checker: Checker, deadly: Iterable[int], workers: Workers) -> list[Result | Unreadable]:
    articles = (article(number, deadly=number in deadly) for number in range(1, COUNT + 1))
    return list(check_tasks(checker, map(Given, articles), workers))


def crash(number: int, message: str) -> Unreadable:
    location = Location("feed.jsonl", number, number)
    return Unreadable(f"article-{number}", location, "engine-crash", message)


def sound_but(crashes: Iterable[int], message: str) -> list[Result | Unreadable]:
    return [crash(n, message) if n in crashes else result for n, result in enumerate(SOUND, 1)]


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        (Killed, "was killed by SIGKILL"),
        (Crashed, "was killed by SIGABRT"),
        (Left, "ended with exit code 7"),
    ],
)
def test_a_process_that_dies_costs_one_document(kind: type[Checker], how: str) -> None:
    message = f"the process that checked it {how}"

    assert checked(kind(rules()), {20}, Workers(2)) == sound_but({20}, message)


@pytest.mark.parametrize("deadly", [{1}, {COUNT}, {1, 2, 3}, {5, 9, 30, 31, COUNT}, set(range(10, 31))])
@pytest.mark.parametrize("count", [2, 3])
def test_each_deadly_document_costs_itself_alone(deadly: set[int], count: int) -> None:
    message = "the process that checked it was killed by SIGKILL"

    assert checked(Killed(rules()), deadly, Workers(count)) == sound_but(deadly, message)


def test_a_run_of_nothing_but_deadly_documents_comes_to_its_end() -> None:
    deadly = set(range(1, COUNT + 1))
    message = "the process that checked it was killed by SIGKILL"

    assert checked(Killed(rules()), deadly, Workers(2)) == sound_but(deadly, message)


@pytest.mark.parametrize("workers", [Workers(2, waits=True), Workers(2, start_method="spawn")])
def test_a_deadly_document_of_a_stream_and_without_fork(workers: Workers) -> None:
    message = "the process that checked it was killed by SIGKILL"

    assert checked(Killed(rules()), {20}, workers) == sound_but({20}, message)


def test_a_process_that_was_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "once"
    file.touch()

    results = checked(KilledOnce(rules(), file=str(file)), {20}, Workers(2))

    assert not file.exists()
    assert results == checked(Checker(rules()), {20}, Workers(1))


def test_a_document_that_is_deadly_to_read_is_known_by_its_place() -> None:
    place = Location("feed.jsonl", 2, 2)
    tasks: list[Task] = [Given(article(1)), DeadlyReading(place), Given(article(3))]

    results = list(check_tasks(Checker(rules()), tasks, Workers(2)))

    message = "the process that checked it was killed by SIGKILL"
    assert results == [SOUND[0], Unreadable("feed.jsonl:2", place, "engine-crash", message), SOUND[2]]


@pytest.mark.parametrize("count", [1, 2])
def test_a_document_whose_reader_fails_is_known_by_its_place(count: int) -> None:
    place = Location("page.html")
    tasks: list[Task] = [Given(article(1)), FaultyReading(place), Given(article(3))]

    results = list(check_tasks(Checker(rules()), tasks, Workers(count)))

    message = "the reader failed: LookupError: no such thing"
    assert results == [SOUND[0], Unreadable("page.html", place, "engine-crash", message), SOUND[2]]


@pytest.mark.parametrize("count", [1, 2])
def test_a_rule_that_raises_ends_no_process(count: int) -> None:
    message = "the checker failed: LookupError: no such thing"

    assert checked(Raising(rules()), {20}, Workers(count)) == sound_but({20}, message)


def test_a_process_that_hangs_is_ended_and_costs_one_document() -> None:
    message = "the process that checked it did not come to an end"

    assert checked(Hung(rules()), {20}, Workers(2, patience=1.0)) == sound_but({20}, message)


def test_a_machine_that_kills_every_process_is_told_from_a_deadly_document() -> None:
    with pytest.raises(WorkersError, match=r"3 worker processes in a row .* was killed by SIGKILL"):
        checked(AlwaysKilled(rules(), parent=os.getpid()), set(), Workers(2))


@pytest.mark.parametrize("deadly", [set(), {20}])
def test_no_process_outlives_its_run(deadly: set[int]) -> None:
    checked(Killed(rules()), deadly, Workers(3))

    assert multiprocessing.active_children() == []


def test_no_process_outlives_a_run_that_is_given_up() -> None:
    results = check_all(Checker(rules()), map(article, range(1, 1000)), 3)
    next(results)
    assert multiprocessing.active_children() != []

    results.close()

    assert multiprocessing.active_children() == []


def test_rules_that_no_pipe_takes_are_told_of() -> None:
    class Local(Checker):
        """A class that another process cannot find."""

    with pytest.raises(WorkersError, match="no worker process can be started"):
        checked(Local(rules()), set(), Workers(2, start_method="spawn"))
