"""What planters work on: one clean text with its prose, its names, and paragraphs of other texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from ..document import Block, Document, Span
from .phrases import words

MIN_PARAGRAPH_WORDS = 15
"""A shorter block is a caption, a label or a line of dialogue: it has no room for a defect in prose."""

MIN_NAME_LETTERS = 4
"""A shorter word in capitals is an abbreviation or an initial as often as a name."""

_FULL_STOPS = frozenset(".!?…")
_CLOSING_MARKS = "'\"”’“‘»)]"
_CAPITALISED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}'’.\-])\p{{Lu}}\p{{Ll}}{{{MIN_NAME_LETTERS - 1},}}(?![\p{{L}}\p{{N}}\-])"
)
_PLAIN_END = regex.compile(r"\p{Ll}{2}\.$")
_LOWER_CASE = regex.compile(r"(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}])")
_NAME_BEFORE = regex.compile(r"\p{Lu}\p{Ll}+ $")

NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
"""Languages in which a capital in mid-sentence may begin any noun; there a name is told by its first name."""


@dataclass(frozen=True)
class Material:
    """A clean text as a planter sees it.

    `donors` are paragraphs of other texts in the same language, for passages that belong elsewhere.
    """

    document: Document
    donors: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clean text."""
        return self.document.text

    @property
    def language(self) -> str:
        """The document's language."""
        return self.document.language

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks of running prose: long enough, and ended by a stop."""
        return tuple(block for block in self.document.blocks if self._is_prose(block))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the paragraphs, in order."""
        return tuple(s for p in self.paragraphs for s in self.document.sentences_in(p.start, p.end))

    @cached_property
    def neighbours(self) -> tuple[tuple[Span, Span], ...]:
        """Each two sentences that follow one another in a paragraph."""
        pairs: list[tuple[Span, Span]] = []
        for paragraph in self.paragraphs:
            inside = tuple(self.document.sentences_in(paragraph.start, paragraph.end))
            pairs.extend(pairwise(inside))
        return tuple(pairs)

    @cached_property
    def plain_neighbours(self) -> tuple[tuple[Span, Span], ...]:
        """Neighbours of which the first ends with a word and a full stop, and a capital begins the second."""
        return tuple(
            (first, second)
            for first, second in self.neighbours
            if _PLAIN_END.search(self.text, first.start, first.end) and self.text[second.start].isupper()
        )

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """Every mention, in the paragraphs, of what a capital marks as a name somewhere in mid-sentence."""
        starts = {sentence.start for sentence in self.sentences}
        mentions = list(self.matches(_CAPITALISED))
        ordinary = {match.group() for match in _LOWER_CASE.finditer(self.text)}
        sure = {m.group() for m in mentions if m.start() not in starts and self._marks_name(m.start())}
        dates = (words("calendar", self.language) or "").split()
        sure = {name for name in sure if name.lower() not in ordinary}.difference(dates)
        return tuple(Span(*m.span()) for m in mentions if m.group() in sure)

    @cached_property
    def name_counts(self) -> Counter[str]:
        """How often each name is mentioned."""
        return Counter(self.text[start:end] for start, end in self.names)

    def matches(self, pattern: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
        """The matches of a pattern in the paragraphs, in order."""
        for paragraph in self.paragraphs:
            yield from pattern.finditer(self.text, paragraph.start, paragraph.end)

    def words_in(self, span: Span | Block) -> list[Span]:
        """The words that begin in a span."""
        return list(self.document.words_in(span.start, span.end))

    def separator_after(self, block: Block) -> str:
        """What stands between this block and the next one; before it, where it is the last."""
        blocks = self.document.blocks
        if len(blocks) == 1:
            return "\n\n"
        place = min(blocks.index(block), len(blocks) - 2)
        return self.text[blocks[place].end : blocks[place + 1].start]

    def _is_prose(self, block: Block) -> bool:
        if block.kind != "paragraph" or len(self.words_in(block)) < MIN_PARAGRAPH_WORDS:
            return False
        return self.text[block.start : block.end].rstrip(_CLOSING_MARKS)[-1:] in _FULL_STOPS

    def _marks_name(self, start: int) -> bool:
        """Whether the capital of a word in mid-sentence says that it is a name."""
        before = self.text[max(0, start - 30) : start]
        if self.language in NOUNS_IN_CAPITALS:
            return _NAME_BEFORE.search(before) is not None
        return before[-2:-1].islower() and before.endswith(" ")
