from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_files import SOUND, errors_of, load

from checks import RuleErrors, load_rules

RULE = "symbols/lone-dagger"


def replaced(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new)


TOP = "version: 1\n"
LAUGHS = TOP + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
LAUGHS += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))

BAD = {
    # The file as a whole
    "empty": ("", ["1:1: the file is empty"]),
    "a comment alone": ("# nothing\n", ["1:1: the file is empty"]),
    "a scalar": ("rules", ["1:1: a rule file is a mapping"]),
    "a list": ("- rules", ["1:1: a rule file is a mapping"]),
    "two documents": ("version: 1\n---\nversion: 1\n", ["2:1: a second document begins"]),
    "not UTF-8": (b"version: 1\nrules: \xff", ["1:1: house.yaml is not UTF-8 (byte 18)"]),
    "UTF-16": (SOUND.encode("utf-16"), ["1:1: house.yaml is not UTF-8"]),
    "a control character": ("a: é\nb: éé\x01\n", ["2:6: the character U+0001 may not stand"]),
    "a tab as indent": (
        replaced("    kind", "\tkind"),
        ["4:1: not well-formed YAML: a tab indents the line"],
    ),
    "not closed": (replaced("[DAGGER]", "[DAGGER"), ["not well-formed YAML: did not find expected"]),
    "a lone surrogate": (replaced("The note", '"\\ud800"'), ["14:13: not well-formed YAML"]),
    "nested deeply": ("a: " + "[" * 100_000, ["1:64: nested more than 60 levels deep"]),
    "mappings nested deeply": ("{a: " * 100_000, ["nested more than 60 levels deep"]),
    "an alias of itself": (TOP + "rules: &a [*a, *a]\n", ["2:12: *a stands for nothing"]),
    "an alias of nothing": (TOP + "rules: *a\n", ["2:8: *a stands for nothing"]),
    "billion laughs": (LAUGHS, ["more than 500000 values"]),
    "a Python object": (
        replaced("The note was dropped.", "!!python/name:os.system x"),
        ["14:10: the tag !!python/name:os.system is not allowed"],
    ),
    "a Python object as mapping": (
        replaced("    match:", "    match: !!python/object:os.system"),
        ["9:12: the tag !!python/object:os.system is not allowed"],
    ),
    "a tag on a list": (replaced("[DAGGER]", "!!set [DAGGER]"), ["10:19: the tag !!set is not allowed"]),
    "a tag on a key": (replaced("    why:", "    !!str why:"), ["14:5: the tag !!str is not allowed"]),
    "a tag of the house": (replaced("The note", "!note The note"), ["14:10: the tag !note is not allowed"]),
    "a key twice": (
        replaced("    why:", "    kind: symbol\n    why:"),
        ["14:5: 'kind' stands twice; first in line 4"],
    ),
    "a rule twice": (
        SOUND + SOUND.partition("rules:\n")[2],
        [f"19:3: '{RULE}' stands twice; first in line 3"],
    ),
    "a list as key": (TOP + "? [a]\n: b\n", ["2:3: a key must be a word"]),
    "a merge key": (replaced("    why:", "    <<: {a: b}\n    why:"), [f"14:5: {RULE}: unknown field '<<'"]),
    # Top keys
    "unknown top key": (TOP + "rule: {}\n", ["2:1: the file: unknown field 'rule' (did you mean 'rules'?)"]),
    "version missing": ("rules: {}\nnames: {}\n", ["1:1: `version: 1` is missing"]),
    "another version": ("version: 2\n", ["1:10: `version` must be the number 1"]),
    "version as text": ("version: '1'\n", ["1:10: `version` must be the number 1"]),
    "version true": ("version: true\n", ["1:10: `version` must be the number 1"]),
    "version 1.0": ("version: 1.0\n", ["1:10: `version` must be the number 1"]),
    "rules as a list": (TOP + "rules: [a]\n", ["2:8: rules must be a mapping from ids to rules"]),
    # What a file extends
    "unknown field of a source": (
        TOP + "sources: {'a*': {langage: nl}}\n",
        ["2:18: sources.a*: unknown field 'langage' (did you mean 'language'?)"],
    ),
    "unknown target of a source": (
        TOP + "sources:\n  'a*': {fields: {txt: body}}\n",
        ["3:19: sources.a*.fields: unknown field 'txt' (did you mean 'text'?)"],
    ),
    "unknown format of a source": (
        TOP + "sources: {'a*': {format: jsnl}}\n",
        ["2:26: unknown sources.a*.format 'jsnl' (did you mean 'jsonl'?)"],
    ),
    "unknown language of a source": (
        TOP + "sources: {'a*': {language: dutsch}}\n",
        ["sources.a*: unknown language 'dutsch'"],
    ),
    "extends an unknown path": (TOP + "extends: [hous.yaml]\n", ["2:11: no such rule file: hous.yaml"]),
    "extends a folder": (TOP + "extends: .\n", ["2:10: ", "cannot be read"]),
    "extends no path": (TOP + 'extends: "a\\0b"\n', ["2:10: ", "is no path"]),
    "extends a long path": (TOP + f"extends: {'a' * 5000}\n", ["2:10: "]),
    "extends a mapping": (TOP + "extends: {a: b}\n", ["2:10: `extends` takes `default`"]),
    "extends itself": (TOP + "extends: house.yaml\n", ["2:10: house.yaml extends itself"]),
    "another major version": (
        TOP + "extends: default@2\n",
        ["2:10: default@2: this copydesk ships default@1"],
    ),
    "an absurd major version": (TOP + f"extends: default@{'9' * 5000}\n", ["2:10: default@999"]),
    # One rule
    "a bad id": (
        replaced(RULE, "symbols/Lone_Dagger"),
        ["3:3: 'symbols/Lone_Dagger': an id is family/kebab-case"],
    ),
    "a bad family": (replaced(RULE, "symbol/x"), ["3:3: unknown family 'symbol' (did you mean 'symbols'?)"]),
    "a rule that is null": (
        TOP + "rules: {symbols/x: }\n",
        ["symbols/x must be a mapping; `enabled: false`"],
    ),
    "unknown rule field": (
        replaced("    why:", "    severty: error\n    why:"),
        [f"14:5: {RULE}: unknown field 'severty' (did you mean 'severity'?)"],
    ),
    "an id inside": (replaced("    why:", "    id: x\n    why:"), [f"14:5: {RULE}: unknown field 'id'"]),
    "missing field": (replaced("    severity: error\n", ""), [f"3:3: {RULE}: 'severity' is missing"]),
    "nothing to override": (
        TOP + "rules: {symbols/x: {enabled: false}}\n",
        ["symbols/x: no rule has this id"],
    ),
    "unknown kind": (
        replaced("kind: symbol", "kind: simbol"),
        ["4:11: unknown kind 'simbol' (did you mean 'symbol'?)"],
    ),
    "unknown severity": (
        replaced("severity: error", "severity: eror"),
        [f"5:15: unknown {RULE}.severity 'eror' (did you mean 'error'?)"],
    ),
    "severity as a list": (
        replaced("severity: error", "severity: [error]"),
        ["5:15: unknown", "one of error, warning"],
    ),
    "unknown language": (replaced("[en, nl]", "[en, dutch]"), ["8:21: unknown language 'dutch'"]),
    "unknown language of the kind": (
        SOUND.replace("kind: symbol", "kind: phrase").replace(
            "characters: [DAGGER]", "block: {xx: [Read more]}"
        ),
        [f"10:15: {RULE}.match.block: unknown language 'xx'"],
    ),
    "unknown scope": (
        replaced("scope: block", "scope: blok"),
        [f"7:12: unknown {RULE}.scope 'blok' (did you mean"],
    ),
    "no scope": (replaced("scope: block", "scope: []"), [f"7:12: {RULE}: names no scope"]),
    "wrong scope for the kind": (
        replaced("kind: symbol", "kind: names").replace("characters: [DAGGER]", "min_length: 5"),
        [f"7:12: {RULE}: kind names has no scope 'block'; it has document"],
    ),
    "unknown field of the kind": (
        replaced("characters:", "character:"),
        [f"10:7: {RULE}.match: unknown field 'character' (did you mean 'characters'?)"],
    ),
    "a value the kind refuses": (
        replaced("DAGGER", "DAGER"),
        [f"10:7: {RULE}.match: no Unicode character is named 'DAGER' (did you mean 'DAGGER'?)"],
    ),
    "a number beyond all characters": (
        replaced("DAGGER", "U+FFFFFFFFFFFFFFFFFFFF"),
        [f"10:7: {RULE}.match: "],
    ),
    "a run of none": (
        replaced("[DAGGER]", "[DAGGER]\n      min_run: 0"),
        [f"10:7: {RULE}.match: min_run counts from 1 to 1000"],
    ),
    "a run of too many": (
        replaced("[DAGGER]", "[DAGGER]\n      min_run: 99999999999"),
        ["10:7: ", "min_run"],
    ),
    "a bad pattern": (
        replaced("'^†'", "'a(b'"),
        [f"12:19: {RULE}.unless.pattern: ", "at character 2 of 'a(b'"],
    ),
    "a pattern that is a number": (
        replaced("'^†'", "5"),
        ["12:19: ", "must be a pattern in quotes, not '5'"],
    ),
    "missing in a list": (
        replaced(", because: a footnote", ""),
        [f"12:9: {RULE}.unless: 'because' is missing"],
    ),
    "unknown placeholder": (
        replaced("{match}", "{nane}"),
        [f"13:14: {RULE}: unknown placeholder {{nane}} (did you mean 'name'?)"],
    ),
    "placeholder without a name": (
        replaced("{match}", "{}"),
        ["13:14: ", "unknown placeholder {}; one of match"],
    ),
    "placeholder with a format": (
        replaced("{match}", "{match:>999999999}"),
        ["13:14: ", "{match} takes no format"],
    ),
    "placeholder with a conversion": (
        replaced("{match}", "{match!r}"),
        ["13:14: ", "{match} takes no format"],
    ),
    "an attribute of a placeholder": (
        replaced("{match}", "{match.x}"),
        ["13:14: ", "unknown placeholder {match.x}"],
    ),
    "a brace not closed": (replaced("{match}", "{match"), ["13:14: ", "write {{ and }} for braces"]),
    "text for a number": (
        replaced("    why:", "    limit: few\n    why:"),
        ["must be a whole number, not 'few'"],
    ),
    "a decimal for a whole number": (
        replaced("    why:", "    limit: 1.5\n    why:"),
        ["must be a whole number"],
    ),
    "truth for a number": (
        replaced("    why:", "    limit: true\n    why:"),
        ["must be a whole number, not 'true'"],
    ),
    "a limit of none": (
        replaced("    why:", "    limit: 0\n    why:"),
        ["14:12: ", "limit must be at least 1"],
    ),
    "a word for a truth": (
        replaced("    why:", "    enabled: no\n    why:"),
        ["must be true or false, not 'no'"],
    ),
    "a list for text": (
        replaced("The note was dropped.", "[a]"),
        [f"14:10: {RULE}.why must be text, not a list"],
    ),
    "nothing for text": (
        replaced("why: The note was dropped.", "why:"),
        [f"{RULE}.why must be text, not nothing"],
    ),
    "a mapping for a list": (replaced("[DAGGER]", "{a: b}"), ["10:19: ", "must be a list, not a mapping"]),
    "absorb without blocks": (
        replaced("    why:", "    absorb: x\n    why:"),
        ["14:13: ", "needs `span: block`"],
    ),
    "replace without a text": (
        replaced("action: remove", "action: replace"),
        ["15:10: ", "goes with `with:`"],
    ),
    "a text without replace": (replaced("safety: safe", "with: x"), ["15:10: ", "goes with `with:`"]),
    # Examples
    "too few examples": (
        replaced("['† A note.', 'Nothing here.', 'A double ‡ stays.']", "[a, b]"),
        [f"17:7: {RULE}: needs at least 3 good examples"],
    ),
    "an example in an unknown language": (
        replaced("'† A note.'", "{text: a, language: xx}"),
        ["unknown language 'xx'"],
    ),
    "an example without a text": (
        replaced("'† A note.'", "{language: en}"),
        ["18:14: ", "give text, html or title"],
    ),
    "an example with two texts": (replaced("'† A note.'", "{text: a, html: b}"), ["18:14: ", "not both"]),
    # Sections
    "unknown setting": (
        SOUND + "score: {fail_undr: 1}\n",
        ["19:9: score: unknown field 'fail_undr' (did you mean"],
    ),
    "a threshold out of reach": (
        SOUND + "score: {fail_under: 101}\n",
        ["19:8: score: fail_under must lie between"],
    ),
    "a weight below nothing": (
        SOUND + "score: {weights: {'*': -1}}\n",
        ["19:8: score: the weight of '*' must lie"],
    ),
    "a weight of no rule": (
        SOUND + "score: {weights: {'symbol/*': 2}}\n",
        ["19:19: score.weights: no rule matches 'symbol/*'"],
    ),
    "a gate of nonsense": (
        SOUND + "gate: {max_failed: some}\n",
        ["19:7: gate: max_failed: 'some' is neither"],
    ),
    "a blank name": (SOUND + "names: {allow: [a, ' ']}\n", ["19:8: names: an allowed name is blank"]),
}


@pytest.mark.parametrize(("text", "parts"), BAD.values(), ids=BAD)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str | bytes, parts: list[str]) -> None:
    (error,) = errors_of(tmp_path, text)

    assert error.startswith("house.yaml:")
    for part in parts:
        assert part in error


def test_all_faults_of_a_file_are_told_in_one_go(tmp_path: Path) -> None:
    text = (
        SOUND.replace("severity: error", "severity: eror")
        .replace("[en, nl]", "[en, xx, yy]")
        .replace("'^†'", "'['")
        .replace("{match}", "{mtch}")
        .replace("'† A note.', 'Nothing here.', ", "")
    )
    text += "  symbols/Other: {kind: symbl, severity: [a], whi: b, message: '{'}\n"
    text += "score: {fail_undr: 1}\ngate: {max_failed: x}\nnames: {alow: []}\nsomething: else\n"

    lines = [int(re.match(r"house\.yaml:(\d+):\d+: ", error)[1]) for error in errors_of(tmp_path, text)]  # type: ignore[index]

    assert set(lines) == {5, 8, 12, 13, 17, 19, 20, 21, 22, 23}
    assert lines.count(8) == 2
    assert lines.count(19) >= 6
    assert lines == sorted(lines)


def test_a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors, match=r"gone\.yaml:1:1: no such rule file"):
        load_rules(tmp_path / "gone.yaml")


def test_a_missing_base_brings_no_faults_that_only_follow_from_it(tmp_path: Path) -> None:
    text = (
        "version: 1\nextends: gone.yaml\nrules: {symbols/x: {enabled: false}}\nscore: {weights: {'*': 1}}\n"
    )

    assert errors_of(tmp_path, text) == ["house.yaml:2:10: no such rule file: gone.yaml"]


def test_files_that_extend_each_other_are_named(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("version: 1\nextends: house.yaml\n")

    assert errors_of(tmp_path, "version: 1\nextends: other.yaml\n") == [
        "other.yaml:2:10: house.yaml extends itself"
    ]


def test_links_that_lead_in_a_circle_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "ring.yaml").symlink_to("ring.yaml")

    assert errors_of(tmp_path, "version: 1\nextends: ring.yaml\n")[0].startswith("house.yaml:2:10: ")


def test_an_override_of_an_old_id_is_told_the_new_one(tmp_path: Path) -> None:
    text = SOUND.replace("    why:", "    replaces: [symbols/cross]\n    why:")
    text += "  symbols/cross: {enabled: false}\n"

    assert f"it is now '{RULE}'" in errors_of(tmp_path, text)[0]


def test_the_digest_changes_with_the_files_and_only_with_them(tmp_path: Path) -> None:
    first, again, other = (load(tmp_path, text).digest for text in (SOUND, SOUND, SOUND + "# more\n"))

    assert first == again != other


def test_a_mistyped_default_is_corrected(tmp_path: Path) -> None:
    (error,) = errors_of(tmp_path, "version: 1\nextends: defualt\n")

    assert error.endswith("defualt (did you mean 'default'?)")
