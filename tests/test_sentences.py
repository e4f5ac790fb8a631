"""Where sentences end: the cases of tests/cases/sentences.yaml, and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.sentences import split_sentences

CASES = Path(__file__).parent / "cases" / "sentences.yaml"
BORDER = regex.compile(r" \| |\|")
BORDER_BEFORE_LINE = " | \n"

STOPS = st.text(st.sampled_from(' \n\t.!?…"”“»«’)(†1aAä。！「」؟।;M\u00a0\u200b\x1c\ud800'), max_size=60)
LANGUAGES = st.sampled_from(["en", "de", "fr", "el", "zh", "unknown"])


def cases() -> Iterator[Any]:
    for language, listed in yaml.safe_load(CASES.read_text(encoding="utf-8")).items():
        for case in listed:
            fields = {"text": case} if isinstance(case, str) else case
            reason = fields.get("miss")
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            yield pytest.param(
                language,
                fields["text"],
                fields.get("wrapped", False),
                marks=marks,
                id=f"{language}: {fields['text'][:60]!r}",
            )


def sentences(text: str, language: str, lines_end: bool = True) -> list[str]:
    spans = split_sentences(text, 0, len(text), language, lines_end=lines_end)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(("language", "marked", "wrapped"), list(cases()))
def test_sentences_end_where_the_case_says(language: str, marked: str, wrapped: bool) -> None:
    expected = [part.strip() for part in BORDER.split(marked)]
    spaced = marked.replace(BORDER_BEFORE_LINE, "\n").replace(" | ", " ").replace("|", "")
    assert sentences(spaced, language, lines_end=not wrapped) == expected


def test_the_cases_are_many() -> None:
    assert len(list(cases())) >= 100


def test_a_stretch_is_split_as_if_it_stood_alone() -> None:
    text = "Not this. He came. She left. Nor this."
    spans = split_sentences(text, 10, 28, "en")
    assert [text[start:end] for start, end in spans] == ["He came.", "She left."]


def test_a_footnote_mark_after_a_space_stays_with_its_sentence() -> None:
    assert sentences("It is over. † Nobody came.", "en") == ["It is over. †", "Nobody came."]


def test_a_number_ends_a_sentence_unless_the_language_writes_ordinals_so() -> None:
    text = "It was 3. Oslo won."
    assert sentences(text, "en") == ["It was 3.", "Oslo won."]
    assert sentences(text, "no") == [text]


def test_a_semicolon_ends_a_sentence_in_greek_alone() -> None:
    text = "Who; Nobody"
    assert sentences(text, "el") == ["Who;", "Nobody"]
    assert sentences(text, "en") == [text]


def test_white_space_alone_holds_no_sentence() -> None:
    assert sentences(" \n\u00a0 ", "en") == []


@pytest.mark.parametrize(
    "unit", [".", "\n", "\n ", ". ", '."', "!?", "“", "a.", "A. (", "; ", "。", "U.S. -", " "]
)
def test_a_run_of_any_length_is_split_in_one_pass(unit: str) -> None:
    text = unit * 100_000  # hours, if the scan began anew at each character
    assert (
        sum(end - start for start, end in split_sentences(text, 0, len(text), "el")) >= len(text.strip()) / 4
    )


@given(STOPS, LANGUAGES, st.booleans())
def test_sentences_cover_what_is_not_white_space_and_have_none_around_them(
    text: str, language: str, lines_end: bool
) -> None:
    spans = list(split_sentences(text, 0, len(text), language, lines_end=lines_end))
    covered = [False] * len(text)
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered[start:end] = [True] * (end - start)
        end_before = end
    assert all(inside or character.isspace() for inside, character in zip(covered, text, strict=True))


@given(STOPS, LANGUAGES, st.integers(0, 20), st.integers(0, 20))
def test_what_stands_around_a_stretch_changes_nothing(
    text: str, language: str, start: int, length: int
) -> None:
    end = min(len(text), start + length)
    start = min(start, end)
    inside = [(a + start, b + start) for a, b in split_sentences(text[start:end], 0, end - start, language)]
    assert list(split_sentences(text, start, end, language)) == inside
