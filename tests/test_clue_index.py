"""The index of clues is the same out of the cache as gathered, and never that of other rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checks import Checker, RuleSet, load_rules
from checks.cache_folder import NO_CACHE
from checks.clue_index import MAX_FILES, gathered, index_of

TEXT = (
    "Leave a Reply\n\nThe the price of corn†, he said . It cost €40,000 euros.\n\n"
    "Subscribe to our newsletter\n\nSHARE THIS ARTICLE\n\n"
    "The Biden-to-Biden meeting was held on Monday 31 February."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache's folder, empty."""
    monkeypatch.delenv(NO_CACHE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache" / "copydesk"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("clues-*"))


@pytest.mark.parametrize("language", ["en", "de", "unknown"])
def test_what_comes_back_is_what_was_gathered(folder: Path, rules: RuleSet, language: str) -> None:
    first = index_of(rules.rules, language)
    again = index_of(rules.rules, language)

    assert len(kept(folder)) == 1
    assert again == first == gathered(rules.rules, language)


def test_a_checker_finds_the_same_with_it(folder: Path, rules: RuleSet) -> None:
    results = [Checker(load_rules()).check(TEXT) for _ in range(3)]

    assert len(kept(folder)) == 1
    assert results[0] == results[1] == results[2] == Checker(rules, prefilter=False).check(TEXT)
    assert results[0].findings


def test_languages_and_choices_of_rules_have_their_own(folder: Path, rules: RuleSet) -> None:
    index_of(rules.rules, "en")
    index_of(rules.rules, "de")
    index_of(rules.rules[:-1], "en")

    assert len(kept(folder)) == 3


def test_rules_that_are_not_as_they_were_read_get_none(folder: Path, rules: RuleSet) -> None:
    changed = replace(rules.rules[0], severity="info")
    index_of((changed, *rules.rules[1:]), "en")

    assert not kept(folder)


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b"null", b"[1, {}, [[]], [], 3, {}, {}]", b"\xff\xfe", b"[" * 9999]
)
def test_a_broken_file_is_as_good_as_none(folder: Path, rules: RuleSet, garbage: bytes) -> None:
    index = index_of(rules.rules, "en")
    (file,) = kept(folder)
    file.write_bytes(garbage)

    assert index_of(rules.rules, "en") == index
    assert file.read_bytes() != garbage


def test_few_clues_are_not_kept(folder: Path, rules: RuleSet) -> None:
    index_of(rules.rules[:2], "en")

    assert not kept(folder)


def test_the_oldest_files_go(folder: Path, rules: RuleSet) -> None:
    folder.mkdir(parents=True)
    for number in range(MAX_FILES + 3):
        (folder / f"clues-{number}.json").write_text("[]")
    index_of(rules.rules, "en")

    assert len(kept(folder)) == MAX_FILES


def test_without_a_cache_nothing_is_written(
    folder: Path, rules: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NO_CACHE, "1")
    index_of(rules.rules, "en")

    assert not folder.exists()
