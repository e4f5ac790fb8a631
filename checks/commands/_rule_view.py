"""A rule as somebody who asks about it sees it: as data, and as wrapped lines."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from ..dialect import Pattern
from ..kinds import Doc
from ..reports.lines import Line, Piece
from ..reports.visible import visible
from ..rules import Rule
from ..rules.fields import type_hints, yaml_fields
from ..rules.schema import Example
from ._clues_view import looked_for

_INDENT = "  "
_MARKS = re.compile(r"(\\\[\[|\[\[|\]\])")
_REACHES = {
    "hit": "overlapping the hit",
    "block": "anywhere in the block",
    "document": "anywhere in the document",
}
_EXAMPLE_GROUPS = {
    "bad": "Found",
    "good": "Left alone",
    "known_miss": "Missed today",
    "known_false_alarm": "Marked wrongly today",
}


def languages_of(rule: Rule) -> str:
    """The rule's languages as a rule file has them."""
    return ", ".join(rule.languages) or "any"


def status_of(rule: Rule) -> str:
    """The rule's status, or that it is disabled."""
    return rule.status if rule.enabled else "disabled"


def rule_record(rule: Rule) -> dict[str, Any]:
    """A rule as JSON data, with the field names of a rule file."""
    record: dict[str, Any] = _plain(rule)
    record["languages"] = list(rule.languages) or "any"
    return record


def _plain(value: object) -> Any:
    if isinstance(value, Pattern):
        return value.source
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = yaml_fields(type(value))
        return {name: _plain(getattr(value, field.name)) for name, field in names.items()}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(_plain, value))
    return list(map(_plain, value)) if isinstance(value, tuple | list) else value


def explanation(rule: Rule, width: int) -> Iterator[Line]:
    """Everything about a rule, in lines of at most `width` where its words allow it."""
    grade = f"{rule.severity}, {rule.confidence} confidence, {status_of(rule)}"
    yield [Piece(rule.id, "strong"), f"  {grade}"]
    yield from _section("Message", rule.message, width)
    yield from _section("Why", rule.why, width)
    yield from _section("Where it looks", _where(rule), width)
    yield from _how(rule, width)
    yield from _section("What the engine looks for first", looked_for(rule), width)
    if rule.unless:
        yield from _heading("Exceptions")
        for exception in rule.unless:
            yield from _wrapped(exception.because, width, bullet="- ")
            yield [_INDENT * 2, f"{visible(exception.pattern.source)}  ({_REACHES[exception.in_]})"]
    if rule.fix is not None:
        yield from _section("Fix", _fix(rule), width)
    if rule.source:
        yield from _section("Source", rule.source, width)
    for group, heading in _EXAMPLE_GROUPS.items():
        yield from _examples(heading, getattr(rule.examples, group), width)


def _where(rule: Rule) -> str:
    return (
        f"scope {', '.join(rule.scope)}; languages {languages_of(rule)}; "
        f"marks the {rule.span}; at most {rule.limit} hits in a document score"
    )


def _fix(rule: Rule) -> str:
    assert rule.fix is not None
    what = rule.fix.action if rule.fix.with_ is None else f"{rule.fix.action} with {rule.fix.with_!r}"
    return f"{what} ({rule.fix.safety})"


def _how(rule: Rule, width: int) -> Iterator[Line]:
    """The kind in its own words, and what the rule tells it, each field with its description."""
    yield from _heading(f"How it finds it: kind {rule.kind}")
    for paragraph in (type(rule.match).__doc__ or "").strip().split("\n\n"):
        yield from _wrapped(" ".join(paragraph.split()), width)
    for name, field in yaml_fields(type(rule.match)).items():
        value = getattr(rule.match, field.name)
        if value == field.default or value in ({}, ()):
            continue
        doc = " ".join(note.text for note in _notes(rule, field.name) if isinstance(note, Doc))
        yield from _field(name, _plain(value), doc.rstrip("."), width)


def _field(name: str, value: Any, doc: str, width: int) -> Iterator[Line]:
    """A field of `match`, its description, and its value; a mapping has a line of its own for each key."""
    about = f"  ({doc})" if doc else ""
    if not isinstance(value, dict):
        yield from _wrapped(f"{name}: {_shown(value)}{about}", width, bullet="- ")
        return
    yield from _wrapped(f"{name}:{about}", width, bullet="- ")
    for key, item in value.items():
        yield from _wrapped(f"{key}: {_shown(item)}", width, bullet="  - ")


def _notes(rule: Rule, name: str) -> tuple[object, ...]:
    return tuple(get_args(type_hints(type(rule.match))[name])[1:])


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(
            f"{key}: {_shown(item)}" for key, item in value.items() if item not in (None, [], "")
        )
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _examples(heading: str, examples: tuple[Example, ...], width: int) -> Iterator[Line]:
    if not examples:
        return
    yield from _heading(heading)
    for example in examples:
        learned = f"learned: {'; '.join(example.furniture)}" if example.furniture else ""
        notes = [example.language or "", "HTML" if example.html is not None else "", learned]
        note = ", ".join(filter(None, notes))
        title = f'title "{example.title}": ' if example.title else ""
        text = example.text if example.text is not None else example.html or ""
        yield from _marked(_wrapped(f"{title}{text}{f'  ({note})' if note else ''}", width, bullet="- "))


def _marked(lines: Iterator[list[str]]) -> Iterator[Line]:
    """Lines in which `[[…]]` is a mark, also where it runs from one line to the next."""
    within = False
    for line in lines:
        pieces: list[Piece | str] = []
        for token in _MARKS.split("".join(line)):
            if token in {"[[", "]]"}:
                within = token == "[["
            elif token:
                text = token.removeprefix("\\") if token == r"\[[" else token
                pieces.append(Piece(text, "mark" if within else "plain"))
        yield pieces


def _section(heading: str, text: str, width: int) -> Iterator[Line]:
    yield from _heading(heading)
    yield from _wrapped(text, width)


def _heading(text: str) -> Iterator[Line]:
    yield []
    yield [Piece(text, "strong")]


def _wrapped(text: str, width: int, bullet: str = "") -> Iterator[list[str]]:
    first, later = _INDENT + bullet, _INDENT + " " * len(bullet)
    shown = visible(text.strip())
    wrapped = textwrap.wrap(
        *(shown, width),
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return ([line] for line in wrapped)
