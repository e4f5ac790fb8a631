"""Kind `gender`: a pronoun, or what somebody is called, against the first name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import regex

from ..dialect import compiled
from ._base import Clues, Context, Hit, Kind, Scope
from ._gender_data import CALLED_MEN, CALLED_WOMEN, IRREGULAR, MEN, OWN, OWNING, WOMEN

ONLY_LANGUAGE = "en"
"""The language whose pronouns are read; in others "his" and "her" agree with the thing, or are one word."""

_FULL = r"(?:[ ]\p{Lu}[\p{L}\p{M}’'-]++(?<!['’]s)){1,2}"
"""One surname or two, no genitive: in "Angela Brandner's driver hurt himself" she is not meant."""

_NOT_ALONE = r"\p{Lu}\.[ ]|(?:and|of|with|to|by|for|from|against|met|meet|told|asked|or|than|between)[ ]"
"""What stands before a name that is not the subject, or not the whole of it."""

_ADVERBS = r"(?:(?:has|had|also|then|later|first|already|never|even|once|now)[ ]){0,2}"


@dataclass(frozen=True, slots=True)
class Gender(Kind):
    """Finds words that the name denies: "Angela Brandner began his career", "Oscar Lind introduced herself".

    Only what can mean nobody else is read: a reflexive right behind the verb; `his` and `her` between a verb
    like `began` and what is one's own (career, mother, seat); and `actress`, `businessman` and the like
    before a full name. The first name is one that only women, or only men, have.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "title")
    values: ClassVar[tuple[str, ...]] = ("name",)

    def clues(self, language: str) -> Clues | None:
        """The pronouns with what follows them, and what people are called."""
        return _clues() if language == ONLY_LANGUAGE else Clues()

    def find(self, context: Context) -> Iterator[Hit]:
        """Each name with the word that denies it; `name` is the full name."""
        if context.language != ONLY_LANGUAGE:
            return
        found = {m.span(): m["name"] for pattern in _patterns() for m in pattern.finditer(context.unit)}
        for (start, end), name in sorted(found.items()):
            yield Hit(context.start + start, context.start + end, context.field, {"name": name})


@cache
def _clues() -> Clues:
    own = {f"{pronoun} {thing}" for pronoun in ("his", "her") for thing in OWN}
    called = {f"{name} " for name in (*CALLED_WOMEN, *CALLED_MEN)}
    return Clues(dict.fromkeys({"himself", "herself", *own, *called}))


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    return tuple(
        compiled(pattern)
        for names, reflexive, possessive, called in (
            (WOMEN, "himself", "his", CALLED_MEN),
            (MEN, "herself", "her", CALLED_WOMEN),
        )
        for pattern in (
            _with_pronoun("|".join(names), reflexive, possessive),
            rf"(?<!\p{{L}})(?:{'|'.join(called)})[ ](?P<name>(?:{'|'.join(names)}){_FULL})(?!\p{{L}})",
        )
    )


def _with_pronoun(names: str, reflexive: str, possessive: str) -> str:
    """The pattern of a name as the subject of a verb whose object is the one named."""
    subject = rf"(?<![\p{{L}}’'-]|{_NOT_ALONE})(?P<name>(?:{names}){_FULL})(?:,[ ]who)?[ ]{_ADVERBS}"
    verbs = rf"(?:\p{{Ll}}{{2,14}}ed|{'|'.join(IRREGULAR)})[ ](?:(?:to|for|with|by|on|of|at|from|about)[ ])?"
    own = rf"(?:{'|'.join(OWNING)})[ ]{possessive}[ ](?:{'|'.join(OWN)})"
    return rf"{subject}(?:{verbs}{reflexive}|{own})(?!\p{{L}})"
