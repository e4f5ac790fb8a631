"""What tells a seam: traits of the words where two sentences may have been joined, or a text cut.

Traits are names of figures in `checks/models/seam-model.json`, which says what each is worth in log odds.
Training and checking compute them here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ..later import later

_WORD = later(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’\-.&][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*")

SPACES = " \t\N{NO-BREAK SPACE}"
"""What parts the words of a line."""

LONGEST_TAIL = 4
"""Letters of a word's end that are looked at: a word cut in two ends as no word does."""

MOST_LETTERS = 12
"""Letters from which longer words count as one length."""

PLACES = 3
MOST_PLACES = 6
"""Words before a seam that count as one step, and the steps that are told apart."""


class Word(NamedTuple):
    """A word of a text and where it stands."""

    start: int
    end: int
    text: str


class Seam(NamedTuple):
    """A capitalised word in mid-sentence and what stands around it."""

    before: Sequence[str]
    """The two words before it, or the one."""
    word: str
    after: Sequence[str]
    """The two words behind it, or fewer."""
    marks: tuple[str, str]
    """What stands behind it and behind the next word: nothing, or the first mark."""
    place: int
    """Words of the sentence before it."""
    is_known_plain: bool
    """Whether the text has the word in lower case too."""
    is_known_name: bool
    """Whether the text has it capitalised in mid-sentence elsewhere."""


def words_between(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text, initials and abbreviations without their last point."""
    return [Word(*match.span(), match.group()) for match in _WORD.finditer(text, start, end)]


def mark_between(text: str, one: int, other: int) -> str:
    """The first mark between two offsets, a line's end among them; empty for nothing but spaces."""
    return text[one:other].strip(SPACES)[:1]


def plain(word: str) -> str:
    """A word as the figures know it: in lower case, with a straight apostrophe."""
    return word.replace("’", "'").lower()


def opener_traits(word: str, common: Collection[str]) -> Iterator[str]:
    """The traits of a capitalised word itself: how often sentences begin with such a one.

    `common` are words that are next to never capitalised in mid-sentence.
    """
    form = plain(word)
    if form in common:
        yield "common"
    yield "c=" + form
    yield "c~" + form[-3:]
    if word.isupper() and len(word) > 1:
        yield "cUP"
    if "." in word or len(word) == 1:
        yield "cI"
    if not word.isalpha():
        yield "cX"


def seam_traits(seam: Seam, frequent: Collection[str], common: Collection[str]) -> Iterator[str]:
    """All traits of a possible seam; `frequent` are words that are looked at in pairs."""
    before, opener = plain(seam.before[-1]), plain(seam.word)
    yield "p=" + before
    yield "p~" + before[-3:]
    yield from _case("p", seam.before[-1])
    if len(seam.before) > 1:
        yield "q=" + plain(seam.before[-2])
    yield from opener_traits(seam.word, common)
    if before in frequent and opener in frequent:
        yield f"pc={before} {opener}"
    yield from _traits_behind(seam, opener, frequent)
    yield "low" if seam.is_known_plain else "nolow"
    yield "cap" if seam.is_known_name else "nocap"
    yield f"b={min(seam.place // PLACES, MOST_PLACES)}"


def _traits_behind(seam: Seam, opener: str, frequent: Collection[str]) -> Iterator[str]:
    yield "j=" + seam.marks[0]
    if not seam.after:
        yield "n="
        return
    following = plain(seam.after[0])
    yield "n=" + following
    yield "n~" + following[-2:]
    yield from _case("n", seam.after[0])
    if seam.after[0][0].isupper():
        yield "cU=" + opener
    elif opener in frequent and following in frequent:
        yield f"cn={opener} {following}"
    if len(seam.after) > 1:
        yield "m=" + plain(seam.after[1])
        if seam.after[1][0].isupper():
            yield "mU"
        yield "k=" + seam.marks[1]


def _case(prefix: str, word: str) -> Iterator[str]:
    if word[0].isupper():
        yield prefix + "U"
    elif word[0].isdigit():
        yield prefix + "#"


def end_traits(text: str, words: Sequence[Word]) -> Iterator[str]:
    """The traits of a text that ends with the last of these words, whole or cut in two."""
    last = words[-1]
    form = plain(last.text)
    yield "w=" + form
    for letters in range(1, LONGEST_TAIL + 1):
        yield f"s{letters}=" + ("^" + form)[-letters:]
    if last.text[0].isupper():
        yield "U"
    elif last.text[0].isdigit():
        yield "#"
    yield f"l={min(len(form), MOST_LETTERS)}"
    if len(words) > 1:
        before = words[-2]
        yield "p=" + plain(before.text)
        yield "p~" + plain(before.text)[-2:]
        yield "j=" + mark_between(text, before.end, last.start)
        if before.text[0].isupper():
            yield "pU"
    if len(words) > 2:  # noqa: PLR2004 - the third from the end
        yield "q=" + plain(words[-3].text)
