from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.history.columns import ESCAPE, restored, storable

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from(["\0", "\ud800", "\udfff", ESCAPE, "0", "A"]))


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    assert restored(storable(text)) == text


@given(ANY_TEXT)
def test_what_is_stored_every_database_takes(text: str) -> None:
    assert b"\0" not in storable(text).encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_characters=["\0", ESCAPE])))
def test_other_text_is_stored_as_it_is(text: str) -> None:
    assert storable(text) == text
