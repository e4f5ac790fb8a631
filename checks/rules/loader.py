"""Rule files to a `RuleSet`: read, lay over what they extend, build, check; all errors in one go."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from ..finding import FAMILIES
from ..kinds import Kind, discover
from ..language import LANGUAGES
from ..suggest import did_you_mean
from .decode import Decoder, Invalid, type_hints, yaml_fields
from .files import default_rules, read_text
from .merge import merge
from .schema import Examples, GateSettings, Names, Rule, RuleSet, ScoreSettings
from .source import Entry, Mark, RuleError, Value, read_yaml

RULES_MAJOR = 1
"""Major version of the shipped rules: within it no stable rule changes severity, confidence or weight."""

SCHEMA_VERSION = 1
MIN_EXAMPLES = 3
TOP_KEYS = ("version", "extends", "rules", "names", "score", "gate")

ANY_LANGUAGE = "any"
_ID = regex.compile(r"[a-z]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_DEFAULT = regex.compile(r"default(?:@(\d+))?")


class RuleErrors(Exception):
    """A rule set that cannot be used: every fault found, in order of file and line."""

    def __init__(self, errors: list[RuleError]) -> None:
        """Keep the errors sorted by place."""
        self.errors = sorted(set(errors), key=lambda error: error.mark)
        super().__init__("\n".join(map(str, self.errors)))


def load_rules(path: str | Path | None = None) -> RuleSet:
    """The rules of a file and of what it extends; without a path, the shipped rules.

    Raises `RuleErrors` with every fault and its place: nothing is dropped or guessed.
    """
    file = Path(path) if path is not None else default_rules()
    errors: list[RuleError] = []
    loader = _Loader(errors)
    tree = loader.tree(file, None, ())
    rule_set = loader.rule_set(tree, file) if tree is not None else None
    if errors or rule_set is None:
        raise RuleErrors(errors)
    return rule_set


class _Loader:
    """One load: the files read so far and the errors gathered."""

    def __init__(self, errors: list[RuleError]) -> None:
        self.errors = errors
        self.decoder = Decoder(errors)
        self.hash = hashlib.sha256()

    # Reading and layering

    def tree(self, file: Path, named_at: Mark | None, above: tuple[Path, ...]) -> Value | None:
        """A file laid over all that it extends, as one tree."""
        if file.resolve() in above:
            self.decoder.fail(named_at or Mark(str(file), 1, 1), f"{file} extends itself")
            return None
        text = read_text(file, named_at, self.errors)
        if text is None:
            return None
        self.hash.update(text.encode("utf-8", "surrogatepass") + b"\0")
        own = read_yaml(text, str(file), self.errors)
        if own is None:
            return None
        if not isinstance(own.data, dict):
            self.decoder.fail(own.mark, "a rule file is a mapping with `version: 1` and `rules:`")
            return None
        self._check_top(own, own.data)
        merged = Value({}, own.mark)
        for base in self._extended(own.data, file, (*above, file.resolve())):
            merged = merge(merged, base, self.decoder)
        return merge(merged, own, self.decoder)

    def _check_top(self, own: Value, data: dict[str, Entry]) -> None:
        self.decoder.known_keys(data, TOP_KEYS, "the file")
        is_pack = set(data) == {"rules"}
        version = data.get("version")
        if version is None:
            if not is_pack:
                self.decoder.fail(own.mark, f"`version: {SCHEMA_VERSION}` is missing")
        elif version.value.data != SCHEMA_VERSION:
            self.decoder.fail(
                version.value.mark, f"version {version.value.text!r}: this copydesk reads version 1"
            )

    def _extended(self, data: dict[str, Entry], file: Path, above: tuple[Path, ...]) -> Iterator[Value]:
        entry = data.get("extends")
        if entry is None:
            return
        names = entry.value.data if isinstance(entry.value.data, list) else [entry.value]
        for name in names:
            if not isinstance(name.data, str):
                self.decoder.fail(name.mark, "`extends` takes `default`, `default@1` or paths of rule files")
                continue
            default = _DEFAULT.fullmatch(name.data)
            if default and default.group(1) and int(default.group(1)) != RULES_MAJOR:
                self.decoder.fail(name.mark, f"{name.data}: this copydesk ships default@{RULES_MAJOR}")
                continue
            base = default_rules() if default else file.parent / name.data
            tree = self.tree(base, name.mark, above)
            if tree is not None and isinstance(tree.data, dict):
                yield Value(
                    {k: v for k, v in tree.data.items() if k not in ("version", "extends")}, tree.mark
                )

    # Building

    def rule_set(self, tree: Value, file: Path) -> RuleSet | None:
        """The typed rules; None where something is at fault."""
        assert isinstance(tree.data, dict)
        try:
            rules = tuple(self._rules(tree.data.get("rules")))
            score = self._section(tree.data, "score", ScoreSettings)
            gate = self._section(tree.data, "gate", GateSettings)
            allowed = self._section(tree.data, "names", Names).allow
        except Invalid:
            return None
        for glob in score.weights:
            self._check_glob(glob, rules, tree.data["score"].value.mark)
        vocabulary = frozenset(" ".join(name.casefold().split()) for name in allowed)
        return RuleSet(rules, score, gate, vocabulary, str(file), self.hash.hexdigest())

    def _section(self, data: dict[str, Entry], name: str, cls: type) -> Any:
        entry = data.get(name)
        return cls() if entry is None else self.decoder.build(cls, entry.value, name)

    def _check_glob(self, glob: str, rules: tuple[Rule, ...], mark: Mark) -> None:
        from fnmatch import fnmatchcase  # noqa: PLC0415 (only where weights are set)

        if not any(fnmatchcase(rule.id, glob) for rule in rules):
            self.decoder.fail(mark, f"score.weights: no rule matches {glob!r}")

    def _rules(self, entry: Entry | None) -> Iterator[Rule]:
        if entry is None or entry.value.data is None:
            return
        if not isinstance(entry.value.data, dict):
            raise self.decoder.fail(entry.value.mark, "rules must be a mapping from ids to rules")
        for rule_id, rule in sorted(entry.value.data.items()):
            try:
                yield self._rule(rule_id, rule)
            except Invalid:
                continue

    def _rule(self, rule_id: str, entry: Entry) -> Rule:
        """One rule, built and checked. Raises `Invalid`."""
        if not _ID.fullmatch(rule_id):
            self.decoder.fail(entry.key_mark, f"{rule_id!r}: an id is family/kebab-case-problem")
        elif (family := rule_id.partition("/")[0]) not in FAMILIES:
            hint = did_you_mean(family, FAMILIES) or f"; one of {', '.join(FAMILIES)}"
            self.decoder.fail(entry.key_mark, f"unknown family {family!r}{hint}")
        data = entry.value.data
        if not isinstance(data, dict):
            raise self.decoder.fail(entry.value.mark, f"{rule_id} must be a mapping")
        names = [name for name in yaml_fields(Rule) if name != "id"]
        self.decoder.known_keys(data, names, rule_id)
        values = self._head(rule_id, entry, data)
        rule = Rule(id=rule_id, **values)
        _Checks(self.decoder, rule, data).run()
        return rule

    def _head(self, rule_id: str, entry: Entry, data: dict[str, Entry]) -> dict[str, Any]:
        """The values of a rule's fields. Raises `Invalid` after all were looked at."""
        values: dict[str, Any] = {}
        required = ("kind", "match", "severity", "confidence", "message", "why", "examples")
        missing = [name for name in required if name not in data]
        for name in missing:
            self.decoder.fail(entry.key_mark, f"{rule_id}: {name!r} is missing")
        sound = not missing
        kind = self._kind(data)
        for name, item in data.items():
            hint = type_hints(Rule).get(name)
            if hint is None or name == "id":
                continue
            try:
                if name == "match":
                    if kind is not None:
                        values["match"] = self.decoder.build(kind, item.value, f"{rule_id}.match")
                elif name == "languages":
                    values[name] = self._languages(item.value)
                else:
                    values[name] = self.decoder.decode(hint, item.value, f"{rule_id}.{name}")
            except Invalid:
                sound = False
        if not sound or kind is None:
            raise Invalid
        values.setdefault("scope", kind.scopes[:1])
        return values

    def _kind(self, data: dict[str, Entry]) -> type[Kind] | None:
        if "kind" not in data:
            return None
        try:
            return discover()[self.decoder.word(data["kind"].value, discover(), "kind")]
        except Invalid:
            return None

    def _languages(self, value: Value) -> tuple[str, ...]:
        """Language codes; empty for `any`. Raises `Invalid`."""
        if value.data == ANY_LANGUAGE:
            return ()
        values = value.data if isinstance(value.data, list) else [value]
        codes = []
        for code in values:
            try:
                codes.append(self.decoder.word(code, [*LANGUAGES, ANY_LANGUAGE], "language"))
            except Invalid:
                continue
        if len(codes) < len(values):
            raise Invalid
        return tuple(codes)


class _Checks:
    """What the types of a rule cannot say."""

    def __init__(self, decoder: Decoder, rule: Rule, data: dict[str, Entry]) -> None:
        self.decoder, self.rule, self.data = decoder, rule, data

    def run(self) -> None:
        """Record every fault."""
        self._scopes()
        self._placeholders()
        self._examples(self.rule.examples)
        if self.rule.absorb is not None and self.rule.span != "block":
            self._fail("absorb", "`absorb` needs `span: block`")
        if self.rule.limit < 1:
            self._fail("limit", "limit must be at least 1")
        if self.rule.fix is not None and (self.rule.fix.action == "replace") != (
            self.rule.fix.with_ is not None
        ):
            self._fail("fix", "`action: replace` goes with `with:`, and only that")

    def _fail(self, name: str, message: str) -> None:
        self.decoder.fail(self.data[name].value.mark, f"{self.rule.id}: {message}")

    def _scopes(self) -> None:
        known = type(self.rule.match).scopes
        wrong = [scope for scope in self.rule.scope if scope not in known]
        if wrong:
            choices = ", ".join(known)
            self._fail("scope", f"kind {self.rule.kind} has no scope {wrong[0]!r}; it has {choices}")

    def _placeholders(self) -> None:
        known = ("match", *self.rule.match.values)
        try:
            names = [
                name for _, name, _, _ in string.Formatter().parse(self.rule.message) if name is not None
            ]
        except ValueError as error:
            self._fail("message", f"message: {error}; write {{{{ and }}}} for braces")
            return
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known) or f"; one of {', '.join(known)}"
                self._fail("message", f"unknown placeholder {{{name}}}{hint}")

    def _examples(self, examples: Examples) -> None:
        for group in ("bad", "good"):
            if len(getattr(examples, group)) < MIN_EXAMPLES:
                self._fail("examples", f"needs at least {MIN_EXAMPLES} {group} examples")
