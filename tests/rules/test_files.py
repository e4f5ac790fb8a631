from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checks import load_rules
from checks.rules import default_rules, find_rules


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a folder two levels down."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "feeds" / "today").mkdir(parents=True)
    return root


@pytest.mark.parametrize("start", [".", "feeds", "feeds/today", "feeds/today/article.txt"])
def test_the_nearest_rule_file_upward_is_found(repository: Path, start: str) -> None:
    (repository / "rules.yaml").touch()

    assert find_rules(repository / start) == repository / "rules.yaml"


def test_a_nearer_file_comes_first(repository: Path) -> None:
    (repository / "rules.yaml").touch()
    (repository / "feeds" / "rules.yaml").touch()

    assert find_rules(repository / "feeds" / "today") == repository / "feeds" / "rules.yaml"


@pytest.mark.parametrize("work_tree", [False, True])
def test_nothing_above_the_repository_is_looked_at(repository: Path, work_tree: bool) -> None:
    if work_tree:
        (repository / ".git").rmdir()
        (repository / ".git").write_text("gitdir: elsewhere\n")
    (repository.parent / "rules.yaml").touch()

    assert find_rules(repository / "feeds") is None


def test_a_folder_of_that_name_is_no_rule_file(repository: Path) -> None:
    (repository / "feeds" / "rules.yaml").mkdir()

    assert find_rules(repository / "feeds") is None


def test_the_shipped_rules_are_a_file_that_loads() -> None:
    assert default_rules().is_file()
    assert len(load_rules(default_rules()).rules) == len(load_rules().rules) > 0


def test_the_shipped_rules_are_read_without_the_c_parser_too() -> None:
    text = default_rules().read_text(encoding="utf-8")

    events = list(yaml.parse(text, Loader=yaml.SafeLoader))

    assert len(events) > 1000
