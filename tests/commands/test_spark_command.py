"""`copydesk spark`: what it says before it starts a session. The tests of clusters run it to its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_helpers import PROJECT, RULES, copydesk

SPARK = [sys.executable, "-c", "from checks.commands.spark import main; main()"]


def test_without_pyspark_it_says_what_to_install(tmp_path: Path) -> None:
    missing = "raise ModuleNotFoundError(\"No module named 'pyspark'\", name='pyspark')"
    (tmp_path / "pyspark.py").write_text(missing)

    done = subprocess.run(
        [*SPARK, "--rules", str(RULES), "in.parquet", "out.parquet"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(PROJECT)])},
        check=False,
    )

    assert done.returncode == 2
    assert "this needs pyspark (No module named 'pyspark'): pip install 'copydesk[spark]'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["in.parquet"], "Missing argument"),
        (["--select", "symbol/*", "in", "out"], "no rule matches 'symbol/*' (did you mean 'symbols/*'?)"),
        (["--ignore", "*", "in", "out"], "no rule is left to check with"),
        (["--field", "txt=body", "in", "out"], "'txt' is no field to set"),
        (["--lang", "klingon", "in", "out"], "unknown language 'klingon'"),
        (["--rules", "nowhere.yaml", "in", "out"], "nowhere.yaml"),
        (["--max-failed", "some", "in", "out"], "--max-failed"),
        (["--baseline", "nowhere.json", "in", "out"], "nowhere.json"),
    ],
)
def test_bad_usage_is_told_before_a_session_is_started(arguments: list[str], says: str) -> None:
    rules = [] if "--rules" in arguments else ["--rules", RULES]

    result = copydesk("spark", *rules, *arguments)

    assert result.exit_code == 2, result.output
    assert says in result.stderr
