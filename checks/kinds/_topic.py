"""What the paragraphs of a document have in common, measured from its own words alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from math import fsum, log, log1p, sqrt
from statistics import median
from typing import NamedTuple

from ..document import Block, Document
from ..language import stop_words

STEM_LETTERS = 6
"""Letters of a word that are compared: they outlast the endings of most languages. Five join more words that
have nothing in common, and found fewer planted paragraphs in ten of 13 sets of articles, more in none."""

MIN_WORD_LETTERS = 4
"""A shorter word is as often a function word that no list holds, unless a capital begins it."""

MIN_CAPITAL_LETTERS = 2
"""Letters of a capitalised word from which it is more than an initial."""

MIN_PARAGRAPH_WORDS = 25
"""Words from which a paragraph has enough of them to be measured by."""

NAME_WEIGHT = 2
"""What a word counts that stands as a name anywhere in the document; others count one."""

MAX_ELISION = 2
"""Letters before an apostrophe that are an article or a particle: the word is what follows (l'accord)."""

SHARE_FLOOR = 0.03
"""Added to a share before its logarithm is taken: one word of thirty."""

_SENTENCE_ENDS = frozenset('.!?…:"“”„«»)]')
_SPACES = frozenset(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


class Evidence(NamedTuple):
    """How a paragraph stands to the rest of its document, in numbers that can be weighed and added."""

    known: float
    """Share of its content words that the rest of the document has too, names weighing more; logarithm."""
    known_names: float
    """How many of those are names elsewhere in the document; logarithm."""
    usual: float
    """Median share of known words among the other paragraphs, this one left out."""
    nearest: float
    """Cohesion with the paragraph that it has most in common with."""


class Passage(NamedTuple):
    """A block or a title as its content words: the first letters of each, folded."""

    words: int
    """All its words, content or not."""
    stems: frozenset[str]
    names: Mapping[str, str]
    """Those stems that a capital in mid-sentence marks as names, each with its first such word."""


class Paragraph(NamedTuple):
    """A block of running prose and its content words."""

    block: Block
    passage: Passage


class Story:
    """The passages of one document and what they share.

    `paragraphs` are those blocks of running prose that are long enough to be measured, in order.
    """

    def __init__(self, document: Document) -> None:
        """Read the document's blocks and its title."""
        stop = stop_words(document.language)
        blocks = [block for block in document.blocks if block.kind != "code"]
        passages = [_read(document, block, stop) for block in blocks]
        self.paragraphs = [
            Paragraph(block, passage)
            for block, passage in zip(blocks, passages, strict=True)
            if block.kind == "paragraph" and passage.words >= MIN_PARAGRAPH_WORDS and passage.stems
        ]
        if document.title:
            title = Document(document.title)
            passages.append(_read(title, Block(0, len(title.text), "line"), stop))
        self._size = len(passages)
        self._holders = Counter(stem for passage in passages for stem in passage.stems)
        self._naming = Counter(stem for passage in passages for stem in passage.names)

    def own_names(self, passage: Passage) -> tuple[str, ...]:
        """The names that stand in this passage and nowhere else, in the order of the text."""
        return tuple(word for stem, word in passage.names.items() if self._holders[stem] == 1)

    def evidence(self, index: int) -> Evidence:
        """Measure the paragraph at an index against all others; there must be others."""
        passage = self.paragraphs[index].passage
        others = [other for other in range(len(self.paragraphs)) if other != index]
        shared = [stem for stem in passage.stems if self._holders[stem] > 1]
        share = self._weight(shared) / self._weight(passage.stems)
        return Evidence(
            known=log(share + SHARE_FLOOR),
            known_names=log1p(sum(self._naming[stem] > (stem in passage.names) for stem in shared)),
            usual=median(self._share_without(other, passage) for other in others),
            nearest=max(self._cohesion(index, other) for other in others),
        )

    def _weight(self, stems: list[str] | frozenset[str]) -> int:
        return sum(NAME_WEIGHT if stem in self._naming else 1 for stem in stems)

    def _share_without(self, one: int, left_out: Passage) -> float:
        """Share of a paragraph's content words that the document has elsewhere, one more passage left out."""
        stems = self.paragraphs[one].passage.stems
        lost = sum(
            [self._holders[stem] - 1 <= 1 for stem in stems & left_out.stems]
        )  # held by these two alone
        return (self._known[one] - lost) / len(stems)

    @cached_property
    def _known(self) -> list[int]:
        """How many content words of each paragraph the rest of the document has."""
        holders = self._holders
        return [sum([holders[stem] > 1 for stem in passage.stems]) for _, passage in self.paragraphs]

    def _cohesion(self, one: int, other: int) -> float:
        """Likeness of two paragraphs, 0 to 1: what they share of what they have, rare words counting more.

        The lexical score of M. Hearst, "TextTiling" (Computational Linguistics 23:1, 1997), with words that
        count once a paragraph and weigh by how few passages of this document hold them.
        """
        common = self.paragraphs[one].passage.stems & self.paragraphs[other].passage.stems
        if not common:
            return 0.0
        return self._rarity_of(common) / sqrt(self._masses[one] * self._masses[other])

    def _rarity_of(self, stems: frozenset[str]) -> float:
        return fsum(map(self._rarity.__getitem__, stems))  # the same sum in any order, unlike sum()

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {stem: log1p(self._size / holders) for stem, holders in self._holders.items()}

    @cached_property
    def _masses(self) -> list[float]:
        return [self._rarity_of(paragraph.passage.stems) for paragraph in self.paragraphs]


def _read(document: Document, block: Block, stop: frozenset[str]) -> Passage:
    """Take a block's content words: no function words, no numbers."""
    text = document.text
    stems: set[str] = set()
    names: dict[str, str] = {}
    words = document.words_in(block.start, block.end)
    for start, end in words:
        word = text[start:end]
        if not word.isalpha():
            word = _without_elision(word)
        folded = word.lower()
        if folded in stop or folded[0].isdigit():
            continue
        is_capital = word[0].isupper()
        if len(folded) < (MIN_CAPITAL_LETTERS if is_capital else MIN_WORD_LETTERS):
            continue
        stem = folded[:STEM_LETTERS]
        stems.add(stem)
        if is_capital and start > block.start and not _opens_sentence(text, start):
            names.setdefault(stem, word)
    return Passage(len(words), frozenset(stems), names)


def _without_elision(word: str) -> str:
    """The word without a possessive behind it, or before it an article that lost its vowel."""
    head, mark, tail = word.replace("’", "'").partition("'")
    return tail.rpartition("'")[2] if mark and len(head) <= MAX_ELISION else head


def _opens_sentence(text: str, start: int) -> bool:
    """Whether the word at an offset stands after the end of a sentence or an opening mark."""
    before = start - 2 if text[start - 1] in _SPACES else start - 1
    return before < 0 or text[before] in _SENTENCE_ENDS
