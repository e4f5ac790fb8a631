from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import SOUND, errors_of, load

RULE = "symbols/lone-dagger"


def test_a_sound_file_becomes_typed_rules(tmp_path: Path) -> None:
    rule_set = load(tmp_path, SOUND)

    (rule,) = rule_set.rules
    assert (rule.id, rule.family, rule.kind, rule.severity) == (RULE, "symbols", "symbol", "error")
    assert (rule.scope, rule.languages, rule.limit, rule.enabled) == (("block",), ("en", "nl"), 5, True)
    assert rule.fix is not None
    assert rule.fix.action == "remove"
    assert rule.examples.good[0].text == "† A note."
    assert rule_set.path == str(tmp_path / "house.yaml")


def test_rules_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    body = SOUND.partition("rules:\n")[2]
    more = body.replace(RULE, "garble/z") + body.replace(RULE, "garble/a")

    assert [rule.id for rule in load(tmp_path, SOUND + more).rules] == ["garble/a", "garble/z", RULE]


def test_the_scope_left_out_is_the_first_of_the_kind(tmp_path: Path) -> None:
    assert load(tmp_path, SOUND.replace("    scope: block\n", "")).rules[0].scope == ("block",)


@pytest.mark.parametrize("languages", ["any", "[any]", "[]", "[en, any]"])
def test_any_language_is_asked_for_by_the_word_alone(tmp_path: Path, languages: str) -> None:
    text = SOUND.replace("[en, nl]", languages)
    if languages == "any":
        assert load(tmp_path, text).rules[0].languages == ()
    else:
        assert "write `languages: any` for all" in errors_of(tmp_path, text)[0]


def test_a_lone_word_stands_for_a_list_of_one(tmp_path: Path) -> None:
    text = SOUND.replace("[en, nl]", "en").replace("[DAGGER]", "DAGGER")

    (rule,) = load(tmp_path, text).rules

    assert rule.languages == ("en",)


def test_names_are_kept_folded_and_with_single_spaces(tmp_path: Path) -> None:
    rule_set = load(tmp_path, SOUND + "names: {allow: ['Van  der\tMeer', Weiß]}\n")

    assert rule_set.vocabulary == {"van der meer", "weiss"}


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "Yes",
        "off",
        "2024-05-01",
        "1_000",
        "0x1F",
        "1e3",
        ".inf",
        "12:30:45",
        "0o17",
        "True",
        "<<",
        "=",
    ],
)
def test_words_stay_words(tmp_path: Path, word: str) -> None:
    assert load(tmp_path, SOUND.replace("The note was dropped.", word)).rules[0].why == word


@pytest.mark.parametrize(("number", "text"), [("007", "007"), ("1.50", "1.50"), ("-3", "-3")])
def test_a_number_where_text_is_asked_for_stays_as_it_was_written(
    tmp_path: Path, number: str, text: str
) -> None:
    assert load(tmp_path, SOUND.replace("The note was dropped.", number)).rules[0].why == text


def test_numbers_and_truths_are_typed(tmp_path: Path) -> None:
    text = SOUND.replace("    why:", "    limit: 3\n    enabled: false\n    why:")

    rule_set = load(tmp_path, text + "score: {fail_under: 50, weights: {'symbols/*': 0.5}}\n")

    assert (rule_set.rules[0].limit, rule_set.rules[0].enabled) == (3, False)
    assert (rule_set.score.fail_under, rule_set.score.weights) == (50.0, {"symbols/*": 0.5})


def test_text_outside_quotes_is_only_what_quotes_make_it(tmp_path: Path) -> None:
    assert "'5' must" not in "".join(
        errors_of(tmp_path, SOUND.replace("    why:", "    limit: '5'\n    why:"))
    )
    assert errors_of(tmp_path, SOUND.replace("    why:", "    limit: '5'\n    why:")) == [
        f"house.yaml:14:12: {RULE}.limit must be a whole number, not '5'"
    ]


@pytest.mark.parametrize("mark", ["\N{ZERO WIDTH NO-BREAK SPACE}", ""])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_line_ends_of_any_editor_are_fine(
    tmp_path: Path, mark: str, line_end: str
) -> None:
    assert len(load(tmp_path, mark + SOUND.replace("\n", line_end)).rules) == 1


def test_an_alias_repeats_what_its_anchor_names(tmp_path: Path) -> None:
    text = SOUND.replace("good: [", "good: &same [") + "      known_miss: *same\n"

    examples = load(tmp_path, text).rules[0].examples

    assert examples.known_miss == examples.good
