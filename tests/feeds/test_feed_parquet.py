"""Parquet feeds, written with pyarrow and read back as documents."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document
from checks.feeds import FeedError, FeedOptions, read
from checks.finding import Unreadable

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def file_of(columns: dict[str, Any], **options: Any) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), sink, **options)
    return sink.getvalue()


def texts(items: list[Document | Unreadable]) -> list[str]:
    return [item.text if isinstance(item, Document) else item.kind for item in items]


def test_a_row_is_a_document_with_its_place(read_bytes: Any) -> None:
    columns = {"guid": ["a"], "Body": ["One."], "headline": ["T"], "url": ["https://u"], "lang": ["en"]}
    (item,) = read_bytes(file_of(columns), "f.parquet")

    assert (item.id, item.text, item.title, item.url) == ("a", "One.", "T", "https://u")
    assert (item.declared_language, item.location.line, item.location.record) == ("en", None, 1)


def test_a_row_without_an_id_is_known_by_its_number(read_bytes: Any) -> None:
    first, second = read_bytes(file_of({"text": ["One.", "Two."]}), "f.parquet")

    assert (first.id, second.id) == (f"{first.location.path}:1", f"{second.location.path}:2")


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["One.", "Two."], pa.string()),
        pa.array(["One.", "Two."], pa.large_string()),
        pa.array(["One.", "Two."], pa.string_view()),
        pa.array([b"One.", b"Two."], pa.binary()),
        pa.array([b"One.", b"Two."], pa.large_binary()),
        pa.array(["One.", "Two."]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type).partition("<")[0],
)
def test_texts_are_read_whatever_their_type(column: Any, read_bytes: Any) -> None:
    assert texts(read_bytes(file_of({"text": column}), "f.parquet")) == ["One.", "Two."]


def test_a_field_may_lie_in_a_structure(read_bytes: Any) -> None:
    data = file_of({"page": [{"body": "One.", "no": 1}], "text": ["Not this."]})

    assert texts(read_bytes(data, "f.parquet", fields={"text": "page.body"})) == ["One."]


def test_markup_goes_through_the_reader_of_html(read_bytes: Any) -> None:
    (item,) = read_bytes(file_of({"html": ["<title>T</title><p>One.<p>Two."]}), "f.parquet")

    assert (item.title, item.text) == ("T", "One.\n\nTwo.")


def test_a_null_is_a_missing_text_and_a_blank_an_empty_one(read_bytes: Any) -> None:
    items = read_bytes(file_of({"id": ["a", "b", "c"], "text": [None, " ", "One."]}), "f.parquet")

    assert texts(items) == ["missing-text", "empty-text", "One."]
    assert [item.id for item in items] == ["a", "b", "c"]


def test_a_table_without_a_text_is_an_error_that_shows_every_column(read_bytes: Any) -> None:
    with pytest.raises(FeedError, match=r"'vector'.*'paragraph'"):
        read_bytes(file_of({"vector": [[1.0]], "paragraph": ["One."]}), "f.parquet")


def test_a_column_that_is_not_there_is_an_error(read_bytes: Any) -> None:
    with pytest.raises(FeedError, match=r"no record has the key 'bodi'.*did you mean 'body'"):
        read_bytes(file_of({"body": ["One."]}), "f.parquet", fields={"text": "bodi"})


def test_of_two_columns_of_one_name_the_first_counts(read_bytes: Any) -> None:
    sink = io.BytesIO()
    parquet.write_table(
        pa.Table.from_arrays([pa.array(["One."]), pa.array(["Two."])], ["text", "text"]), sink
    )

    assert texts(read_bytes(sink.getvalue(), "f.parquet")) == ["One."]
    assert texts(read_bytes(sink.getvalue(), "f.parquet", fields={"text": "text (2)"})) == ["Two."]


def test_columns_that_hold_nothing_of_a_document_are_never_read(read_bytes: Any) -> None:
    far_off = pa.array([2**62], pa.timestamp("us"))  # a year that Python's dates do not reach
    data = file_of({"text": ["One."], "published": far_off, "picture": pa.array([b"\xff"], pa.binary())})

    assert texts(read_bytes(data, "f.parquet")) == ["One."]


def test_bytes_that_are_no_text_cost_their_row(read_bytes: Any) -> None:
    data = file_of({"id": ["a", "b", "c"], "text": pa.array([b"One.", b"\xff", b"Three."], pa.binary())})
    items = read_bytes(data, "f.parquet")

    assert texts(items) == ["One.", "bad-bytes", "Three."]
    assert (items[1].location.record, "not UTF-8" in items[1].message) == (2, True)


def test_strings_that_are_no_utf_8_cost_their_row(read_bytes: Any) -> None:
    raw = pa.py_buffer(b"One.\xff")
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 4, 5)))
    broken = pa.Array.from_buffers(pa.string(), 2, [None, offsets, raw])

    assert texts(read_bytes(file_of({"text": broken}), "f.parquet")) == ["One.", "bad-bytes"]


def test_a_row_over_the_limit_is_too_large(read_bytes: Any) -> None:
    data = file_of({"text": ["x" * 101, "x" * 99]})

    assert texts(read_bytes(data, "f.parquet", max_record_bytes=100)) == ["too-large", "x" * 99]


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "0 bytes"), (b"no Parquet at all", "magic"), (file_of({"text": ["One."]})[:-6], "magic")],
    ids=["empty", "something else", "cut off"],
)
def test_a_file_that_is_no_parquet_is_reported_as_a_whole(data: bytes, says: str, read_bytes: Any) -> None:
    (item,) = read_bytes(data, "f.parquet")

    assert (item.kind, item.location.record) == ("bad-parquet", None)
    assert says in item.message


def test_damage_costs_its_row_group_and_says_which_rows(read_bytes: Any) -> None:
    data = bytearray(
        file_of(
            {"text": [f"{n} " * 50 for n in range(6)]},
            row_group_size=2,
            compression="snappy",
            use_dictionary=False,
        )
    )
    metadata = parquet.ParquetFile(io.BytesIO(bytes(data))).metadata
    start = metadata.row_group(1).column(0).data_page_offset
    size = metadata.row_group(1).column(0).total_compressed_size
    data[start + size // 2 : start + size] = b"\xff" * (size - size // 2)

    items = read_bytes(bytes(data), "f.parquet")

    assert [item.location.record for item in items] == [1, 2, 3, 5, 6]
    assert isinstance(items[2], Unreadable)
    assert items[2].kind == "bad-parquet"
    assert items[2].message.startswith("rows 3 to 4 cannot be read: ")


def test_a_table_without_rows_is_an_empty_feed(read_bytes: Any) -> None:
    (item,) = read_bytes(file_of({"text": pa.array([], pa.string())}), "f.parquet")

    assert item.kind == "empty-feed"


def test_it_is_known_by_its_first_bytes(read_bytes: Any) -> None:
    assert texts(read_bytes(file_of({"text": ["One."]}), "feed.bin")) == ["One."]


def test_what_can_only_be_read_from_its_start_says_so(read_bytes: Any) -> None:
    (item,) = read_bytes(gzip.compress(file_of({"text": ["One."]})), "f.parquet.gz")

    assert (item.kind, "unpack" in item.message) == ("unreadable-file", True)


def test_a_file_on_standard_input_is_read() -> None:
    stdin = io.BytesIO(file_of({"text": ["One."]}))

    assert texts(list(read(["-"], FeedOptions(), stdin))) == ["One."]


def test_a_folder_is_searched_for_it(tmp_path: Path) -> None:
    (tmp_path / "part-0.parquet").write_bytes(file_of({"text": ["One."]}))

    assert texts(list(read([str(tmp_path)], FeedOptions(), io.BytesIO()))) == ["One."]


@given(
    values=st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]))), min_size=1),
    group=st.integers(1, 5),
)
def test_every_row_comes_once_and_in_order(values: list[str | None], group: int) -> None:
    columns = {"id": [str(n) for n in range(len(values))], "text": pa.array(values, pa.string())}
    stdin = io.BytesIO(file_of(columns, row_group_size=group))

    items = list(read(["-"], FeedOptions(fields={"text": "text"}), stdin))

    assert [item.id for item in items] == columns["id"]
    assert all(
        item.text == value for item, value in zip(items, values, strict=True) if isinstance(item, Document)
    )
