from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_helpers import RULES, copydesk
from jsonschema import Draft202012Validator

BROKEN_WORD = "'The minister[[†]] said that talks had failed.'"


def rules(*arguments: object) -> list[str]:
    """The lines that `copydesk rules …` prints where it succeeds."""
    result = copydesk("rules", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_list_shows_id_severity_confidence_status_and_languages() -> None:
    lines = rules("list", "--rules", RULES)
    assert [line.split() for line in lines] == [
        ["rule", "severity", "confidence", "status", "languages"],
        ["garble/shouting-title", "info", "low", "stable", "any"],
        ["injection/read-more", "warning", "medium", "stable", "en"],
        ["symbols/stray-dagger", "error", "high", "stable", "any"],
    ]


def test_list_shows_that_a_rule_is_disabled(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"version: 1\nextends: {RULES}\nrules: {{symbols/stray-dagger: {{enabled: false}}}}\n")
    assert rules("list", "--rules", own)[-1].split()[3] == "disabled"


def test_list_as_json_has_every_rule_with_the_words_of_a_rule_file() -> None:
    listed = json.loads("\n".join(rules("list", "--rules", RULES, "--format", "json")))
    assert [rule["id"] for rule in listed] == [
        "garble/shouting-title",
        "injection/read-more",
        "symbols/stray-dagger",
    ]
    dagger = listed[2]
    assert dagger["match"]["characters"] == ["DAGGER"]
    assert dagger["unless"] == [{"pattern": r"†[ \t]?\d{4}", "because": "a year of death", "in": "hit"}]
    assert (dagger["languages"], listed[1]["languages"]) == ("any", ["en"])


def test_explain_shows_everything_about_a_rule() -> None:
    text = "\n".join(rules("explain", "symbols/stray-dagger", "--rules", RULES))
    for words in (
        "symbols/stray-dagger  error, high confidence, stable",
        'Stray "{match}" ({name}) in running text',
        "Daggers mark footnotes",
        "scope block; languages any",
        "kind symbol",
        "characters: DAGGER",
        "a year of death",
        r"†[ \t]?\d{4}  (overlapping the hit)",
        "remove (safe)",
        "The minister[[†]] said that talks had failed.",
        "De minister[[†]] zei niets.  (nl)",
        "Karl Huber (1901–†1974) was a painter.",
    ):
        assert words in text


def test_explain_fits_eighty_columns_where_there_is_no_terminal() -> None:
    assert max(map(len, rules("explain", "injection/read-more", "--rules", RULES))) <= 80


def test_explain_as_json_is_what_the_list_has() -> None:
    (line,) = rules("explain", "injection/read-more", "--rules", RULES, "--format", "json")
    listed = json.loads("\n".join(rules("list", "--rules", RULES, "--format", "json")))
    assert json.loads(line) == listed[1]


def test_explain_knows_old_ids(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    override = "{injection/read-more: {replaces: [injection/more]}}"
    own.write_text(f"version: 1\nextends: {RULES}\nrules: {override}\n")
    assert rules("explain", "injection/more", "--rules", own)[0].startswith("injection/read-more  ")


def test_explain_offers_the_rule_that_was_meant() -> None:
    result = copydesk("rules", "explain", "symbols/stray-daggers", "--rules", RULES)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'symbols/stray-dagger'?" in result.stderr


def test_rules_that_keep_their_word_close_with_their_number() -> None:
    assert rules("test", "--rules", RULES) == ["3 rules, 18 examples: all hold"]


def test_an_example_that_does_not_hold_is_named_and_is_1(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    broken = BROKEN_WORD.replace("[[†]]", "").replace("said", "[[said]]")
    own.write_text(RULES.read_text("utf-8").replace(BROKEN_WORD, broken), "utf-8")
    result = copydesk("rules", "test", "--rules", own)
    assert result.exit_code == 1
    failure, closing = result.stdout.splitlines()
    assert failure.startswith(str(own)) and "symbols/stray-dagger" in failure
    assert closing == "3 rules, 18 examples: 1 does not hold"


def test_no_rule_to_test_is_not_green(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("version: 1\nrules: {}\n")
    assert copydesk("rules", "test", "--rules", own).exit_code == 2


def test_validate_says_that_a_file_is_valid() -> None:
    assert rules("validate", RULES) == [f"{RULES}: 3 rules, valid"]


def test_validate_shows_every_fault_of_every_file_and_is_2(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("version: 1\nrule: {}\nscore: {fail_undr: 3}\n")
    two.write_text("version: 9\n")
    result = copydesk("rules", "validate", one, RULES, two)
    assert result.exit_code == 2
    places = [line.split(": ")[0] for line in result.stdout.splitlines()]
    assert places[:2] == [f"{one}:2:1", f"{one}:3:9"]
    assert str(RULES) in places and any(place.startswith(f"{two}:1") for place in places)


def test_validate_without_a_path_takes_the_rules_that_lie_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules.yaml").write_bytes(RULES.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert rules("validate") == ["rules.yaml: 3 rules, valid"]


def test_the_schema_of_rule_files_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json.loads("\n".join(rules("schema"))))
