"""Typed values as plain data (what JSON can write) and back, by their type hints.

What is revived was checked when it was first built, and is not checked again: data from anywhere else must
go through the decoder.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ..dialect import Pattern
from ..kinds import Kind, discover
from .decode import type_hints
from .schema import Rule, RuleSet

Revive = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """A rule set, or a part of one, as lists, dicts and scalars."""
    if isinstance(value, Pattern):
        return value.kept()
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return sorted(value) if isinstance(value, frozenset) else value


def revived(data: Any) -> RuleSet:
    """The rule set that `plain` wrote. Raises KeyError, TypeError or AttributeError for anything else."""
    rule_set: RuleSet = _dataclass(RuleSet, data)
    return rule_set


def derived(rule_set: RuleSet) -> dict[str, Any]:
    """By rule id: what its kind has derived from its fields, as plain data."""
    found = {rule.id: rule.match.derived() for rule in rule_set.rules}
    return {rule_id: data for rule_id, data in found.items() if data is not None}


def recalled(rule_set: RuleSet, data: Mapping[str, Any]) -> None:
    """Give the kinds back what `derived` took from them."""
    for rule in rule_set.rules:
        if rule.id in data:
            rule.match.recall(data[rule.id])


def _dataclass(cls: type, data: Mapping[str, Any], match: type[Kind] | None = None) -> Any:
    """An instance without its own checks; `match` is the class of a rule's match."""
    made: Any = object.__new__(cls)
    for name, revive in _fields(cls):
        value = _dataclass(match, data[name]) if match is not None and name == "match" else revive(data[name])
        object.__setattr__(made, name, value)
    return made


def _rule(data: Mapping[str, Any]) -> Rule:
    rule: Rule = _dataclass(Rule, data, discover()[data["kind"]])
    return rule


@cache
def _fields(cls: type) -> tuple[tuple[str, Revive], ...]:
    hints = type_hints(cls)
    return tuple((f.name, _reviver(hints[f.name])) for f in dataclasses.fields(cls) if f.init)


def _same(value: Any) -> Any:
    return value


def _reviver(hint: Any) -> Revive:
    """What makes a value of this type from plain data."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _reviver(get_args(hint)[0])
    if origin in (Union, UnionType):
        return _of_optional(hint)
    if origin is tuple:
        return _of_sequence(tuple, _reviver(get_args(hint)[0]))
    if origin is frozenset:
        return _of_sequence(frozenset, _reviver(get_args(hint)[0]))
    if origin is not None and origin is not Literal:
        return _of_mapping(_reviver(get_args(hint)[1]))
    if hint is Pattern:
        return Pattern.checked_before
    if hint is Rule:
        return _rule
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda data: _dataclass(hint, data)
    return _same


def _of_optional(hint: Any) -> Revive:
    (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
    revive = _reviver(inner)
    return revive if revive is _same else lambda data: None if data is None else revive(data)


def _of_sequence(make: type, revive: Revive) -> Revive:
    return make if revive is _same else lambda data: make(map(revive, data))


def _of_mapping(revive: Revive) -> Revive:
    return dict if revive is _same else lambda data: {key: revive(value) for key, value in data.items()}
