"""Every gate that is not met is named with limit and value, on standard error and in the reports."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from command_helpers import CLEAN, DAGGER, DAGGERS, copydesk, feed
from lxml import etree

from checks.reports import BINARY, FORMATS

FAILED = [
    "min-documents: 3 documents scored, limit 9",
    "max-unreadable: 1 of 4 documents unreadable, limit 0",
    "max-failed: 1 of 3 scored documents failed, limit 20%",
    "max-review: 1 of 3 scored documents up for review, limit 0",
    "max-stale: 1 of 1 accepted entries no longer occur, limit 0",
]
WARNED = "max-failed: 1 of 3 scored documents failed, limit 0"

STALE = """\
version: 1
accepted:
  - {fingerprint: "0123456789abcdef", applies: everywhere, reason: it was, who: Ada, date: 2026-01-01}
"""


def of_json(report: str) -> list[str]:
    gates = json.loads(report)["summary"]["gates"]
    return [f"{gate['name']} {gate['value']} {gate['limit']}" for gate in gates if gate["level"] == "fail"]


def of_csv(report: str) -> list[str]:
    return [
        row["message"]
        for row in csv.DictReader(io.StringIO(report))
        if (row["row"], row["severity"]) == ("gate", "error")
    ]


def of_html(report: str) -> list[str]:
    text = html.unescape(re.sub(r"<[^>]*>", "", report))
    return [
        line.partition("Gate failed")[2].strip(": ") for line in text.splitlines() if "Gate failed" in line
    ]


def of_sarif(report: str) -> list[str]:
    (invocation,) = json.loads(report)["runs"][0]["invocations"]
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    return [text.removeprefix("gate failed: ") for text in texts if text.startswith("gate failed: ")]


def of_junit(report: str) -> list[str]:
    root = etree.fromstring(report.encode("utf-8"))
    return [str(found) for found in root.xpath("testsuite[@name='gates']/testcase/*[@message]/@message")]


def of_gitlab(report: str) -> list[str]:
    texts = [issue["description"] for issue in json.loads(report)]
    return [text.removeprefix("Gate failed: ") for text in texts if text.startswith("Gate failed: ")]


def of_lines(start: str) -> Callable[[str], list[str]]:
    """The lines that begin so, without that."""
    return lambda report: [line[len(start) :] for line in report.splitlines() if line.startswith(start)]


TOLD: Mapping[str, Callable[[str], list[str]]] = {
    "text": of_lines("Gate failed: "),
    "json": of_json,
    "csv": of_csv,
    "html": of_html,
    "markdown": of_lines("- **Gate failed** "),
    "sarif": of_sarif,
    "junit": of_junit,
    "github": of_lines("::error title=copydesk gate::"),
    "gitlab": of_gitlab,
}
"""How a reader of each format learns which gates failed; `jsonl` is documents alone."""


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Result]:
    """A check under which every gate fails, and one warns."""
    path = feed(tmp_path / "feed.jsonl", [CLEAN, DAGGER, DAGGERS])
    path.write_text(path.read_text("utf-8") + '{"text": "cut off\n', "utf-8")
    (tmp_path / "accepted.yaml").write_text(STALE, "utf-8")
    limits = ["--min-documents", 9, "--max-failed", "20%", "--max-review", 0, "--warn", "max-failed=0"]
    stale = ["--accepted", tmp_path / "accepted.yaml", "--fail-on-stale"]
    return lambda *options: copydesk("check", *limits, *stale, *options, path)


def test_every_format_of_text_has_its_place_or_is_documents_alone() -> None:
    assert set(FORMATS) - set(TOLD) == {"jsonl"} | BINARY


@pytest.mark.parametrize("format_", TOLD)
def test_every_failed_gate_is_named_in_the_report(format_: str, check: Callable[..., Result]) -> None:
    result = check("--format", format_)

    expected = FAILED
    if format_ == "json":
        expected = [
            "min-documents 3 9",
            "max-unreadable 1 0",
            "max-failed 1 20%",
            "max-review 1 0",
            "max-stale 1 0",
        ]
    assert result.exit_code == 2
    assert TOLD[format_](result.stdout.replace("%25", "%")) == expected


@pytest.mark.parametrize("format_", FORMATS)
def test_the_last_lines_of_standard_error_name_every_failed_gate(
    format_: str, check: Callable[..., Result]
) -> None:
    stderr = check("--format", format_).stderr

    assert stderr.splitlines()[-6:] == [
        f"copydesk: gate warning: {WARNED}",
        *(f"copydesk: gate failed: {sentence}" for sentence in FAILED),
    ]


def test_the_last_lines_of_the_text_report_name_every_failed_gate(check: Callable[..., Result]) -> None:
    assert check().stdout.splitlines()[-6:] == [
        f"Gate warning: {WARNED}",
        *(f"Gate failed: {sentence}" for sentence in FAILED),
    ]


def test_documents_alone_name_no_gate(check: Callable[..., Result]) -> None:
    lines = [json.loads(line) for line in check("--format", "jsonl").stdout.splitlines()]

    assert len(lines) == 4
    assert all("error" in line or "verdict" in line for line in lines)


def test_reports_beside_the_first_name_them_too(check: Callable[..., Result], tmp_path: Path) -> None:
    options = [part for name in TOLD for part in ("--report", f"{name}={tmp_path / name}")]
    check(*options, "--format", "jsonl")

    for format_, told in TOLD.items():
        report = (tmp_path / format_).read_bytes().decode("utf-8")
        assert len(told(report)) == len(FAILED), format_
