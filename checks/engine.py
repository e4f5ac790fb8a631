"""The checker: runs rules on documents and turns their hits into scored findings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from typing import NamedTuple

from .acceptance import Acceptance
from .asking import Asking, Found, House, speaks
from .baseline import Baseline
from .budget import OUT_OF_BUDGET
from .document import Document, Field, Location
from .duplicates import NearDuplicates, sketch_of
from .finding import Finding, Result, Severity, Skipped, Unreadable
from .fingerprint import place_id
from .furniture import Furniture
from .kinds import Evidence, FluencyModel, Hit
from .prefilter import Prefilter
from .profiling import SCORING, Profile, Stopwatch
from .rules.schema import Rule, RuleSet
from .scoring import CONFIDENCE_FACTOR, SEVERITY_POINTS, Charge, Score, score, verdict
from .source_verdicts import thresholds_of
from .standing import Standing, standings

MAX_VALUE_CHARACTERS = 60
"""A longer value is shortened in a message; the finding itself keeps the whole match."""


class Examined(NamedTuple):
    """What became of an item, the sketch by which it is measured against others, and where the time went."""

    item: Result | Unreadable
    sketch: array[int] | None = None
    profile: Profile | None = None


@dataclass(frozen=True)
class Checker:
    """Checks documents against a rule set; `select` and `ignore` are globs of rule ids.

    What `acceptance` covers costs nothing; what `baseline` knows costs the score and not the verdict.
    `furniture` is what was learned of the documents' sources; `fluency_models` are the house's own, by
    language. Without `models` the rules that decide by a trained model are left out. A verdict goes by the
    thresholds that the rule set has for the document's source, else by those for all. Without `prefilter`
    every rule is shown every unit: slower, and otherwise the same. One that is `profiled` tells of each item
    that it examines where the time went. A checker keeps nothing of a document, so
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
    profiled: bool = False

    def rules(self) -> tuple[Rule, ...]:
        """The rules that this checker runs, in order of id."""
        return tuple(rule for rule in self.rule_set.rules if self._runs(rule) and self._chosen(rule.id))

    def _runs(self, rule: Rule) -> bool:
        return rule.enabled and (self.models or not rule.traits.trained)

    def _chosen(self, rule_id: str) -> bool:
        return (not self.select or _answers(rule_id, self.select)) and not _answers(rule_id, self.ignore)

    @cached_property
    def _plan(self) -> _Plan:
        """The rules in the order in which they run."""
        chosen = self.rules()
        readers = tuple(rule for rule in chosen if rule.reads)
        wanted, known = {glob for rule in readers for glob in rule.reads}, {rule.id for rule in chosen}
        witnesses = tuple(
            rule
            for rule in self.rule_set.rules
            if self._runs(rule) and rule.id not in known and not rule.reads
            if _answers(rule.id, wanted) and not _answers(rule.id, self.ignore)
        )
        first = tuple(rule for rule in chosen if not rule.reads)
        measuring = tuple(rule for rule in (*first, *readers) if rule.traits.measured)
        return _Plan(first, witnesses, readers, measuring)

    @cached_property
    def _prefilters(self) -> dict[str, Prefilter]:
        return {}

    def _prefilter_for(self, language: str) -> Prefilter:
        """The prefilter of the rules that speak a language, made when its first document comes."""
        if language not in self._prefilters:
            rules = (rule for rules in self._plan for rule in rules if speaks(rule, language))
            self._prefilters[language] = Prefilter(rules, language)
        return self._prefilters[language]

    def check(self, item: str | Document, profile: Profile | None = None) -> Result:
        """Check one text or document; a profile is told where the time goes.

        A rule that would take too many steps on this text is skipped, and the result is not `complete`.
        """
        document = Document(item) if isinstance(item, str) else item
        watch = None if profile is None else Stopwatch(profile)
        if watch is not None:
            watch.lay_out(document)
        house = House(self.rule_set.vocabulary, self.furniture.of(document), self.fluency_models, self.models)
        prefilter = self._prefilter_for(document.language) if self.prefilter else None
        asking = Asking(document, house, prefilter, watch)
        hits = self._found(asking)
        measures = asking.measures(self._plan.measuring)

        def result() -> Result:
            return self._result(document, hits, tuple(asking.skipped), measures)

        return result() if watch is None else watch.of_stage(SCORING, result)

    def _found(self, asking: Asking) -> Found:
        """What all rules find, in the order of a text."""
        plan = self._plan
        hits = asking.found_by(plan.first)
        if plan.readers:
            told = len(asking.skipped)
            seen = [*hits, *asking.found_by(plan.witnesses)]
            # nobody asked for what the witnesses alone would have said, but for what they could not say
            asking.skipped[told:] = [skip for skip in asking.skipped[told:] if skip.reason == OUT_OF_BUDGET]
            evidence = tuple(Evidence(rule.id, hit) for rule, hit in seen if _severity(rule) != "info")
            hits.extend(asking.found_by(plan.readers, evidence))
            asking.skipped.sort(key=lambda skip: skip.rule)
        hits = _one_a_place(hits)
        hits.sort(key=lambda pair: (_FIELD_ORDER[pair[1].field], pair[1].start, pair[1].end, pair[0].id))
        return hits

    def check_all(self, items: Iterable[str | Document | Unreadable]) -> Iterator[Result | Unreadable]:
        """Check items lazily and in order; a record that breaks a rule becomes an `Unreadable`.

        Each result is measured against those before it for near-duplicates.
        """
        earlier = NearDuplicates()
        for number, item in enumerate(items, 1):
            examined = self.examine(item, number)
            found = examined.item
            yield earlier.told(found, examined.sketch) if isinstance(found, Result) else found

    def examine(self, item: str | Document | Unreadable, number: int = 1) -> Examined:
        """Check one item by itself; a record that breaks a rule becomes an `Unreadable`.

        `number` is its place among the others, by which a document without a place of its own is known.
        """
        if isinstance(item, Unreadable):
            return Examined(item)
        profile = Profile() if self.profiled else None
        try:
            result = self.check(item, profile)
            return Examined(result, sketch_of(result.document.text), profile)
        except Exception as error:  # one bad record never ends a run
            document = Document(item) if isinstance(item, str) else item
            place = document.location or Location("-", record=number)
            message = f"the checker failed: {type(error).__name__}: {error}"
            return Examined(Unreadable(_document_id(document), place, "engine-crash", message))

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
            complete=all(skip.reason != OUT_OF_BUDGET for skip in skipped),
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
    """A checker's rules: `readers` look at what the others found; `witnesses` run for the readers alone.

    Those `measuring` are among the first and the readers.
    """

    first: tuple[Rule, ...]
    witnesses: tuple[Rule, ...]
    readers: tuple[Rule, ...]
    measuring: tuple[Rule, ...]


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
