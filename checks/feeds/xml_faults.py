"""What is wrong with a feed as a whole, while its entries can be read all the same."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Location
from ..finding import Unreadable, UnreadableKind


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and the line on which it stands."""

    line: int
    message: str
    kind: UnreadableKind = "bad-xml"

    def unreadable(self, identity: str | None, location: Location) -> Unreadable:
        """The report on what cannot be read because of it."""
        return Unreadable(identity, location, self.kind, f"line {self.line}: {self.message}")


class Faults:
    """The first fault of a feed, and whether there are more."""

    def __init__(self) -> None:
        """No fault yet."""
        self.first: Fault | None = None
        self.has_more = False

    def note(self, fault: Fault) -> None:
        """One more fault."""
        self.has_more = self.first is not None
        self.first = self.first or fault

    def report(self, path: str) -> Unreadable | None:
        """The one report on all of them, at the place of the first."""
        if self.first is None:
            return None
        more = " (the first of several faults)" if self.has_more else ""
        fault = Fault(self.first.line, self.first.message + more, self.first.kind)
        return fault.unreadable(None, Location(path, self.first.line))
