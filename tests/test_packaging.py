"""Wherever copydesk is installed, it finds its default rules and what else is no Python."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the checkout and unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        name = build_wheel(str(folder))
    finally:
        os.chdir(before)
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(unpacked: Path, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the unpacked wheel ahead of everything, far from the checkout."""
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        check=False,
    )


def test_a_wheel_holds_the_default_rules(unpacked: Path, tmp_path: Path) -> None:
    program = "import checks; print(checks.__file__); print(len(checks.load_rules().rules))"

    done = run(unpacked, tmp_path, "-c", program)

    place, count = done.stdout.split()
    assert Path(place).is_relative_to(unpacked)
    assert int(count) >= 40


def test_a_wheel_runs_as_a_module(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister† said that talks had failed.", encoding="utf-8")

    done = run(unpacked, tmp_path, "-m", "checks", "check", "--format", "jsonl", "a.txt")

    assert '"rule": "symbols/stray-dagger"' in done.stdout


def test_a_wheel_can_start_a_rule_file(unpacked: Path, tmp_path: Path) -> None:
    run(unpacked, tmp_path, "-m", "checks", "init")

    done = run(unpacked, tmp_path, "-m", "checks", "rules", "test")

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wheel_is_typed(unpacked: Path) -> None:
    assert (unpacked / "checks" / "py.typed").exists()


def test_the_version_is_known_at_once(unpacked: Path, tmp_path: Path) -> None:
    heavy = "{'yaml', 'regex', 'rich', 'rapidfuzz', 'langdetect', 'lxml', 'markdown_it'}"
    program = f"""
import sys
from checks.commands import main
sys.argv = ["copydesk", "--version"]
try:
    main()
except SystemExit:
    print({heavy} & set(sys.modules))
"""

    done = run(unpacked, tmp_path, "-c", program)

    assert done.stdout.strip().endswith("set()"), done.stdout + done.stderr


def test_a_wheel_writes_an_html_page(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister† said that talks had failed.", encoding="utf-8")

    done = run(unpacked, tmp_path, "-m", "checks", "check", "--format", "html", "a.txt")

    assert "prefers-color-scheme: dark" in done.stdout
