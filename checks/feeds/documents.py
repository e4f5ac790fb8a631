"""The last step of every format: a text becomes a document, or a record that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ..document import Document, Location
from ..finding import Unreadable, UnreadableKind
from ..later import later
from .decoding import BadBytesError
from .options import FeedOptions
from .stream import PeekableStream

_VISIBLE = later(r"[^\p{Z}\p{Cc}\p{Cf}]")
"""Anything but white space, controls and format characters; some pages hold a zero-width space alone."""


class TooEntangledError(Exception):
    """Markup whose elements are nested so deeply that reading it would take too long."""


class Archive(Protocol):
    """What a feed is unpacked from."""

    damage: str | None
    """Why and where unpacking ended early; known once the unpacked bytes are all read."""


@dataclass(frozen=True)
class OpenFeed:
    """An input that is being read: the path it is known by (`-` for standard input) and its bytes."""

    path: str
    stream: PeekableStream
    archive: Archive | None = None

    @property
    def damage(self) -> str | None:
        """Why the bytes end before the feed does, if they do."""
        return self.archive.damage if self.archive else None


def checked(document: Document, options: FeedOptions) -> Document | Unreadable:
    """The document as it goes on: within the limits, not blank, with its id and language settled."""
    location = document.location or Location("")
    identity = document.id or identity_of(location)
    size = max(len(document.text), len(document.title))
    if size > options.max_characters:
        message = f"{size:,} characters, and the limit is {options.max_characters:,}"
        return Unreadable(identity, location, "too-large", message)
    if not _VISIBLE.search(document.text):
        what = "holds invisible characters alone" if document.text.strip() else "is empty"
        return Unreadable(identity, location, "empty-text", f"the text {what}")
    language = options.language or document.declared_language
    if language is None and options.sources:
        language = options.default_language(location.path, document.source, document.url)
    return replace(document, id=identity, declared_language=language)


def identity_of(location: Location) -> str:
    """The id of a document whose feed gives none: its path, with the number of its record."""
    return location.path if location.record is None else f"{location.path}:{location.record}"


def read_document(
    feed: OpenFeed, options: FeedOptions, make: Callable[[bytes, str], Document]
) -> Document | Unreadable:
    """The document of a feed that is one: `make` gets its bytes and path.

    It may raise BadBytesError and TooEntangledError.
    """
    data = feed.stream.read_up_to(options.max_record_bytes)
    if len(data) > options.max_record_bytes:
        return unreadable_whole(feed, "too-large", f"more than {options.max_record_bytes:,} bytes")
    if feed.damage is not None:
        return unreadable_whole(feed, "bad-compression", feed.damage)
    try:
        document = make(data, feed.path)
    except BadBytesError as error:
        return unreadable_whole(feed, "bad-bytes", str(error))
    except TooEntangledError as error:
        return unreadable_whole(feed, "too-large", str(error))
    return checked(document, options)


def unreadable_whole(feed: OpenFeed, kind: UnreadableKind, message: str) -> Unreadable:
    """A feed that is one document, and cannot be read."""
    return Unreadable(feed.path, Location(feed.path), kind, message)
