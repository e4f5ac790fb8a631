"""Patterns that were compiled before: the same as compiled now, and never instead of one that differs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import regex

from checks.cache_folder import NO_CACHE
from checks.dialect import compiled, compiling
from checks.dialect.compiling import MIN_SOURCE

SOURCES = [
    r"(?i)\b(?P<span>(?:the|a|one) (?:pattern|patterns) (?:that|which) (?:is|are) (?:long|longer)) enough\b",
    r"(?<=\p{Lu}\p{Ll}{2,20}[ ])(?:und|oder|aber|nicht)(?=[ ]\p{Ll}{2,20}(?!\p{L}))|\p{Greek}{3,}",
    r"^(?:[\p{L}\p{M}]++[ ,;.]{1,3}){2,40}(?P<last>\d{1,4})$|(?m:^)[“”]\s*+(?P<sign>[†‡])(?:\s|$)|(?i:İ|ſ|ß)",
]
TEXT = (
    "One pattern that is longer enough. Lübeck und viele andere. αβγ δεζ\nsome words, more words; 1999\n“ † "
    "The Patterns which are long enough, ſ, ẞ and İ"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the patterns, empty."""
    monkeypatch.delenv(NO_CACHE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path / "copydesk" / "patterns"


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*")) if folder.exists() else []


def forget() -> None:
    regex.purge()
    compiling.kept_in.cache_clear()


def matches(pattern: regex.Pattern[str]) -> list[tuple[tuple[int, int], dict[str, str]]]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(TEXT)]


@pytest.mark.parametrize("source", SOURCES)
def test_what_comes_back_is_what_was_compiled(folder: Path, source: str) -> None:
    first = compiled(source)
    forget()
    again = compiled(source)

    assert len(files(folder)) == 1
    assert again.pattern == source
    assert again.groupindex == first.groupindex == regex.compile(source).groupindex
    assert matches(again) == matches(first) == matches(regex.compile(source))
    assert matches(first)


def test_short_patterns_are_not_kept(folder: Path) -> None:
    assert compiled("a" * (MIN_SOURCE - 1)).fullmatch("a" * (MIN_SOURCE - 1))
    assert files(folder) == []


def test_nothing_is_kept_without_a_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_CACHE, "1")

    assert matches(compiled(SOURCES[0]))
    assert files(folder) == []


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 500, b"0" * 64 + b'\n["a", 0]'])
def test_a_damaged_file_is_as_good_as_none(folder: Path, damage: bytes) -> None:
    first = compiled(SOURCES[0])
    [file] = files(folder)
    whole = file.read_bytes()
    for content in (damage, whole[: len(whole) // 2], whole.replace(b"tuple", b"tupel")):
        file.write_bytes(content)
        forget()

        assert matches(compiled(SOURCES[0])) == matches(first)


def test_a_file_of_another_pattern_is_not_taken(folder: Path) -> None:
    compiled(SOURCES[0])
    [one] = files(folder)
    compiled(SOURCES[1])
    [other] = set(files(folder)) - {one}
    one.write_bytes(other.read_bytes())

    assert compiled(SOURCES[0]).pattern == SOURCES[0]


def test_a_folder_that_others_may_write_is_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)

    assert matches(compiled(SOURCES[0]))
    assert files(folder) == []


def test_several_at_once(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        patterns = list(pool.map(compiled, SOURCES * 8))

    assert [pattern.pattern for pattern in patterns] == SOURCES * 8
    assert len(files(folder)) == len(SOURCES)
