from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Location
from checks.feeds.documents import OpenFeed, read_document
from checks.feeds.markdown import MAX_NESTING, document
from checks.feeds.options import FeedOptions
from checks.feeds.stream import PeekableStream
from checks.finding import Unreadable

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "feeds" / "markdown.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_text_of_markdown(read_bytes: Any, case: Any) -> None:
    (document,) = read_bytes(case["markup"].encode(), "a.md")
    text = document.text
    assert text == case["text"]
    assert document.title == case.get("title", "")
    if "blocks" in case:
        assert [[block.kind, text[block.start : block.end]] for block in document.blocks] == case["blocks"]
    if "links" in case:
        assert [[text[link.start : link.end], link.href] for link in document.links] == case["links"]


def test_a_markdown_file_is_known_by_its_path(read_bytes: Any) -> None:
    (document,) = read_bytes(b"Hello.", "a.md")
    assert document.location == Location(document.id)


@pytest.mark.parametrize(("data", "kind"), [(b"caf\xe9", "bad-bytes"), (b"***\n", "empty-text")])
def test_what_cannot_be_read_is_reported(read_bytes: Any, data: bytes, kind: str) -> None:
    (item,) = read_bytes(data, "a.md")
    assert (type(item), item.kind) == (Unreadable, kind)


@pytest.mark.parametrize("depth", [20, MAX_NESTING - 1, MAX_NESTING, MAX_NESTING + 50, 5_000])
def test_deep_quotations_lose_no_text(read_bytes: Any, depth: int) -> None:
    (document,) = read_bytes(b"before\n\n" + b">" * depth + b" quoted\n", "a.md")
    assert "before" in document.text
    assert "quoted" in document.text


@given(
    st.lists(
        st.sampled_from(
            ["*", "_", "`", "[a](b)", "[", "](", "\n", "\n\n", "> ", "- ", "1. ", "# ", "|", "---\n", "    "]
        )
        | st.text(max_size=6),
        max_size=40,
    ).map("".join)
)
def test_spans_hold_in_any_markdown(source: str) -> None:
    feed = OpenFeed("a.md", PeekableStream(io.BytesIO(source.encode())))
    item = read_document(feed, FeedOptions(), document)
    if isinstance(item, Unreadable):
        return
    end = 0
    for block in item.blocks:
        assert end <= block.start < block.end <= len(item.text)
        end = block.end
    assert all(0 <= link.start <= link.end <= len(item.text) for link in item.links)
