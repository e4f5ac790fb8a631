"""The Parquet report, read back with pyarrow: what `--format json` says, as columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_helpers import RUN, finding, result, unreadable

from checks.finding import Accepted, Result, Skipped, Unreadable
from checks.gate import Ledger, evaluate
from checks.reports import Options, Summary, open_report
from checks.reports.columns import SCHEMA_VERSION
from checks.reports.parquet import BATCH_DOCUMENTS
from checks.reports.record import item_record
from checks.rules.schema import GateSettings

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The minister† said so."
DAGGER = finding(TEXT, 12, 13)


def written(items: Iterable[Result | Unreadable], options: Options = Options()) -> Any:  # noqa: B008
    """The file of a report on the items, opened."""
    binary, ledger = io.BytesIO(), Ledger()
    stream = io.TextIOWrapper(binary, "utf-8")
    writer = open_report("parquet", cast(TextIO, stream), options)
    writer.begin(RUN)
    for item in items:
        ledger.add(item)
        writer.add(item)
    writer.end(Summary(ledger, evaluate(ledger, GateSettings())))
    return parquet.ParquetFile(io.BytesIO(binary.getvalue()))


def rows(items: Iterable[Result | Unreadable], options: Options = Options()) -> list[dict[str, Any]]:  # noqa: B008
    found: list[dict[str, Any]] = written(items, options).read().to_pylist()
    return found


def filled(record: dict[str, Any]) -> dict[str, Any]:
    """An output object with null for what only the other kind of object has."""
    names = [*item_record(result()), "error"]
    whole = {name: record.get(name) for name in names}
    if whole["measures"] is not None:
        whole["measures"] = list(whole["measures"].items())
    if whole["findings"] is not None:
        whole["findings"] = [{"accepted": None, **item} for item in whole["findings"]]
    return whole


ITEMS: dict[str, Result | Unreadable] = {
    "sound": result(),
    "with findings": result(TEXT, DAGGER, verdict="fail", score=41.5, measures={"fluency": -0.42, "x": None}),
    "accepted": result(
        TEXT, finding(TEXT, 12, 13, state="accepted", accepted=Accepted("Ada", "house style", "f" * 16))
    ),
    "skipped": result(skipped=(Skipped("garble/salad", "the language is unknown"),), near_duplicate_of="b"),
    "without a place": result(document_location=None, document_url="https://a.example/"),
    "unreadable": unreadable(),
}


@pytest.mark.parametrize("name", ITEMS)
def test_a_row_holds_what_a_line_of_json_lines_holds(name: str) -> None:
    assert rows([ITEMS[name]]) == [filled(item_record(ITEMS[name]))]


def test_rows_come_in_the_order_of_the_input() -> None:
    documents = [result(id=str(n)) for n in range(2 * BATCH_DOCUMENTS + 3)]

    assert [row["id"] for row in rows(documents)] == [document.id for document in documents]


def test_a_report_on_nothing_has_the_columns_all_the_same() -> None:
    file = written([])

    assert file.metadata.num_rows == 0
    assert file.schema_arrow.names == list(filled({"measures": None, "findings": None}))


def test_the_version_of_the_columns_stands_in_the_file() -> None:
    assert written([]).schema_arrow.metadata[b"copydesk.schema"] == str(SCHEMA_VERSION).encode()


def test_run_and_summary_stand_in_the_file_as_json_has_them() -> None:
    metadata = written([result(), unreadable()]).metadata.metadata

    run, summary = json.loads(metadata[b"copydesk.run"]), json.loads(metadata[b"copydesk.summary"])
    assert (run["version"], run["rules"]["sha256"]) == (RUN.version, RUN.rules_digest)
    assert (summary["documents"], summary["unreadable"]) == (2, 1)
    assert [gate["name"] for gate in summary["gates"] if not gate["met"]] == ["max-unreadable"]


def test_show_trims_findings_and_nothing_else() -> None:
    (row,) = rows([ITEMS["with findings"]], Options(show="none"))

    assert (row["findings"], row["verdict"], row["judged"]["new"]) == ([], "fail", 1)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_what_utf_8_cannot_hold_is_escaped_and_the_rest_is_kept(text: str) -> None:
    (row,) = rows([result(document_title=text)])

    assert row["title"] == text.encode("utf-8", "backslashreplace").decode("utf-8")


def test_lone_surrogates_in_a_finding_are_escaped() -> None:
    (row,) = rows([result("a\ud800b", finding("a\ud800b", 1, 2))])

    assert row["findings"][0]["match"] == "\\ud800"


def test_a_report_can_be_checked_against_the_documented_columns() -> None:
    documented = (ROOT / "docs" / "reports.md").read_text("utf-8")
    for name in written([]).schema_arrow.names:
        assert f"| `{name}` |" in documented
