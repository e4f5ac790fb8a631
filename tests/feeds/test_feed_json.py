from __future__ import annotations

import codecs
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.feeds.documents import OpenFeed
from checks.feeds.json_array import CHUNK_BYTES, read_records
from checks.feeds.options import FeedOptions
from checks.feeds.records import Record
from checks.feeds.stream import PeekableStream
from checks.finding import Unreadable


def texts(items: Any) -> list[str]:
    return [getattr(item, "text", None) or item.kind for item in items]


def test_an_array_of_records(read_bytes: Any) -> None:
    first, second = read_bytes(b' [\n{"text": "One."} , {"text": "Two."}\n]\n', "f.json")
    assert (first.text, second.text) == ("One.", "Two.")
    assert (second.location.record, second.location.line) == (2, None)
    assert second.id == f"{second.location.path}:2"


@pytest.mark.parametrize("data", [b"[]", b" [ \n ] ", b"", b" \n", b'{"items": []}'])
def test_a_feed_without_records_is_reported(read_bytes: Any, data: bytes) -> None:
    (item,) = read_bytes(data, "f.json")
    assert (item.id, item.kind, item.location.line) == (None, "empty-feed", None)


def test_one_object_is_one_record(read_bytes: Any) -> None:
    (document,) = read_bytes(b'{\n "text": "One.",\n "items": [{"text": "inner"}]\n}', "f.json")
    assert (document.text, document.location.record) == ("One.", 1)


@pytest.mark.parametrize(
    "key", ["items", "articles", "documents", "data", "records", "results", "entries", "docs"]
)
def test_an_object_around_an_array_is_a_wrapping(read_bytes: Any, key: str) -> None:
    wrapped = {
        "status": "ok",
        "n": [1],
        "meta": {"items": [{}]},
        key: [{"text": "One."}, {"text": "Two."}],
        "z": 1,
    }
    assert texts(read_bytes(json.dumps(wrapped).encode(), "f.json")) == ["One.", "Two."]


def test_an_object_with_two_such_arrays_is_a_record(read_bytes: Any) -> None:
    data = b'{"items": [{"text": "a"}], "docs": [{"text": "b"}], "main": "Text."}'
    (document,) = read_bytes(data, "f.json", fields={"text": "main"})
    assert document.text == "Text."


def test_a_json_file_of_json_lines_is_read_as_such(read_bytes: Any) -> None:
    items = read_bytes(b'{"text": "One."}\nnonsense\n{"text": "Two."}\n', "f.json")
    assert texts(items) == ["One.", "bad-json", "Two."]
    assert items[2].location.line == 3


def test_json_lines_that_begin_with_a_long_line_are_json_lines(read_bytes: Any) -> None:
    long = json.dumps({"text": "x" * 100_000}).encode()
    assert len(read_bytes(long + b"\n" + long, "f.json")) == 2


@pytest.mark.parametrize(
    ("data", "outcome", "says"),
    [
        (
            b'[{"text": "a"}, {"text": b}, {"text": "c"}]',
            ["a", "bad-json", "c"],
            "Expecting value (column 10",
        ),
        (b'[{"text": "a"} {"text": "b"}, {"text": "c"}]', ["bad-json", "c"], "Extra data"),
        (b'[{"text": "a"},, {"text": "c"}]', ["a", "bad-json", "c"], "Expecting value"),
        (b'[{"text": "a"},]', ["a", "bad-json"], "Expecting value"),
        (b'[{"text": "a"}, {"text": "b', ["a", "bad-json"], "ends after record 1 and cannot be read further"),
        (b'[{"text": "a"}', ["bad-json"], "ends after its opening bracket"),
        (b'[{"text": "a"},', ["a", "bad-json"], "ends after record 1"),
        (b"[", ["bad-json"], "ends after its opening bracket"),
        (b'[{"text": "a"}] x', ["a", "bad-json"], "more follows"),
        (b'[{"text": "a"}, {"text": "b"}}, {"text": "c"}]', ["a", "bad-json"], "closed by a brace"),
        (b'{"items": [{"text": "a"}] "x": 1}', ["a", "bad-json"], "more follows"),
        (b'[{"text": "a"}, "b", 3]', ["a", "not-a-record", "not-a-record"], "a string"),
        (b'[{"text": "a"}, {"text": "caf\xe9"}]', ["a", "bad-bytes"], "byte 0xE9 at offset 13 "),
        (b'"just a text"', ["not-a-record"], "a string"),
        (b'{"text": "a"', ["bad-json"], "Expecting ',' delimiter"),
    ],
)
def test_what_is_wrong_is_reported_and_the_rest_is_read(
    read_bytes: Any, data: bytes, outcome: list[str], says: str
) -> None:
    items = read_bytes(data, "f.json")
    assert texts(items) == outcome
    bad = next(item for item in items if isinstance(item, Unreadable))
    assert says in bad.message
    assert bad.location.record == items.index(bad) + 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"a\\ud800b", "a\ud800b"),
        (b"\\ud83d\\ude00", "\N{GRINNING FACE}"),
        (b'\\"],[{\\\\', '"],[{\\'),
        (b"a\\u0000\\n", "a\x00\n"),
    ],
)
def test_strings_are_read_exactly(read_bytes: Any, written: bytes, read: str) -> None:
    data = b'[{"text": "%s", "n": 1e400, "m": %s}]' % (written, b"9" * 4_000)
    assert [item.text for item in read_bytes(data, "f.json")] == [read]


def test_a_record_over_the_limit_costs_that_record(read_bytes: Any) -> None:
    long = b'{"text": "' + b"x," * CHUNK_BYTES + b'"}'
    data = b'[{"text": "a"}, ' + long + b', {"text": "c"}]'
    assert texts(read_bytes(data, "f.json", max_record_bytes=100)) == ["a", "too-large", "c"]


def test_deep_nesting_costs_that_record(read_bytes: Any) -> None:
    deep = b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert texts(read_bytes(b'[{"text": "a"},' + deep + b',{"text": "c"}]', "f.json")) == [
        "a",
        "bad-json",
        "c",
    ]


def test_a_byte_order_mark_goes(read_bytes: Any) -> None:
    assert texts(read_bytes(codecs.BOM_UTF8 + b'[{"text": "a"}]', "f.json")) == ["a"]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(
    records=st.lists(st.dictionaries(st.text(max_size=3), JSON_VALUES, max_size=3), min_size=1, max_size=4),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
    cut=st.integers(0, 400),
)
def test_the_elements_are_those_of_the_json_module_wherever_a_chunk_ends(
    records: list[Any], ascii_only: bool, indent: int | None, cut: int
) -> None:
    data = json.dumps(records, ensure_ascii=ascii_only, indent=indent).encode()
    padded = b"[" + b" " * max(0, CHUNK_BYTES - cut) + data[1:]
    feed = OpenFeed("f", PeekableStream(io.BytesIO(padded)))
    found = list(read_records(feed, FeedOptions()))
    assert [record.value for record in found if isinstance(record, Record)] == json.loads(data)
    assert len(found) == len(records)


@pytest.mark.parametrize("cut", range(30))
def test_an_escape_may_lie_across_two_chunks(read_bytes: Any, cut: int) -> None:
    written = b'{"text": "a\\"],[{\\\\"}, {"text": "b"}]'
    items = read_bytes(b"[" + b" " * (CHUNK_BYTES - cut) + written, "f.json")
    assert texts(items) == ['a"],[{\\', "b"]
