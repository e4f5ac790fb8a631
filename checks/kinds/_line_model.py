"""The line model: which lines of a document are not the article's, and why it thinks so.

Two forests share one set of figures: one for what a scraper made of a page, where little is left that does
not belong, and one for the text of a whole page, where most lines do not. A gate chooses between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from .. import models
from ..document import Document
from ._line_context import CONTEXT_NAMES, Surroundings
from ._line_document import MAX_LINES, lines_of, marked
from ._line_reasons import reasons
from ._line_shape import LONG_WORDS, SHAPE_NAMES, Line
from ._line_trees import Forest, forest_of
from ._line_wording import WORDING_NAMES, Wording

FIGURE_NAMES = (*SHAPE_NAMES, *CONTEXT_NAMES, *WORDING_NAMES)
"""The figures of a line, in the order in which trees count them."""

MODEL_FILE = "line-model.json"

MIN_LINES = 3
"""Lines below which a text shows nothing about any of them."""


class Passage(NamedTuple):
    """Neighbouring lines that are not the article's: offsets, and why the first one is not, in words."""

    start: int
    end: int
    reasons: str


@dataclass(frozen=True)
class Gate:
    """What makes a text a whole page: many lines, most of them short, and a few found by rules."""

    min_lines: int
    min_short_share: float
    min_marked: int

    def is_whole_page(self, surroundings: Surroundings) -> bool:
        """Whether the text looks like a whole page."""
        return (
            len(surroundings.lines) >= self.min_lines
            and surroundings.short_share >= self.min_short_share
            and sum(surroundings.marked) >= self.min_marked
        )


@dataclass(frozen=True)
class LineModel:
    """Trained forests with what they need."""

    wording: Wording
    gate: Gate
    scraped: Forest
    whole_page: Forest

    def passages(self, document: Document, spans: Iterable[tuple[int, int]]) -> Iterator[Passage]:
        """The passages of a document that are not its article's, in order.

        `spans` is where rules found furniture. That stays theirs: no passage begins or ends with it.
        """
        if not _worth_judging(document):
            return
        lines = lines_of(document)
        surroundings = Surroundings(lines, marked(lines, spans))
        whole = self.gate.is_whole_page(surroundings)
        forest = self.whole_page if whole else self.scraped
        figures = _Figures(surroundings, self.wording.figures([line.key for line in lines]))
        found = [i for i, line in enumerate(lines) if _says_something(line) and forest.reaches(figures.of(i))]
        for run in _runs(lines, found):
            new = [index for index in run if not surroundings.marked[index]]
            if new:
                first = figures.of(new[0])
                why = reasons(FIGURE_NAMES, first, forest.shares(first))
                yield Passage(lines[new[0]].start, lines[new[-1]].end, why)


@dataclass(frozen=True)
class _Figures:
    """All the figures of a document's lines, computed when asked for."""

    surroundings: Surroundings
    wording: Sequence[Sequence[float]]

    def of(self, index: int) -> Sequence[float]:
        if index not in self._kept:
            shape = self.surroundings.lines[index].shape
            self._kept[index] = [*shape, *self.surroundings.of(index), *self.wording[index]]
        return self._kept[index]

    @cached_property
    def _kept(self) -> dict[int, Sequence[float]]:
        return {}


def _worth_judging(document: Document) -> bool:
    """Whether there are lines to judge: a text of long paragraphs alone has none."""
    blocks = document.blocks
    return MIN_LINES <= len(blocks) <= MAX_LINES and any(
        block.kind != "paragraph" or block.end - block.start < LONG_PARAGRAPH for block in blocks
    )


LONG_PARAGRAPH = LONG_WORDS * 12
"""Characters from which a paragraph is prose for sure: twice as long as a long line must be."""


def _says_something(line: Line) -> bool:
    """Whether there are letters or digits: rules of dashes part sections of an article, too."""
    return any(map(str.isalnum, line.text))


def _runs(lines: Sequence[Line], found: Iterable[int]) -> Iterator[Sequence[int]]:
    """The found lines, those that follow each other directly together."""
    run: list[int] = []
    for index in found:
        if run and (index != run[-1] + 1 or lines[index].block != lines[run[-1]].block + 1):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


@cache
def line_model() -> LineModel:
    """The shipped model, read once."""
    data = models.read(MODEL_FILE)
    if tuple(data["figures"]) != FIGURE_NAMES:
        raise ValueError(f"{MODEL_FILE} was trained on other figures than this code computes")
    return LineModel(
        wording=Wording(**data["wording"]),
        gate=Gate(**data["gate"]),
        scraped=forest_of(data["scraped"]),
        whole_page=forest_of(data["whole_page"]),
    )
