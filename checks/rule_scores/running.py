"""Runs rules over corpora and counts, rule by rule, what they say and whether it is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

from ..document import Document
from ..engine import Checker
from ..finding import Finding, Result, Unreadable
from ..gate import Ledger
from ..rules.schema import Rule
from .labels import Judgement, Truth
from .timing import Clock, Meter, lay_out, timed

CorpusKind = Literal["clean", "labelled", "unlabelled"]
Item = tuple[Document | Unreadable, Truth | None]
"""A document and what is known of it."""

OnHit = Callable[[Result, Finding], None]

NO_REVIEWS: Mapping[str, bool] = MappingProxyType({})


class Corpus(NamedTuple):
    """Documents under a name: known to be clean, labelled one by one, or not known at all."""

    name: str
    kind: CorpusKind
    items: Iterable[Item]


@dataclass
class CorpusCount:
    """What a corpus held."""

    name: str
    kind: CorpusKind
    documents: int = 0
    """Documents that were checked."""
    clean: int = 0
    """Of these, known to be clean."""
    defective: int = 0
    """Of these, known to have a defect."""
    words: int = 0
    unreadable: int = 0


@dataclass
class RuleCounts:
    """One rule's hits. `right`, `wrong` and `in_bad` are those in documents of which something is known."""

    ran: int = 0
    """Documents that it ran on: those in its languages."""
    ran_clean: int = 0
    """Of these, known to be clean."""
    words: int = 0
    """Words of the documents that it ran on."""
    hits: int = 0
    documents: int = 0
    right: int = 0
    wrong: int = 0
    in_bad: int = 0
    """Hits in documents that are only known to be bad somewhere."""
    clean_hits: int = 0
    """Wrong hits in documents known to be clean; one that was reviewed and is right is no false alarm."""
    clean_documents: int = 0
    """Clean documents with a wrong hit."""


@dataclass
class Scores:
    """A whole run. `seconds` by rule and for all the checking are None where no time was taken."""

    rules: tuple[Rule, ...]
    corpora: list[CorpusCount] = field(default_factory=list)
    counts: dict[str, RuleCounts] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    reviewed: int = 0
    """Hits that a review judged."""
    seconds: float | None = None
    rule_seconds: dict[str, float] | None = None

    @property
    def documents(self) -> int:
        """Documents that were checked."""
        return sum(corpus.documents for corpus in self.corpora)

    @property
    def words(self) -> int:
        """Their words."""
        return sum(corpus.words for corpus in self.corpora)

    @property
    def clean_documents(self) -> int:
        """Of them, those known to be clean."""
        return sum(corpus.clean for corpus in self.corpora)

    @property
    def defective_documents(self) -> int:
        """Of them, those known to have a defect."""
        return sum(corpus.defective for corpus in self.corpora)

    @property
    def clean_alone(self) -> bool:
        """Whether all corpora were chosen for being clean.

        Defects are rarest there, and a rule is least often right: its precision elsewhere is better.
        """
        return all(corpus.kind == "clean" for corpus in self.corpora)

    @property
    def tell_precision(self) -> bool:
        """Whether a hit could be right: where all is held to be clean, precision is 0 and says nothing."""
        return self.defective_documents > 0 or self.reviewed > 0


def score_rules(
    checker: Checker,
    corpora: Iterable[Corpus],
    *,
    reviews: Mapping[str, bool] = NO_REVIEWS,
    clock: Clock | None = None,
    on_hit: OnHit = lambda _result, _finding: None,
    done: Callable[[], None] = lambda: None,
) -> Scores:
    """Run a checker's rules over corpora.

    `reviews` say by fingerprint whether a hit is right, whatever the corpus says of its document. With a
    clock, the time of each rule is taken on the way. `on_hit` is told every finding; `done` is called after
    each document.
    """
    scores = Scores(checker.rules(), counts={rule.id: RuleCounts() for rule in checker.rules()})
    meter, whole = (None, None) if clock is None else (Meter(clock), Meter(clock))
    if meter is not None:
        checker = Checker(timed(checker.rule_set, meter), checker.select, checker.ignore)
    for corpus in corpora:
        count = CorpusCount(corpus.name, corpus.kind)
        scores.corpora.append(count)
        for item, truth in corpus.items:
            result = item if isinstance(item, Unreadable) else _checked(checker, item, whole)
            scores.ledger.add(result)
            if isinstance(result, Unreadable) or not result.complete:
                count.unreadable += 1
            else:
                _count(result, truth, reviews, count, scores)
                for finding in result.findings:
                    on_hit(result, finding)
            done()
    if meter is not None and whole is not None:
        scores.seconds = whole.seconds[_ALL]
        scores.rule_seconds = {rule.id: meter.seconds[rule.id] for rule in scores.rules}
    return scores


_ALL = "*"
"""Under which the time of all the checking is kept."""


def _checked(checker: Checker, document: Document, whole: Meter | None) -> Result | Unreadable:
    """One document checked; what breaks a rule is no end of the run."""
    if whole is None:
        return next(checker.check_all([document]))
    begun = whole.clock()
    with suppress(Exception):  # what fails here fails in the check too, which says so
        lay_out(document)
    result = next(checker.check_all([document]))
    whole.seconds[_ALL] += whole.clock() - begun
    return result


def _count(
    result: Result, truth: Truth | None, reviews: Mapping[str, bool], corpus: CorpusCount, scores: Scores
) -> None:
    clean = truth is not None and truth.is_clean
    corpus.documents += 1
    corpus.words += result.words
    corpus.clean += clean
    corpus.defective += truth is not None and not clean
    hits: dict[str, Counter[Judgement | None]] = defaultdict(Counter)
    for finding in result.findings:
        review = reviews.get(finding.fingerprint)
        scores.reviewed += review is not None
        hits[finding.rule][_judged(finding, truth, review)] += 1
    for rule in scores.rules:
        if _runs_on(rule, result.language):
            _count_rule(scores.counts[rule.id], hits[rule.id], result.words, clean=clean)


def _judged(finding: Finding, truth: Truth | None, review: bool | None) -> Judgement | None:
    """Whether a hit is right; None where nobody knows."""
    if review is not None:
        return "right" if review else "wrong"
    return None if truth is None else truth.judge(finding)


def _runs_on(rule: Rule, language: str) -> bool:
    return not rule.languages or rule.traits.any_language or language in rule.languages


def _count_rule(count: RuleCounts, hits: Counter[Judgement | None], words: int, *, clean: bool) -> None:
    """One document that the rule ran on."""
    count.ran += 1
    count.words += words
    count.hits += hits.total()
    count.documents += bool(hits)
    count.right += hits["right"]
    count.wrong += hits["wrong"]
    count.in_bad += hits["in-bad-document"]
    if clean:
        count.ran_clean += 1
        count.clean_hits += hits["wrong"]
        count.clean_documents += hits["wrong"] > 0
