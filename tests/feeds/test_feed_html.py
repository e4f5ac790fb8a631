from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document
from checks.feeds.html import Page, read_markup
from checks.finding import Unreadable

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "feeds" / "html.yaml").read_text("utf-8"))

HEAD = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>\n Ferry  sinks &amp; more</title>'
    '<link rel="canonical" href="https://news.example/ferry"><meta property="og:url" content="https://other.example">'
    '<meta property="og:site_name" content="Port Ellery Post"></head>'
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_text_of_a_page(case: Any) -> None:
    page = read_markup(case["markup"])
    assert page.text == case["text"]
    if "blocks" in case:
        assert [[block.kind, page.text[block.start : block.end]] for block in page.blocks] == case["blocks"]
    if "links" in case:
        assert [[page.text[link.start : link.end], link.href] for link in page.links] == case["links"]


def test_what_a_page_says_about_itself(read_bytes: Any) -> None:
    (document,) = read_bytes((HEAD + "<body><p>All were saved.").encode(), "a.html")
    assert document.text == "All were saved."
    assert document.title == "Ferry sinks & more"
    assert document.declared_language == "en-GB"
    assert document.url == "https://news.example/ferry"
    assert document.source == "Port Ellery Post"
    assert document.id == document.location.path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<meta charset="iso-8859-1"><p>caf\xe9 \x93so\x94 \x81', "café “so” \x81"),
        (b"<meta charset=windows-1251><p>\xcc\xe8\xf0", "Мир"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS"><p>\x93\xfa', "日"),
        ('<meta charset="iso-8859-1"><p>café'.encode(), "café"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}<p>café".encode("utf-16-le"), "café"),
    ],
)
def test_a_page_is_read_in_its_encoding(read_bytes: Any, data: bytes, text: str) -> None:
    (document,) = read_bytes(data, "a.html")
    assert document.text == text


@pytest.mark.parametrize(
    "head", [b"", b"<meta charset=utf-8>", b"<meta charset=rot13>", b"<meta charset=utf-7>"]
)
def test_a_page_in_no_known_encoding_is_reported(read_bytes: Any, head: bytes) -> None:
    (item,) = read_bytes(head + b"<p>caf\xe9", "a.html")
    assert isinstance(item, Unreadable)
    assert item.kind == "bad-bytes"
    assert f"0xE9 at offset {len(head) + 6}" in item.message


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<p> </p>", b"<!-- x -->", b"<script>x</script>"])
def test_a_page_without_text_is_unreadable(read_bytes: Any, data: bytes) -> None:
    (item,) = read_bytes(data, "a.html")
    assert (type(item), item.kind) == (Unreadable, "empty-text")


def test_lone_surrogates_stay_where_they_are() -> None:
    page = read_markup('<p>a\ud800b <a href="\udfff">c\udc00</a>')
    assert page.text == "a\ud800b c\udc00"
    assert page.links[0].href == "\udfff"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x",
        "<div>" * 20_000 + "x" + "</div>" * 20_000,
        "<b><p>" * 100_000 + "x",
        "<ul><li>" * 100_000 + "x",
        "<table><tr><td>" * 50_000 + "x",
        "".join(f"<font color={number}><p>" for number in range(50_000)) + "x",
    ],
    ids=["div", "closed", "formatting", "list", "table", "font"],
)
def test_deep_nesting_is_read(markup: str) -> None:
    assert read_markup(markup).text == "x"


def test_nesting_that_would_take_too_long_is_reported(read_bytes: Any) -> None:
    (item,) = read_bytes(b"<div>" * 200_000 + b"</span>x" * 100_000, "a.html")
    assert isinstance(item, Unreadable)
    assert item.kind == "too-large"
    assert "nested" in item.message


@pytest.mark.parametrize("shift", range(4))
def test_pages_are_read_alike_however_long_they_are(shift: int) -> None:
    words = "\N{GRINNING FACE}é&amp;</p>" * 20_000
    page = read_markup("x" * shift + f"<textarea>{words}</textarea><p>After.")
    assert page.text == "x" * shift + "\n\n" * bool(shift) + words.replace("&amp;", "&") + "\n\nAfter."


TAGS = [
    "p",
    "div",
    "b",
    "li",
    "ul",
    "h2",
    "pre",
    "td",
    "table",
    "br",
    "svg",
    "title",
    "select",
    "textarea",
    "em",
]
PIECES = st.one_of(
    st.sampled_from(
        ["<a href='u'>", "</a>", "<script>", "</script>", "<!--", "-->", "<", "&amp;", "&nbsp;", "&#x200b;"]
    ),
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.text(alphabet="ab \n\t.<>&\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\ud800\N{GRINNING FACE}", max_size=8),
    st.text(max_size=5),
)


def check_spans(page: Page | Document, blocks: Any) -> None:
    """Blocks are ordered, apart, inside the text and without white space around them; so are links."""
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(page.text)
        inner = page.text[block.start : block.end]
        assert inner == inner.strip()
        end = block.end
    end = 0
    for link in page.links:
        assert end <= link.start <= link.end <= len(page.text)
        end = link.end


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_hold_in_any_markup(markup: str) -> None:
    page = read_markup(markup)
    check_spans(page, page.blocks)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_is_in_no_block_is_white_space(markup: str) -> None:
    page = read_markup(markup)
    rest = list(page.text)
    for block in page.blocks:
        rest[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(rest).strip()


@given(
    st.lists(
        st.tuples(st.text("ab\N{NO-BREAK SPACE}\ud800é", min_size=1), st.text("/?&='\"<> é", min_size=1)),
        min_size=1,
    )
)
def test_every_link_is_found_where_it_stands(links: list[tuple[str, str]]) -> None:
    def escaped(href: str) -> str:
        return href.replace("&", "&amp;").replace('"', "&quot;")

    page = read_markup("<p>" + "".join(f'x <a href="{escaped(href)}">{anchor}</a>' for anchor, href in links))
    assert [(page.text[link.start : link.end], link.href) for link in page.links] == links
