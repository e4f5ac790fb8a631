"""What each rule costs, by a clock that is given: nothing here knows the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..document import Document
from ..kind_wrapper import KindWrapper
from ..kinds import Context, Hit, Kind
from ..rules.schema import RuleSet

Clock = Callable[[], float]
"""Seconds from some fixed point, as `time.process_time` has them."""


class Meter:
    """Seconds by rule id, as the rules of `timed` use them."""

    def __init__(self, clock: Clock) -> None:
        """Measure with a clock."""
        self.clock = clock
        self.seconds: defaultdict[str, float] = defaultdict(float)


class _Timed(KindWrapper):
    """A kind whose time is taken. All hits of a unit are looked for at once, so that the clock runs once."""

    def __init__(self, kind: Kind, rule: str, meter: Meter) -> None:
        super().__init__(kind)
        self._rule, self._meter = rule, meter

    def find(self, context: Context) -> Iterator[Hit]:
        begun = self._meter.clock()
        hits = list(self.kind.find(context))
        self._meter.seconds[self._rule] += self._meter.clock() - begun
        return iter(hits)


def timed(rules: RuleSet, meter: Meter) -> RuleSet:
    """The same rules, which find the same and tell the meter how long they took."""
    return replace(
        rules,
        rules=tuple(replace(rule, match=_Timed(rule.match, rule.id, meter)) for rule in rules.rules),
    )


def lay_out(document: Document) -> None:
    """Compute the layers that rules share, so that the first rule to ask for them does not pay for all.

    What a kind keeps of a unit (its folded text) is still charged to the first that needs it.
    """
    _ = document.blocks, document.language, document.words, document.word_count
    _ = document.sentences
