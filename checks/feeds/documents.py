"""The last step of every format: a text becomes a document, or a record that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..document import Document, Location
from ..finding import Unreadable, UnreadableKind
from .options import FeedOptions
from .stream import PeekableStream


@dataclass(frozen=True)
class OpenFeed:
    """An input that is being read: the path it is known by (`-` for standard input) and its bytes."""

    path: str
    stream: PeekableStream


def checked(document: Document, options: FeedOptions) -> Document | Unreadable:
    """The document as it goes on: within the limits, not blank, with its id and language settled."""
    location = document.location or Location("")
    identity = document.id or identity_of(location)
    size = max(len(document.text), len(document.title))
    if size > options.max_characters:
        message = f"{size:,} characters, and the limit is {options.max_characters:,}"
        return Unreadable(identity, location, "too-large", message)
    if not document.text.strip():
        return Unreadable(identity, location, "empty-text", "the text is empty")
    return replace(document, id=identity, declared_language=options.language or document.declared_language)


def identity_of(location: Location) -> str:
    """The id of a document whose feed gives none: its path, with the number of its record."""
    return location.path if location.record is None else f"{location.path}:{location.record}"


def read_whole(feed: OpenFeed, options: FeedOptions) -> bytes | Unreadable:
    """All bytes of a feed that is one document."""
    data = feed.stream.read_up_to(options.max_record_bytes)
    if len(data) <= options.max_record_bytes:
        return data
    return unreadable_whole(feed, "too-large", f"more than {options.max_record_bytes:,} bytes")


def unreadable_whole(feed: OpenFeed, kind: UnreadableKind, message: str) -> Unreadable:
    """A feed that is one document, and cannot be read."""
    return Unreadable(feed.path, Location(feed.path), kind, message)
