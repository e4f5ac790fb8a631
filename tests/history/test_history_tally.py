from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document, Location
from checks.finding import FAMILIES, Family, Finding, Result, State, Unreadable, Verdict
from checks.history.model import QUANTILES, FamilyTally, RuleTally, Scores
from checks.history.tally import MAX_SOURCES, OTHER_SOURCES, Tally

ARTICLE = Location("pages/a.html")
RECORD = Location("feeds/a.jsonl", 3, 3)


def scored(
    score: float = 100.0,
    *rules: str,
    source: str | None = "wire",
    url: str | None = None,
    verdict: Verdict = "pass",
    location: Location | None = RECORD,
    accepted: bool = False,
    complete: bool = True,
    families: Mapping[Family, float] | None = None,
) -> Result:
    """A document of a score in which these rules spoke."""
    state: State = "accepted" if accepted else "new"
    findings = tuple(
        Finding(rule, "error", "high", 1.0, "text", 0, 3, 1, 1, "All", "…", "f", state) for rule in rules
    )
    document = Document("All is well.", source=source, url=url, location=location)
    parts = {**dict.fromkeys(FAMILIES, 100.0), **(families or {})}
    return Result(document, "a", "en", 3, score, verdict, parts, findings, complete=complete)


def unreadable(location: Location = RECORD) -> Unreadable:
    return Unreadable(None, location, "bad-json", "it breaks off")


def tallied(*items: Result | Unreadable) -> Tally:
    tally = Tally()
    for item in items:
        tally.add(item)
    return tally


def names(*items: Result | Unreadable) -> list[str]:
    return [source.name for source in tallied(*items).sources()]


def test_documents_are_counted_by_source_and_as_a_whole() -> None:
    tally = tallied(
        scored(40.0, verdict="fail"), scored(80.0, verdict="review"), scored(source="blog"), unreadable()
    )

    wire, blog, feed = tally.sources()
    whole = tally.counts()
    assert (whole.documents, whole.passed, whole.review, whole.failed, whole.unreadable) == (4, 1, 1, 1, 1)
    assert (wire.counts.documents, wire.counts.words, wire.counts.failed) == (2, 6, 1)
    assert (blog.counts.passed, feed.counts.unreadable) == (1, 1)


def test_a_source_has_its_rules_and_reasons() -> None:
    tally = tallied(scored(50.0, "a/x", "a/x", "b/y"), scored(50.0, "a/x"), unreadable())

    wire, feed = tally.sources()
    assert wire.rules == {"a/x": RuleTally(3, 2), "b/y": RuleTally(1, 1)}
    assert wire.counts.findings == 4
    assert feed.unreadable == {"bad-json": 1}


def test_accepted_findings_are_left_out() -> None:
    (source,) = tallied(scored(100.0, "a/x", accepted=True)).sources()

    assert (source.rules, source.counts.findings) == ({}, 0)


def test_a_document_that_was_not_checked_to_its_end_is_unreadable_and_has_no_score() -> None:
    (source,) = tallied(scored(3.0, complete=False)).sources()

    assert source.unreadable == {"incomplete": 1}
    assert source.counts.scores is None


def test_a_source_is_the_feeds_word_else_the_host_else_the_place() -> None:
    assert names(scored(source="wire", url="https://a.org/x")) == ["wire"]
    assert names(scored(source=None, url="https://a.org/x")) == ["a.org"]
    assert names(scored(source=None)) == ["feeds/a.jsonl"]
    assert names(scored(source=None, location=ARTICLE)) == ["pages"]
    assert names(unreadable(), unreadable(ARTICLE)) == ["feeds/a.jsonl", "pages"]


def test_a_feed_of_endless_sources_is_counted_in_bounded_room() -> None:
    tally = tallied(*(scored(source=f"source {n}") for n in range(MAX_SOURCES + 50)))

    sources = tally.sources()
    assert len(sources) == MAX_SOURCES + 1
    assert (sources[-1].name, sources[-1].counts.documents) == (OTHER_SOURCES, 50)
    assert tally.add(scored(source="source 7")).source == 7


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_quantiles_are_the_scores_at_their_rank(tenths: list[int]) -> None:
    """By the definition: the score at rank ⌈p·n⌉ of those in order."""
    (source,) = tallied(*(scored(n / 10) for n in tenths)).sources()

    ordered = [n / 10 for n in sorted(tenths)]
    expected = tuple(ordered[math.ceil(percent * len(ordered) / 100) - 1] for percent in QUANTILES)
    assert source.counts.scores is not None
    assert source.counts.scores.quantiles == expected
    assert source.counts.scores.lowest == ordered[0]


@given(
    st.lists(st.floats(0, 100), min_size=1).flatmap(
        lambda scores: st.tuples(st.just(scores), st.permutations(scores))
    )
)
def test_scores_do_not_depend_on_the_order(orders: tuple[list[float], list[float]]) -> None:
    one, other = (tallied(*map(scored, scores)).counts().scores for scores in orders)

    assert one == other


def test_the_mean_is_that_of_the_scored_documents() -> None:
    assert tallied(scored(41.5), scored(100.0), unreadable()).counts().scores == Scores(
        70.75, 41.5, (41.5, 41.5, 41.5, 100.0, 100.0), 29.25
    )


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_the_deviation_is_that_of_these_documents(cents: list[int]) -> None:
    scores = tallied(*(scored(n / 100) for n in cents)).counts().scores

    assert scores is not None
    assert scores.deviation == pytest.approx(statistics.pstdev(n / 100 for n in cents), abs=0.0001)


def test_the_deviation_of_many_near_equal_scores_is_not_lost_in_rounding() -> None:
    """The difference of two floats of this size would be noise."""
    tally = tallied(*(scored(99.99) for _ in range(999)), scored(100.0))

    scores = tally.counts().scores
    assert scores is not None
    assert scores.deviation == 0.0003


def test_a_family_has_its_mean_score_its_findings_and_their_documents() -> None:
    (source,) = tallied(
        scored(50.0, "garble/salad", "garble/salad", "garble/seam", families={"garble": 40.0}),
        scored(80.0, "garble/seam", families={"garble": 80.5}),
        scored(),
    ).sources()

    assert source.families == {
        "translation": FamilyTally(100.0, 0, 0),
        "garble": FamilyTally(73.5, 4, 2),
        "symbols": FamilyTally(100.0, 0, 0),
        "injection": FamilyTally(100.0, 0, 0),
    }


def test_a_familys_score_is_that_of_the_documents_that_were_scored() -> None:
    (source,) = tallied(
        scored(complete=False, families={"garble": 0.0}), scored(families={"garble": 90.0})
    ).sources()

    assert source.families["garble"].score == 90.0


def test_where_no_document_was_scored_a_family_has_no_score() -> None:
    (source,) = tallied(unreadable()).sources()

    assert source.families == dict.fromkeys(FAMILIES, FamilyTally(None, 0, 0))


def test_a_family_leaves_out_what_is_accepted() -> None:
    (source,) = tallied(scored(100.0, "garble/salad", accepted=True)).sources()

    assert source.families["garble"] == FamilyTally(100.0, 0, 0)


@given(st.lists(st.sampled_from(["wire", "blog", None])))
def test_sources_add_up_to_the_whole(sources: list[str | None]) -> None:
    tally = tallied(*(unreadable() if name is None else scored(source=name) for name in sources))

    counted = Counter[str]()
    for source in tally.sources():
        counted.update(documents=source.counts.documents, unreadable=source.counts.unreadable)
    assert counted["documents"] == len(sources) == tally.counts().documents
    assert counted["unreadable"] == tally.counts().unreadable
