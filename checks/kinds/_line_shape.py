"""What a line looks like by itself: length, ending, capitals, digits, marks. Figures for the line model.

Everything is read off characters, so it holds for any language; function words come from `checks.stopwords`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ..document import Block

MAX_SHAPE_CHARACTERS = 240
"""Characters of a line that are looked at for its capitals, digits and marks: longer lines are prose, and
this bounds the work."""

MAX_WORDS, MAX_CHARACTERS, MAX_COUNT = 80, 500, 6
"""Where words, characters and countable marks stop counting: a tree needs no more to tell a long line."""

LONG_WORDS, LONG_WORDS_WITHOUT_END = 20, 40
"""Words that make a line prose, with a mark at its end and without one."""

CAPITALS_SHARE, CAPITALS_LETTERS = 0.7, 4
"""Share of capital letters that makes a line one in capitals, and the letters it needs."""

UNSPACED_CHARACTERS_PER_WORD = 2
"""In scripts that write no spaces between words, so many characters count as one word."""

MIN_TOKEN = 3
"""Letters of a word that may say what a text is about."""

SHAPE_NAMES = (
    "words",
    "characters",
    "ends_sentence",
    "ends_ellipsis",
    "ends_colon",
    "ends_question",
    "upper_share",
    "capital_word_share",
    "in_capitals",
    "digit_share",
    "mark_share",
    "lower_start",
    "inner_sentences",
    "list_item",
    "function_word_share",
    "quotes",
    "commas",
    "address",
    "handle_or_tag",
    "number_only",
    "date_or_time",
    "price",
    "separator",
    "in_brackets",
    "quote_start",
    "one_word",
    "names_only",
    "number_start",
    "longest_word",
    "colon_inside",
    "unspaced",
)
"""The figures of `Line.shape`, in order."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_CLOSING = "'\"”’»)]」』】›“ \N{NO-BREAK SPACE}"
_SENTENCE_ENDS = frozenset(".!?…。！？؟।۔")
_QUESTIONS = frozenset("?？؟")
_QUOTES = re.compile(r"[\"“”„«»「」]")
_INNER_END = re.compile(r"[.!?][\"”’)]?\s|[。！？]")
_ADDRESS = re.compile(r"://|www\.|\w@\w|\w\.(?:com|org|net|info|co|io|tv|[a-z]{2})(?![\w.]*\w)")
_HANDLE = re.compile(r"(?<!\w)[@#][^\W\d]\w")
_NUMBER_ONLY = re.compile(r"[\W_]*\d[\d.,:/\s%+-]*\w?\W*")
_DATE = re.compile(r"\d{1,2}:\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,4}\s?[年月日]")
_PRICE = re.compile(r"[$€£¥₹₽]\s?\d|\d\s?[€₽円元]")
_SEPARATOR = re.compile(r" [|•·/>»›–—-] |\|")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】", "（": "）"}
_NAME_WORDS = range(2, 5)


@dataclass(slots=True)
class Line:
    """One block of a document: its span and text, what it looks like, and the words that tell its subject."""

    block: int
    """Which block of the document."""
    start: int
    end: int
    text: str
    words: float
    """How many; in scripts without spaces by their characters."""
    ends: bool
    """Whether a sentence ends here."""
    key: str
    """Its words without case, to find repeats."""
    opening: str
    """Its first two words, or what stands before its first colon."""
    tokens: frozenset[str]
    """Its content words without case; in scripts without spaces pairs of characters."""
    names: frozenset[str]
    """Those of its words after the first that begin with a capital, without case."""
    shape: list[float] = field(repr=False)
    """The figures that `SHAPE_NAMES` names."""

    @property
    def is_long(self) -> bool:
        """Whether it is prose: a paragraph of the article, or of another one."""
        return self.words >= (LONG_WORDS if self.ends else LONG_WORDS_WITHOUT_END)


def line_of(text: str, index: int, block: Block, stop_words: frozenset[str]) -> Line:
    """Measure a block of a text, its `index`-th."""
    start, end = block.start, block.end
    line = text[start:end]
    spelled = _WORD.findall(line)
    lower = [word.lower() for word in spelled]
    unspaced = _UNSPACED.findall(line) if not line.isascii() else []
    words = _word_count(len(spelled), unspaced)
    tokens = {word for word in lower if len(word) >= MIN_TOKEN and word not in stop_words}
    for run in unspaced:
        tokens.update(first + second for first, second in pairwise(run))
    names = frozenset(
        low
        for word, low in zip(spelled[1:], lower[1:], strict=True)
        if word[0].isupper() and len(word) >= MIN_TOKEN
    )
    last = line.rstrip(_CLOSING)[-1:]
    colon = line.find(":")
    opening = line[:colon].lower() if 0 < colon <= MAX_OPENING else " ".join(lower[:2])
    return Line(
        block=index,
        start=start,
        end=end,
        text=line,
        words=words,
        ends=last in _SENTENCE_ENDS,
        key=" ".join(lower) or line,
        opening=opening,
        tokens=frozenset(tokens),
        names=names,
        shape=_shape(
            line,
            _Spelling(spelled, lower, words, last, bool(unspaced)),
            is_item=block.kind == "list-item",
            stop_words=stop_words,
        ),
    )


MAX_OPENING = 30
"""Characters before a colon that make an opening of their own, like a label in a form."""


def _word_count(spelled: int, unspaced: Sequence[str]) -> float:
    """How many words; a run without spaces is one match of the word pattern at most."""
    if not unspaced:
        return float(spelled)
    return max(0, spelled - len(unspaced)) + sum(map(len, unspaced)) / UNSPACED_CHARACTERS_PER_WORD


class _Spelling(NamedTuple):
    """The words of a line, as they stand and without case; how many; and the line's last character."""

    spelled: Sequence[str]
    lower: Sequence[str]
    words: float
    last: str
    is_unspaced: bool


def _shape(line: str, spelling: _Spelling, is_item: bool, stop_words: frozenset[str]) -> list[float]:
    spelled, lower, words, last, is_unspaced = spelling
    head = line[:MAX_SHAPE_CHARACTERS]
    upper = sum(map(str.isupper, head))
    letters = sum(map(str.isalpha, head))
    digits = sum(map(str.isdigit, head))
    spaces = sum(map(str.isspace, head))
    count = len(spelled) or 1
    capitals = sum(word[0].isupper() for word in spelled[:MAX_WORDS])
    shown = min(count, MAX_WORDS)
    return [
        min(words, MAX_WORDS),
        float(min(len(line), MAX_CHARACTERS)),
        float(last in _SENTENCE_ENDS),
        float(last == "…" or line.endswith(("...", "...]", "…]", "...)"))),
        float(last in (":", "：")),
        float(last in _QUESTIONS),
        upper / letters if letters else 0.0,
        capitals / shown,
        float(letters >= CAPITALS_LETTERS and upper > CAPITALS_SHARE * letters),
        digits / len(head),
        (len(head) - letters - digits - spaces) / len(head),
        float(line[0].islower()),
        float(min(MAX_COUNT, len(_INNER_END.findall(head)))),
        float(is_item),
        sum(word in stop_words for word in lower[:MAX_WORDS]) / shown,
        float(min(MAX_COUNT, len(_QUOTES.findall(head)))),
        float(min(MAX_COUNT, head.count(","))),
        float(_ADDRESS.search(head) is not None),
        float(min(MAX_COUNT, len(_HANDLE.findall(head)))) if "@" in head or "#" in head else 0.0,
        float(digits > 0 and _NUMBER_ONLY.fullmatch(head) is not None),
        float(digits > 0 and _DATE.search(head) is not None),
        float(digits > 0 and _PRICE.search(head) is not None),
        float(min(MAX_COUNT, len(_SEPARATOR.findall(head)))),
        float(_BRACKETS.get(line[0]) == line[-1]),
        float(line[0] in "\"'“‘«„「"),
        float(words <= 1),
        float(len(spelled) in _NAME_WORDS and capitals == len(spelled) and not digits),
        float(line[0].isdigit()),
        float(max(map(len, spelled[:MAX_WORDS]), default=0)),
        float(":" in head[:-1]),
        float(is_unspaced),
    ]
