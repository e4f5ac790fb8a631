"""Kind `language`: text in another language than the document's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ..document import Document
from ..language import LANGUAGES
from ._base import Context, Doc, Hit, Kind, Scope
from ._foreign_document import contradiction
from ._foreign_parts import foreign_parts


@dataclass(frozen=True, slots=True)
class Language(Kind):
    """Finds text in another language than the document's, and documents that contradict their feed.

    passage: one or more whole blocks. sentence: one in a block that is otherwise in the document's language.
    clause: a long run of words inside a sentence. document: the whole text is in another language than its
    feed declares (the span is 0, 0).

    Left alone are quotations, brackets, emphasised words, what a colon announces or a bracket translates,
    verse, references, lists of names, sentences of up to four words, near relatives without clear evidence,
    and documents that are multilingual by nature or in a language that is unknown.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    any_language: ClassVar[bool] = True
    values: ClassVar[tuple[str, ...]] = ("found", "expected")

    part: Annotated[
        Literal["passage", "sentence", "clause", "document"],
        Doc("passage: whole blocks; sentence, clause: within a block; document: against the feed's word."),
    ] = "passage"

    def find(self, context: Context) -> Iterator[Hit]:
        """Yield each part; `found` and `expected` are the languages in words."""
        document = context.document
        if self.part == "document":
            if found := contradiction(document):
                yield Hit(0, 0, "text", _values(found, document))
            return
        parts = foreign_parts(document, document.language)
        if parts and contradiction(document):
            return
        for part in parts:
            if part.name == self.part:
                yield Hit(part.start, part.end, "text", _values(part.found.name, document))


def _values(found: str, document: Document) -> dict[str, str]:
    return {"found": found, "expected": LANGUAGES[document.language]}
