"""Asks rules what they find in one document: unit by unit, each rule within a budget of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from .budget import OUT_OF_BUDGET, Budget, OutOfBudgetError
from .document import Document, Field
from .exceptions import Exceptions
from .finding import Skipped
from .furniture import SourceFurniture
from .kinds import Context, Evidence, FluencyModel, Hit, Scope
from .language import UNKNOWN
from .prefilter import Prefilter
from .profiling import CLUES, Stopwatch, TimedContext
from .rules.schema import Rule
from .traces import Traces
from .vocabulary import AllowedNames
from .widen import widen

Found = list[tuple[Rule, Hit]]


class House(NamedTuple):
    """What the house knows beside its rules: the same for all rules that see a document."""

    vocabulary: frozenset[str]
    furniture: SourceFurniture
    fluency_models: Mapping[str, FluencyModel]
    models: bool = True
    """Whether kinds may ask trained models."""


class Asking:
    """One document under the rules. `skipped` tells which rules did not run on it, and why."""

    def __init__(
        self, document: Document, house: House, prefilter: Prefilter | None, watch: Stopwatch | None = None
    ) -> None:
        """Ask nothing yet. Without a prefilter every rule is shown everything; a watch takes the time."""
        self._document, self._house, self._watch = document, house, watch
        self._budget = Budget(len(document.text))
        self._allowed = AllowedNames(document, house.vocabulary)
        self._units = self._units_knowing(())
        self._traces = None if prefilter is None else Traces(prefilter, document, self._units.of)
        self.skipped: list[Skipped] = []

    def found_by(self, rules: Iterable[Rule], evidence: tuple[Evidence, ...] = ()) -> Found:
        """What rules find, those that speak the document's language; they may look at what others found.

        A rule that runs out of its budget is skipped as a whole.
        """
        units = self._units_knowing(evidence) if evidence else self._units
        if self._traces is None or self._document.language == UNKNOWN:
            return [pair for rule in rules if self._may_run(rule) for pair in self._found_by(rule, units)]
        shown = self._shown  # of rules that speak another language there are none
        return [pair for rule in rules if rule.id in shown for pair in self._found_by(rule, units)]

    def measures(self, rules: Iterable[Rule]) -> dict[str, float | None]:
        """What rules measure of the document beside their hits, each figure once."""
        measures: dict[str, float | None] = {}
        for rule in rules:
            if not measures.keys() >= set(rule.traits.measured):
                for context in chain.from_iterable(map(self._units.of, rule.scope)):
                    measures.update(rule.match.measures(context))
        return measures

    def _may_run(self, rule: Rule) -> bool:
        """Whether a rule has anything to look for; one that an unknown language keeps from it is skipped.

        Rules for another language have nothing to say and are not listed.
        """
        language = self._document.language
        if rule.languages and not rule.traits.any_language and language == UNKNOWN:
            self.skipped.append(Skipped(rule.id, "the language is unknown"))
            return False
        return speaks(rule, language) and (self._traces is None or rule.id in self._shown)

    @cached_property
    def _shown(self) -> Collection[str]:
        """The rules of whose clues the document shows one."""
        traces = self._traces
        assert traces is not None
        return traces.shown if self._watch is None else self._watch.of_stage(CLUES, lambda: traces.shown)

    def _found_by(self, rule: Rule, units: _Units) -> Found:
        self._budget.begin()
        try:
            if self._watch is None:
                return self._ask(rule, units)
            return self._watch.of_rule(rule.id, lambda: self._ask(rule, units))
        except OutOfBudgetError:
            self.skipped.append(Skipped(rule.id, OUT_OF_BUDGET))
            return []

    def _ask(self, rule: Rule, units: _Units) -> Found:
        hits = list(_hits(rule, units, self._allowed, self._traces, self._budget))
        return [(rule, hit) for hit in widen(rule, self._document, hits, self._budget)] if hits else []

    def _units_knowing(self, evidence: tuple[Evidence, ...]) -> _Units:
        def context(field: Field, start: int, end: int) -> Context:
            known = (self._document, field, start, end, self._house.vocabulary, evidence)
            house = self._house
            more = (house.furniture, house.fluency_models, self._budget, house.models)
            if self._watch is None:
                return Context(*known, *more)
            return TimedContext(*known, *more, self._watch)

        return _Units(self._document, context)


def speaks(rule: Rule, language: str) -> bool:
    """Whether a rule has something to say about texts in a language."""
    return not rule.languages or rule.traits.any_language or language in rule.languages


class _Units:
    """A document's units for each scope: all rules are shown the same contexts, and share what those keep."""

    def __init__(self, document: Document, context: Callable[[Field, int, int], Context]) -> None:
        self.document = document
        self._context = context
        self._by_scope: dict[str, tuple[Context, ...]] = {}

    def of(self, scope: str) -> tuple[Context, ...]:
        if scope not in self._by_scope:
            self._by_scope[scope] = tuple(self._context(*span) for span in _spans(scope, self.document))
        return self._by_scope[scope]


def _hits(
    rule: Rule, units: _Units, allowed: AllowedNames, traces: Traces | None, budget: Budget
) -> Iterator[Hit]:
    """What the rule's kind finds, unit by unit, less exceptions, allowed names and code.

    With `traces` the kind is asked about those units alone in which it may find something.
    """
    document = units.document
    exceptions: Exceptions | None = None  # looked for after the first hit: most rules have none
    for scope in rule.scope:
        for hit in _found_in(rule, scope, units, traces):
            if exceptions is None:
                exceptions = Exceptions(rule, document, budget)
                if exceptions.silence_all():
                    return
            known = allowed.cover(hit.field, hit.start, hit.end)
            if not (known or _in_code(document, hit) or exceptions.silence(hit)):
                yield hit


def _found_in(rule: Rule, scope: Scope, units: _Units, traces: Traces | None) -> Iterator[Hit]:
    """What the rule's kind finds in the units of a scope."""
    contexts = units.of(scope)
    if traces is None:
        return chain.from_iterable(map(rule.match.find, contexts))
    return traces.hits(rule, scope, contexts)


def _spans(scope: str, document: Document) -> Iterator[tuple[Field, int, int]]:
    """The stretches of a document that a scope shows a kind one at a time."""
    if scope == "document":
        yield "text", 0, len(document.text)
    elif scope == "title":
        if document.title.strip():
            yield "title", 0, len(document.title)
    elif scope == "block":
        yield from (("text", block.start, block.end) for block in document.blocks if block.kind != "code")
    elif scope == "sentence":
        yield from (("text", *sentence) for sentence in document.sentences)
    else:
        yield from (("link.href", *span) for span in document.href_spans)


def _in_code(document: Document, hit: Hit) -> bool:
    if hit.field != "text" or hit.start == hit.end:
        return False
    return any(document.blocks[i].kind == "code" for i in document.block_range(hit.start, hit.end))
