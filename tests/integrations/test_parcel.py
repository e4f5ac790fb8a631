"""Checkers on their way to other processes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checks import Checker, load_rules
from checks.integrations.parcel import Parcel, VersionMismatch

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The minister† said that the the talks had failed. China 's plan is a mistake, he told Reuters."


@pytest.fixture(scope="module")
def checker() -> Checker:
    """The shipped rules, which have been used: what they keep for themselves cannot be pickled."""
    made = Checker(load_rules())
    made.check(TEXT)
    return made


def test_a_checker_that_was_used_finds_the_same_when_it_is_opened(checker: Checker) -> None:
    opened = Parcel.of(checker).open()

    assert opened.check(TEXT) == checker.check(TEXT)
    assert opened.check(TEXT).findings


def test_settings_travel_with_the_rules(checker: Checker) -> None:
    opened = Parcel.of(replace(checker, select=("symbols/*",), models=False)).open()

    assert {finding.family for finding in opened.check(TEXT).findings} == {"symbols"}
    assert not opened.models


def test_a_process_opens_a_parcel_once(checker: Checker) -> None:
    parcel = Parcel.of(checker)

    assert pickle.loads(pickle.dumps(parcel)).open() is parcel.open()


def test_another_process_can_open_it_without_the_rule_file(checker: Checker, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_bytes((ROOT / "tests" / "cases" / "reports" / "rules.yaml").read_bytes())
    (tmp_path / "parcel").write_bytes(pickle.dumps(Parcel.of(Checker(load_rules(rules)))))
    rules.unlink()
    program = (
        "import pickle, sys; checker = pickle.load(open('parcel', 'rb')).open(); print(len(checker.rules()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert done.stdout.strip() == "3", done.stderr


def test_a_worker_with_another_version_says_so(checker: Checker) -> None:
    with pytest.raises(VersionMismatch, match=r"started with copydesk 0\.0\.0, and this worker has"):
        replace(Parcel.of(checker), version="0.0.0").open()
