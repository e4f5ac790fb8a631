from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from deadly_checkers import CLEAN, DEADLY, Waiting, article, rules

from checks import Checker, Document, Location, Result, Unreadable
from checks.parallel import Workers, check_all, check_tasks
from checks.parallel.dealing import WINDOWS_AHEAD
from checks.parallel.tasks import MAX_WINDOW_TASKS, Given

CHECKER = Checker(rules())
REPEATED = " ".join(f"{word}ing the {word} of the {word}s" for word in map("w{}d".format, range(40)))
ITEMS: list[str | Document | Unreadable] = [
    "Plain text with a dagger† in it.",
    "",
    "\ud800 is half of a character†.",
    Unreadable("u", Location("feed.jsonl", 4, 4), "bad-json", "it breaks off"),
    Document("Le conseil s'est réuni mardi†.", id="fr", title="BREAKING", declared_language="fr"),
    Document("会议†于星期二举行。", id="zh", source="wire", url="https://example.org/a"),
    Document("اجتمع المجلس† يوم الثلاثاء.", id="ar"),
    Document(REPEATED, id="one"),
    Document(f"{REPEATED} more", id="two"),
    Document(REPEATED, id="one"),
    *map(article, range(1, 60)),
]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_processes_gives_what_one_checker_gives(jobs: int) -> None:
    assert list(check_all(CHECKER, ITEMS, jobs)) == list(CHECKER.check_all(ITEMS))


def test_near_duplicates_are_found_across_processes() -> None:
    results = list(check_all(CHECKER, ITEMS, 2))

    assert [result.near_duplicate_of for result in results[7:10] if isinstance(result, Result)] == [
        None,
        "one",
        "one",
    ]


def test_processes_that_are_started_afresh_give_the_same() -> None:
    results = check_tasks(CHECKER, map(Given, ITEMS), Workers(2, start_method="spawn"))

    assert list(results) == list(CHECKER.check_all(ITEMS))


def test_a_checker_that_was_used_before_can_be_given_to_processes_started_afresh() -> None:
    expected = list(CHECKER.check_all(ITEMS))

    assert list(check_tasks(CHECKER, map(Given, ITEMS), Workers(2, start_method="spawn"))) == expected


@pytest.mark.parametrize("from_size", [1, 3_000])
def test_what_is_checked_here_first_changes_nothing(from_size: int) -> None:
    results = check_tasks(CHECKER, map(Given, ITEMS), Workers(2, from_size=from_size))

    assert list(results) == list(CHECKER.check_all(ITEMS))


@pytest.mark.parametrize("from_size", [0, 3_000])
def test_a_stream_gives_the_same(from_size: int) -> None:
    results = check_tasks(CHECKER, map(Given, ITEMS), Workers(2, from_size=from_size, waits=True))

    assert list(results) == list(CHECKER.check_all(ITEMS))


@pytest.mark.parametrize("waits", [False, True])
def test_nothing_to_check_is_no_error(waits: bool) -> None:
    assert list(check_tasks(CHECKER, iter(()), Workers(2, waits=waits))) == []


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_ends_the_reading_is_raised_behind_what_was_read(jobs: int, waits: bool) -> None:
    def broken() -> Iterator[Given]:
        yield from map(Given, map(article, range(1, 30)))
        raise LookupError("the feed is gone")

    results: list[Result | Unreadable] = []
    with pytest.raises(LookupError, match="the feed is gone"):
        results.extend(check_tasks(CHECKER, broken(), Workers(jobs, waits=waits)))
    assert [result.id for result in results] == [f"article-{number}" for number in range(1, 30)]


def test_results_of_a_stream_come_while_it_keeps_silent() -> None:
    told: list[str | None] = []

    def stream() -> Iterator[Given]:
        for number in range(1, 6):
            yield Given(article(number))
            while len(told) < number:  # no more comes before the result of this one
                time.sleep(0.01)

    told.extend(result.id for result in check_tasks(CHECKER, stream(), Workers(2, waits=True)))
    assert told == [f"article-{number}" for number in range(1, 6)]


@pytest.mark.parametrize("waits", [False, True])
def test_a_run_that_is_given_up_ends_its_processes(waits: bool) -> None:
    def endless() -> Iterator[Given]:
        while True:
            yield Given(CLEAN)

    results = check_tasks(CHECKER, endless(), Workers(2, waits=waits))
    assert isinstance(next(results), Result)
    results.close()


def test_reading_ahead_is_bounded_while_a_document_takes_long(tmp_path: Path) -> None:
    most = 2 * (WINDOWS_AHEAD + 2) * MAX_WINDOW_TASKS
    read = 0

    def many() -> Iterator[Given]:
        nonlocal read
        for read in range(1, most + 2):
            yield Given(article(read, deadly=read == 1))

    slow = Waiting(rules(), file=str(tmp_path / "go"), until=200)
    with closing(check_tasks(slow, many(), Workers(2))) as results:
        first = next(results)

    assert first.id == "article-1"
    assert 200 <= read <= most


def test_the_others_go_on_while_a_large_document_is_checked(tmp_path: Path) -> None:
    large = Document(f"{CLEAN} " * 20_000 + DEADLY, id="large")
    slow = Waiting(rules(), file=str(tmp_path / "go"), until=200)

    results = check_all(slow, [large, *map(article, range(1, 300))], 2)

    assert [result.id for result in results] == ["large", *(f"article-{n}" for n in range(1, 300))]
