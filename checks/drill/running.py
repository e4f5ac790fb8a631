"""A drill from clean documents to an outcome: check them as they are, damage them, check them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from ..document import Document
from ..engine import Checker
from ..finding import Result, Unreadable
from .judging import Clean, judge
from .kinds import KINDS, DefectKind
from .material import Material
from .outcome import CleanOutcome, DrillOutcome, KindOutcome, Miss
from .sampling import MIN_WORDS, Sample, for_damage, order

SEED = 1
PER_KIND = 50
"""Texts damaged for each kind: recall is then known to about 14 points either way (95 %, at one half)."""

MIN_DOCUMENTS = 2
"""Teasers and paragraphs on another subject are taken from another text."""

MAX_DONORS = 40
"""Paragraphs of other texts that a text is offered."""


class TooFewTexts(Exception):
    """There are not enough clean texts that can be damaged."""


@dataclass(frozen=True)
class Settings:
    """What a drill depends on beside its texts and rules."""

    seed: int = SEED
    per_kind: int = PER_KIND
    kinds: Sequence[DefectKind] = KINDS


def _first_unreadable(sample: Sample) -> str:
    if not sample.unreadable:
        return ""
    first = sample.unreadable[0]
    return (
        f"; {len(sample.unreadable)} could not be read, first {first.location}: {first.kind}: {first.message}"
    )


def drill(
    checker: Checker, sample: Sample, settings: Settings, advance: Callable[[], None] = lambda: None
) -> DrillOutcome:
    """Run the drill; `advance` is called after each check. Raises TooFewTexts."""
    targets = [target for document in sample.documents if (target := for_damage(document)) is not None]
    if len(targets) < MIN_DOCUMENTS:
        raise TooFewTexts(
            f"a drill needs at least {MIN_DOCUMENTS} clean texts of {MIN_WORDS} words or more, "
            f"and there {'is' if len(targets) == 1 else 'are'} {len(targets)} of {sample.read}"
            + _first_unreadable(sample)
        )
    clean = _clean(checker, sample, advance)
    ground = _Ground(checker, targets, settings.seed, advance)
    kinds = tuple(ground.drill(kind, settings.per_kind) for kind in settings.kinds)
    full = {document.text for document in sample.documents}
    return DrillOutcome(
        seed=settings.seed,
        per_kind=settings.per_kind,
        read=sample.read,
        unreadable=len(sample.unreadable),
        drawn=len(sample.documents),
        too_short=len(sample.documents) - len(targets),
        shortened=sum(target.text not in full for target in targets),
        clean=clean,
        kinds=kinds,
        crashed=tuple(ground.crashed),
    )


def _clean(checker: Checker, sample: Sample, advance: Callable[[], None]) -> CleanOutcome:
    outcome = CleanOutcome()
    for item in sample.unreadable:
        outcome.ledger.add(item)
    for result in checker.check_all(sample.documents):
        outcome.ledger.add(result)
        if isinstance(result, Result):
            outcome.add(result.findings, result.words)
        advance()
    return outcome


class _Ground:
    """The texts that are damaged, with what the rules say of each before that."""

    def __init__(
        self, checker: Checker, targets: Sequence[Document], seed: int, advance: Callable[[], None]
    ) -> None:
        self._checker = checker
        self._targets = targets
        self._seed = seed
        self._advance = advance
        self._materials: dict[int, Material] = {}
        self._clean: dict[int, Clean] = {}
        self.crashed: list[Unreadable] = []

    def drill(self, kind: DefectKind, wanted: int) -> KindOutcome:
        outcome = KindOutcome(kind)
        for index in order(self._targets, self._seed, kind.name):
            if outcome.planted >= wanted:
                break
            self._try(kind, index, outcome)
        return outcome

    def _try(self, kind: DefectKind, index: int, outcome: KindOutcome) -> None:
        target = self._targets[index]
        planted = kind.plant(self._material(index), Random(f"{self._seed} {kind.name} {index}"))
        if planted is None:
            outcome.unsuited += 1
            return
        damaged = Document(planted.text, target.title, target.id, declared_language=target.declared_language)
        result = self._check(damaged)
        if result is None:
            return
        judgement = judge(planted, damaged, result.findings, self._findings(index))
        outcome.verdicts[result.verdict] += 1
        outcome.found += judgement.found
        if judgement.reason is not None:
            outcome.misses.append(Miss(result.id, planted, judgement.reason, judgement.rule))

    def _check(self, document: Document) -> Result | None:
        """The result of a check; a text that breaks the checker is kept in `crashed`."""
        result = next(self._checker.check_all([document]))
        self._advance()
        if isinstance(result, Unreadable):
            self.crashed.append(result)
            return None
        return result

    def _findings(self, index: int) -> Clean:
        if index not in self._clean:
            target = self._targets[index]
            result = self._check(target)
            self._clean[index] = Clean(target.text, result.findings if result else ())
        return self._clean[index]

    def _material(self, index: int) -> Material:
        if index not in self._materials:
            self._materials[index] = Material(self._targets[index], self._donors(index))
        return self._materials[index]

    def _donors(self, index: int) -> tuple[str, ...]:
        """Paragraphs of the other texts in the same language, drawn by lot."""
        own = self._targets[index]
        others = [n for n, other in enumerate(self._targets) if n != index and other.language == own.language]
        Random(f"{self._seed} donors {index}").shuffle(others)
        donors: list[str] = []
        for other in others:
            target = self._targets[other]
            donors.extend(target.text[p.start : p.end] for p in Material(target).paragraphs)
            if len(donors) >= MAX_DONORS:
                break
        return tuple(donors[:MAX_DONORS])
