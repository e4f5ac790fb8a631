"""A place in a pattern that is being read."""

from __future__ import annotations

from dataclasses import dataclass

import regex


@dataclass(slots=True)
class Cursor:
    """A pattern's source and `at`, the offset of its next code point."""

    source: str
    at: int = 0

    def at_end(self) -> bool:
        """Whether nothing is left to read."""
        return self.at == len(self.source)

    def next(self) -> str:
        """Return the next character without a step; it is empty at the end."""
        return self.source[self.at : self.at + 1]

    def sees(self, text: str | tuple[str, ...]) -> bool:
        """Whether a text, or one of several, comes next."""
        return self.source.startswith(text, self.at)

    def match(self, pattern: regex.Pattern[str]) -> regex.Match[str] | None:
        """Match an expression here, without a step."""
        return pattern.match(self.source, self.at)

    def take(self, text: str) -> bool:
        """Step over a text if it comes next."""
        if not self.sees(text):
            return False
        self.at += len(text)
        return True
