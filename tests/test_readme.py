"""The README's commands, rule file, program and report are what a new user meets first: they must hold."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks import load_rules
from checks.examples import run_examples
from checks.feeds import GUESSES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", ["check", "tests"])
def test_the_two_commands_are_one_line_each(name: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "readme-command", name], capture_output=True, text=True, check=True
    )

    assert done.stdout.count("\n") == 1
    assert "python3 -m venv" in done.stdout


def test_the_rule_file_loads_and_keeps_its_word(tmp_path: Path) -> None:
    (source,) = fenced("yaml")
    path = tmp_path / "rules.yaml"
    path.write_text(source, encoding="utf-8")

    rules = load_rules(path)

    assert [o for o in run_examples(rules) if o.rule == "injection/house-jingle" and not o.ok] == []
    widget = next(rule for rule in rules.rules if rule.id == "injection/reader-widget")
    assert "Rate this recipe" in str(widget.match)


def test_the_program_prints_a_finding() -> None:
    (source,) = fenced("python")
    printed = io.StringIO()

    with contextlib.redirect_stdout(printed):
        exec(compile(source, "README.md", "exec"), {})

    assert "1 13 symbols/stray-dagger" in printed.getvalue()


def test_the_report_shown_is_the_report_printed() -> None:
    (shown,) = fenced("text")
    done = subprocess.run(
        [sys.executable, "-m", "checks", "check", "--quiet", "examples/article.txt"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == shown


def test_the_examples_hold_every_family_and_a_clean_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "checks", "check", "--quiet", "--format", "jsonl", "examples/"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )

    for family in ("translation", "garble", "symbols", "injection"):
        assert f'"rule": "{family}/' in done.stdout
    assert '"verdict": "pass"' in done.stdout
    assert done.returncode == 1


def test_the_guessed_fields_are_the_documented_ones() -> None:
    page = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")

    for target, keys in GUESSES.items():
        row = " ".join(f"`{key}`" for key in keys)
        assert f"| `{target}` | {row} |" in page
