from __future__ import annotations

import codecs
import csv
import io
import re
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.feeds import FeedError, FeedOptions, read
from checks.feeds.delimited import read_csv, read_tsv
from checks.feeds.documents import OpenFeed
from checks.feeds.lines import CHUNK_BYTES
from checks.feeds.records import Record
from checks.feeds.stream import PeekableStream
from checks.finding import Unreadable

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "feeds" / "csv.yaml").read_text("utf-8"))
READERS: dict[str, Callable[[OpenFeed, FeedOptions], Iterator[Record | Unreadable]]] = {
    "csv": read_csv,
    "tsv": read_tsv,
}


def items(data: bytes, form: str = "csv", **options: Any) -> list[Record | Unreadable]:
    feed = OpenFeed("f", PeekableStream(io.BytesIO(data)))
    return list(READERS[form](feed, FeedOptions(**options)))


def values(data: bytes, form: str = "csv", **options: Any) -> list[Any]:
    return [item.value if isinstance(item, Record) else item.kind for item in items(data, form, **options)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_rows_of_a_feed(case: Any) -> None:
    found = items(case["feed"].encode(), case.get("format", "csv"))
    assert len(found) == len(case["rows"]), found
    for number, (item, row) in enumerate(zip(found, case["rows"], strict=True), 1):
        assert item.location.record == number
        if isinstance(item, Record):
            assert list(item.value.values()) == [str(cell) for cell in row]
        else:
            assert (item.id, item.location.line, item.kind) == (f"f:{number}", row["line"], row["kind"])
            assert row["says"] in item.message


def test_a_row_is_a_document_with_its_place(read_bytes: Any) -> None:
    data = b'ID,Headline,Content,URL,Language\r\n7,A title,"One.\r\n\r\nTwo.",https://u,en\r\n,,Three.,,\r\n'
    first, second = read_bytes(data, "f.csv")
    assert (first.id, first.title, first.text) == ("7", "A title", "One.\r\n\r\nTwo.")
    assert (first.url, first.declared_language) == ("https://u", "en")
    assert (first.location.line, first.location.record) == (2, 1)
    assert (second.id, second.title, second.text, second.url) == (
        f"{second.location.path}:2",
        "",
        "Three.",
        None,
    )
    assert (second.location.line, second.location.record) == (5, 2)


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        ("id,text", ["id", "text"]),
        ('"id"," text "', ["id", "text"]),
        (",text,", ["column 1", "text", "column 3"]),
        ("text,text,text (2),text", ["text", "text (2)", "text (2) (2)", "text (3)"]),
        ("column 2,", ["column 2", "column 2 (2)"]),
    ],
)
def test_every_column_has_a_key(header: str, keys: list[str]) -> None:
    (row,) = values(f"{header}\n{','.join(keys)}\n".encode())
    assert row == {key: key for key in keys}


def test_a_column_without_a_name_can_be_set(read_bytes: Any) -> None:
    (document,) = read_bytes(b"id,\n1,All is well.\n", "f.csv", fields={"text": "column 2"})
    assert document.text == "All is well."


def test_a_first_row_that_is_no_header_shows_itself(read_bytes: Any) -> None:
    with pytest.raises(FeedError, match=r"keys seen: '1', 'All is well\.'"):
        read_bytes(b"1,All is well.\n2,Well.\n", "f.csv")


@pytest.mark.parametrize(
    "data", [b"", b"\n \r\n", codecs.BOM_UTF8, b"id,text\n", b"sep=;\n", b"sep=;\nid;text"]
)
def test_a_feed_without_rows_is_empty(read_bytes: Any, data: bytes) -> None:
    (item,) = read_bytes(data, "f.csv")
    assert (item.id, item.kind) == (None, "empty-feed")


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b'id,"text\n1,a\n', "bad-csv", "a quotation mark is never closed"),
        (b'id,"text"x\n1,a\n', "bad-csv", "goes on after its closing"),
        (b"x" * 2_000 + b"\n1\n", "too-large", "more than 1,000 bytes"),
        ("id,text\n1,a\n".encode("utf-32"), "bad-bytes", "convert it to UTF-8"),
    ],
)
def test_a_header_that_cannot_be_read_costs_the_feed(data: bytes, kind: str, says: str) -> None:
    (item,) = items(data, max_record_bytes=1_000)
    assert isinstance(item, Unreadable)
    assert (item.id, item.kind, item.location.record) == ("f", kind, None)
    assert says in item.message


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"caf\xe9", "byte 0xE9 at offset 5 is not UTF-8"),
        (b"\xed\xa0\x80", "byte 0xED at offset 2"),
        (b'"\xff\n"', "byte 0xFF at offset 3"),
    ],
)
def test_a_bad_byte_costs_its_row(bad: bytes, says: str) -> None:
    before, item, after = items(b"id,text\n1,a\n2," + bad + b"\n3,\xc3\xa9\n")
    assert isinstance(before, Record)
    assert isinstance(item, Unreadable)
    assert (item.kind, item.location.line) == ("bad-bytes", 3)
    assert says in item.message
    assert isinstance(after, Record)
    assert after.value == {"id": "3", "text": "é"}


def test_a_bad_byte_in_the_header_costs_nothing_but_the_name() -> None:
    assert values(b"id,t\xedtulo\n1,x\n") == [{"id": "1", r"t\xedtulo": "x"}]


@pytest.mark.parametrize("order", ["le", "be"])
def test_a_byte_order_mark_tells_utf_16(order: str) -> None:
    mark = {"le": codecs.BOM_UTF16_LE, "be": codecs.BOM_UTF16_BE}[order]
    text = "id,text\r\n1,“Ja”\r\n2,\ud83d\r\n3,\N{GRINNING FACE}\r\n"
    found = values(mark + text.encode(f"utf-16-{order}", "surrogatepass"))
    assert found == [{"id": "1", "text": "“Ja”"}, "bad-bytes", {"id": "3", "text": "\N{GRINNING FACE}"}]


def test_utf_16_that_is_cut_off_costs_the_last_row() -> None:
    assert values("id,text\n1,a\n2,b".encode("utf-16")[:-1]) == [{"id": "1", "text": "a"}, "bad-bytes"]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert values(codecs.BOM_UTF8 + b'"text"\nx\n') == [{"text": "x"}]


def test_long_cells_are_read() -> None:
    text = "word " * 100_000
    assert values(f"id,text\n1,{text}\n".encode()) == [{"id": "1", "text": text}]


@pytest.mark.parametrize(
    "long", [b"2," + b"x" * 100, b'2,"' + b"x x\n" * 50 + b'"', b'2,"' + b"x" * 100 + b'\n"']
)
def test_a_row_over_the_limit_is_passed_over(long: bytes) -> None:
    first, item, last = items(b"id,text\n1,a\n" + long + b"\n3,c\n", max_record_bytes=50)
    assert isinstance(item, Unreadable)
    assert (item.kind, item.location.line) == ("too-large", 3)
    assert [getattr(first, "value", None), getattr(last, "value", None)] == [
        {"id": "1", "text": "a"},
        {"id": "3", "text": "c"},
    ]


def test_the_limit_is_that_of_a_row_with_its_line_end() -> None:
    assert values(b"id,text\n1," + b"x" * 47 + b"\n", max_record_bytes=50) == [{"id": "1", "text": "x" * 47}]
    assert values(b"id,text\n1," + b"x" * 48 + b"\n", max_record_bytes=50) == ["too-large"]


@pytest.mark.parametrize("unit", [b'x""","\n', b'1,"a\n', b'"\n', b'x\\""","\n', b'"""\n', b"\n"])
@pytest.mark.parametrize("form", READERS)
def test_broken_quotations_without_end_are_read_to_the_end(unit: bytes, form: str) -> None:
    size, limit = 60_000, 6_000
    header = {"csv": b"a,b,c\n", "tsv": b"a\tb\tc\n"}[form]
    tracemalloc.start()
    found = items(header + unit * (size // len(unit)), form, max_record_bytes=limit)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(item.location.record == number for number, item in enumerate(found, 1))
    assert peak < 1_000 * len(found) + CHUNK_BYTES + 80 * limit


def test_memory_does_not_grow_with_the_feed() -> None:
    row = b'1,"' + b"word \n" * 300 + b'"\n'

    def rows() -> Iterator[bytes]:
        yield b"id,text\n"
        for _ in range(1_500):
            yield row

    tracemalloc.start()
    stream: Any = _Pieces(rows())
    count = sum(1 for _ in read(["-"], FeedOptions(format="csv"), stream))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_500
    assert peak < 1_000_000


class _Pieces:
    """A stream of pieces, each read whole."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int) -> bytes:
        return next(self._pieces, b"")


@pytest.mark.parametrize("cut", range(24))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_chunk_may_end_anywhere(cut: int, end: str) -> None:
    rest = f'é"{end}2,"b{end}{end}c"{end}3,"\N{GRINNING FACE}"'
    head = f'id,text{end}1,"'
    pad = "x" * (CHUNK_BYTES - len(head) - cut)
    found = items((head + pad + rest).encode())
    assert [getattr(item, "value", None) for item in found] == [
        {"id": "1", "text": pad + "é"},
        {"id": "2", "text": f"b{end}{end}c"},
        {"id": "3", "text": "\N{GRINNING FACE}"},
    ]
    assert [item.location.line for item in found] == [2, 3, 6]


CELLS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(' "\\,;\t|\r\n'), max_size=12)


@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    delimiter=st.sampled_from(",;\t|"),
    writing=st.sampled_from(
        [(csv.QUOTE_MINIMAL, "\r\n"), *((csv.QUOTE_ALL, end) for end in ("\n", "\r\n", "\r"))]
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_writer_writes_is_read_back(
    rows: list[list[str]], delimiter: str, writing: tuple[int, str], encoding: str
) -> None:
    quoting, end = writing
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    keys = [f"key{number}" for number in range(len(rows[0]))]
    writer.writerow(keys)
    breaks = re.compile(r"\r\n?|\n" if end == "\r" else r"\n")
    lines = []
    for row in rows:
        lines.append(len(breaks.findall(out.getvalue())) + 1)
        writer.writerow(row)
    for form in ["csv", "tsv"] if delimiter == "\t" else ["csv"]:
        found = items(out.getvalue().encode(encoding), form)
        assert [getattr(item, "value", item) for item in found] == [
            dict(zip(keys, row, strict=True)) for row in rows
        ]
        assert [item.location.line for item in found] == lines


GOOD = [
    ["1", "The council met, as ever.\nIt rose at nine.", "https://a.example/1"],
    ["2", 'She said "no", and left.\n\nHe stayed.', "https://a.example/2"],
    ["3", "Two lines;\nand a third, perhaps.", "https://a.example/3"],
    ["4", "A short one.", "https://a.example/4"],
]


@given(
    broken=st.integers(0, 3),
    share=st.floats(0, 1, exclude_max=True),
    mark=st.sampled_from(['"', '"x', 'x"', '""', '\r"']),
    delimiter=st.sampled_from(",;\t|"),
)
def test_a_stray_mark_costs_no_other_row(broken: int, share: float, mark: str, delimiter: str) -> None:
    written = []
    for row in [["id", "text", "url"], *GOOD]:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerow(row)
        written.append(out.getvalue())
    row_text = written[broken + 1].removesuffix("\r\n")
    at = int(share * len(row_text))
    written[broken + 1] = row_text[:at] + mark + row_text[at:] + "\r\n"
    found = [item.value for item in items("".join(written).encode()) if isinstance(item, Record)]
    for number, row in enumerate(GOOD):
        if number != broken:
            assert {"id": row[0], "text": row[1], "url": row[2]} in found


PIECES = st.sampled_from(
    [
        b'"',
        b",",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"a",
        b" ",
        b"\\",
        b"\xe9",
        b"\xc3\xa9",
        b"\0",
        b";",
        b'","',
        b'"\n"',
    ]
)


@given(
    data=st.binary(max_size=60) | st.lists(PIECES, max_size=60).map(b"".join),
    mark=st.sampled_from(
        [b"", b"a,b\n", b"a\tb\tc\r", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]
    ),
    form=st.sampled_from(["csv", "tsv"]),
    limit=st.sampled_from([10, 1_000]),
)
def test_any_bytes_are_records_in_order(data: bytes, mark: bytes, form: str, limit: int) -> None:
    found = items(mark + data, form, max_record_bytes=limit)
    if found and found[0].location.record is None:
        assert len(found) == 1
        return
    assert [item.location.record for item in found] == list(range(1, len(found) + 1))
    lines = [item.location.line or 0 for item in found]
    assert lines == sorted(set(lines))


@given(rows=st.lists(st.lists(PIECES, max_size=12).map(b"".join), max_size=12))
def test_rows_in_are_documents_and_unreadable(rows: list[bytes]) -> None:
    data = b"id,text\n0,All is well.\n" + b"\n".join(rows)
    options = FeedOptions(format="csv", fields={"text": "text"})
    assert len(list(read(["-"], options, io.BytesIO(data)))) == len(items(data))
