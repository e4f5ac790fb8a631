"""From a YAML tree to the dataclasses of the schema, by their type hints.

One walk collects every fault with its place; a value at fault is left out, and nothing that depends on it is
built. Unknown words come with the nearest known one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ..dialect import Pattern, PatternError
from ..kinds import LanguageKey
from ..language import LANGUAGES
from ..suggest import did_you_mean
from .errors import Mark, RuleError
from .fields import is_required, type_hints, yaml_fields
from .merge import edited, is_edit
from .source import Entry, Value

ANY_LANGUAGE = "any"
"""Stands for all languages where codes are asked for."""

MAX_SHOWN = 60
"""Characters of a value that a message repeats."""

MAX_CHOICES = 8
"""A message lists the known words only where they are as few as this."""


class Invalid(Exception):
    """A value that cannot be used; its fault is already among the errors."""


def is_unset(value: Value, field: dataclasses.Field[Any], hint: Any) -> bool:
    """Whether `null` brings a field back to its default; where null is a value of its own it does not."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return value.data is None and not is_required(field) and NoneType not in get_args(hint)


def language_key(hint: Any) -> LanguageKey | None:
    """What a mapping's keys must be, where they are languages."""
    notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((note for note in notes if isinstance(note, LanguageKey)), None)


class Decoder:
    """Builds typed values and gathers the errors of one load."""

    def __init__(self, errors: list[RuleError]) -> None:
        """Add each fault to `errors`."""
        self.errors = errors
        self._by_origin: dict[Any, Callable[[Any, Value, str], Any]] = {
            Literal: self._literal,
            tuple: self._tuple,
            Mapping: self._mapping,
        }

    def fail(self, mark: Mark, message: str) -> Invalid:
        """Record a fault; raise what comes back."""
        self.errors.append(RuleError(mark, message))
        return Invalid()

    def decode(self, hint: Any, value: Value, where: str) -> Any:
        """The value as the type asks for it; `where` names it in messages. Raises `Invalid`."""
        origin = get_origin(hint)
        if origin is Annotated:
            return self.decode(get_args(hint)[0], value, where)
        if origin in (Union, UnionType):
            return self._optional(hint, value, where)
        if origin is not None and not isinstance(origin, type):
            return self._by_origin[origin](hint, value, where)
        if origin in (tuple, Mapping):
            return self._by_origin[origin](hint, value, where)
        if hint is Pattern:
            return self._pattern(value, where)
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.build(hint, value, where)
        return self._scalar(hint, value, where)

    def build(self, cls: type, value: Value, where: str) -> Any:
        """A dataclass from a mapping whose keys are its fields. Raises `Invalid`."""
        if hasattr(cls, "of_scalar") and isinstance(value.data, str | int | float):
            return cls.of_scalar(self._scalar(str, value, where))
        if not isinstance(value.data, dict):
            raise self.fail(value.mark, f"{where} must be a mapping, not {_shown(value)}")
        fields = yaml_fields(cls)
        values, sound = {}, self.known_keys(value.data, fields, where)
        for name, field in fields.items():
            entry, hint = value.data.get(name), type_hints(cls)[field.name]
            if entry is None:
                if is_required(field):
                    self.fail(value.mark, f"{where}: {name!r} is missing")
                    sound = False
                continue
            if is_unset(entry.value, field, hint):
                continue
            try:
                values[field.name] = self.decode(hint, entry.value, f"{where}.{name}")
            except Invalid:
                sound = False
        if not sound:
            raise Invalid
        try:
            return cls(**values)
        except (ValueError, OverflowError) as error:
            raise self.fail(value.mark, f"{where}: {error}") from None

    def known_keys(self, data: dict[str, Entry], known: Iterable[str], where: str) -> bool:
        """Whether every key is known; each that is not is a fault."""
        names = list(known)
        unknown = [(key, entry) for key, entry in data.items() if key not in names]
        for key, entry in unknown:
            self.fail(entry.key_mark, f"{where}: unknown field {key!r}{did_you_mean(key, names)}")
        return not unknown

    def word(self, value: Value, known: Iterable[str], what: str) -> str:
        """A string that is one of the known words. Raises `Invalid`."""
        names = list(known)
        if isinstance(value.data, str) and value.data in names:
            return value.data
        hint = did_you_mean(value.data, names) if isinstance(value.data, str) else ""
        choices = "" if hint or len(names) > MAX_CHOICES else f"; one of {', '.join(names)}"
        raise self.fail(value.mark, f"unknown {what} {_shown(value)}{hint}{choices}")

    def _optional(self, hint: Any, value: Value, where: str) -> Any:
        (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
        return None if value.data is None else self.decode(inner, value, where)

    def _literal(self, hint: Any, value: Value, where: str) -> str:
        return self.word(value, get_args(hint), where)

    def _tuple(self, hint: Any, value: Value, where: str) -> tuple[Any, ...]:
        item = get_args(hint)[0]
        return tuple(self._each(self.items(value, where), lambda v: self.decode(item, v, where)))

    def items(self, value: Value, where: str) -> list[Value]:
        """The items of a list; a lone scalar stands for a list of one, an edit edits the empty list.

        Raises `Invalid`.
        """
        if is_edit(value):
            return list(edited([], value, self.errors))
        if value.data is None or isinstance(value.data, dict):
            raise self.fail(value.mark, f"{where} must be a list, not {_shown(value)}")
        return value.data if isinstance(value.data, list) else [value]

    def _mapping(self, hint: Any, value: Value, where: str) -> dict[str, Any]:
        if not isinstance(value.data, dict):
            raise self.fail(value.mark, f"{where} must be a mapping, not {_shown(value)}")
        inner = get_args(hint)[1]
        self._check_keys(get_args(hint)[0], value.data, where)
        entries = list(value.data.items())
        decoded = self._each(entries, lambda pair: self.decode(inner, pair[1].value, f"{where}.{pair[0]}"))
        return dict(zip(value.data, decoded, strict=True))

    def _check_keys(self, hint: Any, data: dict[str, Entry], where: str) -> None:
        """Raise `Invalid` where keys are to be languages, or words of a list, and one is none."""
        if key := language_key(hint):
            what, known = "language", [*LANGUAGES, *([ANY_LANGUAGE] if key.any_too else [])]
        elif get_origin(hint) is Literal:
            what, known = "field", list(get_args(hint))
        else:
            return
        unknown = [(name, entry.key_mark) for name, entry in data.items() if name not in known]
        for name, mark in unknown:
            self.fail(mark, f"{where}: unknown {what} {name!r}{did_you_mean(name, known)}")
        if unknown:
            raise Invalid

    def _each(self, values: Iterable[Any], decode: Callable[[Any], Any]) -> list[Any]:
        """All values decoded; raises `Invalid` after the last where any was at fault."""
        decoded, sound = [], True
        for value in values:
            try:
                decoded.append(decode(value))
            except Invalid:
                sound = False
        if not sound:
            raise Invalid
        return decoded

    def _pattern(self, value: Value, where: str) -> Pattern:
        if not isinstance(value.data, str):
            raise self.fail(value.mark, f"{where} must be a pattern in quotes, not {_shown(value)}")
        try:
            return Pattern(value.data)
        except PatternError as error:
            place = f"at character {error.offset + 1} of {_shown(value)}"
            raise self.fail(value.mark, f"{where}: {error.message}, {place}") from None

    def _scalar(self, hint: Any, value: Value, where: str) -> Any:
        data = value.data
        if hint is str and isinstance(data, int | float) and not isinstance(data, bool):
            return value.text
        if hint is float and isinstance(data, int) and not isinstance(data, bool):
            return float(data)
        if isinstance(data, hint) and (hint is bool or not isinstance(data, bool)):
            return data
        names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
        raise self.fail(value.mark, f"{where} must be {names[hint]}, not {_shown(value)}")


def _shown(value: Value) -> str:
    if isinstance(value.data, dict):
        return "a mapping"
    if isinstance(value.data, list):
        return "a list"
    if not value.text:
        return "nothing" if value.data is None else "an empty text"
    return repr(value.text if len(value.text) <= MAX_SHOWN else value.text[: MAX_SHOWN - 1] + "…")
