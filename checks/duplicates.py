"""Near-duplicate documents of one run: a measure of the feed, no defect of the text.

Texts are compared by their shingles of five words with bottom-k sketches (Broder, "On the resemblance and
containment of documents", 1997): the smallest hashes of a text are a fair sample of it, so the share that two
samples have in common estimates the share of shingles (Jaccard) that the texts have in common.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple
from zlib import crc32

from .finding import Result
from .later import later

SHINGLE_WORDS = 5
"""Words of a shingle: shorter ones are shared by texts on one subject, longer ones lost at every edit."""

SKETCH_SIZE = 64
"""Hashes kept of a text: similarities of .8 and more come out within .05 (one standard deviation,
measured on news articles with words left out)."""

INDEXED_HASHES = 6
"""Smallest hashes by which an earlier text is found: one that shares .8 is missed once in 15,000 times."""

MIN_SIMILARITY = 0.8
"""Share of shingles from which two documents are near-duplicates. An article that lost every fortieth word
keeps as much; the nearest two of 295 Wikinews articles, on one event, share about a third."""

MAX_OWNERS = 8
"""Documents that are found by one hash: boilerplate gives many documents the same smallest hashes."""

MIN_SHINGLES = 60
"""Texts with fewer say nothing: notices, match reports and obituaries of a few lines are alike by nature."""

MAX_REMEMBERED = 100_000
"""Documents that are remembered, in some 200 MB; beyond them the earliest are forgotten."""

MEASURE = "near_duplicate"

_TOKEN = later(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}]+")
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0xD6E8FEB86659FD93,
    0xFF51AFD7ED558CCD,
)
"""Odd numbers of 64 bits without a pattern, one for each word of a shingle."""


class Likeness(NamedTuple):
    """The earlier text that a text is a near-duplicate of, if any, and how alike they are."""

    to: str | None
    similarity: float


class _Seen(NamedTuple):
    id: str
    sketch: array[int]


class NearDuplicates:
    """The documents of a run so far, and how alike the next one is to them."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._seen: dict[int, _Seen] = {}
        self._by_hash: dict[int, list[int]] = {}
        self._by_sketch: dict[bytes, int] = {}
        self._number = 0

    def measured(self, result: Result) -> Result:
        """The result with its similarity to the nearest earlier document (0 to 1), and that one's id.

        The measure is 0 where no earlier document is a near-duplicate, and null where the text is too short
        to tell. Each document is then remembered for those that follow.
        """
        return self.told(result, sketch_of(result.document.text))

    def told(self, result: Result, sketch: array[int] | None) -> Result:
        """The same as `measured`, of a text whose sketch was made before, in another process perhaps."""
        if sketch is None:
            return replace(result, measures={**result.measures, MEASURE: None})
        likeness = self._placed(result.id, sketch)
        measures = {**result.measures, MEASURE: likeness.similarity}
        return replace(result, measures=measures, near_duplicate_of=likeness.to)

    def compared(self, identity: str, text: str, group: str = "") -> Likeness | None:
        """The earlier text of a group that this one hardly differs from; None for a text too short to tell.

        The text is then remembered by its `identity` for those of the group that follow.
        """
        sketch = sketch_of(text, crc32(group.encode("utf-8", "surrogatepass")) if group else 0)
        return None if sketch is None else self._placed(identity, sketch)

    def _placed(self, identity: str, sketch: array[int]) -> Likeness:
        likeness = self._nearest(sketch)
        self._remember(identity, sketch)
        return likeness

    def _nearest(self, sketch: array[int]) -> Likeness:
        candidates = {number for h in sketch[:INDEXED_HASHES] for number in self._by_hash.get(h, ())}
        if (same := self._by_sketch.get(sketch.tobytes())) is not None:
            candidates.add(same)
        best_id, best = None, 0.0
        for number in sorted(candidates):
            other = self._seen[number]
            similarity = _resemblance(sketch, other.sketch)
            if similarity >= MIN_SIMILARITY and similarity > best:
                best_id, best = other.id, similarity
        return Likeness(best_id, best)

    def _remember(self, identity: str, sketch: array[int]) -> None:
        for value in sketch[:INDEXED_HASHES]:
            owners = self._by_hash.setdefault(value, [])
            if len(owners) < MAX_OWNERS:
                owners.append(self._number)
        self._by_sketch.setdefault(sketch.tobytes(), self._number)
        self._seen[self._number] = _Seen(identity, sketch)
        self._number += 1
        if len(self._seen) > MAX_REMEMBERED:
            self._forget_earliest()

    def _forget_earliest(self) -> None:
        number = next(iter(self._seen))
        sketch = self._seen.pop(number).sketch
        if self._by_sketch.get(sketch.tobytes()) == number:
            del self._by_sketch[sketch.tobytes()]
        for value in sketch[:INDEXED_HASHES]:
            owners = self._by_hash.get(value, [])
            if number in owners:
                owners.remove(number)
            if not owners:
                self._by_hash.pop(value, None)


def sketch_of(text: str, salt: int = 0) -> array[int] | None:
    """The smallest hashes of the text's different shingles in rising order; None for a text too short.

    Texts that are hashed with different salts have nothing in common.
    """
    hashes = set(_shingle_hashes(text))
    if salt:
        hashes = {value ^ salt for value in hashes}
    return array("I", nsmallest(SKETCH_SIZE, hashes)) if len(hashes) >= MIN_SHINGLES else None


def _shingle_hashes(text: str) -> Iterable[int]:
    """A hash of every shingle: its words' CRCs, each times a factor of its place (multilinear hashing)."""
    tokens = _TOKEN.findall(text.casefold())
    hash_of = {token: crc32(token.encode("utf-8", "surrogatepass")) for token in set(tokens)}
    words = [hash_of[token] for token in tokens]
    shifted = (islice(words, start, None) for start in range(SHINGLE_WORDS))
    one, two, three, four, five = _FACTORS
    return [
        (a * one + b * two + c * three + d * four + e * five >> 32) & 0xFFFFFFFF
        for a, b, c, d, e in zip(*shifted, strict=False)
    ]


def _resemblance(one: array[int], other: array[int]) -> float:
    """Broder's estimate: of the smallest hashes of both together, the share that is in both."""
    size = min(len(one), len(other))
    both = frozenset(one) & frozenset(other)
    union = nsmallest(size, {*one, *other})
    return sum(value in both for value in union) / size
