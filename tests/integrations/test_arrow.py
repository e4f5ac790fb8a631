"""Batches of Arrow in, batches of Arrow out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import Checker, Document, load_rules
from checks.integrations.arrow import SLICE_ROWS, check_batch, check_batches, columns_of, result_schema
from checks.reports.record import finding_record
from checks.sources import SourceScore, SourceSettings

pa = pytest.importorskip("pyarrow")

ROOT = Path(__file__).resolve().parents[2]
CHECKER = Checker(load_rules(ROOT / "tests" / "cases" / "reports" / "rules.yaml"))

SOUND = "The council met on Tuesday to discuss the budget of the harbour."
BROKEN = "The council† met† on Tuesday† to discuss the roads† of the town."


def batch_of(**columns: Any) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def checked(batch: Any, **options: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = check_batch(batch, options.pop("checker", CHECKER), **options).to_pylist()
    return rows


def test_each_row_gets_its_verdict_and_findings_in_order() -> None:
    rows = checked(batch_of(id=["a", "b"], text=[SOUND, BROKEN]))

    assert [(row["id"], row["verdict"], len(row["findings"])) for row in rows] == [
        ("a", "pass", 0),
        ("b", "fail", 4),
    ]


def test_findings_are_those_of_the_checker() -> None:
    (row,) = checked(batch_of(id=["b"], text=[BROKEN]))
    result = CHECKER.check(Document(BROKEN, id="b"))

    assert row["findings"] == [{"accepted": None, **finding_record(found)} for found in result.findings]
    assert (row["score"], row["words"]) == (round(result.score, 2), result.words)


def test_a_finding_keeps_its_span() -> None:
    (row,) = checked(batch_of(text=[BROKEN]))

    for finding in row["findings"]:
        assert BROKEN[finding["start"] : finding["end"]] == finding["match"] == "†"


def test_the_results_have_the_public_columns() -> None:
    result = check_batch(batch_of(text=[SOUND]), CHECKER)

    assert result.schema == result_schema()
    assert result.schema.metadata == {b"copydesk.schema": b"1"}


def test_the_public_columns_are_those_of_version_1() -> None:
    text, number, share = pa.string(), pa.int64(), pa.float64()
    types = dict(zip(result_schema().names, result_schema().types, strict=True))
    finding = types["findings"].value_type

    assert [types[name] for name in ("id", "language", "words", "score", "verdict", "complete")] == [
        text,
        text,
        number,
        share,
        text,
        pa.bool_(),
    ]
    assert [finding.field(name).type for name in ("rule", "start", "end", "match", "points")] == [
        text,
        number,
        number,
        text,
        share,
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (pa.array([None], pa.string()), "missing-text"),
        (pa.array([7]), "missing-text"),
        (pa.array([" \n"]), "empty-text"),
        (pa.array([b"\xff"], pa.binary()), "bad-bytes"),
        (pa.array(["x" * 5_000_001]), "too-large"),
        (pa.array(["x" * 20_000_001]), "too-large"),
    ],
    ids=["null", "number", "blank", "bytes", "long", "very long"],
)
def test_a_row_that_cannot_be_read_says_why_and_has_no_verdict(text: Any, kind: str) -> None:
    (row,) = checked(pa.RecordBatch.from_arrays([pa.array(["a"]), text], ["id", "text"]))

    assert (row["id"], row["error"]["kind"], row["verdict"], row["findings"]) == ("a", kind, None, None)


class Crashing(Checker):
    """A checker with a fault that shows on one text."""

    def check(self, item: str | Document, *more: Any, **named: Any) -> Any:
        if isinstance(item, Document) and item.text == BROKEN:
            raise RuntimeError("a fault")
        return super().check(item, *more, **named)


def test_a_row_that_breaks_the_checker_ends_nothing() -> None:
    rows = checked(batch_of(id=["a", "b"], text=[BROKEN, SOUND]), checker=Crashing(CHECKER.rule_set))

    assert rows[0]["error"] == {
        "kind": "engine-crash",
        "message": "the checker failed: RuntimeError: a fault",
    }
    assert rows[1]["verdict"] == "pass"


def test_columns_can_be_named_and_others_are_left_alone() -> None:
    far_off = pa.array([2**62], pa.timestamp("us"))
    (row,) = checked(
        pa.RecordBatch.from_arrays([far_off, pa.array([BROKEN]), pa.array([SOUND])], ["id", "body", "text"]),
        fields={"text": "body"},
    )

    assert (row["id"], row["verdict"]) == (None, "fail")


def test_markup_is_read_as_html() -> None:
    (row,) = checked(batch_of(html=["<title>T</title><p>The council† met."]))

    assert (row["title"], row["findings"][0]["start"]) == ("T", 11)


def test_what_rows_say_of_themselves_counts() -> None:
    (row,) = checked(
        batch_of(id=[7], text=[BROKEN], url=["https://a.example/"], source=["A"], language=["nl"])
    )

    assert (row["id"], row["url"], row["source"], row["language"]) == ("7", "https://a.example/", "A", "nl")


def test_a_language_can_be_set_for_all() -> None:
    (row,) = checked(batch_of(text=[SOUND], language=["nl"]), language="de")

    assert row["language"] == "de"


def test_thresholds_of_a_source_decide_its_verdicts() -> None:
    settings = SourceSettings(score=SourceScore(fail_under=0, fail_on="none"))
    lenient = Checker(replace(CHECKER.rule_set, sources={"A": settings}))

    rows = checked(batch_of(text=[BROKEN, BROKEN], source=["A", "B"]), checker=lenient)

    assert [row["verdict"] == "fail" for row in rows] == [False, True]


def test_show_trims_findings_alone() -> None:
    (row,) = checked(batch_of(text=[BROKEN]), show="none")

    assert (row["findings"], row["verdict"]) == ([], "fail")


@pytest.mark.parametrize(
    ("names", "fields", "says"),
    [
        (["body"], {"text": "bodi"}, r"text: there is no column 'bodi' \(did you mean 'body'\?\)"),
        (["body"], {"txt": "body"}, r"'txt' is no field to set"),
        (["body", "body"], {"text": "body"}, "several columns 'body'"),
        (["a", "b"], None, "no column holds the text; name one of a, b"),
        (["id", "text"], {"id": "id"}, "no column holds the text"),
    ],
)
def test_columns_that_cannot_be_are_refused(names: list[str], fields: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        columns_of(names, fields)


def test_a_batch_without_rows_gives_one_without_rows() -> None:
    assert checked(batch_of(text=pa.array([], pa.string()))) == []


@given(st.lists(st.integers(0, 2 * SLICE_ROWS), min_size=1, max_size=4))
def test_rows_come_once_and_in_order_however_they_are_parted(sizes: list[int]) -> None:
    ids = [str(number) for number in range(sum(sizes))]
    whole = batch_of(id=pa.array(ids, pa.string()), text=pa.array([None] * len(ids), pa.string()))
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    parts = [whole.slice(start, size) for start, size in zip(starts, sizes, strict=True)]

    results = list(check_batches(parts, CHECKER))

    assert [row["id"] for result in results for row in result.to_pylist()] == ids
    assert all(result.num_rows <= SLICE_ROWS for result in results)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_gives_a_row(text: str) -> None:
    (row,) = checked(batch_of(text=[text]))

    assert (row["error"] is None) is (row["verdict"] is not None)
