"""One name in two spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from ._base import Context, Doc, Hit, Kind, Scope
from ._folding import fold
from ._names import Spelling, spellings
from ._names_data import DERIVING_ENDINGS, GROUPS, KNOWN

DEFAULT_MIN_LENGTH = 5
"""Shorter names differ by a letter too often: Iran and Iraq, Jane and Jana."""

TWO_EDITS_LENGTH = 8
"""Letters from which on two wrong letters still leave a name that is plainly the same."""

STRANGERS = 4
"""A spelling that comes back so often is another name, unless the same first name stands before both."""

ADVERB_ENDING = "ly"
"""A word so formed that only ever opens sentences is an adverb and no name: Sadly beside Sally."""

CAPITALISE_NOUNS = frozenset({"de", "lb"})
"""Languages that write all nouns with a capital: of their words, only those with a first name before both, or
a name that the news knows, are names for sure."""

WORD_FORMS = ({"ism", "ist"}, {"ees", "ese"})
"""Last letters of two words of one stem: Marxism and Marxist, Dutch Chinees and Chinese."""

MAX_EDITS = 2
"""Letters that may be wrong, left out, added or swapped."""

MAX_SPELLINGS = 1500
"""Spellings that are compared in one document, the most frequent first: a bound for hostile lists."""


_APOSTROPHES = frozenset({"'", "\N{MODIFIER LETTER TURNED COMMA}", "\N{MODIFIER LETTER REVERSED COMMA}"})
"""Marks of a name that some write and others leave out, folded: Sana'a, the okina of Hawai'i."""


@dataclass(frozen=True, slots=True)
class Names(Kind):
    """Finds the rarer spelling of a name that the same text spells another way: Brandmer beside Brandner.

    Two names that only look alike stay: those with first names of their own, those whose difference is an
    ending (Russia and Russian, Paul and Paula) or an apostrophe, a relative's or a second name that the text
    announces (his father, Wayne; formerly Lindau), exonyms (Scotland and Schottland), accepted
    transliterations (Kiev and Kyiv), pairs from a short list (Austria and Australia, Anderson and Andersen),
    marks on letters (Erdoğan), words that the text also writes in lower case, and all that stands in title
    case or in capitals. The right spelling is the one that the news knows, else the more frequent one, else
    the one that came first.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("other", "count")

    min_length: Annotated[int, Doc("Letters that a name must have to be compared.")] = DEFAULT_MIN_LENGTH
    variants: Annotated[
        Mapping[str, tuple[str, ...]],
        Doc("Accepted spellings beyond the shipped ones: a name and its other forms."),
    ] = field(default_factory=dict)

    def find(self, context: Context) -> Iterator[Hit]:
        """Yield each place of each minority spelling; `other` is the right one, `count` its number."""
        found = [
            spelling
            for spelling in spellings(context, self.min_length).values()
            if spelling.name.lower() not in context.vocabulary
        ]
        hits: dict[tuple[int, int], Spelling] = {}
        nouns_have_capitals = context.language in CAPITALISE_NOUNS
        for right, wrong in _confused(found, nouns_have_capitals=nouns_have_capitals):
            if self._accepts(right.name, wrong.name):
                continue
            for place in wrong.places:
                hits.setdefault(place, right)
        for (start, end), right in sorted(hits.items(), key=lambda item: item[0]):
            yield Hit(start, end, context.field, {"other": right.name, "count": str(right.count)})

    def _accepts(self, one: str, other: str) -> bool:
        """Whether the rule itself lists the two as spellings of one name."""
        pair = {one.casefold(), other.casefold()}
        return any(
            pair <= {name.casefold() for name in (key, *forms)} for key, forms in self.variants.items()
        )


def _confused(found: list[Spelling], *, nouns_have_capitals: bool) -> Iterator[tuple[Spelling, Spelling]]:
    """Pairs of a right and a wrong spelling, the former known, more frequent or earlier."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415, only documents with names pay for loading it

    order = {spelling.name: number for number, spelling in enumerate(found)}
    frequent = sorted(found, key=lambda s: (-s.count, order[s.name]))[:MAX_SPELLINGS]
    ranked = sorted(frequent, key=lambda s: s.name.lower() not in KNOWN)
    for number, right in enumerate(ranked):
        for wrong in ranked[number + 1 :]:
            if abs(len(right.name) - len(wrong.name)) > MAX_EDITS:
                continue
            if right.name[0] != wrong.name[0] and not right.before.keys() & wrong.before.keys():
                continue
            distance = OSA.distance(right.name.lower(), wrong.name.lower(), score_cutoff=MAX_EDITS)
            if not 0 < distance <= MAX_EDITS:
                continue
            if _is_slip(right, wrong, distance, nouns_have_capitals=nouns_have_capitals):
                yield right, wrong


def _is_slip(right: Spelling, wrong: Spelling, distance: int, *, nouns_have_capitals: bool) -> bool:
    """Whether two near spellings are one name."""
    same_bearer = bool(right.before.keys() & wrong.before.keys())
    if right.count == wrong.count == 1 and not same_bearer:
        return False
    if nouns_have_capitals and not (same_bearer or right.name.lower() in KNOWN):
        return False
    if not wrong.inside and wrong.name.endswith(ADVERB_ENDING):
        return False
    if not right.inside or (wrong.count >= STRANGERS and not same_bearer):
        return False
    if distance > 1 and not (same_bearer or _agree_but_for_two_letters(right.name, wrong.name)):
        return False
    if right.told_apart or wrong.told_apart:
        return False
    return not (_are_distinct(right.name, wrong.name) or _have_own_bearers(right, wrong))


def _agree_but_for_two_letters(one: str, other: str) -> bool:
    """Whether two wrong letters leave the name plain: it is long, and ends alike, where words are derived."""
    return min(len(one), len(other)) >= TWO_EDITS_LENGTH and one[-2:].lower() == other[-2:].lower()


def _are_distinct(name: str, another: str) -> bool:
    """Whether the difference of two spellings makes another name, or none at all."""
    first, second = _plain(name), _plain(another)
    if first == second or GROUPS.get(first, frozenset()) & GROUPS.get(second, frozenset()):
        return True
    if {first[-3:], second[-3:]} in WORD_FORMS:
        return True
    stem = next(
        (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other),
        min(len(first), len(second)),
    )
    endings = {first[stem:], second[stem:]} - {""}
    return endings <= DERIVING_ENDINGS


def _have_own_bearers(right: Spelling, wrong: Spelling) -> bool:
    """Whether the names beside the two say that they belong to different people, places or things."""
    same_bearer = right.before.keys() & wrong.before.keys()
    if wrong.before and not same_bearer:
        return True
    if right.before and right.count < wrong.count and not same_bearer:
        return True
    if right.always_followed or wrong.always_followed:
        return not right.after.keys() & wrong.after.keys()
    return False


def _plain(name: str) -> str:
    """The name in lower case without marks on its letters and without apostrophes of any shape."""
    decomposed = unicodedata.normalize("NFKD", fold(name))
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    return "".join(letter for letter in letters if letter not in _APOSTROPHES)
