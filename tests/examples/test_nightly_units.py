"""The crontab and the units of systemd: what they say is valid, and runs the script that lies beside them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
from nightly_helpers import NIGHTLY

SCRIPT = "copydesk-nightly"
INSTALLED = f"/usr/local/bin/{SCRIPT}"
LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
"""What a crontab's minute, hour, day, month and weekday may be."""

HIGHEST_EXPOSURE = 10
"""Tenths of a point that `systemd-analyze security` may find; from 20 on it no longer says SAFE."""


def crontab_lines() -> list[str]:
    lines = (NIGHTLY / "crontab").read_text("ascii").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unit(name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(NIGHTLY / name, "ascii")
    return parser


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units in a folder, where the script is found without being installed."""
    for name in (f"{SCRIPT}.service", f"{SCRIPT}.timer"):
        text = (NIGHTLY / name).read_text("ascii")
        (tmp_path / name).write_text(text.replace(INSTALLED, str(NIGHTLY / SCRIPT)), "ascii")
    return [str(tmp_path / f"{SCRIPT}.service"), str(tmp_path / f"{SCRIPT}.timer")]


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed: no `systemd-analyze`")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def test_the_script_can_be_executed() -> None:
    assert os.access(NIGHTLY / SCRIPT, os.X_OK)


def test_the_crontab_has_settings_and_one_job_with_five_fields_and_a_command() -> None:
    lines = crontab_lines()
    jobs = [line for line in lines if not re.match(r"[A-Z]+=\S+$", line)]
    ((*fields, command),) = (job.split(maxsplit=5) for job in jobs)

    assert len(fields) == len(LIMITS)
    for field, (least, most) in zip(fields, LIMITS, strict=True):
        assert field == "*" or least <= int(field) <= most
    assert shlex.split(command)[0] == SCRIPT
    assert "%" not in command, "cron ends a command there"


def test_cron_and_systemd_run_the_same_command() -> None:
    command = crontab_lines()[-1].split(maxsplit=5)[-1]

    assert unit(f"{SCRIPT}.service")["Service"]["ExecStart"] == f"/usr/local/bin/{command}"


def test_systemd_finds_no_fault_in_the_units(units: list[str]) -> None:
    done = analyze("verify", "--man=no", *units)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_systemd_finds_the_service_safe(units: list[str]) -> None:
    done = analyze("security", "--offline=true", f"--threshold={HIGHEST_EXPOSURE}", units[0])

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_timer_starts_the_service_every_day_and_makes_up_for_a_lost_night() -> None:
    timer = unit(f"{SCRIPT}.timer")["Timer"]
    done = analyze("calendar", "--base-time=2026-01-31 12:00 UTC", "--iterations=2", timer["OnCalendar"])

    assert timer["Persistent"] == "true"
    assert re.findall(r"2026-02-\d\d \d\d:\d\d", done.stdout) == ["2026-02-01 03:15", "2026-02-02 03:15"]
