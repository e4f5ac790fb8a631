"""Tokens of a sentence, and the numbers that a fluency model knows them by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from ..later import later

_TOKEN = later(
    r"""
      (?:\p{L}\.){2,}                  # U.S., e.g.
    | [\p{L}\p{M}]+                    # a word; what a hyphen joins are words of their own
    | ['’][\p{L}\p{M}]{1,3}(?![\p{L}\p{M}])  # 's, 're, 't
    | \p{N}+(?:[.,:/\-]\p{N}+)*        # a number, a time, a date
    | \.{2,}                           # what is left out
    | \S
    """,
    regex.VERBOSE,
)

LOWER, CAPITAL, CAPITALS, CASELESS = 0, 1, 2, 3
"""Shapes of a token. `CASELESS`: the whole sentence has no capital, or hardly anything else."""
SHAPES = 4

CAPITALS_SHARE = 0.6
"""Share of a sentence's words in capitals from which its case tells nothing."""

MAX_MEMO = 200_000
"""Different tokens whose numbers are kept; a feed's common ones fit many times over."""

_SAME_AS = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
}
_YEAR = later(r"[12]\d{3}")
_NUMBER = later(r"\p{N}")
_LONG_SUFFIX, _SHORT_SUFFIX = 3, 2
UNKNOWN_WORD = "@"
"""The class of words that are neither known nor end like known ones."""


class Token(NamedTuple):
    """A token and its span in the text."""

    start: int
    end: int
    text: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text."""
    return [Token(*match.span(), match.group()) for match in _TOKEN.finditer(text, start, end)]


def words(text: str) -> list[str]:
    """The tokens of a text without their places."""
    return _TOKEN.findall(text)


def normal(token: str) -> str:
    """A token as the vocabulary has it: small letters, one kind of quotation mark, numbers as their class."""
    if _NUMBER.match(token):
        return "#year" if _YEAR.fullmatch(token) else "#1" if len(token) == 1 else "#"
    if token[0] in "'’":
        return "'" + token[1:].lower()
    if token.startswith(".."):
        return "..."
    return _SAME_AS.get(token) or token.lower()


def suffix_classes(token: str) -> tuple[str, str, str]:
    """The classes that a word outside the vocabulary may stand in, the narrowest first."""
    return (
        UNKNOWN_WORD + token[-_LONG_SUFFIX:],
        UNKNOWN_WORD + token[-_SHORT_SUFFIX:],
        UNKNOWN_WORD,
    )


def shape(token: str) -> int:
    """How a token is written."""
    if not token[0].isupper():
        return LOWER
    return CAPITALS if len(token) > 1 and token.isupper() else CAPITAL


class Lexicon:
    """The words and suffix classes of a model, by number."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.entries = tuple(entries)
        self._numbers = {entry: number for number, entry in enumerate(entries)}
        self._memo: dict[str, tuple[int, int]] = {}
        self._unknown = self._numbers[UNKNOWN_WORD]
        self._is_class = [entry.startswith(UNKNOWN_WORD) for entry in entries]

    def __len__(self) -> int:
        return len(self.entries)

    def knows(self, token: str) -> bool:
        """Whether a token is in the vocabulary itself."""
        return not self._is_class[self._pair(token)[0]]

    def number(self, token: str) -> int:
        """The number of a token's entry, or of the class that its ending puts it in."""
        word = normal(token)
        number = self._numbers.get(word)
        return self.class_number(word) if number is None else number

    def class_number(self, word: str) -> int:
        """The number of the class that the ending of a word puts it in."""
        for each in suffix_classes(word):
            if each in self._numbers:
                return self._numbers[each]
        return self._unknown

    def encode(self, sentence: Sequence[str]) -> tuple[list[int], list[int]]:
        """Entry and shape of each token of a sentence."""
        pairs = [self._pair(token) for token in sentence]
        shapes = [pair[1] for pair in pairs]
        if is_caseless(shapes):
            shapes = [CASELESS] * len(shapes)
        return [pair[0] for pair in pairs], shapes

    def _pair(self, token: str) -> tuple[int, int]:
        pair = self._memo.get(token)
        if pair is None:
            pair = (self.number(token), shape(token))
            if len(self._memo) < MAX_MEMO:
                self._memo[token] = pair
        return pair


def is_mark(entry: str) -> bool:
    """Whether an entry is a mark of punctuation, and neither a word, a number nor a class."""
    return not (entry[0].isalpha() or entry[0] in "@#'")


def is_caseless(shapes: Sequence[int]) -> bool:
    """Whether a sentence's capitals tell nothing."""
    capitals = shapes.count(CAPITALS)
    return capitals > CAPITALS_SHARE * len(shapes) or not (capitals or CAPITAL in shapes)
