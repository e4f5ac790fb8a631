"""Quotation marks and brackets that do not pair."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, NamedTuple

import regex

from ..later import later
from ._base import Context, Doc, Hit, Kind, Scope
from ._pairing import (
    CURLY_DOUBLE,
    LOW,
    STRAIGHT_DOUBLE,
    Mark,
    MarkedBlock,
    Paired,
    brackets_in,
    may_close,
    opens_guillemets_reversed,
    pair_brackets,
    pair_quotes,
    pattern_of_quotes,
    quotes_in,
)

DEFAULT_REACH = 12
"""Blocks in which a closing mark is awaited: split speech seldom runs longer."""

CONTINUES_WITHIN = 2
"""Blocks after an open quotation in which the next paragraph of the same speech begins; one for furniture."""

MAX_SENTENCES_A_LINE = 1.3
"""Sentences for each paragraph, at most, of a text that gives each sentence a line of its own."""

HABIT = 4
"""From so many open marks on, more of them than pairs are a way of writing and not an accident."""

WRONG_SIDE_HABIT = 3
"""From so many marks on the wrong side on, more of them than on the right one are a way of writing."""

_RIGHT_MARK_OPENS_LIST = """
    fi sv no nb nn da he hu hr sr bs et
"""
RIGHT_MARK_OPENS = frozenset(_RIGHT_MARK_OPENS_LIST.split())
"""Languages in which U+201D opens quotations, by rule or by old habit."""

_LEFT_MARK_CLOSES_LIST = """
    de cs sk sl bg mk lt lv et is hr sr bs ka sq ru uk be
"""
LEFT_MARK_CLOSES = frozenset(_LEFT_MARK_CLOSES_LIST.split())
"""Languages in which U+201C closes quotations."""

_ELLIPSIS_REACH = 12
"""Characters at a block's end in which the ellipsis of a cut text stands."""

_SINGLE_REACH = 300
"""Characters in which a single quotation mark's partner is sought; a longer quotation takes double marks."""

_NAVIGATION_LENGTH = 60
"""A shorter block that begins with a guillemet points to another page: "« Previous"."""

_ENDS_OPEN = later(r"(?:\.\.\.|…|[\[(](?:\.\.\.|…)[\])]?)\s*$")
_NAME = r"\p{Lu}[\p{L}'’.\-]*(?: \p{Lu}[\p{L}'’.\-]*){0,3}"
_SAYS = r"(?:said|says|added|adds|told|explained|explains|recalled|recalls|concluded|noted|notes)"
_ATTRIBUTED = later(
    rf"[,!?] (?:{_SAYS} (?:{_NAME}|he|she|they|the \p{{Ll}})|(?:{_NAME}|he|she|they) {_SAYS}\b)"
)
"""Who said it: the quotation before that has ended, whatever the next paragraph begins with. In English."""

_NOT_SPEECH_ALONE = later(
    rf"[\"“”„«»]|''|\b(?:{_SAYS}|wrote|writes|tweeted|stated|according|asked|asks|posted|replied|continued|went)\b"
)
"""A mark or a word that tells that a paragraph does not hold speech alone."""

_SENTENCE_ENDS = ".!?…"

_CONTINUING = "\"“”„«»「『＂‟‘'"
"""Marks with which a paragraph of running speech opens anew."""

_BRACKET_ON_WRONG_SIDE = later(r"(?<=\p{L}{2})\((?=\s+\p{L}[^()]*\))|(?<=\([^()]*\p{L}{2}\s)\)(?=\p{L}{2})")
_BEFORE_SINGLE = r"[^\s(\[“\"„«—–-]"
_MAY_OPEN_SINGLE = re.compile(rf"['‘](?<!{_BEFORE_SINGLE}['‘])(?=[^\W\d_])")
_SINGLE_OPENING = later(
    rf"(?<!{_BEFORE_SINGLE})(?P<mark>['‘])"
    r"(?!(?:em|n|til|cause|tis|twas|round|bout|cos|s|t|k|m)\b)(?=\p{L})",
    regex.IGNORECASE,
)
_SINGLE_CLOSING = later(r"(?<=[\p{L}\p{N}.,!?…%)])(?P<mark>['’])(?=$|[\s\"”»“.,;:!?)\]—–])")


class _Open(NamedTuple):
    """An opening mark that still waits for its closing one."""

    block: int
    """The number of its block."""
    mark: Mark
    excused: bool
    """Whether it is sound even if no closing mark comes."""


@dataclass(frozen=True, slots=True)
class Pairing(Kind):
    """Finds quotation marks and brackets that never close, face the wrong way or close in another system.

    Speech that runs over several paragraphs is left alone, whether every paragraph opens anew or the mark
    simply closes some blocks later; so are apostrophes, inches, minutes, emoticons, list markers, half-open
    intervals, text that was cut off with an ellipsis, and every national system of marks: none of them is
    damage. In a text that gives each sentence a line of its own, a mark whose sentence fills the line is told
    apart (`runs-on`), for the speech may go on. Single marks count only for `mixed`, since an apostrophe
    looks like a closing mark. A document that leaves most of its marks open has a habit and not a defect, and
    stays silent.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document", "title", "block")
    values: ClassVar[tuple[str, ...]] = ("closing",)

    problem: Annotated[
        Literal["open", "runs-on", "wrong-side", "mixed", "half-curly"],
        Doc(
            "open: no closing mark follows; runs-on: the same where each sentence has a line of its own, and "
            "one fills the rest of a line; wrong-side: a mark faces away from its quotation; mixed: the two "
            "marks of a pair belong to two systems; half-curly: one is curly and one straight."
        ),
    ] = "open"
    marks: Annotated[Literal["quotes", "brackets"], Doc("Which marks are meant.")] = "quotes"
    reach: Annotated[int, Doc("Blocks after the opening one in which the closing mark may stand.")] = (
        DEFAULT_REACH
    )

    def find(self, context: Context) -> Iterator[Hit]:
        """The opening marks (`open`, `mixed`) or the marks that face the wrong way (`wrong-side`)."""
        if self.problem in ("open", "runs-on"):
            yield from self._find_open(context)
        elif self.problem in ("mixed", "half-curly"):
            yield from self._find_mixed(context)
        else:
            misplaced = _misplaced_quotes if self.marks == "quotes" else _misplaced_brackets
            for start, end in misplaced(context):
                yield Hit(start, end, context.field, {"closing": ""})

    def _find_open(self, context: Context) -> Iterator[Hit]:
        reader = _Reader.of(context, self.marks)
        waiting: deque[_Open] = deque()
        overdue: list[_Open] = []
        pairs = 0
        for block in reader.blocks:
            while waiting and block.number - waiting[0].block > self.reach:
                overdue.append(waiting.popleft())
            paired = reader.read(block, pending=bool(waiting))
            pairs += len(paired.pairs)
            still_open = _still_open(paired, waiting)
            if still_open:
                mark = still_open[0]
                waiting.append(_Open(block.number, mark, reader.is_excused(block.number, mark)))
        confirmed = [entry for entry in (*overdue, *waiting) if not entry.excused]
        if len(confirmed) >= HABIT and len(confirmed) > pairs:
            return
        for number, mark, _ in confirmed:
            if reader.runs_on(number, mark) == (self.problem == "runs-on"):
                yield Hit(mark.start, mark.end, context.field, {"closing": ""})

    def _find_mixed(self, context: Context) -> Iterator[Hit]:
        reader = _Reader.of(context, self.marks)
        found = {
            (pair.opening.start, pair.opening.end): pair.closing.glyph
            for block in reader.blocks
            for pair in block.paired.pairs
            if not may_close(*pair)
            and pair.opening.facing == "opens"
            and pair.closing.facing == "closes"
            and _is_half_curly(*pair) == (self.problem == "half-curly")
        }
        if self.marks == "quotes" and self.problem == "mixed":
            found.update(_mixed_single(context))
        for (first, last), closing in sorted(found.items()):
            yield Hit(first, last, context.field, {"closing": closing})


def _quotes(context: Context) -> Sequence[MarkedBlock]:
    """The blocks of a unit that have quotation marks."""
    pattern = pattern_of_quotes(context.unit)
    reversed_guillemets = opens_guillemets_reversed(context.unit)
    found: list[MarkedBlock] = []
    for number, (start, end) in enumerate(context.shared(_units)):
        if marks := tuple(quotes_in(context.text, start, end, pattern)):
            paired = pair_quotes(
                marks, context.text, end, reversed_guillemets=reversed_guillemets, pending=False
            )
            found.append(MarkedBlock(number, start, end, marks, paired))
    return found


def _brackets(context: Context) -> Sequence[MarkedBlock]:
    """The blocks of a unit that have brackets."""
    found: list[MarkedBlock] = []
    for number, (start, end) in enumerate(context.shared(_units)):
        if marks := tuple(brackets_in(context.text, start, end)):
            found.append(MarkedBlock(number, start, end, marks, pair_brackets(marks)))
    return found


def _units(context: Context) -> Sequence[tuple[int, int]]:
    return context.units()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the marks of a unit's blocks, one convention for the whole unit."""

    text: str
    units: Sequence[tuple[int, int]]
    blocks: Sequence[MarkedBlock]
    """Those of the units that have any marks."""
    marks: Literal["quotes", "brackets"]
    context: Context

    @classmethod
    def of(cls, context: Context, marks: Literal["quotes", "brackets"]) -> _Reader:
        blocks = context.shared(_quotes if marks == "quotes" else _brackets)
        return cls(context.text, context.shared(_units), blocks, marks, context)

    def read(self, block: MarkedBlock, *, pending: bool) -> Paired:
        """What becomes of the marks of a block; `pending` says that an earlier one left a quotation open."""
        if self.marks == "brackets" or not pending:
            return block.paired
        return pair_quotes(
            block.marks,
            self.text,
            block.end,
            reversed_guillemets=opens_guillemets_reversed(self.context.unit),
            pending=True,
        )

    def is_excused(self, number: int, mark: Mark) -> bool:
        """Whether an open mark is sound: the text was cut, or the next paragraph goes on with the speech."""
        start, end = self.units[number]
        if _ENDS_OPEN.search(self.text, max(mark.end, end - _ELLIPSIS_REACH), end):
            return True
        if self.marks == "brackets":
            return False
        if mark.glyph in "«»" and mark.start == start and end - start <= _NAVIGATION_LENGTH:
            return True
        if _ATTRIBUTED.search(self.text, mark.end, end):
            return False
        following = self.units[number + 1 : number + 1 + CONTINUES_WITHIN]
        return any(self.text[begin] in _CONTINUING for begin, _ in following)

    def runs_on(self, number: int, mark: Mark) -> bool:
        """Whether a sentence fills the rest of a paragraph behind a mark, in a text of such paragraphs.

        Where each sentence has a line of its own, speech of several sentences opens once, and what follows
        may be speech.
        """
        start, end = self.units[number]
        if self.marks == "brackets" or number + 1 == len(self.units):
            return False
        is_at_start = mark.start == start or self.text[start : mark.start].rstrip().endswith((":", ","))
        if not is_at_start or not self.text[mark.end : mark.end + 1].isupper():
            return False
        if self.text[end - 1] not in _SENTENCE_ENDS or _NOT_SPEECH_ALONE.search(self.text, mark.end, end):
            return False
        sentences = sum(1 for _ in self.context.sentences())
        return sentences <= MAX_SENTENCES_A_LINE * len(self.units)


def _is_half_curly(opening: Mark, closing: Mark) -> bool:
    return (opening.glyph in CURLY_DOUBLE and closing.glyph in STRAIGHT_DOUBLE) or (
        opening.glyph in STRAIGHT_DOUBLE and closing.glyph in CURLY_DOUBLE
    )


def _still_open(paired: Paired, waiting: deque[_Open]) -> list[Mark]:
    """The block's open marks that no later mark closes, once its loose closing marks are used up."""
    own: list[Mark] = []
    to_come = deque(paired.unclosed)
    for closing in paired.unopened:
        while to_come and to_come[0].start < closing.start:
            own.append(to_come.popleft())
        if own:
            own.pop()
        elif waiting:
            waiting.pop()
    return [*own, *to_come]


def _mixed_single(context: Context) -> Iterator[tuple[tuple[int, int], str]]:
    """Single quotations that open curly and close straight, or the other way round.

    Only the first mark that can close is judged, and only where it cannot be an apostrophe or where no
    fitting mark follows: "the boys' dream" is no quotation.
    """
    text = context.text
    if _MAY_OPEN_SINGLE.search(text, context.start, context.end) is None:
        return
    for start, end in context.shared(_units):
        for opening in _SINGLE_OPENING.finditer(text, start, end):
            glyph = opening["mark"]
            fitting = "’" if glyph == "‘" else "'"
            until = min(end, opening.end() + _SINGLE_REACH)
            closings = list(_SINGLE_CLOSING.finditer(text, opening.end(), until))
            if not closings or any(closing["mark"] == fitting for closing in closings):
                continue
            closing = closings[0]
            if _cannot_be_apostrophe(text, closing.start(), end):
                yield opening.span(), closing["mark"]


def _cannot_be_apostrophe(text: str, at: int, end: int) -> bool:
    """An apostrophe never follows a stop or a comma, nor stands before a quotation mark after a stop."""
    before = text[at - 1]
    after = text[at + 1] if at + 1 < end else ""
    return not before.isalnum() or (after != "" and after in '"”»“,.;:!?')


def _misplaced_quotes(context: Context) -> Iterator[tuple[int, int]]:
    """Curly marks that face away from their quotation, unless the document writes so throughout."""
    marks = [
        mark
        for block in context.shared(_quotes)
        for mark in block.marks
        if mark.glyph in "“”" or mark.glyph in LOW
    ]
    has_low = any(mark.glyph in LOW for mark in marks)
    count = Counter((mark.glyph, mark.facing) for mark in marks)
    wrong: list[Mark] = []
    if (
        context.language not in RIGHT_MARK_OPENS
        and (has_low or count["“", "opens"] or count["“", "closes"] or count["”", "opens"] == 1)
        and not _is_habit(count["”", "opens"], count["“", "opens"])
    ):
        wrong += [mark for mark in marks if mark.glyph == "”" and _opens_tightly(context.text, mark)]
    if (
        context.language not in LEFT_MARK_CLOSES
        and not has_low
        and not _is_habit(count["“", "closes"], count["”", "closes"])
    ):
        wrong += [mark for mark in marks if mark.glyph == "“" and _closes_tightly(context.text, mark)]
    yield from sorted((mark.start, mark.end) for mark in wrong)


def _is_habit(wrong: int, right: int) -> bool:
    return wrong >= WRONG_SIDE_HABIT and wrong > right


def _opens_tightly(text: str, mark: Mark) -> bool:
    """White space (or the block's start) before, a letter after; a figure may count inches."""
    return (
        mark.facing == "opens"
        and text[mark.end].isalpha()
        and (mark.start == 0 or text[mark.start - 1].isspace())
    )


def _closes_tightly(text: str, mark: Mark) -> bool:
    """A letter or a stop before, white space (or the block's end) after."""
    before = text[mark.start - 1] if mark.start else ""
    after = text[mark.end : mark.end + 1]
    return (
        mark.facing == "closes"
        and (before.isalpha() or before in ".,!?…")
        and (not after or after.isspace() or after in ".,;:!?")
    )


def _misplaced_brackets(context: Context) -> Iterator[tuple[int, int]]:
    """Brackets with their back to what they enclose: "the plan( and", "the plan )and"."""
    for start, end in context.units():
        for match in _BRACKET_ON_WRONG_SIDE.finditer(context.text, start, end):
            yield match.span()
