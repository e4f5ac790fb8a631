"""Text that a pattern matches; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from kind_helpers import contexts, found, hits

from checks.dialect import Pattern as Dialect
from checks.document import Document, Link
from checks.kinds import Scope
from checks.kinds.pattern import Pattern


def pattern(source: str) -> Pattern:
    return Pattern(Dialect(source))


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        pytest.param(r"\(\)", "It is [[()]] in the [[()]] north.", id="each match"),
        pytest.param(r"\w(?P<span> ),", "It rained[[ ]], then it snowed.", id="the group span is the hit"),
        pytest.param(r"(?P<span>x)?y", "[[x]]y and y", id="a span that takes no part is no hit"),
        pytest.param(r"(?P<span>x*)y", "[[xx]]y and y", id="an empty span is no hit"),
        pytest.param(r"^The", "[[The]] end. The end.\n\n[[The]] end.", id="the start of each block"),
        pytest.param(r"end\.$", "The [[end.]]\n\nThe end of it.", id="the end of each block"),
        pytest.param(r"a\s+b|(?<=\s)c", "a\n\nb\n\nc", id="nothing outside the block is seen"),
        pytest.param(r"é+", "caf[[éé]] \N{LINE SEPARATOR} 😀 [[é]]", id="offsets beyond the basic plane"),
    ],
)
def test_finds_what_the_pattern_matches_in_each_block(source: str, marked: str) -> None:
    assert found(pattern(source), marked) == marked


@pytest.mark.parametrize(
    ("scope", "marked"),
    [("document", "[[a\n\nb]]"), ("sentence", "One ends. [[Two]] ends. One, Two.")],
)
def test_the_scope_says_what_the_pattern_sees(scope: Scope, marked: str) -> None:
    assert found(pattern(r"a\n\nb|^Two"), marked, scope) == marked


def test_named_groups_are_values_for_the_message() -> None:
    kind = pattern(r"(?P<day>\w+day)(?P<time> at \w+)?")
    assert set(kind.values) == {"day", "time"}
    assert [hit.values for hit in hits(kind, "Friday at noon, Monday")] == [
        {"day": "Friday", "time": " at noon"},
        {"day": "Monday", "time": ""},
    ]


def test_finds_it_in_titles_and_links_at_the_offsets_of_those_fields() -> None:
    document = Document(
        "One", title="News - Sport", links=(Link(0, 3, "https://a.example/"), Link(0, 3, "/b"))
    )
    in_title = [hit[:3] for c in contexts(document, "title") for hit in pattern(r" - \w+$").find(c)]
    in_link = [hit[:3] for c in contexts(document, "link") for hit in pattern("^/").find(c)]
    assert in_title == [(4, 12, "title")]
    assert in_link == [(19, 20, "link.href")]
