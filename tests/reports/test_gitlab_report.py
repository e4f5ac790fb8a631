from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator
from report_helpers import finding, report, result, unreadable

from checks.document import Location
from checks.finding import Skipped
from checks.limit import Limits
from checks.rules.schema import GateSettings

TEXT = "The minister† said so."
DAGGER = finding(TEXT, 12, 13)
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a code quality report."""


def issues(*items: Any, **values: Any) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(report("gitlab", items, **values))
    Draft202012Validator(SCHEMA).validate(loaded)
    return loaded


def test_nothing_found_is_an_empty_array() -> None:
    assert issues(result()) == []


def test_a_finding_is_an_issue_at_its_line() -> None:
    (issue,) = issues(result(TEXT, replace(DAGGER, line=1), id="x1"))
    assert issue["description"] == "A stray mark (in x1)"
    assert issue["check_name"] == "symbols/stray-dagger"
    assert issue["severity"] == "major"
    assert issue["location"] == {"path": "a.txt", "lines": {"begin": 1}}


def test_in_a_feed_the_line_is_that_of_the_record() -> None:
    (issue,) = issues(result(TEXT, DAGGER, document_location=Location("feed.jsonl", 3, 3)))
    assert issue["location"] == {"path": "feed.jsonl", "lines": {"begin": 3}}


def test_no_two_issues_have_one_fingerprint() -> None:
    found = issues(result(TEXT, DAGGER, DAGGER, id="x1"), result(TEXT, DAGGER, id="x2"), unreadable())
    assert len({issue["fingerprint"] for issue in found}) == len(found) == 5


def test_a_fingerprint_stays_where_the_line_moves() -> None:
    first, second = (
        issues(result(TEXT, DAGGER, id="x1", document_location=Location("feed.jsonl", line, line)))[0]
        for line in (3, 9)
    )
    assert first["fingerprint"] == second["fingerprint"]
    assert first["location"] != second["location"]


def test_what_could_not_be_checked_is_critical() -> None:
    incomplete = result(complete=False, skipped=(Skipped("garble/salad", "its budget ran out"),))
    bad, half, *_ = issues(unreadable(), incomplete)
    assert (bad["severity"], bad["check_name"]) == ("critical", "copydesk/bad-json")
    assert half["description"] == "Could not be checked: not checked: garble/salad (its budget ran out)"


def test_a_gate_that_is_not_met_is_an_issue() -> None:
    gate = GateSettings(max_review="0", warn=Limits(max_failed="0"), max_failed="1")
    failed, warned = issues(result(verdict="fail"), result(verdict="review"), gate=gate)
    assert (failed["check_name"], failed["severity"]) == ("copydesk/max-review", "critical")
    assert failed["description"] == (
        "Gate failed: max-review: 1 of 2 scored documents up for review, limit 0"
    )
    assert (warned["check_name"], warned["severity"]) == ("copydesk/max-failed", "minor")
    assert warned["description"] == "Gate warning: max-failed: 1 of 2 scored documents failed, limit 0"


def test_what_is_accepted_is_left_out_and_what_is_known_is_not() -> None:
    item = result(TEXT, replace(DAGGER, state="accepted"), replace(DAGGER, state="known"))
    assert len(issues(item)) == 1
