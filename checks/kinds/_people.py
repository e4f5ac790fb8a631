"""Who is spoken of where: people of a known sex, by their names, titles, callings and pronouns.

No list holds the names of the news, so what may be somebody unknown is told, too: whoever draws conclusions
from who was named must know who may have been meant instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ..document import Span
from ..later import later
from ._first_names import MENS_NAMES, WOMENS_NAMES
from ._people_data import (
    CALENDAR,
    MEN_WORDS,
    PARTICLES,
    PLACE_CUES,
    ROLES,
    TITLES,
    TITLES_OF_MEN,
    TITLES_OF_WOMEN,
    WOMEN_WORDS,
)

Sex = Literal["woman", "man", "unknown"]

REACH = 500
"""Characters within which a surname alone still means the one who was named in full: further on, her husband
may be the one that it means."""

MARKS_BEFORE = 8
"""Characters of marks and white space that may stand between a sentence's start and the one before it."""

_SLAVIC_ENDINGS_LIST = """
    ova ová eva evá skaya skaia ska ská cka cká dzka dóttir dottir
"""
_SLAVIC_ENDINGS = tuple(_SLAVIC_ENDINGS_LIST.split())
_SLAVIC_SURNAME = later(rf"\p{{Lu}}[\p{{L}}-]{{3,}}(?:{'|'.join(_SLAVIC_ENDINGS)})")
_FIRST_NAME_IN_A = later(r"\p{Lu}\p{Ll}{2,}a")
_GENITIVE = later(r"['’]s?$")
_OPENS = later(r"(?:\A|[.!?:…”\"“‘'«»—–(\n])\s*$")
"""What stands before a word that would have a capital whatever it is."""


_CALLED = WOMEN_WORDS | MEN_WORDS | ROLES


class Mention(NamedTuple):
    """Somebody who is spoken of in `start … end`; `by` says what tells of it.

    `name`: a first name or a title, and `again` a surname that was told so before. `word`: a noun or a
    pronoun; `role`: a calling that both have; `capital`: what may be anybody's name.
    """

    start: int
    end: int
    sex: Sex
    by: Literal["name", "again", "word", "role", "capital"]


def may_name(words: Iterable[str], sex: Sex) -> bool:
    """Whether one of these words may tell of somebody of a sex, in a name: quick, and seldom wrong."""
    names, titles = (WOMENS_NAMES, TITLES_OF_WOMEN) if sex == "woman" else (MENS_NAMES, TITLES_OF_MEN)
    bare = [_bare(word) for word in words if word[0].isupper()]
    if not (names.isdisjoint(bare) and titles.isdisjoint(bare)):
        return True
    return sex == "woman" and any(word.endswith(_SLAVIC_ENDINGS) for word in bare)


def people(text: str, words: Sequence[Span], texts: Sequence[str]) -> Iterator[Mention]:
    """Everybody who is spoken of in these words of a text, in order; `texts` are the words themselves."""
    surnames: dict[str, tuple[Sex, int]] = {}
    at, before = 0, ""
    while at < len(words):
        count = _words_of_name(text, words, texts, at) if texts[at][0].isupper() else 0
        if count:
            parts = [_bare(word) for word in texts[at : at + count]]
            mention = _named(parts, Span(words[at].start, words[at + count - 1].end), surnames)
            if mention is None:
                mention = _anybody(text, parts, words[at], words[at + count - 1], before)
            at, before = at + count, ""
        else:
            before = _bare(texts[at])
            mention = _called(before, words[at]) if before in _CALLED else None
            at += 1
        if mention:
            yield mention


def _words_of_name(text: str, words: Sequence[Span], texts: Sequence[str], first: int) -> int:
    """How many words from a capitalised one on make one name: with particles between and titles before."""
    count, last = 1, texts[first]
    for index in range(first + 1, len(words)):
        word = texts[index]
        gap = text[words[index - 1].end : words[index].start]
        if not (gap == " " or (gap == ". " and _takes_a_stop(last))):
            break
        if word[0].isupper():
            count = index + 1 - first
        elif word not in PARTICLES:
            break
        last = word
    return count


def _takes_a_stop(part: str) -> bool:
    return len(part) == 1 or part in TITLES or part in TITLES_OF_MEN or part in TITLES_OF_WOMEN


def _named(parts: Sequence[str], span: Span, surnames: dict[str, tuple[Sex, int]]) -> Mention | None:
    """Somebody whose name tells the sex, or whose surname was told so before; the surname is kept."""
    sex, surname = _sex_of(parts), parts[-1]
    if sex != "unknown":
        known = surnames.get(surname)
        surnames[surname] = ("unknown" if known and known[0] != sex else sex, span.start)
        return Mention(*span, sex, "name")
    told, when = surnames.get(surname, ("unknown", 0))
    return Mention(*span, told, "again") if told != "unknown" and span.start - when < REACH else None


def _anybody(text: str, parts: Sequence[str], first: Span, last: Span, before: str) -> Mention | None:
    """Capitalised words that may name somebody; the one that opens a sentence may be any word."""
    if len(parts) == 1:
        opens = _OPENS.search(text, max(0, first.start - MARKS_BEFORE), first.start) is not None
        called = _called(parts[0].lower(), first)
        if called and (opens or called.by == "role"):
            return called
        if opens or parts[0] in CALENDAR:
            return None
    return None if before in PLACE_CUES else Mention(first.start, last.end, "unknown", "capital")


def _called(word: str, span: Span) -> Mention | None:
    if word in WOMEN_WORDS:
        return Mention(*span, "woman", "word")
    if word in MEN_WORDS:
        return Mention(*span, "man", "word")
    return Mention(*span, "unknown", "role") if word in ROLES else None


def _sex_of(parts: Sequence[str]) -> Sex:
    if len(parts) > 1 and parts[0] in TITLES_OF_WOMEN and parts[1].lower() not in ROLES:
        return "woman"
    if len(parts) > 1 and parts[0] in TITLES_OF_MEN and parts[1].lower() not in ROLES:
        return "man"
    for part in parts[:-1] or parts:
        if part in WOMENS_NAMES:
            return "woman"
        if part in MENS_NAMES:
            return "man"
    slavic = len(parts) > 1 and _SLAVIC_SURNAME.fullmatch(parts[-1])
    return "woman" if slavic and _FIRST_NAME_IN_A.fullmatch(parts[-2]) else "unknown"


def _bare(word: str) -> str:
    return _GENITIVE.sub("", word) if "'" in word or "’" in word else word
