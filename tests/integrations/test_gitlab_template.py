"""The job of the GitLab template, its script run with a plain shell as the runner does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from ci_helpers import BROKEN, ROOT, RULES, SOUND, offline

EXAMPLES = ROOT / "examples" / "ci"
JOB: dict[str, Any] = yaml.safe_load((EXAMPLES / "gitlab-copydesk.yml").read_text("utf-8"))["copydesk"]
USE: dict[str, Any] = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text("utf-8"))


def run_part(part: str, project: Path, variables: Mapping[str, object]) -> subprocess.CompletedProcess[str]:
    """Run the commands of one part of the job, with the job's variables and those laid over them."""
    given: dict[str, object] = {**JOB["variables"], **variables}
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(JOB[part])],
        cwd=project,
        env=offline(CI_PROJECT_DIR=project, GITLAB_CI="true", **given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with one sound text and one broken one, in which the job's first part has run."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in (("articles", SOUND), ("broken copy", BROKEN)):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(text, "utf-8")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "a.jsonl").write_text(json.dumps({"text": SOUND}) + "\n", "utf-8")
    done = run_part("before_script", folder, {"COPYDESK_PACKAGE": ROOT})
    assert done.returncode == 0, done.stderr
    return folder


def run_job(project: Path, **variables: object) -> subprocess.CompletedProcess[str]:
    return run_part("script", project, {"COPYDESK_RULES": RULES, **variables})


def test_sound_texts_pass(project: Path) -> None:
    done = run_job(project)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_broken_text_fails_the_job(project: Path) -> None:
    done = run_job(project, COPYDESK_PATHS="articles/\nbroken copy/*.txt\n")

    assert done.returncode == 1
    assert "2 documents in" in done.stdout


def test_the_job_keeps_what_it_wrote(project: Path) -> None:
    run_job(project, COPYDESK_PATHS="broken copy/")

    artifacts = JOB["artifacts"]
    issues = json.loads((project / artifacts["reports"]["codequality"]).read_text("utf-8"))
    suites = ElementTree.parse(project / artifacts["reports"]["junit"])
    found = [issue for issue in issues if issue["check_name"] == "symbols/stray-dagger"]
    assert [issue["location"]["path"] for issue in found] == ["broken copy/a.txt"] * 4
    assert suites.find(".//failure") is not None
    assert all((project / path).exists() for path in artifacts["paths"])


def test_options_part_at_white_space_and_are_no_globs(project: Path) -> None:
    done = run_job(
        project, COPYDESK_PATHS="broken copy/", COPYDESK_ARGS="--ignore symbols/* --max-failed 50%"
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_baseline_is_handed_on(project: Path) -> None:
    done = run_job(project, COPYDESK_BASELINE="missing.json")

    assert done.returncode == 2
    assert "missing.json" in done.stderr


def test_no_path_is_not_green(project: Path) -> None:
    assert run_job(project, COPYDESK_PATHS="").returncode == 2


@pytest.mark.parametrize("name", ["PATHS", "ARGS", "RULES", "BASELINE"])
def test_no_variable_is_read_as_shell(project: Path, name: str) -> None:
    done = run_job(project, **{f"COPYDESK_{name}": "$(touch pwned)`touch pwned`;touch pwned"})

    assert done.returncode == 2
    assert not (project / "pwned").exists()


def test_the_example_runs(project: Path) -> None:
    variables = USE["copydesk"]["variables"]

    done = run_job(project, **variables)

    assert set(variables) <= set(JOB["variables"])
    assert USE["include"] == [{"local": "gitlab-copydesk.yml"}]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 documents in" in done.stdout
