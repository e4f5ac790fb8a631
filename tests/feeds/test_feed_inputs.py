from __future__ import annotations

import io
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from checks.document import Document
from checks.feeds import FeedError, FeedOptions, read
from checks.finding import Unreadable


def read_all(*inputs: str | Path, stdin: bytes = b"", **options: Any) -> list[Document | Unreadable]:
    return list(read([str(name) for name in inputs], FeedOptions(**options), io.BytesIO(stdin)))


def paths(items: list[Document | Unreadable], folder: Path) -> list[str]:
    return [Path(str(item.location and item.location.path)).relative_to(folder).as_posix() for item in items]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in [
        "b.txt",
        "a/z.md",
        "a/c.HTML",
        "a/b/x.jsonl",
        ".hidden/y.txt",
        "a/.secret.txt",
        "a/note.xyz",
        "c.json",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "Hello."}' if name.endswith(("json", "jsonl")) else "Hello.")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    return tmp_path


def test_a_folder_is_walked_in_sorted_order(tree: Path) -> None:
    assert paths(read_all(tree), tree) == ["a/b/x.jsonl", "a/c.HTML", "a/z.md", "b.txt", "c.json"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["b.txt"]),
        ("a/*", ["a/c.HTML", "a/note.xyz", "a/z.md"]),
        ("a/**/*.[jm]*", ["a/b/x.jsonl", "a/z.md"]),
        ("a/**", ["a/b/x.jsonl", "a/c.HTML", "a/note.xyz", "a/z.md"]),
        (".hidden/*", [".hidden/y.txt"]),
        ("*/.secret*", ["a/.secret.txt"]),
        ("?.json", ["c.json"]),
    ],
)
def test_a_glob_is_expanded_in_sorted_order(tree: Path, pattern: str, found: list[str]) -> None:
    assert paths(read_all(tree / pattern), tree) == found


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Bracketed.")
    (tmp_path / "a1.txt").write_text("Plain.")
    assert paths(read_all(tmp_path / "a[1].txt"), tmp_path) == ["a[1].txt"]


def test_inputs_are_read_in_the_order_given(tree: Path) -> None:
    assert paths(read_all(tree / "c.json", tree / "b.txt", tree / "c.json"), tree) == [
        "c.json",
        "b.txt",
        "c.json",
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nothing.txt", "nothing.txt: no such file or folder"),
        ("*.nothing", "no file matches this pattern"),
        (".hidden/inner", "no such file"),
        ("empty", "no files to read in this folder"),
        ("**b.nothing", "**b.nothing: "),
    ],
)
def test_an_input_that_is_not_there_is_an_error_before_anything_is_read(
    tree: Path, name: str, says: str
) -> None:
    (tree / "empty").mkdir()
    with pytest.raises(FeedError) as caught:
        next(read([str(tree / "b.txt"), str(tree / name)], FeedOptions(), io.BytesIO()))
    assert says in str(caught.value)


def test_each_input_is_opened_only_when_its_turn_comes(tree: Path) -> None:
    items = read([str(tree / "b.txt"), str(tree / "c.json")], FeedOptions(), io.BytesIO())
    next(items)
    (tree / "c.json").write_text('{"text": "Changed."}')
    last = next(items)
    assert isinstance(last, Document)
    assert last.text == "Changed."


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        Path("gone.txt").symlink_to("nowhere")
        Path("ok.txt").write_text("Hello.")
        items = read_all("s.txt", "gone.txt", "ok.txt")
    assert [getattr(item, "kind", "read") for item in items] == ["unreadable-file", "unreadable-file", "read"]
    assert items[0].id == "s.txt"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_unreadable(tree: Path) -> None:
    (tree / "a").chmod(0)
    items = read_all(tree)
    (tree / "a").chmod(0o700)
    assert [getattr(item, "kind", "read") for item in items] == ["unreadable-file", "read", "read"]


def test_a_link_that_leads_nowhere_is_reported_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (item,) = read_all(tmp_path)
    assert (type(item), getattr(item, "kind", None)) == (Unreadable, "unreadable-file")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Just text.", "Just text."),
        (b"[1] A note that begins with a bracket.", "[1] A note that begins with a bracket."),
        (b"{braces} in prose", "{braces} in prose"),
        (b"<3 is a heart", "<3 is a heart"),
        (b"\n<!DOCTYPE html><p>A page.", "A page."),
        (b"<div class=x>A page.</div>", "A page."),
        (b'[{"text": "A record."}]', "A record."),
        (b'{"text": "A record."}\n', "A record."),
        (b'\xef\xbb\xbf{\n "text": "A record."\n}', "A record."),
    ],
)
def test_the_format_of_standard_input_is_seen_from_its_first_bytes(data: bytes, text: str) -> None:
    (document,) = read_all("-", stdin=data)
    assert isinstance(document, Document)
    assert document.text == text
    assert document.location is not None
    assert document.location.path == "-"


def test_json_lines_come_through_standard_input() -> None:
    items = read_all("-", stdin=b'{"text": "One."}\n{"text": "Two.", "id": "t"}\n')
    assert [item.id for item in items] == ["-:1", "t"]


def test_standard_input_can_be_named_once(tree: Path) -> None:
    with pytest.raises(FeedError, match="only once"):
        read_all("-", tree / "b.txt", "-")


def test_empty_standard_input_is_an_empty_text() -> None:
    (item,) = read_all("-")
    assert (type(item), getattr(item, "kind", None)) == (Unreadable, "empty-text")


@pytest.mark.parametrize(("form", "text"), [("text", "# <b>A</b>"), ("markdown", "A"), ("html", "# A")])
def test_the_format_can_be_forced(tmp_path: Path, form: str, text: str) -> None:
    (tmp_path / "a.json").write_text("# <b>A</b>")
    (document,) = read_all(tmp_path / "a.json", format=form)
    assert isinstance(document, Document)
    assert document.text == text


def test_an_unknown_format_is_an_error(tree: Path) -> None:
    with pytest.raises(FeedError, match=r"'jsonlines' is no format to read.*did you mean 'jsonl'"):
        read_all(tree, format="jsonlines")


def test_among_several_feeds_one_without_a_text_key_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"author": "Ann"}', encoding="utf-8")
    (tmp_path / "b.json").write_text('{"text": "All is well."}', encoding="utf-8")

    odd, good = read([str(tmp_path)], FeedOptions(), io.BytesIO())

    assert isinstance(odd, Unreadable)
    assert odd.kind == "missing-text"
    assert "keys seen: 'author'" in odd.message
    assert isinstance(good, Document)


def test_a_circle_of_links_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well.", encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")

    good, loop = read([str(tmp_path)], FeedOptions(), io.BytesIO())

    assert isinstance(good, Document)
    assert isinstance(loop, Unreadable)
    assert loop.kind == "unreadable-file"


@pytest.mark.parametrize("pattern", [".", "**/*.txt"])
def test_a_pipe_is_never_opened_by_itself(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "a.txt").write_text("All is well.", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "to-pipe.txt").symlink_to("pipe.txt")

    (only,) = read([str(tmp_path / pattern)], FeedOptions(), io.BytesIO())

    assert isinstance(only, Document)


def test_a_pdf_is_no_text_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4\n1 0 obj")

    (item,) = read([str(tmp_path)], FeedOptions(), io.BytesIO())

    assert isinstance(item, Unreadable)
    assert item.message == "this is a PDF document, not a text"
