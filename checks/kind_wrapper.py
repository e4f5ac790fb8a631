"""A kind around another kind: what it finds is the other's, and something is done on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from .kinds import Clues, Context, Hit, Kind, Scope


class KindWrapper(Kind):
    """Answers everything that the engine asks of a kind as the wrapped one would.

    Rules are checked when they are loaded, so nobody asks a wrapper for its scopes.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ()

    def __init__(self, kind: Kind) -> None:
        """Wrap a kind."""
        self.kind = kind

    @property
    def any_language(self) -> bool:  # type: ignore[override]  # each wrapper has its own kind's answer
        """Whether the wrapped kind chooses by the document's language itself."""
        return self.kind.any_language

    @property
    def reads(self) -> tuple[str, ...]:
        """The globs of the rules whose hits the wrapped kind reads."""
        return self.kind.reads

    @property
    def values(self) -> tuple[str, ...]:
        """The placeholders that the wrapped kind fills."""
        return self.kind.values

    def clues(self, language: str) -> Clues | None:
        """What the wrapped kind must be shown to find anything."""
        return self.kind.clues(language)

    def find(self, context: Context) -> Iterator[Hit]:
        """What the wrapped kind finds."""
        return self.kind.find(context)
