from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from databases import empty_database
from history_records import (
    COUNTS,
    DAY,
    FAMILIES,
    HOSTILE,
    NO_FAMILY,
    UNSCORED,
    document,
    run_record,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.history.model import DocumentRecord, RuleTally, RunRecord, SourceRecord, WorstRecord
from checks.history.queries import BATCH
from checks.history.spans import FirstSpoken, RuleCounts, SourceRuleCounts, UnreadableCounts
from checks.history.store import History

NIGHTS = 3
WIRE = SourceRecord(
    "wire", COUNTS, {"symbols/dagger": RuleTally(3, 2), "garble/salad": RuleTally(1, 1)}, families=FAMILIES
)
BLOG = SourceRecord("blog", COUNTS, {"garble/salad": RuleTally(4, 3)}, {"empty-text": 2}, FAMILIES)
BROKEN = SourceRecord(HOSTILE, UNSCORED, {}, {"bad-json": 1}, NO_FAMILY)
SOURCES = {0: (WIRE, BLOG), 1: (BLOG, WIRE, BROKEN), 2: (WIRE,)}
"""By night; a source has not the same number in each."""

WRITTEN = (1, 0, 2)
"""The nights, as they come into the history: a night may be recorded again after a later one."""


def night(number: int) -> RunRecord:
    run = run_record(f"night-{number}", DAY + timedelta(days=number))
    return RunRecord(run.head, SOURCES[number], worst_of(number))


def worst_of(number: int) -> tuple[WorstRecord, ...]:
    """Document 2 of the second source, if there is one, and document 1 of the first."""
    excerpts = run_record().worst[0].excerpts
    found = [WorstRecord(row, f"Title {row.number}", excerpts) for row in rows_of(number)[::-1]]
    return tuple(found)


def rows_of(number: int) -> list[DocumentRecord]:
    return [document(1), document(2, source=1, score=41.0)][: len(SOURCES[number])]


@pytest.fixture
def history(history_url: str) -> History:
    history = History.open(history_url, create=True)
    for number in WRITTEN:
        history.write(night(number), rows_of(number))
    return history


def ids(history: History, since: float | None, until: float | None) -> list[str]:
    """The runs of a span between two moments, in days after the first."""
    bounds = (None if days is None else DAY + timedelta(days=days) for days in (since, until))
    with history.span(*bounds) as span:
        return [head.id for head in span.heads]


def test_the_runs_of_a_span_come_the_oldest_first_with_their_gates(history: History) -> None:
    with history.span() as span:
        assert span.heads == tuple(night(number).head for number in range(NIGHTS))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (1, None, ["night-1", "night-2"]),
        (None, 1, ["night-0"]),
        (1, 2, ["night-1"]),
        (0.5, 1.5, ["night-1"]),
        (2.5, None, []),
        (2, 1, []),
    ],
)
def test_a_span_begins_with_since_and_ends_before_until(
    since: float | None, until: float | None, expected: list[str], history: History
) -> None:
    assert ids(history, since, until) == expected


def test_bounds_may_be_of_any_time_zone(history: History) -> None:
    bound = (DAY + timedelta(days=1)).astimezone(timezone(timedelta(hours=-9)))

    with history.span(bound, bound + timedelta(microseconds=1)) as span:
        assert [head.id for head in span.heads] == ["night-1"]


def test_a_span_without_runs_has_nothing_to_tell(history: History) -> None:
    with history.span(DAY + timedelta(days=9)) as span:
        assert (span.names(), list(span.sources()), span.rules(), span.unreadable()) == ((), [], (), ())
        assert list(span.source_rules(["wire"])) == []
        assert span.worst([]) == ()


def test_each_source_of_each_run_has_its_counts_and_families(history: History) -> None:
    with history.span() as span:
        found = list(span.sources())

    assert [tuple(row) for row in found] == [
        (number, source.name, source.counts, source.families)
        for number in range(NIGHTS)
        for source in SOURCES[number]
    ]


def test_sources_of_many_batches_are_all_told(history_url: str) -> None:
    history = History.open(history_url, create=True)
    names = [f"source {n}" for n in range(BATCH + 1)]
    run = run_record()
    history.write(RunRecord(run.head, tuple(SourceRecord(name, COUNTS) for name in names), ()), [])

    with history.span() as span:
        assert [row.name for row in span.sources()] == names
        assert next(row.families for row in span.sources()) == {}


def test_rules_are_summed_over_the_sources_of_a_run(history: History) -> None:
    with history.span() as span:
        assert span.rules() == (
            RuleCounts(0, "garble/salad", 5, 4),
            RuleCounts(0, "symbols/dagger", 3, 2),
            RuleCounts(1, "garble/salad", 5, 4),
            RuleCounts(1, "symbols/dagger", 3, 2),
            RuleCounts(2, "garble/salad", 1, 1),
            RuleCounts(2, "symbols/dagger", 3, 2),
        )


def test_the_rules_of_some_sources_are_told_one_by_one(history: History) -> None:
    with history.span(DAY + timedelta(days=1)) as span:
        assert list(span.source_rules(["wire", "unheard of"])) == [
            SourceRuleCounts(0, "wire", "garble/salad", 1, 1),
            SourceRuleCounts(0, "wire", "symbols/dagger", 3, 2),
            SourceRuleCounts(1, "wire", "garble/salad", 1, 1),
            SourceRuleCounts(1, "wire", "symbols/dagger", 3, 2),
        ]


def test_any_number_of_sources_can_be_asked_for(history: History) -> None:
    """A statement takes only so many parameters."""
    names = [f"source {n}" for n in range(70_000)]

    with history.span() as span:
        assert {row.source for row in span.source_rules([*names, "blog"])} == {"blog"}


def test_a_source_may_be_called_anything(history: History) -> None:
    with history.span() as span:
        assert span.names() == tuple(sorted(["blog", "wire", HOSTILE]))
    with history.span(sources="a?b*") as span:
        assert span.names() == (HOSTILE,)
        assert [(row.run, row.name) for row in span.sources()] == [(1, HOSTILE)]


def test_what_is_unreadable_is_told_by_run_source_and_reason(history: History) -> None:
    with history.span() as span:
        assert span.unreadable() == (
            UnreadableCounts(0, "blog", "empty-text", 2),
            UnreadableCounts(1, HOSTILE, "bad-json", 1),
            UnreadableCounts(1, "blog", "empty-text", 2),
        )


def test_a_rule_first_spoke_in_the_histories_whole_life(history: History) -> None:
    early = SourceRecord("elsewhere", COUNTS, {"garble/salad": RuleTally(1, 1)})
    history.write(RunRecord(run_record("first", DAY - timedelta(days=9)).head, (early,), ()), [])

    with history.span(DAY + timedelta(days=2), sources="wire") as span:
        assert span.first_spoken() == {
            "garble/salad": FirstSpoken(DAY - timedelta(days=9), 0),
            "symbols/dagger": FirstSpoken(DAY, 1),
        }


def test_the_worst_documents_of_some_runs_come_with_their_sources(history: History) -> None:
    with history.span() as span:
        found = span.worst([2, 1])

    assert [(row.run, row.source, row.worst) for row in found] == [
        (1, "wire", worst_of(1)[0]),
        (1, "blog", worst_of(1)[1]),
        (2, "wire", worst_of(2)[0]),
    ]


def test_a_glob_leaves_out_all_other_sources(history: History) -> None:
    with history.span(sources="w*e") as span:
        assert span.names() == ("wire",)
        assert [(row.run, row.name) for row in span.sources()] == [(0, "wire"), (1, "wire"), (2, "wire")]
        assert [row.findings for row in span.rules()] == [1, 3] * NIGHTS
        assert list(span.source_rules(["blog"])) == []
        assert span.unreadable() == ()
        assert [(row.run, row.source) for row in span.worst(range(NIGHTS))] == [
            (0, "wire"),
            (1, "wire"),
            (2, "wire"),
        ]


@pytest.mark.parametrize("glob", ["WIRE", "wir", "%", "wire "])
def test_a_glob_minds_case_and_knows_no_other_wildcards(glob: str, history: History) -> None:
    with history.span(sources=glob) as span:
        assert span.names() == ()
        assert list(span.sources()) == []
        assert len(span.heads) == NIGHTS


def test_a_span_is_one_state_of_the_history(postgres_server: Path) -> None:
    """In PostgreSQL, that is; a writer of SQLite waits until the span is closed."""
    with empty_database(postgres_server) as url:
        history = History.open(url, create=True)
        history.write(night(0), rows_of(0))

        with history.span() as span:
            before = list(span.sources())
            history.prune()

            assert list(span.sources()) == before
        assert history.runs() == []


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield f"sqlite:///{tmp_path_factory.mktemp('spans')}/history.db"


@settings(max_examples=20)
@given(st.lists(st.sets(st.sampled_from(["wire", "blog"])), max_size=3))
def test_sources_add_up_to_what_rules_tell(one_file: str, nights: list[set[str]]) -> None:
    history = History.open(one_file, create=True)
    history.prune()
    by_name = {"wire": WIRE, "blog": BLOG}
    for number, names in enumerate(nights):
        head = run_record(f"n{number}", DAY + timedelta(days=number)).head
        history.write(RunRecord(head, tuple(by_name[name] for name in sorted(names)), ()), [])

    with history.span() as span:
        singly = list(span.source_rules(by_name))
        for total in span.rules():
            parts = [row for row in singly if (row.run, row.rule) == (total.run, total.rule)]
            assert sum(row.findings for row in parts) == total.findings
            assert sum(row.documents for row in parts) == total.documents
        assert sum(row.findings for row in singly) == sum(row.findings for row in span.rules())
