"""Verdicts by the thresholds of a source, from Python as from the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks import Checker, Document, Location, Result, load_rules
from checks.baseline import Baseline
from checks.configuring import configured
from checks.finding import Verdict
from checks.fingerprint import document_key
from checks.rules.schema import ScoreSettings
from checks.sources import SourceScore, SourceSettings

SCORE = ScoreSettings(fail_under=60, review_under=85, fail_on=None, review_on="error")
RULES = replace(load_rules(Path(__file__).parent / "cases" / "reports" / "rules.yaml"), score=SCORE)
"""A dagger is an error, a line "Read more" a warning."""

SOUND = "The council met on Tuesday to discuss the budget. Members agreed that the roads need repair."
DAGGER = SOUND.replace("agreed", "agreed†")
READ_MORE = f"{SOUND}\n\nRead more"
NAMES: dict[str, Any] = {
    "location": Location("feeds/a.jsonl", 1, 1),
    "source": "The Port",
    "url": "https://a.example/1",
}


def document(text: str) -> Document:
    return Document(text, declared_language="en", **NAMES)


def checked(text: str, sources: Mapping[str, SourceSettings], **values: Any) -> Result:
    return Checker(replace(RULES, sources=sources), **values).check(document(text))


def by_glob(glob: str = "feeds/*", **thresholds: Any) -> dict[str, SourceSettings]:
    return {glob: SourceSettings(score=SourceScore(**thresholds))}


def test_the_texts_lie_between_the_thresholds_of_the_file() -> None:
    assert checked(SOUND, {}).score == 100
    assert 60 < checked(DAGGER, {}).score < 90
    assert 85 < checked(READ_MORE, {}).score < 100


@pytest.mark.parametrize(
    ("text", "thresholds", "expected"),
    [
        (SOUND, {}, "pass"),
        (DAGGER, {}, "review"),
        (DAGGER, {"fail_under": 95}, "fail"),
        (DAGGER, {"fail_on": "error"}, "fail"),
        (DAGGER, {"fail_under": 0, "review_under": 0}, "review"),
        (DAGGER, {"review_under": 0, "review_on": "none"}, "pass"),
        (READ_MORE, {}, "pass"),
        (READ_MORE, {"review_under": 100}, "review"),
        (READ_MORE, {"review_on": "warning"}, "review"),
        (READ_MORE, {"fail_on": "error", "review_on": "none"}, "pass"),
        (READ_MORE, {"fail_on": "warning"}, "fail"),
    ],
)
def test_a_source_s_thresholds_lie_over_those_of_the_file(
    text: str, thresholds: dict[str, Any], expected: Verdict
) -> None:
    result = checked(text, by_glob(**thresholds))

    assert result.verdict == expected
    assert replace(result, verdict="pass") == replace(checked(text, {}), verdict="pass")


@pytest.mark.parametrize("glob", ["feeds/*", "The Port", "https://a.example/*"])
def test_a_glob_is_held_against_path_source_and_address(glob: str) -> None:
    assert checked(DAGGER, by_glob(glob, fail_under=95)).verdict == "fail"


def test_other_documents_keep_their_verdicts() -> None:
    assert checked(DAGGER, by_glob("other/*", fail_under=95)).verdict == "review"


def test_a_text_of_no_source_is_judged_by_the_file() -> None:
    rules = replace(RULES, sources=by_glob("*", fail_under=100))

    assert Checker(rules).check(READ_MORE).verdict == "pass"


def test_of_several_globs_the_one_further_down_weighs_more_threshold_by_threshold() -> None:
    sources = {**by_glob("*", fail_under=99, review_under=100), **by_glob("feeds/*", fail_under=10)}

    assert checked(READ_MORE, sources).verdict == "review"


def test_what_is_known_decides_nothing() -> None:
    known = Counter(finding.fingerprint for finding in checked(DAGGER, {}).findings)
    baseline = Baseline({document_key(document(DAGGER)): known})

    assert checked(DAGGER, by_glob(fail_on="error", fail_under=95), baseline=baseline).verdict == "pass"


def test_each_document_of_a_run_is_judged_by_its_own_source() -> None:
    rules = replace(RULES, sources=by_glob("The Port", fail_on="error"))
    port = document(DAGGER)

    results = Checker(rules).check_all([port, replace(port, source="The Quay"), port])

    assert [result.verdict for result in results if isinstance(result, Result)] == ["fail", "review", "fail"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"fail_under": 0}, "fail"),
        ({"fail_on": "none"}, "fail"),
        ({"fail_under": 0, "fail_on": "none"}, "pass"),
    ],
)
def test_a_threshold_that_is_set_over_the_file_holds_for_every_source(
    settings: dict[str, Any], expected: Verdict
) -> None:
    thresholds: dict[str, Any] = {
        "fail_under": 95,
        "fail_on": "error",
        "review_under": 0,
        "review_on": "none",
    }
    rules = replace(RULES, sources=by_glob(**thresholds))

    assert Checker(configured(rules, **settings)).check(document(DAGGER)).verdict == expected
