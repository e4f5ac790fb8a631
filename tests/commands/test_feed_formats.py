from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from command_helpers import CLEAN, DAGGERS, copydesk, objects

RECORDS = [
    {"id": "first", "language": "en", "text": CLEAN},
    {"id": "second", "language": "en", "text": f'{CLEAN}\n\n"{CLEAN}", they said.'},
    {"id": "third", "language": "en", "text": CLEAN},
]


def written(records: list[dict[str, str]], delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, records[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def as_csv(records: list[dict[str, str]]) -> bytes:
    return written(records, ",")


def as_tsv(records: list[dict[str, str]]) -> bytes:
    return written(records, "\t")


def as_jsonl(records: list[dict[str, str]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def plain(data: bytes) -> bytes:
    return data


FORMATS: dict[str, tuple[Callable[[Any], bytes], Callable[[bytes], bytes]]] = {
    "csv": (as_csv, plain),
    "tsv": (as_tsv, plain),
    "csv.gz": (as_csv, gzip.compress),
    "csv.zst": (as_csv, zst),
    "tsv.gz": (as_tsv, gzip.compress),
    "jsonl.gz": (as_jsonl, gzip.compress),
    "jsonl.zst": (as_jsonl, zst),
}


def make(
    path: Path, form: str, records: list[dict[str, str]], damage: tuple[bytes, bytes] = (b"", b"")
) -> Path:
    """Write a feed; `damage` replaces the first of its two by the second, before it is compressed."""
    write, pack = FORMATS[form]
    file = path / f"feed.{form}"
    file.write_bytes(pack(write(records).replace(*damage, 1) if damage[0] else write(records)))
    return file


@pytest.mark.parametrize("form", FORMATS)
def test_a_good_feed_passes(form: str, tmp_path: Path) -> None:
    result = copydesk("check", "--format", "jsonl", make(tmp_path, form, RECORDS))
    assert result.exit_code == 0, result.output
    assert [(found["id"], found["verdict"]) for found in objects(result)] == [
        ("first", "pass"),
        ("second", "pass"),
        ("third", "pass"),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_findings_are_those_of_the_record(form: str, tmp_path: Path) -> None:
    records = [RECORDS[0], {**RECORDS[1], "text": DAGGERS}]
    result = copydesk("check", "--format", "jsonl", make(tmp_path, form, records))
    assert result.exit_code == 1
    good, bad = objects(result)
    assert good["findings"] == []
    assert [found["match"] for found in bad["findings"]] == ["†", "†", "†"]
    assert all(DAGGERS[found["start"] : found["end"]] == "†" for found in bad["findings"])


@pytest.mark.parametrize(
    ("form", "damage", "kind"),
    [
        ("csv", (b'""The', b'"The'), "bad-csv"),
        ("tsv", (b'""The', b'"The'), "bad-csv"),
        ("csv.gz", (b'""The', b'"The'), "bad-csv"),
        ("csv.zst", (b'""The', b'"The'), "bad-csv"),
        ("tsv.gz", (b"second", b"second\xff"), "bad-bytes"),
        ("csv", (b"second", b"second\xff"), "bad-bytes"),
        ("jsonl.gz", (b'"second"', b'"second'), "bad-json"),
        ("jsonl.zst", (b'"second"', b'"second'), "bad-json"),
    ],
)
def test_an_ill_formed_record_is_reported_and_the_others_are_checked(
    form: str, damage: tuple[bytes, bytes], kind: str, tmp_path: Path
) -> None:
    path = make(tmp_path, form, RECORDS, damage)
    result = copydesk("check", "--format", "jsonl", path)
    assert result.exit_code == 2
    first, broken, third = objects(result)
    assert (first["id"], third["id"]) == ("first", "third")
    assert (broken["id"], broken["error"]["kind"]) == (f"{path}:2", kind)
    assert "max-unreadable: 1 of 3" in result.stderr


@pytest.mark.parametrize("form", [form for form in FORMATS if "." in form])
def test_an_archive_that_is_cut_off_is_never_green(form: str, tmp_path: Path) -> None:
    path = make(tmp_path, form, RECORDS)
    path.write_bytes(path.read_bytes()[:-3])
    result = copydesk("check", "--format", "jsonl", path)
    assert result.exit_code == 2
    *_, last = objects(result)
    assert last["error"]["kind"] == "bad-compression"
    assert "cut off" in last["error"]["message"]


def test_a_folder_of_all_formats_is_checked(tmp_path: Path) -> None:
    for form in FORMATS:
        make(tmp_path, form, RECORDS)
    result = copydesk("check", "--format", "jsonl", tmp_path)
    assert result.exit_code == 0
    assert len(objects(result)) == 3 * len(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_standard_input_is_read_alike(form: str, tmp_path: Path) -> None:
    data = make(tmp_path, form, RECORDS).read_bytes()
    inner = form.partition(".")[0]
    result = copydesk("check", "--format", "jsonl", "--input-format", inner, "-", input=data)
    assert [found["id"] for found in objects(result)] == ["first", "second", "third"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    records = [{"Kennung": "a", "Sprache": "en", "Meldung": CLEAN}]
    path = make(tmp_path, "csv", records)
    refused = copydesk("check", path)
    assert refused.exit_code == 2
    assert "keys seen: 'Kennung', 'Sprache', 'Meldung'" in refused.stderr
    fields = "text=Meldung,id=Kennung,language=Sprache"
    (found,) = objects(copydesk("check", "--format", "jsonl", "--field", fields, path))
    assert (found["id"], found["language"]) == ("a", "en")
