"""What is copied into a CI configuration fits the schemas that are published for it, and its commands run.

The schemas are those that check-jsonschema brings; pre-commit holds its own files to its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ci_helpers import ROOT, RULES, SOUND, offline

CI = ROOT / "examples" / "ci"


def blocks(page: str) -> Iterator[Any]:
    """The YAML of a page of the documentation, block by block."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    for block in re.findall(r"^```yaml\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE):
        yield yaml.safe_load(block)


def faults(schema: str, path: Path, *options: str) -> str:
    """What check-jsonschema finds wrong; nothing where it finds nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *options, path],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_action_is_one() -> None:
    assert faults("github-actions", ROOT / "action.yml") == ""


def test_the_example_workflow_is_one() -> None:
    assert faults("github-workflows", CI / "github-workflow.yml") == ""


@pytest.mark.parametrize("name", ["gitlab-copydesk.yml", "gitlab-ci.yml"])
def test_the_gitlab_files_are_pipelines(name: str) -> None:
    assert faults("gitlab-ci", CI / name, "--data-transform", "gitlab-ci") == ""


@pytest.mark.parametrize("page", ["reports.md", "integrations.md"])
def test_the_steps_of_the_documentation_are_steps(page: str, tmp_path: Path) -> None:
    (steps,) = [block for block in blocks(page) if isinstance(block, list) and "repo" not in block[0]]
    path = tmp_path / "workflow.yml"
    job = {"runs-on": "ubuntu-latest", "steps": steps}
    path.write_text(json.dumps({"name": "copy", "on": "push", "jobs": {"copy": job}}), "utf-8")

    assert faults("github-workflows", path) == ""


def test_the_gitlab_job_of_the_documentation_is_one(tmp_path: Path) -> None:
    (job,) = [block for block in blocks("reports.md") if isinstance(block, dict)]
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(json.dumps(job), "utf-8")

    assert faults("gitlab-ci", path, "--data-transform", "gitlab-ci") == ""


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", CI / "pre-commit-config.yaml"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_pre_commit_takes_its_files(command: str, file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, file], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_takes_the_documentation_s_too(tmp_path: Path) -> None:
    (repositories,) = [
        block for block in blocks("integrations.md") if isinstance(block, list) and "repo" in block[0]
    ]
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(json.dumps({"repos": repositories}), "utf-8")

    test_pre_commit_takes_its_files("validate-config", path)


def scripts() -> Iterator[tuple[str, list[str]]]:
    """The commands of the documentation's jobs, each with the files that its job takes up."""
    steps, pipeline = blocks("reports.md")
    (upload,) = [step["with"]["sarif_file"] for step in steps if "with" in step]
    yield from ((step["run"], [upload]) for step in steps if "run" in step)
    job = pipeline["copydesk"]
    yield job["script"], [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]


@pytest.mark.parametrize(("script", "files"), list(scripts()))
def test_the_commands_of_the_documentation_write_what_their_jobs_take_up(
    script: str, files: list[str], tmp_path: Path
) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.jsonl").write_text(json.dumps({"text": SOUND}) + "\n", "utf-8")
    (tmp_path / "rules.yaml").write_bytes(RULES.read_bytes())

    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=tmp_path, env=offline(), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert all((tmp_path / name).stat().st_size for name in files)
