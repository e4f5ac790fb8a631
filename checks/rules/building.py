"""Rule files to a `RuleSet`: read, lay over what they extend, build, check; all errors in one go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import regex

from ..finding import FAMILIES
from ..kinds import Kind, discover
from ..language import LANGUAGES
from ..sources import Sources
from ..suggest import did_you_mean
from .consistency import check_rule
from .decode import ANY_LANGUAGE, Decoder, Invalid, is_unset
from .errors import Mark, RuleError, RuleErrors
from .fields import type_hints, yaml_fields
from .layers import Layers
from .schema import REQUIRED, GateSettings, Names, Rule, RuleSet, ScoreSettings
from .source import Entry, Value

_ID = regex.compile(r"[a-z]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


class Built(NamedTuple):
    """A sound rule set, and the files that it was read from."""

    rule_set: RuleSet
    files: tuple[Path, ...]


def build(file: Path) -> Built:
    """Read a rule file and all that it extends. Raises `RuleErrors`."""
    errors: list[RuleError] = []
    layers = Layers(errors)
    tree = layers.tree(file, None, ())
    if tree is None:
        raise RuleErrors(errors)
    rule_set = _Builder(errors, layers.complete).rule_set(tree, str(file), layers.hash.hexdigest())
    if errors:
        raise RuleErrors(errors)
    return Built(rule_set, tuple(layers.files))


class _Builder:
    """Builds the typed rules of one merged tree and gathers its errors.

    Where the tree is not `complete`, overrides of what a missing file would have brought are no faults.
    """

    def __init__(self, errors: list[RuleError], complete: bool) -> None:
        self.decoder = Decoder(errors)
        self.complete = complete

    def rule_set(self, tree: Value, path: str, digest: str) -> RuleSet:
        """The typed rules, of use only where no error was recorded."""
        assert isinstance(tree.data, dict)
        rules = tuple(self._rules(tree.data.get("rules")))
        score: ScoreSettings = self._section(tree.data, "score", ScoreSettings)
        gate: GateSettings = self._section(tree.data, "gate", GateSettings)
        names: Names = self._section(tree.data, "names", Names)
        self._check_weights(tree.data.get("score"), score, rules)
        for rule in rules:
            object.__setattr__(rule, "read_as", digest)
        vocabulary = frozenset(" ".join(name.casefold().split()) for name in names.allow)
        return RuleSet(rules, score, gate, vocabulary, self._sources(tree.data.get("sources")), path, digest)

    def _sources(self, entry: Entry | None) -> Sources:
        if entry is None or entry.value.data is None:
            return {}
        try:
            sources: Sources = self.decoder.decode(Sources, entry.value, "sources")
        except Invalid:
            return {}
        return sources

    def _section(self, data: dict[str, Entry], name: str, cls: type) -> Any:
        """A section of the file; its defaults where it is not there, or at fault."""
        entry = data.get(name)
        try:
            return cls() if entry is None else self.decoder.build(cls, entry.value, name)
        except Invalid:
            return cls()

    def _check_weights(self, entry: Entry | None, score: ScoreSettings, rules: tuple[Rule, ...]) -> None:
        """Record each glob of `score.weights` that no rule answers to."""
        from fnmatch import fnmatchcase  # noqa: PLC0415 (only where weights are set)

        if entry is None or not score.weights or not self.complete:
            return
        assert isinstance(entry.value.data, dict)
        weights = entry.value.data["weights"].value.data
        assert isinstance(weights, dict)
        for glob in score.weights:
            if not any(fnmatchcase(rule.id, glob) for rule in rules):
                hint = did_you_mean(glob, [rule.id for rule in rules])
                self.decoder.fail(weights[glob].key_mark, f"score.weights: no rule matches {glob!r}{hint}")

    def _rules(self, entry: Entry | None) -> Iterator[Rule]:
        if entry is None or entry.value.data is None:
            return
        if not isinstance(entry.value.data, dict):
            self.decoder.fail(entry.value.mark, "rules must be a mapping from ids to rules")
            return
        for rule_id, rule in sorted(entry.value.data.items()):
            try:
                self._check_id(rule_id, rule.key_mark)
                yield self._rule(rule_id, rule, entry.value.data)
            except Invalid:
                continue

    def _check_id(self, rule_id: str, mark: Mark) -> None:
        if not _ID.fullmatch(rule_id):
            self.decoder.fail(mark, f"{rule_id!r}: an id is family/kebab-case-problem")
        elif (family := rule_id.partition("/")[0]) not in FAMILIES:
            hint = did_you_mean(family, FAMILIES) or f"; one of {', '.join(FAMILIES)}"
            self.decoder.fail(mark, f"unknown family {family!r}{hint}")

    def _rule(self, rule_id: str, entry: Entry, others: dict[str, Entry]) -> Rule:
        """One rule, built and checked. Raises `Invalid` after all its faults were recorded."""
        data = entry.value.data
        if not isinstance(data, dict):
            message = f"{rule_id} must be a mapping; `enabled: false` switches a rule off"
            raise self.decoder.fail(entry.value.mark, message)
        sound = self.decoder.known_keys(data, [n for n in yaml_fields(Rule) if n != "id"], rule_id)
        sound &= self._has_required(rule_id, entry.key_mark, data, others)
        values, faultless = self._values(rule_id, data)
        check_rule(rule_id, values, entry, self.decoder)
        if not (sound and faultless):
            raise Invalid
        return Rule(id=rule_id, **values)

    def _has_required(
        self, rule_id: str, mark: Mark, data: dict[str, Entry], others: dict[str, Entry]
    ) -> bool:
        """Whether nothing is missing; what is missing is a fault."""
        missing = [name for name in REQUIRED if name not in data]
        if {"kind", "match", "examples"} <= set(missing):
            if self.complete:
                self.decoder.fail(mark, f"{rule_id}: {_no_such_rule(rule_id, others)}")
            return False
        for name in missing:
            self.decoder.fail(mark, f"{rule_id}: {name!r} is missing")
        return not missing

    def _values(self, rule_id: str, data: dict[str, Entry]) -> tuple[dict[str, Any], bool]:
        """The fields that are sound by themselves, and whether all are; the others' faults are recorded."""
        values: dict[str, Any] = {}
        kind = self._kind(data)
        sound = kind is not None
        if kind is not None:
            values["scope"] = kind.scopes[:1]
        for name, item in data.items():
            field, hint = yaml_fields(Rule).get(name), type_hints(Rule).get(name)
            if field is None or name == "id":
                continue
            try:
                if name == "match":
                    if kind is not None:
                        values[name] = self.decoder.build(kind, item.value, f"{rule_id}.match")
                elif name == "languages":
                    values[name] = self._languages(item.value)
                elif is_unset(item.value, field, hint):
                    continue
                else:
                    values[name] = self.decoder.decode(hint, item.value, f"{rule_id}.{name}")
            except Invalid:
                sound = False
        return values, sound

    def _kind(self, data: dict[str, Entry]) -> type[Kind] | None:
        if "kind" not in data:
            return None
        try:
            return discover()[self.decoder.word(data["kind"].value, discover(), "kind")]
        except Invalid:
            return None

    def _languages(self, value: Value) -> tuple[str, ...]:
        """Language codes; empty for `any`. Raises `Invalid`."""
        if value.data in (ANY_LANGUAGE, None):
            return ()
        items = self.decoder.items(value, "languages")
        codes = []
        for item in items:
            try:
                codes.append(self.decoder.word(item, [*LANGUAGES, ANY_LANGUAGE], "language"))
            except Invalid:
                continue
        if not items or ANY_LANGUAGE in codes:
            fault = "`any` stands alone" if codes else "names no language"
            raise self.decoder.fail(value.mark, f"languages: {fault}; write `languages: any` for all")
        if len(codes) < len(items):
            raise Invalid
        return tuple(codes)


def _no_such_rule(rule_id: str, others: dict[str, Entry]) -> str:
    """Why an override hangs in the air, with the rule that was probably meant."""
    known = {
        name: other.value.data
        for name, other in others.items()
        if isinstance(other.value.data, dict) and "kind" in other.value.data
    }
    for name, data in known.items():
        replaces = data.get("replaces")
        old = replaces.value.data if replaces else None
        if rule_id in ([item.data for item in old] if isinstance(old, list) else [old]):
            return f"no rule has this id to be overridden; it is now {name!r}"
    return (
        f"no rule has this id to be overridden{did_you_mean(rule_id, known)}; a new one needs kind and match"
    )
