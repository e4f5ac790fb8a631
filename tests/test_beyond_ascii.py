"""The characters beyond the typewriter's: all of them, in order, and nothing else."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from checks.beyond_ascii import beyond_ascii

TYPEWRITTEN = frozenset(string.ascii_letters + string.digits + string.punctuation + " \t\n\r")


@given(st.text(st.characters() | st.sampled_from("a \n\x00\x7f\x85\ud800")))
def test_all_characters_but_the_typewritten_are_left(text: str) -> None:
    assert beyond_ascii(text) == "".join(character for character in text if character not in TYPEWRITTEN)
