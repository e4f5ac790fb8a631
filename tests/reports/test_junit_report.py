from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree
from report_helpers import finding, report, result, unreadable

from checks.finding import Skipped
from checks.limit import Limits, SourceGate
from checks.reports import Options
from checks.reports.junit import SPOOL_BYTES
from checks.sources import SourceSettings

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "cases" / "reports" / "junit.xsd"))
TEXT = "The minister† said so."
DAGGER = finding(TEXT, 12, 13)


def suites(*items: Any, **values: Any) -> Any:
    """The root element of a report, which fits the schema."""
    root = etree.fromstring(report("junit", items, **values).encode("utf-8"))
    SCHEMA.assertValid(root)
    return root


def cases(*items: Any, **values: Any) -> list[Any]:
    found: list[Any] = suites(*items, **values).findall("testsuite[@name='documents']/testcase")
    return found


def test_a_document_that_passes_is_a_case_without_anything() -> None:
    (case,) = cases(result(id="x1"))
    assert (case.get("name"), case.get("classname"), len(case)) == ("x1", "a.txt", 0)


def test_a_document_that_fails_is_a_failure_with_its_findings() -> None:
    (case,) = cases(result(TEXT, DAGGER, verdict="fail", score=41.5))
    failure = case.find("failure")
    assert failure.get("message") == "score 41.5: 1 error"
    assert failure.text.splitlines() == [
        "at a.txt",
        "1:13: error symbols/stray-dagger: A stray mark (-4)",
        "    | The minister[[†]] said so.",
    ]


def test_a_document_to_review_shows_its_findings_and_is_no_failure() -> None:
    (case,) = cases(result(TEXT, DAGGER, verdict="review"))
    assert [child.tag for child in case] == ["system-out"]
    assert "symbols/stray-dagger" in case.find("system-out").text


def test_what_could_not_be_checked_is_an_error() -> None:
    incomplete = result(complete=False, skipped=(Skipped("garble/salad", "its budget ran out"),))
    bad, half = cases(unreadable(), incomplete)
    assert (bad.find("error").get("type"), bad.get("name")) == ("bad-json", "feed.jsonl:7")
    assert half.find("error").get("message") == "not checked: garble/salad (its budget ran out)"


def test_known_findings_are_told_apart() -> None:
    (case,) = cases(result(TEXT, replace(DAGGER, state="known"), DAGGER, verdict="fail", score=40.0))
    assert case.find("failure").get("message") == "score 40: 1 error, 1 known"
    assert "A stray mark (-4) [known]" in case.find("failure").text


def test_gates_are_a_suite_of_their_own() -> None:
    gates = suites(result(verdict="fail")).find("testsuite[@name='gates']")
    assert [case.get("name") for case in gates] == ["min-documents", "max-unreadable", "max-failed"]
    assert [len(case) for case in gates] == [0, 0, 1]
    assert gates[2][0].get("message") == "max-failed: 1 of 1 scored documents failed, limit 0"


def test_gates_of_sources_and_gates_that_warn_have_names_of_their_own() -> None:
    gate = SourceGate(max_failed="0", warn=Limits(max_review="0"))
    root = suites(
        result(verdict="fail"), result(verdict="review"), sources={"*.txt": SourceSettings(gate=gate)}
    )
    *_, failed, warned = root.find("testsuite[@name='gates']")
    assert failed.get("name") == "max-failed in *.txt"
    assert failed[0].get("message") == "max-failed in *.txt: 1 of 2 scored documents failed, limit 0"
    assert warned.get("name") == "max-review in *.txt (warning)"
    assert [(part.tag, part.text) for part in warned] == [
        ("system-out", "warning: max-review in *.txt: 1 of 2 scored documents up for review, limit 0")
    ]


def test_an_interrupted_run_is_an_error() -> None:
    root = suites(result(), interrupted=True)
    assert root.find("testsuite[@name='gates']/testcase[@name='interrupted']/error") is not None


def test_the_counts_are_those_of_the_cases() -> None:
    root = suites(result(), result(verdict="fail"), result(verdict="review"), unreadable())
    documents, gates = root
    assert [documents.get(name) for name in ("tests", "failures", "errors")] == ["4", "1", "1"]
    assert [gates.get(name) for name in ("tests", "failures", "errors")] == ["3", "2", "0"]
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["7", "3", "1"]


def test_more_cases_than_memory_should_hold_are_all_there() -> None:
    long = "ž†" * 1000
    number = SPOOL_BYTES // len(long) + 10
    assert len(cases(*[result(id=long)] * number)) == number


def test_no_character_of_a_text_breaks_the_report() -> None:
    hostile = "]]>\x00\x1b<&\"'\ufffe\ud800"
    text = f"{hostile}†"
    (case,) = cases(
        result(text, finding(text, 0, len(text), message=hostile), id=hostile, verdict="fail"),
        options=Options(),
    )
    assert case.get("name").startswith("]]>") and "<U+D800>" in case.get("name")
