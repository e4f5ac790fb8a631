from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_helpers import LENIENT, finding, report, result, unreadable

from checks.document import Location
from checks.limit import Limits
from checks.reports import Options
from checks.reports.csv import COLUMNS, cell
from checks.rules.schema import GateSettings

TEXT = "The minister† said so."


def rows(*items: Any, **values: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report("csv", items, **values), newline="")))


def test_a_finding_is_a_row_with_its_document() -> None:
    item = result(TEXT, finding(TEXT, 12, 13), id="x1", score=41.5, verdict="fail", document_title="A title")
    (row,) = rows(item, gate=LENIENT)
    assert row["row"] == "finding"
    assert (row["id"], row["title"], row["score"], row["verdict"]) == ("x1", "A title", "41.5", "fail")
    assert (row["rule"], row["start"], row["end"], row["match"]) == ("symbols/stray-dagger", "12", "13", "†")
    assert row["error"] == ""


def test_a_document_without_findings_is_a_row_too() -> None:
    (row,) = rows(result())
    assert (row["row"], row["verdict"], row["rule"]) == ("document", "pass", "")


def test_a_document_whose_findings_are_not_shown_is_a_row_too() -> None:
    (row,) = rows(result(TEXT, finding(TEXT, 12, 13)), options=Options(show="none"))
    assert row["row"] == "document"


def test_an_unreadable_record_is_a_row_with_its_reason() -> None:
    row = rows(unreadable())[0]
    assert (row["row"], row["path"], row["file_line"]) == ("unreadable", "feed.jsonl", "7")
    assert row["error"] == "bad-json: it breaks off"


def test_rows_end_as_rfc_4180_has_it_and_all_have_every_column() -> None:
    written = report("csv", [result(TEXT, finding(TEXT, 12, 13, message='a "b", c')), unreadable()])
    assert written.count("\r\n") == written.count("\n") == 4
    assert {len(row) for row in csv.reader(io.StringIO(written, newline=""))} == {len(COLUMNS)}


def test_gates_that_are_not_met_are_the_last_rows() -> None:
    gate = GateSettings(warn=Limits(max_review="0"))
    *_, failed, warned = rows(result(verdict="fail"), result(verdict="review"), gate=gate)
    assert (failed["row"], failed["severity"], warned["severity"]) == ("gate", "error", "warning")
    assert failed["message"] == "max-failed: 1 of 2 scored documents failed, limit 0"
    assert warned["message"] == "max-review: 1 of 2 scored documents up for review, limit 0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}"])
def test_a_text_is_no_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    (row,) = rows(result(text, finding(text, 0, len(text)), id=text, document_location=Location(text)))
    assert row["match"].startswith("'") and row["id"].startswith("'") and row["path"].startswith("'")


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_line_of_a_cell_that_is_no_formula(text: str) -> None:
    shown = cell(text)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert not shown.startswith(("=", "+", "-", "@"))


def test_numbers_stay_numbers() -> None:
    assert (cell(1.5), cell(None), cell(True)) == ("1.5", "", "true")
