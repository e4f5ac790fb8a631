"""Plain text: a file is a document, character by character."""

from __future__ import annotations

from ..document import Document, Location
from .decoding import decode


def document(data: bytes, path: str) -> Document:
    """The document of a text file; line ends stay as they are. Raises BadBytesError."""
    return Document(decode(data), location=Location(path))
