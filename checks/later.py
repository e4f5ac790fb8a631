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

    def __getattr__(self, name: str) -> Any:
        made = regex.compile(self.pattern, self._flags) if self._flags else compiled(self.pattern)
        value = getattr(made, name)
        self.__dict__[name] = value
        return value
