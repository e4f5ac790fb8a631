"""The pattern dialect of rules: a parser that checks a pattern and says what to write instead.

The dialect is RE2's syntax, less what RE2 and the `regex` module read differently, plus lookahead and
lookbehind of bounded width; docs/patterns.md describes it for rule authors. The parser needs neither
engine, so a rule file loads alike wherever it is read; what it accepts, `regex` compiles and means the same.

A pattern is read in two steps: `parser` knows the syntax, `restrictions` what else is asked of repeats and
lookarounds. The one thing asked of `regex` is whether it knows a script's name.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .compiling import compiled
from .errors import PatternError
from .pattern import Match, Pattern
from .reach import Reach

if TYPE_CHECKING:
    from .parser import MAX_NESTING, check, parse
    from .restrictions import MAX_COUNT, MAX_LENGTH, width
    from .tree import (
        Alternation,
        Assertion,
        Class,
        ClassItem,
        Concat,
        Dot,
        Edge,
        Group,
        Literal,
        Look,
        Node,
        Property,
        Range,
        Repeat,
        Shorthand,
    )

__all__ = [
    "MAX_COUNT",
    "MAX_LENGTH",
    "MAX_NESTING",
    "Alternation",
    "Assertion",
    "Class",
    "ClassItem",
    "Concat",
    "Dot",
    "Edge",
    "Group",
    "Literal",
    "Look",
    "Match",
    "Node",
    "Pattern",
    "PatternError",
    "Property",
    "Range",
    "Reach",
    "Repeat",
    "Shorthand",
    "check",
    "compiled",
    "parse",
    "width",
]

_HOMES = {
    "parser": ("MAX_NESTING", "check", "parse"),
    "restrictions": ("MAX_COUNT", "MAX_LENGTH", "width"),
}
"""Where names are that few runs need; all others are in `tree`."""


def __getattr__(name: str) -> Any:
    """Import a name that is public and not here yet (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "tree")
    return getattr(import_module(f".{home}", __name__), name)
