from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from checks.reports.lines import takes_colour
from checks.reports.output import file_stream, text_stream


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    with file_stream(target) as stream:
        stream.write("first\n")
        stream.flush()
        assert not target.exists()
    assert target.read_bytes() == b"first\n"


def test_after_an_error_the_old_file_is_as_it_was_and_no_draft_is_left(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    with pytest.raises(RuntimeError), file_stream(target) as stream:
        stream.write("half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "report.txt", tmp_path / "latest.txt"
    target.write_text("old")
    link.symlink_to(target)
    with file_stream(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits")
def test_a_new_file_has_the_rights_that_files_have(tmp_path: Path) -> None:
    plain, target = tmp_path / "plain.txt", tmp_path / "report.txt"
    plain.touch()
    with file_stream(target) as stream:
        stream.write("new")
    assert target.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev/null")
def test_what_is_no_regular_file_is_written_directly() -> None:
    with file_stream(Path("/dev/null")) as stream:
        stream.write("gone")
    assert Path("/dev/null").is_char_device()


def test_text_is_utf8_with_line_feeds_whatever_it_holds() -> None:
    binary = io.BytesIO()
    with text_stream(binary) as stream:
        stream.write("č\n\ud800\n")
    assert binary.getvalue() == "č\n\\ud800\n".encode()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour_is_for_terminals_whose_user_wants_it(
    stream: io.StringIO, environment: dict[str, str], expected: bool
) -> None:
    assert takes_colour(stream, environment) is expected
