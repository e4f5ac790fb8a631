"""Rule sets out of the cache: the same as read from the files, and never instead of a fault."""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rule_files import SOUND

from checks import Checker, RuleErrors, RuleSet, load_rules
from checks.cache_folder import NO_CACHE
from checks.rules.cache import MAX_ENTRIES, MIN_BYTES

HOUSE = SOUND.replace("rules:", "names: {allow: [Quuxbury]}\nrules:") + "# padding\n" * (MIN_BYTES // 10 + 1)
OVER_DEFAULT = "version: 1\nextends: default\nrules: {symbols/soft-hyphen: {enabled: false}}\n"
TEXT = "The minister† said.\n\nLeave a Reply\n\nThe the price of Quuxbury†, he said . It cost €40,000 euros."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache's folder, empty."""
    monkeypatch.delenv(NO_CACHE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache" / "copydesk"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.yaml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("rules-*")) if folder.exists() else []


def plant(entry: Path, **values: object) -> None:
    """Write other values into an entry's head, and a sum that is right for them."""
    _, files, head, *parts = entry.read_bytes().split(b"\n")
    body = b"\n".join((files, json.dumps(json.loads(head) | values).encode(), *parts))
    entry.write_bytes(b"%08x\n" % zlib.crc32(body) + body)


def uncached(house: Path, monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    with monkeypatch.context() as environment:
        environment.setenv(NO_CACHE, "1")
        return load_rules(house)


def test_what_comes_back_is_what_was_read(folder: Path, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write_text(OVER_DEFAULT, encoding="utf-8")
    read = load_rules(house)
    kept = load_rules(house)

    assert len(entries(folder)) == 1
    assert read == kept == uncached(house, monkeypatch)
    assert (
        Checker(kept).check(TEXT) == Checker(read).check(TEXT) == Checker(kept, prefilter=False).check(TEXT)
    )
    assert Checker(kept).check(TEXT).findings


def test_an_entry_is_used(folder: Path, house: Path) -> None:
    load_rules(house)
    (entry,) = entries(folder)
    plant(entry, vocabulary=["planted"])

    assert load_rules(house).vocabulary == {"planted"}


def test_a_changed_file_is_read_anew(folder: Path, house: Path) -> None:
    load_rules(house)
    house.write_text(HOUSE.replace("Quuxbury", "Jazzbury"), encoding="utf-8")

    assert load_rules(house).vocabulary == {"jazzbury"}


def with_word(word: str, why: str = "Nobody says so.") -> str:
    """The house's rules, one of them looking for a word."""
    match = SOUND[SOUND.index("    match:") : SOUND.index("    unless:")]
    examples = SOUND[SOUND.index("    examples:") :]
    found = f"""\
    examples:
      bad: ['A [[{word}]] came.', 'The [[{word}]] left.', 'No [[{word}]] here.']
      good: ['A goose came.', 'The goose left.', 'No goose here.']
"""
    made = SOUND.replace(match, f"    match: {{pattern: {word}}}\n").replace(examples, found)
    made = (
        made.replace("The note was dropped.", why)
        .replace("kind: symbol", "kind: pattern")
        .replace("[en, nl]", "any")
    )
    return made + "# padding\n" * (MIN_BYTES // 10 + 1)


def found_in(house: Path, text: str) -> list[str]:
    return [finding.match for finding in Checker(load_rules(house)).check(text).findings]


def test_what_was_derived_is_taken_over_by_an_edited_file(folder: Path, house: Path) -> None:
    house.write_text(with_word("gannet"), encoding="utf-8")
    assert found_in(house, "A gannet came.") == ["gannet"]
    (entry,) = entries(folder)
    _, body = entry.read_bytes().split(b"\n", 1)
    other = body.replace(b'\\"gannet\\"', b'\\"plover\\"')  # the text by which the pattern is looked for
    assert other != body
    entry.write_bytes(b"%08x\n" % zlib.crc32(other) + other)

    house.write_text(with_word("gannet", "It is a bird."), encoding="utf-8")
    assert found_in(house, "A gannet came.") == []


def test_a_match_that_was_edited_takes_nothing_over(folder: Path, house: Path) -> None:
    house.write_text(with_word("gannet"), encoding="utf-8")
    load_rules(house)
    house.write_text(with_word("plover"), encoding="utf-8")

    assert entries(folder)
    assert found_in(house, "A gannet came, and a plover.") == ["plover"]


def test_a_changed_file_beneath_is_read_anew(folder: Path, house: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(HOUSE, encoding="utf-8")
    house.write_text("version: 1\nextends: base.yaml\n", encoding="utf-8")
    load_rules(house)
    base.write_text(HOUSE.replace("Quuxbury", "Jazzbury"), encoding="utf-8")

    assert load_rules(house).vocabulary == {"jazzbury"}


def test_an_entry_with_a_changed_byte_is_not_used(folder: Path, house: Path) -> None:
    read = load_rules(house)
    (entry,) = entries(folder)
    data = entry.read_bytes()
    entry.write_bytes(data.replace(b"quuxbury", b"jazzbury"))

    assert load_rules(house) == read


def test_threads_that_ask_for_a_rule_at_once_get_the_same(folder: Path, house: Path) -> None:
    house.write_text(OVER_DEFAULT, encoding="utf-8")
    read = load_rules(house)
    kept = load_rules(house)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda rule: rule.match, [rule for rule in kept.rules for _ in range(8)]))

    assert found == [rule.match for rule in read.rules for _ in range(8)]


def test_a_rule_that_was_not_read_yet_can_be_sent_to_another_process(folder: Path, house: Path) -> None:
    house.write_text(OVER_DEFAULT, encoding="utf-8")
    read = load_rules(house)

    assert pickle.loads(pickle.dumps(load_rules(house))) == read


@pytest.mark.parametrize("fault", ["rules:", "no-such-key: 1\nrules:"])
def test_a_fault_is_told_each_time(folder: Path, house: Path, fault: str) -> None:
    load_rules(house)
    house.write_text(
        HOUSE.replace("rules:", f"{fault}\n  symbols/no-such-rule: {{enabled: false}}", 1), encoding="utf-8"
    )

    for _ in range(2):
        with pytest.raises(RuleErrors):
            load_rules(house)


def test_a_file_that_is_gone_is_missed(folder: Path, house: Path) -> None:
    load_rules(house)
    house.unlink()

    with pytest.raises(RuleErrors, match="no such rule file"):
        load_rules(house)


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b"null", b'{"files": [], "rules": {}}', b"\xff\xfe", b"[" * 9999]
)
def test_a_broken_entry_is_as_good_as_none(folder: Path, house: Path, garbage: bytes) -> None:
    read = load_rules(house)
    (entry,) = entries(folder)
    entry.write_bytes(garbage)

    assert load_rules(house) == read
    assert entry.read_bytes() != garbage


def test_the_cache_may_be_switched_off(folder: Path, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_CACHE, "1")
    load_rules(house)

    assert not entries(folder)


def test_where_nothing_can_be_written_rules_load(
    folder: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.parent.write_text("no folder")

    assert load_rules(house) == uncached(house, monkeypatch)


def test_small_rule_files_are_not_kept(folder: Path, house: Path) -> None:
    house.write_text("version: 1\n", encoding="utf-8")
    load_rules(house)

    assert not entries(folder)


def test_old_entries_are_pruned(folder: Path, house: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(MAX_ENTRIES + 3):
        (folder / f"rules-{number}.json").write_text("{}")
    load_rules(house)

    assert len(entries(folder)) == MAX_ENTRIES
    assert load_rules(house).vocabulary


def test_many_may_read_and_write_at_once(folder: Path, house: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        sets = list(pool.map(load_rules, [house] * 4))

    assert all(rule_set == sets[0] for rule_set in sets)
    assert [entry.suffix for entry in entries(folder)] == [".json"]
