"""Hits brought to the span that their rule reports: the match, its sentence, or whole blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .dialect import Pattern
from .document import Document
from .kinds import Hit
from .rules.schema import Rule

MAX_ABSORBED = 8
"""Blocks that may join a hit on either side: a comment form has about six fields."""


def widen(rule: Rule, document: Document, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The rule's hits at their reported span, each once, in order of `start`."""
    ordered = sorted(hits, key=lambda hit: (hit.field, hit.start, hit.end))
    if rule.span == "block":
        yield from _blocks(rule.absorb, document, ordered)
        return
    if rule.span == "sentence":
        ordered = [_sentence(document, hit) for hit in ordered]
    seen: set[tuple[str, int, int]] = set()
    for hit in ordered:
        if (key := (hit.field, hit.start, hit.end)) not in seen:
            seen.add(key)
            yield hit


def _sentence(document: Document, hit: Hit) -> Hit:
    """The sentences that the hit touches, from the first one's start to the last one's end."""
    if hit.field != "text":
        return hit
    indices = document.block_range(hit.start, hit.end)
    blocks = [document.blocks[i] for i in indices]
    sentences = [s for block in blocks for s in document.sentences_in(block.start, block.end)]
    touched = [s for s in sentences if s.start < hit.end and s.end > hit.start]
    return hit._replace(start=touched[0].start, end=touched[-1].end) if touched else hit


def _blocks(absorb: Pattern | None, document: Document, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Each hit's whole blocks, with the neighbours that join it; runs of neighbouring blocks are one hit."""
    run: range | None = None
    leader: Hit | None = None
    for hit in hits:
        if hit.field != "text":
            yield hit._replace(start=0, end=len(document.field_text(hit.field)))
            continue
        blocks = _absorbing(absorb, document, document.block_range(hit.start, hit.end))
        if not blocks:
            continue
        if run is not None and leader is not None and blocks.start <= run.stop:
            run = range(min(run.start, blocks.start), max(run.stop, blocks.stop))
            continue
        if run is not None and leader is not None:
            yield _covering(document, run, leader)
        run, leader = blocks, hit
    if run is not None and leader is not None:
        yield _covering(document, run, leader)


def _covering(document: Document, blocks: range, leader: Hit) -> Hit:
    return leader._replace(
        start=document.blocks[blocks.start].start, end=document.blocks[blocks.stop - 1].end
    )


def _absorbing(absorb: Pattern | None, document: Document, blocks: range) -> range:
    if absorb is None or not blocks:
        return blocks
    first, stop = blocks.start, blocks.stop

    def joins(index: int) -> bool:
        block = document.blocks[index]
        return absorb.compiled.fullmatch(document.text[block.start : block.end]) is not None

    while first > 0 and blocks.start - first < MAX_ABSORBED and joins(first - 1):
        first -= 1
    while stop < len(document.blocks) and stop - blocks.stop < MAX_ABSORBED and joins(stop):
        stop += 1
    return range(first, stop)
