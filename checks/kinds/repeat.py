"""The same word, phrase, sentence, paragraph or name twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Annotated, ClassVar, Literal

from ..dialect import Reach
from ..document import Span
from ._base import ByLanguageOrAny, Clues, Context, Doc, Hit, Kind, Scope
from ._folding import loosen
from ._repeat_blocks import alike_at_an_edge, copies
from ._repeat_names import BETWEEN, TO, between_pair_at, between_pairs, to_pairs
from ._repeat_speech import is_interview, is_transcript
from ._repeat_words import (
    allowed_words,
    coordinated_words,
    doubled_words,
    echoed_words,
    repeated_phrases,
    words_by_block,
)

What = Literal["word", "phrase", "sentence", "block", "to-pair", "between-pair", "attribute"]

MIN_WORDS: Mapping[What, int] = {"phrase": 2, "sentence": 8, "block": 15}
"""The shortest repetition that is an accident: shorter sentences are refrains, shorter blocks are labels."""

_SPOKEN: frozenset[What] = frozenset({"word", "phrase", "sentence"})
"""What speakers repeat."""

_QUOTED = frozenset("\"'“‘„«»「『")


@dataclass(frozen=True, slots=True)
class Repeat(Kind):
    """Finds text that stands twice: a word or phrase in a row, a sentence or block, a name beside itself.

    What a language doubles on purpose is left alone (had had, very very, nous nous), and so are names
    (Duran Duran), chants of three, pairs that a mark parts (New York, New York), figures, quotations that
    return later, short lines and headings, blocks that follow one pattern with other figures, and the common
    compounds from door-to-door to Sunday-to-Sunday. Words, phrases and sentences that are doubled in a
    transcript of speech were said twice. Of two copies the later one is marked.
    """

    scopes: ClassVar[tuple[Scope, ...]] = ("document", "title", "block")
    values: ClassVar[tuple[str, ...]] = ("line",)

    what: Annotated[
        What,
        Doc(
            "word or phrase: twice in a row; sentence or block: again in the document; "
            "to-pair: Name-to-Name; between-pair: between Name and Name; attribute: the same and same."
        ),
    ] = "word"
    min_words: Annotated[
        int | None,
        Doc("Words of the shortest repetition; by default 2 for a phrase, 8 a sentence, 15 a block."),
    ] = None
    similarity: Annotated[
        float, Doc("How alike two sentences or blocks must be, 1 for equal words in equal order.")
    ] = 1.0
    allow: Annotated[ByLanguageOrAny, Doc("Words or names that may repeat, by language code or `any`.")] = (
        field(default_factory=dict)
    )

    def clues(self, language: str) -> Clues | None:  # noqa: ARG002 (the same in all)
        """What joins a name to itself; no clue tells of other repetitions."""
        if self.what == "to-pair":
            return Clues(dict.fromkeys(map(loosen, TO)))
        if self.what == "between-pair":
            return Clues(dict.fromkeys(map(loosen, BETWEEN), Reach(0, 0, opens_word=True, closes_word=True)))
        return None

    def find_at(self, context: Context, starts: Collection[int]) -> Iterator[Hit]:
        """What `find` finds, where all these offsets are those of words before a pair of names."""
        names, units, done = self._names_allowed(), context.units(), context.start
        for start in sorted(starts):
            index = bisect_right(units, start, key=itemgetter(0)) - 1
            if start < done or index < 0 or start >= units[index][1]:
                continue
            if pair := between_pair_at(context.text, start, units[index][1], names):
                done = pair.end
                yield _hit(context, pair, pair)

    def find(self, context: Context) -> Iterator[Hit]:
        """Yield each repetition; `line` is where the text stood first, counted from 1."""
        if self.what in ("sentence", "block"):
            found = self._copies(context)
        else:
            found = ((span, span) for span in self._within_blocks(context))
        repetitions = list(found)
        if repetitions and self.what in _SPOKEN:
            repetitions = _without_spoken(context, self.what, repetitions)
        for later, earlier in repetitions:
            yield _hit(context, later, earlier)

    def _within_blocks(self, context: Context) -> Iterator[Span]:
        text = context.text
        if self.what in ("to-pair", "between-pair"):
            pairs = to_pairs if self.what == "to-pair" else between_pairs
            for start, end in context.units():
                yield from pairs(text, start, end, self._names_allowed())
            return
        for words in context.shared(words_by_block):
            if self.what == "phrase":
                if words.repeated:
                    yield from repeated_phrases(text, words, self._least, context.language)
            elif self.what == "attribute":
                if words.coordinated:
                    yield from coordinated_words(text, words)
            elif words.doubled:
                allowed = allowed_words(context.language, self.allow)
                doubled = doubled_words(text, words, allowed)
                yield from sorted([*doubled, *echoed_words(text, words, allowed)])

    def _names_allowed(self) -> frozenset[str]:
        return frozenset(name.lower() for allowed in self.allow.values() for name in allowed)

    @property
    def _least(self) -> int:
        return MIN_WORDS.get(self.what, 1) if self.min_words is None else self.min_words

    def _copies(self, context: Context) -> Iterator[tuple[Span, Span]]:
        blocks, text = _blocks(context), context.text
        if self.what == "block":
            return copies(text, blocks, self._least, self.similarity)
        sentences = [sentence for block in blocks for sentence in _sentences_to_compare(context, block)]
        if not alike_at_an_edge(text, sentences, self._least, self.similarity):
            return iter(())
        copied = {later for later, _ in copies(text, blocks, MIN_WORDS["block"], 1.0)}
        if copied:
            kept = (block for block in blocks if block not in copied)
            sentences = [sentence for block in kept for sentence in _sentences_to_compare(context, block)]
        return (
            (later, one)
            for later, one in copies(text, sentences, self._least, self.similarity)
            if text[later.start] not in _QUOTED or _touch(text, one, later)
        )


def _hit(context: Context, later: Span, earlier: Span) -> Hit:
    line, _ = context.document.position(context.field, earlier.start)
    return Hit(later.start, later.end, context.field, {"line": str(line)})


def _without_spoken(context: Context, what: What, found: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """The repetitions that no speaker made.

    People who talk double words and phrases; they come back to a sentence, but not at once.
    """
    spoken = context.shared(_is_transcript)
    if what != "sentence":
        return [] if spoken else found
    if not (spoken or is_interview(context.text, _blocks(context))):
        return found
    return [(later, earlier) for later, earlier in found if _touch(context.text, earlier, later)]


def _blocks(context: Context) -> list[Span]:
    return [Span(*unit) for unit in context.units()]


def _is_transcript(context: Context) -> bool:
    return is_transcript(context.text, _blocks(context))


def _touch(text: str, one: Span, other: Span) -> bool:
    """Whether nothing but space stands between two stretches."""
    return not text[one.end : other.start].strip()


def _sentences_to_compare(context: Context, block: Span) -> Iterator[Span]:
    """The sentences of a paragraph; none of a short line."""
    if _is_short_line(context, block):
        return iter(())
    return context.document.sentences_in(block.start, block.end, context.field)


def _is_short_line(context: Context, block: Span) -> bool:
    if context.field != "text":
        return True
    indices = context.document.block_range(block.start, block.end)
    return any(context.document.blocks[index].kind in ("heading", "line") for index in indices)
