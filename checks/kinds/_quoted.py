"""What stands in a text as a quotation, a gloss, a title or an address: not the writer's own words."""

from __future__ import annotations

import regex

from ..later import later

MAX_QUOTATION = 1_500
"""Characters of the longest quotation within a block; a mark whose partner is further off has none."""

MAX_SINGLE_QUOTATION = 300
"""The same between single marks, which are apostrophes too."""

_ASIDE = later(
    rf"""
    (?=[„“”«»"‹›「『《〈‘‚'`(\[（*_\#hfw]) (?:    # most characters open nothing
      „[^„“”"\n]{{1,{MAX_QUOTATION}}}+[“”"]                    # German, Polish
    | “[^“”\n]{{1,{MAX_QUOTATION}}}+[”“]
    | (?<!\S)”[^”\n]{{1,{MAX_QUOTATION}}}+”                    # Swedish, Finnish
    | «[^«»\n]{{1,{MAX_QUOTATION}}}+»
    | »[^«»\n]{{1,{MAX_QUOTATION}}}+[«»]
    | "[^"\n]{{1,{MAX_QUOTATION}}}+"
    | ‹[^‹›\n]{{1,{MAX_QUOTATION}}}+› | ›[^‹›\n]{{1,{MAX_QUOTATION}}}+‹
    | [「『][^「」『』\n]{{1,{MAX_QUOTATION}}}+[」』] | [《〈][^《》〈〉\n]{{1,{MAX_QUOTATION}}}+[》〉]
    | (?<!\w)[‘‚](?=\S)(?:[^‘’\n]|(?<=\w)’(?=\w)){{1,{MAX_SINGLE_QUOTATION}}}+(?<=\S)[’‘](?!\w)
    | (?<!\w)'(?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w)){{1,{MAX_SINGLE_QUOTATION}}}+(?<=[^\s'])'(?!\w)
    | ``[^`'\n]{{1,{MAX_QUOTATION}}}+''
    | \([^()\n]{{1,{MAX_QUOTATION}}}+\) | \[[^\[\]\n]{{1,{MAX_QUOTATION}}}+\]
    | （[^（）\n]{{1,{MAX_QUOTATION}}}+）
    | (?<!\w)([*_]{{1,3}})(?=\S)[^*_\n]{{1,{MAX_QUOTATION}}}+\1(?!\w)  # emphasis: titles and foreign words
    | (?:(?:https?|ftp)://|www\.)\S++
    | \#\w++
    | [“„«"「『][ ]*+\S[^\n]*+\Z                          # never closed: it goes on in the next block
    )
    """,
    regex.VERBOSE,
)
"""One alternative for each pair of marks, tried where the opening one stands."""


_E_MAIL = later(r"(?<![\w.+-])[\w.+-]{0,64}+@[\w.-]++")


def without_asides(block: str) -> str:
    """The block with quotations, brackets, emphasised words, addresses and hashtags as spaces.

    Its length stays, so that offsets hold. A quotation that the block does not close is taken to its end, as
    one that runs over several paragraphs is written.
    """
    kept = _E_MAIL.sub(_spaces, block) if "@" in block else block
    return _ASIDE.sub(_spaces, kept)


def _spaces(match: regex.Match[str]) -> str:
    return " " * len(match.group())
