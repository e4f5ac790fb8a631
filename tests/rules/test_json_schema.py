from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rule_files import SOUND, errors_of

from checks.rules import default_rules
from checks.rules.json_schema import json_schema
from checks.rules.source import Value, read_yaml

PROJECT = Path(__file__).parents[2]
COMMITTED = PROJECT / "checks" / "rules" / "rules.schema.json"
VALIDATOR = Draft202012Validator(json_schema())


def plain(text: str) -> Any:
    """A rule file as editors see it: typed as the loader types it, for YAML's own typing knows more words."""
    value = read_yaml(text, "house.yaml", [])
    assert value is not None
    return _data(value)


def _data(value: Value) -> Any:
    if isinstance(value.data, dict):
        return {key: _data(entry.value) for key, entry in value.data.items()}
    return list(map(_data, value.data)) if isinstance(value.data, list) else value.data


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_the_committed_schema_is_the_one_the_code_draws() -> None:
    drawn = json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=False) + "\n"

    renew = "renew it: python -m checks rules schema > checks/rules/rules.schema.json"
    assert COMMITTED.read_text("utf-8") == drawn, renew


@pytest.mark.parametrize(
    "path", [default_rules(), PROJECT / "checks" / "commands" / "starter.yaml"], ids=lambda path: path.name
)
def test_our_own_rule_files_are_valid(path: Path) -> None:
    errors = VALIDATOR.iter_errors(plain(path.read_text("utf-8")))

    assert [f"{'.'.join(map(str, error.path))}: {error.message[:200]}" for error in errors] == []


OVER = "version: 1\nextends: default\nrules:\n  symbols/stray-dagger: "
SOUND_FILES = {
    "a rule": SOUND,
    "nothing": "version: 1\n",
    "a pack": SOUND.replace("version: 1\n", ""),
    "no rules": "version: 1\nextends: default@1\nrules:\n",
    "several bases": "version: 1\nextends: [default, house/pack.yaml]\n",
    "an override": OVER + "{severity: info, enabled: false}\n",
    "an unset field": OVER + "{fix: null, unless: null}\n",
    "an edited list": OVER + "{match: {characters: {add: [PILCROW SIGN]}}}\n",
    "edited languages": OVER + "{languages: {add: [nl]}}\n",
    "no threshold": SOUND + "score: {fail_on: null, weights: {'symbols/*': 2}}\ngate: {max_failed: 3}\n",
}


@pytest.mark.parametrize("text", SOUND_FILES.values(), ids=SOUND_FILES)
def test_sound_files_are_valid(text: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(text))] == []


MISTAKES = {
    "unknown top key": "version: 1\nrule: {}\n",
    "another version": SOUND.replace("version: 1", "version: 2"),
    "version as text": SOUND.replace("version: 1", "version: '1'"),
    "extends a mapping": "version: 1\nextends: {default: 1}\n",
    "unknown family": SOUND.replace("symbols/", "symbol/"),
    "id in capitals": SOUND.replace("lone-dagger", "Lone-Dagger"),
    "unknown kind": SOUND.replace("kind: symbol", "kind: simbol"),
    "unknown field": SOUND.replace("    why:", "    wy: x\n    why:"),
    "missing field": SOUND.replace("    severity: error\n", ""),
    "unknown severity": SOUND.replace("severity: error", "severity: eror"),
    "unknown scope": SOUND.replace("scope: block", "scope: blok"),
    "unknown language": SOUND.replace("[en, nl]", "[en, dutch]"),
    "unknown field of the kind": SOUND.replace("characters:", "character:"),
    "unknown language of the kind": SOUND.replace("symbol\n", "phrase\n").replace(
        "characters: [DAGGER]", "block: {xx: [Read more]}"
    ),
    "unknown field of an exception": SOUND.replace("because:", "reason:"),
    "unknown field of an edit": SOUND.replace("[en, nl]", "{ad: [en]}"),
    "a word for a truth": SOUND.replace("    why:", "    enabled: no\n    why:"),
    "text for a number": SOUND.replace("    why:", "    limit: few\n    why:"),
    "unknown setting": SOUND + "score: {fail_undr: 1}\n",
    "unknown verdict": SOUND + "gate: {fail_verdicts: [failed]}\n",
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES)
def test_what_the_schema_catches_the_loader_refuses_too(tmp_path: Path, text: str) -> None:
    assert list(VALIDATOR.iter_errors(plain(text)))
    assert errors_of(tmp_path, text)
