"""The hook as pre-commit clones, installs and runs it, in a repository of articles."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from ci_helpers import BROKEN, ROOT, RULES, SOUND, offline

from checks.feeds.formats import FORMAT_OF_SUFFIX

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
EXAMPLE = ROOT / "examples" / "ci" / "pre-commit-config.yaml"
PACKAGE = [
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "rules.yaml",
    ".pre-commit-hooks.yaml",
    "tools/wheel_rules.py",
]


class House(NamedTuple):
    """A repository whose commits the hook of the example guards."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def commit(self, name: str, text: str) -> subprocess.CompletedProcess[str]:
        """Try to commit one file."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        self.run("git", "add", name)
        done = self.run("git", "commit", "-m", name)
        self.run("git", "rm", "--cached", "-q", name)
        return done


def committed(folder: Path, environment: Mapping[str, str]) -> str:
    """Make a folder a repository with one commit, and name that."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The example's repository, with this checkout for its `repo` and the hook installed from it."""
    place = tmp_path_factory.mktemp("house")
    environment = offline(PRE_COMMIT_HOME=place / "cache")
    package = place / "package"
    shutil.copytree(ROOT / "checks", package / "checks", ignore=shutil.ignore_patterns("__pycache__"))
    for name in PACKAGE:
        (package / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, package / name)
    revision = committed(package, environment)

    house = House(place / "articles-of-the-house", environment)
    house.folder.mkdir()
    shutil.copy(RULES, house.folder / "rules.yaml")
    config = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    config["repos"][0].update(repo=str(package), rev=revision)
    (house.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    committed(house.folder, environment)
    done = house.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    return house


def test_a_sound_article_is_committed(house: House) -> None:
    done = house.commit("articles/sound.md", SOUND)

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"copydesk\.+Passed", done.stderr)


def test_a_broken_article_is_not(house: House) -> None:
    done = house.commit("articles/broken.md", BROKEN)

    assert done.returncode == 1
    assert "symbols/stray-dagger" in done.stderr
    assert "Gate failed: max-failed" in done.stderr


@pytest.mark.parametrize("name", ["articles/script.py", "notes/broken.md"])
def test_what_is_no_article_is_left_alone(house: House, name: str) -> None:
    done = house.commit(name, BROKEN)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "no files to check" in done.stderr


def test_the_hook_takes_what_the_reader_takes() -> None:
    (hook,) = HOOKS
    exclude = re.compile(hook["exclude"])

    for ending in FORMAT_OF_SUFFIX:
        for packed in ("", ".gz", ".zst"):
            assert not exclude.search(f"articles/a{ending}{packed}"), ending
            assert not exclude.search(f"articles/A{ending.upper()}{packed}"), ending
    for name in ("a.py", "a.txt.bak", "a.gz", "txt", "a.png", "markdown/a"):
        assert exclude.search(name), name
