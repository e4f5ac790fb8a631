"""Kind `topic`: a paragraph that is about another story than the rest of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, ClassVar

import regex

from ..document import Document
from ..language import scripts_of, stop_words
from ._base import ByLanguage, Context, Doc, Hit, Kind, Scope
from ._folding import fold
from ._topic import MIN_PARAGRAPH_WORDS, Evidence, Paragraph, Story

MIN_PARAGRAPHS = 5
"""Paragraphs that a document needs, the strange one too, before the others say what is usual in it."""

MAX_PARAGRAPHS = 200
"""A document with more is a book or a dump of pages. This bounds the work too: pairs are compared."""

MIN_SUSPECT_WORDS = 40
"""Words from which a paragraph must have something in common with its document. Shorter ones are an aside, a
quotation or a caption as often: from 25 words on, four times as many sound paragraphs were marked."""

MAX_KNOWN_NAMES = 0.25
"""Names known to the rest of the document, as a share of a suspect's own: a capital or a party is named in
any two stories of one week."""

MAX_SUSPECTS, MAX_STRANGE = 1 / 3, 1 / 4
"""Share of the paragraphs that may be suspects, and that may be found strange: where there are more, the
document is a round-up, a list of reviews or a digest, and none of them is out of place."""

MIN_USUAL = 0.2
"""Share of its content words that a paragraph of a story usually finds in the rest of it; by chance they find
less. With this bound 1 finding stands in 120 round-ups of unrelated paragraphs, without it in 14."""

WEIGHTS = Evidence(known=-3.3, known_names=-1.4, usual=9.0, nearest=-30.0)
INTERCEPT = -6.6
"""Of a logistic regression: paragraphs of other articles, put into an article, against its own. 13 sets
(news, web pages and a corpus of 1961 in English, news in nine more languages), every second document of each;
a set's planted paragraphs weigh as much together as its others."""

MIN_STRANGENESS = 2.0
"""Logarithm of the odds from which a paragraph is reported. On the other documents, as the mean recall in 13
sets of planted paragraphs of 40 words and more, and false alarms per 1,000 of 1.2 million words: at 1 .45 and
.016, at 1.5 .42 and .010, at 2 .39 and .004, at 2.5 .36 and .003, at 3 .32 and .001."""

_CASED_SCRIPTS = frozenset({"Latin", "Cyrillic", "Greek", "Armenian"})
"""Scripts with capitals; in others only a brand in Latin letters would look like a name."""
_OPENING_MARK = regex.compile(r"[\p{Pi}\p{Pf}\p{Ps}\p{Pd}\"'„]")
_END_MARK = regex.compile(r"[.!?…][\p{Pi}\p{Pf}\p{Pe}\"']*$")
_SHORTEST_WORD = 2
"""Characters that a word and the space behind it take at least."""

MAX_NAMES_SHOWN = 3

OPENING_LENGTH = 40
"""Characters of a paragraph in which its opening phrase stands."""


@dataclass(frozen=True)
class Topic(Kind):
    """Finds a paragraph that has next to nothing in common with the rest of its document.

    Each document sets its own measure: a paragraph is strange where it shares far fewer content words with
    the rest than the others do, has little in common even with the one nearest to it, and has names that
    stand nowhere else. The first paragraph, speech and what refers back are left alone, and so are round-ups,
    whose paragraphs are about many things. It runs in languages that begin names with a capital and whose
    function words are known.
    """

    continues: Annotated[
        ByLanguage,
        Doc(
            "By language: words and phrases that, opening a paragraph, tie it to what went before, or "
            "announce a digression."
        ),
    ] = field(default_factory=dict)

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("names",)

    def find(self, context: Context) -> Iterator[Hit]:
        """The strange paragraphs of the document."""
        if not _may_be_measured(context.document):
            return
        story = Story(context.document)
        count = len(story.paragraphs)
        if not MIN_PARAGRAPHS <= count <= MAX_PARAGRAPHS:
            return
        suspects = self._suspects(context, story)
        if len(suspects) > MAX_SUSPECTS * count:
            return
        strange = [index for index in suspects if _is_strange(story.evidence(index))]
        if len(strange) > MAX_STRANGE * count:
            return
        for index in strange:
            block, passage = story.paragraphs[index]
            names = ", ".join(story.own_names(passage)[:MAX_NAMES_SHOWN])
            yield Hit(block.start, block.end, values={"names": names})

    def _suspects(self, context: Context, story: Story) -> Sequence[int]:
        """Indices of the paragraphs that might be strange; the first one says what the story is about."""
        return [
            index
            for index, paragraph in enumerate(story.paragraphs)
            if index and self._is_suspect(context, story, paragraph)
        ]

    def _is_suspect(self, context: Context, story: Story, paragraph: Paragraph) -> bool:
        """Whether a paragraph is long prose, nobody's speech, leans on nothing and has names of its own."""
        block, passage = paragraph
        own = len(story.own_names(passage))
        if passage.words < MIN_SUSPECT_WORDS or not own:
            return False
        if len(passage.names) - own > MAX_KNOWN_NAMES * own:
            return False
        text = context.text
        if _OPENING_MARK.match(text, block.start) or not _END_MARK.search(text, block.start, block.end):
            return False
        opening = fold(text[block.start : min(block.end, block.start + OPENING_LENGTH)])
        words = self._continuing(context.language)
        return words is None or not words.match(opening)

    def _continuing(self, language: str) -> regex.Pattern[str] | None:
        """What an opening that continues begins with; None where nothing is known of the language."""
        if language not in self._patterns:
            words = "|".join(regex.escape(fold(word)) for word in self.continues.get(language, ()))
            self._patterns[language] = regex.compile(rf"(?:{words})(?![\p{{L}}\p{{N}}])") if words else None
        return self._patterns[language]

    @cached_property
    def _patterns(self) -> dict[str, regex.Pattern[str] | None]:
        return {}


def _is_strange(evidence: Evidence) -> bool:
    """Whether a paragraph is about something else, in a document whose others are about one thing."""
    strangeness = INTERCEPT + sum(weight * value for weight, value in zip(WEIGHTS, evidence, strict=True))
    return evidence.usual >= MIN_USUAL and strangeness >= MIN_STRANGENESS


def _may_be_measured(document: Document) -> bool:
    """Whether names begin with capitals in its language, function words are known, and it is long enough."""
    scripts = scripts_of(document.language)  # none: any would do
    if not stop_words(document.language) or (scripts and scripts.isdisjoint(_CASED_SCRIPTS)):
        return False
    shortest = MIN_PARAGRAPH_WORDS * _SHORTEST_WORD
    long = sum(block.kind == "paragraph" and block.end - block.start >= shortest for block in document.blocks)
    return long >= MIN_PARAGRAPHS
