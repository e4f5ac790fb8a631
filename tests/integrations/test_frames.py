"""Frames of the real pandas and polars."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pandas
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import Checker, Document, load_rules
from checks.baseline import Gathering
from checks.integrations.frames import FINDING_FIELDS, check_frame
from checks.sources import SourceScore, SourceSettings

ROOT = Path(__file__).resolve().parents[2]
CHECKER = Checker(load_rules(ROOT / "tests" / "cases" / "reports" / "rules.yaml"))

SOUND = "The council met on Tuesday to discuss the budget of the harbour."
BROKEN = "The council† met† on Tuesday† to discuss the roads† of the town."

FRAMES = [pandas.DataFrame, polars.DataFrame]
ADDED = ["copydesk_score", "copydesk_verdict", "copydesk_findings", "copydesk_details", "copydesk_unreadable"]


def rows(frame: Any) -> list[dict[str, Any]]:
    """The rows with None for what is missing."""
    if isinstance(frame, polars.DataFrame):
        return frame.to_dicts()
    plain = frame.astype(object).where(frame.notna(), None)
    records: list[dict[str, Any]] = plain.to_dict("records")
    return records


@pytest.mark.parametrize("make", FRAMES)
def test_each_text_gets_its_verdict_and_findings(make: Any) -> None:
    checked = rows(check_frame(make({"text": [SOUND, BROKEN]}), checker=CHECKER))

    assert [(row["copydesk_verdict"], row["copydesk_findings"]) for row in checked] == [
        ("pass", 0),
        ("fail", 4),
    ]
    assert (checked[0]["copydesk_score"], checked[0]["copydesk_details"]) == (100, [])


@pytest.mark.parametrize("make", FRAMES)
def test_a_finding_keeps_its_span_and_fields(make: Any) -> None:
    (row,) = rows(check_frame(make({"text": [BROKEN]}), checker=CHECKER))

    for finding in row["copydesk_details"]:
        assert list(finding) == list(FINDING_FIELDS)
        assert BROKEN[finding["start"] : finding["end"]] == finding["match"] == "†"


@pytest.mark.parametrize("make", FRAMES)
def test_what_the_checker_knows_decides_nothing(make: Any) -> None:
    gathered = Gathering()
    gathered.add(CHECKER.check(Document(BROKEN, id="A-17")))
    checker = replace(CHECKER, baseline=gathered.baseline())

    frame = make({"text": [BROKEN, BROKEN], "key": ["A-17", "A-18"]})
    known, new = rows(check_frame(frame, id="key", checker=checker))

    assert (known["copydesk_verdict"], new["copydesk_verdict"]) == ("pass", "fail")
    assert {finding["state"] for finding in known["copydesk_details"]} == {"known"}
    assert known["copydesk_score"] == new["copydesk_score"]


@pytest.mark.parametrize("make", FRAMES)
def test_a_row_is_judged_by_the_thresholds_of_its_source(make: Any) -> None:
    sources = {"The Port": SourceSettings(score=SourceScore(fail_under=0, review_on="none", review_under=0))}
    checker = replace(CHECKER, rule_set=replace(CHECKER.rule_set, sources=sources))

    frame = make({"text": [BROKEN, BROKEN], "paper": ["The Port", "The Quay"]})
    checked = rows(check_frame(frame, source="paper", checker=checker))

    assert [row["copydesk_verdict"] for row in checked] == ["pass", "fail"]


@pytest.mark.parametrize("make", FRAMES)
@pytest.mark.parametrize(
    ("text", "reason"),
    [(None, "missing-text: no text under 'text'"), ("", "empty-text: "), (" \n", "empty-text: ")],
)
def test_a_row_that_cannot_be_checked_has_a_reason_and_no_verdict(make: Any, text: Any, reason: str) -> None:
    unchecked, _ = rows(check_frame(make({"text": [text, SOUND]}), checker=CHECKER))

    assert unchecked["copydesk_unreadable"].startswith(reason)
    assert [unchecked[name] for name in ADDED[:-1]] == [None] * 4


@pytest.mark.parametrize("missing", [float("nan"), pandas.NA, pandas.NaT, numpy.nan])
def test_whatever_pandas_takes_for_missing_is_no_text(missing: Any) -> None:
    (row,) = rows(check_frame(pandas.DataFrame({"text": [missing]}, dtype=object), checker=CHECKER))

    assert row["copydesk_unreadable"].startswith("missing-text")


@pytest.mark.parametrize("make", FRAMES)
def test_a_column_of_numbers_is_no_text(make: Any) -> None:
    (row,) = rows(check_frame(make({"text": [7]}), checker=CHECKER))

    assert "holds a number, not a text" in row["copydesk_unreadable"]


@pytest.mark.parametrize("index", [[7, 7, 7], ["c", "a", "b"], [2, 0, 1]])
def test_the_index_and_order_of_pandas_stay(index: list[Any]) -> None:
    frame = pandas.DataFrame({"text": [BROKEN, SOUND, None]}, index=index)

    checked = check_frame(frame, checker=CHECKER)

    assert list(checked.index) == index
    assert checked["copydesk_findings"].to_list()[:2] == [4, 0]


@pytest.mark.parametrize("make", FRAMES)
def test_the_frame_that_was_given_stays_as_it_was(make: Any) -> None:
    frame = make({"n": [1, 2], "text": [SOUND, BROKEN]})

    checked = check_frame(frame, checker=CHECKER)

    assert list(frame.columns) == ["n", "text"]
    assert list(checked.columns) == ["n", "text", *ADDED]


@pytest.mark.parametrize("make", FRAMES)
def test_columns_are_named_as_one_likes(make: Any) -> None:
    frame = make({"body": [BROKEN], "head": ["BREAKING news"], "tongue": ["en"]})

    (row,) = rows(
        check_frame(frame, "body", title="head", language="tongue", checker=CHECKER, prefix="desk.")
    )

    assert row["desk.verdict"] == "fail"
    assert row["desk.details"][0]["field"] == "title"


@pytest.mark.parametrize("make", FRAMES)
def test_markup_is_read_where_there_is_no_text(make: Any) -> None:
    frame = make({"text": [None, SOUND], "page": [f"<p>{BROKEN}</p>", "<p>†</p>"]})

    checked = rows(check_frame(frame, html="page", checker=CHECKER))

    assert [row["copydesk_findings"] for row in checked] == [4, 0]


@pytest.mark.parametrize("make", FRAMES)
def test_the_types_of_the_columns_do_not_depend_on_the_rows(make: Any) -> None:
    empty = check_frame(make({"text": [SOUND]})[:0], checker=CHECKER)
    unread = check_frame(make({"text": [None]}), checker=CHECKER)
    full = check_frame(make({"text": [BROKEN]}), checker=CHECKER)

    types = [[frame[name].dtype for name in ADDED] for frame in (empty, unread, full)]
    assert types[0] == types[1] == types[2]


@pytest.mark.parametrize("make", FRAMES)
def test_a_frame_may_be_checked_again(make: Any) -> None:
    once = check_frame(make({"text": [BROKEN]}), checker=CHECKER)

    twice = check_frame(once, checker=CHECKER)

    assert rows(twice) == rows(once)


@pytest.mark.parametrize("make", FRAMES)
def test_a_column_that_is_not_there_is_named_with_the_one_that_was_meant(make: Any) -> None:
    with pytest.raises(ValueError, match=r"no column 'txet'.*text"):
        check_frame(make({"text": [SOUND]}), "txet", checker=CHECKER)


def test_a_column_that_is_there_twice_is_refused() -> None:
    frame = pandas.DataFrame([[SOUND, BROKEN]], columns=["text", "text"])

    with pytest.raises(ValueError, match="several columns 'text'"):
        check_frame(frame, checker=CHECKER)


def test_a_lazy_frame_is_told_to_be_collected() -> None:
    with pytest.raises(TypeError, match="collect"):
        check_frame(polars.LazyFrame({"text": [SOUND]}), checker=CHECKER)  # type: ignore[type-var]


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(TypeError, match="dict is no DataFrame"):
        check_frame({"text": [SOUND]}, checker=CHECKER)  # type: ignore[type-var]


@given(st.lists(st.none() | st.text(max_size=30), max_size=5))
def test_both_libraries_get_the_same_and_no_row_is_lost(texts: list[str | None]) -> None:
    texts = [None if text is None else text.encode("utf-8", "ignore").decode() for text in texts]
    schema = {"text": polars.String}

    of_pandas = rows(check_frame(pandas.DataFrame({"text": texts}, dtype=object), checker=CHECKER))
    of_polars = rows(check_frame(polars.DataFrame({"text": texts}, schema=schema), checker=CHECKER))

    assert of_pandas == of_polars
    assert [row["text"] for row in of_pandas] == texts
    for row in of_polars:
        assert (row["copydesk_verdict"] is None) == (row["copydesk_unreadable"] is not None)


def test_neither_library_is_needed_to_import_the_module() -> None:
    program = (
        "import sys; sys.modules.update(pandas=None, polars=None, scrapy=None)\n"
        "import checks.integrations.frames, checks.integrations.scrapy"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
