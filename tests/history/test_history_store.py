from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from history_records import DAY, document, documents, many, run_record
from sqlalchemy import func, select

from checks.history.database import engine_of, reading
from checks.history.database import history_url as parsed_url
from checks.history.errors import HistoryError
from checks.history.model import DocumentRecord
from checks.history.queries import BATCH
from checks.history.schema import metadata
from checks.history.store import History


@pytest.fixture
def history(history_url: str) -> History:
    return History.open(history_url, create=True)


def rows(url: str) -> dict[str, int]:
    """How many rows each table has."""
    with reading(engine_of(parsed_url(url))) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def breaking_off() -> Iterator[DocumentRecord]:
    yield from many(BATCH + 1)
    raise RuntimeError("the disk is full")


def test_what_is_written_is_what_is_read(history: History) -> None:
    history.write(run_record(), documents())

    assert history.run("nightly-1") == run_record()
    assert list(history.documents("nightly-1")) == documents()


def test_a_history_outlives_who_wrote_it(history_url: str, history: History) -> None:
    history.write(run_record(), documents())

    assert History.open(history_url).run("nightly-1") == run_record()


def test_documents_of_many_batches_keep_their_order(history: History) -> None:
    history.write(run_record(), many(2 * BATCH + 1))

    assert [row.number for row in history.documents("nightly-1")] == list(range(1, 2 * BATCH + 2))


def test_the_same_run_twice_is_one_run(history_url: str, history: History) -> None:
    history.write(run_record(), documents())
    once = rows(history_url)

    replaced = history.write(run_record(), documents())

    assert replaced
    assert rows(history_url) == once


def test_a_run_takes_the_place_of_an_earlier_one_of_its_id(history: History) -> None:
    history.write(run_record(), documents())

    history.write(run_record(version="0.2.0"), [*documents(), document(4)])

    assert history.run("nightly-1").head.version == "0.2.0"
    assert [row.number for row in history.documents("nightly-1")] == [1, 2, 3, 4]


def test_a_fresh_run_replaces_nothing(history: History) -> None:
    assert not history.write(run_record(), documents())


def test_a_run_that_breaks_off_leaves_nothing(history_url: str, history: History) -> None:
    with pytest.raises(RuntimeError):
        history.write(run_record(), breaking_off())

    assert set(rows(history_url).values()) == {0}


def test_a_run_that_breaks_off_leaves_the_earlier_one_of_its_id(history: History) -> None:
    history.write(run_record(), documents())

    with pytest.raises(RuntimeError):
        history.write(run_record(version="0.2.0"), breaking_off())

    assert history.run("nightly-1") == run_record()
    assert list(history.documents("nightly-1")) == documents()


def test_runs_are_listed_the_latest_first(history: History) -> None:
    for name, day in (("b", 2), ("a", 1), ("c", 3)):
        history.write(run_record(name, DAY + timedelta(days=day)), documents())

    assert [head.id for head in history.runs()] == ["c", "b", "a"]
    assert history.runs(2) == [
        run_record(name, DAY + timedelta(days=d)).head for name, d in (("c", 3), ("b", 2))
    ]


def test_the_latest_run_is_the_one_that_started_last(history: History) -> None:
    history.write(run_record("new", DAY + timedelta(days=1)), documents())
    history.write(run_record("old", DAY), documents())

    assert history.run("latest").head.id == "new"


def test_a_run_that_is_not_there_is_told(history: History) -> None:
    with pytest.raises(HistoryError, match="no run nightly-2"):
        history.run("nightly-2")


@pytest.fixture
def five_days(history: History) -> History:
    """A run a day, of which day-5 is the last."""
    for day in range(1, 6):
        history.write(run_record(f"day-{day}", DAY + timedelta(days=day)), documents())
    return history


def test_pruning_keeps_the_latest_runs(five_days: History) -> None:
    assert five_days.prune(keep=2) == ["day-3", "day-2", "day-1"]
    assert [head.id for head in five_days.runs()] == ["day-5", "day-4"]


def test_pruning_keeps_the_runs_since_a_moment(five_days: History) -> None:
    five_days.prune(since=DAY + timedelta(days=4))

    assert [head.id for head in five_days.runs()] == ["day-5", "day-4"]


def test_pruning_keeps_what_either_keeps(five_days: History) -> None:
    five_days.prune(keep=3, since=DAY + timedelta(days=5))

    assert [head.id for head in five_days.runs()] == ["day-5", "day-4", "day-3"]


def test_pruning_removes_all_of_a_run_and_nothing_of_others(history_url: str, five_days: History) -> None:
    five_days.prune(keep=1)
    left = rows(history_url)

    five_days.prune()

    assert five_days.runs() == []
    assert all(left.values())
    assert set(rows(history_url).values()) == {0}


def test_a_dry_run_of_pruning_removes_nothing(five_days: History) -> None:
    assert five_days.prune(keep=4, dry=True) == ["day-1"]
    assert len(five_days.runs()) == 5


def test_where_no_history_is_none_is_made_unasked(history_url: str) -> None:
    with pytest.raises(HistoryError, match="no history"):
        History.open(history_url)
    with pytest.raises(HistoryError, match="no history"):
        History.open(history_url)
