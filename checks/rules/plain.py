"""Typed values as plain data (what JSON can write) and back, by their type hints.

What is revived was checked when it was first built, and is not checked again: data from anywhere else must
go through the decoder.

A rule's `match` and `examples` make up nearly all of a rule file. They are written apart, a text for each of
a rule's, and read when they are asked for.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ..dialect import Pattern
from ..kinds import Kind, discover
from .fields import type_hints
from .schema import Examples, Rule, RuleSet

Revive = Callable[[Any], Any]

APART = ("match", "examples")
"""Fields of a rule that are written apart, in this order."""


def parts(rule_set: RuleSet) -> Iterator[bytes]:
    """A rule set as texts of one line each, in JSON: what is read at once, then what each rule puts off."""
    head = {
        f.name: _plain(getattr(rule_set, f.name)) for f in dataclasses.fields(rule_set) if f.name != "rules"
    }
    yield _written(head | {"rules": [_head(rule) for rule in rule_set.rules]})
    for rule in rule_set.rules:
        yield _written([_plain(rule.match), rule.match.derived()])
        yield _written(_plain(rule.examples))


def revived(texts: Sequence[bytes]) -> RuleSet:
    """The rule set that `parts` wrote.

    Raises ValueError, KeyError, TypeError or AttributeError for anything else.
    """
    head = json.loads(texts[0])
    rules = zip(head.pop("rules"), texts[1::2], texts[2::2], strict=True)
    read = tuple(_rule(of_rule, _Apart.of(of_rule, *apart), head["digest"]) for of_rule, *apart in rules)
    return RuleSet(read, **_values(RuleSet, head))


def take_over(rules: Iterable[Rule], earlier: Iterable[RuleSet]) -> None:
    """Give rules what was derived for the same matches before; only rule sets out of a file have it.

    A house lays a few rules of its own over the shipped ones and edits them often: what is dear to derive
    of the others need not be derived anew.
    """
    kept = [{rule.id: rule.put_off for rule in rule_set.rules} for rule_set in earlier]
    for rule in rules:
        for before in kept:
            apart = before.get(rule.id)
            derived = apart.derived_for(rule.match) if isinstance(apart, _Apart) else None
            if derived is not None:
                rule.match.recall(derived)
                break


@dataclasses.dataclass(frozen=True, slots=True)
class _Apart:
    """What a rule puts off, as its texts."""

    kind: type[Kind]
    reads: tuple[str, ...]
    match: bytes
    examples: bytes

    @classmethod
    def of(cls, head: dict[str, Any], match: bytes, examples: bytes) -> _Apart:
        """The texts of the rule with this head, of which it takes what belongs to the match."""
        return cls(discover()[head["kind"]], tuple(head.pop("reads")), match, examples)

    def read(self, name: str) -> Any:
        """The rule's match, which takes back what it had derived, or its examples."""
        if name == "examples":
            return _dataclass(Examples, json.loads(self.examples))
        if name != "match":
            raise AttributeError(name)
        fields, derived = json.loads(self.match)
        match: Kind = _dataclass(self.kind, fields)
        if derived is not None:
            match.recall(derived)
        return match

    def derived_for(self, match: Kind) -> Any:
        """What was derived from fields that are those of this match too; None where they differ."""
        opening = b"[" + _written(_plain(match)) + b","
        if type(match) is not self.kind or not self.match.startswith(opening):
            return None
        return json.loads(self.match[len(opening) : -1])


def _head(rule: Rule) -> dict[str, Any]:
    fields = (f.name for f in dataclasses.fields(rule) if f.init and f.name not in APART)
    return {name: _plain(getattr(rule, name)) for name in fields} | {"reads": list(rule.reads)}


def _rule(head: dict[str, Any], apart: _Apart, digest: str) -> Rule:
    rule: Rule = object.__new__(Rule)
    for name, value in (_values(Rule, head) | {"put_off": apart, "read_as": digest}).items():
        object.__setattr__(rule, name, value)
    return rule


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")


def _plain(value: Any) -> Any:
    """A part of a rule set as lists, dicts and scalars."""
    if isinstance(value, Pattern):
        return value.kept()
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return sorted(value) if isinstance(value, frozenset) else value


def _dataclass(cls: type, data: Mapping[str, Any]) -> Any:
    """An instance without its own checks."""
    made: Any = object.__new__(cls)
    for name, value in _values(cls, data).items():
        object.__setattr__(made, name, value)
    return made


def _values(cls: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """The typed values of the fields that the data has."""
    return {name: revive(data[name]) for name, revive in _fields(cls) if name in data}


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
