"""Learns the furniture of sources from their documents: what stands in many of them is the site's.

No list of phrases is asked. A block counts once for a document. What recurs for another reason is kept out:
copies of one story count as one document, and what may well be the articles' own (headings, single words,
questions, long passages) must stand in most documents of a source.

Thresholds were measured on 309 pages of 112 sites with their articles told apart by hand, where of the blocks
that several pages of a site share 5 % belong to an article (on news pages 2 %, among headings 20 %), and on
1,200 clean articles in five languages, taken in samples of 20 to 100 as the feed of one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import regex

from .document import Block, Document, count_words
from .duplicates import NearDuplicates
from .furniture import HASH_BYTES, Furniture, SourceFurniture, block_hash, normalised, source_of
from .furniture_counting import CEILING, MAX_NAMED, ROW_BITS, Sketch, Tallies, Tally

MIN_DOCUMENTS = 5
"""Documents in which a block must stand. Three or four tell little: a series has as many parts."""

MIN_SHARE = 10.0
"""Percent of its source's documents in which a block must stand. In samples of 100 clean articles, 5 % still
lets in lines of dates and section heads of an encyclopaedia; 10 % lets in neither."""

UNSURE_SHARE = 50.0
"""The same for blocks that may well be the articles' own: in samples of 20 to 100 clean articles, questions
put to five people in turn and heads of one word were most of what a tenth lets in."""

MAX_LINE_WORDS = 25
"""A longer block is a passage: an agency's background paragraph goes from story to story, for weeks."""

MAX_WORDS = 100
"""A longer one is no furniture: legal notices of a site go on for longer, and so do chapters that return."""

MIN_STORY_WORDS = 100
"""Words in passages from which two documents can be told to be copies of one story. Shorter ones are alike
by what the site adds to them."""

MAX_SOURCES = 100_000
"""Sources that are told apart: the first that have `MIN_DOCUMENTS` documents. Others are not learned."""

SAMPLE_CHARACTERS = 80
"""Characters of a block that a sample keeps."""

_HASH_BITS = 8 * HASH_BYTES
_HASH_MASK = (1 << _HASH_BITS) - 1
_QUESTION = regex.compile(r"[?;？؟՞፧\N{GREEK QUESTION MARK}][^\p{L}\p{N}]*$")
"""The end of a question; Greek ones are mostly typed with a semicolon."""


@dataclass(frozen=True)
class Thresholds:
    """From where on a block is furniture: documents, and percent of the documents of its source."""

    documents: int = MIN_DOCUMENTS
    share: float = MIN_SHARE

    def __post_init__(self) -> None:
        """Raise ValueError for a number of documents in which nothing recurs, or a share that is none."""
        if self.documents < 2:  # noqa: PLR2004 (what stands in one document does not recur)
            raise ValueError("documents counts from 2")
        if not 0 <= self.share <= 100:  # noqa: PLR2004 (per cent)
            raise ValueError("share lies between 0 and 100")

    def are_met(self, tally: Tally, of: int) -> bool:
        """Whether what stands in so many documents of its source is furniture."""
        share = max(self.share, UNSURE_SHARE) if tally.unsure else self.share
        return tally.documents >= self.documents and tally.documents * 100 >= share * of


class Limits(NamedTuple):
    """How much memory may be taken: see `furniture_counting`."""

    row_bits: int = ROW_BITS
    blocks: int = MAX_NAMED
    sources: int = MAX_SOURCES


@dataclass(slots=True)
class _Source:
    """A source by its number, and how many of its documents were counted."""

    number: int
    documents: int


class Learner:
    """Reads the documents of any number of sources, one after the other, and tells what recurs.

    The memory is bounded, however long the feed is; the same feed in the same order gives the same result.
    """

    def __init__(
        self, thresholds: Thresholds | None = None, *, samples: bool = False, limits: Limits | None = None
    ) -> None:
        """Nothing is known yet. `samples` keeps the beginning of each recurring block."""
        limits = limits or Limits()
        self.thresholds = thresholds or Thresholds()
        self.documents = self.blocks = self.copies = 0
        """Documents read, their different blocks, and documents left out as copies of earlier ones."""
        self._keeps_samples = samples
        self._max_sources = limits.sources
        self._often = min(self.thresholds.documents, CEILING)
        self._sketch = Sketch(self._often, limits.row_bits)
        self._tallies = Tallies(self._is_rare, limits.blocks)
        self._sources: dict[str, _Source] = {}
        self._by_number: list[_Source] = []
        self._stories = NearDuplicates()

    def add(self, document: Document) -> None:
        """Count the blocks of a document, unless it is the copy of an earlier one of its source."""
        self.documents += 1
        name = source_of(document)
        blocks = _blocks(document)
        if self._is_copy(blocks, name):
            self.copies += 1
            return
        source = self._counted(name)
        for hashed, block in _by_hash(blocks).items():
            self.blocks += 1
            self._count(name, source, hashed, block)

    @property
    def pruned(self) -> int:
        """Recurring blocks that were forgotten for want of room; they count anew where they come again."""
        return self._tallies.pruned

    @property
    def sources(self) -> Mapping[str, int]:
        """The sources that have documents enough to be learned, and how many."""
        return {name: source.documents for name, source in sorted(self._sources.items())}

    def furniture(self) -> Furniture:
        """What recurs in what was read so far; sources where nothing does are left out."""
        found: dict[str, dict[str, int]] = {}
        for name, hashed, tally in self._recurring():
            of = self._sources[name].documents
            found.setdefault(name, {})[hashed] = min(tally.documents, of)  # a sketch may count too much
        return Furniture(
            {
                name: SourceFurniture(self._sources[name].documents, blocks)
                for name, blocks in sorted(found.items())
            }
        )

    def samples(self) -> dict[str, dict[str, str]]:
        """The beginning of each recurring block, by source and hash; empty ones where none were wanted."""
        found: dict[str, dict[str, str]] = {}
        for name, hashed, tally in self._recurring():
            found.setdefault(name, {})[hashed] = tally.sample
        return found

    def _recurring(self) -> Iterator[tuple[str, str, Tally]]:
        """Source, hash and tally of each block that is furniture, in order of the hashes in each source."""
        names = list(self._sources)
        for key, tally in self._tallies.items():
            name = names[key >> _HASH_BITS]
            if self.thresholds.are_met(tally, self._sources[name].documents):
                yield name, f"{key & _HASH_MASK:0{2 * HASH_BYTES}x}", tally

    def _is_copy(self, blocks: Iterable[_Block], source: str) -> bool:
        """Whether the passages, which hold the story, hardly differ from those of an earlier document."""
        passages = [block for block in blocks if block.words > MAX_LINE_WORDS]
        if sum(block.words for block in passages) < MIN_STORY_WORDS:
            return False
        story = "\n".join(block.text for block in passages)
        likeness = self._stories.compared(source, story, group=source)
        return likeness is not None and likeness.to is not None

    def _counted(self, name: str) -> _Source | None:
        """The source with one more document; None as long as it has too few, or there are too many."""
        source = self._sources.get(name)
        if source is not None:
            source.documents += 1
        elif len(self._sources) < self._max_sources and self._sketch.add(_key(name)) >= self._often:
            source = self._sources[name] = _Source(len(self._sources), self._often)
            self._by_number.append(source)
        return source

    def _count(self, name: str, source: _Source | None, hashed: str, block: _Block) -> None:
        """Count a block of a source once more: by name if that is known, else in the sketch."""
        key = None if source is None else source.number << _HASH_BITS | int(hashed, 16)
        if key is not None and self._tallies.add(key, unsure=block.unsure):
            return
        if self._sketch.add(_key(name, hashed)) >= self._often and key is not None:
            sample = " ".join(block.text.split())[:SAMPLE_CHARACTERS] if self._keeps_samples else ""
            self._tallies.admit(key, Tally(self._often, block.unsure, sample))

    def _is_rare(self, key: int, tally: Tally) -> bool:
        """Whether a block is too rare in what was read of its source so far."""
        return not self.thresholds.are_met(tally, self._by_number[key >> _HASH_BITS].documents)


class _Block(NamedTuple):
    """A block that is counted: its text, its words, and whether it may well be the article's own."""

    text: str
    words: int
    unsure: bool


def _blocks(document: Document) -> list[_Block]:
    """The blocks of a document but for code."""
    found = []
    for block in document.blocks:
        if block.kind != "code":
            text = document.text[block.start : block.end]
            words = count_words(text)
            found.append(_Block(text, words, _is_unsure(block, text, words)))
    return found


def _is_unsure(block: Block, text: str, words: int) -> bool:
    """Whether a block may well be an article's own although it recurs."""
    is_line = 1 < words <= MAX_LINE_WORDS
    return block.kind == "heading" or not is_line or _QUESTION.search(text) is not None


def _by_hash(blocks: Iterable[_Block]) -> dict[str, _Block]:
    """The different blocks that may be furniture, by their hashes."""
    found: dict[str, _Block] = {}
    for block in blocks:
        if block.words > MAX_WORDS or not (shape := normalised(block.text)):
            continue
        hashed = block_hash(shape)
        if hashed not in found or block.unsure:
            found[hashed] = block
    return found


def _key(*parts: str) -> bytes:
    """A key of the sketch: a source, or a source and the hash of a block."""
    return "\0".join(parts).encode("utf-8", "surrogatepass")
