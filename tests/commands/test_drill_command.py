from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_helpers import PROJECT, RULES, copydesk, feed
from jsonschema import Draft202012Validator

CLEAN = PROJECT / "examples" / "clean"
STRAY = ("--kinds", "stray-symbol", "--per-kind", "8")


def drill(*arguments: object, rules: Path | None = RULES) -> Result:
    """Run `copydesk drill` with one rule that is an error, for daggers, and two that matter less."""
    given = ["--rules", rules] if rules else []
    return copydesk("drill", *given, *arguments)


def record(*arguments: object) -> dict[str, Any]:
    """The JSON report of a drill that succeeds."""
    result = drill("--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def test_the_report_has_the_clean_texts_the_kinds_and_the_mean() -> None:
    result = drill("--kinds", "stray-symbol,space-before-mark", CLEAN)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Drill: 2 kinds, up to 50 texts each, seed 1"
    assert lines[2] == "  8 documents, 2356 words: 8 pass, 0 review, 0 fail"
    assert lines[3] == "  0 false alarms in 0 documents (0.0%), 0.00 per 1,000 words"
    assert lines[5].split() == [
        "family",
        "kind",
        "planted",
        "found",
        "recall",
        "pass",
        "review",
        "fail",
        "n/a",
    ]
    assert lines[6].split()[:4] == ["symbols", "space-before-mark", "8", "0"]
    assert lines[8].startswith("  mean over 2 kinds ")
    assert lines[-1] == "Every gate met: max-unreadable: 0 of 8 documents unreadable, limit 0"


def test_the_json_report_follows_its_schema() -> None:
    schema = json.loads((PROJECT / "checks" / "drill" / "report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(record("--show", 2, "--per-kind", 2, "--min-recall", "0%", CLEAN))


def test_what_a_rule_finds_of_a_kind_is_its_recall() -> None:
    (kind,) = record(*STRAY, "--show", 99, CLEAN)["kinds"]
    signs = [miss["match"] for miss in kind["misses"]]
    assert kind["planted"] == 8
    assert kind["found"] == 8 - len(signs)
    assert "†" not in signs


def test_the_shipped_rules_find_what_every_rule_book_knows() -> None:
    result = drill("--kinds", "entity,doubled-paragraph", "--format", "json", CLEAN, rules=None)
    assert [kind["recall"] for kind in json.loads(result.stdout)["kinds"]] == [1.0, 1.0]


def test_the_shipped_rules_leave_the_clean_examples_alone() -> None:
    result = drill("--kinds", "entity", "--format", "json", "--max-false-alarms", "0", CLEAN, rules=None)
    assert json.loads(result.stdout)["clean"]["false_alarms"] == 0
    assert result.exit_code == 0


def test_the_same_seed_gives_the_same_bytes() -> None:
    arguments = ("--kinds", "s*", "--show", 2, CLEAN)
    assert drill(*arguments).stdout == drill(*arguments).stdout
    assert drill(*arguments).stdout != drill("--seed", 2, *arguments).stdout


def test_misses_are_shown_with_the_defect_marked() -> None:
    lines = drill("--kinds", "space-before-mark", "--show", 2, CLEAN).stdout.splitlines()
    misses = lines[lines.index("Misses") + 1 :]
    assert misses[0] == "  space-before-mark: 8 of 8 missed"
    assert "[[ ." in misses[1] or "[[ ," in misses[1]
    assert misses[2].startswith("      no finding (")
    assert sum("[[" in line for line in misses) == 2


def test_a_text_without_a_place_for_a_kind_is_counted(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("en-*.txt"))]
    plain = texts[0].translate({ord(mark): None for mark in "“”"})
    (kind,) = record("--kinds", "open-quotation", feed(tmp_path / "a.jsonl", [plain, texts[1]]))["kinds"]
    assert (kind["planted"], kind["not_applicable"]) == (1, 1)


def test_false_alarms_are_counted_by_rule_and_document(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("en-*.txt"))]
    texts[0] = texts[0].replace("bridge", "bridge†", 2)
    clean = record(*STRAY, feed(tmp_path / "a.jsonl", texts))["clean"]
    assert (clean["false_alarms"], clean["documents_with_alarm"]) == (2, 1)
    assert clean["rules"] == [{"rule": "symbols/stray-dagger", "findings": 2, "documents": 1}]
    assert clean["false_alarms_per_1000_words"] == pytest.approx(2000 / clean["words"], abs=1e-6)


def test_too_low_a_recall_fails_the_gate() -> None:
    result = drill("--kinds", "space-before-mark", "--min-recall", "60%", CLEAN)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "Gate failed: min-recall: mean recall 0.0%, limit 60%"
    assert "copydesk: gate failed: min-recall" in result.stderr


def test_too_many_false_alarms_fail_the_gate(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("en-*.txt"))]
    path = feed(tmp_path / "a.jsonl", [texts[0].replace("bridge", "bridge†"), *texts[1:]])
    assert drill(*STRAY, "--max-false-alarms", "1", path).exit_code == 0
    result = drill(*STRAY, "--max-false-alarms", "10%", path)
    assert result.exit_code == 1
    assert "max-false-alarms: 1 of 5 clean documents with an alarm, limit 10%" in result.stderr


def test_what_could_not_be_read_weighs_more_than_a_failed_gate(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("en-*.txt"))]
    path = feed(tmp_path / "a.jsonl", texts)
    with path.open("a") as file:
        file.write("{broken\n")
    assert drill("--kinds", "space-before-mark", "--min-recall", "60%", path).exit_code == 2
    assert drill(*STRAY, "--max-unreadable", "1", path).exit_code == 0


@pytest.mark.parametrize("value", ["60", "0.6", "101%", "much"])
def test_a_recall_that_is_no_share_is_refused(value: str) -> None:
    assert drill("--min-recall", value, CLEAN).exit_code == 2


def test_too_few_texts_end_in_words(tmp_path: Path) -> None:
    result = drill(feed(tmp_path / "a.jsonl", ["A short text.", "Another."]))
    assert result.exit_code == 2
    assert "needs at least 2 clean texts of 40 words or more, and there are 0 of 2" in result.stderr


def test_kinds_without_any_place_end_in_words(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("de-*.txt"))]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text, "language": "de"}) + "\n" for text in texts * 2))
    result = drill("--kinds", "to-pair", path)
    assert result.exit_code == 2
    assert "none of the texts has a place for a defect of these kinds" in result.stderr


def test_an_unknown_kind_is_refused_with_a_hint() -> None:
    result = drill("--kinds", "splise", CLEAN)
    assert result.exit_code == 2
    assert "did you mean 'splice'" in result.stderr


def test_no_input_is_bad_usage() -> None:
    assert drill().exit_code == 2


def test_the_kinds_are_listed_with_what_they_plant() -> None:
    lines = drill("--list-kinds").stdout.splitlines()
    at = lines.index("splice (garble)")
    assert lines[at + 1].startswith("    The stop between two sentences is lost:")
    assert len(lines) >= 2 * 40


def test_the_fields_and_the_language_of_a_feed_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("en-*.txt"))]
    path.write_text("".join(json.dumps({"prose": text}) + "\n" for text in texts))
    report = record("--field", "text=prose", "--lang", "sv", "--kinds", "to-pair,splice", path)
    assert [kind["planted"] for kind in report["kinds"]] == [5, 0]


def test_only_so_many_documents_are_used() -> None:
    result = drill("--documents", 3, *STRAY, CLEAN)
    assert "  3 documents, " in result.stdout
    assert "3 of 8 drawn by lot" in result.stdout


def test_nothing_is_said_on_standard_error_when_all_is_well() -> None:
    assert drill(*STRAY, CLEAN).stderr == ""
