"""YAML read as a tree that remembers where each value stands.

PyYAML composes the nodes; typing is cut down to true, false, integers and decimals, so that `no` stays a
word and 2024-05-01 stays text. Duplicate keys, tags, anchors that recurse and control characters are errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import regex
import yaml

MAX_NODES = 500_000
"""Values in one file after aliases are expanded: a guard against files made to explode."""

MAX_DEPTH = 60
"""Nesting of one file; rules need seven levels."""

_INT = regex.compile(r"[-+]?\d{1,18}")
_FLOAT = regex.compile(r"[-+]?(?:\d{1,18}\.\d{0,18}|\.\d{1,18})")


class Mark(NamedTuple):
    """A place in a rule file; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


Scalar: TypeAlias = "str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a YAML file: a scalar, a list of values, or a mapping in the file's order."""

    data: Scalar | list[Value] | dict[str, Entry]
    mark: Mark
    text: str = ""
    """A scalar as it stands in the file, for error messages."""


class Entry(NamedTuple):
    """One entry of a mapping: where its key stands, and its value."""

    key_mark: Mark
    value: Value


@dataclass(frozen=True, slots=True)
class RuleError:
    """One fault of a rule file. `str(error)` is `file:line:column: message`."""

    mark: Mark
    message: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.message}"


def read_yaml(text: str, path: str, errors: list[RuleError]) -> Value | None:
    """The file's one document; None, with the fault in `errors`, where it is not well-formed."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(path, mark.line + 1, mark.column + 1) if mark else Mark(path, 1, 1)
        errors.append(RuleError(place, f"not well-formed YAML: {error.problem or error.context}"))
        return None
    except yaml.reader.ReaderError as error:
        errors.append(RuleError(_mark_of_offset(text, path, error.position), _unreadable(error)))
        return None
    except RecursionError:
        errors.append(RuleError(Mark(path, 1, 1), "nested too deeply"))
        return None
    if node is None:
        errors.append(RuleError(Mark(path, 1, 1), "the file is empty"))
        return None
    return _Tree(path, errors).value(node)


def _unreadable(error: yaml.reader.ReaderError) -> str:
    character = error.character
    code = ord(character) if isinstance(character, str) else int(character)
    return f"the character U+{code:04X} may not stand in a YAML file; write it as an escape"


def _mark_of_offset(text: str, path: str, offset: int) -> Mark:
    before = text[:offset]
    return Mark(path, before.count("\n") + 1, offset - before.rfind("\n"))


class _Tree:
    """Turns composed nodes into values; one use for one file."""

    def __init__(self, path: str, errors: list[RuleError]) -> None:
        self.path = path
        self.errors = errors
        self.count = 0

    def value(self, node: yaml.Node, depth: int = 0) -> Value:
        mark = Mark(self.path, node.start_mark.line + 1, node.start_mark.column + 1)
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            if self.count <= MAX_NODES + 1:
                self.errors.append(RuleError(mark, "nested too deeply, or an alias that contains itself"))
            self.count = MAX_NODES + 2
            return Value(None, mark)
        if isinstance(node, yaml.MappingNode):
            return Value(dict(self._entries(node, depth)), mark)
        if isinstance(node, yaml.SequenceNode):
            return Value([self.value(item, depth + 1) for item in node.value], mark)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self.errors.append(RuleError(mark, f"the tag {node.tag} is not allowed"))
        return Value(_scalar(node), mark, node.value)

    def _entries(self, node: yaml.MappingNode, depth: int) -> Iterator[tuple[str, Entry]]:
        seen: dict[str, Mark] = {}
        for key_node, value_node in node.value:
            mark = Mark(self.path, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                self.errors.append(RuleError(mark, "a key must be a word"))
                continue
            key = str(key_node.value)
            if key in seen:
                self.errors.append(RuleError(mark, f"{key!r} stands twice; first in line {seen[key].line}"))
                continue
            seen[key] = mark
            yield key, Entry(mark, self.value(value_node, depth + 1))


def _scalar(node: yaml.Node) -> Scalar:
    """A plain scalar's value: true, false, a number, nothing, or its own text."""
    text = str(node.value)
    if node.style not in (None, ""):
        return text
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return None if text in ("", "~", "null") else text
