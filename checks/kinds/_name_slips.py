"""Whether two near spellings are one name: what sets a slip apart from another name that only looks alike."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from itertools import chain, combinations

from ._folding import fold
from ._names import Spelling
from ._names_data import DERIVING_ENDINGS, GROUPS, INSTITUTIONS, KNOWN, LEADERS, PEOPLES, SHORTER_ENDINGS

MAX_EDITS = 2
"""Letters that may be wrong, left out, added or swapped."""

TWO_EDITS_LENGTH = 8
"""Letters from which on two wrong letters still leave a name that is plainly the same."""

PLAIN_LENGTH = 6
"""Letters from which on two names that differ by one letter are one name, whatever stands beside them, if
nothing makes them two people's: in 515 clean English texts, 295 news and 589 encyclopedia articles, pairs
like Hunan and Human, Fort and Ford, Iran and Iraj are all shorter."""

STRANGERS = 4
"""A spelling that comes back so often is another name, unless the same first name stands before both."""

OFTEN = 4
"""A name that comes back so often is the one meant by a spelling that lost a letter, short as it may be."""

PUBLIC_LENGTH = 5
"""The same where the right name is one that everybody knows and itself longer: County and Couny."""

SENTENCE_OPENERS = ("ly", "ing")
"""Endings of words that only ever open sentences, and so are no names: Sadly beside Sally."""

WORD_FORMS = ({"ism", "ist"}, {"ees", "ese"})
"""Last letters of two words of one stem: Marxism and Marxist, Dutch Chinees and Chinese."""

_APOSTROPHES = frozenset({"'", "\N{MODIFIER LETTER TURNED COMMA}", "\N{MODIFIER LETTER REVERSED COMMA}"})
"""Marks of a name that some write and others leave out, folded: Sana'a, the okina of Hawai'i."""


def near_spellings(names: Collection[str]) -> set[str]:
    """Those of some names that are so near another one that `is_slip` may hold of the two.

    It does not hold of most near names, whatever the text says of them: Russia and Russian. Names that do not
    begin alike differ by their beginning alone, as `is_slip` asks of two that have one first name.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415, only documents with names pay for loading it

    lowered = {name: name.lower() for name in names}
    by_initial: defaultdict[str, list[str]] = defaultdict(list)
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for name, lower in lowered.items():
        by_initial[lower[0]].append(name)
        by_rest[lower[1:]].append(name)
    for name, lower in lowered.items():  # with a letter more before it, or the first two turned round
        for rest in (lower, lower[0] + lower[2:]):
            if rest in by_rest:
                by_rest[rest].append(name)
    found: set[str] = set()
    for alike in chain(by_initial.values(), by_rest.values()):
        for one, other in combinations(alike, 2):
            if abs(len(one) - len(other)) > MAX_EDITS or (one in found and other in found):
                continue
            distance = OSA.distance(lowered[one], lowered[other], score_cutoff=MAX_EDITS)
            is_near = distance == 1 or (distance == MAX_EDITS and min(len(one), len(other)) >= PLAIN_LENGTH)
            if is_near and not _are_distinct(one, other):
                found.update((one, other))
    return found


def is_slip(
    right: Spelling, wrong: Spelling, distance: int, *, min_length: int, nouns_have_capitals: bool
) -> bool:
    """Whether `wrong` is a slip of `right`, from which it is `distance` letters away."""
    same_bearer = bool(right.before.keys() & wrong.before.keys())
    if right.count == wrong.count == 1 and not same_bearer:
        return False
    if wrong.count >= STRANGERS and not same_bearer:
        return False
    if nouns_have_capitals and not (same_bearer or right.name.lower() in KNOWN):
        return False
    if _may_be_no_name(right, wrong):
        return False
    if distance > 1 and not _agree_but_for_two_letters(right.name, wrong.name, same_bearer=same_bearer):
        return False
    if len(wrong.name) < min_length and not (same_bearer or _is_worn_down(right, wrong)):
        return False
    if _are_distinct(right.name, wrong.name) or _are_told_apart(right, wrong):
        return False
    return not _have_own_bearers(right, wrong) or (distance == 1 and _is_plain(right, wrong))


def _may_be_no_name(right: Spelling, wrong: Spelling) -> bool:
    """Whether the capital of either may be that of a sentence's first word."""
    if right.inside:
        return not wrong.inside and wrong.name.endswith(SENTENCE_OPENERS)
    is_introduced = wrong.inside and wrong.before and min(len(right.name), len(wrong.name)) >= PLAIN_LENGTH
    return not is_introduced or right.name.endswith(SENTENCE_OPENERS)


def _are_told_apart(right: Spelling, wrong: Spelling) -> bool:
    """Whether the text says that the two differ; what it says of the right one counts if both come back."""
    return wrong.told_apart or (right.told_apart and wrong.count > 1)


def _agree_but_for_two_letters(one: str, other: str, *, same_bearer: bool) -> bool:
    """Whether two wrong letters leave the name plain: it is long, and ends alike, where words are derived."""
    shorter = min(len(one), len(other))
    if same_bearer:
        return shorter >= PLAIN_LENGTH and one[0] == other[0]
    return shorter >= TWO_EDITS_LENGTH and one[-2:].lower() == other[-2:].lower()


def _is_worn_down(right: Spelling, wrong: Spelling) -> bool:
    """Whether a spelling too short to be compared is what is left of a well-known or frequent name."""
    is_meant = right.count >= OFTEN or right.name.lower() in KNOWN
    return is_meant and wrong.count == 1 and wrong.inside == 1 and len(wrong.name) < len(right.name)


def _is_plain(right: Spelling, wrong: Spelling) -> bool:
    """Whether two names that differ by a letter are one, although other names stand beside them.

    Long ones are, where the right one is a public name (Syria) or part of one (University), or where the text
    does not give a first name, or a surname, to both. The right one is never given a first name either where
    the slip stands in the very place that introduces it: "Adam Neumonn …" and from then on "Neumann".
    """
    if wrong.count > 1 or right.count < wrong.count:
        return False
    shorter = min(len(right.name), len(wrong.name))
    name = right.name.lower()
    if name in LEADERS and not wrong.always_followed:
        return True
    if name in INSTITUTIONS or name in KNOWN:
        is_public = name in INSTITUTIONS or name in PEOPLES or not _is_persons(wrong)
        return is_public and shorter >= PUBLIC_LENGTH and len(name) >= PLAIN_LENGTH
    if shorter < PLAIN_LENGTH or (right.always_followed and wrong.always_followed):
        return False
    return not wrong.before or (not right.before and wrong.places[0] < right.places[0])


def _is_persons(name: Spelling) -> bool:
    """Whether a first name or a surname stands beside a name, so that it may be anybody's: Lyndon Johnson."""
    return bool(name.before or (name.after and not name.after.keys() <= INSTITUTIONS | KNOWN))


def _are_distinct(name: str, another: str) -> bool:
    """Whether the difference of two spellings makes another name, or none at all."""
    first, second = plain(name), plain(another)
    if first == second or GROUPS.get(first, frozenset()) & GROUPS.get(second, frozenset()):
        return True
    if {first, second} <= KNOWN or {first[-3:], second[-3:]} in WORD_FORMS:
        return True
    stem = next(
        (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other),
        min(len(first), len(second)),
    )
    shorter, longer = sorted((first[stem:], second[stem:]), key=len)
    if shorter and longer[1:] == shorter:
        return (shorter, longer) in SHORTER_ENDINGS
    if len(shorter) > 1 and longer[1:] == shorter[1:] and len(first) > PLAIN_LENGTH:
        return False
    return {shorter, longer} - {""} <= DERIVING_ENDINGS


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


def plain(name: str) -> str:
    """The name in lower case without marks on its letters and without apostrophes of any shape."""
    decomposed = unicodedata.normalize("NFKD", fold(name))
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    return "".join(letter for letter in letters if letter not in _APOSTROPHES)
