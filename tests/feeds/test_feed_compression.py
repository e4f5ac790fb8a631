from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document
from checks.feeds import FeedError, FeedOptions, read
from checks.finding import Unreadable


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "zst": zst}

RECORDS = [{"id": str(n), "text": f"Sentence {n} of many, {n * n:x} in all."} for n in range(400)]
JSONL = b"".join(json.dumps(record).encode() + b"\n" for record in RECORDS)
CSV = b"id,text\n" + b"".join(f'{r["id"]},"{r["text"]}"\n'.encode() for r in RECORDS)
JSON = json.dumps(RECORDS).encode()
IDS = [record["id"] for record in RECORDS]


def read_stream(data: bytes, **options: Any) -> list[Document | Unreadable]:
    return list(read(["-"], FeedOptions(**options), io.BytesIO(data)))


def outcome(items: list[Document | Unreadable]) -> list[str]:
    return [item.id or "" if isinstance(item, Document) else item.kind for item in items]


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize(
    ("name", "data", "ids"),
    [
        ("f.jsonl", JSONL, IDS),
        ("f.ndjson", JSONL, IDS),
        ("f.json", JSON, IDS),
        ("f.csv", CSV, IDS),
        ("f.TSV", CSV.replace(b",", b"\t", 1).replace(b',"', b'\t"'), IDS),
        ("f.txt", b"All is well.", None),
        ("f.md", b"# All is well.", None),
        ("f.html", b"<p>All is well.", None),
        ("f", b"<p>All is well.", None),
        ("f.xyz", JSON, IDS),
    ],
)
def test_the_ending_before_the_last_tells_the_format(
    read_bytes: Any, packer: str, name: str, data: bytes, ids: list[str] | None
) -> None:
    items = read_bytes(PACKERS[packer](data), f"{name}.{packer}")
    if ids is not None:
        assert outcome(items) == ids
    else:
        (document,) = items
        assert document.text == "All is well."
    assert items[0].location.path.endswith(f"{name}.{packer}")


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("name", ["f.jsonl", "f.jsonl.GZ", "f.jsonl.zst", "f"])
def test_what_is_compressed_shows_in_its_first_bytes(read_bytes: Any, packer: str, name: str) -> None:
    assert outcome(read_bytes(PACKERS[packer](JSONL), name)) == IDS


@pytest.mark.parametrize("packer", PACKERS)
def test_standard_input_may_be_compressed(packer: str) -> None:
    assert outcome(read_stream(PACKERS[packer](JSONL))) == IDS
    assert outcome(read_stream(PACKERS[packer](CSV), format="csv")) == IDS


def test_a_folder_is_searched_for_compressed_files(tmp_path: Path) -> None:
    for name in ["a.jsonl.gz", "b.txt.zst", "C.CSV.GZ", "d.gz", "e.tar.gz", "f.jsonl.gz.bak", "g.gz.txt"]:
        (tmp_path / name).write_bytes(gzip.compress(b"text\nWell."))
    found = read([str(tmp_path)], FeedOptions(format="csv"), io.BytesIO())
    names = [Path(item.location.path).name for item in found if item.location]
    assert names == ["C.CSV.GZ", "a.jsonl.gz", "b.txt.zst", "g.gz.txt"]


def test_an_empty_folder_names_the_endings(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"\.csv \.tsv .*also with \.gz or \.zst behind"):
        list(read([str(tmp_path)], FeedOptions(), io.BytesIO()))


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("at", [0, 1, len(JSONL) // 2, len(JSONL)])
def test_an_archive_may_have_several_parts(packer: str, at: int) -> None:
    pack = PACKERS[packer]
    assert outcome(read_stream(pack(JSONL[:at]) + pack(b"") + pack(JSONL[at:]))) == IDS


def test_zeros_may_pad_gzip_data() -> None:
    packed = gzip.compress(JSONL)
    assert outcome(read_stream(packed + bytes(40_000))) == IDS
    assert outcome(read_stream(packed + bytes(600) + gzip.compress(b'{"id": "z", "text": "Z."}'))) == [
        *IDS,
        "z",
    ]


def test_frames_that_hold_a_note_are_passed_over() -> None:
    note = (0x184D2A53).to_bytes(4, "little") + (50_000).to_bytes(4, "little") + bytes(50_000)
    assert outcome(read_stream(note + zst(JSONL) + note)) == IDS


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("rest", [b"garbage", b"\n", PACKERS["gz"](b"x")[:1], b"PK\x03\x04"])
def test_what_follows_an_archive_is_reported(packer: str, rest: bytes) -> None:
    packed = PACKERS[packer](JSONL)
    *items, last = read_stream(packed + rest)
    assert outcome(items) == IDS
    assert isinstance(last, Unreadable)
    assert last.kind == "bad-compression"
    assert (last.id, last.location.record) == ("-:401", 401)
    assert "something else follows" in last.message
    assert f"at byte {len(packed):,} of the file" in last.message


@pytest.mark.parametrize("data", [b"", b"id,text\n1,x\n", b"\x1f"])
def test_a_name_that_promises_an_archive_is_held_to_it(read_bytes: Any, data: bytes) -> None:
    (item,) = read_bytes(data, "f.csv.gz")
    assert isinstance(item, Unreadable)
    assert item.kind == "bad-compression"
    assert "the name ends in .gz" in item.message


@pytest.mark.parametrize("outer", PACKERS)
@pytest.mark.parametrize("inner", PACKERS)
def test_what_is_compressed_twice_is_refused(read_bytes: Any, outer: str, inner: str) -> None:
    (item,) = read_bytes(PACKERS[outer](PACKERS[inner](JSONL)), f"f.jsonl.{inner}.{outer}")
    assert isinstance(item, Unreadable)
    assert item.kind == "bad-compression"
    assert "compressed twice" in item.message


@pytest.mark.parametrize("kind", ["tar", "bzip2", "xz"])
def test_other_archives_are_named(read_bytes: Any, kind: str) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    data = {"tar": gzip.compress(out.getvalue()), "bzip2": bz2.compress(JSONL), "xz": lzma.compress(JSONL)}[
        kind
    ]
    (item,) = read_bytes(data, "f.csv")
    assert isinstance(item, Unreadable)
    assert item.kind == "unreadable-file"
    assert kind in item.message


def lines_before(packed: bytes, packer: str) -> int:
    """How many whole lines of JSONL the beginning of an archive holds."""
    if packer == "gz":
        data = zlib.decompressobj(31).decompress(packed)
    else:
        data = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    return data.count(b"\n")


@pytest.mark.parametrize("packer", PACKERS)
def test_records_before_a_cut_are_read_wherever_it_is(packer: str) -> None:
    packed = PACKERS[packer](JSONL)
    for cut in [*range(4, len(packed), 97), *range(len(packed) - 12, len(packed))]:
        *items, last = read_stream(packed[:cut], format="jsonl")
        assert outcome(items) == IDS[: lines_before(packed[:cut], packer)]
        assert isinstance(last, Unreadable)
        assert last.kind == "bad-compression"
        assert last.location.record == (len(items) + 1 if items else last.location.record)
        assert f"cut off at byte {cut:,} of the file" in last.message


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_record_that_the_cut_goes_through_is_not_read(packer: str, form: str) -> None:
    data = {"csv": CSV, "json": JSON}[form]
    packed = PACKERS[packer](data)
    if packer == "zst":  # a block is lost as a whole, so there must be several
        packed = b"".join(
            zstandard.ZstdCompressor().compress(data[at : at + 3_000]) for at in range(0, len(data), 3_000)
        )
    *items, last = read_stream(packed[: len(packed) * 2 // 3], format=form)
    assert 50 < len(items) < 399
    assert outcome(items) == IDS[: len(items)]
    assert [item.text for item in items if isinstance(item, Document)] == [
        record["text"] for record in RECORDS[: len(items)]
    ]
    assert isinstance(last, Unreadable)
    assert last.kind == "bad-compression"


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_text_that_is_cut_off_is_not_read(packer: str, form: str) -> None:
    (item,) = read_stream(PACKERS[packer](b"All is well. " * 5_000)[:-6], format=form)
    assert isinstance(item, Unreadable)
    assert item.kind == "bad-compression"


def test_a_damaged_block_costs_what_comes_after_it() -> None:
    compressor = zlib.compressobj(wbits=31)
    parts = [
        compressor.compress(JSONL[start : start + 4_000]) + compressor.flush(zlib.Z_FULL_FLUSH)
        for start in range(0, len(JSONL), 4_000)
    ]
    packed = b"".join(parts[:2]) + b"\xff" * 20 + b"".join(parts[2:]) + compressor.flush()
    *items, last = read_stream(packed)
    assert outcome(items) == IDS[: JSONL[:8_000].count(b"\n")]
    assert isinstance(last, Unreadable)
    assert "the gzip data are damaged" in last.message


def test_a_wrong_checksum_is_reported() -> None:
    gz, z = bytearray(gzip.compress(JSONL)), bytearray(zst(JSONL))
    gz[-6] ^= 1
    z[-2] ^= 1
    for packed in gz, z:
        *items, last = read_stream(bytes(packed))
        assert outcome(items) == IDS
        assert isinstance(last, Unreadable)
        assert last.kind == "bad-compression"
        assert "damaged" in last.message


@given(
    packer=st.sampled_from(sorted(PACKERS)), share=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255)
)
def test_a_wrong_byte_is_harmless_or_reported(packer: str, share: float, flip: int) -> None:
    packed = bytearray(PACKERS[packer](JSONL))
    at = 4 + int(share * (len(packed) - 4))
    packed[at] ^= flip
    items = read_stream(bytes(packed), format="jsonl")
    if outcome(items) != IDS:
        assert isinstance(items[-1], Unreadable)
        assert items[-1].kind in ("bad-compression", "unreadable-file")


@given(
    magic=st.sampled_from([b"\x1f\x8b", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18"]),
    rest=st.binary(max_size=80),
)
def test_any_bytes_behind_the_magic_are_read(magic: bytes, rest: bytes) -> None:
    assert len(read_stream(magic + rest, format="jsonl")) >= 1


def test_a_window_over_the_limit_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=28, enable_ldm=False)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    (item,) = read_stream(compressor.compress(JSONL) + compressor.flush(), format="jsonl")
    assert isinstance(item, Unreadable)
    assert item.kind == "bad-compression"
    assert "a window of 268,435,456 bytes (the limit is 134,217,728)" in item.message


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "json"])
def test_a_bomb_takes_little_memory(packer: str, form: str) -> None:
    pack = {"gz": lambda data: gzip.compress(data, 1), "zst": zst}[packer]
    start = {"text": b"", "jsonl": b'{"text": "', "csv": b'text\n"', "json": b'[{"text": "'}[form]
    bomb = pack(start + b"x" * 100_000_000)
    tracemalloc.start()
    items = read_stream(bomb, format=form, max_record_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert next(item.kind for item in items if isinstance(item, Unreadable)) in ("too-large", "bad-json")
    assert not any(isinstance(item, Document) for item in items)
    assert peak < 40_000_000
