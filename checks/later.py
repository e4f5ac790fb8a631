"""Patterns of copydesk's own code, compiled when they are first used: a run asks for few of all there are."""

from __future__ import annotations

from typing import Any, cast

import regex

from .dialect import compiled


def later(source: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern that is still to be compiled: it has the methods and attributes of one that is."""
    return cast("regex.Pattern[str]", _Later(source, flags))


class _Later:
    """Becomes a pattern by the first thing that is asked of it; each method is looked up once."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __reduce__(self) -> tuple[Any, ...]:
        return later, (self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(compiled(_inline(self._flags) + self.pattern), name)
        self.__dict__[name] = value
        return value


_LETTERS = {regex.IGNORECASE: "i", regex.MULTILINE: "m", regex.DOTALL: "s", regex.VERBOSE: "x"}


def _inline(flags: int) -> str:
    """Flags as a pattern's beginning."""
    letters = "".join(letter for flag, letter in _LETTERS.items() if flags & flag)
    return f"(?{letters})" if letters else ""
