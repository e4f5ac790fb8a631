"""The nightly workflow of GitHub Actions: valid, and its steps run with bash as the runner does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from nightly_helpers import BROKEN, NIGHTLY, SOUND, environment, feed

from checks.history.store import History

FILE = NIGHTLY / "github-workflow.yml"
WORKFLOW: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["nightly"]["steps"]
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]

GH = """#!/bin/sh
# Stands for GitHub's command: $ARTIFACTS holds a folder for each run that left an artifact.
case "$1" in
api) ls "$ARTIFACTS" | sort -n | tail -1 ;;
run) cp "$ARTIFACTS/$3/history.db" history/ ;;
esac
"""


def step(name: str) -> dict[str, Any]:
    return next(step for step in STEPS if step.get("name") == name)


class Job:
    """A checkout with feeds, in which steps of the workflow are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary = folder / "summary.md"
        self.artifacts = folder / "artifacts"
        self.artifacts.mkdir()
        feed(folder, {"wire": SOUND}).rename(folder / "feeds")

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run a step's command lines with the variables that it and the workflow set."""
        given: Mapping[str, Any] = WORKFLOW["env"] | step(name).get("env", {})
        variables = environment(
            self.folder,
            ARTIFACTS=self.artifacts,
            GITHUB_ACTIONS="true",
            GITHUB_STEP_SUMMARY=self.summary,
            GITHUB_REPOSITORY="desk/feeds",
            GITHUB_REF_NAME="main",
            **given,
        )
        gh = self.folder / "commands" / "gh"
        gh.write_text(GH, "ascii")
        gh.chmod(0o755)
        return subprocess.run(
            [*SHELL, step(name)["run"]],
            cwd=self.folder,
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def keep(self, run: int) -> None:
        """Keep the history as the artifact of a run, and leave the job's own folder as a new one has it."""
        place = self.artifacts / str(run)
        place.mkdir()
        (self.folder / step("Keep the history")["with"]["path"]).rename(place / "history.db")
        shutil.rmtree(self.folder / "history")

    def nights(self) -> int:
        path = self.folder / step("Keep the history")["with"]["path"]
        return len(History.open(f"sqlite:///{path}").runs())


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


def test_the_workflow_is_one_by_githubs_own_schema() -> None:
    if find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_night_begins_a_history_and_says_so(job: Job) -> None:
    fetched = job.run("Fetch the history")
    checked = job.run("Check")

    assert (fetched.returncode, checked.returncode) == (0, 0), fetched.stderr + checked.stderr
    assert "begins tonight" in fetched.stdout
    assert job.nights() == 1


def test_the_next_night_goes_on_where_the_last_one_stopped(job: Job) -> None:
    job.run("Fetch the history")
    job.run("Check")
    job.keep(run=9)

    fetched = job.run("Fetch the history")

    assert fetched.returncode == 0, fetched.stderr
    assert "begins" not in fetched.stdout
    assert job.nights() == 1


def test_a_history_that_cannot_be_fetched_stops_the_job(job: Job) -> None:
    (job.artifacts / "9").mkdir()

    assert job.run("Fetch the history").returncode != 0
    assert "steps.history.outcome == 'success'" in step("Keep the history")["if"]
    assert step("Fetch the history")["id"] == "history"


def test_the_report_of_a_failed_night_goes_to_the_summary_and_the_page(job: Job) -> None:
    feed(job.folder, {"wire": SOUND, "gazette": BROKEN}).joinpath("wire.jsonl").replace(
        job.folder / "feeds" / "wire.jsonl"
    )
    job.run("Fetch the history")

    checked = job.run("Check")
    reported = job.run("Report")

    assert checked.returncode == 1
    assert "max-failed" in checked.stderr
    assert reported.returncode == 0, reported.stderr
    assert "gazette" in job.summary.read_text("utf-8")
    assert (job.folder / step("Keep the report")["with"]["path"]).exists()


@pytest.mark.parametrize("name", ["Report", "Keep the history", "Keep the report"])
def test_what_a_failed_night_needs_most_is_done_after_a_failed_check(name: str) -> None:
    assert "!cancelled()" in step(name)["if"]


ARTIFACT = {
    "expired": False,
    "created_at": "2026-01-30T03:20:00Z",
    "workflow_run": {"id": 7, "head_branch": "main", "head_repository_id": 1, "repository_id": 1},
}
LATER = {"created_at": "2026-01-31T03:20:00Z"}


def run_of(**values: object) -> dict[str, object]:
    return {"workflow_run": {**ARTIFACT["workflow_run"], "id": 8, **values}}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("other", "latest"),
    [
        (LATER | run_of(), "8"),
        (LATER | run_of() | {"expired": True}, "7"),
        (LATER | run_of(head_branch="try"), "7"),
        (LATER | run_of(head_repository_id=2), "7"),
        (run_of() | {"created_at": "2026-01-01T03:20:00Z"}, "7"),
    ],
)
def test_the_history_is_the_latest_that_this_branch_of_this_repository_left(
    other: Mapping[str, object], latest: str
) -> None:
    assert asked({"artifacts": [ARTIFACT, {**ARTIFACT, **other}]}) == latest


def test_no_artifact_is_no_history() -> None:
    assert asked({"artifacts": []}) == ""


def asked(answer: object) -> str:
    """What the workflow's query makes of an answer of GitHub's."""
    program = shutil.which("jq")
    if program is None:
        pytest.skip("jq is not installed")
    done = subprocess.run(
        [program, "-r", step("Fetch the history")["env"]["LATEST"]],
        input=json.dumps(answer),
        env={"GITHUB_REF_NAME": "main"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
