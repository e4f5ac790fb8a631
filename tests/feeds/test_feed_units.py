from __future__ import annotations

import gzip
import io
import os
import pickle
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from checks.feeds import FeedError, FeedOptions, holds_at_least, may_wait, read, read_units
from checks.sources import SourceSettings

PAGE = "<html><body><h1>Talks fail</h1><p>The minister† said so.</p></body></html>"
ITEM = "<item><title>Talks</title><description>&lt;p&gt;The minister said so.&lt;/p&gt;</description></item>"
RECORDS = (
    b'{"text": "one"}\n{"text": \n\n["text"]\n{"id": "x"}\n{"text": "\xff"}\n{"html": "<p>two</p>"}\n'
    + b'{"text": "three", "language": "fr"}\n' * 30
)
FILES = {
    "plain.txt": b"The minister said so.\n",
    "empty.txt": b"",
    "broken.txt": b"\xff\xfe\x00",
    "notes.md": b"# Talks\n\nThe minister said so.\n",
    "page.html": PAGE.encode(),
    "packed.html.gz": gzip.compress(PAGE.encode()),
    "cut.txt.gz": gzip.compress(b"The minister said so.\n")[:-4],
    "feed.jsonl": RECORDS,
    "feed.jsonl.gz": gzip.compress(RECORDS),
    "cut.jsonl.gz": gzip.compress(RECORDS * 50)[:-30],
    "feed.json": b'[{"text": "one"}, 2, {"text": "three"}]',
    "feed.csv": b"id,text\n1,one\n2\n3,three\n",
    "feed.rss": f"<rss><channel><title>Wire</title>{ITEM}<item/></channel></rss>".encode(),
    "unnamed": RECORDS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_unit_can_be_read_in_another_process(folder: Path, name: str) -> None:
    inputs, options = [str(folder / name)], FeedOptions(sources={"*": SourceSettings(language="en")})

    units = pickle.loads(pickle.dumps(list(read_units(inputs, options, io.BytesIO()))))

    assert [unit.read() for unit in units] == list(read(inputs, options, io.BytesIO()))


@pytest.mark.parametrize("name", FILES)
def test_a_unit_knows_its_place_before_it_is_read(folder: Path, name: str) -> None:
    for unit in read_units([str(folder / name)], FeedOptions(), io.BytesIO()):
        assert unit.location == unit.read().location


def test_the_pages_of_a_folder_are_not_opened_before_they_are_read(folder: Path) -> None:
    units = list(read_units([str(folder / "page.html")], FeedOptions(), io.BytesIO()))
    (folder / "page.html").write_text("<p>Something else.</p>", encoding="utf-8")

    assert [getattr(unit.read(), "text", None) for unit in units] == ["Something else."]


def test_a_page_that_has_gone_by_the_time_it_is_read_is_unreadable(folder: Path) -> None:
    (unit,) = read_units([str(folder / "page.html")], FeedOptions(), io.BytesIO())
    (folder / "page.html").unlink()

    assert unit.size == 0
    assert getattr(unit.read(), "kind", None) == "unreadable-file"


def test_a_unit_is_as_large_as_what_is_to_be_read(folder: Path) -> None:
    (page,) = read_units([str(folder / "page.html")], FeedOptions(), io.BytesIO())
    records = list(read_units([str(folder / "feed.jsonl")], FeedOptions(), io.BytesIO()))

    assert page.size == len(PAGE.encode())
    assert records[-1].size == len(b'{"text": "three", "language": "fr"}')


def test_files_are_never_waited_for(folder: Path) -> None:
    assert not may_wait([str(folder), str(folder / "plain.txt"), f"{folder}/*.txt"], io.BytesIO())


def test_bytes_in_memory_are_never_waited_for() -> None:
    assert not may_wait(["-"], io.BytesIO(b"text"))


def test_standard_input_from_a_file_is_not_waited_for(folder: Path) -> None:
    with (folder / "plain.txt").open("rb") as stream:
        assert not may_wait(["-"], stream)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name are POSIX's")
def test_pipes_may_be_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader, writer = os.pipe()

    assert may_wait(["missing", str(tmp_path / "pipe")], io.BytesIO())
    with os.fdopen(reader, "rb") as stream:
        assert may_wait(["-"], stream)
    os.close(writer)


@pytest.mark.parametrize(("size", "expected"), [(1, True), (22, True), (44, True), (45, False)])
def test_files_are_as_large_as_they_are_together(folder: Path, size: int, expected: bool) -> None:
    inputs = [str(folder / "plain.txt"), f"{folder}/plain*", str(folder / "empty.txt")]

    assert holds_at_least(inputs, io.BytesIO(), size) is expected


def test_a_folder_is_as_large_as_what_is_read_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 50)
    (tmp_path / "picture.png").write_bytes(b"x" * 50)

    assert holds_at_least([str(tmp_path)], io.BytesIO(), 50) is True
    assert holds_at_least([str(tmp_path)], io.BytesIO(), 51) is False


def test_nobody_knows_how_large_a_stream_is(folder: Path) -> None:
    memory: BinaryIO = io.BytesIO(b"x" * 100)

    assert holds_at_least(["-"], memory, 50) is None
    assert holds_at_least(["-", str(folder / "plain.txt")], memory, 5) is True


def test_what_is_not_there_is_an_error_before_it_is_measured() -> None:
    with pytest.raises(FeedError, match="no such file"):
        holds_at_least(["nowhere.txt"], io.BytesIO(), 1)
