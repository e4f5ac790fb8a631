"""Units that hold a cue of every group in one language; `[[…]]` marks what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_helpers import found, hits

from checks.kinds.cues import Cues

PITCH = Cues(
    start={"en": ("Get", "Sign up"), "de": ("Hol dir", "Lade"), "ja": ("登録",)},
    groups=(
        {"en": ("our app", "the newsletter"), "de": ("unsere App",), "ja": ("アプリ",)},
        {"en": ("today", "for free"), "de": ("heute", "kostenlos"), "ja": ("無料",)},
    ),
    max_words=12,
)
ANYWHERE = Cues(groups=({"en": ("in your inbox",)}, {"en": ("every day", "daily")}))


@pytest.mark.parametrize(
    "marked",
    [
        "[[Get our app today]]",
        "[[» Sign up: the newsletter comes for free.]]",
        "It rained.\n\n[[Get it now, for free: our  app!]]\n\nIt snowed.",
        "[[HOL DIR HEUTE UNSERE APP]]",
        "[[登録してアプリを無料で]]",
    ],
)
def test_finds_a_unit_with_a_cue_of_every_group(marked: str) -> None:
    assert found(PITCH, marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Get our app",
        "Today you get our app",
        "Getting our app today",
        "Get our apple today",
        "Get unsere App heute",
        "Get our app today, she said, and none of the children in the room looked up.",
    ],
)
def test_is_silent_where_one_is_missing_or_the_unit_is_long(text: str) -> None:
    assert found(PITCH, text) == text


def test_without_an_opening_the_cues_may_stand_anywhere_and_in_any_order() -> None:
    assert found(ANYWHERE, "[[All the news, every day in your inbox.]]").startswith("[[")
    assert found(ANYWHERE, "[[In your inbox: our daily letter]]").startswith("[[")


def test_cues_run_whatever_the_language_of_the_document() -> None:
    assert hits(PITCH, "Get our app today", language="sv")
    assert hits(PITCH, "Get our app today", language="unknown")


def test_the_message_may_name_the_cues() -> None:
    (hit,) = hits(PITCH, "GET it today: our app")
    assert hit.values == {"cues": "get, our app, today"}


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"groups": ()}, "at least one group"),
        ({"groups": ({},)}, "none of them empty"),
        ({"groups": ({"en": ("a",)}, {"de": ("b",)})}, "'de' has no phrases"),
        ({"groups": ({"en": ("a",)},), "start": {"de": ("b",)}}, "'de' has no phrases"),
        ({"groups": ({"en": ("…",)},)}, "no letter or digit"),
        ({"groups": ({"en": ("a",)},), "max_words": 0}, "counts from 1"),
    ],
)
def test_fields_that_make_no_sense_are_refused(fields: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Cues(**fields)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(["Get", "sign up", "our APP", "the newsletter", "today", "for  free", "–", "rain"]),
        max_size=8,
    ).map(" ".join)
)
def test_a_hit_is_the_unit_and_shows_a_clue(text: str) -> None:
    clues = PITCH.clues("en")
    for hit in hits(PITCH, text):
        assert text[hit.start : hit.end].strip() == text.strip()
        bare = text.lower().lstrip(" –")
        assert any(bare.startswith(opening) for opening in clues.openings)
