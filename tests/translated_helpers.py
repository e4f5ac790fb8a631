"""Reads the translated passages and their look-alikes, and measures what the default rules find of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex
import yaml

from checks import Checker, Document, Finding, load_rules
from checks.document import Span

CASES = Path(__file__).parent / "cases" / "translated"
PASSAGES = sorted((CASES / "passages").glob("*.yaml"))
LOOK_ALIKES = sorted((CASES / "look-alikes").glob("*.yaml"))

MIN_DEFECTS = 3
"""A passage with so many defects is at best for review: fewer stand on sound pages too."""

_MARK = regex.compile(r"\[\[(.*?)\]\]", regex.DOTALL)


@dataclass(frozen=True)
class Defect:
    """One marked defect: where it stands, its family, the kind of mistake and why it is one."""

    span: Span
    family: str
    kind: str
    why: str


@dataclass(frozen=True)
class Case:
    """A passage of a case file with its marks taken out.

    `known_false_alarms` are the findings that are wrong and known: rule and matched text.
    """

    id: str
    source: str
    document: Document
    defects: tuple[Defect, ...]
    known_false_alarms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """What the rules make of a case: the defects that a finding touches, and the findings that touch none."""

    case: Case
    found: tuple[Defect, ...]
    alarms: tuple[Finding, ...]
    verdict: str

    @property
    def missed(self) -> tuple[Defect, ...]:
        """The defects that no finding touches."""
        return tuple(defect for defect in self.case.defects if defect not in self.found)

    @property
    def named_alarms(self) -> list[tuple[str, str]]:
        """The findings that touch no defect, as a case file names them."""
        return sorted((finding.rule, finding.match) for finding in self.alarms)


@cache
def content(path: Path) -> Mapping[str, Any]:
    """A case file as it stands."""
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@cache
def cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Raises `ValueError` where marks and defects are not as many."""
    return tuple(_case(entry) for entry in content(path)["cases"])


@cache
def outcomes(path: Path) -> tuple[Outcome, ...]:
    """What the default rules make of every case of a file; findings that are only shown do not count."""
    return tuple(_outcome(case) for case in cases(path))


@cache
def _checker() -> Checker:
    return Checker(load_rules())


def _case(entry: Mapping[str, Any]) -> Case:
    text, spans = _unmarked(entry["text"])
    defects = entry.get("defects", ())
    return Case(
        id=entry["id"],
        source=entry.get("source", ""),
        document=Document(text, id=entry["id"], declared_language=entry["language"]),
        defects=tuple(Defect(span, **defect) for span, defect in zip(spans, defects, strict=True)),
        known_false_alarms=tuple(
            sorted((alarm["rule"], alarm["match"]) for alarm in entry.get("known_false_alarm", ()))
        ),
    )


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans that they stood around."""
    spans = []
    for number, mark in enumerate(_MARK.finditer(marked)):
        start = mark.start() - number * len("[[]]")
        spans.append(Span(start, start + len(mark[1])))
    return _MARK.sub(r"\1", marked), spans


def _outcome(case: Case) -> Outcome:
    result = _checker().check(case.document)
    located = [finding for finding in result.findings if finding.severity != "info" and finding.match]
    whole = [finding for finding in result.findings if finding.severity != "info" and not finding.match]
    touched = {finding: tuple(_touched(finding, case.defects)) for finding in located}
    found = {defect for defects in touched.values() for defect in defects}
    alarms = [finding for finding, defects in touched.items() if not defects]
    return Outcome(
        case,
        tuple(defect for defect in case.defects if defect in found),
        tuple(alarms if case.defects else [*whole, *alarms]),
        result.verdict,
    )


def _touched(finding: Finding, defects: tuple[Defect, ...]) -> Iterator[Defect]:
    """The defects that a finding overlaps.

    A finding of injection calls a whole passage none of the article's, and so would overlap every defect in
    it without having seen one: it counts for defects of injection alone.
    """
    for defect in defects:
        overlaps = finding.start < defect.span.end and defect.span.start < finding.end
        if overlaps and (finding.family != "injection" or defect.family == "injection"):
            yield defect
