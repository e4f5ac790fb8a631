"""Words that a first name denies; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from kind_helpers import found, hits

from checks.kinds.gender import Gender

WRONG = [
    "At noon [[Angela Brandner began his career]] again.",
    "At noon [[Oscar Lind introduced herself]] to all.",
    "At noon [[Oscar Lind has devoted her life]] to boats.",
    "At noon [[Angela Brandner, who lost his mother]] in May, sang.",
    "The [[actress Oscar Lind]] came.",
    "A [[businessman Angela Brandner]] came.",
    "At noon [[Angela Brandner talked to himself]].",
]

SOUND = [
    pytest.param("At noon Angela Brandner began her career again.", id="her own"),
    pytest.param("At noon Angela Brandner praised his career.", id="another's"),
    pytest.param("At noon Angela Brandner asked Oscar himself.", id="a man between"),
    pytest.param("At noon Angela Brandner's driver hurt himself.", id="a genitive"),
    pytest.param("The friend of Angela Brandner hurt himself.", id="not the subject"),
    pytest.param("Oscar and Angela Brandner lost his mother.", id="two people"),
    pytest.param("At noon Robin Brandner hurt himself, then herself.", id="a name of both"),
    pytest.param("The spokesman Angela Brandner came.", id="an office"),
    pytest.param("The actress met Oscar Lind.", id="no apposition"),
    pytest.param("A Marine General hurt herself.", id="no first name"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("marked", WRONG)
def test_finds_what_the_name_denies(marked: str) -> None:
    assert found(Gender(), marked) == marked


@pytest.mark.parametrize("text", SOUND)
def test_leaves_alone(text: str) -> None:
    assert not hits(Gender(), text)


def test_reads_english_alone() -> None:
    assert not hits(Gender(), "At noon Angela Brandner began his career.", language="nl")
    clues = Gender().clues("nl")
    assert clues is not None
    assert not clues.literals


def test_every_hit_shows_a_clue() -> None:
    clues = Gender().clues("en")
    assert clues is not None
    assert all(any(clue in marked.lower() for clue in clues.literals) for marked in WRONG)


def test_names_who_is_meant() -> None:
    (hit,) = hits(Gender(), "At noon Angela Brandner began his career.")
    assert hit.values == {"name": "Angela Brandner"}
