"""The capitalised names of a text, each spelling with where it stands and between which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from ..document import Span
from ..later import later
from ..stopwords import STOP_WORDS
from ._base import Context
from ._names_data import INSTITUTIONS, PEOPLES, TITLES, TOLD_APART_AFTER, TOLD_APART_BEFORE
from ._title_case import is_title_case

_NAME = later(
    r"(?<![\p{L}\p{N}'’@#/._])\p{Lu}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*(?![\p{L}\p{M}\p{N}@/_])"
)
_NO_NAME = later(r"['’](?i:re|ve|ll|d|m|t)$|\p{Lu}{2}|\u00e2s?$")
"""A contraction, an abbreviation, a name of programs (JSONEncoder), or one before a broken apostrophe."""
_POSSESSIVE = later(r"['’][sS]?$")
_LOWER_CASE_WORD = later(r"(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*")
_LABEL = later(r"(?:[-*•][ ])?(?:\p{Lu}[\p{L}\p{M}]*+[ &]{0,3}){1,3}")
"""A line of a menu, or a heading too short to tell whether it is in title case."""
_CAPITALISED_BEFORE = later(  # read backwards from the name
    r"(?r)(?<![\p{L}])(\p{Lu}[\p{L}\p{M}.]*)[ \u00a0](?:(?<=\p{L}[ \u00a0])\p{Lu}\.[ \u00a0])?"
)
"""The first name before a name; an initial may stand between them."""
_CAPITALISED_AFTER = later(r"[ \u00a0](\p{Lu}(?:[\p{L}\p{M}]+|\.))")
_STARTS_A_SENTENCE = frozenset(".!?:…•*\"'“”‘„«»(–—-|")

_TOLD_APART_BEFORE = later(rf"(?<!\w)(?:{'|'.join(TOLD_APART_BEFORE)})[,:]? [«“\"„‘']?$")
_TOLD_APART_AFTER = later(rf"(?: \p{{Lu}}\p{{L}}+)?,? (?:{'|'.join(TOLD_APART_AFTER)})(?!\w)")
"""What says of a name, before it or behind it, that another one is near it rightly."""

NO_FIRST_NAMES = TITLES | INSTITUTIONS | PEOPLES
"""Capitalised words before a name that say nothing about its bearer's first name."""

MAX_ABBREVIATION = 3
"""Letters of an abbreviation with a stop; with more, the stop ended the sentence before."""

_NEIGHBOUR_REACH = 40
"""Characters before a name in which its first name stands."""


@dataclass(slots=True)
class Spelling:
    """One spelling of a name: its places in the text and the names beside it."""

    name: str
    text: str = field(repr=False)
    places: list[tuple[int, int]] = field(default_factory=list)
    inside: int = 0
    """How often it stands inside a sentence, where only names have capitals."""
    before: Counter[str] = field(default_factory=Counter)
    """First names that stand before it."""
    after: Counter[str] = field(default_factory=Counter)
    """Capitalised words that follow it."""

    @property
    def count(self) -> int:
        """How often it stands in the text."""
        return len(self.places)

    @property
    def told_apart(self) -> bool:
        """Whether the text says of it that it is a relative's name or a second name: "also known as"."""
        return any(
            _TOLD_APART_BEFORE.search(self.text, max(0, start - _NEIGHBOUR_REACH), start)
            or _TOLD_APART_AFTER.match(self.text, end)
            for start, end in self.places
        )

    @property
    def always_followed(self) -> bool:
        """Whether it never stands without a capitalised word after it: a first name then."""
        return self.after.total() == self.count


def names_in(context: Context, min_length: int) -> set[str]:
    """Every capitalised word of at least `min_length` letters that does not stand in lower case too.

    Among them are all that `spellings` finds, and the first words of sentences and what is no name.
    """
    text = context.text
    found = {name for start, end in context.units() for name in _NAME.findall(text, start, end)}
    names = {_without_genitive(name) for name in found}
    forms = context.document.word_forms if context.field == "text" else frozenset[str]()
    return {
        name for name in names if len(name) >= min_length and not (name.lower() in forms and name.isalpha())
    }


def spellings(context: Context, min_length: int, among: Collection[str] | None = None) -> dict[str, Spelling]:
    """Every spelling of at least `min_length` letters that is no ordinary word, in order of first use.

    `among` are the only ones that are asked for, where it is not None.
    """
    text = context.text
    ordinary = frozenset(_LOWER_CASE_WORD.findall(text, context.start, context.end))
    no_first_names = ordinary | NO_FIRST_NAMES | frozenset(STOP_WORDS.get(context.language, "").split())
    found: dict[str, Spelling] = {}
    for start, end in context.units():
        places = ((_without_genitive(m.group()), m.start()) for m in _NAME.finditer(text, start, end))
        asked = [
            (name, at) for name, at in places if len(name) >= min_length and (among is None or name in among)
        ]
        if not asked or is_title_case(text, start, end) or _LABEL.fullmatch(text, start, end):
            continue
        for name, at in asked:
            if name.lower() in ordinary or _NO_NAME.search(name):
                continue
            spelling = found.setdefault(name, Spelling(name, text))
            _note(spelling, text, at, Span(start, end), no_first_names)
    return found


def _without_genitive(name: str) -> str:
    return _POSSESSIVE.sub("", name) if "'" in name or "’" in name else name


def _note(spelling: Spelling, text: str, at: int, block: Span, no_first_names: frozenset[str]) -> None:
    """Add one place of a spelling."""
    until = at + len(spelling.name)
    spelling.places.append((at, until))
    reach = max(block.start, at - _NEIGHBOUR_REACH)
    before = _CAPITALISED_BEFORE.match(text, reach, at)
    word = _first_name(before.group(1)) if before else ""
    if word and word not in no_first_names:
        spelling.before[word] += 1
    if word in TITLES or not _starts_sentence(text, at, block.start):
        spelling.inside += 1
    after = _CAPITALISED_AFTER.match(text, until, block.end)
    if after and (after.group(1)[1] == "." or not after.group(1).isupper()):
        spelling.after[after.group(1).lower()] += 1


def _first_name(word: str) -> str:
    """The capitalised word or initial before a name, in lower case; empty for the last of a sentence."""
    name = word.rstrip(".")
    ends_sentence = len(name) > MAX_ABBREVIATION and len(name) < len(word)
    return "" if ends_sentence else word.lower() if len(name) == 1 else name.lower()


def _starts_sentence(text: str, at: int, start: int) -> bool:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at == start or text[at - 1] in _STARTS_A_SENTENCE
