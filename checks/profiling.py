"""Where the time of a run goes: processor time by rule and by stage, for who wants to know.

Nothing is measured unless a profile is asked for. Profiles are plain counts that add up, so that each of
several processes can measure its own documents.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from .document import Document
from .kinds import Context

T = TypeVar("T")

READING, LAYERS, LANGUAGE, CLUES, SHARED, SCORING, REPORTING = STAGES = (
    "reading",
    "layers",
    "language",
    "clues",
    "shared",
    "scoring",
    "reporting",
)
"""Reading a feed; a document's blocks, sentences and words; its language; looking for the rules' clues; what
several rules make of a text together; findings, points and fingerprints; writing reports."""

Seconds = defaultdict[str, float]


@dataclass
class Profile:
    """Seconds of processor time by stage and by rule id, and what was checked in them."""

    documents: int = 0
    characters: int = 0
    stages: Seconds = field(default_factory=lambda: defaultdict(float))
    rules: Seconds = field(default_factory=lambda: defaultdict(float))

    @property
    def seconds(self) -> float:
        """All of it."""
        return sum(self.stages.values()) + sum(self.rules.values())

    def add(self, other: Profile) -> None:
        """Take in what another profile counted."""
        self.documents += other.documents
        self.characters += other.characters
        for mine, others in ((self.stages, other.stages), (self.rules, other.rules)):
            for name, seconds in others.items():
                mine[name] += seconds


class Stopwatch:
    """Takes the time of calls for a profile; of a call within another, each has its own part."""

    def __init__(self, profile: Profile, clock: Callable[[], float] = time.process_time) -> None:
        """Measure with a clock of seconds."""
        self._profile, self._clock = profile, clock
        self._inner: list[float] = []

    def of_rule(self, rule: str, call: Callable[[], T]) -> T:
        """What the call gives; its time goes to the rule."""
        return self._timed(self._profile.rules, rule, call)

    def of_stage(self, stage: str, call: Callable[[], T]) -> T:
        """What the call gives; its time goes to the stage."""
        return self._timed(self._profile.stages, stage, call)

    def lay_out(self, document: Document) -> None:
        """Count a document, and compute what most rules need of it, so that none of them pays for all."""
        self._profile.documents += 1
        self._profile.characters += len(document.text)
        self.of_stage(LAYERS, lambda: (document.blocks, document.word_count))
        self.of_stage(LANGUAGE, lambda: document.language)
        self.of_stage(LAYERS, lambda: document.sentences)

    def _timed(self, seconds: Seconds, name: str, call: Callable[[], T]) -> T:
        begun = self._clock()
        self._inner.append(0.0)
        try:
            return call()
        finally:
            spent = self._clock() - begun
            seconds[name] += spent - self._inner.pop()
            if self._inner:
                self._inner[-1] += spent


@dataclass(frozen=True)
class TimedContext(Context):
    """A context whose shared work is a stage of its own, whichever rule asks for it first."""

    watch: Stopwatch = field(default_factory=lambda: Stopwatch(Profile()), repr=False, compare=False)

    def shared(self, make: Callable[[Context], T]) -> T:
        """As `Context.shared`, timed."""
        if make in self._made:
            return super().shared(make)
        return self.watch.of_stage(SHARED, lambda: super(TimedContext, self).shared(make))
