"""Measured figures from a report of `copydesk rules score --format json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class FiguresError(ValueError):
    """A file that is no such report."""


class CorpusFigures(NamedTuple):
    """A corpus that the rules were measured on."""

    name: str
    kind: str
    documents: int
    words: int


class RuleFigures(NamedTuple):
    """One rule's figures; shares lie between 0 and 1, and are None where they were not measured."""

    ran_on: int
    hits: int
    documents: int
    per_million_words: float | None
    precision: tuple[float, float, float, int] | None
    clean_documents: int
    clean_total: int
    time_share: float | None
    milliseconds: float | None


class Figures(NamedTuple):
    """A whole report. `sha256` is that of the rules that were measured."""

    sha256: str
    corpora: tuple[CorpusFigures, ...]
    rules: Mapping[str, RuleFigures]


def read_figures(source: str) -> Figures:
    """The figures of a report. Raises FiguresError where it is none."""
    try:
        report = json.loads(source)
        corpora = tuple(_corpus(corpus) for corpus in report["corpora"])
        rules = {str(rule["rule"]): _rule(rule) for rule in report["rules"]}
        return Figures(str(report["run"]["rules"]["sha256"]), corpora, rules)
    except (ValueError, RecursionError) as error:
        raise FiguresError(f"no report of rules score: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise FiguresError(f"no report of rules score: {type(error).__name__}: {error}") from None


def _corpus(corpus: Any) -> CorpusFigures:
    return CorpusFigures(
        str(corpus["name"]), str(corpus["kind"]), int(corpus["documents"]), int(corpus["words"])
    )


def _rule(rule: Any) -> RuleFigures:
    precision, clean = rule["precision"], rule["clean"]["share"]
    return RuleFigures(
        ran_on=int(rule["ran_on"]["documents"]),
        hits=int(rule["hits"]),
        documents=int(rule["documents"]),
        per_million_words=_optional(rule["per_million_words"]),
        precision=None
        if precision is None
        else (
            float(precision["share"]),
            float(precision["low"]),
            float(precision["high"]),
            int(precision["total"]),
        ),
        clean_documents=int(rule["clean"]["documents"]),
        clean_total=0 if clean is None else int(clean["total"]),
        time_share=_optional(rule["time_share"]),
        milliseconds=_optional(rule["milliseconds_per_1000_words"]),
    )


def _optional(value: Any) -> float | None:
    return None if value is None else float(value)
