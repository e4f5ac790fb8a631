from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from report_helpers import LENIENT, RUN, finding, report, result, unreadable

from checks import load_rules
from checks.document import Block, Location
from checks.finding import Accepted, Severity, Skipped
from checks.limit import Limits
from checks.reports import Options, SideFile
from checks.reports.sarif import NOTIFICATIONS_KEPT
from checks.rules.schema import GateSettings

CASES = Path(__file__).parents[1] / "cases" / "reports"
SCHEMA: dict[str, Any] = json.loads(CASES.joinpath("sarif.schema.json").read_text("utf-8"))
RULES = load_rules(CASES / "rules.yaml").rules
WITH_RULES = replace(RUN, rules=RULES)
TEXT = "One line.\r\nThe minister†\r\nsaid so."
AT = TEXT.index("†")
DAGGER = finding(TEXT, AT, AT + 1, line=2, column=13)


def run_of(*items: Any, **values: Any) -> dict[str, Any]:
    """The only run of a report, which fits the schema."""
    log = json.loads(
        report("sarif", items, values.pop("options", Options()), **{"run": WITH_RULES, **values})
    )
    Draft202012Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def physical(run: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = run["results"][0]["locations"][0]["physicalLocation"]
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_rules_say_why_and_what_to_do() -> None:
    (rule,) = [rule for rule in run_of()["tool"]["driver"]["rules"] if rule["id"] == "symbols/stray-dagger"]
    assert rule["shortDescription"]["text"] == "Stray dagger"
    assert rule["fullDescription"]["text"].startswith("Daggers mark footnotes")
    assert "Left alone: a year of death." in rule["help"]["text"]
    assert "`The minister[[†]] said that talks had failed.`" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"]["tags"] == ["symbols", "confidence-high"]


def test_every_shipped_rule_can_be_described() -> None:
    rules = load_rules().rules
    assert len(run_of(run=replace(RUN, rules=rules))["tool"]["driver"]["rules"]) == len(rules)


def test_a_result_points_at_its_rule() -> None:
    run = run_of(result(TEXT, DAGGER))
    (found,) = run["results"]
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"] == DAGGER.rule


def test_a_rule_that_is_not_described_has_no_index() -> None:
    (found,) = run_of(result(TEXT, DAGGER), run=RUN)["results"]
    assert "ruleIndex" not in found


def test_in_a_text_file_the_region_is_the_match() -> None:
    place = physical(run_of(result(TEXT, DAGGER)))
    assert place == {
        "artifactLocation": {"uri": "a.txt"},
        "region": {
            "startLine": 2,
            "startColumn": 13,
            "endLine": 2,
            "endColumn": 14,
            "charOffset": AT,
            "charLength": 1,
            "snippet": {"text": "†"},
        },
    }


def test_a_region_over_several_lines_ends_where_the_match_does() -> None:
    region = physical(run_of(result(TEXT, finding(TEXT, 0, AT))))["region"]
    assert (region["startLine"], region["endLine"], region["endColumn"]) == (1, 2, 13)


def test_in_a_feed_the_region_is_the_line_of_the_record_and_the_document_is_named() -> None:
    item = result(TEXT, DAGGER, id="x1", document_location=Location("feed.jsonl", 3, 2))
    run = run_of(item)
    assert physical(run) == {"artifactLocation": {"uri": "feed.jsonl"}, "region": {"startLine": 3}}
    assert run["results"][0]["locations"][0]["logicalLocations"][0]["name"] == "x1"
    assert run["results"][0]["properties"]["line"] == 2


def test_in_a_page_the_lines_of_the_text_are_not_the_lines_of_the_file() -> None:
    item = result(TEXT, DAGGER, document_blocks_known=(Block(0, len(TEXT), "paragraph"),))
    assert physical(run_of(item))["region"] == {"startLine": 1}


def test_a_document_from_no_file_has_no_physical_location() -> None:
    run = run_of(result(TEXT, DAGGER, document_location=None))
    assert list(run["results"][0]["locations"][0]) == ["logicalLocations"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("feeds/a b.txt", "feeds/a%20b.txt"),
        ("čaj:1.txt", "%C4%8Daj%3A1.txt"),
        ("/data/a.txt", "file:///data/a.txt"),
        ("a\udcff.txt", "a%FF.txt"),
        ("C:/data/a.txt", "file:///C:/data/a.txt"),
    ],
)
def test_paths_are_uris(path: str, uri: str) -> None:
    item = result(TEXT, DAGGER, document_location=Location(path))
    assert physical(run_of(item))["artifactLocation"]["uri"] == uri


def test_findings_are_told_apart_by_their_fingerprint() -> None:
    assert run_of(result(TEXT, DAGGER))["results"][0]["partialFingerprints"] == {"copydesk/v1": "f" * 16}


@pytest.mark.parametrize(
    ("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")]
)
def test_severities_are_levels(severity: Severity, level: str) -> None:
    assert run_of(result(TEXT, replace(DAGGER, severity=severity)))["results"][0]["level"] == level


def test_show_trims_the_results() -> None:
    item = result(TEXT, DAGGER, finding(TEXT, 0, 3, severity="info"))
    assert len(run_of(item, options=Options(show="error"))["results"]) == 1


def test_text_in_a_message_is_no_link_and_no_placeholder() -> None:
    item = result(TEXT, replace(DAGGER, message="see [here](https://evil.example) {0}"))
    assert run_of(item)["results"][0]["message"]["text"] == "see [here] (https://evil.example) {{0}}"


def test_a_lone_surrogate_is_replaced_for_readers_that_refuse_it() -> None:
    text = "a\ud800b"
    written = report("sarif", [result(text, finding(text, 1, 2))])
    assert "\\ud800" not in written
    assert "\N{REPLACEMENT CHARACTER}" in written


@pytest.mark.parametrize(
    ("items", "gate", "successful", "code"),
    [
        ([result()], GateSettings(), True, 0),
        ([result(verdict="fail")], GateSettings(), True, 1),
        ([result(), unreadable()], GateSettings(), False, 2),
    ],
)
def test_the_invocation_has_the_exit_code(items: Any, gate: Any, successful: bool, code: int) -> None:
    (invocation,) = run_of(*items, gate=gate)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (successful, code)


def test_an_interrupted_run_did_not_succeed() -> None:
    (invocation,) = run_of(result(), interrupted=True)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "exitCode" not in invocation


def test_what_could_not_be_checked_is_a_notification() -> None:
    incomplete = result(id="x1", complete=False, skipped=(Skipped("garble/salad", "its budget ran out"),))
    (invocation,) = run_of(unreadable(), incomplete)["invocations"]
    first, second, *_ = invocation["toolExecutionNotifications"]
    assert first["descriptor"]["id"] == "bad-json"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert second["message"]["text"] == "not checked: garble/salad (its budget ran out)"


def test_notifications_are_bounded_and_the_others_counted() -> None:
    many = [unreadable()] * (NOTIFICATIONS_KEPT + 5)
    (invocation,) = run_of(result(), *many, gate=LENIENT)["invocations"]
    told = invocation["toolExecutionNotifications"]
    assert len(told) == NOTIFICATIONS_KEPT + 1
    assert told[-1]["message"]["text"] == "5 more could not be checked"


def test_a_gate_that_is_not_met_is_a_notification() -> None:
    gate = GateSettings(warn=Limits(max_review="0"))
    (invocation,) = run_of(result(verdict="fail"), result(verdict="review"), gate=gate)["invocations"]
    told = invocation["toolExecutionNotifications"]
    assert [(note["level"], note["descriptor"]["id"]) for note in told] == [
        ("error", "max-failed"),
        ("warning", "max-review"),
    ]
    assert told[0]["message"]["text"] == "gate failed: max-failed: 1 of 2 scored documents failed, limit 0"


def test_a_baseline_gives_every_result_a_state() -> None:
    item = result(TEXT, replace(DAGGER, state="known"), DAGGER)
    run = run_of(item, run=replace(WITH_RULES, baseline=SideFile("base.json", "0" * 64)))
    assert [found["baselineState"] for found in run["results"]] == ["unchanged", "new"]
    assert "baselineState" not in run_of(item)["results"][1]


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    accepted = replace(DAGGER, state="accepted", accepted=Accepted("Ada", "house style", "f" * 16))
    run = run_of(
        result(TEXT, accepted, DAGGER), run=replace(WITH_RULES, accepted=SideFile("a.yaml", "0" * 64))
    )
    assert run["results"][0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "house style (Ada)"}
    ]
    assert run["results"][1]["suppressions"] == []
