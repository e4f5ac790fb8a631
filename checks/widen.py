"""Hits brought to the span that their rule reports: the match, its sentence, or whole blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from .budget import Budget
from .dialect import Pattern
from .document import Document
from .kinds import Hit
from .rules.schema import Rule

MAX_ABSORBED = 8
"""Blocks that may join a hit on either side: a comment form has about six fields."""


def widen(rule: Rule, document: Document, hits: Iterable[Hit], budget: Budget) -> Iterator[Hit]:
    """The rule's hits at their reported span, each once, in order of `start`."""
    ordered = sorted(hits, key=lambda hit: (hit.field, hit.start, hit.end))
    wide: Iterable[Hit] = ordered
    if rule.span == "block":
        wide = _blocks(rule.absorb, document, ordered, budget)
    elif rule.span == "sentence":
        wide = (_sentence(document, hit) for hit in ordered)
    seen: set[tuple[str, int, int]] = set()
    for hit in wide:
        if (key := (hit.field, hit.start, hit.end)) not in seen:
            seen.add(key)
            yield hit


def _sentence(document: Document, hit: Hit) -> Hit:
    """The sentences that the hit touches, from the first one's start to the last one's end."""
    if hit.field != "text":
        return hit
    sentences = document.sentences
    first = bisect_right(sentences, hit.start, key=lambda sentence: sentence.end)
    stop = bisect_left(sentences, hit.end, key=lambda sentence: sentence.start)
    return hit._replace(start=sentences[first].start, end=sentences[stop - 1].end) if first < stop else hit


def _blocks(absorb: Pattern | None, document: Document, hits: Iterable[Hit], budget: Budget) -> Iterator[Hit]:
    """Each hit's whole blocks, with the neighbours that join it; runs of neighbouring blocks are one hit."""
    run: range | None = None
    leader: Hit | None = None
    for hit in hits:
        touched = document.block_range(hit.start, hit.end) if hit.field == "text" else range(0)
        if not touched:
            yield _whole_field(document, hit)
            continue
        blocks = _absorbing(absorb, document, touched, budget)
        if run is not None and leader is not None and blocks.start <= run.stop:
            run = range(min(run.start, blocks.start), max(run.stop, blocks.stop))
            continue
        if run is not None and leader is not None:
            yield _covering(document, run, leader)
        run, leader = blocks, hit
    if run is not None and leader is not None:
        yield _covering(document, run, leader)


def _whole_field(document: Document, hit: Hit) -> Hit:
    """A hit that lies in no block: the whole title, the whole link; in the text, as it is."""
    if hit.field == "title":
        return hit._replace(start=0, end=len(document.title))
    for start, end in document.href_spans if hit.field == "link.href" else ():
        if start <= hit.start < end:
            return hit._replace(start=start, end=end)
    return hit


def _covering(document: Document, blocks: range, leader: Hit) -> Hit:
    return leader._replace(
        start=document.blocks[blocks.start].start, end=document.blocks[blocks.stop - 1].end
    )


def _absorbing(absorb: Pattern | None, document: Document, blocks: range, budget: Budget) -> range:
    if absorb is None or not blocks:
        return blocks
    first, stop = blocks.start, blocks.stop

    def joins(index: int) -> bool:
        block = document.blocks[index]
        if block.kind == "code":
            return False
        return absorb.fullmatch(document.text[block.start : block.end], budget) is not None

    while first > 0 and blocks.start - first < MAX_ABSORBED and joins(first - 1):
        first -= 1
    while stop < len(document.blocks) and stop - blocks.stop < MAX_ABSORBED and joins(stop):
        stop += 1
    return range(first, stop)
