"""Spark and Ray on clusters of two processes on this machine: they find what one process finds.

They run where the extra `cluster` is installed, and Java for Spark, else they are skipped.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from cluster_helpers import ROOT, require, rows_of, run, run_driver, sample

MODULES = {"spark": ("pyspark", "pyarrow", "pandas"), "ray": ("ray", "pyarrow")}
PROGRAMS = {"spark": "java", "ray": None}
DEATHS = {"spark": {"worker-died", "executor-died"}, "ray": {"worker-died"}}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts, as a file of Parquet."""
    require("pyarrow")
    import pyarrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    path = tmp_path_factory.mktemp("table") / "texts.parquet"
    parquet.write_table(pyarrow.table(sample()), path)
    return path


@pytest.fixture(scope="module")
def alone(table: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What one machine finds in the texts."""
    path = tmp_path_factory.mktemp("alone") / "results.parquet"
    fields = ["--field", "text=body,id=guid,language=language"]
    options = ["--rules", "default", "--format", "parquet", "--output", path, *fields]
    run([sys.executable, "-m", "checks", "check", "--quiet", *options, table], expected=2)
    return rows_of(path)


@pytest.fixture(scope="module", params=["spark", "ray"])
def cluster(request: pytest.FixtureRequest) -> str:
    """The name of a cluster that is installed."""
    require(*MODULES[request.param], program=PROGRAMS[request.param])
    return str(request.param)


@pytest.fixture(scope="module")
def checked(cluster: str, table: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what a cluster has written."""
    folder = tmp_path_factory.mktemp(cluster)
    run_driver(f"{cluster}_driver.py", table, folder)
    return folder


def test_the_texts_hold_findings_of_every_family_and_rows_that_cannot_be_checked(
    alone: list[dict[str, Any]],
) -> None:
    found = {finding["rule"].partition("/")[0] for row in alone for finding in row["findings"] or []}

    assert found == {"translation", "garble", "symbols", "injection"}
    assert {row["error"] for row in alone} >= {None, "missing-text", "empty-text"}


def test_a_cluster_finds_what_one_machine_finds(checked: Path, alone: list[dict[str, Any]]) -> None:
    assert rows_of(checked / "plain") == alone


def test_workers_that_are_killed_cost_nothing(
    cluster: str, checked: Path, alone: list[dict[str, Any]]
) -> None:
    assert {path.name for path in checked.glob("*-died")} == DEATHS[cluster]
    assert rows_of(checked / "killed") == alone


@pytest.fixture
def submit() -> list[Any]:
    """The beginning of a command of spark-submit."""
    require(*MODULES["spark"], program=PROGRAMS["spark"])
    import pyspark  # noqa: PLC0415 (not installed everywhere)

    program = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    quiet = ["--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"]
    return [program, "--master", "local[2]", *quiet, ROOT / "examples" / "spark" / "copydesk_spark.py"]


def test_spark_submit_checks_a_table_and_ends_with_the_exit_code_of_its_gates(
    submit: list[Any], table: Path, tmp_path: Path, alone: list[dict[str, Any]]
) -> None:
    fields = ["--field", "text=body,id=guid,language=language"]
    printed = run([*submit, "--rules", "default", *fields, table, tmp_path / "out"], expected=2)

    unreadable = sum(row["error"] is not None for row in alone)
    assert rows_of(tmp_path / "out") == alone
    assert f"gate failed: max-unreadable: {unreadable} of {len(alone)} documents unreadable" in printed


def test_spark_submit_says_which_column_is_not_there(submit: list[Any], table: Path, tmp_path: Path) -> None:
    printed = run(
        [*submit, "--rules", "default", "--field", "text=bodi", table, tmp_path / "out"], expected=2
    )

    assert "there is no column 'bodi' (did you mean 'body'?)" in printed
    assert not (tmp_path / "out").exists()
