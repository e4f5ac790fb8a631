from __future__ import annotations

import codecs
import io
import json
import tracemalloc
from typing import Any

import pytest

from checks.feeds import FeedOptions, read
from checks.finding import Unreadable

GOOD = b'{"text": "All is well.", "id": "g"}\n'


def test_each_line_is_a_document_with_its_place(read_bytes: Any) -> None:
    first, second = read_bytes(b'\n{"text": "One."}\r\n  \n{"text": "Two."}', "f.jsonl")
    assert (first.text, first.location.line, first.location.record) == ("One.", 2, 1)
    assert (second.text, second.location.line, second.location.record) == ("Two.", 4, 2)
    assert first.id == f"{first.location.path}:1"


def test_only_a_line_feed_ends_a_line(read_bytes: Any) -> None:
    text = "a\N{LINE SEPARATOR}b\x85c\N{PARAGRAPH SEPARATOR}d"
    (document,) = read_bytes(json.dumps({"text": text}, ensure_ascii=False).encode(), "f.jsonl")
    assert document.text == text


@pytest.mark.parametrize(
    ("line", "kind", "says"),
    [
        (b'{"text": "cut', "bad-json", "Unterminated string starting at (column 10"),
        (b'{"text": "a"} {"text": "b"}', "bad-json", "Extra data (column 15"),
        (b'{"text": "a",}', "bad-json", "column"),
        (b'{"text": "tab\there"}', "bad-json", "Invalid control character"),
        (b'{"text": "caf\xe9"}', "bad-bytes", "byte 0xE9 at offset 13"),
        (b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "bad-json", "4300"),
        (b"[" * 200_000 + b"]" * 200_000, "bad-json", "nested too deeply"),
        (b'["text"]', "not-a-record", "an array"),
        (b'"a text"', "not-a-record", "a string"),
        (b"null", "not-a-record", "null"),
        (b"true", "not-a-record", "a boolean"),
        (b'{"title": "no text", "url": "u"}', "missing-text", "'title', 'url'"),
        (b'{"text": null}', "missing-text", "'text'"),
        (b'{"text": 12}', "missing-text", "'text'"),
        (b'{"text": ["a"]}', "missing-text", "'text'"),
        (b'{"text": NaN}', "missing-text", "'text'"),
        (b'{"text": " \\n"}', "empty-text", "empty"),
    ],
)
def test_a_bad_record_is_reported_and_the_run_goes_on(
    read_bytes: Any, line: bytes, kind: str, says: str
) -> None:
    before, bad, after = read_bytes(GOOD + line + b"\n" + GOOD, "f.jsonl")
    assert isinstance(bad, Unreadable)
    assert bad.kind == kind
    assert says in bad.message
    assert (bad.location.line, bad.location.record) == (2, 2)
    assert before.text == after.text == "All is well."


def test_an_unreadable_record_keeps_the_id_of_its_feed(read_bytes: Any) -> None:
    _, blank, missing = read_bytes(GOOD + b'{"text": "", "id": 7}\n{"id": "x"}', "f.jsonl")
    assert (blank.id, missing.id) == ("7", "x")


def test_lone_surrogates_and_nan_are_let_through(read_bytes: Any) -> None:
    (document,) = read_bytes(b'{"text": "a\\ud800b \\ud83d\\ude00", "score": NaN}', "f.jsonl")
    assert document.text == "a\ud800b \N{GRINNING FACE}"


def test_of_a_key_that_is_there_twice_the_last_counts(read_bytes: Any) -> None:
    (document,) = read_bytes(b'{"text": "one", "text": "two"}', "f.jsonl")
    assert document.text == "two"


def test_a_byte_order_mark_goes(read_bytes: Any) -> None:
    (document,) = read_bytes(codecs.BOM_UTF8 + GOOD, "f.jsonl")
    assert document.id == "g"


def test_a_feed_in_utf_16_is_reported(read_bytes: Any) -> None:
    (item,) = read_bytes(codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le"), "f.jsonl")
    assert item.kind == "bad-bytes"
    assert "convert it to UTF-8" in item.message


@pytest.mark.parametrize("size", [50, 51, 200_000])
def test_a_line_over_the_limit_is_reported_and_the_run_goes_on(read_bytes: Any, size: int) -> None:
    line = b'{"text": "' + b"x" * (size - 12) + b'"}'
    assert len(line) == size
    before, item, after = read_bytes(GOOD + line + b"\n" + GOOD, "f.jsonl", max_record_bytes=50)
    assert getattr(item, "kind", "read") == ("read" if size <= 50 else "too-large")
    assert item.location.line == 2
    assert (before.id, after.id, after.location.line) == ("g", "g", 3)


@pytest.mark.parametrize("data", [b"", b"\n\n", codecs.BOM_UTF8])
def test_a_feed_without_records_is_reported(read_bytes: Any, data: bytes) -> None:
    (item,) = read_bytes(data, "f.jsonl")
    assert (item.id, item.kind, item.location.line) == (None, "empty-feed", None)


def test_a_feed_of_bad_records_alone_is_no_error(read_bytes: Any) -> None:
    items = read_bytes(b"nonsense\n" * 2_500, "f.jsonl")
    assert len(items) == 2_500
    assert {item.kind for item in items} == {"bad-json"}


class _EndlessFeed(io.RawIOBase):
    """Writes the same line over and over, as often as asked, and holds none of it."""

    def __init__(self, line: bytes, times: int) -> None:
        self._line, self._left = line, len(line) * times

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), self._left)
        start = -self._left % len(self._line)
        buffer[:size] = (self._line * (size // len(self._line) + 2))[start : start + size]
        self._left -= size
        return size


@pytest.mark.parametrize(
    ("line", "form"),
    [
        (b'{"text": "' + b"word " * 4_000 + b'"}\n', "jsonl"),
        (b'{"text": "' + b"word " * 4_000 + b'"},\n', "json"),
        (b"x" * 1_000_000, "jsonl"),
    ],
)
def test_memory_does_not_grow_with_the_feed(line: bytes, form: str) -> None:
    size, limit = 50_000_000, 5_000_000
    feed = io.BufferedReader(_EndlessFeed(line, size // len(line)))
    stream: Any = feed if form == "jsonl" else _After(b"[", feed)
    tracemalloc.start()
    count = sum(1 for _ in read(["-"], FeedOptions(format=form, max_record_bytes=limit), stream))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == (1 if line.startswith(b"x") else size // len(line) + (form == "json"))
    assert peak < 4 * limit


class _After:
    """A stream with some bytes put before it."""

    def __init__(self, first: bytes, rest: Any) -> None:
        self._first, self._rest = first, rest

    def read(self, size: int) -> bytes:
        first, self._first = self._first, b""
        return first or bytes(self._rest.read(size))
