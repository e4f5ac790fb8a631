"""A pattern as a value: checked when it is made, compiled when it is first used."""

from __future__ import annotations

import pytest
import regex

from checks.dialect import Pattern, PatternError


def test_a_source_outside_the_dialect_is_refused_when_made() -> None:
    with pytest.raises(PatternError) as caught:
        Pattern(r"(\w+) \1")
    assert caught.value.offset == 6


def test_a_source_that_could_mark_nothing_is_refused_when_made() -> None:
    with pytest.raises(PatternError, match="can match the empty text"):
        Pattern("a*")


def test_compiles_only_when_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_pattern = regex.compile

    def counting(source: str) -> regex.Pattern[str]:
        compiled.append(source)
        return compile_pattern(source)

    monkeypatch.setattr(regex, "compile", counting)
    pattern = Pattern("read (?:more|on)")
    assert compiled == []
    assert pattern.compiled is pattern.compiled
    assert compiled == ["read (?:more|on)"]


def test_the_compiled_pattern_matches_by_unicode() -> None:
    assert Pattern(r"\bé\w+").compiled.findall("un été, l’élan") == ["été", "élan"]


def test_reads_as_its_source() -> None:
    assert str(Pattern(r"\Aby \p{Lu}")) == r"\Aby \p{Lu}"


def test_equal_by_source_used_or_not() -> None:
    used, unused = Pattern("abc"), Pattern("abc")
    assert used.compiled
    assert used == unused
    assert hash(used) == hash(unused)
