"""The steps of action.yml, run with bash as the runner of a composite action does."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from ci_helpers import BROKEN, ROOT, RULES, SOUND, offline

from checks.commands import cli

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
WORKFLOW: dict[str, Any] = yaml.safe_load(
    (ROOT / "examples" / "ci" / "github-workflow.yml").read_text("utf-8")
)
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


class Job(NamedTuple):
    """What a run of the action left: exit code, log, its outputs, the job summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


def evaluated(value: object, context: Mapping[str, str]) -> str:
    """A value with its expressions filled in; an output that no step set is empty."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return context.get(name, "") if name.startswith("steps.") else context[name]

    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", fill, str(value))


def step(name: str) -> dict[str, Any]:
    return next(step for step in STEPS if step["name"] == name)


def context_of(inputs: Mapping[str, str]) -> dict[str, str]:
    """The inputs as the runner sees them, with their defaults. Fails for one that the action has not."""
    assert set(inputs) <= set(ACTION["inputs"])
    declared = {name: inputs.get(name, spec.get("default")) for name, spec in ACTION["inputs"].items()}
    return {f"inputs.{name}": value for name, value in declared.items() if value is not None}


def run_step(
    name: str, context: Mapping[str, str], folder: Path, **variables: object
) -> subprocess.CompletedProcess[str]:
    chosen = step(name)
    given = {key: evaluated(value, context) for key, value in chosen.get("env", {}).items()}
    environment = offline(
        GITHUB_ACTION_PATH=ROOT, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=folder, **variables, **given
    )
    return subprocess.run(
        [*SHELL, chosen["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's folder for temporary files, into which the action installed itself."""
    temporary = tmp_path_factory.mktemp("runner")
    done = run_step("Install copydesk", context_of({"paths": "."}), temporary, RUNNER_TEMP=temporary)
    assert done.returncode == 0, done.stderr
    return temporary


def run_action(runner: Path, folder: Path, **inputs: str) -> Job:
    """Run the step that checks, and read what the action gives out."""
    context = context_of({"rules": str(RULES), **{name.replace("_", "-"): v for name, v in inputs.items()}})
    told, summary = folder / ".outputs", folder / ".summary"
    told.write_text("", "utf-8")
    done = run_step(
        "Check", context, folder, RUNNER_TEMP=runner, GITHUB_OUTPUT=told, GITHUB_STEP_SUMMARY=summary
    )
    lines = (line.partition("=") for line in told.read_text("utf-8").splitlines())
    context.update({f"steps.check.outputs.{name}": value for name, _, value in lines})
    outputs = {name: evaluated(spec["value"], context) for name, spec in ACTION["outputs"].items()}
    text = summary.read_text("utf-8") if summary.exists() else ""
    return Job(done.returncode, done.stdout + done.stderr, outputs, text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with one sound text and one broken one, in folders whose names hold a space."""
    for name, text in (("sound copy", SOUND), ("broken copy", BROKEN)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text, "utf-8")
    return tmp_path


def test_sound_texts_pass(runner: Path, folder: Path) -> None:
    job = run_action(runner, folder, paths="sound copy/\n")

    assert job.code == 0, job.log
    counts = [job.outputs[name] for name in ("exit-code", "documents", "passed", "failed", "unreadable")]
    assert counts == ["0", "1", "1", "0", "0"]


def test_a_broken_text_fails_the_step_with_its_outputs_told(runner: Path, folder: Path) -> None:
    job = run_action(runner, folder, paths="sound copy/\nbroken copy/*.txt")

    assert job.code == 1
    counts = [job.outputs[name] for name in ("exit-code", "documents", "passed", "review", "failed")]
    assert counts == ["1", "2", "1", "0", "1"]
    assert "::error file=broken copy/a.txt" in job.log
    assert "a.txt" in job.summary


def test_the_reports_lie_where_the_outputs_say(runner: Path, folder: Path) -> None:
    job = run_action(runner, folder, paths="broken copy/")

    sarif = json.loads(Path(job.outputs["sarif"]).read_text("utf-8"))
    (line,) = Path(job.outputs["results"]).read_text("utf-8").splitlines()
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"symbols/stray-dagger"}
    assert json.loads(line)["verdict"] == "fail"


def test_what_cannot_be_checked_is_counted_and_not_green(runner: Path, folder: Path) -> None:
    (folder / "feed.jsonl").write_text('{"text": "' + SOUND + '"}\n{"text"\n', "utf-8")

    job = run_action(runner, folder, paths="feed.jsonl")

    assert job.code == 2
    assert (job.outputs["passed"], job.outputs["unreadable"]) == ("1", "1")


def test_bad_usage_tells_its_exit_code_and_no_counts(runner: Path, folder: Path) -> None:
    job = run_action(runner, folder, paths="sound copy/", args="--show everything")

    assert job.code == 2
    assert (job.outputs["exit-code"], job.outputs["documents"], job.outputs["sarif"]) == ("2", "", "")


def test_no_path_is_not_green(runner: Path, folder: Path) -> None:
    assert run_action(runner, folder, paths="\n").code == 2


def test_options_part_at_white_space_and_are_no_globs(runner: Path, folder: Path) -> None:
    job = run_action(runner, folder, paths="broken copy/", args="--ignore symbols/*\n  --max-failed 50%")

    assert job.code == 0, job.log
    assert job.outputs["passed"] == "1"


def test_a_baseline_lets_known_findings_pass(runner: Path, folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        given = ["--rules", str(RULES), "--output", str(folder / "known.json"), str(folder / "broken copy")]
        cli(["baseline", *given])
    assert ended.value.code == 0

    job = run_action(runner, folder, paths="broken copy/", baseline="known.json")

    assert job.code == 0, job.log


@pytest.mark.parametrize("name", ["paths", "args", "rules", "baseline"])
def test_no_input_is_read_as_shell(runner: Path, folder: Path, name: str) -> None:
    attack = "$(touch pwned)`touch pwned`\"'; touch pwned; #"

    job = run_action(runner, folder, **{"paths": "sound copy/", name: attack})

    assert job.code == 2
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("script", [step["run"] for step in STEPS if "run" in step])
def test_no_script_holds_an_expression(script: str) -> None:
    assert "${{" not in script


def test_a_version_is_taken_from_the_index(runner: Path) -> None:
    context = context_of({"paths": ".", "version": "0.0.0"})

    done = run_step("Install copydesk", context, runner, RUNNER_TEMP=runner)

    assert done.returncode != 0
    assert "No matching distribution found for copydesk==0.0.0" in done.stderr


def test_what_is_uploaded_is_what_was_written() -> None:
    upload = step("Upload to code scanning")

    assert (
        evaluated(upload["with"]["sarif_file"], {"steps.check.outputs.sarif": "/t/a.sarif"}) == "/t/a.sarif"
    )
    assert "inputs.upload-sarif == 'true'" in upload["if"]
    assert upload["if"].startswith("always()")


def test_the_example_workflow_gives_and_takes_what_the_action_has(runner: Path) -> None:
    steps = WORKFLOW["jobs"]["copydesk"]["steps"]
    (use,) = (step for step in steps if step.get("uses") == "./")
    taken = re.findall(r"steps\.copydesk\.outputs\.([\w-]+)", str(steps))
    context = context_of(use["with"])
    folder = runner / "example"
    folder.mkdir()

    done = run_step("Check", context, ROOT, RUNNER_TEMP=runner, GITHUB_OUTPUT=folder / "outputs")

    assert set(taken) <= set(ACTION["outputs"])
    assert done.returncode == 0, done.stdout + done.stderr
