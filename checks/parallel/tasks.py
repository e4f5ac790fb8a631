"""What a run is cut into: tasks, and windows of them."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from ..document import Document, Location
from ..finding import Unreadable

MAX_WINDOW_TASKS = 16
"""Tasks that a worker gets at a time: few, so that no worker is left with much when the others are done."""

MAX_WINDOW_SIZE = 65_536
"""Size of the tasks together beyond which a window is closed: some ten articles, and less than a second."""

HUNG_SECONDS = 1800.0
"""How long a worker may say nothing. Rules are bounded in steps, and the longest text takes minutes on a slow
machine: only a fault that no bound foresees takes longer."""


class WorkersError(Exception):
    """No worker process can be kept alive, or they load another package than this one."""


class Task(Protocol):
    """One document that is to be read and checked; plain data, for it crosses to another process.

    The units of a feed are tasks.
    """

    @property
    def location(self) -> Location:
        """Where the document stands, known before it is read."""

    @property
    def size(self) -> int:
        """Roughly how many bytes or characters there are to read."""

    def read(self) -> Document | Unreadable:
        """The document, or why there is none."""


class Numbered(NamedTuple):
    """A task and its place among all of a run, from 1."""

    number: int
    task: Task


class Window(NamedTuple):
    """Neighbouring tasks that one worker gets together. A `suspect` one has cost a worker its life."""

    tasks: tuple[Numbered, ...]
    suspect: bool = False


class Given(NamedTuple):
    """A text or document of a caller's own, as a task."""

    item: str | Document | Unreadable

    @property
    def location(self) -> Location:
        """Its place; an empty path where it has none."""
        place = None if isinstance(self.item, str) else self.item.location
        return place or Location("")

    @property
    def size(self) -> int:
        """The characters of its text."""
        if isinstance(self.item, Unreadable):
            return 0
        return len(self.item if isinstance(self.item, str) else self.item.text)

    def read(self) -> Document | Unreadable:
        """The document."""
        return Document(self.item) if isinstance(self.item, str) else self.item
