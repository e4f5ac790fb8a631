"""Furniture that only the feed can show: blocks that stand in many documents of one source.

Here is what a block and a source are known by, and what was learned; `furniture_learning` learns it. Nothing
here touches a file.
"""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from .document import Document
from .later import later

HASH_BYTES = 8
"""64 bits of a block's hash: among a million known blocks, a strange one is taken for one of them once in
18,000,000,000,000 times."""

MAX_SOURCE_CHARACTERS = 200
"""A longer name of a source is cut, and told from others by a hash: names come from the feed."""

MAX_COUNTER_WORDS = 8
"""Words of a block whose numbers make no difference: "Updated 12 January 2024 at 10:45" has six. In longer
ones they are what is said: articles about villages have the same sentences with other figures."""

_HIDDEN = later(r"\p{Cf}+")
_EDGE = later(r"^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$")
_NUMBER = later(r"\p{N}+(?:[.,:]\p{N}+)*")
_NUMBERED = later(r"\p{L}[\p{L}\p{M}]*\s\p{N}+")
_LETTER = later(r"\p{L}")
_HOST_PREFIX = "www."


def normalised(block: str) -> str:
    """A block as it is compared; empty where it has no letter.

    Case, compatibility forms, white space, invisible characters and the marks around it make no difference,
    and the numbers of a short one are 0, so that counters and dates meet. A word with its number ("Step 3",
    "Chapter 12") keeps it: that is the article's own numbering.
    """
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", block)).casefold()
    text = _EDGE.sub("", " ".join(text.split()))
    if not _LETTER.search(text):
        return ""
    if _NUMBERED.fullmatch(text) or text.count(" ") >= MAX_COUNTER_WORDS:
        return text
    return _NUMBER.sub("0", text)


def block_hash(shape: str) -> str:
    """The hash of a normalised block, hexadecimal: a file of furniture holds no text of the sites."""
    return hashlib.blake2b(shape.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).hexdigest()


def source_of(document: Document) -> str:
    """What a document's source is known by: its feed's word for it, else its host, else where it lies.

    A file that is one document lies in its folder; a record lies in its file.
    """
    name = (document.source or "").strip() or _host(document.url) or _place(document)
    if len(name) <= MAX_SOURCE_CHARACTERS:
        return name
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).hexdigest()
    return f"{name[: MAX_SOURCE_CHARACTERS - len(digest) - 1]}…{digest}"


def _host(url: str | None) -> str:
    """The host of an address, without `www.`; empty where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # such as a host in brackets that is no address
        return ""
    return host.removeprefix(_HOST_PREFIX)


def _place(document: Document) -> str:
    location = document.location
    if location is None:
        return "-"
    path = posixpath.normpath(location.path.replace("\\", "/"))
    return path if location.record is not None or path == "-" else posixpath.dirname(path) or "."


class Recurrence(NamedTuple):
    """In how many of how many documents of its source a block stands."""

    documents: int
    of: int


@dataclass(frozen=True)
class SourceFurniture:
    """The furniture of one source: how many documents each block stood in, by the hash of the block."""

    documents: int = 0
    """Documents of the source from which it was learned."""
    blocks: Mapping[str, int] = field(default_factory=dict)

    def recurrence(self, block: str) -> Recurrence | None:
        """How often a block of text stood in the source; None where it is no furniture."""
        if not self.blocks:
            return None
        shape = normalised(block)
        documents = self.blocks.get(block_hash(shape)) if shape else None
        return None if documents is None else Recurrence(documents, self.documents)


NO_FURNITURE = SourceFurniture()


@dataclass(frozen=True)
class Furniture:
    """What was learned of all sources, by their names."""

    sources: Mapping[str, SourceFurniture] = field(default_factory=dict)

    def of(self, document: Document) -> SourceFurniture:
        """The furniture of a document's source."""
        return self.sources.get(source_of(document), NO_FURNITURE) if self.sources else NO_FURNITURE
