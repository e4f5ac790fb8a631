"""What the types of a rule's fields cannot say: faults that lie between fields, or inside a text."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from ..kinds import discover
from ..suggest import did_you_mean
from .decode import Decoder
from .schema import MIN_EXAMPLES
from .source import Entry


def check_rule(rule_id: str, values: Mapping[str, Any], entry: Entry, decoder: Decoder) -> None:
    """Record every fault between the fields of one rule.

    `values` are the fields that are sound by themselves, `entry` is the rule as it was written; a check that
    needs a field at fault is left out, so that no fault hides another and none is told twice.
    """
    _Checks(rule_id, values, entry, decoder).run()


class _Checks:
    def __init__(self, rule_id: str, values: Mapping[str, Any], entry: Entry, decoder: Decoder) -> None:
        assert isinstance(entry.value.data, dict)
        self.rule_id, self.values, self.decoder = rule_id, values, decoder
        self.path, self.data = entry.key_mark.path, entry.value.data

    def run(self) -> None:
        self._scopes()
        self._placeholders()
        self._examples()
        self._absorb()
        self._fix()
        if self.values.get("limit", 1) < 1:
            self._fail("limit must be at least 1", "limit")

    def _fail(self, message: str, *names: str) -> None:
        """Record a fault of the named fields, at the first that the topmost file wrote, else at the first.

        An override that no longer agrees with what it lies over is to be mended where it stands.
        """
        marks = [self.data[name].value.mark for name in names if name in self.data]
        mark = next((mark for mark in marks if mark.path == self.path), marks[0])
        self.decoder.fail(mark, f"{self.rule_id}: {message}")

    def _scopes(self) -> None:
        scopes, kind = self.values.get("scope"), discover().get(self.values.get("kind", ""))
        if scopes is None or kind is None:
            return
        known = kind.scopes
        choices = ", ".join(known)
        if not scopes:
            self._fail(f"names no scope; one of {choices}", "scope")
        for scope in scopes:
            if scope not in known:
                message = f"kind {self.values['kind']} has no scope {scope!r}; it has {choices}"
                self._fail(message, "scope", "kind")

    def _placeholders(self) -> None:
        message, kind = self.values.get("message"), self.values.get("match")
        if message is None:
            return
        try:
            parts = list(string.Formatter().parse(message))
        except ValueError as error:
            self._fail(f"message: {error}; write {{{{ and }}}} for braces", "message")
            return
        for _, name, form, conversion in parts:
            if form or conversion:
                self._fail(f"the placeholder {{{name}}} takes no format", "message")
            elif name is not None and kind is not None and name not in (known := ("match", *kind.values)):
                hint = did_you_mean(name, known) or f"; one of {', '.join(known)}"
                self._fail(f"unknown placeholder {{{name}}}{hint}", "message", "match", "kind")

    def _examples(self) -> None:
        examples = self.values.get("examples")
        for group in ("bad", "good"):
            if examples is not None and len(getattr(examples, group)) < MIN_EXAMPLES:
                self._fail(f"needs at least {MIN_EXAMPLES} {group} examples", "examples")

    def _absorb(self) -> None:
        if self.values.get("absorb") is not None and self.values.get("span", "match") != "block":
            self._fail("`absorb` needs `span: block`", "absorb", "span")

    def _fix(self) -> None:
        fix = self.values.get("fix")
        if fix is not None and (fix.action == "replace") != (fix.with_ is not None):
            self._fail("`action: replace` goes with `with:`, and only that", "fix")
