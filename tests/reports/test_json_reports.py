from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from report_helpers import ALL, RUN, finding, report, result, unreadable

from checks.document import Location
from checks.finding import FAMILIES, Accepted, Result, Skipped, Unreadable
from checks.reports import Format, Options
from checks.reports.record import dumps

SCHEMAS: dict[str, Any] = {
    name: json.loads(files("checks.reports").joinpath(f"schemas/{name}.schema.json").read_text("utf-8"))
    for name in ("json", "jsonl")
}
TEXT = "The minister† said so."


def rich_result() -> Result:
    return result(
        TEXT,
        finding(TEXT, 12, 13),
        finding(TEXT, 0, 0, severity="info", points=0.0, rule="garble/salad"),
        score=41.499999,
        verdict="fail",
        id="x1",
        document_url="https://example.org",
        document_source="example",
        document_title="A title",
        document_location=Location("feed.jsonl", 3, 3),
        measures={"fluency": -0.423456789, "none": None, "wild": float("nan")},
        skipped=(Skipped("garble/salad", "the language is unknown"),),
    )


def object_of(item: Any, options: Options = ALL) -> dict[str, Any]:
    (line,) = report("jsonl", [item], options).splitlines()
    loaded: dict[str, Any] = json.loads(line)
    return loaded


def whole(*items: Any, options: Options = ALL, **summary: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(report("json", items, options, **summary))
    return loaded


def test_a_scored_document_has_every_field_in_a_fixed_order() -> None:
    assert list(object_of(rich_result())) == [
        *("id", "key", "location", "url", "source", "title", "language", "words", "complete"),
        *("score", "verdict", "judged", "families", "measures", "near_duplicate_of", "skipped", "findings"),
    ]


def test_a_finding_has_every_field_in_a_fixed_order() -> None:
    assert object_of(rich_result())["findings"][0] == {
        "rule": "symbols/stray-dagger",
        "severity": "error",
        "confidence": "high",
        "points": 4.0,
        "field": "text",
        "start": 12,
        "end": 13,
        "line": 1,
        "column": 13,
        "match": "†",
        "message": "A stray mark",
        "fingerprint": "f" * 16,
        "state": "new",
    }


def test_an_accepted_finding_tells_who_and_why() -> None:
    accepted = finding(TEXT, 12, 13, points=0.0, state="accepted", accepted=Accepted("Ada", "ours", "f" * 16))
    known = finding(TEXT, 4, 12, state="known")
    item = object_of(result(TEXT, accepted, known, score=96.0, judged_score=100.0))
    assert item["findings"][0]["accepted"] == {"who": "Ada", "reason": "ours"}
    assert [found["state"] for found in item["findings"]] == ["accepted", "known"]
    assert item["judged"] == {"score": 100.0, "new": 0, "known": 1, "accepted": 1}
    Draft202012Validator(SCHEMAS["jsonl"]).validate(item)


def test_an_unreadable_record_has_id_location_and_error() -> None:
    assert object_of(unreadable()) == {
        "id": None,
        "location": {"path": "feed.jsonl", "line": 7, "record": 7},
        "error": {"kind": "bad-json", "message": "it breaks off"},
    }


def test_a_document_from_no_file_has_no_location() -> None:
    assert object_of(result(document_location=None))["location"] is None


def test_scores_have_at_most_two_decimals() -> None:
    assert object_of(rich_result())["score"] == 41.5


def test_no_number_is_negative_zero() -> None:
    assert '"score": 0.0' in report("jsonl", [result(score=-0.0001)])


def test_measures_that_are_no_number_are_null() -> None:
    assert object_of(rich_result())["measures"] == {"fluency": -0.4235, "none": None, "wild": None}


@pytest.mark.parametrize(("show", "rules"), [("info", 2), ("warning", 1), ("error", 1), ("none", 0)])
def test_show_trims_findings_and_nothing_else(show: Any, rules: int) -> None:
    full, trimmed = object_of(rich_result()), object_of(rich_result(), Options(show=show))
    assert len(trimmed.pop("findings")) == rules
    full.pop("findings")
    assert trimmed == full


def test_show_leaves_the_summary_alone() -> None:
    summaries = [whole(rich_result(), options=Options(show=show))["summary"] for show in ("info", "none")]
    assert summaries[0] == summaries[1]
    assert summaries[0]["rules"][0] == {"rule": "garble/salad", "findings": 1, "documents": 1}


def test_the_run_tells_version_and_rules_and_no_time() -> None:
    assert whole(result())["run"] == {
        "version": RUN.version,
        "rules": {"path": "rules.yaml", "sha256": "0" * 64},
        "baseline": None,
        "accepted": None,
        "settings": {},
        "model": None,
        "furniture": None,
    }


def test_the_summary_tells_the_ledger_and_the_gates() -> None:
    summary = whole(rich_result(), result(id="x1"), unreadable())["summary"]
    assert (summary["documents"], summary["scored"], summary["unreadable"]) == (3, 2, 1)
    assert summary["verdicts"] == {"pass": 1, "review": 0, "fail": 1}
    assert summary["duplicate_ids"] == {"count": 1, "first": ["x1"]}
    assert summary["gates"][2] == {
        "name": "max-failed",
        "limit": "0",
        "value": 1,
        "total": 2,
        "met": False,
        "source": None,
        "level": "fail",
    }


def test_no_document_is_still_one_json_object() -> None:
    assert whole()["documents"] == []


def test_an_interrupted_run_is_marked() -> None:
    assert whole(result(), interrupted=True)["summary"]["interrupted"] is True


@given(st.text(st.characters(exclude_categories=())))
def test_any_string_is_one_line_of_valid_utf8_that_acts_on_no_terminal(text: str) -> None:
    line = dumps(text)
    assert len(line.splitlines()) == 1
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in line)
    # two lone surrogates side by side read as the pair that they are in JSON
    assert json.loads(line.encode("utf-8")).encode("utf-16", "surrogatepass") == text.encode(
        "utf-16", "surrogatepass"
    )


def test_a_lone_surrogate_is_an_escape() -> None:
    assert dumps("a\ud800b") == '"a\\ud800b"'


def test_letters_stay_letters() -> None:
    assert dumps("čaj 茶 😀") == '"čaj 茶 😀"'


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_both_schemas_mean_the_same_document() -> None:
    assert SCHEMAS["json"]["$defs"] == SCHEMAS["jsonl"]["$defs"]


@pytest.mark.parametrize(
    "item", [rich_result(), result(document_location=None), unreadable(), unreadable(id="x")]
)
def test_a_line_fits_its_schema(item: Any) -> None:
    Draft202012Validator(SCHEMAS["jsonl"]).validate(object_of(item))


def scored_schema(*path: str) -> dict[str, Any]:
    value: Any = SCHEMAS["jsonl"]["$defs"]
    for name in path:
        value = value[name]
    found: dict[str, Any] = value
    return found


def test_the_schema_names_every_family() -> None:
    assert tuple(scored_schema("scored", "properties", "families", "properties")) == FAMILIES


@pytest.mark.parametrize(
    "change",
    [
        {"score": 101},
        {"verdict": "green"},
        {"words": -1},
        {"extra": 1},
        {"families": {"symbols": 1.0}},
        {"findings": [{"rule": "symbols/stray-dagger"}]},
        {"location": "a.txt"},
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    broken = {**object_of(rich_result()), **change}
    assert not Draft202012Validator(SCHEMAS["jsonl"]).is_valid(broken)


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_the_same_items_give_the_same_bytes(format_: Format) -> None:
    items: list[Result | Unreadable] = [rich_result(), unreadable()]
    assert report(format_, items) == report(format_, items)
