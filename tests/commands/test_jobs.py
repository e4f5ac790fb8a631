from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_helpers import CLEAN, DAGGER, DAGGERS, READ_MORE, RULES, copydesk, feed, objects, start

from checks.parallel import usable_cores
from checks.reports import FORMATS

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
TEXT_FORMATS = [format_ for format_ in FORMATS if format_ != "parquet"]
MANY = 2_000
SAMPLE = 20
"""Records that are looked at before the first one of a feed is read."""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of many languages and formats, near-duplicates, doubled ids, and records at fault."""
    folder = tmp_path_factory.mktemp("mixed")
    story = " ".join(f"{n}. {CLEAN.replace('Tuesday', f'day {n}')}" for n in range(12))
    records = [
        {"id": "1", "text": story},
        {"id": "2", "text": f"{story} That was all."},
        {"id": "2", "text": DAGGERS, "title": "BREAKING news"},
        {"text": "Der Rat† tagte am Dienstag.", "language": "de", "source": "draht"},
        {"text": "会议†于星期二举行。" * 20, "language": "zh"},
        {"text": "اجتمع المجلس† يوم الثلاثاء. 👩‍👩‍👧", "language": None},
        {"text": ""},
        {"text": 7},
        {"id": "\ud800", "text": "\ud800†"},
        *({"id": f"many-{n}", "text": [DAGGER, READ_MORE, CLEAN][n % 3]} for n in range(60)),
    ]
    lines = [json.dumps(record).encode() for record in records]
    lines[5:5] = [b'{"text": "broken', b"[]", b'{"text": "\xff"}', b""]
    (folder / "feed.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    (folder / "page.html").write_text(f"<h1>Talks</h1><p>{DAGGERS}</p>", encoding="utf-8")
    (folder / "notes.md").write_text(f"# Notes\n\n{READ_MORE}\n", encoding="utf-8")
    (folder / "old.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "rows.csv").write_text(f"id,text\na,{DAGGER}\nb\nc,{CLEAN}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return feed(tmp_path_factory.mktemp("many") / "feed.jsonl", [CLEAN, DAGGER] * (MANY // 2))


@pytest.mark.parametrize("format_", TEXT_FORMATS)
def test_a_report_is_the_same_with_any_number_of_processes(format_: str, mixed: Path) -> None:
    alone, *others = (
        copydesk("check", "--format", format_, "--jobs", jobs, "--verbose", mixed) for jobs in (1, 2, 3)
    )

    assert alone.stdout_bytes
    for other in others:
        assert other.stdout_bytes == alone.stdout_bytes
        assert (other.exit_code, other.stderr) == (alone.exit_code, alone.stderr)


def test_a_history_is_the_same_with_any_number_of_processes(mixed: Path, tmp_path: Path) -> None:
    def recorded(jobs: int) -> list[str]:
        file = tmp_path / f"{jobs}.db"
        copydesk("check", "--jobs", jobs, "--history", f"sqlite:///{file}", "--run-id", "night", mixed)
        with sqlite3.connect(file) as database:
            # the row of the run itself has the time of day
            return [line for line in database.iterdump() if 'INTO "copydesk_run" ' not in line]

    assert recorded(2) == recorded(1)


def test_a_feed_that_cannot_be_read_is_told_alike(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [])
    path.write_text('{"number": 1}\n' * 30, encoding="utf-8")

    alone, other = (copydesk("check", "--jobs", jobs, path) for jobs in (1, 2))

    assert (other.exit_code, other.output) == (alone.exit_code, alone.output)
    assert alone.exit_code == 2


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_that_is_none_is_bad_usage(jobs: str, tmp_path: Path) -> None:
    result = copydesk("check", "--jobs", jobs, feed(tmp_path / "feed.jsonl", [CLEAN]))

    assert result.exit_code == 2
    assert "--jobs" in result.stderr


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("size", "checked"), [(len(CLEAN), True), (len(CLEAN) - 1, False)])
def test_a_document_over_the_size_is_reported_and_not_checked(
    size: int, checked: bool, jobs: int, tmp_path: Path
) -> None:
    path = feed(tmp_path / "feed.jsonl", ["Short†.", CLEAN])

    result = copydesk(
        "check", "--max-document-size", size, "--jobs", jobs, "--format", "jsonl", "--show", "none", path
    )

    first, second = objects(result)
    assert "error" not in first
    if checked:
        assert "error" not in second
    else:
        assert second["error"]["kind"] == "too-large"
        assert result.exit_code == 2


def test_a_larger_size_makes_room_for_larger_records(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", ["x" * 20_000_001])

    result = copydesk(
        "check", "--max-document-size", 20_000_001, "--format", "jsonl", "--select", "symbols/*", path
    )

    assert [record["id"] for record in objects(result) if "error" not in record] == ["1"]


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a process has started and that are there."""
    try:
        text = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    except OSError:
        return []
    return [int(word) for word in text.split()]


@linux
@pytest.mark.parametrize("after_first", [False, True])
def test_a_worker_that_somebody_kills_costs_nothing(after_first: bool, many: Path) -> None:
    expected = copydesk("check", "--jobs", 1, "--format", "jsonl", many).stdout_bytes

    with start("check", "--rules", RULES, "--jobs", 2, "--format", "jsonl", many) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline() if after_first else b""
        while process.poll() is None and not (children := children_of(process)):
            time.sleep(0.001)
        for child in children[:1]:
            os.kill(child, signal.SIGKILL)
        report, errors = first + process.stdout.read(), process.stderr.read()

    assert report == expected
    assert b"Traceback" not in errors


@linux
def test_ctrl_c_ends_all_processes_and_closes_the_report(many: Path) -> None:
    with start(
        "check", "--rules", RULES, "--jobs", 3, "--format", "jsonl", many, start_new_session=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        children = children_of(process)
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all of them
        report = first + process.stdout.read()
        errors = process.stderr.read().decode()

    items = [json.loads(line) for line in report.splitlines()]
    assert process.returncode == 130
    assert [item["id"] for item in items] == [str(n) for n in range(1, len(items) + 1)]
    assert 0 < len(items) < MANY
    assert f"copydesk: interrupted after {len(items)} documents" in errors
    assert "Traceback" not in errors
    assert children
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


@posix
def test_a_reader_that_goes_away_ends_all_processes_quietly(many: Path) -> None:
    with start("check", "--rules", RULES, "--jobs", 2, "--format", "jsonl", many) as process:
        assert process.stdout is not None and process.stderr is not None
        json.loads(process.stdout.readline())
        children = children_of(process)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 128 + signal.SIGPIPE
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


@linux
def test_workers_end_when_their_parent_is_killed(many: Path) -> None:
    with start("check", "--rules", RULES, "--jobs", 2, "--format", "jsonl", many) as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = children_of(process)
        process.kill()
        process.stdout.read()  # comes to its end when nobody is left who could write

    assert children
    wait_until_gone(children)


def wait_until_gone(processes: list[int]) -> None:
    """Return when the processes are gone or are waited for by nobody; the run's own limit of time ends it."""
    while any(_is_alive(process) for process in processes):
        time.sleep(0.01)


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@posix
@pytest.mark.parametrize("jobs", [[], ["--jobs", 1], ["--jobs", 2]])
def test_results_of_a_stream_come_while_it_is_open(jobs: list[object]) -> None:
    record = json.dumps({"text": DAGGER, "language": "en"}).encode() + b"\n"

    with start(
        "check", "--rules", RULES, *jobs, "--format", "jsonl", "--input-format", "jsonl", "-",
        stdin=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(record * SAMPLE)
        process.stdin.flush()
        ids = [json.loads(process.stdout.readline())["id"] for _ in range(SAMPLE)]
        process.stdin.write(record)
        process.stdin.flush()
        ids.append(json.loads(process.stdout.readline())["id"])
        process.stdin.close()
        assert process.stdout.read() == b""

    assert ids == [f"-:{n}" for n in range(1, SAMPLE + 2)]


@posix
def test_ctrl_c_ends_a_run_that_waits_for_its_stream() -> None:
    record = json.dumps({"text": DAGGER, "language": "en"}).encode() + b"\n"

    with start(
        "check", "--rules", RULES, "--jobs", 2, "--format", "jsonl", "--input-format", "jsonl", "-",
        stdin=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(record * SAMPLE)
        process.stdin.flush()
        for _ in range(SAMPLE):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read().decode()
        assert process.wait() == 130

    assert errors.startswith(f"copydesk: interrupted after {SAMPLE} documents")
    assert "Fatal" not in errors and "Traceback" not in errors


@linux
@pytest.mark.skipif(usable_cores() == 1, reason="one core asks for no other process")
def test_a_large_input_is_checked_by_a_process_for_each_core(many: Path) -> None:
    with start("check", "--rules", RULES, "--format", "jsonl", many) as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = children_of(process)
        process.stdout.read()

    assert len(children) == usable_cores()


@linux
def test_a_small_input_is_checked_without_other_processes(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN] * 5)
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "from checks.commands import main; main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--rules", str(RULES), str(path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "multiprocessing.context" not in done.stderr.split()
