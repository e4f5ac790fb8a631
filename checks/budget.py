"""How much work a rule may do on one document: counted in steps, so that it is the same on every machine.

A step is a character that a pattern is shown. Nothing is given up because a clock says so: the time that a
rule has for quick but unforeseeable work decides only how the rest is done (see `dialect.Pattern`), and what
is found is the same either way.
"""

from __future__ import annotations

import time

STEPS = 1_000_000_000
"""Steps that a rule has on any document; the dearest shipped ones take some ten thousands on an article."""

STEPS_PER_CHARACTER = 1_000
"""Steps that each character of a document adds, so that a long document is not given up for its length."""

SECONDS = 0.5
SECONDS_PER_CHARACTER = 20e-6
"""Processor time that a rule has on a document for work whose steps nobody counts."""

OUT_OF_BUDGET = "out of budget: this text would take the rule too many steps"
"""Why a rule is listed as skipped that ran out of its steps; nothing of what it had found is kept."""


class OutOfBudgetError(Exception):
    """A rule has taken all the steps that it has on a document."""


class Budget:
    """What is left to the rule that runs on a document; `begin` gives the next rule its own."""

    __slots__ = ("_characters", "_roughly", "_steps", "seconds")

    seconds: float
    """Processor time that is left for work whose steps are not counted."""

    def __init__(self, characters: int = 0) -> None:
        """Give each rule what it has on a document of so many characters."""
        self._characters = characters
        self.begin()

    def begin(self) -> None:
        """Give a rule its own."""
        self._steps = STEPS + STEPS_PER_CHARACTER * self._characters
        self.seconds = SECONDS + SECONDS_PER_CHARACTER * self._characters
        self._roughly = self.seconds

    def spend(self, steps: int) -> None:
        """Take steps; raises `OutOfBudgetError` where there are not so many left."""
        self._steps -= steps
        if self._steps < 0:
            raise OutOfBudgetError

    def clock(self) -> float:
        """A reading from which `took` measures, before work whose steps are not counted.

        At first it is that of a clock on the wall, which is read ten times as quickly as the processor's.
        Only a rule that has used up its time by that one is held to the other, which stands still while
        other processes run.
        """
        return time.perf_counter() if self._roughly > 0 else time.process_time()

    def took(self, begun: float) -> None:
        """Take the time since a reading of `clock`, of which there was one before each."""
        if self._roughly > 0:
            self._roughly -= time.perf_counter() - begun
        else:
            self.seconds -= time.process_time() - begun
