"""The pattern dialect of rules: a parser that checks a pattern and says what to write instead.

The dialect is RE2's syntax, less what RE2 and the `regex` module read differently, plus lookahead and
lookbehind of bounded width; docs/patterns.md describes it for rule authors. The parser needs neither
engine, so a rule file loads alike wherever it is read; what it accepts, `regex` compiles and means the same.

A pattern is read in two steps: `parser` knows the syntax, `restrictions` what else is asked of repeats and
lookarounds. The one thing asked of `regex` is whether it knows a script's name.
"""

from .compiling import compiled
from .errors import PatternError
from .literals import Reach
from .parser import MAX_NESTING, check, parse
from .pattern import Match, Pattern
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
