"""Which of the clean texts are drilled, and how much of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from ..document import Document
from ..finding import Unreadable

MAX_DOCUMENTS = 1_000
"""Clean documents that are drawn from a feed: 50 for each of some 50 kinds leave each text few turns."""

MIN_WORDS = 40
"""A shorter text has hardly room for a defect."""

GOOD_WORDS = 150
"""Texts of so many words are taken first: a defect in a shorter one weighs more than in most copy."""

MAX_WORDS = 1_500
"""A longer text is cut at the end of a block: it would only slow the drill down."""


@dataclass
class Sample:
    """Documents drawn from a feed of any length, each with the same chance; `unreadable` are all of them."""

    documents: list[Document] = field(default_factory=list)
    read: int = 0
    """Documents that the feed held, unreadable ones not counted."""
    unreadable: list[Unreadable] = field(default_factory=list)


def draw(items: Iterable[Document | Unreadable], seed: int, limit: int = MAX_DOCUMENTS) -> Sample:
    """Draw at most `limit` documents, in the order of the feed (reservoir sampling, Vitter's algorithm R)."""
    random = Random(f"{seed} draw")
    sample = Sample()
    kept: list[tuple[int, Document]] = []
    for item in items:
        if isinstance(item, Unreadable):
            sample.unreadable.append(item)
            continue
        if len(kept) < limit:
            kept.append((sample.read, item))
        else:
            place = random.randrange(sample.read + 1)
            if place < limit:
                kept[place] = (sample.read, item)
        sample.read += 1
    sample.documents = [document for _, document in sorted(kept, key=lambda pair: pair[0])]
    return sample


def for_damage(document: Document) -> Document | None:
    """The document as it is damaged: its text alone, cut where it is long; None where it is too short.

    Blocks that HTML or Markdown told are dropped, for a change of the text would not change them; the drill
    reads them off the line breaks, as in plain text. Links are dropped likewise.
    """
    plain = Document(document.text, document.title, document.id, declared_language=document.declared_language)
    if plain.word_count < MIN_WORDS:
        return None
    if plain.word_count <= MAX_WORDS:
        return plain
    return Document(
        plain.text[: _cut(plain)], plain.title, plain.id, declared_language=plain.declared_language
    )


def _cut(document: Document) -> int:
    """The end of the last block within MAX_WORDS; where the first is longer, of the last sentence."""
    limit = document.words[min(MAX_WORDS, len(document.words)) - 1].end
    ends = [block.end for block in document.blocks if block.end <= limit]
    if not ends:
        ends = [sentence.end for sentence in document.sentences if sentence.end <= limit]
    return ends[-1] if ends else limit


def order(documents: Iterable[Document], seed: int, kind: str) -> list[int]:
    """The order in which documents are tried for a kind: drawn by lot, those of good length first."""
    words = [document.word_count for document in documents]
    indices = list(range(len(words)))
    Random(f"{seed} {kind}").shuffle(indices)
    return sorted(indices, key=lambda index: words[index] < GOOD_WORDS)
