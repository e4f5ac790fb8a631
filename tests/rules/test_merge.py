from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import SOUND, errors_of, load

from checks import load_rules

RULE = "symbols/lone-dagger"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sound rules as base.yaml, for house.yaml to build on."""
    (tmp_path / "base.yaml").write_text(SOUND)
    return tmp_path


def over(change: str, extends: str = "base.yaml") -> str:
    """A rule file that overrides the one rule of base.yaml."""
    return f"version: 1\nextends: {extends}\nrules:\n  {RULE}:\n    {change}\n"


def test_without_extends_a_file_starts_empty(tmp_path: Path) -> None:
    assert [rule.id for rule in load(tmp_path, SOUND).rules] == [RULE]


@pytest.mark.parametrize("name", ["default", "default@1", "[default]"])
def test_default_stands_for_the_shipped_rules(tmp_path: Path, name: str) -> None:
    assert load(tmp_path, f"version: 1\nextends: {name}\n").rules == load_rules().rules


def test_an_override_changes_only_what_it_says(folder: Path) -> None:
    (base,) = load_rules(folder / "base.yaml").rules

    (rule,) = load(folder, over("severity: info")).rules

    assert rule.severity == "info"
    assert (rule.confidence, rule.match, rule.examples) == (base.confidence, base.match, base.examples)


def test_a_rule_can_be_switched_off(folder: Path) -> None:
    assert not load(folder, over("enabled: false")).rules[0].enabled


def test_rules_of_both_files_are_there(folder: Path) -> None:
    new = SOUND.partition("rules:\n")[2].replace(RULE, "symbols/another")

    rule_set = load(folder, f"version: 1\nextends: base.yaml\nrules:\n{new}")

    assert [rule.id for rule in rule_set.rules] == ["symbols/another", RULE]


def test_sections_are_merged_key_by_key(folder: Path) -> None:
    (folder / "base.yaml").write_text(
        SOUND + "score: {fail_under: 50, review_under: 70}\nnames: {allow: [Ann]}\n"
    )

    rule_set = load(folder, "version: 1\nextends: base.yaml\nscore: {review_under: 90}\n")

    assert (rule_set.score.fail_under, rule_set.score.review_under) == (50, 90)
    assert rule_set.vocabulary == {"ann"}


def test_later_files_lie_over_earlier_ones_and_the_file_itself_over_all(folder: Path) -> None:
    (folder / "one.yaml").write_text(over("{severity: info, limit: 1, why: one}"))
    (folder / "two.yaml").write_text(over("{severity: warning, limit: 2}"))

    (rule,) = load(folder, over("limit: 3", extends="[base.yaml, one.yaml, two.yaml]")).rules

    assert (rule.limit, rule.severity, rule.why) == (3, "warning", "The note was dropped.")


def test_a_pack_holds_rules_alone_and_needs_no_version(folder: Path) -> None:
    (folder / "pack.yaml").write_text(SOUND.replace("version: 1\n", "").replace(RULE, "garble/of-the-pack"))

    rule_set = load(folder, "version: 1\nextends: [base.yaml, pack.yaml]\n")

    assert [rule.id for rule in rule_set.rules] == ["garble/of-the-pack", RULE]


def test_paths_count_from_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "base.yaml").write_text(SOUND)
    (tmp_path / "packs" / "pack.yaml").write_text("version: 1\nextends: base.yaml\n")

    assert len(load(tmp_path, "version: 1\nextends: packs/pack.yaml\n").rules) == 1


def test_two_ways_to_one_file_are_no_circle(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text("version: 1\nextends: base.yaml\n")

    assert len(load(folder, "version: 1\nextends: [one.yaml, two.yaml]\n").rules) == 1


@pytest.mark.parametrize(
    ("edit", "languages"),
    [
        ("[de]", ("de",)),
        ("de", ("de",)),
        ("{add: [de]}", ("en", "nl", "de")),
        ("{remove: [en]}", ("nl",)),
        ("{add: [de], remove: [nl]}", ("en", "de")),
        ("{remove: [en, nl], add: [en]}", ("en",)),
    ],
)
def test_a_list_is_replaced_or_edited(folder: Path, edit: str, languages: tuple[str, ...]) -> None:
    assert load(folder, over(f"languages: {edit}")).rules[0].languages == languages


def test_a_lone_word_below_is_edited_as_the_list_it_stands_for(folder: Path) -> None:
    (folder / "base.yaml").write_text(SOUND.replace("[en, nl]", "en"))

    assert load(folder, over("languages: {add: [nl]}")).rules[0].languages == ("en", "nl")


def test_mappings_in_lists_are_removed_by_content(folder: Path) -> None:
    change = "unless: {add: [{pattern: 'x', because: y}], remove: [{because: a footnote, pattern: '^†'}]}"

    (exception,) = load(folder, over(change)).rules[0].unless

    assert exception.because == "y"


def test_what_has_no_list_yet_can_be_added_to(folder: Path) -> None:
    (folder / "base.yaml").write_text(
        SOUND.replace("    unless:\n      - {pattern: '^†', because: a footnote}\n", "")
    )

    assert len(load(folder, over("unless: {add: [{pattern: x, because: y}]}")).rules[0].unless) == 1


@pytest.mark.parametrize(
    ("change", "field", "default"),
    [("fix: null", "fix", None), ("unless: ~", "unless", ()), ("limit:", "limit", 5)],
)
def test_null_unsets_a_field(folder: Path, change: str, field: str, default: object) -> None:
    (folder / "base.yaml").write_text(SOUND.replace("    why:", "    limit: 3\n    why:"))

    assert getattr(load(folder, over(change)).rules[0], field) == default


def test_null_unsets_a_setting(folder: Path) -> None:
    (folder / "base.yaml").write_text(SOUND + "score: {fail_under: 10}\n")

    assert load(folder, "version: 1\nextends: base.yaml\nscore: {fail_under: null}\n").score.fail_under == 60


def test_null_is_a_threshold_of_its_own(folder: Path) -> None:
    rule_set = load(folder, "version: 1\nextends: base.yaml\nscore: {review_on: null}\n")

    assert rule_set.score.review_on is None


def test_an_override_with_another_kind_brings_its_own_match(folder: Path) -> None:
    (rule,) = load(folder, over("{kind: pattern, match: {pattern: '†'}}")).rules

    assert rule.kind == "pattern"


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ("severity: eror", [f"5:15: unknown {RULE}.severity 'eror' (did you mean 'error'?)"]),
        ("languages: {remove: [en, nd]}", ["5:30: nothing to remove: 'nd' is not in the list"]),
        (
            "match: {characters: {remove: [DAGGERS]}}",
            ["5:35: nothing to remove: 'DAGGERS' is not in the list (did you mean 'DAGGER'?)"],
        ),
        (
            "unless: {remove: [{pattern: x}]}",
            ["5:23: nothing to remove: what is written here is not in the list"],
        ),
        (
            "languages: {ad: [de], remove: [en]}",
            ["5:17: an edit of a list: unknown field 'ad' (did you mean 'add'?)"],
        ),
        ("languages: {add: de}", ["5:22: `add` and `remove` take a list"]),
        (
            "match: {characters: [DAGER]}",
            [f"5:12: {RULE}.match: no Unicode character is named 'DAGER' (did you mean 'DAGGER'?)"],
        ),
        ("message: '{nme}'", [f"5:14: {RULE}: unknown placeholder {{nme}} (did you mean 'name'?)"]),
        ("absorb: x", [f"5:13: {RULE}: `absorb` needs `span: block`"]),
        ("{kind: names, scope: document}", [f"4:3: {RULE}: 'match' is missing"]),
    ],
)
def test_a_faulty_override_is_told_in_the_file_that_is_to_be_mended(
    folder: Path, change: str, errors: list[str]
) -> None:
    assert errors_of(folder, over(change)) == [f"house.yaml:{error}" for error in errors]


def test_a_fault_below_is_told_in_the_file_below(folder: Path) -> None:
    (folder / "base.yaml").write_text(SOUND.replace("severity: error", "severity: eror"))

    (error,) = errors_of(folder, over("confidence: low"))

    assert error.startswith("base.yaml:5:15: ")


def test_an_override_that_breaks_what_lies_below_is_told_where_it_stands(folder: Path) -> None:
    base = SOUND.replace("    why:", "    span: block\n    absorb: x\n    why:")
    (folder / "base.yaml").write_text(base)

    assert errors_of(folder, over("span: match")) == [
        f"house.yaml:5:11: {RULE}: `absorb` needs `span: block`"
    ]


def test_an_override_of_no_rule_names_the_one_that_was_meant(folder: Path) -> None:
    (error,) = errors_of(folder, over("enabled: false").replace(RULE, "symbols/lone-dager"))

    assert error.startswith("house.yaml:4:3: ")
    assert f"(did you mean '{RULE}'?)" in error
