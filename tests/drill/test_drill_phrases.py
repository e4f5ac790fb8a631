from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from checks.drill.phrases import FALLBACK, load, phrases
from checks.language import LANGUAGES

THEMES = sorted(entry.name[:-5] for entry in files("checks.drill").joinpath("data").iterdir())
BY_LANGUAGE = [
    (theme, section) for theme in ("furniture", "replies", "spam", "teasers") for section in load(theme)
]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme not in ("signs", "words")])
def test_every_phrase_is_a_line_of_text(theme: str) -> None:
    for phrase in leaves(load(theme)):
        assert isinstance(phrase, str)
        assert phrase == phrase.strip() != ""


@pytest.mark.parametrize(("theme", "section"), BY_LANGUAGE)
def test_phrases_are_there_in_seven_languages(theme: str, section: str) -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "nl"} <= set(load(theme)[section])
    assert set(load(theme)[section]) <= set(LANGUAGES)


def test_a_language_without_phrases_gets_english_ones() -> None:
    assert phrases("spam", "spam", "fi") == phrases("spam", "spam", FALLBACK)


def test_signs_have_unicode_names() -> None:
    signs = load("signs")
    assert all(unicodedata.lookup(name) for name in [*signs["stray"], *signs["zero_width"]])


def test_no_control_ends_a_line() -> None:
    assert all(len(f"a{chr(code)}b".splitlines()) == 1 for code in load("signs")["controls"])
