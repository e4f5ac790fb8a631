"""A number in a headline that the text gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import regex

from ..document import Document, Span
from ..later import later
from ._folding import fold

STEM_LETTERS = 4
"""Letters at the start of a counted word that its forms share: kill, killed, killing."""

MIN_NUMBER = 2
MAX_NUMBER = 999
"""Smaller and larger numbers are articles, years and rounded sums."""

ROUND = 10
"""Headlines round to tens: "100 homes" for 104."""

NEAR = 3
"""Words at most between a number and what it counts: "21 of the passengers"."""

_COUNTED = later(r"(?<![\p{L}\p{N}.,:/$€£#+-])(\d{1,3})[ \u00a0](\p{L}{4,})(?![\p{L}\p{N}])")
_NUMBER = later(r"(?<![\p{L}\p{N}.,:/$€£#+-])(\d{1,3})(?![\p{L}\p{N}%:/-]|[.,]\d)")
_HEDGE = later(
    r"(?i)\b(?:at least|more than|over|nearly|almost|about|around|some|up to|another|fewer than|"
    r"less than|mindestens|mehr als|über|fast|rund|etwa|knapp|au moins|plus de|près de|"
    r"environ|quelque|al menos|más de|casi|unos|almeno|più di|oltre|quasi|circa|minstens|"
    r"meer dan|ruim|bijna|zeker|pelo menos|mais de|quase|cerca de)[ ]$"
)
_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix- "
    "sept dix-huit dix-neuf vingt",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove venti",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien twintig",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis "
    "dezessete dezoito dezenove vinte",
}
"""Number words from two."""


class Clash(NamedTuple):
    """The place in the text of another number of what the headline counts, and the headline's own."""

    span: Span
    number: int


def clashes(document: Document) -> Iterator[Clash]:
    """Numbers that the text never gives as its title does, where it counts the same thing: the first of each.

    Sums, round numbers and estimates are no clash; a number that stands in the text at all is none either.
    """
    if document.language not in _WORDS:
        return
    for match in _COUNTED.finditer(document.title):
        number, word = int(match[1]), fold(match[2])
        if not MIN_NUMBER <= number <= MAX_NUMBER or number % ROUND == 0:
            continue
        if _HEDGE.search(document.title, 0, match.start()) or _is_told(document, number):
            continue
        others = [place for place in _counts(document, word) if _value(document, place) >= MIN_NUMBER]
        values = [_value(document, place) for place in others]
        if others and not _is_sum(number, values):
            yield Clash(others[0], number)


def _is_told(document: Document, number: int) -> bool:
    """Whether the text has the number, in figures or in letters."""
    if any(int(match[1]) == number for match in _NUMBER.finditer(document.text)):
        return True
    words = _WORDS[document.language].split()
    if number - MIN_NUMBER >= len(words):
        return False
    word = regex.compile(rf"(?i)(?<!\p{{L}}){words[number - MIN_NUMBER]}(?!\p{{L}})")
    return word.search(document.text) is not None


def _counts(document: Document, word: str) -> list[Span]:
    """The numbers in the text that count what a word names, estimates left out."""
    between = rf"(?:[ \u00a0]\p{{Ll}}+){{0,{NEAR}}}?[ \u00a0]"
    counted = regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}.,:/$€£#+-])(\d{{1,3}}){between}{word[:STEM_LETTERS]}")
    found = (match.span(1) for match in counted.finditer(document.text))
    return [Span(*span) for span in found if not _HEDGE.search(document.text, max(0, span[0] - 20), span[0])]


def _value(document: Document, place: Span) -> int:
    return int(document.text[place.start : place.end])


def _is_sum(number: int, values: Sequence[int]) -> bool:
    """Whether the headline adds up, or takes apart, what the text counts."""
    pairs = {abs(one + sign * other) for one, other in combinations(values, 2) for sign in (1, -1)}
    return number in pairs or number == sum(values)
