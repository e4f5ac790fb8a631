"""A checked regular expression of the rule dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import regex

from ..budget import Budget
from .compiling import compiled
from .reach import Reach
from .risk import Risk

if TYPE_CHECKING:
    from .members import Fold, Settled
    from .stepping import SteppedMatch, Stepper
    from .tree import Node

MAX_UNGUARDED = 4_096
"""Characters of the longest text that a pattern without risk searches freely: its square is still no work."""

STEPS_OF_A_TRY = 16
"""What trying a pattern at one place costs, in characters: most tries end within a few."""

Kept: TypeAlias = str | tuple[Risk, str, str]
"""What a cache keeps of a pattern: its source, with its risk and its head where it has any."""

Match: TypeAlias = "regex.Match[str] | SteppedMatch"

T = TypeVar("T")


@dataclass(frozen=True)
class Pattern:
    """A pattern in the rule dialect (docs/patterns.md), compiled when first used.

    Raises `PatternError` with the offset of the fault when it is made from a source outside the dialect.

    Patterns are run by `regex`, which backtracks. Where a pattern is risky, or a text long, it has so much
    time and no more; then the pattern is run again by a matcher that needs few steps whatever the
    pattern, and counts them. Both find the same. A budget that has no steps left raises `OutOfBudgetError`.
    """

    source: str

    def __post_init__(self) -> None:
        from . import analysis  # noqa: PLC0415 (see there)

        self.__dict__["tree"] = tree = analysis.parse(self.source)
        analysis.refuse_empty(tree)

    @classmethod
    def checked_before(cls, kept: Kept) -> Pattern:
        """A pattern from what was `kept` of one that was checked when made; it is not checked again."""
        pattern = object.__new__(cls)
        risk, source, head = (Risk.NONE, kept, "") if isinstance(kept, str) else kept
        object.__setattr__(pattern, "source", source)
        pattern.__dict__.update(risk=Risk(risk), head=head)
        return pattern

    def kept(self) -> Kept:
        """What `checked_before` makes the same pattern of, as JSON can write it."""
        return self.source if self.risk is Risk.NONE else (self.risk, self.source, self.head)

    def __reduce__(self) -> tuple[Callable[[Kept], Pattern], tuple[Kept]]:
        """Other processes compile it anew when they need it."""
        return Pattern.checked_before, (self.kept(),)

    @cached_property
    def risk(self) -> Risk:
        """How long it could take."""
        from . import analysis  # noqa: PLC0415 (see there)

        return analysis.risk_of(self.tree)

    @cached_property
    def head(self) -> str:
        """What a match begins with, as a pattern without risk; empty where none is needed, or known."""
        from . import analysis  # noqa: PLC0415 (see there)

        return analysis.head_of(self.tree) if self.risk is Risk.ANY_TEXT else ""

    @cached_property
    def tree(self) -> Node:
        """What the source says, as its parser read it."""
        from . import analysis  # noqa: PLC0415 (see there)

        return analysis.parse(self.source)

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        r"""The pattern, compiled; `\w`, `\b` and `\s` know all of Unicode."""
        return compiled(self.source)

    @cached_property
    def _compiled_head(self) -> regex.Pattern[str] | None:
        return compiled(self.head) if self.head else None

    def finditer(self, text: str, budget: Budget, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """The matches in `start … end` of a text, in order, none within another."""
        stop = len(text) if end is None else end
        budget.spend(stop - start)
        if self.risk is not Risk.ANY_TEXT and stop - start <= MAX_UNGUARDED:
            return self.compiled.finditer(text, start, stop)

        def quickly(seconds: float) -> list[Match]:
            return list(self.compiled.finditer(text, start, stop, timeout=seconds))

        return iter(
            _guarded(quickly, lambda: list(self._stepper.finditer(text, start, stop, budget)), budget)
        )

    def match_in(self, text: str, budget: Budget, end: int | None = None) -> Callable[[int], Match | None]:
        """What gives the match that begins at an offset of a text up to `end`; made once for many offsets."""
        stop = len(text) if end is None else end
        if self.risk is Risk.NONE or (self.risk is Risk.LONG_TEXTS and stop <= MAX_UNGUARDED):
            return partial(self.compiled.match, text, endpos=stop)
        match_head = None if self._compiled_head is None else self._compiled_head.match

        def match_at(start: int) -> Match | None:
            if match_head is not None and match_head(text, start, stop) is None:
                return None
            return self._guarded_match(text, start, stop, budget)

        return match_at

    def matches_at(self, text: str, starts: Sequence[int], budget: Budget) -> list[Match]:
        """The matches that begin at these rising offsets; none within another, as `finditer` has them."""
        budget.spend(STEPS_OF_A_TRY * len(starts))
        if self._compiled_head is not None:
            match_head = self._compiled_head.match
            starts = [start for start in starts if match_head(text, start)]
        found: list[Match] = []
        if starts:
            match_at, done = self.match_in(text, budget), 0
            for start in starts:
                if start >= done and (match := match_at(start)):
                    found.append(match)
                    done = match.end()
        return found

    def _guarded_match(self, text: str, start: int, stop: int, budget: Budget) -> Match | None:
        budget.spend(STEPS_OF_A_TRY)

        def quickly(seconds: float) -> Match | None:
            return self.compiled.match(text, start, stop, timeout=seconds)

        return _guarded(quickly, lambda: self._stepper.match(text, start, stop, budget), budget)

    def search(self, text: str, budget: Budget) -> Match | None:
        """The first match in a text."""
        budget.spend(len(text))
        if self.risk is not Risk.ANY_TEXT and len(text) <= MAX_UNGUARDED:
            return self.compiled.search(text)

        def quickly(seconds: float) -> Match | None:
            return self.compiled.search(text, timeout=seconds)

        return _guarded(
            quickly, lambda: next(self._stepper.finditer(text, 0, len(text), budget), None), budget
        )

    def fullmatch(self, text: str, budget: Budget) -> Match | None:
        """The match that is the whole text."""
        budget.spend(STEPS_OF_A_TRY)
        if self.risk is not Risk.ANY_TEXT and len(text) <= MAX_UNGUARDED:
            return self.compiled.fullmatch(text)

        def quickly(seconds: float) -> Match | None:
            return self.compiled.fullmatch(text, timeout=seconds)

        return _guarded(quickly, lambda: self._stepper.match(text, 0, len(text), budget, whole=True), budget)

    @cached_property
    def _stepper(self) -> Stepper:
        from . import analysis  # noqa: PLC0415 (see there)

        return analysis.Stepper(self.tree)

    def required(
        self, fold: Fold, has_settled_case: Settled, *, tests: bool = False
    ) -> Mapping[str, Reach] | None:
        """Texts of which each match holds one once it is folded; see `literals.required`."""
        from . import analysis  # noqa: PLC0415 (see there)

        return analysis.required(self.tree, fold, has_settled_case, tests=tests)

    def start_tests(self) -> tuple[str, str]:
        """The tests (see `beside`) of the characters before a match and at its start."""
        from . import analysis  # noqa: PLC0415 (see there)

        return analysis.before_of(self.tree), analysis.first_of(self.tree)

    def __str__(self) -> str:
        return self.source


def _guarded(quickly: Callable[[float], T], surely: Callable[[], T], budget: Budget) -> T:
    """What the quick way gives, if the time that is left allows for it, or else the sure way."""
    if budget.seconds > 0:
        begun = budget.clock()
        try:
            return quickly(budget.seconds)
        except TimeoutError:
            pass
        finally:
            budget.took(begun)
    return surely()
