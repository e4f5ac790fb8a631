from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import CLEAN, DAGGER, DAGGERS, PROJECT, READ_MORE, RULES, copydesk, feed
from jsonschema import Draft202012Validator

SCHEMA = json.loads((PROJECT / "checks" / "rule_diff" / "report.schema.json").read_text("utf-8"))
DAGGER_RULE = "symbols/stray-dagger"


def changed(path: Path, rules: str = "", more: str = "") -> Path:
    """A rule file that overrides rules of the one that the tests compare with."""
    path.write_text(f"version: 1\nextends: {RULES}\nrules: {{{rules}}}\n{more}", "utf-8")
    return path


def diff(*arguments: object) -> Result:
    return copydesk("rules", "diff", *arguments)


def report(*arguments: object) -> dict[str, Any]:
    """The JSON report of a comparison that succeeds."""
    result = diff("--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def counts(loaded: dict[str, Any], rule: str = DAGGER_RULE) -> tuple[int, ...]:
    """A rule's findings before, after, new, gone and regraded."""
    (found,) = (entry for entry in loaded["rules"] if entry["rule"] == rule)
    return tuple(found[name] for name in ("before", "after", "new", "gone", "regraded"))


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """Rules that leave daggers before a comma or behind "agreed" alone."""
    exceptions = "unless: {add: [{pattern: 'agreed†', because: they agreed}]}"
    return changed(tmp_path / "silent.yaml", f"symbols/stray-dagger: {{{exceptions}}}")


def test_the_same_rules_have_no_difference(tmp_path: Path) -> None:
    result = diff("--exit-code", RULES, RULES, feed(tmp_path / "a.jsonl", [DAGGERS, READ_MORE]))
    assert result.exit_code == 0
    assert "No difference in 4 findings of 3 rules" in result.stdout


def test_findings_gone_and_new_are_counted_by_rule(tmp_path: Path, silent: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGERS, DAGGER, READ_MORE])
    assert counts(report(RULES, silent, path)) == (4, 2, 0, 2, 0)
    assert counts(report(silent, RULES, path)) == (2, 4, 2, 0, 0)
    assert counts(report(RULES, silent, path), "injection/read-more") == (1, 1, 0, 0, 0)


def test_a_moved_span_is_one_gone_and_one_new(tmp_path: Path) -> None:
    wide = changed(tmp_path / "wide.yaml", "symbols/stray-dagger: {span: sentence}")
    assert counts(report(RULES, wide, feed(tmp_path / "a.jsonl", [DAGGER]))) == (1, 1, 1, 1, 0)


def test_another_grade_is_no_new_finding(tmp_path: Path) -> None:
    mild = changed(tmp_path / "mild.yaml", "symbols/stray-dagger: {severity: warning}")
    loaded = report(RULES, mild, feed(tmp_path / "a.jsonl", [DAGGERS]))
    assert counts(loaded) == (3, 3, 0, 0, 3)
    assert loaded["documents_changed"] == 1


def test_a_rule_that_is_switched_off_or_on_says_so(tmp_path: Path) -> None:
    off = changed(tmp_path / "off.yaml", "symbols/stray-dagger: {enabled: false}")
    path = feed(tmp_path / "a.jsonl", [DAGGER])
    assert {r["rule"]: r["in"] for r in report(RULES, off, path)["rules"]}[DAGGER_RULE] == "old"
    assert {r["rule"]: r["in"] for r in report(off, RULES, path)["rules"]}[DAGGER_RULE] == "new"


def renamed(tmp_path: Path, replaces: str) -> Path:
    path = tmp_path / "renamed.yaml"
    source = RULES.read_text("utf-8").replace("symbols/stray-dagger:", "symbols/lone-dagger:")
    path.write_text(source.replace("    kind: symbol\n", f"    kind: symbol\n{replaces}", 1), "utf-8")
    return path


def test_a_renamed_rule_keeps_its_findings(tmp_path: Path) -> None:
    new = renamed(tmp_path, "    replaces: [symbols/stray-dagger]\n")
    loaded = report(RULES, new, feed(tmp_path / "a.jsonl", [DAGGERS]))
    assert counts(loaded, "symbols/lone-dagger") == (3, 3, 0, 0, 0)
    assert DAGGER_RULE not in {rule["rule"] for rule in loaded["rules"]}
    assert loaded["documents_changed"] == 0


def test_a_new_name_that_replaces_nothing_is_a_new_rule(tmp_path: Path) -> None:
    loaded = report(RULES, renamed(tmp_path, ""), feed(tmp_path / "a.jsonl", [DAGGERS]))
    assert counts(loaded) == (3, 0, 0, 3, 0)
    assert counts(loaded, "symbols/lone-dagger") == (0, 3, 3, 0, 0)


def test_documents_whose_verdict_changes_are_listed_with_their_scores(tmp_path: Path, silent: Path) -> None:
    loaded = report(RULES, silent, feed(tmp_path / "a.jsonl", [DAGGER, DAGGERS, CLEAN]))
    first, second = loaded["verdicts"]
    assert (first["document"], first["old"], first["new"]) == ("1", "review", "pass")
    assert first["old_score"] < first["new_score"] == 100
    assert (second["document"], second["old"], second["new"]) == ("2", "fail", "review")
    assert loaded["transitions"] == [
        {"old": "fail", "new": "review", "documents": 1},
        {"old": "review", "new": "pass", "documents": 1},
    ]
    assert loaded["documents_changed"] == 2


def test_thresholds_change_verdicts_without_any_finding(tmp_path: Path) -> None:
    strict = changed(tmp_path / "strict.yaml", more="score: {fail_on: error}\n")
    loaded = report(RULES, strict, feed(tmp_path / "a.jsonl", [DAGGER, CLEAN]))
    assert counts(loaded) == (1, 1, 0, 0, 0)
    assert loaded["transitions"] == [{"old": "review", "new": "fail", "documents": 1}]


def test_examples_are_shown_as_many_as_asked_for(tmp_path: Path, silent: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGER, DAGGERS, DAGGER])
    lines = diff("--show", 2, RULES, silent, path).stdout.splitlines()
    marked = [n for n, line in enumerate(lines) if "agreed[[†]]" in line]
    assert len(marked) == 2
    assert lines[marked[0] - 1].startswith("  - 1 1:")
    assert "[[" not in diff(RULES, silent, path).stdout
    (example,) = report("--show", 1, RULES, silent, path)["examples"]
    assert (example["rule"], example["change"], example["finding"]["match"]) == (DAGGER_RULE, "gone", "†")
    assert example["before"].endswith("agreed")


def test_the_rules_of_the_text_report_are_those_that_differ(tmp_path: Path, silent: Path) -> None:
    lines = diff(RULES, silent, feed(tmp_path / "a.jsonl", [DAGGERS, READ_MORE])).stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.split()[:1] == ["rule"])
    assert lines[at + 1].split() == [DAGGER_RULE, "3", "2", "0", "1", "0"]
    assert lines[at + 2].split() == ["all", "rules", "4", "3", "0", "1", "0"]
    assert lines[at + 3] == "  2 rules without a difference"


def test_a_difference_is_an_exit_code_where_it_is_asked_for(tmp_path: Path, silent: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGER])
    assert diff(RULES, silent, path).exit_code == 0
    assert diff("--exit-code", RULES, silent, path).exit_code == 1


def test_what_cannot_be_read_weighs_more_than_a_difference(tmp_path: Path, silent: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGER])
    path.write_text(path.read_text("utf-8") + "{broken\n", "utf-8")
    result = diff("--exit-code", RULES, silent, path)
    assert result.exit_code == 2
    assert "max-unreadable: 1 of 2 documents unreadable" in result.stderr
    assert diff("--exit-code", "--max-unreadable", 1, RULES, silent, path).exit_code == 1


def test_the_shipped_rules_can_be_either_side(tmp_path: Path) -> None:
    path = feed(tmp_path / "a.jsonl", [DAGGER])
    loaded = report("--select", DAGGER_RULE, "default", RULES, path)
    assert counts(loaded) == (1, 1, 0, 0, 0)


def test_rules_that_read_findings_and_rules_in_common_find_what_they_find_alone(tmp_path: Path) -> None:
    """The work that both sides share must not change what either finds."""
    mild = tmp_path / "mild.yaml"
    mild.write_text("version: 1\nextends: default\nrules: {garble/self-pair: {enabled: false}}\n", "utf-8")
    article = PROJECT / "examples" / "article.txt"
    alone = {
        str(rules): copydesk("check", "--format", "jsonl", "--rules", rules, article, rules=None).stdout
        for rules in ("default", mild)
    }
    found = [json.loads(line)["findings"] for line in alone.values()]
    loaded = report("default", mild, article)
    assert sum(rule["before"] for rule in loaded["rules"]) == len(found[0])
    assert sum(rule["after"] for rule in loaded["rules"]) == len(found[1])
    assert counts(loaded, "garble/self-pair")[3] == 1


def test_the_json_report_follows_its_schema(tmp_path: Path, silent: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    path = feed(tmp_path / "a.jsonl", [DAGGERS, DAGGER, READ_MORE])
    Draft202012Validator(SCHEMA).validate(report("--show", 2, RULES, silent, path))


def test_a_faulty_rule_file_is_bad_usage(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("version: 1\nrule: {}\n", "utf-8")
    result = diff(RULES, faulty, feed(tmp_path / "a.jsonl", [CLEAN]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{faulty}:2:1" in result.stderr


def test_no_corpus_is_bad_usage() -> None:
    assert diff(RULES, RULES).exit_code == 2
