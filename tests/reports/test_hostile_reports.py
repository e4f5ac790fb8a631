"""What a feed may hold, against every format: a report stays one, and nothing in it acts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from report_helpers import finding, report, result, unreadable

from checks.document import Location
from checks.finding import Result, Skipped, Unreadable
from checks.reports import BINARY, FORMATS, Format
from checks.reports.csv import COLUMNS

NASTY = (
    *("<script>alert(1)</script>", "]]>", "--></style></title>", "&#0;&x;", "\"'><img src=x onerror=a()>"),
    *("```", "` `", "|", "[x](javascript:a)", "![x](//e.example)", "<!--", "\n# x\n\n- y", "\\", "\\`"),
    *("::error::x", "\n::add-mask::x", "##[error]x", "##vso[task.x]y", "%0A", "%25", ": , ="),
    *("=1+1", "+1", "-1", "@a", '"a","b"', "\r\n", "\x00\x07\x1b[2J\x7f\x9b", "\u202e\u2066\u200b"),
    *("\ud800", "\udfff", "\ufffe\uffff", "\u2028\u2029\x85", "\N{LATIN SMALL LETTER A}\u0301", "😀"),
)
ANYTHING = st.text(st.characters(exclude_categories=()))
HOSTILE = st.lists(st.one_of(st.sampled_from(NASTY), ANYTHING)).map("".join)

ACTING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that act on a terminal or reorder what is shown."""

COMMAND = re.compile(r"##\w*\[|^\s*::(?!(?:error|warning|notice) )", re.MULTILINE)
"""What the log of a CI job obeys, but for annotations."""


def items(hostile: str) -> list[Result | Unreadable]:
    """A failed document, one that was not wholly checked, and an unreadable record, hostile all over."""
    text = f"{hostile}†{hostile}"
    place = Location(hostile or "a.txt", 1, 1)
    bad = result(
        text,
        finding(text, 0, len(text), message=hostile),
        finding(text, len(hostile), len(hostile) + 1, message=hostile, severity="info"),
        finding(hostile, 0, len(hostile), field="title", severity="warning"),
        id=hostile,
        verdict="fail",
        score=10.0,
        document_title=hostile,
        document_url=hostile,
        document_source=hostile,
        document_location=place,
        near_duplicate_of=hostile,
    )
    half = result(id=hostile, complete=False, skipped=(Skipped("garble/salad", hostile),))
    return [bad, half, unreadable(id=hostile, message=hostile, location=place)]


def is_json(written: str) -> None:
    json.loads(written)


def is_json_lines(written: str) -> None:
    for line in written.splitlines():
        json.loads(line)


def is_xml(written: str) -> None:
    etree.fromstring(written.encode("utf-8"))


def is_csv(written: str) -> None:
    assert {len(row) for row in csv.reader(io.StringIO(written, newline=""))} == {len(COLUMNS)}


def is_a_quiet_page(written: str) -> None:
    assert not re.search(r"<(script|img|iframe|!--)", written.replace("<!DOCTYPE", ""), re.IGNORECASE)


def is_quiet_markdown(written: str) -> None:
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(written)
    assert not re.search(r"<(script|img|a|style|iframe|!--)\b", shown, re.IGNORECASE)


def is_commands(written: str) -> None:
    for line in written.split("\n")[:-1]:
        assert re.match(r"::(error|warning|notice) ((file|line|endLine|col|title)=[^,:]*,?)*::", line)


def is_text(written: str) -> None:
    """Held to what every format is held to."""


IS_SOUND: dict[Format, Callable[[str], None]] = {
    "text": is_text,
    "json": is_json,
    "jsonl": is_json_lines,
    "sarif": is_json,
    "gitlab": is_json,
    "junit": is_xml,
    "csv": is_csv,
    "html": is_a_quiet_page,
    "markdown": is_quiet_markdown,
    "github": is_commands,
}


def test_every_format_of_text_is_held_to_it() -> None:
    assert set(IS_SOUND) == set(FORMATS) - BINARY


@pytest.mark.parametrize("format_", IS_SOUND)
@given(hostile=HOSTILE)
@example(hostile="".join(NASTY))
def test_a_report_stays_one_whatever_the_feed_holds(format_: Format, hostile: str) -> None:
    written = report(format_, items(hostile))
    written.encode("utf-8")
    IS_SOUND[format_](written)
    assert not ACTING.search(written)
    assert not COMMAND.search(written)


@pytest.mark.parametrize("format_", IS_SOUND)
def test_the_same_items_give_the_same_report(format_: Format) -> None:
    assert report(format_, items("x")) == report(format_, items("x"))
