"""YAML read as a tree that remembers where each value stands.

PyYAML's parser gives the events one by one, so that nesting and aliases are limited before they cost
anything. Typing is cut down to true, false, integers and decimals, so that `no` stays a word and 2024-05-01
stays text. Duplicate keys, tags, aliases that contain themselves and control characters are errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import regex
import yaml

from .errors import Mark, RuleError

MAX_NODES = 500_000
"""Values in one file after aliases are expanded: a guard against files made to explode."""

MAX_DEPTH = 60
"""Nesting of one file; rules need eight levels."""

_INT = regex.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = regex.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})")
_NOT_IN_YAML = yaml.reader.Reader.NON_PRINTABLE
_YAML_TAGS = "tag:yaml.org,2002:"


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


def read_yaml(text: str, path: str, errors: list[RuleError]) -> Value | None:
    """The file's one document; None, with the fault in `errors`, where it is not well-formed."""
    if stray := _NOT_IN_YAML.search(text):
        code = f"U+{ord(stray.group()):04X}"
        message = f"the character {code} may not stand in a YAML file; write it as an escape"
        errors.append(RuleError(_mark_of_offset(text, path, stray.start()), message))
        return None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Tree(yaml.parse(text, Loader=loader), path, errors).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(path, mark.line + 1, mark.column + 1) if mark else Mark(path, 1, 1)
        cause = (
            "a tab indents the line; write spaces" if _begins_with_tab(text, place.line) else error.problem
        )
        errors.append(RuleError(place, f"not well-formed YAML: {cause or error.context}"))
    except yaml.YAMLError as error:
        errors.append(RuleError(Mark(path, 1, 1), f"not well-formed YAML: {error}"))
    except _Unusable:
        pass
    return None


def _mark_of_offset(text: str, path: str, offset: int) -> Mark:
    before = text[:offset]
    return Mark(path, before.count("\n") + 1, offset - before.rfind("\n"))


def _begins_with_tab(text: str, line: int) -> bool:
    lines = text.splitlines()
    return line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t")


class _Unusable(Exception):
    """A file of which no tree can be made; the fault is already among the errors."""


class _Tree:
    """Turns the parser's events into values; one use for one file."""

    def __init__(self, events: Iterator[yaml.Event], path: str, errors: list[RuleError]) -> None:
        self.events = events
        self.path = path
        self.errors = errors
        self.count = 0
        self.anchors: dict[str, tuple[Value, int]] = {}

    def document(self) -> Value | None:
        """The one document of the stream; None, with the fault recorded, where there is none."""
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.errors.append(RuleError(Mark(self.path, 1, 1), "the file is empty"))
            return None
        value = self._value(next(self.events), 0)
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._fail(after, "a second document begins; a rule file is one")
        return value

    def _value(self, event: yaml.Event, depth: int) -> Value:
        """The value that begins with an event, whose further events are taken from the stream."""
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event)
        self._grow(event, 1)
        if depth > MAX_DEPTH:
            raise self._unusable(event, f"nested more than {MAX_DEPTH} levels deep")
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.tag is not None:
            self._fail(event, f"the tag {event.tag.replace(_YAML_TAGS, '!!')} is not allowed")
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        before, mark = self.count, self._mark(event)
        if isinstance(event, yaml.ScalarEvent):
            value = Value(_scalar(event), mark, event.value)
        elif isinstance(event, yaml.MappingStartEvent):
            value = Value(dict(self._entries(depth)), mark)
        else:
            value = Value(list(self._items(depth)), mark)
        if event.anchor is not None:
            self.anchors[event.anchor] = value, self.count - before + 1
        return value

    def _aliased(self, event: yaml.AliasEvent) -> Value:
        if event.anchor not in self.anchors:
            raise self._unusable(event, f"*{event.anchor} stands for nothing that is complete before it")
        value, size = self.anchors[event.anchor]
        self._grow(event, size)
        return value

    def _items(self, depth: int) -> Iterator[Value]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[str, Entry]]:
        seen: dict[str, Mark] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, mark = self._value(event, depth + 1), self._mark(event)
            value = self._value(next(self.events), depth + 1)
            if not isinstance(event, yaml.ScalarEvent):
                self._fail(event, "a key must be a word")
            elif key.text in seen:
                self._fail(event, f"{key.text!r} stands twice; first in line {seen[key.text].line}")
            else:
                seen[key.text] = mark
                yield key.text, Entry(mark, value)

    def _grow(self, event: yaml.Event, size: int) -> None:
        self.count += size
        if self.count > MAX_NODES:
            raise self._unusable(event, f"more than {MAX_NODES} values, aliases expanded")

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        return Mark(self.path, start.line + 1, start.column + 1) if start else Mark(self.path, 1, 1)

    def _fail(self, event: yaml.Event, message: str) -> None:
        self.errors.append(RuleError(self._mark(event), message))

    def _unusable(self, event: yaml.Event, message: str) -> _Unusable:
        """Record a fault that leaves no tree; raise what comes back."""
        self._fail(event, message)
        return _Unusable()


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    """A plain scalar's value: true, false, a number, nothing, or its own text."""
    text = str(event.value)
    if event.style not in (None, ""):
        return text
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return None if text in ("", "~", "null") else text
