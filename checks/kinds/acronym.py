"""Kind `acronym`: an abbreviation that is explained, and comes back with its letters in another order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import regex

from ..later import later
from ._base import Context, Hit, Kind, Scope

SHORT = 3
"""Letters of the shortest abbreviations: of these only neighbours may have changed places, for nearly every
other order of three letters is somebody's."""

_OTHERS_LIST = """
    ABC AIDS AND ANC ARE ART BBC BMA BSE CBC CDC CIA CNN CPR CSA DEA DHS DIY DNA DOE DOJ DVD ECB EPA ESA FAA
    FBI FCC FDA FIA FOR GDP GOP GPS HIV HOW HSE ICC ICE IMF IRA IRS ISS LSE MIT NBA NBC NFL NHL NHS NOT NOW
    NSA NYC OAS OSCE PSA SAS SEC SUV TSA TWO UAE UNHCR UNHRC USA USB USDA USE WAS WHO WTO WWF
"""
OTHERS = frozenset(_OTHERS_LIST.split())
"""Abbreviations that nobody needs to explain, and words that stand in capitals for emphasis."""

_EXPLAINED = later(r"(?<=\p{L}[ \u00a0])\((?:\p{Ll}+[ ])?[\"“„'‘]?(\p{Lu}{3,7})[\"”“'’]?[);,]")
_ABBREVIATION = later(r"(?<![\p{L}\p{N}.&@#/\-‑])\p{Lu}{3,7}(?![\p{L}\p{N}&/\-‑]|\.\p{L}|[ ]\()")
"""No part of a longer one, and not explained itself: "ELT (extract, load, transform)"."""


@dataclass(frozen=True, slots=True)
class Acronym(Kind):
    """Finds abbreviations whose letters change places: "World Health Organization (WHO)", later "the WOH".

    The text explains the abbreviation by setting it in brackets behind its full name, and uses it more often
    than the other one, which it explains nowhere. Lines in capitals are left alone. The abbreviation of
    another language is found too: "the North Atlantic Treaty Organization (NATO)", later "OTAN".
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("other",)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each place of the other abbreviation; `other` is the one that was explained."""
        explained = set(_EXPLAINED.findall(context.text, context.start, context.end))
        by_letters = {"".join(sorted(name)): name for name in sorted(explained)}
        if not by_letters:
            return
        places = [match.span() for match in _abbreviations(context)]
        counts = Counter(context.text[start:end] for start, end in places)
        for start, end in places:
            name = context.text[start:end]
            other = by_letters.get("".join(sorted(name)))
            if other is None or name in explained or name in OTHERS or counts[name] >= counts[other]:
                continue
            if _are_alike(name, other) and name.casefold() not in context.vocabulary:
                yield Hit(start, end, context.field, {"other": other})


def _are_alike(name: str, other: str) -> bool:
    """Whether letters may have changed places by accident: in short abbreviations, two neighbours alone."""
    differ = [index for index, (one, two) in enumerate(zip(name, other, strict=True)) if one != two]
    return len(name) > SHORT or differ[-1] - differ[0] == 1


def _abbreviations(context: Context) -> Iterator[regex.Match[str]]:
    """What is written in capitals, in blocks that are not written so throughout."""
    for start, end in context.units():
        if not context.text[start:end].isupper():
            yield from _ABBREVIATION.finditer(context.text, start, end)
