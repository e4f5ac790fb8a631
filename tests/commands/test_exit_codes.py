from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_helpers import CLEAN, DAGGER, DAGGERS, RULES, copydesk, feed

from checks.commands._errors import GuardedGroup
from checks.reports import FORMATS

BROKEN = '{"text": "cut off\n'


@pytest.mark.parametrize(
    ("texts", "broken", "options", "expected"),
    [
        ([CLEAN], 0, [], 0),
        ([CLEAN, DAGGER], 0, [], 0),
        ([CLEAN, DAGGERS], 0, [], 1),
        ([CLEAN, DAGGERS], 0, ["--max-failed", "1"], 0),
        ([CLEAN, DAGGERS], 0, ["--max-failed", "50%"], 0),
        ([CLEAN, DAGGERS], 0, ["--max-failed", "49%"], 1),
        ([CLEAN, DAGGER], 0, ["--fail-on", "error"], 1),
        ([CLEAN, DAGGER], 0, ["--fail-under", "90"], 1),
        ([CLEAN], 1, [], 2),
        ([CLEAN], 1, ["--max-unreadable", "1"], 0),
        ([CLEAN], 1, ["--max-unreadable", "50%"], 0),
        ([CLEAN], 1, ["--max-unreadable", "49%"], 2),
        ([DAGGERS], 1, [], 2),
        ([DAGGERS], 1, ["--max-unreadable", "1"], 1),
        ([], 2, ["--max-unreadable", "2"], 2),
        ([], 0, [], 2),
        ([], 0, ["--max-failed", "100%", "--max-unreadable", "100%"], 2),
    ],
)
def test_gates_decide_in_every_format(
    texts: list[str], broken: int, options: list[str], expected: int, tmp_path: Path
) -> None:
    path = feed(tmp_path / "feed.jsonl", texts)
    path.write_text(path.read_text() + BROKEN * broken)
    for format_ in FORMATS:
        result = copydesk("check", "--format", format_, *options, path)
        assert result.exit_code == expected, result.output
        assert ("gate failed" in result.stderr) is (expected != 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "no-such-file.txt"],
        ["check", "--format", "xml", "x.txt"],
        ["check", "--no-such-option", "x.txt"],
        ["check", "--max-failed", "some", "x.txt"],
        ["check", "--max-unreadable", "101%", "x.txt"],
        ["check", "--fail-under", "101", "x.txt"],
        ["check", "--lang", "klingon", "x.txt"],
        ["check", "--field", "txt=body", "x.txt"],
        ["check", "--input-format", "pdf", "-"],
        ["no-such-command"],
        ["rules", "no-such-command"],
    ],
)
def test_bad_usage_is_2_with_words_on_standard_error_alone(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if arguments[1:] != ["no-such-file.txt"]:
        (tmp_path / "x.txt").write_text(CLEAN)
    result = copydesk(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip() and "Traceback" not in result.stderr


def test_a_limit_at_fault_in_the_rules_is_found_before_the_run(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES.read_text("utf-8") + "gate: {max_failed: some}\n", "utf-8")
    result = copydesk("check", feed(tmp_path / "feed.jsonl", [CLEAN]), rules=rules)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "some" in result.stderr and str(rules) in result.stderr


def test_rules_at_fault_are_2_and_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("version: 1\nrule: {}\nscore: {fail_undr: 3}\n")
    result = copydesk("check", feed(tmp_path / "feed.jsonl", [CLEAN]), rules=rules)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{rules}:2:1: " in result.stderr and f"{rules}:3:9: " in result.stderr


def test_an_output_that_cannot_be_written_is_2(tmp_path: Path) -> None:
    result = copydesk("check", "--output", tmp_path / ("x" * 300), feed(tmp_path / "feed.jsonl", [CLEAN]))
    assert result.exit_code == 2
    assert "internal error" not in result.stderr


def test_one_missing_input_among_others_is_2_before_anything_is_written(tmp_path: Path) -> None:
    result = copydesk("check", feed(tmp_path / "feed.jsonl", [CLEAN]), tmp_path / "missing.txt")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_feed_that_cannot_be_read_closes_the_report_and_is_2(tmp_path: Path) -> None:
    good = feed(tmp_path / "a.jsonl", [CLEAN])
    strange = tmp_path / "b.jsonl"
    strange.write_text('{"number": 1}\n')
    result = copydesk("check", "--format", "json", good, strange)
    assert result.exit_code == 2
    report = json.loads(result.stdout)
    assert len(report["documents"]) >= 1


class Boom(GuardedGroup):
    """A command line whose commands are broken."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        raise ZeroDivisionError("a fault of ours")


@pytest.mark.parametrize(("debug", "traceback"), [("1", True), ("0", False), ("", False)])
def test_an_internal_error_is_3_with_the_way_to_its_traceback(debug: str, traceback: bool) -> None:
    result = CliRunner().invoke(Boom(entries={}), ["boom"], env={"COPYDESK_DEBUG": debug})
    assert result.exit_code == 3
    assert "internal error: ZeroDivisionError: a fault of ours" in result.stderr
    assert "--debug" in result.stderr
    assert ("Traceback" in result.stderr) is traceback


def test_a_message_that_quotes_hostile_text_drives_no_terminal(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text('version: 1\nrules: {"symbols/\\e[2J\\u202E": {}}\n', "utf-8")
    for arguments in (["check", "--rules", rules, "-"], ["rules", "validate", rules]):
        result = copydesk(*arguments, input=CLEAN, rules=None)
        assert result.exit_code == 2
        assert not {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(result.output)


def test_debug_shows_the_traceback() -> None:
    result = CliRunner().invoke(Boom(entries={}), ["boom", "--debug"])
    assert result.exit_code == 3
    assert "Traceback" in result.stderr


BIG = 10_000


@pytest.fixture(scope="module")
def big_feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10,000 records, five of them broken in five ways."""
    path = feed(tmp_path_factory.mktemp("big") / "feed.jsonl", ["The council met. It rose at noon."] * BIG)
    lines = path.read_bytes().splitlines()
    lines[99] = b'{"text": "cut off'
    lines[999] = b'{"text": "bad \xff bytes"}'
    lines[4_999] = b'["no record"]'
    lines[7_499] = b'{"id": "empty", "text": "  "}'
    lines[9_999] = b'{"id": "none", "title": "no text"}'
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_five_broken_records_of_ten_thousand_are_reported_and_end_nothing(big_feed: Path) -> None:
    result = copydesk("check", "--format", "jsonl", big_feed)
    items = [json.loads(line) for line in result.stdout.splitlines()]
    errors = [(item["location"]["line"], item["error"]["kind"]) for item in items if "error" in item]
    assert len(items) == BIG
    assert errors == [
        (100, "bad-json"),
        (1000, "bad-bytes"),
        (5000, "not-a-record"),
        (7500, "empty-text"),
        (10000, "missing-text"),
    ]
    assert result.exit_code == 2
    assert "max-unreadable: 5 of 10000 documents unreadable, limit 0" in result.stderr


def test_five_broken_records_of_ten_thousand_may_be_allowed(big_feed: Path) -> None:
    result = copydesk("check", "--max-unreadable", "5", big_feed)
    assert result.exit_code == 0, result.stderr
    assert "10000 documents in = 9995 scored + 5 unreadable" in result.stdout
