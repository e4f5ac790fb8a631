from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_helpers import CLEAN, DAGGER, RULES, feed, start

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
MANY = 3_000
"""Records whose report is far larger than a pipe holds, so that the command waits for its reader."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return feed(tmp_path_factory.mktemp("many") / "feed.jsonl", [CLEAN] * MANY)


def modules_of(*arguments: object) -> set[str]:
    """What the command has imported when it ends."""
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "from checks.commands import main; main()"
    )
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_version_is_told_without_loading_what_checks_need() -> None:
    assert not modules_of("--version") & {"yaml", "regex", "rich", "rapidfuzz", "lxml", "langdetect"}


def test_help_is_shown_without_loading_what_checks_need() -> None:
    assert not modules_of("--help") & {"yaml", "regex", "rich", "rapidfuzz", "lxml", "langdetect"}


@pytest.mark.parametrize("format_", ["text", "json", "jsonl"])
def test_a_run_into_a_pipe_does_without_rich(format_: str, tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN])
    assert "rich" not in modules_of("check", "--rules", RULES, "--format", format_, path)


@posix
def test_a_reader_that_goes_away_ends_the_run_quietly(many: Path) -> None:
    with start("check", "--rules", RULES, "--format", "jsonl", many) as process:
        assert process.stdout is not None and process.stderr is not None
        json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 128 + signal.SIGPIPE


@posix
@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_ctrl_c_ends_with_130_and_a_whole_report_of_what_was_done(format_: str, many: Path) -> None:
    with start("check", "--rules", RULES, "--format", format_, many) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        report = (first + process.stdout.read()).decode("utf-8")
        errors = process.stderr.read()
    items = (
        json.loads(report)["documents"] if format_ == "json" else list(map(json.loads, report.splitlines()))
    )
    assert process.returncode == 130
    assert 0 < len(items) < MANY
    assert f"copydesk: interrupted after {len(items)} documents" in errors.decode()


@posix
@pytest.mark.parametrize(("environment", "colour"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals(environment: dict[str, str], colour: bool, tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 (POSIX alone)

    path = feed(tmp_path / "feed.jsonl", [DAGGER])
    reader, terminal = pty.openpty()
    environment = {"TERM": "xterm", "NO_COLOR": "", **environment}
    with start("check", "--rules", RULES, path, stdout=terminal, env=environment):
        os.close(terminal)
        shown = b""
        # the end of a terminal's output is an error on Linux and nothing on others
        with contextlib.suppress(OSError):
            while piece := os.read(reader, 4096):
                shown += piece
    os.close(reader)
    assert (b"\x1b[" in shown) is colour
    assert ("[[†]]".encode() in shown) is not colour


def test_python_m_checks_is_the_command() -> None:
    with start("--version") as process:
        output, _ = process.communicate()
    assert output.startswith(b"copydesk ")
    assert process.returncode == 0


def test_a_narrow_encoding_ends_nothing() -> None:
    environment = {"PYTHONIOENCODING": "ascii"}
    with start("rules", "explain", "symbols/stray-dagger", "--rules", RULES, env=environment) as process:
        output, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert b"[[\\u2020]]" in output


@pytest.mark.parametrize(("redirect", "expected"), [(">&-", 2), ("2>&-", 0), ("<&-", 0), ("2>/dev/full", 0)])
def test_a_closed_stream_is_no_internal_error(redirect: str, expected: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met on Monday.", encoding="utf-8")
    command = f'"{sys.executable}" -m checks check --rules default a.txt {redirect}'

    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=ENVIRONMENT, check=False)

    assert done.returncode == expected


def test_bad_usage_keeps_its_code_where_it_cannot_be_told(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m checks check nothing-there 2>/dev/full'

    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=ENVIRONMENT, check=False)

    assert done.returncode == 2
