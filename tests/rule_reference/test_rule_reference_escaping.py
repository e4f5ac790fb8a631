from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checks.reports.visible import visible
from checks.rule_reference.escaping import code, code_block, prose

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY = st.text(st.sampled_from("ab1 `*_[]()<>#|&~!+-=.:\\\n\t$@{}\x1b\u200b\u202e\ud800†'\""))


def rendered(source: str) -> list[tuple[str, str]]:
    """What Markdown makes of a line: the kinds and contents of its tokens."""
    (inline,) = (token for token in MARKDOWN.parse(source) if token.type == "inline")
    return [(token.type, token.content) for token in inline.children or []]


@given(NASTY)
def test_prose_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    shown = visible(" ".join(text.split()))
    tokens = MARKDOWN.parse(prose(text))
    assert [token.type for token in tokens] == (
        ["paragraph_open", "inline", "paragraph_close"] if shown else []
    )
    if shown:
        assert {kind for kind, _ in rendered(prose(text))} <= {"text", "text_special"}
        assert "".join(content for _, content in rendered(prose(text))) == shown


@given(NASTY)
def test_prose_stays_in_its_cell_of_a_table(text: str) -> None:
    source = f"| a | b |\n| --- | --- |\n| {prose(text)} | end |\n"
    cells = [token.content for token in MARKDOWN.parse(source) if token.type == "inline"]
    assert len(cells) == 4 and cells[3] == "end"


@pytest.mark.parametrize("text", ["see https://example.org", "see www.example.org", "WWW.example.org"])
def test_an_address_becomes_no_link(text: str) -> None:
    assert "://" not in prose(text) and "www." not in prose(text).lower()
    assert "".join(content for _, content in rendered(prose(text))) == text


@given(NASTY)
def test_code_is_shown_as_it_is(text: str) -> None:
    shown = visible(text)
    source = f"Says: {code(text)} so."
    kinds = [token for token in rendered(source) if token[0] == "code_inline"]
    assert [content for _, content in kinds] == [shown if shown.strip() else kinds[0][1]]


@given(NASTY)
def test_a_block_of_code_ends_where_it_should(text: str) -> None:
    tokens = MARKDOWN.parse("\n".join([*code_block(text), "", "End."]))
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert tokens[0].content == "".join(f"{visible(line, spaces=True)}\n" for line in text.split("\n"))
