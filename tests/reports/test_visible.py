from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.reports.excerpt import CONTEXT, LONGEST_SPAN, excerpt
from checks.reports.visible import shortened, visible

ANYTHING = st.text(st.characters(exclude_categories=()))
"""Lone surrogates too."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"),
        ("\x1b[31m", "\N{SYMBOL FOR ESCAPE}[31m"),
        ("\x07\x00", "\N{SYMBOL FOR BELL}\N{SYMBOL FOR NULL}"),
        ("\x7f\x9b", "<U+007F><U+009B>"),
        ("one\ntwo\r\nthree", "one\N{RETURN SYMBOL}two\N{RETURN SYMBOL}three"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}x\N{POP DIRECTIONAL FORMATTING}", "<U+202E>x<U+202C>"),
        ("\N{LEFT-TO-RIGHT ISOLATE}\N{ZERO WIDTH SPACE}", "<U+2066><U+200B>"),
        ("\N{LINE SEPARATOR}\N{ZERO WIDTH NO-BREAK SPACE}", "<U+2028><U+FEFF>"),
        ("\ud800\uffff", "<U+D800><U+FFFF>"),
        ("##[error]x", "##<U+005B>error]x"),
        ("##vso[task.x]†", "##vso<U+005B>task.x]†"),
        ("## A heading [1]", "## A heading [1]"),
        ("a\N{NO-BREAK SPACE}b", "a\N{NO-BREAK SPACE}b"),
    ],
)
def test_what_acts_or_hides_becomes_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_unusual_spaces_show_where_they_may_be_the_fault() -> None:
    assert visible("a\N{NO-BREAK SPACE} b", spaces=True) == "a<U+00A0> b"


@given(ANYTHING)
def test_shown_text_holds_no_control_and_nothing_without_shape(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in shown)
    shown.encode("utf-8")


@given(st.text(), st.integers(3, 50))
def test_a_shortened_text_keeps_its_ends(text: str, length: int) -> None:
    short = shortened(text, length)
    assert len(short) <= length
    head, ellipsis, tail = short.partition("\N{HORIZONTAL ELLIPSIS}")
    assert short == text or (ellipsis and text.startswith(head) and text.endswith(tail))


LONG = "As ever, the council met on Tuesday to discuss the budget and the roads. Then it rose for the summer."


def test_context_is_cut_at_words() -> None:
    start = LONG.index("discuss")
    shown = excerpt(LONG, start, start + len("discuss"))
    assert shown == ("…council met on Tuesday to ", "discuss", " the budget and the roads.…")


def test_context_ends_with_the_text() -> None:
    assert excerpt("A mark† here.", 6, 7) == ("A mark", "†", " here.")


def test_line_breaks_around_a_span_are_one_sign() -> None:
    assert excerpt("One.\r\n\r\n  Two.\n\nThree.", 10, 14) == ("One.⏎", "Two.", "⏎Three.")


def test_a_long_span_loses_its_middle() -> None:
    text = "x" * 500 + "y" * 500
    shown = excerpt(text, 0, len(text)).span
    assert len(shown) == LONGEST_SPAN
    assert shown.startswith("xxx") and "…" in shown and shown.endswith("yyy")


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"))), st.data())
def test_an_excerpt_quotes_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + LONGEST_SPAN)))
    before, span, after = excerpt(text, start, end)
    assert span == text[start:end]
    assert text[:start].endswith(before.removeprefix("…"))
    assert text[end:].startswith(after.removesuffix("…"))
    assert len(before) <= CONTEXT + 1 and len(after) <= CONTEXT + 1
