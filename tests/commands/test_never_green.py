"""A feed that holds no text is never green in any format, and the report or standard error names it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard
from command_helpers import copydesk

RSS = '<rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>n</id>{}</feed>'

EMPTY: Mapping[str, tuple[str, ...]] = {
    "txt": ("", " \n\n\t"),
    "md": ("", "\n\n"),
    "html": ("", "<html><body></body></html>"),
    "jsonl": ("", "\n\n"),
    "json": ("", "[]"),
    "csv": ("", "id,text\r\n"),
    "tsv": ("", "id\ttext\n"),
    "rss": ("", RSS.format("")),
    "atom": ("", ATOM.format("")),
}
"""What a feed of each format holds when its source delivers nothing: no byte, or a shell alone."""

OTHER_FIELDS: Mapping[str, str] = {
    "jsonl": '{"number": 1, "amount": 3}\n{"number": 2, "amount": 5}\n',
    "json": '[{"number": 1, "amount": 3}, {"number": 2, "amount": 5}]',
    "csv": "number,amount\n1,3\n2,5\n",
    "tsv": "number\tamount\n1\t3\n2\t5\n",
    "rss": RSS.format("<item><guid>1</guid><pubDate>today</pubDate></item>"),
    "atom": ATOM.format("<entry><id>1</id><updated>2026-03-01T00:00:00Z</updated></entry>"),
}
"""Records of another shape; in a page or a text everything is text."""

UNREADABLE: Mapping[str, bytes] = {
    "txt": b"The c\xffuncil m\x81t on T\xfeesday.",
    "md": b"The c\xffuncil m\x81t on T\xfeesday.",
    "html": b"<script>document.write('The council met.')</script>",
    "jsonl": b'{"text": "cut off\n{"text": "again\n',
    "json": b'[{"text": 1}, {"text": null}]',
    "csv": b'id,text\n1,\n2,""\n',
    "tsv": b"id\ttext\n1\t\n2\t \n",
    "rss": RSS.format("<item><description> </description></item>").encode(),
    "atom": ATOM.format("<entry><content> </content></entry>").encode(),
}
"""Feeds of which no record can be read."""


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def plain(data: bytes) -> bytes:
    return data


PACKED: Mapping[str, Callable[[bytes], bytes]] = {"": plain, ".gz": gzip.compress, ".zst": zst}
INPUT_FORMATS = {"txt": "text", "md": "markdown"}
"""The formats whose name is not their ending."""


class Feed(NamedTuple):
    """A feed that holds no text."""

    format: str
    fault: str
    data: bytes


INVISIBLE = "\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}\n\N{WORD JOINER}\N{SOFT HYPHEN}\N{RIGHT-TO-LEFT MARK}"
SHELL = '{"text": "\\u200b\\u00a0\\n\\u2060\\u00ad\\u0000\\u200f"}'


def feeds() -> Iterator[Feed]:
    for format_, contents in EMPTY.items():
        for content in contents:
            yield Feed(format_, "a shell" if content.strip() else "empty", content.encode())
    yield from (Feed(name, "other fields", content.encode()) for name, content in OTHER_FIELDS.items())
    yield from (Feed(name, "unreadable", content) for name, content in UNREADABLE.items())
    for format_ in ("txt", "md"):
        yield Feed(format_, "invisible", INVISIBLE.encode())
    yield Feed("html", "invisible", b"<p>&#8203;&nbsp;</p><p>&shy;&#8288;</p>")
    yield Feed("jsonl", "invisible", SHELL.encode())
    yield Feed("json", "invisible", f"[{SHELL}]".encode())
    yield Feed("rss", "invisible", RSS.format("<item><description>&#8203;</description></item>").encode())


def named(feed: Feed) -> str:
    return f"{feed.format}, {feed.fault}, {len(feed.data)} bytes"


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("feed", list(feeds()), ids=named)
def test_a_feed_without_a_text_is_never_green(feed: Feed, packed: str, tmp_path: Path) -> None:
    path = tmp_path / f"feed.{feed.format}{packed}"
    path.write_bytes(PACKED[packed](feed.data))

    result = copydesk("check", "--max-unreadable", "100%", "--max-failed", "100%", path)

    assert result.exit_code == 2, result.output
    assert path.name in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("feed", list(feeds()), ids=named)
def test_on_standard_input_it_is_not_either(feed: Feed, packed: str) -> None:
    format_ = INPUT_FORMATS.get(feed.format, feed.format)
    options = ["--input-format", format_, "--max-unreadable", "100%", "--max-failed", "100%"]

    result = copydesk("check", *options, "-", input=PACKED[packed](feed.data))

    assert result.exit_code == 2, result.output
    assert result.stderr.strip()


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("format_", EMPTY)
def test_a_file_that_is_missing_is_named(format_: str, packed: str, tmp_path: Path) -> None:
    path = tmp_path / f"feed.{format_}{packed}"

    result = copydesk("check", path)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}: no such file" in result.stderr


@pytest.mark.parametrize("feed", list(feeds()), ids=named)
def test_among_good_files_of_a_folder_it_is_not_green_either(feed: Feed, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Tuesday to discuss the budget of the harbour.")
    path = tmp_path / f"zz.{feed.format}"
    path.write_bytes(feed.data)

    result = copydesk("check", tmp_path)

    assert result.exit_code == 2, result.output
    assert path.name in result.output
