"""Labelled lines with their figures, from pages that `tools/line-pages/extract.py` ran scrapers over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..document import Document
from ..engine import Checker
from ..kinds._line_context import CONTEXT_NAMES, Surroundings
from ..kinds._line_document import lines_of, marked
from ..kinds._line_shape import SHAPE_NAMES
from .labelling import CLEAN, INJECTED, body_start, by_main_text, by_vote

FEATURE_NAMES = (*SHAPE_NAMES, *CONTEXT_NAMES)
"""The figures of a line that need no word weights."""

WHOLE_PAGE, MAIN_TEXT = "html-text", "main-text"
"""The views of a page that are no scraper's output: all of it, and what an annotator says is the article."""

LIST_SORT = "list"
"""The sort of sound texts that are made of short lines."""

UNUSED_SORTS = frozenset({"forum"})
"""Sorts of page whose main texts leave out a quarter of the main text."""


FILLER = "la"
"""The language of texts that mean nothing: a few test pages are filled with it."""


@dataclass(slots=True)
class LabelledText:
    """One text with its lines' figures and labels (CLEAN, INJECTED, or None where nothing is sure)."""

    collection: str
    page: str
    site: str
    sort: str
    view: str
    language: str
    words: int
    keys: Sequence[str] = field(repr=False)
    """Each line's words, by which copies of it in other views are known."""
    texts: Sequence[str] = field(repr=False)
    figures: Sequence[Sequence[float]] = field(repr=False)
    labels: Sequence[int | None] = field(repr=False)


def pages_in(path: Path) -> Iterator[Mapping[str, Any]]:
    """The pages of one file that `extract.py` wrote."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def labelled_texts(page: Mapping[str, Any], checker: Checker) -> Iterator[LabelledText]:
    """A page's scraped texts and its main text, as labelled lines; `checker` runs the marking rules."""
    if page["sort"] in UNUSED_SORTS:
        return
    views = dict(page["scraped"])
    if page["gold"]:
        views[MAIN_TEXT] = page["gold"]
    else:
        views = {WHOLE_PAGE: views.get(WHOLE_PAGE, "")}  # a vote says nothing of the voters' own lines
    for view, text in views.items():
        if text.strip() and (labelled := _labelled(page, view, text, checker)).language != FILLER:
            yield labelled


def _labelled(page: Mapping[str, Any], view: str, text: str, checker: Checker) -> LabelledText:
    document = Document(text)
    lines = lines_of(document)
    texts = [line.text for line in lines]
    surroundings = Surroundings(lines, marked(lines, marks(document, checker)))
    return LabelledText(
        collection=page["collection"],
        page=page["page"],
        site=page["host"],
        sort=page["sort"],
        view=view,
        language=document.language,
        words=document.word_count,
        keys=[line.key for line in lines],
        texts=texts,
        figures=[[*line.shape, *surroundings.of(i)] for i, line in enumerate(lines)],
        labels=_labels(page, view, texts),
    )


def marks(document: Document, checker: Checker) -> list[tuple[int, int]]:
    """Where the marking rules found something in the text."""
    findings = checker.check(document).findings
    return [(f.start, f.end) for f in findings if f.field == "text" and f.severity != "info"]


def _labels(page: Mapping[str, Any], view: str, lines: Sequence[str]) -> Sequence[int | None]:
    if view == MAIN_TEXT:
        return [CLEAN] * len(lines)
    if not page["gold"]:
        others = [text for name, text in page["scraped"].items() if name != WHOLE_PAGE]
        return by_vote(lines, others, page["headlines"])
    labels = by_main_text(lines, page["gold"], page["headlines"])
    start = body_start(lines, labels)
    if view == WHOLE_PAGE:
        return labels if start < len(lines) else [None] * len(lines)
    # Before the body a scraper sets the headline, the author and the date: neither article nor accident.
    return [None if i < start and label == INJECTED else label for i, label in enumerate(labels)]
