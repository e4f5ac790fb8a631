"""Rules that two rule sets have in common, run once: most rules of a new version are those of the old one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..kind_wrapper import KindWrapper
from ..kinds import Context, Hit, Kind
from ..rules.schema import Rule, RuleSet

_Unit = tuple[str, str, int, int]
"""A rule's id, and a field with a stretch of it."""


class Memory:
    """What kinds found in the document that both rule sets are being run on."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._found: dict[_Unit, tuple[Hit, ...]] = {}

    def forget(self) -> None:
        """Go on to another document."""
        self._found.clear()

    def find(self, rule: str, kind: Kind, context: Context) -> Iterator[Hit]:
        """What a kind finds in a unit, looked for once."""
        unit = rule, context.field, context.start, context.end
        if unit not in self._found:
            self._found[unit] = tuple(kind.find(context))
        return iter(self._found[unit])


class _Remembering(KindWrapper):
    def __init__(self, kind: Kind, rule: str, memory: Memory) -> None:
        super().__init__(kind)
        self._rule, self._memory = rule, memory

    def find(self, context: Context) -> Iterator[Hit]:
        return self._memory.find(self._rule, self.kind, context)


def sharing(old: RuleSet, new: RuleSet) -> tuple[RuleSet, RuleSet, Memory]:
    """Both rule sets, finding what they found before, with the work that is the same done once.

    A rule is shared where its kind would be asked the same question: its `match` is equal, and it sees
    nothing but the document (no other rules' findings, and the same house vocabulary). Exceptions, spans and
    languages are the engine's affair, and may differ.
    """
    memory = Memory()
    if old.vocabulary != new.vocabulary:
        return old, new, memory
    by_id = {rule.id: rule for rule in new.rules}
    shared = {rule.id for rule in old.rules if rule.id in by_id and _ask_the_same(rule, by_id[rule.id])}

    def wrapped(rules: RuleSet) -> RuleSet:
        return replace(
            rules,
            rules=tuple(
                replace(rule, match=_Remembering(rule.match, rule.id, memory)) if rule.id in shared else rule
                for rule in rules.rules
            ),
        )

    return wrapped(old), wrapped(new), memory


def _ask_the_same(old: Rule, new: Rule) -> bool:
    return old.kind == new.kind and old.match == new.match and not old.reads
