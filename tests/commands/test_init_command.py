from __future__ import annotations

from pathlib import Path

import pytest
from command_helpers import CLEAN, copydesk


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the starter file in it, which is where we are."""
    monkeypatch.chdir(tmp_path)
    assert copydesk("init").exit_code == 0
    return tmp_path / "rules.yaml"


def test_the_starter_builds_on_the_shipped_rules_and_is_valid(starter: Path) -> None:
    result = copydesk("rules", "validate")
    assert result.exit_code == 0, result.output
    assert "extends: default" in starter.read_text("utf-8")


def test_the_rules_of_the_starter_keep_their_word(starter: Path) -> None:
    result = copydesk("rules", "test")
    assert "house-newsletter-box" not in result.stdout
    assert result.exit_code == 0, result.output


def test_the_starter_is_in_force_at_once(starter: Path) -> None:
    text = f"{CLEAN}\n\nSign up for our weekly letter\n"
    result = copydesk("check", "--format", "jsonl", "-", input=text, rules=None)
    assert "injection/house-newsletter-box" in result.stdout
    assert result.stderr.startswith("rules: rules.yaml\n")


def test_a_file_that_is_there_is_left_alone(starter: Path) -> None:
    starter.write_text("mine")
    result = copydesk("init")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert starter.read_text() == "mine"


def test_force_overwrites(starter: Path) -> None:
    starter.write_text("mine")
    assert copydesk("init", "--force").exit_code == 0
    assert starter.read_text("utf-8").startswith("# The rules of this house")


def test_a_folder_gets_a_rules_yaml(tmp_path: Path) -> None:
    assert copydesk("init", tmp_path).exit_code == 0
    assert (tmp_path / "rules.yaml").is_file()


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    assert copydesk("init", tmp_path / "house.yaml").exit_code == 0
    assert (tmp_path / "house.yaml").is_file()
