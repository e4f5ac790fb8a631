"""Verdicts by the thresholds of a source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.document import Document, Location
from checks.finding import FAMILIES, Finding, Result, Unreadable, Verdict
from checks.rules.schema import ScoreSettings
from checks.source_verdicts import judged_by_source
from checks.sources import Sources, SourceScore, SourceSettings

SCORE = ScoreSettings(fail_under=60, review_under=85, fail_on=None, review_on="error")
ERROR = Finding("symbols/a", "error", "high", 1.0, "text", 0, 3, 1, 1, "All", "message", "f" * 16)


def result(score: float, *findings: Finding, **values: Any) -> Result:
    """A result whose verdict is the one that the rule file's own thresholds give."""
    document = Document(
        "All is well.", location=Location("feeds/a.jsonl", 1, 1), source="The Port", url="https://a.example/1"
    )
    verdict: Verdict = "fail" if score < 60 else "review" if score < 85 or findings else "pass"
    families = dict.fromkeys(FAMILIES, 100.0)
    return Result(document, "1", "en", 3, score, verdict, families, findings, **values)


def verdict(item: Result, sources: Sources) -> Verdict:
    (judged,) = judged_by_source([item], sources, SCORE)
    assert isinstance(judged, Result)
    assert replace(judged, verdict=item.verdict) == item
    return judged.verdict


def by_glob(**thresholds: Any) -> Sources:
    return {"feeds/*": SourceSettings(score=SourceScore(**thresholds))}


@pytest.mark.parametrize(
    ("item", "thresholds", "expected"),
    [
        (result(50), {}, "fail"),
        (result(50), {"fail_under": 40}, "review"),
        (result(50), {"fail_under": 40, "review_under": 45}, "pass"),
        (result(90), {"fail_under": 95}, "fail"),
        (result(90), {"review_under": 95}, "review"),
        (result(90, ERROR), {"fail_on": "error"}, "fail"),
        (result(90, ERROR), {"review_on": "none"}, "pass"),
        (result(90, replace(ERROR, severity="warning")), {"fail_on": "error", "review_on": "none"}, "pass"),
        (result(90, replace(ERROR, severity="warning")), {"fail_on": "warning"}, "fail"),
    ],
)
def test_a_source_s_thresholds_lie_over_those_of_the_file(
    item: Result, thresholds: dict[str, Any], expected: Verdict
) -> None:
    assert verdict(item, by_glob(**thresholds)) == expected


@pytest.mark.parametrize("glob", ["feeds/*", "The Port", "https://a.example/*"])
def test_a_glob_is_held_against_path_source_and_address(glob: str) -> None:
    assert verdict(result(90), {glob: SourceSettings(score=SourceScore(fail_under=95))}) == "fail"


def test_other_documents_keep_their_verdicts() -> None:
    assert verdict(result(90), {"other/*": SourceSettings(score=SourceScore(fail_under=95))}) == "pass"


def test_of_several_globs_the_one_further_down_weighs_more_threshold_by_threshold() -> None:
    sources = {
        "*": SourceSettings(score=SourceScore(fail_under=99, review_under=100)),
        "feeds/*": SourceSettings(score=SourceScore(fail_under=10)),
    }
    assert verdict(result(98), sources) == "review"


def test_what_is_known_or_accepted_decides_nothing() -> None:
    known = replace(ERROR, state="known")
    item = result(50, known, replace(ERROR, state="accepted"), judged_score=100.0)
    assert verdict(item, by_glob(fail_on="error")) == "pass"


def test_a_record_that_could_not_be_read_stays_as_it_is() -> None:
    bad = Unreadable(None, Location("feeds/a.jsonl", 1, 1), "bad-json", "it breaks off")
    assert list(judged_by_source([bad], by_glob(fail_under=99), SCORE)) == [bad]


def test_documents_are_judged_one_by_one_as_they_come() -> None:
    def endless() -> Any:
        while True:
            yield result(90)

    first = next(judged_by_source(endless(), by_glob(fail_under=95), SCORE))
    assert isinstance(first, Result) and first.verdict == "fail"
