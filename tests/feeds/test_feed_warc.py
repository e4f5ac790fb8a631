"""WARC and WET feeds, some by hand and some by another program's writer."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document
from checks.feeds import FeedOptions, read
from checks.feeds.http_message import parse_head, payload
from checks.finding import Unreadable

HTML = "text/html; charset=utf-8"
PAGE = "<title>T</title><p>One.<p>Two."


def record(kind: str, block: bytes, **fields: str) -> bytes:
    """A WARC record; `fields` with low lines for hyphens replace or add to those of its head."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{kind}>",
        "WARC-Target-URI": "https://a.example/1",
        "WARC-Date": "2026-11-23T12:00:00Z",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def response(body: bytes, content_type: str = HTML, status: str = "200 OK", **fields: str) -> bytes:
    """A record of an HTTP response; `fields` go into the HTTP head."""
    head = {"Content-Type": content_type, **{name.replace("_", "-"): v for name, v in fields.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return record("response", f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)


def conversion(text: str, **fields: str) -> bytes:
    return record("conversion", text.encode(), Content_Type="text/plain", **fields)


def texts(items: list[Document | Unreadable]) -> list[str]:
    return [item.text if isinstance(item, Document) else item.kind for item in items]


def test_a_page_goes_through_the_reader_of_html(read_bytes: Any) -> None:
    (item,) = read_bytes(response(PAGE.encode()), "f.warc")

    assert (item.title, item.text) == ("T", "One.\n\nTwo.")
    assert (item.id, item.url) == ("urn:uuid:response", "https://a.example/1")


def test_a_wet_record_is_its_text(read_bytes: Any) -> None:
    data = record("warcinfo", b"x") + conversion("One.\nTwo.", WARC_Identified_Content_Language="deu")
    (item,) = read_bytes(data, "f.warc.wet")

    assert (item.text, item.language, item.location.record) == ("One.\nTwo.", "de", 2)


def test_of_several_languages_none_is_taken_for_granted(read_bytes: Any) -> None:
    (item,) = read_bytes(conversion("One.", WARC_Identified_Content_Language="deu,eng"), "f.wet")

    assert item.declared_language is None


@pytest.mark.parametrize(
    "other",
    [
        response(b"", status="301 Moved Permanently"),
        response(PAGE.encode(), status="404 Not Found"),
        response(b"\x89PNG", "image/png"),
        response(b"{}", "application/json"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("metadata", b"fetchTimeMs: 7\r\n"),
        record("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        record("response", b"a.example. 60 IN A 192.0.2.1", WARC_Target_URI="dns:a.example"),
        record("resource", b"%PDF-", Content_Type="application/pdf"),
    ],
    ids=["redirect", "error", "picture", "data", "request", "metadata", "revisit", "dns", "resource"],
)
def test_what_is_no_document_is_left_out(other: bytes, read_bytes: Any) -> None:
    assert texts(read_bytes(other + conversion("One."), "f.warc")) == ["One."]


def test_an_archive_without_documents_is_an_empty_feed(read_bytes: Any) -> None:
    (item,) = read_bytes(record("warcinfo", b"software: x\r\n"), "f.warc")

    assert item.kind == "empty-feed"


def test_pages_and_plain_texts_may_follow_each_other(read_bytes: Any) -> None:
    data = response(PAGE.encode()) * 30 + response(b"Three.", "text/plain") + response(b"", HTML)

    assert texts(read_bytes(data, "f.warc"))[-3:] == ["One.\n\nTwo.", "Three.", "empty-text"]


def test_a_resource_is_read_by_its_own_type(read_bytes: Any) -> None:
    data = record("resource", PAGE.encode(), Content_Type="text/html")

    assert texts(read_bytes(data, "f.warc")) == ["One.\n\nTwo."]


def test_a_response_that_does_not_tell_its_type_is_what_the_crawler_found(read_bytes: Any) -> None:
    block = b"HTTP/1.1 200 OK\r\n\r\n" + PAGE.encode()
    data = record("response", block, WARC_Identified_Payload_Type="text/html")

    assert texts(read_bytes(data, "f.warc")) == ["One.\n\nTwo."]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Größe", "text/plain; charset=utf-8"),
        ("Größe".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        ("Größe".encode("latin-1"), 'text/html; charset="windows-1252"'),
        (b"<meta charset=latin1>Gr\xf6\xdfe", "text/html"),
        (b"<meta charset=koi8-r>Gr\xf6\xdfe", "text/html; charset=latin1"),
        ("\ufeffGröße".encode("utf-16-le"), "text/plain; charset=latin1"),
    ],
    ids=["utf-8", "latin-1", "quoted", "by the page", "the server before the page", "the mark before both"],
)
def test_the_encoding_is_what_server_and_page_say(body: Any, content_type: str, read_bytes: Any) -> None:
    data = body if isinstance(body, bytes) else body.encode()

    assert texts(read_bytes(response(data, content_type), "f.warc")) == ["Größe"]


def test_bytes_of_no_encoding_cost_their_record(read_bytes: Any) -> None:
    data = response(b"\xff\xfe\xfd", "text/plain") + conversion("One.")

    assert texts(read_bytes(data, "f.warc")) == ["bad-bytes", "One."]


def chunked(body: bytes) -> bytes:
    pieces = [body[:5], body[5:]]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(PAGE.encode()), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE.encode()), {"Content_Encoding": "gzip"}),
        (chunked(gzip.compress(PAGE.encode())), {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (zlib.compress(PAGE.encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE.encode())[2:-4], {"Content_Encoding": "deflate"}),
        (zstandard.compress(PAGE.encode()), {"Content_Encoding": "zstd"}),
        (PAGE.encode(), {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (PAGE.encode(), {"Content_Encoding": "br"}),
    ],
    ids=[
        "chunks",
        "gzip",
        "gzip in chunks",
        "zlib",
        "deflate",
        "zstd",
        "undone already",
        "br, undone already",
    ],
)
def test_what_the_wire_did_to_a_page_is_undone(body: bytes, fields: dict[str, str], read_bytes: Any) -> None:
    assert texts(read_bytes(response(body, **fields), "f.warc")) == ["One.\n\nTwo."]


@pytest.mark.parametrize(
    ("body", "fields", "says"),
    [
        (b"40\r\n<p>One.", {"Transfer_Encoding": "chunked"}, "in the middle of its chunks"),
        (gzip.compress(PAGE.encode())[:-9], {"Content_Encoding": "gzip"}, "cut off"),
        (gzip.compress(PAGE.encode())[:10] + b"\xff" * 20, {"Content_Encoding": "gzip"}, "damaged"),
        (b"\x8b\x02\x80\xff", {"Content_Encoding": "br"}, "'br'"),
    ],
    ids=["chunks", "cut off", "damaged", "unknown"],
)
def test_a_page_that_cannot_be_unpacked_costs_itself(
    body: bytes, fields: dict[str, str], says: str, read_bytes: Any
) -> None:
    bad, good = read_bytes(response(body, **fields) + conversion("One."), "f.warc")

    assert (bad.kind, good.text) == ("bad-compression", "One.")
    assert says in bad.message


def test_a_bomb_is_too_large_and_is_not_unpacked(read_bytes: Any) -> None:
    bomb = response(gzip.compress(b" " * 5_000_000), Content_Encoding="gzip")

    items = read_bytes(bomb + conversion("One."), "f.warc", max_record_bytes=10_000)
    assert texts(items) == ["too-large", "One."]


def test_a_record_over_the_limit_is_passed_over(read_bytes: Any) -> None:
    data = response(b"x" * 2_000, "text/plain") + response(b"y" * 2_000, "image/png") + conversion("One.")

    assert texts(read_bytes(data, "f.warc", max_record_bytes=1_000)) == ["too-large", "One."]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"some words\r\nand more\r\n", "no WARC record begins here"),
        (b"WARC/1.1\r\nWARC-Type: conversion\r\n\r\n", "does not tell its length"),
        (record("conversion", b"x", Content_Length="-3"), "does not tell its length"),
        (b"WARC/1.1\r\nWARC-Type: " + b"x" * 100_000 + b"\r\n\r\n", "has no end"),
    ],
    ids=["junk", "no length", "bad length", "endless head"],
)
def test_reading_goes_on_behind_a_broken_record(broken: bytes, says: str, read_bytes: Any) -> None:
    first = conversion("One.")
    items = read_bytes(first + broken + conversion("Two."), "f.warc")

    assert texts(items) == ["One.", "bad-warc", "Two."]
    assert says in items[1].message
    assert f"the record at byte {len(first):,}" in items[1].message
    assert items[1].location.record == 2


def test_a_response_without_http_is_reported(read_bytes: Any) -> None:
    assert texts(read_bytes(record("response", b"no HTTP\r\n\r\n"), "f.warc")) == ["bad-warc"]


@pytest.mark.parametrize("last", [conversion("Two."), response(b"\x89PNG" * 9, "image/png")])
def test_a_record_that_is_cut_off_is_reported(last: bytes, read_bytes: Any) -> None:
    items = read_bytes(conversion("One.") + last[:-7], "f.warc")

    assert texts(items) == ["One.", "bad-warc"]
    assert "cut off" in items[1].message


def test_a_head_that_is_cut_off_is_reported(read_bytes: Any) -> None:
    assert texts(read_bytes(conversion("One.") + conversion("Two.")[:40], "f.warc")) == ["One.", "bad-warc"]


def test_a_length_that_is_too_small_costs_its_record_alone(read_bytes: Any) -> None:
    lying = record(
        "conversion", b"Two, and much more.\r\nLines.", Content_Type="text/plain", Content_Length="4"
    )

    assert texts(read_bytes(conversion("One.") + lying + conversion("Three."), "f.warc")) == [
        "One.",
        "Two,",
        "bad-warc",
        "Three.",
    ]


@pytest.mark.parametrize(
    ("pack", "name"),
    [
        (gzip.compress, "f.warc.gz"),
        (zstandard.compress, "f.warc.zst"),
        (zstandard.compress, "f.warc.wet.zst"),
        (bytes, "f.bin"),
        (gzip.compress, "f"),
    ],
)
def test_each_record_may_be_packed_and_the_format_is_known_by_its_bytes(
    pack: Any, name: str, read_bytes: Any
) -> None:
    records = [record("warcinfo", b"x"), response(PAGE.encode()), conversion("Three.")]

    assert texts(read_bytes(b"".join(map(pack, records)), name)) == ["One.\n\nTwo.", "Three."]


def skippable(magic: int, data: bytes) -> bytes:
    return magic.to_bytes(4, "little") + len(data).to_bytes(4, "little") + data


@pytest.mark.parametrize("pack", [bytes, zstandard.compress], ids=["plain", "packed"])
def test_a_dictionary_at_the_beginning_unpacks_all_records(pack: Any, read_bytes: Any) -> None:
    records: list[Any] = [conversion(f"Text {number}.") for number in range(300)]
    dictionary = zstandard.train_dictionary(4_096, records)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    frames = b"".join(map(packer.compress, records))

    items = read_bytes(skippable(0x184D2A5D, pack(dictionary.as_bytes())) + frames, "f.warc.zst")

    assert texts(items) == [f"Text {number}." for number in range(300)]


@pytest.mark.parametrize(
    "dictionary",
    [
        zstandard.compress(b"x" * 100)[:-5],
        zstandard.compress(bytes(20_000_000)),
        zstandard.ZstdCompressor(write_content_size=False).compress(bytes(20_000_000)),
        bytes(17_000_000),
    ],
    ids=["cut off", "a bomb", "a silent bomb", "too long"],
)
def test_a_dictionary_that_cannot_be_is_damage(dictionary: bytes, read_bytes: Any) -> None:
    data = skippable(0x184D2A5D, dictionary) + zstandard.compress(conversion("One."))

    assert texts(read_bytes(data, "f.warc.zst"))[-1] == "bad-compression"


def test_a_damaged_archive_is_read_up_to_there(read_bytes: Any) -> None:
    data = gzip.compress(conversion("One.")) + gzip.compress(conversion("Two."))[:-20]

    assert texts(read_bytes(data, "f.warc.gz"))[0] == "One."
    assert texts(read_bytes(data, "f.warc.gz"))[-1] == "bad-compression"


def test_where_an_archive_is_damaged_is_told_by_the_record_of_the_file(read_bytes: Any) -> None:
    records = [record("warcinfo", b""), conversion("One."), record("request", b""), conversion("Two.")]
    data = b"".join(map(gzip.compress, records))[:-20]

    assert [item.location.record for item in read_bytes(data, "f.warc.gz")] == [2, 4]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_what_another_program_writes_is_read(packed: bool, read_bytes: Any) -> None:
    writers = pytest.importorskip("warcio.warcwriter")
    heads = pytest.importorskip("warcio.statusandheaders")
    sink = io.BytesIO()
    writer = writers.WARCWriter(sink, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("f.warc", {"software": "x"}))
    for number in range(3):
        head = heads.StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
        body = io.BytesIO(f"<p>Page {number} äöü.".encode())
        made = writer.create_warc_record(
            f"https://a.example/{number}", "response", payload=body, http_headers=head
        )
        writer.write_record(made)
        made.raw_stream.close()  # which by now is a temporary file of the writer's

    items = read_bytes(sink.getvalue(), "f.warc")

    assert [(item.url, item.text) for item in items] == [
        (f"https://a.example/{number}", f"Page {number} äöü.") for number in range(3)
    ]


@given(
    st.lists(
        st.tuples(st.booleans(), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)), min_size=1
    )
)
def test_records_come_once_and_in_order_whatever_lies_between(made: list[tuple[bool, str]]) -> None:
    data = b"".join(
        conversion(text, WARC_Record_ID=f"<{number}>") if wanted else record("metadata", text.encode())
        for number, (wanted, text) in enumerate(made)
    )
    items = list(read(["-"], FeedOptions(format="warc"), io.BytesIO(data)))

    assert [item.id for item in items] == [str(n) for n, (wanted, _) in enumerate(made) if wanted] or [None]
    for item, text in zip(items, (text for wanted, text in made if wanted), strict=False):
        if isinstance(item, Document):
            assert item.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_no_bytes_end_a_run(junk: bytes) -> None:
    data = conversion("One.") + junk + b"\r\n\r\n" + conversion("Two.")
    items = list(read(["-"], FeedOptions(format="warc"), io.BytesIO(data)))

    assert texts(items)[0] == "One."


@given(st.binary(max_size=200), st.integers(1, 7))
def test_chunks_are_put_together_again(body: bytes, size: int) -> None:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    wire = b"".join(b"%X\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    head = parse_head(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")

    assert head is not None
    assert payload(head, wire, 1_000) == body
