from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.kinds._fluency_tokens import CAPITAL, CASELESS, LOWER, Lexicon, tokens, words

LEXICON = Lexicon(["the", "u.s.", "'s", '"', "-", "...", "#", "#1", "#year", ".", "@ing", "@"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biden's U.S. trip.", ["Biden", "'s", "U.S.", "trip", "."]),
        ("a well-known 12.5 in 1998…", ["a", "well", "-", "known", "12.5", "in", "1998", "…"]),
        ("l’été", ["l", "’été"]),
        ("wait.... now", ["wait", "....", "now"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=60))
def test_tokens_lie_in_order_and_leave_only_space(text: str) -> None:
    found = tokens(text, 0, len(text))
    assert all(text[token.start : token.end] == token.text for token in found)
    assert [token for token in found if not token.text] == []
    left = list(text)
    for token in found:
        left[token.start : token.end] = " " * (token.end - token.start)
    assert "".join(left).strip() == ""


@pytest.mark.parametrize(
    ("token", "entry"),
    [
        ("THE", "the"),
        ("“", '"'),
        ("—", "-"),
        ("…", "..."),
        ("’S", "'s"),
        ("1998", "#year"),
        ("7", "#1"),
        ("3,000", "#"),
        ("running", "@ing"),
        ("zebra", "@"),
    ],
)
def test_tokens_are_known_by_their_plain_form_or_their_ending(token: str, entry: str) -> None:
    assert LEXICON.entries[LEXICON.number(token)] == entry


def test_case_tells_nothing_in_a_sentence_without_it() -> None:
    assert LEXICON.encode(["The", "zebra"])[1] == [CAPITAL, LOWER]
    assert LEXICON.encode(["the", "zebra"])[1] == [CASELESS, CASELESS]
    assert LEXICON.encode(["THE", "ZEBRA"])[1] == [CASELESS, CASELESS]
