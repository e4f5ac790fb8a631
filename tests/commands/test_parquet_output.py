"""`copydesk check` writes and reads Parquet."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_helpers import CLEAN, DAGGERS, PROJECT, RULES, copydesk, feed, objects, start

parquet = pytest.importorskip("pyarrow.parquet")
pyarrow = pytest.importorskip("pyarrow")


def test_a_report_is_the_same_in_a_file_and_through_a_pipe(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN, DAGGERS])
    copydesk("check", "--format", "parquet", "--output", tmp_path / "a.parquet", path)
    process = start("check", "--rules", RULES, "--format", "parquet", path)
    piped, _ = process.communicate()

    assert parquet.read_table(io.BytesIO(piped)).column("verdict").to_pylist() == ["pass", "fail"]
    assert piped == (tmp_path / "a.parquet").read_bytes()


def test_a_table_is_checked_like_the_same_records_as_json_lines(tmp_path: Path) -> None:
    table = pyarrow.table({"guid": ["a", "b"], "body": [CLEAN, DAGGERS]})
    parquet.write_table(table, tmp_path / "feed.parquet")
    lines = feed(tmp_path / "feed.jsonl", [{"guid": "a", "body": CLEAN}, {"guid": "b", "body": DAGGERS}])

    options = ("check", "--format", "jsonl", "--lang", "en", "--field", "id=guid,text=body")
    one, other = (objects(copydesk(*options, path)) for path in (tmp_path / "feed.parquet", lines))
    for item in (*one, *other):
        item["location"] = None
    assert one == other
    assert [item["verdict"] for item in one] == ["pass", "fail"]


def without_pyarrow(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command where pyarrow cannot be imported."""
    (folder / "pyarrow.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'pyarrow'\", name='pyarrow')"
    )
    return subprocess.run(
        [sys.executable, "-m", "checks", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(PROJECT)])},
        check=False,
    )


def test_without_pyarrow_a_report_says_what_to_install(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.jsonl", [CLEAN])

    done = without_pyarrow(tmp_path, "check", "--rules", RULES, "--format", "parquet", path)

    assert done.returncode == 2
    assert "pip install 'copydesk[parquet]'" in done.stderr


def test_without_pyarrow_a_table_is_unreadable_and_says_what_to_install(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"text": [CLEAN]}), tmp_path / "feed.parquet")

    done = without_pyarrow(tmp_path, "check", "--rules", RULES, tmp_path / "feed.parquet")

    assert done.returncode == 2
    assert "pip install 'copydesk[parquet]'" in done.stdout
