"""Marks that come in pairs: where they stand, which way they face, and which closes which.

Quotation marks are read by the white space and letters around them and only then by their shape, because
one shape opens in one language and closes in another: U+201C opens English and closes German quotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import regex

from ..later import later

Facing = Literal["opens", "closes", "loose", "tight"]
"""What the neighbours say of a mark: `loose` has free space on both sides, `tight` on neither."""

LOW = frozenset({"„", "‟", ",,"})
"""Marks that open at the foot of the line; any high mark may close them."""

_ONE_CHARACTER = r"[\"“”„‟«»「」『』＂″]"
_TWO_CHARACTERS = ("``", "´´", "''", "‘‘", "’’", ",,")
_QUOTE = later(rf"(?<!`)``(?!`)|´´|''|‘‘|’’|(?<!\S),,(?=\w)|{_ONE_CHARACTER}")
_SIMPLE_QUOTE = later(_ONE_CHARACTER)
"""The marks of a text that sets no two characters for one: read several times as quickly."""

_BRACKET = later(r"[()\[\]（）【】]")

_MAX_DEPTH = 8
"""Open marks among which a partner is sought: nobody nests deeper, and hostile text must not cost more."""

_MAX_TOUCHING = 4
"""Quotation marks in a row that are looked past to see what stands beside them."""

_QUOTES = "\"'“”„‟‘’‚«»‹›「」『』＂″`´"
_BEFORE_AN_OPENING = frozenset("([{（【<-–—―/…*_¿¡")
_AFTER_A_CLOSING = frozenset(".,;:!?)]}）】>-–—―/…*_。、，！？；：†‡")
_STOPS = frozenset(".,;:!?")
"""Marks that no quotation begins with, so that a mark before one has ended something."""

STRAIGHT_DOUBLE, CURLY_DOUBLE = frozenset({'"', "''"}), frozenset({"“", "”"})
"""The typewriter's marks and the printer's: one system, whichever a keyboard gives."""

_STRAIGHT = frozenset({'"', "＂", "″", "''", "´´"})

_CLOSERS: dict[str, frozenset[str]] = {
    "“": frozenset({"”", "“", "''", "’’", "″"}),
    "”": frozenset({"”", "“", "’’"}),
    "„": frozenset({"“", "”", "„", "‟", '"', "''", "’’", "″"}),
    "‟": frozenset({"”", "“", "‟"}),
    ",,": frozenset({"“", "”", '"', "''", "’’", "„", "″"}),
    '"': frozenset({'"', "＂", "″"}),
    "＂": frozenset({'"', "＂"}),
    "″": frozenset({"″", '"', "”"}),
    "«": frozenset({"»", "«"}),
    "»": frozenset({"«", "»"}),
    "``": frozenset({"''", "´´", '"', "”", "’’"}),
    "´´": frozenset({"´´"}),
    "''": frozenset({"''", '"', "’’", "”"}),
    "‘‘": frozenset({"’’", "''", "‘‘", "”", '"'}),
    "「": frozenset({"」"}),
    "『": frozenset({"』"}),
    "(": frozenset({")", "）"}),
    "（": frozenset({")", "）"}),
    "[": frozenset({"]"}),
    "【": frozenset({"】"}),
}
"""Which marks may close each opening mark. A straight mark after a low one is a habit of keyboards."""

_HEBREW = "\u0590"
"""Where the Hebrew letters begin."""

_HEBREW_PREFIXES = "\u05d1\u05d4\u05d5\u05db\u05dc\u05de\u05e9"
"""Bet, he, vav, kaf, lamed, mem and shin: Hebrew ties them to a word, and so to its quotation mark."""

_GERSHAYIM = later(
    rf"""
    (?<=\p{{Hebrew}})
    (?!(?<=(?<!\p{{Hebrew}})[{_HEBREW_PREFIXES}]{{1,2}})["“”״„]\p{{Hebrew}}{{2}})  # opens behind a prefix
    ["“”״„](?=\p{{Hebrew}})
    """,
    regex.VERBOSE,
)
"""The mark of Hebrew acronyms and numerals: between two letters of one word, most often before its last."""

_ATTRIBUTE = later(r"""[\w-]=(?P<value>(["”“″])[^"“”″<>\n]{0,200}["”“″])""")
_OPENING_BRACKETS = frozenset("([（【")
_INTERVAL = later(r"[(\[]\s*[-−+]?[\w.∞]+\s*[,;]\s*[-−+]?[\w.∞]+\s*[)\]]")
_EMOTICON_EYES = later(r"(?<!\w)[:;=][-'^o]?$|(?<!\w)[xX8]-$")
_EYES_REACH = 3


class Mark(NamedTuple):
    """One mark: its offsets, its characters, and what its neighbours say of it."""

    start: int
    end: int
    glyph: str
    facing: Facing


class Pair(NamedTuple):
    """An opening mark and the mark that closes it."""

    opening: Mark
    closing: Mark


@dataclass(slots=True)
class Paired:
    """What became of the marks of one block."""

    pairs: list[Pair] = field(default_factory=list)
    unclosed: list[Mark] = field(default_factory=list)
    """Opening marks without a closing one, in order."""
    unopened: list[Mark] = field(default_factory=list)
    """Closing marks without an opening one, in order."""


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block with marks in it: its number among the blocks, and what became of its marks in itself."""

    number: int
    start: int
    end: int
    marks: Sequence[Mark]
    paired: Paired


def pattern_of_quotes(text: str) -> regex.Pattern[str]:
    """What finds the quotation marks of a text."""
    return _QUOTE if any(two in text for two in _TWO_CHARACTERS) else _SIMPLE_QUOTE


def quotes_in(text: str, start: int, end: int, pattern: regex.Pattern[str]) -> Iterator[Mark]:
    """The double quotation marks of one block; single ones are apostrophes too often.

    Those around the value of an attribute belong to left-over markup and say nothing of the prose; those
    inside a Hebrew word make an acronym of it.
    """
    quotes = list(pattern.finditer(text, start, end))
    if not quotes:
        return
    apart: set[int] = set()
    if text.find("=", start, end) >= 0:
        apart.update(at for match in _ATTRIBUTE.finditer(text, start, end) for at in match.span("value"))
    for match in quotes:
        at, behind = match.span()
        if at and text[at - 1] >= _HEBREW and _GERSHAYIM.match(text, at, end):
            apart.add(behind)
        if at not in apart and behind not in apart:
            yield Mark(at, behind, match.group(), _facing(text, at, behind, start, end))


def brackets_in(text: str, start: int, end: int) -> Iterator[Mark]:
    """The brackets of one block that are no emoticon's mouth and bound no half-open interval.

    Where a bracket is open, a closing one closes it, whatever stands before: "(15.d5 +/=)", "(thanks :)".
    A bracket that opens on white space is a mouth too: Slavic chat writes "I can’t((".
    """
    brackets = list(_BRACKET.finditer(text, start, end))
    if not brackets:
        return
    depth = 0
    intervals = {
        at for match in _INTERVAL.finditer(text, start, end) for at in (match.start(), match.end() - 1)
    }
    for match in brackets:
        at = match.start()
        eyes = _EMOTICON_EYES.search(text, max(start, at - _EYES_REACH), at)
        closes = match.group() not in _OPENING_BRACKETS
        if at in intervals or (eyes and not (closes and depth)):
            continue
        if closes:
            depth = max(0, depth - 1)
            yield Mark(at, at + 1, match.group(), "closes")
        elif at + 1 < end and not text[at + 1].isspace() and text[at : at + 2] != "((":
            depth += 1
            yield Mark(at, at + 1, match.group(), "opens")


def may_close(opening: Mark, closing: Mark) -> bool:
    """Whether two marks belong to one system."""
    return closing.glyph in _CLOSERS[opening.glyph]


def opens_guillemets_reversed(text: str) -> bool:
    """Whether quotations open with » here, as in German and Danish, rather than with « as in French."""
    if "»" not in text:
        return False
    german = len(regex.findall(r"(?<!\S)»(?=\w)", text))
    return german > len(regex.findall(r"(?<!\S)«(?=\s?\w)", text))


def pair_quotes(
    marks: Iterable[Mark], text: str, end: int, *, reversed_guillemets: bool, pending: bool
) -> Paired:
    """Pair the quotation marks of one block that ends at `end`.

    `pending` says that an earlier block left a quotation open.
    """
    result = Paired()
    stack: list[Mark] = []
    for mark in marks:
        side = _side(mark, text, end, stack, reversed_guillemets=reversed_guillemets, pending=pending)
        if side == "opens":
            stack.append(mark)
        elif side == "closes":
            _close(mark, stack, result, tentative=mark.facing != "closes")
    result.unclosed.extend(stack)
    result.unclosed.sort()
    return result


def pair_brackets(marks: Iterable[Mark]) -> Paired:
    """Pair the brackets of one block."""
    result = Paired()
    stack: list[Mark] = []
    for mark in marks:
        if mark.facing == "opens":
            stack.append(mark)
        else:
            _close(mark, stack, result, tentative=False)
    result.unclosed.extend(stack)
    result.unclosed.sort()
    return result


def _close(mark: Mark, stack: list[Mark], result: Paired, *, tentative: bool) -> None:
    """Pair a closing mark with the nearest opening one that it fits, else with the nearest at all."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _MAX_DEPTH), -1):
        if may_close(stack[depth], mark):
            result.unclosed.extend(stack[depth + 1 :])
            result.pairs.append(Pair(stack[depth], mark))
            del stack[depth:]
            return
    if stack and not tentative:
        result.pairs.append(Pair(stack.pop(), mark))
    else:
        result.unopened.append(mark)


def _facing(text: str, start: int, end: int, first: int, last: int) -> Facing:
    """What stands beside a mark, looking past other quotation marks that touch it."""
    furthest_left, furthest_right = max(first, start - _MAX_TOUCHING), min(last, end + _MAX_TOUCHING)
    while start > furthest_left and text[start - 1] in _QUOTES:
        start -= 1
    while end < furthest_right and text[end] in _QUOTES:
        end += 1
    free_left = start <= first or text[start - 1].isspace() or text[start - 1] in _BEFORE_AN_OPENING
    free_right = end >= last or text[end].isspace() or text[end] in _AFTER_A_CLOSING
    if free_left:
        return "loose" if free_right else "opens"
    return "closes" if free_right else "tight"


def _side(
    mark: Mark, text: str, end: int, stack: list[Mark], *, reversed_guillemets: bool, pending: bool
) -> Literal["opens", "closes", "neither"]:
    glyph = mark.glyph
    if glyph in "「『" or glyph in LOW or glyph in ("``", "‘‘"):
        return "opens"
    if glyph in ("」", "』", "’’"):
        return "closes"
    if glyph in _STRAIGHT:
        return _side_of_straight(mark, text, end, stack, pending)
    if glyph in "«»":
        return _side_of_guillemet(mark, stack, reversed_guillemets)
    if glyph == "”":
        return "opens" if mark.facing == "opens" and not stack else "closes"
    below = bool(stack) and stack[-1].glyph in LOW
    if mark.facing == "closes" and (stack or pending):
        return "closes"
    if stack and mark.facing == "loose" and text[mark.end : mark.end + 1] in _STOPS:
        return "closes"
    return "closes" if below and mark.facing != "opens" else "opens"


def _side_of_straight(
    mark: Mark, text: str, end: int, stack: list[Mark], pending: bool
) -> Literal["opens", "closes", "neither"]:
    is_open = any(mark.glyph in _CLOSERS[other.glyph] for other in stack[-_MAX_DEPTH:])
    if not is_open and _counts_inches(text, mark):
        return "neither"
    if mark.facing in ("opens", "closes"):
        return mark.facing
    if mark.facing == "tight":
        return "closes" if is_open else "neither"
    return "closes" if is_open or pending or mark.end >= end else "opens"


def _counts_inches(text: str, mark: Mark) -> bool:
    """Whether it is the mark of inches or of seconds of arc: behind a figure, or between it and a space."""
    at = mark.start - 1
    if mark.facing == "loose" and at >= 0 and text[at] in " \u00a0":
        at -= 1
    return at >= 0 and text[at].isdigit()


def _side_of_guillemet(
    mark: Mark, stack: list[Mark], reversed_guillemets: bool
) -> Literal["opens", "closes", "neither"]:
    if stack and stack[-1].glyph in "«»":
        same = stack[-1].glyph == mark.glyph
        return "closes" if not same or mark.facing == "closes" else "opens"
    if mark.facing in ("opens", "closes"):
        return mark.facing
    return "opens" if mark.glyph == ("»" if reversed_guillemets else "«") else "closes"
