"""The reports of one feed, byte for byte; tests/cases/reports/README.md tells how to renew them."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from checks.commands import cli
from checks.commands._version import version
from checks.reports import BINARY, FORMATS

CASES = Path(__file__).parents[1] / "cases" / "reports"
GOLDEN: dict[str, str] = {
    "text": "report.txt",
    "json": "report.json",
    "jsonl": "report.jsonl",
    "csv": "report.csv",
    "html": "report.html",
    "markdown": "report.md",
    "sarif": "report.sarif",
    "junit": "report.xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
}
VERSIONS = ('"version": "{}"', 'name="version" value="{}"', "Version {},")
"""How reports tell the version."""


def test_every_format_has_its_golden_report() -> None:
    assert set(GOLDEN) == set(FORMATS) - BINARY


def made(format_: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The report, made in a folder of its own so that the paths in it are the same everywhere."""
    for name in ("feed.jsonl", "rules.yaml"):
        # with the line ends of the repository, since the hash of the rules is part of the report
        folder.joinpath(name).write_bytes(CASES.joinpath(name).read_bytes().replace(b"\r\n", b"\n"))
    monkeypatch.chdir(folder)
    arguments = ["check", "--rules", "rules.yaml", "--format", format_, "feed.jsonl"]
    outcome = CliRunner().invoke(cli, arguments)
    assert outcome.exit_code == 2, outcome.output
    report = outcome.stdout_bytes.decode("utf-8")
    for pattern in VERSIONS:
        report = report.replace(pattern.format(version()), pattern.format("VERSION"))
    # rows of CSV end with CR LF, which a checkout may change; a test of their own holds them to it
    return report.replace("\r\n", "\n")


@pytest.mark.parametrize("format_", GOLDEN)
def test_a_report_is_as_it_was(format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    golden = CASES / GOLDEN[format_]
    report = made(format_, tmp_path, monkeypatch)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(report.encode("utf-8"))
    assert report == golden.read_bytes().decode("utf-8")


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_a_report_fits_its_schema(format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = made(format_, tmp_path, monkeypatch)
    schema = json.loads(files("checks.reports").joinpath(f"schemas/{format_}.schema.json").read_text("utf-8"))
    for text in [report] if format_ == "json" else report.splitlines():
        Draft202012Validator(schema).validate(json.loads(text))


def test_offsets_lead_back_to_the_match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = made("jsonl", tmp_path, monkeypatch)
    lines = CASES.joinpath("feed.jsonl").read_text("utf-8").splitlines()
    found = 0
    for line in report.splitlines():
        item = json.loads(line)
        if "error" not in item:
            record = json.loads(lines[item["location"]["line"] - 1])
            for finding in item["findings"]:
                found += 1
                assert record[finding["field"]][finding["start"] : finding["end"]] == finding["match"]
    assert found


def test_the_rules_of_the_reports_keep_their_word() -> None:
    outcome = CliRunner().invoke(cli, ["rules", "test", "--rules", str(CASES / "rules.yaml")])
    assert outcome.exit_code == 0, outcome.output
