"""Where sentences end.

One scan finds the stops (a terminal mark, closing marks, white space, something that can begin a sentence);
a full stop is then judged by the word before it and the word after it: titles, initials, abbreviations and
ordinals do not end a sentence. Chinese, Japanese, Arabic and Indic stops need no white space. The division
of labour (candidate boundaries, then disambiguation of the period) follows Kiss and Strunk, "Unsupervised
Multilingual Sentence Boundary Detection" (2006), with lists of words in the place of training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import regex

from .abbreviations import (
    ANY,
    BEFORE_A_NAME,
    BEFORE_A_NUMBER,
    DATE_PARTS,
    MAY_END,
    NAMES_TOO,
    NAMES_WITH_EXCLAMATION_MARK,
    OPENERS,
    ORDINAL_LANGUAGES,
    SPEECH_VERBS,
)
from .later import later
from .stopwords import NAME_PARTICLES, STOP_WORDS

MAX_ORDINAL_DIGITS = 2
"""A longer number ("1998.") is no ordinal."""

MAX_LABEL_DIGITS = 3
"""Digits of the number that labels a list item ("12. …"); a longer one is a year."""

WORD_REACH = 24
"""Characters before a full stop in which the word that it may belong to is looked for."""

_SPACED_MARKS = ".!?…‼⁇⁈⁉"
_UNSPACED_MARKS = "。！？｡؟۔։।॥។៕။።"
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"

_STOP = later(
    rf"""
      [{_SPACED_MARKS};\u037e{_UNSPACED_MARKS}{_LINE_ENDS}]
      (?:
        (?<=(?<![{_SPACED_MARKS}])[{_SPACED_MARKS}]) [{_SPACED_MARKS}]*+
        (?: [\"'”’»›“«)\]] | [\u00a0\u202f\ ][»›](?=\s)         # what closes; French sets a space before it
          | [†‡*⁰¹²³⁴-⁹]+ | \[\d{{1,3}}\] | \s[†‡](?=\s|$)     # a footnote mark belongs to what it marks
        )*+
        [\s\u200b]++
        (?= [\"'“‘„«»‹›‚¿¡(\[–—\p{{Sc}}-]* \s?
            (?: [\p{{Lu}}\p{{Lt}}\p{{Lo}}\p{{N}}]
              | (?:\p{{Ll}}{{1,2}} | (?<=['’])\p{{Ll}}\ )\p{{Lu}} ) )   # iPhone, 's Avonds
      | (?<=[{_UNSPACED_MARKS}]) [{_UNSPACED_MARKS}]* [\"'”’»」』）)\]]* \s*
      | (?<=[{_LINE_ENDS}]) \s*+
      | (?<=[;\u037e]) \s+ (?= [«“\"(]* \p{{Lu}} )             # the Greek question mark
      )
    """,
    regex.VERBOSE,
)

_WORD_BEFORE = later(  # read backwards from the stop: a match ends there
    r"(?r)(?:(?:[\p{L}\p{M}\p{N}]+[.'’])|(?:(?<![\p{L}\p{M}\p{N}.])\p{L}\.\s))*[\p{L}\p{M}\p{N}]+"
)
_WORD_AFTER = later(r"\W*([\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*)(\.?)")
_SPACE = later(r"\s+")
_LINE_OPENER = later(r"[-*•–—\p{Lu}]")
"""What a line of verse or of a list begins with."""

_ROMAN_NUMERAL = later(r"[IVXLC]{1,6}")
_DATE_IN_FIGURES = later(r"\d{1,2}\.\d{1,2}")
_NAMED_SPEAKER = later(rf"(?:\p{{Lu}}[\p{{L}}\p{{M}}.'’\-]*\s+){{1,3}}(?:{'|'.join(sorted(SPEECH_VERBS))})\b")
_SPEECH_GOES_ON = later(r"と|って|\p{Han}{1,5}?(?:说|說|表示|指出|称|稱|问|問|道|写道|寫道)")
"""Japanese and Chinese after a closed quotation: its particle, or the speaker and a verb of speech."""


class _Lists(NamedTuple):
    """What is known of one language: sets of lower-case words."""

    before_a_name: frozenset[str]
    before_a_number: frozenset[str]
    may_end: frozenset[str]
    openers: frozenset[str]
    has_ordinals: bool
    is_greek: bool

    special: frozenset[str]
    """All words of several letters behind which a full stop may be part of the word."""


class _Following(NamedTuple):
    """The word after a stop (empty where there is none)."""

    word: str
    opens: bool
    """Whether it is one that opens sentences."""
    is_initial: bool
    """Whether it is one letter with a full stop."""


@cache
def _lists_of(language: str) -> _Lists:
    def words(lists: Mapping[str, str]) -> frozenset[str]:
        return frozenset(f"{lists[ANY]} {lists.get(language, '')}".split())

    function_words = frozenset(STOP_WORDS.get(language, "").split()) - NAMES_TOO
    before_a_name, before_a_number, may_end = map(words, (BEFORE_A_NAME, BEFORE_A_NUMBER, MAY_END))
    return _Lists(
        before_a_name,
        before_a_number,
        may_end,
        words(OPENERS) | function_words,
        language in ORDINAL_LANGUAGES,
        language == "el",
        before_a_name | before_a_number | may_end | frozenset(map(str.lower, DATE_PARTS)),
    )


def split_sentences(
    text: str, start: int, end: int, language: str, *, lines_end: bool = True
) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, which is one block, as offsets into `text`.

    A sentence runs from its first character to the last of its closing marks, without the white space
    between sentences; together they cover everything in the block that is not white space. `lines_end` says
    whether a line that begins with a capital or a list mark begins a sentence, as in verse; in hard-wrapped
    prose it does not.
    """
    lists = _lists_of(language)
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end:
            break
        if _ends_sentence(text, begin, stop, lists, lines_end):
            yield from _without_space(text, begin, stop.end())
            begin = stop.end()
    yield from _without_space(text, begin, end)


def _without_space(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the white space around it, if anything is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, stop: regex.Match[str], lists: _Lists, lines_end: bool) -> bool:
    """Whether a stop ends the sentence begun at `begin`."""
    at = stop.start()
    mark = text[at]
    if mark == ".":
        return text[at + 1] == "." or _full_stop_ends(text, begin, at, stop.end(), lists)
    if mark in "!?":
        return not _goes_on(text, begin, stop, lists)
    if mark in _UNSPACED_MARKS:
        quoted = text[stop.end() - 1] not in _UNSPACED_MARKS
        return not (quoted and _SPEECH_GOES_ON.match(text, stop.end()))
    if mark in ";\u037e":
        return lists.is_greek
    return lines_end and _LINE_OPENER.match(text, stop.end()) is not None


def _full_stop_ends(text: str, begin: int, at: int, after: int, lists: _Lists) -> bool:
    """Whether the full stop at `at` ends the sentence begun at `begin`; `after` is what follows it."""
    before = _WORD_BEFORE.match(text, max(begin, at - WORD_REACH), at)
    if before is None:
        return True
    word: str = before.group()
    if not word.isalnum():
        word = _SPACE.sub("", word)
    if before.start() == begin and _is_label(word):
        return False
    lowered = word.lower()
    if len(word) > 1 and word.isalpha() and lowered not in lists.special and not _is_ordinal(word, lists):
        return True  # so it is with most stops
    closed = not text[at + 1].isspace()
    following = _following(text, after, lists)
    if _is_ordinal(word, lists) and not closed:
        return following.opens
    if len(word) == 1 and word.isalpha() and following.is_initial:
        return False
    shouted = len(word) > 1 and word.isupper() and following.word[1:2].islower()  # the bank ING is no "Ing."
    if lowered in lists.before_a_name and not closed and not shouted:
        return False
    if lowered in lists.before_a_number and following.word[:1].isdigit():
        return False
    if len(word) == 1 and word.isalpha() and not word.islower() and (word != "I" or lists.has_ordinals):
        return following.opens and following.word.lower() not in NAME_PARTICLES
    if (lowered in lists.may_end and not shouted) or word in DATE_PARTS or _is_initialism(word):
        return following.opens
    return True


def _following(text: str, after: int, lists: _Lists) -> _Following:
    match = _WORD_AFTER.match(text, after)
    if match is None:
        return _Following("", False, False)
    word, stop = match.group(1, 2)
    is_initial = len(word) == 1 and word.isalpha() and stop == "."
    return _Following(
        word, not is_initial and word[0].isupper() and word.lower() in lists.openers, is_initial
    )


def _is_label(word: str) -> bool:
    """Whether a word that begins a sentence, before a full stop, numbers an item: "1.", "b.", "IV."."""
    if word.isdigit():
        return len(word) <= MAX_LABEL_DIGITS
    return (len(word) == 1 and word.isalpha()) or _ROMAN_NUMERAL.fullmatch(word) is not None


def _is_ordinal(word: str, lists: _Lists) -> bool:
    """Whether the language may mean an ordinal or a date: "19.", "3.10.", "Ludwig II."."""
    if not lists.has_ordinals:
        return False
    if word.isdigit():
        return len(word) <= MAX_ORDINAL_DIGITS
    return _DATE_IN_FIGURES.fullmatch(word) is not None or _ROMAN_NUMERAL.fullmatch(word) is not None


def _is_initialism(word: str) -> bool:
    """Single letters joined by full stops: "U.S", "z.B", "J.R.R"."""
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)


def _goes_on(text: str, begin: int, stop: regex.Match[str], lists: _Lists) -> bool:
    """Whether a sentence goes on after `!` or `?`: in a name (Yahoo!, E!), or with a quotation's speaker."""
    at, after = stop.span()
    if text[at + 1] in '"”’»' or text[at + 1 : at + 3] == " »":
        return _NAMED_SPEAKER.match(text, after) is not None and not _following(text, after, lists).opens
    if text[at] == "!" and text[at + 1].isspace():
        name = _WORD_BEFORE.match(text, max(begin, at - WORD_REACH), at)
        if name is not None:
            word = name.group()
            is_name = word.lower() in NAMES_WITH_EXCLAMATION_MARK and word[0].isupper()
            return (is_name or (len(word) == 1 and word.isupper())) and not _following(
                text, after, lists
            ).opens
    return False
