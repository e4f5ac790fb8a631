"""Kind `topic`: a paragraph that is about another story than the rest of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeAlias

import regex

from ..document import Block, Document
from ..language import scripts_of, stop_words
from ..later import later
from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._folding import fold
from ._topic import Story
from ._topic_figures import MIN_OTHERS
from ._topic_model import Suspect, is_strange, may_be_strange

MAX_PASSAGES = 200
"""A document with more is a book or a dump of pages. This bounds the work too: pairs are compared."""

MIN_SUSPECT_WORDS = 35
"""Words from which a paragraph must have something in common with its document. Shorter ones are an aside, a
quotation or a caption as often: had they been judged from 25 words on, a tenth fewer of the longer ones
could be found at the same false alarms."""

MIN_OTHER_WORDS = 80
"""Words of the others, about two paragraphs of news, below which they do not tell what a story is about."""

MIN_OPENING_WORDS = 25
"""Words before a paragraph, below which it may be the opening itself, behind headings and a byline."""

MAX_STRANGE = 1 / 4
"""Share of the passages that may be found strange: where there are more, the document is a round-up, a
list of reviews or a digest, and none of them is out of place. One always may."""

_CASED_SCRIPTS = frozenset({"Latin", "Cyrillic", "Greek", "Armenian"})
"""Scripts with capitals; in others only a brand in Latin letters would look like a name."""
_OPENING_MARK = later(r"[\p{Pi}\p{Pf}\p{Ps}\p{Pd}\"'„]")
_DASH = later(r"\p{Pd}")
_QUOTED_END = later(r"[\p{Pi}\p{Pf}\"']$")
_END_MARK = later(r"[.!?…][\p{Pi}\p{Pf}\p{Pe}\"']*$")
_SHORTEST_WORD = 2
"""Characters that a word and the space behind it take at least."""

MAX_WORDS_SHOWN = 3

_Phrases: TypeAlias = Literal["continues", "announces", "personal"]
_NOTHING = later(r"(?!)")


@dataclass(frozen=True)
class Topic(Kind):
    """Finds a paragraph that has next to nothing in common with the rest of its document.

    Each document sets its own measure: boosted trees weigh how many content words and names a paragraph
    shares with the rest, how much it is like the paragraph nearest to it and like its neighbours, and how far
    all this lies under what is usual among the others. The opening is left alone, for it says what the story
    is about; so are speech, announced digressions, and round-ups, whose paragraphs are about many things. It
    runs in languages that begin names with a capital and whose function words are known. See
    checks/models/topic-model.md.
    """

    continues: Annotated[
        ByLanguage,
        Doc("By language: words and phrases that, opening a paragraph, tie it to what went before."),
    ] = field(default_factory=dict)
    announces: Annotated[
        ByLanguage,
        Doc("By language: words and phrases that open a digression; what they announce is left alone."),
    ] = field(default_factory=dict)
    personal: Annotated[
        ByLanguage,
        Doc("By language: words for the writer and the reader; who uses them rarely reports."),
    ] = field(default_factory=dict)

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    trained: ClassVar[bool] = True
    values: ClassVar[tuple[str, ...]] = ("words",)

    def find(self, context: Context) -> Iterator[Hit]:
        """The strange paragraphs of the document."""
        if not _may_be_measured(context.document):
            return
        story = Story(context.document)
        count = len(story.passages)
        if not MIN_OTHERS < count <= MAX_PASSAGES:
            return
        strange = [suspect for suspect in self.suspects(context, story) if is_strange(story, suspect)]
        if len(strange) > max(1, MAX_STRANGE * count):
            return
        for suspect in strange:
            words = ", ".join(story.only_here(story.passages[suspect.place])[:MAX_WORDS_SHOWN])
            yield Hit(suspect.block.start, suspect.block.end, values={"words": words})

    def suspects(self, context: Context, story: Story) -> Iterator[Suspect]:
        """The paragraphs that might be strange; the opening says what the story is about."""
        before = 0
        for index, passage in enumerate(story.passages):
            block, before = passage.block, before + passage.words
            if block is None or passage.words < MIN_SUSPECT_WORDS or not may_be_strange(story, index):
                continue
            if before - passage.words < MIN_OPENING_WORDS or story.words - passage.words < MIN_OTHER_WORDS:
                continue
            if not _END_MARK.search(context.text, block.start, block.end) or _is_speech(context.text, block):
                continue
            words = fold(context.text[block.start : block.end])
            if self._pattern("announces", context.language).match(words):
                continue
            yield Suspect(
                index,
                block,
                continuing=self._pattern("continues", context.language).match(words) is not None,
                marked=_OPENING_MARK.match(context.text, block.start) is not None,
                personal=self._pattern("personal", context.language).search(words) is not None,
            )

    def _pattern(self, field_name: _Phrases, language: str) -> regex.Pattern[str]:
        """The phrases of a field in a language, folded and as whole words; nothing where there are none."""
        key = (field_name, language)
        if key not in self._patterns:
            phrases: ByLanguage = getattr(self, field_name)
            words = "|".join(regex.escape(fold(phrase)) for phrase in phrases.get(language, ()))
            within = rf"(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])"
            self._patterns[key] = regex.compile(within) if words else _NOTHING
        return self._patterns[key]

    @cached_property
    def _patterns(self) -> dict[tuple[str, str], regex.Pattern[str]]:
        return {}


def _is_speech(text: str, block: Block) -> bool:
    """Whether a paragraph is a quotation from one end to the other, or a line of dialogue behind a dash."""
    if _DASH.match(text, block.start):
        return True
    return bool(_OPENING_MARK.match(text, block.start) and _QUOTED_END.search(text, block.start, block.end))


def _may_be_measured(document: Document) -> bool:
    """Whether names begin with capitals in its language, function words are known, and it is long enough."""
    scripts = scripts_of(document.language)  # none: any would do
    if not stop_words(document.language) or (scripts and scripts.isdisjoint(_CASED_SCRIPTS)):
        return False
    shortest = MIN_SUSPECT_WORDS * _SHORTEST_WORD
    return any(block.kind == "paragraph" and block.end - block.start >= shortest for block in document.blocks)
