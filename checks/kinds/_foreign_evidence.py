"""What speaks for the language of a stretch of prose: function words, letters, and what belongs to names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..language import LANGUAGES, UNKNOWN, are_related, scripts_of, spelled, stop_words
from ..later import later
from ..stopwords import NAME_PARTICLES, STOP_WORDS
from ..writing_systems import LATIN_LETTERS, SCRIPT_RANGES

AMBIGUITY = 1
"""Hits that a language must have over a relative to be named alone."""

UNTOLD: tuple[frozenset[str], ...] = (
    frozenset({"bs", "hr", "sh", "sr"}),
    frozenset({"id", "ms"}),
    frozenset({"nb", "nn", "no"}),
)
"""Languages that a sentence does not tell apart: none is foreign to the others."""

NEVER_FOREIGN = frozenset({"eo", "la"})
"""Latin stands in modern prose as mottos, hymns and law; whole passages of Esperanto are about Esperanto."""

NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
"""Languages in which a word in lower case between two capitalised ones links no names."""

SUBSTITUTES: Mapping[str, str] = {"bs": "hr", "sh": "hr"}
"""Languages without a list that use the function words of another."""

UNSPACED_SCRIPTS = frozenset({"Han", "Khmer", "Lao", "Myanmar", "Thai", "Tibetan"})
"""Scripts that write no spaces between words."""

WORD = later(r"\p{L}[\p{L}\p{M}]*+")
"""A word, as the function words are listed: elided ones are cut at the apostrophe."""


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of a document's own language."""

    code: str
    own: frozenset[str]
    """Its function words."""
    own_alone: frozenset[str]
    """Those that no language has which is not a near relative: `in` and `on` stand in many."""
    scripts: frozenset[str]
    kin: frozenset[str]
    """Languages that are not foreign to it, itself included."""
    aliens: Mapping[str, tuple[str, ...]]
    """Function words that it does not have, with the languages that have them."""
    alien_words: frozenset[str]
    strange: re.Pattern[str] | None
    """A letter of a script, other than Latin, that it is not written in."""


class Found(NamedTuple):
    """The language that a stretch is in."""

    codes: tuple[str, ...]
    """One, two near relatives that it may be, or none where only the script is sure."""
    script: str

    @property
    def name(self) -> str:
        """The language in words."""
        if not self.codes:
            return f"a language in {self.script} script"
        return " or ".join(LANGUAGES[code] for code in self.codes)

    def may_be(self, other: Found) -> bool:
        """Whether two stretches may be in one language."""
        return self.script == other.script and (
            not self.codes or not other.codes or not set(self.codes).isdisjoint(other.codes)
        )


@cache
def home_of(code: str) -> Home | None:
    """What is known of a language; None for the unknown one and for those in scripts not told apart."""
    scripts = scripts_of(code)
    if code == UNKNOWN or not scripts:
        return None
    listed = SUBSTITUTES.get(code, code)
    kin = frozenset({code, listed}).union(*(family for family in UNTOLD if code in family))
    own = spellings_of(code)
    is_told_by_words = bool(own) or "Latin" not in scripts  # Japanese needs no list to tell German from it
    aliens: dict[str, tuple[str, ...]] = {}
    for other in STOP_WORDS:
        if other not in kin and is_told_by_words:
            for word in spellings_of(other) - own:
                aliens[word] = (*aliens.get(word, ()), other)
    shared = {
        word
        for other in STOP_WORDS
        if other not in kin | NEVER_FOREIGN and not are_related(other, listed)
        for word in spellings_of(other)
    }
    return Home(
        code,
        own,
        own - shared,
        scripts,
        kin,
        aliens,
        frozenset(aliens) - NAME_PARTICLES,
        _strange_letters(scripts | {"Latin", "Kana"} if "Han" in scripts else scripts | {"Latin"}),
    )


@cache
def spellings_of(code: str) -> frozenset[str]:
    """The function words of a language in the one spelling that evidence is in."""
    return frozenset(spelled(word) for word in stop_words(SUBSTITUTES.get(code, code)))


def _strange_letters(known: frozenset[str]) -> re.Pattern[str] | None:
    ranges = [f"{chr(first)}-{chr(last)}" for first, last, script in SCRIPT_RANGES if script not in known]
    return re.compile(f"[{''.join(ranges)}]") if ranges else None


def evidence_words(words: list[str], *, nouns_have_capitals: bool = False) -> list[str]:
    """The words that may speak for a language, in lower case and one spelling.

    Capitals inside a sentence belong to names, and so do the small words that link them ("Bank of the West"),
    except where nouns have capitals; particles of names count beside an ordinary word.
    """
    found = []
    for index, word in enumerate(words):
        lower = word.lower()
        following = words[index + 1] if index + 1 < len(words) else ""
        before = words[index - 1] if index else ""
        is_particle = lower in NAME_PARTICLES and not (
            _is_ordinary(following) or (_is_ordinary(before) and following not in NAME_PARTICLES)
        )
        is_name = index > 0 and word[0].isupper() and not word.isupper()
        is_link = not nouns_have_capitals and links_names(words, index)
        if not is_particle and not is_name and not is_link:
            found.append(spelled(lower))
    return found


def links_names(words: list[str], index: int) -> bool:
    """Whether a word in lower case stands, alone or with one other, between two capitalised ones."""
    if not words[index].islower():
        return False
    left = words[max(0, index - 2) : index]
    right = words[index + 1 : index + 3]
    if left and _is_capitalised(left[-1]):
        return any(map(_is_capitalised, right))
    return bool(right and left) and _is_capitalised(right[0]) and _is_capitalised(left[0])


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _is_ordinary(word: str) -> bool:
    return word.islower() and word not in NAME_PARTICLES


def function_words(evidence: list[str], candidates: Collection[str], home: Home) -> dict[str, Counter[str]]:
    """The function words of each candidate that the document's language does not have."""
    hits: dict[str, Counter[str]] = {}
    for word in evidence:
        for code in home.aliens.get(word, ()):
            if code in candidates:
                hits.setdefault(code, Counter())[word] += 1
    return hits


def own_words(evidence: Collection[str], leader: str, home: Home) -> int:
    """How many words speak for the document's language; those that the leader has too say nothing."""
    own = home.own - spellings_of(leader) if are_related(home.code, leader) else home.own_alone
    return sum(word in own for word in evidence)


def strange_words(words: list[str], code: str) -> int:
    """How many different words in lower case hold a letter that a language does not write."""
    known = LATIN_LETTERS.get(code)
    if known is None:
        return 0
    return sum(
        any(letter not in known and not letter.isascii() for letter in word)
        for word in {word for word in words if word.islower() and not word.isascii()}
    )


def with_rival(leader: str, hits: Mapping[str, Counter[str]]) -> tuple[str, ...]:
    """The leader, and a near relative of it that has nearly as much evidence."""
    for code in sorted(hits, key=lambda code: (-hits[code].total(), code)):
        close = hits[leader].total() - hits[code].total() < AMBIGUITY
        if code != leader and close and are_related(code, leader):
            return leader, code
    return (leader,)
