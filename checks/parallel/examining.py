"""One task read and checked, in whatever process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..document import Document, Location
from ..engine import Checker, Examined
from ..finding import Unreadable
from ..fingerprint import place_id
from ..profiling import READING, Profile, Stopwatch
from .tasks import Numbered

FIRST_TEXT = (
    "The council met on Tuesday to discuss the budget of the coming year. Members agreed that the roads need "
    "repair, and that the old bridge will stay closed until the spring."
)
"""A text in which nothing is wrong. A worker that cannot check it can check nothing, and says so by dying."""


class Begun(NamedTuple):
    """A suspect document was read and is now to be checked: what it is known by should it end the worker."""

    number: int
    identity: str | None
    location: Location | None


def examine(checker: Checker, numbered: Numbered, begun: Callable[[Begun], None] | None = None) -> Examined:
    """Read and check one task; `begun` is told of its document before that is checked.

    What breaks the reader or the checker becomes an Unreadable, so that one bad record never ends a run.
    """
    number, task = numbered
    reading = Profile()
    try:
        item = task.read() if not checker.profiled else Stopwatch(reading).of_stage(READING, task.read)
    except Exception as error:
        message = f"the reader failed: {type(error).__name__}: {error}"
        return Examined(Unreadable(place_id(task.location), task.location, "engine-crash", message))
    if begun is not None:
        begun(Begun(number, item.id, item.location))
    examined = checker.examine(item, number)
    if examined.profile is not None:
        examined.profile.add(reading)
    return examined


def warm_up(checker: Checker) -> None:
    """Let a checker compile what English prose asks for, before other processes inherit it."""
    checker.examine(Document(FIRST_TEXT, declared_language="en"))
