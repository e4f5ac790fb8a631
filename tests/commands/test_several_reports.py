"""`--report`, any number of them, and what a CI job is told by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from command_helpers import CLEAN, DAGGERS, RULES, copydesk, feed

from checks.reports import FORMATS

MACHINE = tuple(name for name in FORMATS if name != "text")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return feed(tmp_path / "feed.jsonl", [CLEAN, DAGGERS])


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The job summary's file of a step of GitHub Actions, which has something in it already."""
    summary = tmp_path / "summary"
    summary.write_text("Before.\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    return summary


def annotations_in(outcome: Result) -> list[str]:
    return [line for line in outcome.stderr.splitlines() if line.startswith("::")]


def test_each_report_is_what_its_format_alone_would_write(bad: Path, tmp_path: Path) -> None:
    options = [f"--report={name}={tmp_path / name}" for name in FORMATS]
    outcome = copydesk("check", *options, bad)
    for name in FORMATS:
        alone = copydesk("check", "--format", name, bad)
        assert (tmp_path / name).read_bytes() == alone.stdout_bytes
        assert outcome.exit_code == alone.exit_code == 1
    assert outcome.stdout_bytes == copydesk("check", bad).stdout_bytes


def test_one_format_can_go_to_two_places(bad: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    copydesk("check", "--report", f"jsonl={first}", "--report", f"jsonl={second}", bad)
    assert first.read_bytes() == second.read_bytes() != b""


def test_a_report_goes_to_standard_output_when_the_other_has_a_file(bad: Path, tmp_path: Path) -> None:
    outcome = copydesk("check", "--output", tmp_path / "out.txt", "--report", "gitlab=-", bad)
    assert len(json.loads(outcome.stdout)) == 4
    assert "FAIL" in (tmp_path / "out.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--report", "jsonl=-"], "--report jsonl=-: standard output has a report already"),
        (["--output", "x", "--report", "json=-", "--report", "csv=-"], "--report csv=-: standard output has"),
        (["--report", "sarf=x"], "no format 'sarf' (did you mean 'sarif'?)"),
        (["--report", "sarif"], "'sarif' names no file; give sarif=FILE"),
        (["--report", "sarif="], "'sarif=' names no file; give sarif=FILE"),
        (["--report", "csv=x", "--report", "json=./x"], "is named for 2 reports"),
        (["--output", "x", "--report", "json=x"], "is named for 2 reports"),
        (["--report", "json=nowhere/x"], "--report json=nowhere/x: there is no folder nowhere"),
        (["--report", "json=feed.jsonl"], "--report json=feed.jsonl is an input"),
    ],
)
def test_reports_that_cannot_be_are_refused_before_anything_is_written(
    arguments: list[str], message: str, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad.parent)
    outcome = copydesk("check", *arguments, "feed.jsonl")
    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert [path.name for path in bad.parent.iterdir()] == ["feed.jsonl"]


@pytest.mark.parametrize("name", ["--output", "--report=text"])
def test_no_report_takes_the_place_of_a_file_in_a_folder_that_is_read(name: str, bad: Path) -> None:
    outcome = copydesk("check", f"{name}={bad}", bad.parent)
    assert outcome.exit_code == 2
    assert "is an input: the report would take its place" in outcome.stderr


def test_no_report_takes_the_place_of_the_rules(bad: Path, tmp_path: Path) -> None:
    rules = tmp_path / "house.yaml"
    rules.write_bytes(RULES.read_bytes())
    outcome = copydesk("check", "--rules", rules, "--report", f"json={rules}", bad, rules=None)
    assert outcome.exit_code == 2
    assert rules.read_bytes() == RULES.read_bytes()


def test_after_an_error_no_report_is_there(tmp_path: Path) -> None:
    empty = tmp_path / "feed.jsonl"
    empty.write_text('{"nothing": "to read"}\n')
    reports = tmp_path / "reports"
    reports.mkdir()
    outcome = copydesk(
        "check", "--report", f"html={reports / 'a'}", "--report", f"sarif={reports / 'b'}", empty
    )
    assert outcome.exit_code == 2
    assert list(reports.iterdir()) == []


def test_github_is_told_on_standard_error_and_standard_output_is_as_ever(
    bad: Path, github: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = copydesk("check", bad)
    assert (
        annotations_in(told)[0]
        == "::error title=copydesk gate::max-failed: 1 of 2 scored documents failed, limit 0"
    )
    assert "title=symbols/stray-dagger::" in annotations_in(told)[1]
    written = github.read_text("utf-8")
    assert written.startswith("Before.\n## copydesk: 1 of 2 documents failed")
    monkeypatch.delenv("GITHUB_ACTIONS")
    quiet = copydesk("check", bad)
    assert annotations_in(quiet) == []
    assert (quiet.stdout_bytes, quiet.exit_code) == (told.stdout_bytes, told.exit_code)
    assert github.read_text("utf-8") == written


@pytest.mark.parametrize("format_", MACHINE)
def test_machine_formats_stay_whole_under_github(format_: str, bad: Path, github: Path) -> None:
    alone = copydesk("check", "--no-ci", "--format", format_, bad).stdout_bytes
    assert copydesk("check", "--format", format_, bad).stdout_bytes == alone


def test_no_ci_tells_github_nothing(bad: Path, github: Path) -> None:
    assert annotations_in(copydesk("check", "--no-ci", bad)) == []
    assert github.read_text() == "Before.\n"


def test_annotations_that_were_asked_for_are_not_written_twice(
    bad: Path, github: Path, tmp_path: Path
) -> None:
    outcome = copydesk("check", "--report", f"github={tmp_path / 'annotations'}", bad)
    assert annotations_in(outcome) == []
    assert "::error" in (tmp_path / "annotations").read_text("utf-8")


def test_a_summary_that_was_asked_for_is_not_added_to(bad: Path, github: Path) -> None:
    copydesk("check", "--report", f"markdown={github}", bad)
    assert github.read_text("utf-8").count("## copydesk:") == 1


def test_a_summary_that_cannot_be_written_changes_no_exit_code(
    bad: Path, github: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere" / "summary"))
    outcome = copydesk("check", bad)
    assert outcome.exit_code == 1
    assert "copydesk: the job summary cannot be written" in outcome.stderr


def test_paths_start_at_the_checkout(bad: Path, github: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(bad.parent))
    feeds = bad.parent / "feeds"
    feeds.mkdir()
    article = feeds / "a.txt"
    article.write_text(DAGGERS, "utf-8")
    monkeypatch.chdir(feeds)
    for name in ("a.txt", article):
        assert "file=feeds/a.txt,line=1," in annotations_in(copydesk("check", name))[1]


def test_the_rules_in_sarif_are_those_that_run(bad: Path) -> None:
    outcome = copydesk("check", "--format", "sarif", "--select", "symbols/*", bad)
    (run,) = json.loads(outcome.stdout)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["symbols/stray-dagger"]
