from __future__ import annotations

import codecs
from typing import Any

import pytest

from checks.document import Document, Location
from checks.finding import Unreadable


def test_text_is_kept_to_the_character(read_bytes: Any) -> None:
    text = "One.\r\nTwo\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}three.\rFour.\x0c\x00 \n\n"
    (document,) = read_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert document.title == ""


def test_a_text_file_is_known_by_its_path(read_bytes: Any) -> None:
    (document,) = read_bytes(b"Hello.", "a.txt")
    assert document.location == Location(document.id)
    assert document.id.endswith("a.txt")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "Café.".encode(),
        codecs.BOM_UTF16_LE + "Café.".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Café.".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "Café.".encode("utf-32-le"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_goes(read_bytes: Any, data: bytes) -> None:
    (document,) = read_bytes(data, "a.txt")
    assert document.text == "Café."


def test_only_one_byte_order_mark_goes(read_bytes: Any) -> None:
    (document,) = read_bytes(codecs.BOM_UTF8 * 2 + b"x", "a.txt")
    assert document.text == "\N{ZERO WIDTH NO-BREAK SPACE}x"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"caf\xe9 au lait", "byte 0xE9 at offset 3 is not UTF-8"),
        (codecs.BOM_UTF8 + b"ab\xff", "byte 0xFF at offset 5 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "byte 0x62 at offset 4 is not UTF-16-LE"),
        (b"cut \xe2\x80", "byte 0xE2 at offset 4 is not UTF-8"),
    ],
)
def test_bad_bytes_are_reported_with_their_place(read_bytes: Any, data: bytes, place: str) -> None:
    (item,) = read_bytes(data, "a.txt")
    assert isinstance(item, Unreadable)
    assert item.kind == "bad-bytes"
    assert item.message.startswith(place)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\N{NO-BREAK SPACE}\n".encode(), codecs.BOM_UTF8])
def test_a_blank_text_is_unreadable(read_bytes: Any, data: bytes) -> None:
    (item,) = read_bytes(data, "a.txt")
    assert isinstance(item, Unreadable)
    assert item.kind == "empty-text"
    assert item.id == item.location.path


@pytest.mark.parametrize("limit", ["max_record_bytes", "max_characters"])
def test_a_text_over_a_limit_is_unreadable_and_one_at_it_is_not(read_bytes: Any, limit: str) -> None:
    (at_limit,) = read_bytes(b"x" * 10, "a.txt", **{limit: 10})
    (over,) = read_bytes(b"x" * 11, "a.txt", **{limit: 10})
    assert isinstance(at_limit, Document)
    assert isinstance(over, Unreadable)
    assert over.kind == "too-large"
    assert "10" in over.message


def test_the_language_of_the_options_overrides(read_bytes: Any) -> None:
    (document,) = read_bytes(b"Hello.", "a.txt", language="nl")
    assert document.declared_language == "nl"
