"""A finding's identity across runs: free of line numbers, paths and messages."""

from __future__ import annotations

import hashlib
import unicodedata

from .document import Document, Field, Location

CONTEXT_CHARACTERS = 24
"""Characters of context on either side, within the finding's own blocks."""

LONG_BLOCK_WORDS = 20
"""A block this long tells one document from another."""

DIGEST_CHARACTERS = 16
"""Hexadecimal characters kept: 64 bits."""


def fingerprint(rule: str, document: Document, field: Field, start: int, end: int) -> str:
    """Hash of the rule, the match and a little context, all normalised; of the document's key for 0, 0.

    Context stays within the finding's blocks, so that paragraphs may move.
    """
    if start == end:
        return _digest(rule, document_key(document))
    text = document.field_text(field)
    first, last = 0, len(text)
    if field == "text" and (touched := document.block_range(start, end)):
        first = min(start, document.blocks[touched[0]].start)
        last = max(end, document.blocks[touched[-1]].end)
    before = text[max(first, start - CONTEXT_CHARACTERS) : start]
    after = text[end : min(last, end + CONTEXT_CHARACTERS)]
    return _digest(rule, _normalised(text[start:end]), _normalised(before), _normalised(after))


def document_key(document: Document) -> str:
    """The feed's id, else a hash of the title and the first long block: what stays when a file is renamed."""
    if document.id is not None and document.id != place_id(document.location):
        return document.id
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if len(text.split()) >= LONG_BLOCK_WORDS:
            return _digest(_normalised(document.title), _normalised(text))
    return _digest(_normalised(document.title), _normalised(document.text))


def place_id(place: Location | None) -> str | None:
    """The id of a document that has none of its own: its path, with the number of its record."""
    if place is None or place.record is None:
        return None if place is None else place.path
    return f"{place.path}:{place.record}"


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:DIGEST_CHARACTERS]
