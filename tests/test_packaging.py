"""Wherever copydesk is installed, it finds its default rules and what else is no Python."""

from __future__ import annotations

import os
import shutil
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


def test_a_wheel_has_its_rules_read_already(unpacked: Path, tmp_path: Path) -> None:
    program = """
import sys
from checks import load_rules
from checks.rules import default_rules
shipped = load_rules()
print("checks.rules.building" in sys.modules, shipped == load_rules(default_rules()))
"""

    done = run(unpacked, tmp_path, "-c", program)

    assert done.stdout.split() == ["False", "True"], done.stderr


def test_rules_that_were_changed_in_place_are_read_anew(unpacked: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(unpacked, site)
    rules = site / "checks" / "rules" / "default.yaml"
    rules.write_text(f"{rules.read_text('utf-8')}\nnames: {{allow: [Quuxbury]}}\n", encoding="utf-8")

    done = run(site, tmp_path, "-c", "from checks import load_rules; print(load_rules().vocabulary)")

    assert "quuxbury" in done.stdout, done.stderr


@pytest.mark.parametrize("broken", [b"", b"00000000\n[]", b"\xff" * 9])
def test_a_broken_file_of_read_rules_is_as_good_as_none(
    unpacked: Path, tmp_path: Path, broken: bytes
) -> None:
    site = tmp_path / "site"
    shutil.copytree(unpacked, site)
    (site / "checks" / "rules" / "default.read").write_bytes(broken)

    done = run(site, tmp_path, "-c", "from checks import load_rules; print(len(load_rules().rules))")

    assert int(done.stdout) >= 40, done.stderr


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
