from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from checks.parallel import usable_cores

linux = pytest.mark.skipif(sys.platform != "linux", reason="affinity and control groups of Linux")


@pytest.fixture
def cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def test_without_a_limit_there_are_as_many_as_the_process_may_run_on(tmp_path: Path, cores: int) -> None:
    assert usable_cores(tmp_path, tmp_path / "none") == cores


@linux
@pytest.mark.parametrize("text", ["max 100000\n", "", "nonsense", "0 100000"])
def test_a_control_group_without_a_limit_takes_nothing_away(tmp_path: Path, cores: int, text: str) -> None:
    (tmp_path / "cpu.max").write_text(text)

    assert usable_cores(tmp_path, tmp_path / "none") == cores


@linux
@pytest.mark.parametrize(("text", "expected"), [("100000 100000\n", 1), ("50000 100000\n", 1)])
def test_a_control_group_may_grant_less_than_the_machine_has(
    tmp_path: Path, text: str, expected: int
) -> None:
    (tmp_path / "cpu.max").write_text(text)

    assert usable_cores(tmp_path, tmp_path / "none") == expected


@linux
@pytest.mark.parametrize(("quota", "is_limited"), [("100000", True), ("-1", False)])
def test_the_first_version_of_control_groups_is_understood(
    tmp_path: Path, cores: int, quota: str, is_limited: bool
) -> None:
    folder = tmp_path / "cpu"
    folder.mkdir()
    (folder / "cpu.cfs_quota_us").write_text(quota)
    (folder / "cpu.cfs_period_us").write_text("100000")

    assert usable_cores(tmp_path, tmp_path / "none") == (1 if is_limited else cores)


@linux
def test_more_than_the_process_may_run_on_is_never_granted(tmp_path: Path, cores: int) -> None:
    (tmp_path / "cpu.max").write_text(f"{(cores + 4) * 100_000} 100000")

    assert usable_cores(tmp_path, tmp_path / "none") == cores


@linux
@pytest.mark.parametrize("limited", ["night.slice", "night.slice/check.scope"])
def test_every_group_around_the_process_may_limit_it(tmp_path: Path, limited: str) -> None:
    (tmp_path / "membership").write_text("1:name=systemd:/x\n0::/night.slice/check.scope\n")
    (tmp_path / "night.slice" / "check.scope").mkdir(parents=True)
    (tmp_path / limited / "cpu.max").write_text("100000 100000")

    assert usable_cores(tmp_path, tmp_path / "membership") == 1


@linux
@pytest.mark.parametrize("text", ["", "0::/../..\n", "nonsense", "0::relative\n", "\udcff"])
def test_a_membership_that_says_nothing_limits_nothing(tmp_path: Path, cores: int, text: str) -> None:
    (tmp_path / "membership").write_text(text, errors="surrogateescape")

    assert usable_cores(tmp_path, tmp_path / "membership") == cores
