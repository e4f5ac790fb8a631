"""Dates whose weekday the calendar denies; `[[…]]` marks what must be found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import contexts, found, hits

from checks.document import Document
from checks.kinds.calendar import Calendar

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("The council met on [[Monday, March 3, 2021]], at noon.", "en"),
        ("The council met on [[Monday 3 March 2021]].", "en"),
        ("The council met on [[Monday, the 3rd of March 2021]].", "en"),
        ("The council met on [[Monday, Sept. 3, 2021]].", "en"),
        ("Der Rat tagte am [[Montag, dem 3. März 2021]].", "de"),
        ("Le conseil s’est réuni le [[lundi 3 mars 2021]].", "fr"),
        ("El consejo se reunió el [[lunes 3 de marzo de 2021]].", "es"),
        ("Il consiglio si è riunito [[lunedì 3 marzo 2021]].", "it"),
        ("De raad kwam bijeen op [[maandag 3 maart 2021]].", "nl"),
        ("O conselho reuniu-se na [[segunda-feira, 3 de março de 2021]].", "pt"),
    ],
)
def test_finds_a_weekday_that_the_calendar_denies(marked: str, language: str) -> None:
    assert found(Calendar(), marked, language=language) == marked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The council met on Wednesday, March 3, 2021.", "en", id="the right day"),
        pytest.param("The council met on Monday, March 3.", "en", id="no year"),
        pytest.param("The council met on Monday. March 3, 2021 is past.", "en", id="another sentence"),
        pytest.param("It fell on Monday, July 4, 1776.", "en", id="an early year"),
        pytest.param("It was Monday, February 31, 2021.", "en", id="no such day"),
        pytest.param("Der Rat tagte am Sonnabend, 6. März 2021.", "de", id="a second name of the day"),
        pytest.param("Το συμβούλιο, 3 March 2021.", "el", id="a language without names"),
    ],
)
def test_leaves_alone(text: str, language: str) -> None:
    assert found(Calendar(), text, language=language) == text


def test_early_years_can_be_asked_for() -> None:
    marked = "It fell on [[Tuesday, July 4, 1910]]."
    assert found(Calendar(), marked) == marked.replace("[[", "").replace("]]", "")
    assert found(Calendar(first_year=1900), marked) == marked


def test_tells_the_weekday_that_the_calendar_has() -> None:
    (hit,) = hits(Calendar(), "El consejo se reunió el lunes 3 de marzo de 2021.", language="es")
    assert hit.values == {"weekday": "miércoles"}


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_one_weekday_of_seven_is_right(day: date, weekday: int) -> None:
    text = f"They met on {WEEKDAYS[weekday]}, {day:%B} {day.day}, {day.year}."
    assert bool(hits(Calendar(), text)) == (weekday != day.weekday())


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("It met on Monday, March 3. What it said on [[Tuesday, March 3]], is lost.", "en"),
        ("It met on Monday 3 March. On [[Tuesday, 3 March]], and on [[Friday 3 March]], it slept.", "en"),
        ("Er tagte am Montag, 3. März.\n\nAm [[Dienstag, 3. März]] schlief er.", "de"),
        ("Il s’est réuni lundi 3 mars. Ce qu’il a dit [[mardi 3 mars]] est perdu.", "fr"),
    ],
)
def test_against_the_text_finds_a_day_with_a_second_weekday(marked: str, language: str) -> None:
    assert found(Calendar(against="text"), marked, "document", language) == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It met on Monday, March 3, and on Monday, March 3.", id="the same weekday"),
        pytest.param("It met on Monday, March 3, and on Tuesday, March 4.", id="another day"),
        pytest.param("It met on Monday, March 3, and on Tuesday, April 3.", id="another month"),
        pytest.param("It met on Monday, March 3, and on Tuesday, March 3, 2020.", id="a date with a year"),
    ],
)
def test_against_the_text_leaves_other_days_alone(text: str) -> None:
    assert not hits(Calendar(against="text"), text, "document")


def test_against_the_text_names_the_first_weekday() -> None:
    (hit,) = hits(Calendar(against="text"), "It met on Monday, March 3, and on Tuesday, March 3.", "document")
    assert hit.values == {"weekday": "monday"}


DATE_WORDS = ("Monday", "monday", "Tuesday,", "Sundays", "March", "3", "3rd", "2021", "the", "of", "\n", ".")


@given(st.lists(st.sampled_from(DATE_WORDS)), st.sampled_from(["calendar", "text"]))
def test_looking_where_weekdays_stand_finds_the_same(words: list[str], against: str) -> None:
    kind = Calendar(against=against)  # type: ignore[arg-type]
    text = " ".join(words)
    (context,) = contexts(Document(text, declared_language="en"), "document")
    assert list(kind.find_at(context, range(len(text)))) == list(kind.find(context))
