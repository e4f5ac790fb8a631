"""The one error of the pattern dialect."""

from __future__ import annotations


class PatternError(ValueError):
    """A pattern outside the dialect: what is wrong, what to write instead, and where.

    `offset` counts code points from the pattern's start; it equals the pattern's length where something
    is missing at its end.
    """

    def __init__(self, message: str, offset: int) -> None:
        """Keep both as the exception's arguments too, so that it survives pickling."""
        super().__init__(message, offset)
        self.message = message
        self.offset = offset

    def __str__(self) -> str:
        return f"{self.message} (at offset {self.offset})"
