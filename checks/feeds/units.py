"""What a feed holds, before the dear part of reading: a unit can be read here, or in another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ..document import Document, Location
from ..finding import Unreadable


class Unit(Protocol):
    """One document that is still to be read. Units are plain data, which another process understands."""

    @property
    def location(self) -> Location:
        """Where the document stands, known before it is read."""

    @property
    def size(self) -> int:
        """Roughly how many bytes or characters there are to read: a measure of the work."""

    def read(self) -> Document | Unreadable:
        """The document, or why there is none."""


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """What was read already, for lack of anything that could be put off."""

    item: Document | Unreadable

    @property
    def location(self) -> Location:
        """Where it stands; an empty path for a document that has no place."""
        return self.item.location or Location("")

    @property
    def size(self) -> int:
        """The characters of its text."""
        return len(self.item.text) if isinstance(self.item, Document) else 0

    def read(self) -> Document | Unreadable:
        """What was read."""
        return self.item
