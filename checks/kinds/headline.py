"""Kind `headline`: a headline that is printed again, or that belongs to another story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ..document import Block, Document
from ..later import later
from ..stopwords import STOP_WORDS
from ._base import Context, Doc, Hit, Kind, Scope
from ._folding import core, fold
from ._headline_number import clashes

MIN_HEADLINE_WORDS = 5
"""A shorter line is a label or a refrain that may come back."""

MIN_TITLE_WORDS = 4
"""Content words that a headline must have before the body can be asked for them."""

MIN_BODY_WORDS = 120
"""Words of a body that has room for what its headline says; a feed's teaser has not."""

MIN_CONTENT_LETTERS = 4
"""Letters of a word that says what a story is about, if it is no function word."""

STEM_LETTERS = 4
"""Letters at the start of a word that its forms share: elect, elected, election."""

MAX_KNOWN_SHARE = 1 / 3
"""Share of the headline's content words that any text may have by chance. Of 281 news stories no own headline
had so few and no name in the text, of 580 web articles three; of headlines changed for another story's, 77 %
and 35 %."""

_NAME = later(r"(?<=\p{Ll}[ \u00a0])\p{Lu}[\p{L}\p{M}]{3,}")
"""A capitalised word behind one in lower case."""

_WORD = later(r"\p{L}[\p{L}\p{M}]*")


@dataclass(frozen=True)
class Headline(Kind):
    """Finds headlines that went astray: `repeated` in the text, `unrelated` to it, or in another `number`.

    repeated: a block that is the headline once more. The headline is the document's title, else its first
    line, if that has five words or more and no end mark; where the text opens with its title, that is the
    title in its place.

    unrelated: not one content word of the title has a word with the same beginning anywhere in a text that
    is long enough to be a story; or a third of them at most, and none of its names.

    number: what the title counts, the text counts otherwise: "12 dead in fire", then "21 dead" and no 12.
    """

    form: Annotated[
        Literal["repeated", "unrelated", "number"],
        Doc(
            "repeated: the headline again as a block; unrelated: nothing of it in the text; number: it "
            "counts what the text counts otherwise."
        ),
    ]

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("headline", "number")

    def find(self, context: Context) -> Iterator[Hit]:
        """Each block that repeats the headline, or number that differs; one hit for an unrelated headline."""
        headline = {"headline": context.document.title.strip(), "number": ""}
        if self.form == "repeated":
            yield from self._repetitions(context)
        elif self.form == "number":
            for span, number in clashes(context.document):
                yield Hit(*span, "text", {**headline, "number": str(number)})
        elif _is_unrelated(context):
            yield Hit(0, 0, "text", headline)

    def _repetitions(self, context: Context) -> Iterator[Hit]:
        document = context.document
        blocks = [block for block in document.blocks if block.kind != "code"]
        if not blocks:
            return
        headline = _shape(document.title)
        first = _shape(context.text[blocks[0].start : blocks[0].end])
        if not headline and blocks[0].kind in ("line", "heading"):
            headline = first
        if len(headline.split()) < MIN_HEADLINE_WORDS:
            return
        for block in blocks[first == headline :]:
            if _may_equal(block, headline) and _shape(context.text[block.start : block.end]) == headline:
                values = {"headline": context.text[block.start : block.end], "number": ""}
                yield Hit(block.start, block.end, "text", values)


def _may_equal(block: Block, shape: str) -> bool:
    """Whether a block is long enough, and not too long, to be of this shape: folding keeps lengths."""
    return len(shape) <= block.end - block.start <= 2 * len(shape)


def _shape(text: str) -> str:
    return core(fold(text))


def _is_unrelated(context: Context) -> bool:
    document = context.document
    if document.word_count < MIN_BODY_WORDS or context.language not in STOP_WORDS:
        return False
    wanted = _content(document.title, context.language)
    if len(wanted) < MIN_TITLE_WORDS:
        return False
    stems = _body_stems(document)
    known = sum(word[:STEM_LETTERS] in stems for word in wanted)
    names = _NAME.findall(document.title)
    has_other_names = bool(names) and not any(fold(name)[:STEM_LETTERS] in stems for name in names)
    return known == 0 or (has_other_names and known <= MAX_KNOWN_SHARE * len(wanted))


def _body_stems(document: Document) -> set[str]:
    """The beginnings of all words of the text, the headline itself left out."""
    title = _shape(document.title)
    blocks = (document.text[block.start : block.end] for block in document.blocks)
    return {
        word[:STEM_LETTERS]
        for block in blocks
        if _shape(block) != title
        for word in _WORD.findall(fold(block))
    }


def _content(title: str, language: str) -> set[str]:
    """The words of a title that say what it is about."""
    function_words = STOP_WORDS[language].split()
    words = _WORD.findall(fold(title))
    return {word for word in words if len(word) >= MIN_CONTENT_LETTERS and word not in function_words}
