"""Kind `symbol`: characters that do not belong in prose."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

import regex

from ..beyond_ascii import beyond_ascii
from ..later import later
from ._base import Clues, Context, Doc, Hit, Kind, Scope
from ._folding import loosen

_CATEGORY = later(r"C[cfosn]|L[ultmo]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp]")
_SCRIPT = later(r"[A-Za-z_ ]+")
_CODE_POINT = later(r"(?i)U\+(?:10|[0-9a-f])?[0-9a-f]{4}")
MIN_NAME_LIKENESS = 70
"""Similarity (rapidfuzz ratio, 0 to 100) from which a character's name is offered for an unknown one."""

MAX_NAMED = 3
"""Names listed in a message when a run holds several characters."""


@dataclass(frozen=True)
class Symbol(Kind):
    """Finds characters by Unicode name, general category or script; a run of them is one hit.

    It leaves alone whatever the rule does not name: which characters are strays is the rule's to say, and
    where they are at home (a footnote's own line, a year of death) is said by its `unless`. Where a page sets
    a character throughout its text, `habit` makes one finding of it.
    """

    characters: Annotated[tuple[str, ...], Doc("Unicode names (DAGGER) or code points (U+2020).")] = ()
    categories: Annotated[tuple[str, ...], Doc("General categories: Cc, Cf, Co, So ….")] = ()
    scripts: Annotated[tuple[str, ...], Doc("Unicode scripts: Cyrillic, Greek ….")] = ()
    but: Annotated[
        tuple[str, ...], Doc("Characters of those categories or scripts that are left alone.")
    ] = ()
    min_run: Annotated[int, Doc("So many in a row make a hit.")] = 1
    habit: Annotated[
        int | None,
        Doc("From so many runs on a unit has a habit, and one hit, the first, stands for all; unset: never."),
    ] = None

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "document", "sentence", "title", "link")
    values: ClassVar[tuple[str, ...]] = ("name", "code", "others")

    def __post_init__(self) -> None:
        """Raise ValueError for an unknown name, category or script, a run shorter than one or no habit."""
        if not (self.characters or self.categories or self.scripts):
            raise ValueError("name characters, categories or scripts")
        from ..dialect import MAX_COUNT  # noqa: PLC0415 (only where rules are read)

        if not 1 <= self.min_run <= MAX_COUNT:
            raise ValueError(f"min_run counts from 1 to {MAX_COUNT}")
        if self.habit is not None and self.habit < 2:  # noqa: PLR2004 (once is no habit)
            raise ValueError("habit is 2 or more")
        for category in self.categories:
            if not _CATEGORY.fullmatch(category):
                raise ValueError(f"unknown general category {category!r}")
        for script in self.scripts:
            if not _is_script(script):
                raise ValueError(f"unknown script {script!r}")
        for name in (*self.characters, *self.but):
            _character(name)

    def clues(self, language: str) -> Clues | None:  # noqa: ARG002 (the same in all)
        """The characters, where the rule names them one by one."""
        characters = tuple(map(_character, self.characters))
        if self.categories or self.scripts or any(unicodedata.category(c) == "Cs" for c in characters):
            return None  # a lone surrogate cannot be looked for
        return Clues(dict.fromkeys(map(loosen, characters)))

    def find(self, context: Context) -> Iterator[Hit]:
        """Runs of the named characters; `others` says, of one that stands for more, how many more."""
        if not (self._is_typewritten or self._pattern_of_one.search(context.shared(_odd_characters))):
            return
        runs = list(self._pattern.finditer(context.unit))
        is_habit = self.habit is not None and len(runs) >= self.habit
        for match in runs[:1] if is_habit else runs:
            distinct = list(dict.fromkeys(match.group()))
            values = {
                "name": ", ".join(map(_name, distinct[:MAX_NAMED])),
                "code": ", ".join(f"U+{ord(c):04X}" for c in distinct[:MAX_NAMED]),
                "others": f", as at {len(runs) - 1} other places" if is_habit else "",
            }
            yield Hit(context.start + match.start(), context.start + match.end(), context.field, values)

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return regex.compile(f"{self._one}{{{self.min_run},}}")

    @cached_property
    def _pattern_of_one(self) -> regex.Pattern[str]:
        return regex.compile(self._one)

    @cached_property
    def _is_typewritten(self) -> bool:
        """Whether one of the characters is among those that `beyond_ascii` leaves out."""
        characters = map(chr, range(0x80))
        return any(not beyond_ascii(c) and self._pattern_of_one.match(c) for c in characters)

    @cached_property
    def _one(self) -> str:
        """A pattern of one such character."""
        wanted = "".join(regex.escape(_character(name)) for name in self.characters)
        wanted += "".join(rf"\p{{{category}}}" for category in self.categories)
        wanted += "".join(rf"\p{{Script={script}}}" for script in self.scripts)
        spared = "".join(regex.escape(_character(name)) for name in self.but)
        return f"(?:(?![{spared}])[{wanted}])" if spared else f"[{wanted}]"


def _odd_characters(context: Context) -> str:
    """What most of these characters are among; few texts have many."""
    whole = context.field == "text" and context.start == 0 and context.end == len(context.text)
    return context.document.beyond_ascii if whole else beyond_ascii(context.unit)


def _character(name: str) -> str:
    """The character of a Unicode name or of a code point written U+XXXX. Raises ValueError."""
    if name.upper().startswith("U+"):
        if not _CODE_POINT.fullmatch(name):
            raise ValueError(f"{name!r} is no code point: U+0000 to U+10FFFF")
        return chr(int(name[2:], 16))
    try:
        found = unicodedata.lookup(name)
    except KeyError:
        raise ValueError(f"no Unicode character is named {name!r}{_nearest_name(name)}") from None
    if len(found) > 1:
        raise ValueError(f"{name!r} names a sequence of characters; name them one by one")
    return found


def _is_script(name: str) -> bool:
    if not _SCRIPT.fullmatch(name):
        return False
    try:
        regex.compile(rf"\p{{Script={name}}}")
    except regex.error:
        return False
    return True


def _nearest_name(name: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (only for this error)

    names = (unicodedata.name(chr(code), "") for code in range(sys.maxunicode + 1))
    best = process.extractOne(name.upper(), names, scorer=fuzz.ratio, score_cutoff=MIN_NAME_LIKENESS)
    return f" (did you mean {best[0]!r}?)" if best else ""


def _name(character: str) -> str:
    fallback = {"Cc": "control character", "Co": "private-use character", "Cs": "lone surrogate"}
    category = unicodedata.category(character)
    return unicodedata.name(character, fallback.get(category, "unassigned character")).lower()
