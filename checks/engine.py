"""The checker: runs rules on documents and turns their hits into scored findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from .acceptance import Acceptance
from .baseline import Baseline
from .document import Document, Field, Location
from .duplicates import NearDuplicates
from .exceptions import Exceptions
from .finding import Finding, Result, Severity, Skipped, Unreadable
from .fingerprint import place_id
from .furniture import NO_FURNITURE, Furniture, SourceFurniture
from .kinds import Context, Evidence, FluencyModel, Hit, Scope
from .language import UNKNOWN
from .prefilter import Prefilter, Traces
from .rules.schema import Rule, RuleSet
from .scoring import CONFIDENCE_FACTOR, SEVERITY_POINTS, Charge, Score, score, verdict
from .source_verdicts import thresholds_of
from .standing import Standing, standings
from .vocabulary import AllowedNames
from .widen import widen

NO_MODELS: Mapping[str, FluencyModel] = {}

MAX_VALUE_CHARACTERS = 60
"""A longer value is shortened in a message; the finding itself keeps the whole match."""


@dataclass(frozen=True)
class Checker:
    """Checks documents against a rule set; `select` and `ignore` are globs of rule ids.

    What `acceptance` covers costs nothing; what `baseline` knows costs the score and not the verdict.
    `furniture` is what was learned of the documents' sources; `fluency_models` are the house's own, by
    language. Without `models` the rules that decide by a trained model are left out. A verdict goes by the
    thresholds that the rule set has for the document's source, else by those for all. Without `prefilter`
    every rule is shown every unit: slower, and otherwise the same. A checker keeps nothing of a document, so
    one can serve many threads or processes.
    """

    rule_set: RuleSet
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    acceptance: Acceptance = field(default_factory=Acceptance)
    baseline: Baseline = field(default_factory=Baseline)
    furniture: Furniture = field(default_factory=Furniture)
    prefilter: bool = True
    models: bool = True
    fluency_models: Mapping[str, FluencyModel] = field(default_factory=dict)

    def rules(self) -> tuple[Rule, ...]:
        """The rules that this checker runs, in order of id."""
        return tuple(rule for rule in self.rule_set.rules if self._runs(rule) and self._chosen(rule.id))

    def _runs(self, rule: Rule) -> bool:
        return rule.enabled and (self.models or not rule.match.trained)

    def _chosen(self, rule_id: str) -> bool:
        return (not self.select or _answers(rule_id, self.select)) and not _answers(rule_id, self.ignore)

    @cached_property
    def _plan(self) -> _Plan:
        """The rules in the order in which they run."""
        chosen = self.rules()
        readers = tuple(rule for rule in chosen if rule.match.reads)
        wanted = {glob for rule in readers for glob in rule.match.reads}
        witnesses = tuple(
            rule
            for rule in self.rule_set.rules
            if self._runs(rule) and rule not in chosen and not rule.match.reads
            if _answers(rule.id, wanted) and not _answers(rule.id, self.ignore)
        )
        return _Plan(tuple(rule for rule in chosen if not rule.match.reads), witnesses, readers)

    @cached_property
    def _prefilters(self) -> dict[str, Prefilter]:
        return {}

    def _prefilter_for(self, language: str) -> Prefilter:
        """The prefilter of the rules that speak a language, made when its first document comes."""
        if language not in self._prefilters:
            rules = (rule for rules in self._plan for rule in rules if _speaks(rule, language))
            self._prefilters[language] = Prefilter(rules, language)
        return self._prefilters[language]

    def check(self, item: str | Document) -> Result:
        """Check one text or document."""
        document = Document(item) if isinstance(item, str) else item
        allowed = AllowedNames(document, self.rule_set.vocabulary)
        furniture = self.furniture.of(document)
        units = _Units(
            document, self.rule_set.vocabulary, furniture=furniture, fluency_models=self.fluency_models
        )
        traces = self._prefilter_for(document.language).look(document, units.of) if self.prefilter else None
        skipped: list[Skipped] = []

        def found_by(rules: Iterable[Rule], units: _Units) -> Iterator[tuple[Rule, Hit]]:
            for rule in rules:
                reason = _reason_to_skip(rule, document)
                if reason is not None:
                    skipped.append(Skipped(rule.id, reason))
                    continue
                if not _speaks(rule, document.language) or (traces and not traces.may_find(rule)):
                    continue
                yield from ((rule, hit) for hit in widen(rule, document, _hits(rule, units, allowed, traces)))

        plan = self._plan
        hits = list(found_by(plan.first, units))
        if plan.readers:
            told = len(skipped)
            seen = [*hits, *found_by(plan.witnesses, units)]
            del skipped[told:]  # nobody asked for what the witnesses alone would have said
            evidence = tuple(Evidence(rule.id, hit) for rule, hit in seen if _severity(rule) != "info")
            informed = _Units(document, self.rule_set.vocabulary, evidence, furniture, self.fluency_models)
            hits.extend(found_by(plan.readers, informed))
            skipped.sort(key=lambda skip: skip.rule)
        hits = _one_a_place(hits)
        hits.sort(key=lambda pair: (_FIELD_ORDER[pair[1].field], pair[1].start, pair[1].end, pair[0].id))
        return self._result(document, hits, tuple(skipped), self._measures(units))

    def _measures(self, units: _Units) -> dict[str, float | None]:
        """What the rules measure of a document beside their hits, each figure once."""
        measures: dict[str, float | None] = {}
        for rule in chain(self._plan.first, self._plan.readers):
            if not measures.keys() >= set(rule.match.measured):
                for context in chain.from_iterable(map(units.of, rule.scope)):
                    measures.update(rule.match.measures(context))
        return measures

    def check_all(self, items: Iterable[str | Document | Unreadable]) -> Iterator[Result | Unreadable]:
        """Check items lazily and in order; a record that breaks a rule becomes an `Unreadable`.

        Each result is measured against those before it for near-duplicates.
        """
        earlier = NearDuplicates()
        for number, item in enumerate(items, 1):
            if isinstance(item, Unreadable):
                yield item
                continue
            try:
                yield earlier.measured(self.check(item))
            except Exception as error:  # one bad record never ends a run
                document = Document(item) if isinstance(item, str) else item
                place = document.location or Location("-", record=number)
                message = f"the checker failed: {type(error).__name__}: {error}"
                yield Unreadable(_document_id(document), place, "engine-crash", message)

    def _result(
        self,
        document: Document,
        hits: list[tuple[Rule, Hit]],
        skipped: tuple[Skipped, ...],
        measures: Mapping[str, float | None],
    ) -> Result:
        stands = standings(document, hits, self.acceptance, self.baseline)
        counted = [pair for pair, stand in zip(hits, stands, strict=True) if stand.state != "accepted"]
        new = [pair for pair, stand in zip(hits, stands, strict=True) if stand.state == "new"]
        marks = self._score(document, counted)
        judged = marks if len(new) == len(counted) else self._score(document, new)
        thresholds = thresholds_of(document, self.rule_set.sources, self.rule_set.score)
        points = iter(marks.points)
        findings = tuple(
            _finding(rule, hit, document, 0.0 if stand.state == "accepted" else next(points), stand)
            for (rule, hit), stand in zip(hits, stands, strict=True)
        )
        return Result(
            document=document,
            id=_document_id(document),
            language=document.language,
            words=document.word_count,
            score=marks.total,
            verdict=verdict(judged.total, (_severity(rule) for rule, _ in new), thresholds),
            families=marks.families,
            findings=findings,
            skipped=skipped,
            measures=measures,
            judged_score=None if judged is marks else judged.total,
        )

    def _score(self, document: Document, hits: Iterable[tuple[Rule, Hit]]) -> Score:
        charges = [
            Charge(rule, _severity(rule), hit.field, hit.start, hit.end)  # info costs nothing
            for rule, hit in hits
        ]
        return score(charges, document.word_count, self.rule_set.score)


_FIELD_ORDER: Mapping[Field, int] = {"title": 0, "text": 1, "link.href": 2}


def _document_id(document: Document) -> str:
    """The document's own id, else its place, else its address."""
    if document.id is not None:
        return document.id
    return place_id(document.location) or document.url or "-"


def _reason_to_skip(rule: Rule, document: Document) -> str | None:
    """Why a rule cannot run on a document; None where it can, or where its language is not the document's.

    Rules for another language have nothing to say and are not listed; what an unknown language keeps from
    running is.
    """
    if rule.languages and not rule.match.any_language and document.language == UNKNOWN:
        return "the language is unknown"
    return None


def _speaks(rule: Rule, language: str) -> bool:
    """Whether the rule has something to say about texts in a language."""
    return not rule.languages or rule.match.any_language or language in rule.languages


def _one_a_place(hits: Iterable[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """Of the hits of one family with one and the same span the heaviest: one defect is one finding.

    What is said of a document as a whole (an empty span) is no place, and every hit of it stays.
    """
    kept: dict[tuple[str, ...], tuple[Rule, Hit]] = {}
    for rule, hit in hits:
        own = rule.id if hit.start == hit.end else ""
        place = (rule.family, hit.field, str(hit.start), str(hit.end), own)
        if place not in kept or _weight(rule) > _weight(kept[place][0]):
            kept[place] = (rule, hit)
    return list(kept.values())


def _weight(rule: Rule) -> float:
    return SEVERITY_POINTS[_severity(rule)] * CONFIDENCE_FACTOR[rule.confidence]


def _answers(rule_id: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(rule_id, glob) for glob in globs)


class _Plan(NamedTuple):
    """A checker's rules: `readers` look at what the others found; `witnesses` run for the readers alone."""

    first: tuple[Rule, ...]
    witnesses: tuple[Rule, ...]
    readers: tuple[Rule, ...]


class _Units:
    """A document's units for each scope: all rules are shown the same contexts, and share what those keep."""

    def __init__(
        self,
        document: Document,
        vocabulary: frozenset[str],
        evidence: tuple[Evidence, ...] = (),
        furniture: SourceFurniture = NO_FURNITURE,
        fluency_models: Mapping[str, FluencyModel] = NO_MODELS,
    ) -> None:
        self.document = document
        self._fluency_models = fluency_models
        self._vocabulary = vocabulary
        self._evidence = evidence
        self._furniture = furniture
        self._by_scope: dict[str, tuple[Context, ...]] = {}

    def of(self, scope: str) -> tuple[Context, ...]:
        if scope not in self._by_scope:
            self._by_scope[scope] = tuple(
                Context(
                    self.document,
                    field,
                    start,
                    end,
                    self._vocabulary,
                    self._evidence,
                    self._furniture,
                    self._fluency_models,
                )
                for field, start, end in _units(scope, self.document)
            )
        return self._by_scope[scope]


def _hits(rule: Rule, units: _Units, allowed: AllowedNames, traces: Traces | None) -> Iterator[Hit]:
    """What the rule's kind finds, unit by unit, less exceptions, allowed names and code.

    With `traces` the kind is asked about those units alone in which it may find something.
    """
    document = units.document
    exceptions: Exceptions | None = None  # looked for after the first hit: most rules have none
    for scope in rule.scope:
        for hit in _found_in(rule, scope, units, traces):
            if exceptions is None:
                exceptions = Exceptions(rule, document)
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
    return chain.from_iterable(
        rule.match.find(context) if starts is None else rule.match.find_at(context, starts)
        for context, starts in traces.questions(rule, scope, contexts)
    )


def _units(scope: str, document: Document) -> Iterator[tuple[Field, int, int]]:
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


def _severity(rule: Rule) -> Severity:
    return "info" if rule.status == "preview" else rule.severity


def _finding(rule: Rule, hit: Hit, document: Document, points: float, standing: Standing) -> Finding:
    match = document.field_text(hit.field)[hit.start : hit.end]
    line, column = document.position(hit.field, hit.start)
    values = {**hit.values, "match": match}
    return Finding(
        rule=rule.id,
        severity=_severity(rule),
        confidence=rule.confidence,
        points=points,
        field=hit.field,
        start=hit.start,
        end=hit.end,
        line=line,
        column=column,
        match=match,
        message=rule.message.format_map({name: _shortened(value) for name, value in values.items()}),
        fingerprint=standing.fingerprint,
        state=standing.state,
        accepted=standing.accepted,
    )


def _shortened(value: str) -> str:
    """A value on one line, its middle left out where it is long."""
    line = " ".join(value.split())
    if len(line) <= MAX_VALUE_CHARACTERS:
        return line
    half = MAX_VALUE_CHARACTERS // 2
    return f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
