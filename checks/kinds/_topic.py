"""The passages of one document, and what they have in common: measured from its own words alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from math import sqrt
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
"""Words from which a paragraph is a passage of its own. Shorter blocks are joined, for what one sentence has
in common with the rest is chance."""

JOINED_WORDS = 40
"""Words at which a run of short blocks is a passage: about a paragraph of news."""

MIN_REST_WORDS = 8
"""Words from which the end of such a run still says something: less is a heading or a signature."""

_SENTENCE_ENDS = frozenset('.!?…:"“”„«»)]')
_SPACES = frozenset(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")

MAX_ELISION = 2
"""Letters before an apostrophe that are an article or a particle: the word is what follows (l'accord)."""


class Passage(NamedTuple):
    """A paragraph, or short blocks joined, as content words: the first letters of each, folded."""

    words: int
    """All its words, content or not."""
    stems: Mapping[str, str]
    """Each with its first word, in the order of the text."""
    names: frozenset[str]
    """Those stems that a capital in mid-sentence marks as names."""
    block: Block | None = None
    """The paragraph; None for short blocks joined, and for a title."""

    def joined(self, other: Passage) -> Passage:
        """Join the passage with the one behind it, as one without a block."""
        return Passage(self.words + other.words, {**other.stems, **self.stems}, self.names | other.names)


class Story:
    """The passages of one document, in order, and how many of them hold each content word."""

    def __init__(self, document: Document) -> None:
        """Read the document's blocks and its title; code is no part of a story."""
        stop = stop_words(document.language)
        self.passages = tuple(_passages(document, stop))
        everything = list(self.passages)
        self.title: Passage | None = None
        if document.title:
            title = Document(document.title)
            self.title = _read(title, Block(0, len(title.text), "line"), stop)
            everything.append(self.title)
        self.size = len(everything)
        """Passages, a title counting as one."""
        self.words = sum(passage.words for passage in self.passages)
        self.holders = Counter(stem for passage in everything for stem in passage.stems)
        self.naming = Counter(stem for passage in everything for stem in passage.names)

    def only_here(self, passage: Passage) -> tuple[str, ...]:
        """The words that no other passage holds, names first, in the order of the text."""
        own = [stem for stem in passage.stems if self.holders[stem] == 1]
        own.sort(key=lambda stem: stem not in passage.names)
        return tuple(passage.stems[stem] for stem in own)

    @cached_property
    def known(self) -> list[int]:
        """How many content words of each passage another passage holds."""
        return self._held_by(2)

    @cached_property
    def known_shares(self) -> list[float]:
        """That, as a share of the content words of each passage."""
        return [
            count / max(1, len(each.stems)) for count, each in zip(self.known, self.passages, strict=True)
        ]

    @cached_property
    def repeated(self) -> list[int]:
        """How many content words of each passage two other passages hold, or more."""
        return self._held_by(3)

    def _held_by(self, least: int) -> list[int]:
        holders = self.holders
        return [sum([holders[stem] >= least for stem in passage.stems]) for passage in self.passages]

    @cached_property
    def links(self) -> list[float]:
        """The cohesion of each passage with the next one."""
        return [cohesion(one, other) for one, other in pairwise(self.passages)]


def cohesion(one: Passage, other: Passage) -> float:
    """Likeness of two passages, 0 to 1: content words in common, of what they have.

    The lexical score of M. Hearst, "TextTiling" (Computational Linguistics 23:1, 1997), every word counting
    once.
    """
    if not one.stems or not other.stems:
        return 0.0
    common = len(one.stems.keys() & other.stems.keys())
    return common / sqrt(len(one.stems) * len(other.stems))


def _passages(document: Document, stop: frozenset[str]) -> Iterator[Passage]:
    """Long paragraphs one by one, what is shorter joined until it is about as long."""
    run: Passage | None = None
    for block in document.blocks:
        if block.kind == "code":
            continue
        passage = _read(document, block, stop)
        if block.kind == "paragraph" and passage.words >= MIN_PARAGRAPH_WORDS and passage.stems:
            if run and run.words >= MIN_REST_WORDS:
                yield run
            run = None
            yield passage
            continue
        run = run.joined(passage) if run else passage._replace(block=None)
        if run.words >= JOINED_WORDS:
            yield run
            run = None
    if run and run.words >= MIN_REST_WORDS:
        yield run


def _read(document: Document, block: Block, stop: frozenset[str]) -> Passage:
    """Take a block's content words: no function words, no numbers."""
    text = document.text
    stems: dict[str, str] = {}
    names: set[str] = set()
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
        stems.setdefault(stem, word)
        if is_capital and start > block.start and not _opens_sentence(text, start):
            names.add(stem)
    return Passage(len(words), stems, frozenset(names), block)


def _without_elision(word: str) -> str:
    """The word without a possessive behind it, or before it an article that lost its vowel."""
    head, mark, tail = word.replace("’", "'").partition("'")
    return tail.rpartition("'")[2] if mark and len(head) <= MAX_ELISION else head


def _opens_sentence(text: str, start: int) -> bool:
    """Whether the word at an offset stands after the end of a sentence or an opening mark."""
    before = start - 2 if text[start - 1] in _SPACES else start - 1
    return before < 0 or text[before] in _SENTENCE_ENDS
