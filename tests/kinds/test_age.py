"""One person with two ages; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from kind_helpers import found, hits

from checks.kinds.age import Age

CLASHES = [
    ("Lena Brandner, 34, sang. Nobody knew the [[43-year-old Brandner]].", "en"),
    ("Lena Brandner, 34, sang. Then [[Lena Brandner, 43]], left.", "en"),
    ("Lena Brandner, aged 34, sang. [[Brandner is 43 years old]].", "en"),
    ("The 34-year-old singer Lena Brandner came. Then [[Brandner, 43]], left.", "en"),
    ("Lena Brandner, 34, sang. Then Mayor [[Brandner, 43]], left.", "en"),
    ("Lena van Brandner, 34, sang. Then [[Lena van Brandner, 43]], left.", "en"),
    ("Lena Brandner (34) sang. Dann ging die [[43-jährige Brandner]].", "de"),
    ("Lena Brandner (34) zong. Toen vertrok de [[43-jarige Brandner]].", "nl"),
    ("Lena Brandner, 34 ans, a chanté. Au port, [[Lena Brandner, 43 ans]], dort.", "fr"),
    ("Lena Brandner, de 34 años, cantó. En el puerto [[Lena Brandner, de 43 años]], duerme.", "es"),
    ("Lena Brandner, 34 anni, ha cantato. Poi [[Lena Brandner, di 43 anni]], è partita.", "it"),
    ("Lena Brandner, de 34 anos, cantou. Depois [[Lena Brandner, de 43 anos]], saiu.", "pt"),
]

SOUND = [
    pytest.param("Lena Brandner, 34, sang. Then Brandner, 34, left.", "en", id="one age"),
    pytest.param("Lena Brandner, 34, sang. Her father, Jens Brandner, 61, left.", "en", id="two people"),
    pytest.param(
        "Lena Brandner, 34, sang. Jens Brandner, 61, left. The 61-year-old Brandner slept.",
        "en",
        id="one of two",
    ),
    pytest.param("Lena Brandner, 34, sang. Then Tobias Brandner, 61, left.", "en", id="another first name"),
    pytest.param("Lena Brandner, 34, sang. The 35-year-old Brandner left.", "en", id="a birthday"),
    pytest.param("Lena Brandner, 34, sang. In 2011 the 21-year-old Brandner left.", "en", id="a year"),
    pytest.param("Lena Brandner, 34, sang. The then 21-year-old Brandner had left.", "en", id="a time past"),
    pytest.param("Lena Brandner, 34, sang. Brandner had 43 boats, 43, all old.", "en", id="no age"),
    pytest.param("Brandner (34) traf. Dann traf Brandner (43) noch einmal.", "de", id="minutes of a game"),
    pytest.param(
        "Lena Brandner, 34, lauloi. Sitten Lena Brandner, 43, lähti.", "fi", id="a language without forms"
    ),
    pytest.param("", "en", id="nothing"),
]


@pytest.mark.parametrize(("marked", "language"), CLASHES)
def test_finds_the_second_age(marked: str, language: str) -> None:
    assert found(Age(), marked, "document", language) == marked


@pytest.mark.parametrize(("text", "language"), SOUND)
def test_leaves_other_ages_alone(text: str, language: str) -> None:
    assert not hits(Age(), text, "document", language)


def test_names_who_it_is_and_the_first_age() -> None:
    (hit,) = hits(Age(), "Lena Brandner, 34, sang. Nobody knew the 43-year-old Brandner.", "document")
    assert hit.values == {"other": "34", "name": "Lena Brandner"}


def test_the_difference_that_counts_can_be_set() -> None:
    text = "Lena Brandner, 34, sang. The 35-year-old Brandner left."
    assert hits(Age(min_difference=1), text, "document")
