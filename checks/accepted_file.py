"""The text of `accepted.yaml`: read strictly, added to and taken from without touching the rest of it.

Strings in, strings out; the commands read and write the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex
import yaml

from .acceptance import Acceptance, Entry, Placed
from .rules.decode import Decoder, Invalid
from .rules.errors import Mark, RuleError, RuleErrors
from .rules.source import Value, read_yaml

FORMAT_VERSION = 1

NEW_FILE = f"""\
# Findings that are right as they stand: they cost nothing. `copydesk accept` adds to this list.
version: {FORMAT_VERSION}
accepted:
"""

_DEFAULT_INDENT = 2
_FIELDS = ("fingerprint", "rule", "match", "applies", "document", "source", "reason", "who", "date")
"""The order in which an entry is written."""

_PLAIN = frozenset({"rule", "applies", "date"})
"""What is written without quotes, where it is as simple as it should be."""
_BARE = regex.compile(r"(?!(?:true|false|null)$)[a-z][a-z0-9]*(?:[/-][a-z0-9]+)*|\d{4}-\d\d-\d\d")

_UNPRINTABLE = regex.compile(r"[\p{C}\p{Zl}\p{Zp}]")


class Unwritable(ValueError):
    """A text that cannot be changed in place, and why. Nothing was changed."""


def parse_accepted(text: str, path: str) -> Acceptance:
    """The entries of a file's text. Raises `RuleErrors` with every fault and its place."""
    errors: list[RuleError] = []
    tree = read_yaml(text, path, errors)
    placed = [] if tree is None else _Reader(errors).placed(tree)
    if errors:
        raise RuleErrors(errors)
    return Acceptance(tuple(placed))


class _Reader:
    """Builds the entries of one file and gathers its errors."""

    def __init__(self, errors: list[RuleError]) -> None:
        self._decoder = Decoder(errors)

    def placed(self, tree: Value) -> list[Placed]:
        if not isinstance(tree.data, dict):
            self._decoder.fail(tree.mark, f"a mapping with `version: {FORMAT_VERSION}` and `accepted:`")
            return []
        self._decoder.known_keys(tree.data, ("version", "accepted"), "the file")
        version, accepted = tree.data.get("version"), tree.data.get("accepted")
        if version is None:
            self._decoder.fail(tree.mark, f"`version: {FORMAT_VERSION}` is missing")
        elif type(version.value.data) is not int or version.value.data != FORMAT_VERSION:
            message = f"`version` must be the number {FORMAT_VERSION}: this copydesk reads no other"
            self._decoder.fail(version.value.mark, message)
        if accepted is None:
            self._decoder.fail(tree.mark, "`accepted:` is missing")
            return []
        if accepted.value.data is None:
            return []
        if not isinstance(accepted.value.data, list):
            self._decoder.fail(accepted.value.mark, "`accepted` must be a list")
            return []
        return list(self._entries(accepted.value.data))

    def _entries(self, values: Sequence[Value]) -> Iterator[Placed]:
        seen: dict[tuple[str, str, str | None], Mark] = {}
        for number, value in enumerate(values, 1):
            try:
                entry: Entry = self._decoder.build(Entry, value, f"entry {number}")
            except Invalid:
                continue
            if entry.scope in seen:
                first = seen[entry.scope].line
                self._decoder.fail(value.mark, f"{entry.fingerprint} stands twice; first in line {first}")
                continue
            seen[entry.scope] = value.mark
            yield Placed(entry, str(value.mark))


def with_added(text: str, path: str, entries: Sequence[Entry]) -> str:
    """The text with entries behind those that it has; every byte of it stays as it is.

    Raises `RuleErrors` where the text is at fault, and Unwritable where its `accepted:` does not end it as a
    list of lines, or an entry is there already.
    """
    before = [placed.entry for placed in parse_accepted(text, path).placed]
    scopes = {entry.scope for entry in before}
    for entry in entries:
        if entry.scope in scopes:
            where = entry.document or entry.source or "everywhere"
            raise Unwritable(f"{entry.fingerprint} is accepted already for {where}")
        scopes.add(entry.scope)
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = [line for entry in entries for line in _lines_of(entry, _indent(text))]
    gap = "" if text.endswith("\n") else line_end
    added = text + gap + "".join(line + line_end for line in lines)
    return _proven(added, path, [*before, *entries], "make `accepted:` its last key and a list of lines")


def without(text: str, path: str, gone: Iterable[Entry]) -> str:
    """The text without the lines of some of its entries; comments around them stay.

    Raises `RuleErrors` where the text is at fault, and Unwritable where entries share lines.
    """
    gone = list(gone)
    before = [placed.entry for placed in parse_accepted(text, path).placed]
    lines = text.splitlines(keepends=True)
    for span, entry in zip(_spans(text), before, strict=True):
        if entry in gone:
            lines[span.first : span.last + 1] = [""] * (span.last + 1 - span.first)
    kept = [entry for entry in before if entry not in gone]
    return _proven("".join(lines), path, kept, "write each entry on lines of its own")


def _proven(text: str, path: str, expected: Sequence[Entry], advice: str) -> str:
    """The text, where it reads as expected; what is written by hand may be laid out in any way."""
    try:
        found = [placed.entry for placed in parse_accepted(text, path).placed]
    except RuleErrors:
        found = None
    if found != list(expected):
        raise Unwritable(f"{path} cannot be changed in place; {advice}, or edit it by hand")
    return text


class _LineSpan(NamedTuple):
    """The lines of an entry, counted from 0, both inclusive."""

    first: int
    last: int


def _spans(text: str) -> list[_LineSpan]:
    sequence = _sequence(text)
    if sequence is None:
        return []
    return [_LineSpan(_first_line(text, sequence, item), _last_line(item)) for item in sequence.value]


def _sequence(text: str) -> yaml.SequenceNode | None:
    """The list of entries of a text that was read before; None where it is empty and no list."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    return next(
        (
            value
            for key, value in root.value
            if key.value == "accepted" and isinstance(value, yaml.SequenceNode)
        ),
        None,
    )


def _first_line(text: str, sequence: yaml.SequenceNode, item: yaml.Node) -> int:
    """The line of an entry's dash, which may stand above its first key."""
    lines = text.splitlines()
    first: int = item.start_mark.line
    while first > sequence.start_mark.line and not lines[first].lstrip().startswith("-"):
        first -= 1
    return first


def _last_line(node: yaml.Node) -> int:
    """The last line of a value; a block's own end mark lies behind the comments that follow it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1][1])
    end = node.end_mark
    last: int = end.line if end.column else end.line - 1
    return last


def _indent(text: str) -> int:
    """The columns before the dashes of the list."""
    sequence = _sequence(text)
    return _DEFAULT_INDENT if sequence is None else int(sequence.start_mark.column)


def _lines_of(entry: Entry, indent: int) -> Iterator[str]:
    lead = " " * indent + "- "
    for name in _FIELDS:
        value = getattr(entry, name)
        if value is not None:
            bare = name in _PLAIN and _BARE.fullmatch(value)
            yield f"{lead}{name}: {value if bare else _quoted(value)}"
            lead = " " * (indent + 2)


def _quoted(text: str) -> str:
    """A double-quoted scalar, with everything that hides or acts as an escape."""
    return _UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: regex.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - the BMP's end
