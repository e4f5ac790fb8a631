"""Kind `line-model`: passages that a trained model takes for no part of the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated, ClassVar

from ._base import Context, Doc, Evidence, Hit, Kind, Scope
from ._line_model import line_model


@dataclass(frozen=True)
class LineModel(Kind):
    """Finds lines that are not the article's by how they stand in the text: teasers, menus, notes, forms.

    A model of boosted trees weighs each line's shape and place, the words that it shares with the long
    paragraphs, its neighbours, and what the rules of `marks` found. Lines that follow each other are one hit,
    and lines that those rules found already are left to them. It was trained on texts in English and German;
    `languages` of a rule should name no others without a measurement. See checks/models/line-model.md.
    """

    marks: Annotated[
        tuple[str, ...], Doc("Globs of the rules whose findings count as furniture already found.")
    ] = ("injection/*",)

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    trained: ClassVar[bool] = True
    values: ClassVar[tuple[str, ...]] = ("reasons",)

    @property
    def reads(self) -> tuple[str, ...]:
        """The rules whose findings count."""
        return self.marks

    def __post_init__(self) -> None:
        """Raise ValueError where no rule is named: the model was trained with what rules find."""
        if not self.marks:
            raise ValueError("marks names no rule")

    def find(self, context: Context) -> Iterator[Hit]:
        """The passages of the document, in order."""
        spans = [(e.hit.start, e.hit.end) for e in context.evidence if self._counts(e)]
        for start, end, reasons in line_model().passages(context.document, spans):
            yield Hit(start, end, values={"reasons": reasons})

    def _counts(self, evidence: Evidence) -> bool:
        return evidence.hit.field == "text" and any(fnmatchcase(evidence.rule, glob) for glob in self.marks)
