"""Plain text: a file is a document, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Location
from ..finding import Unreadable
from .decoding import BadBytesError, binary_kind, decode
from .documents import OpenFeed, checked, read_whole, unreadable_whole
from .options import FeedOptions


def read(feed: OpenFeed, options: FeedOptions) -> Iterator[Document | Unreadable]:
    """The one document of a text file; line ends stay as they are."""
    data = read_whole(feed, options)
    if isinstance(data, Unreadable):
        yield data
        return
    if kind := binary_kind(data):
        yield unreadable_whole(feed, "unreadable-file", f"this is {kind}, not a text")
        return
    try:
        text = decode(data)
    except BadBytesError as error:
        yield unreadable_whole(feed, "bad-bytes", str(error))
        return
    yield checked(Document(text, location=Location(feed.path)), options)
