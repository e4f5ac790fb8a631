from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checks import Checker, Document, Location, Result, load_rules
from checks.baseline import (
    Baseline,
    BaselineError,
    Gathering,
    StoredBaseline,
    baseline_record,
    parse_baseline,
)
from checks.reports.rows import dumps_rows
from checks.rules.schema import ScoreSettings

RULES = load_rules(Path(__file__).parent / "cases" / "reports" / "rules.yaml")
CHECKER = Checker(RULES)
STRICT = Checker(replace(RULES, score=ScoreSettings(fail_on="info")))
"""Any new finding at all fails its document."""

SCHEMA = json.loads(files("checks.reports").joinpath("schemas/baseline.schema.json").read_text("utf-8"))

FIRST = (
    "The council met on Tuesday and it talked about the roads until night fell over the harbour and the last "
    "of the boats had come home."
)
SECOND = "Members agreed† that the bridge over the river needs repair before the winter comes."
THIRD = "Nobody spoke against the plan, which the mayor† had drawn up with the builders of the town."
LONG = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def english(text: str, **values: Any) -> Document:
    return Document(text, declared_language="en", **values)


def baseline_of(results: Iterable[Result]) -> Baseline:
    gathering = Gathering()
    for result in results:
        gathering.add(result)
    return gathering.baseline()


def baseline_on(*documents: Document, checker: Checker = CHECKER) -> Baseline:
    return baseline_of(map(checker.check, documents))


def judged(document: Document, baseline: Baseline, checker: Checker = CHECKER) -> Result:
    return replace(checker, baseline=baseline).check(document)


def states(result: Result) -> list[str]:
    return [finding.state for finding in result.findings]


# What a finding's standing costs


def test_known_findings_cost_the_score_and_not_the_verdict() -> None:
    document = english(LONG, id="a")
    before = CHECKER.check(document)

    after = judged(document, baseline_on(document))

    assert (before.verdict, after.verdict) == ("review", "pass")
    assert (after.score, after.families) == (before.score, before.families)
    assert [f.points for f in after.findings] == [f.points for f in before.findings] != []
    assert states(after) == ["known", "known"]
    assert after.judged_score == 100


def test_a_verdict_rests_on_the_new_findings_alone() -> None:
    old = english("Stray† marks† in† it. " + FIRST, id="a")
    new = replace(old, text=f"{old.text}\n\nAnd one† more.")

    result = judged(new, baseline_on(old))

    assert CHECKER.check(old).verdict == "fail"
    assert result.verdict == "review"  # one error asks for a review, as it does in a clean document
    assert result.judged_score == CHECKER.check(english(f"{FIRST}\n\nAnd one† more.")).score
    assert result.score < result.judged_score
    assert states(result) == ["known", "known", "known", "new"]


def test_without_known_findings_the_verdict_rests_on_the_score() -> None:
    result = judged(english(LONG, id="b"), baseline_on(english(LONG, id="a")))

    assert (result.verdict, result.judged_score, states(result)) == ("review", None, ["new", "new"])


def test_more_of_the_same_is_new_from_the_first_that_was_not_there() -> None:
    line = "A lone† mark."
    two, four = (english("\n\n".join([FIRST, *[line] * n]), id="a") for n in (2, 4))

    assert states(judged(four, baseline_on(two))) == ["known", "known", "new", "new"]
    assert states(judged(two, baseline_on(four))) == ["known", "known"]


def test_a_finding_is_known_in_its_own_document_only() -> None:
    baseline = baseline_on(english(LONG, id="a"))

    assert states(judged(english(LONG, id="b"), baseline)) == ["new", "new"]


def test_a_mild_finding_is_known_too() -> None:
    document = english(FIRST, id="a", title="BREAKING news")

    result = judged(document, baseline_on(document), STRICT)

    assert (states(result), result.verdict) == (["known"], "pass")


# What a finding survives


@pytest.mark.parametrize(
    "changed",
    [
        english(f"{THIRD}\n\n\n{SECOND}\n\nSomething new.\n\n{FIRST}", id="a"),
        english(LONG.replace("\n", "\r\n"), id="a", location=Location("other.jsonl", 7, 7)),
        english(f"{FIRST.upper()}\n\n{SECOND.upper()}\n\n{THIRD.upper()}", id="a"),
        english(LONG, id="a", title="A new title", url="https://example.org/moved"),
    ],
)
def test_known_findings_survive_moved_lines_places_case_and_titles(changed: Document) -> None:
    result = judged(changed, baseline_on(english(LONG, id="a")))

    assert states(result) == ["known", "known"]


def test_an_article_without_an_id_is_known_under_another_name() -> None:
    place, moved = Location("old.txt"), Location("new/name.txt")
    baseline = baseline_on(english(LONG, id="old.txt", location=place))
    changed = f"{LONG}\n\nAnd nothing else."

    result = judged(english(changed, id="new/name.txt", location=moved), baseline)

    assert states(result) == ["known", "known"]


def test_reworded_messages_leave_findings_known() -> None:
    reworded = replace(
        RULES, rules=tuple(replace(rule, message="Mend this", why="For fun") for rule in RULES.rules)
    )
    document = english(LONG, id="a")

    assert states(judged(document, baseline_on(document), Checker(reworded))) == ["known", "known"]


def test_a_rule_is_known_by_the_ids_that_it_had() -> None:
    renamed = replace(
        RULES,
        rules=tuple(
            replace(rule, id="symbols/lone-dagger", replaces=("symbols/older", "symbols/stray-dagger"))
            if rule.id == "symbols/stray-dagger"
            else rule
            for rule in RULES.rules
        ),
    )
    document = english(LONG, id="a")

    assert states(judged(document, baseline_on(document), Checker(renamed))) == ["known", "known"]


# What holds for every feed

TEXTS = st.lists(
    st.sampled_from(
        ["A lone† mark.", "Two† in† one.", FIRST, SECOND, "Read more", "Nothing here.", "\ud800†"]
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)
FEEDS = st.lists(
    st.builds(
        english,
        TEXTS,
        id=st.one_of(st.none(), st.sampled_from(["a", "b", "\udfff"])),
        title=st.sampled_from(["", "BREAKING news"]),
    ),
    max_size=6,
)


@given(FEEDS.flatmap(lambda feed: st.tuples(st.just(feed), st.permutations(feed))))
def test_the_baseline_of_a_run_makes_that_run_green_in_any_order(
    orders: tuple[list[Document], list[Document]],
) -> None:
    feed, shuffled = orders
    baseline = baseline_on(*feed, checker=STRICT)

    results = [judged(document, baseline, STRICT) for document in shuffled]

    assert all(result.verdict == "pass" for result in results)
    assert all(state == "known" for result in results for state in states(result))


@given(FEEDS.flatmap(lambda feed: st.tuples(st.just(feed), st.permutations(feed))))
def test_the_order_of_a_feed_makes_no_difference_to_the_bytes(
    orders: tuple[list[Document], list[Document]],
) -> None:
    one, other = (written(baseline_on(*feed)) for feed in orders)

    assert one == other


@given(FEEDS, FEEDS)
def test_a_baseline_changes_no_score_and_worsens_no_verdict(
    known: list[Document], feed: list[Document]
) -> None:
    baseline = baseline_on(*known)
    for document in feed:
        before, after = CHECKER.check(document), judged(document, baseline)
        assert (after.score, after.words, len(after.findings)) == (
            before.score,
            before.words,
            len(before.findings),
        )
        grades = ["pass", "review", "fail"]
        assert grades.index(after.verdict) <= grades.index(before.verdict)


# The file


def written(baseline: Baseline) -> str:
    return dumps_rows(baseline_record(StoredBaseline(baseline, "1.2.3", "0" * 64)))


@given(FEEDS)
def test_a_file_gives_back_what_was_written(feed: list[Document]) -> None:
    baseline = baseline_on(*feed)
    text = written(baseline)

    assert parse_baseline(text) == StoredBaseline(baseline, "1.2.3", "0" * 64)
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_documents_without_findings_take_no_room() -> None:
    assert baseline_on(english(FIRST, id="a")).documents == {}


def test_a_document_is_a_line() -> None:
    lines = written(baseline_on(*(english(LONG, id=name) for name in "cab"))).splitlines()

    assert [json.loads(line.rstrip(","))["key"] for line in lines if "findings" in line] == ["a", "b", "c"]


SOUND: dict[str, Any] = {
    "format": "copydesk-baseline",
    "version": 1,
    "copydesk": "1.2.3",
    "rules": "0" * 64,
    "documents": [{"key": "a", "findings": {"0123456789abcdef": 1}}],
}


def row(**changes: Any) -> dict[str, Any]:
    return {"documents": [{**SOUND["documents"][0], **changes}]}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"format": "other"}, "no baseline"),
        ({"version": 2}, "reads no other"),
        ({"version": True}, "reads no other"),
        ({"extra": 1}, "unknown field 'extra'"),
        ({"rules": None}, "must be text"),
        ({"documents": {}}, "must be a list"),
        ({"documents": [1]}, "document 1 must be an object"),
        ({"documents": SOUND["documents"] * 2}, "document 2: 'a' stands twice"),
        (row(key=1), "must be text"),
        (row(line=3), "unknown field 'line'"),
        (row(findings={}), "fingerprints and counts"),
        (row(findings={"abc": 1}), "'abc' is no fingerprint"),
        (row(findings={"0123456789abcdef": 0}), "whole number from 1"),
        (row(findings={"0123456789abcdef": True}), "whole number from 1"),
        (row(findings={"0123456789abcdef": 1.0}), "whole number from 1"),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_fault(change: dict[str, Any], fault: str) -> None:
    assert parse_baseline(json.dumps(SOUND)).version == "1.2.3"
    with pytest.raises(BaselineError, match=fault):
        parse_baseline(json.dumps({**SOUND, **change}))


@pytest.mark.parametrize("name", SOUND)
def test_no_field_may_be_missing(name: str) -> None:
    with pytest.raises(BaselineError):
        parse_baseline(json.dumps({key: value for key, value in SOUND.items() if key != name}))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000, '{"format": 1, "format": 2}'])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(BaselineError):
        parse_baseline(text)


def test_a_key_that_stands_twice_in_an_object_is_refused() -> None:
    text = json.dumps(SOUND).replace(
        '{"0123456789abcdef": 1}', '{"0123456789abcdef": 1, "0123456789abcdef": 9}'
    )
    with pytest.raises(BaselineError, match="stands twice"):
        parse_baseline(text)
