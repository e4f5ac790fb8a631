"""How rare a text is in prose: what it costs to look for it, and how much it rules out."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

import regex

PRICE = 1e-6
"""What one more text in a set costs, as a share of places: of two rare sets the smaller one is taken."""

_COMMON = dict(zip(" etaoinshr", (0.17, 0.1, 0.07, 0.065, 0.06, 0.06, 0.055, 0.05, 0.05, 0.05), strict=True))
_LETTER, _DIGIT, _MARK, _FOREIGN_LETTER, _SIGN = 0.03, 0.02, 0.008, 1e-4, 1e-5
"""How often characters stand in English prose, roughly: ASCII letters, digits, marks, others, signs."""

_WORDS = {
    **dict.fromkeys(("the", "de"), 0.01),
    **dict.fromkeys(("of", "to", "and", "in", " a ", "la", "der", "die", "und", "el", "que", "en"), 0.0045),
    **dict.fromkeys(("is", "that", "for", "on", "was", "with", "by", "as", "at", "from", "an"), 0.0015),
    **dict.fromkeys(("be", "it", "has", "had", "his", "are", "said", "he", "not", "this", "were"), 0.001),
    **dict.fromkeys((",", ", ", ".", ". "), 0.009),
    **dict.fromkeys((" ,", " ."), 1e-4),
    **dict.fromkeys(('."', ".”", ',"', ",”", '",', "”,", "),", ")."), 0.0015),
}
"""How often the commonest words and marks stand in prose: far oftener than their letters let one guess."""

_GLUED = 1e-4
"""How often a mark stands in prose with a letter right behind it."""

_PAIRED = 1e-4
"""How often two marks stand side by side in prose, beside the pairs above."""

_FIRST_OTHER = "\N{GREEK CAPITAL LETTER HETA}"
"""Alphabets other than Latin begin here, and above them are punctuation, symbols and the other scripts."""

_NEXT = 0.22
"""How likely the next letter of an English word is guessed: its entropy is some 2.2 bits (Shannon, 1951)."""


@cache
def _odds_of(character: str) -> float:
    if character >= _FIRST_OTHER:
        return _SIGN
    if not character.isascii():
        return _FOREIGN_LETTER
    if character.isdigit():
        return _DIGIT
    return _COMMON.get(character, _LETTER if character.isalpha() else _MARK)


def _is_mark(character: str) -> bool:
    return not (character.isalnum() or character.isspace())


@lru_cache(maxsize=1 << 16)
def odds(text: str) -> float:
    """The share of a prose text's places at which a text stands, roughly."""
    word = text.strip(" ")
    rate = _WORDS.get(word if word.isalpha() and len(word) > 1 else text)
    if rate is not None:
        return rate
    if not text.replace(" ", "").isalnum():
        if any(mark in ",.;:!?" and after.isalpha() for mark, after in pairwise(text)):
            return _GLUED * _NEXT ** (len(text) - 2)
        if any(_is_mark(mark) and _is_mark(after) for mark, after in pairwise(text)):
            return _PAIRED * _NEXT ** (len(text) - 2)
    return min(map(_odds_of, text)) * _NEXT ** (len(text) - 1)


_SAMPLE = "etaoinshrldcumwfgypbvk" * 3 + "etaoinshr" * 4 + " " * 20 + ",.." + "TSAMC" + "01" + "'\"-" + "\n"
"""Characters about as often as they stand in prose."""

_CAPITAL = 0.06
"""The share of letters that are capitals."""

_BEHIND_MARK = " " * 60 + "\n" * 12 + '"”' * 8 + "'’)" + "0a"
_BEFORE_MARK = "etaoinshrdl" * 7 + "TSA" + '0)"”’'
_OPENING = "TSAIHBWCMFP" * 8 + '"“' * 5 + "0et"
"""Characters about as often as they stand behind a mark, before one, and where a sentence begins."""

_CLOSING = ".,;:!?…)]”»"
"""Marks that stand behind a word; quotation marks that may stand before one too are left out."""

_ENDED = (". ", "! ", "? ", '." ', ".” ")


def rate_before(test: str, text: str) -> float:
    """The share of the places of a text at which a test of the character before it holds, roughly."""
    return rate(test, _BEFORE_MARK if text[0] in _CLOSING else _SAMPLE)


def rate_behind(test: str, text: str) -> float:
    """The share of the places of a text at which a test of the character behind it holds, roughly."""
    if text.endswith(_ENDED):
        return rate(test, _OPENING)
    return rate(test, _BEHIND_MARK if text[-1] in _CLOSING else _SAMPLE)


_compiled = lru_cache(maxsize=4096)(regex.compile)
"""Tests are many, and asked about once: they are not worth keeping beyond a run."""


@lru_cache(maxsize=1 << 14)
def rate(test: str, sample: str = _SAMPLE) -> float:
    """The share of a sample of which a test holds (see `beside`); never nothing."""
    if not test:
        return 1.0
    match = _compiled(test).match
    return max(sum(match(character) is not None for character in sample), 0.5) / len(sample)


@lru_cache(maxsize=1 << 14)
def case_rate(test: str, folded: str) -> float:
    """The share of places at which a folded character stands, of which a test of its case holds."""
    if not test:
        return 1.0
    match = _compiled(test).match
    if folded == folded.upper():
        return 1.0
    small, capital = match(folded) is not None, match(folded.upper()) is not None
    return 1.0 if small == capital else _CAPITAL if capital else 1 - _CAPITAL
