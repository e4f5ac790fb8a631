from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_helpers import finding, report, result, unreadable

from checks.document import Location
from checks.limit import Limits, SourceGate
from checks.reports import Options
from checks.reports.markdown import DOCUMENTS_SHOWN, FINDINGS_SHOWN
from checks.reports.markup import code_span, escaped_markdown
from checks.reports.visible import visible
from checks.rules.schema import GateSettings
from checks.sources import SourceSettings

TEXT = "The minister† said so."
DAGGER = finding(TEXT, 12, 13)
ANYTHING = st.text(st.characters(exclude_categories=()))
LARGEST_SUMMARY = 1 << 20
"""Bytes of a job summary that GitHub keeps."""


def summary(*items: Any, **values: Any) -> str:
    return report("markdown", items, **values)


def html(markdown: str) -> str:
    """As GitHub shows it: CommonMark with HTML, tables and strikethrough."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(reader.render(markdown))


def test_the_headline_and_the_gates_come_first() -> None:
    lines = summary(result(verdict="fail"), unreadable()).splitlines()
    assert lines[0] == "## copydesk: 1 of 1 documents failed, 1 could not be checked"
    assert lines[2:4] == [
        "- **Gate failed** max-unreadable: 1 of 2 documents unreadable, limit 0",
        "- **Gate failed** max-failed: 1 of 1 scored documents failed, limit 0",
    ]


def test_a_glob_in_a_gate_is_no_emphasis_and_warnings_follow() -> None:
    gate = SourceGate(min_documents=9, warn=Limits(min_documents=10))
    written = report("markdown", [result()], sources={"*/b*": SourceSettings(gate=gate)})
    assert written.splitlines()[2:4] == [
        r"- **Gate failed** min-documents in \*/b\*: 0 documents scored, limit 9",
        r"- **Gate warning** min-documents in \*/b\*: 0 documents scored, limit 10",
    ]


def test_gates_that_are_met_are_said_to_be() -> None:
    assert "Every gate met." in summary(result())


def test_verdicts_and_rules_are_tables() -> None:
    shown = html(summary(result(TEXT, DAGGER, verdict="fail"), gate=GateSettings(max_failed="1")))
    assert shown.count("<table>") == 2
    assert "<code>symbols/stray-dagger</code>" in shown


def test_a_bad_document_has_its_findings_with_excerpts() -> None:
    item = result(TEXT, DAGGER, id="x1", verdict="fail", score=41.5, document_location=Location("f.jsonl", 3))
    shown = summary(item)
    assert "#### 41.5 FAIL `x1` `f.jsonl:3`" in shown
    assert "- 1:13 error `symbols/stray-dagger` (-4): `A stray mark`" in shown
    assert "`The minister[[†]] said so.`" in shown


def test_documents_that_pass_are_counted_only() -> None:
    assert "x1" not in summary(result(TEXT, DAGGER, id="x1"))


def test_the_worst_documents_come_first_and_the_others_are_counted() -> None:
    items = [result(id=f"doc {score}", verdict="fail", score=float(score)) for score in range(60)]
    shown = summary(*items)
    assert f"### Documents: {DOCUMENTS_SHOWN} of 60" in shown
    names = [line for line in shown.splitlines() if line.startswith("####")]
    assert names[0].startswith("#### 0 FAIL `doc 0`")
    assert len(names) == DOCUMENTS_SHOWN


def test_more_findings_than_fit_are_counted() -> None:
    assert "- 3 more" in summary(result(TEXT, *[DAGGER] * (FINDINGS_SHOWN + 3), verdict="fail"))


def test_what_is_known_or_accepted_is_counted() -> None:
    item = result(TEXT, replace(DAGGER, state="known"), DAGGER, verdict="fail")
    assert "- 1 known or accepted" in summary(item)
    assert "- `1 known finding in 1 document`" in summary(item)


def test_an_interrupted_run_says_so() -> None:
    assert "**Interrupted**" in summary(result(), interrupted=True)


def test_a_summary_is_never_too_large_for_github() -> None:
    text = "\N{ZERO WIDTH SPACE}" * 5000
    findings = [finding(text, n, n + 500, message=text) for n in range(200)]
    items = [result(text, *findings, id=text, document_title=text, verdict="fail") for _ in range(40)]
    written = summary(*items, *[unreadable(id=text, message=text)] * 40, options=Options())
    assert len(written.encode("utf-8")) < LARGEST_SUMMARY


@given(ANYTHING.filter(bool))
def test_a_code_span_shows_the_text_and_nothing_else(text: str) -> None:
    shown = visible(text)
    tokens = MarkdownIt("commonmark", {"html": True}).parse(f"- x {code_span(shown)} x")
    (inline,) = [token for token in tokens if token.type == "inline"]
    children = inline.children or []
    assert [child.type for child in children] == ["text", "code_inline", "text"]
    assert children[1].content == shown


@given(ANYTHING)
def test_prose_of_a_rule_file_is_no_markup(text: str) -> None:
    line = " ".join(visible(text).split())
    tokens = MarkdownIt("commonmark", {"html": True}).parse(f"x {escaped_markdown(line)}")
    (inline,) = [token for token in tokens if token.type == "inline"]
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}


def test_hostile_text_stays_text() -> None:
    hostile = "`</code><script>alert(1)</script>`` ![x](https://evil.example) | @team **b** <details>"
    text = f"{hostile}†"
    item = result(
        text,
        finding(text, 0, len(text), message=hostile),
        id=hostile,
        document_title=hostile,
        verdict="fail",
        document_location=Location(hostile),
    )
    shown = html(summary(item, unreadable(id=hostile, message=hostile, location=Location(hostile))))
    for tag in ("<script", "<img", "<details", "<a "):
        assert tag not in shown
