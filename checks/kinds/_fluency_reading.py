"""How fluently a document reads: which of its sentences are looked at, and what the model makes of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import regex

from ..document import Document
from ..language import UNKNOWN
from ..later import later
from ._base import Context
from ._fluency_model import Encoded, FluencyModel, shipped_model
from ._fluency_net import Figures
from ._fluency_scores import ease, strain
from ._fluency_tokens import CAPITALS, CAPITALS_SHARE, shape, words
from ._quoted import without_asides

SAMPLE = 4
"""Sentences, at even distances, that are read for the document's mean, so that a long document costs little
more than a short one."""

SAMPLE_TOKENS = 30
"""Tokens of these at most, where there are as many such sentences: the longest that is read says how long it
takes."""

LONG_SAMPLE = 16
"""Sentences, at even distances, by which it is decided whether a text is garbled throughout."""

SUSPICIOUS_SHARE = 0.3
"""Share of a text's sentences that the first look must find strange for that. Of 150 sound texts one in
twelve had as many; of the same with a word in eight displaced, or with two words lost in each sentence, all
had that the long sample tells from sound ones."""

MAX_STRANGE = 200
"""Strange sentences that are read besides, the strangest: the bound of the work on a hostile text."""

MAX_SENTENCES = 5_000
"""Sentences of a document that are looked at."""

MIN_TOKENS, MAX_TOKENS = 6, 80
"""Tokens of a sentence that may be reported. A shorter one tells too little, a longer one is a list."""

READ_TOKENS = 80
"""Tokens of a longer sentence that are read for the mean."""

MIN_WORD_SHARE = 0.7
"""Share of tokens that must be words: the others are figures and marks."""

MAX_NAME_SHARE = 0.5
"""Share of words after the first that may begin with a capital: with more, it is a run of names or a heading.
"""

MIN_KNOWN_SHARE = 0.75
"""Share of words that the model must know, else it may be another language, a dialect or a field of its own.
"""

MIN_KNOWN_SHARE_OF_ALL = 0.9
"""The same for a text whose language nothing else tells, to be measured at all."""

MAX_QUOTED_SHARE = 0.5
"""Share of a sentence's letters that may be a quotation, in brackets or emphasised: those are others' words.
"""

_NO_PROSE = later(
    r"""
      [\\{}<>|=~^@\#_*•·→©®™\N{REPLACEMENT CHARACTER}]
    | https?: | www\. | \.(?:com|org|net)\b
    | \p{Extended_Pictographic}
    """,
    regex.VERBOSE,
)
_LETTER = later(r"\p{L}")
_VERSE_LINE = 60
"""Characters below which a paragraph may be a line of verse, of a dialogue or of a list."""


class Sentence(NamedTuple):
    """A sentence of the text and how the network reads it."""

    start: int
    end: int
    encoded: Encoded
    tokens: tuple[str, ...]
    """Its first MAX_TOKENS, and one more where there are more."""
    block: int
    """The block that it stands in, by number."""
    in_prose: bool
    """Whether that is a paragraph of prose."""


class Judged(NamedTuple):
    """A sentence with what the network makes of it."""

    sentence: Sentence
    figures: Figures


class Reading:
    """What the model makes of a document. Nothing is computed before it is asked for."""

    def __init__(self, document: Document, model: FluencyModel) -> None:
        self.document, self.model = document, model
        self._plain: dict[int, str] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the paragraphs; of whatever there is, where no paragraph has one."""
        found = tuple(self._sentences(prose=True))
        return found or tuple(self._sentences(prose=False))

    def _sentences(self, *, prose: bool) -> Iterator[Sentence]:
        document, count = self.document, 0
        for number, block in enumerate(document.blocks):
            if block.kind == "code" or (prose and block.kind != "paragraph"):
                continue
            in_prose = prose and not self._in_verse(number)
            for start, end in document.sentences_in(block.start, block.end):
                found = words(document.text[start:end])
                if not found or (prose and len(found) < MIN_TOKENS):
                    continue
                encoded = self.model.encoded(found[:READ_TOKENS])
                kept = tuple(found[: MAX_TOKENS + 1])
                yield Sentence(start, end, encoded, kept, number, in_prose)
                count += 1
                if count == MAX_SENTENCES:
                    return

    def _in_verse(self, number: int) -> bool:
        """Whether a block and one beside it are as short as lines of verse."""
        blocks = self.document.blocks
        beside = [blocks[n] for n in (number - 1, number, number + 1) if 0 <= n < len(blocks)]
        short = [block for block in beside if block.end - block.start < _VERSE_LINE]
        return blocks[number] in short and len(short) > 1

    def is_reportable(self, sentence: Sentence) -> bool:
        """Whether a sentence is prose, and whole, so that it may be called garbled by itself."""
        wordy = [token for token in sentence.tokens if token[0].isalpha()]
        if wordy and wordy[0][0].islower() and any(word[0].isupper() for word in wordy):
            return False  # cut off from what stands before it
        return self.is_running_prose(sentence)

    def is_running_prose(self, sentence: Sentence) -> bool:
        """Whether a sentence is of words that the model knows: no run of names or figures, no quotation."""
        found = sentence.tokens
        if not sentence.in_prose or not MIN_TOKENS <= len(found) <= MAX_TOKENS:
            return False
        text, start, end = self.document.text, sentence.start, sentence.end
        wordy = [token for token in found if token[0].isalpha()]
        if len(wordy) < MIN_WORD_SHARE * len(found) or _NO_PROSE.search(text, start, end):
            return False
        names = sum(word[0].isupper() for word in wordy[1:])
        if names > MAX_NAME_SHARE * len(wordy):
            return False
        if sum(shape(word) == CAPITALS for word in wordy) > CAPITALS_SHARE * len(wordy):
            return False
        if self.model.known_share(wordy) < MIN_KNOWN_SHARE:
            return False
        return self._own_letters(sentence) >= (1 - MAX_QUOTED_SHARE) * len(_LETTER.findall(text, start, end))

    def _own_letters(self, sentence: Sentence) -> int:
        """Letters of a sentence that are neither quoted, in brackets nor emphasised."""
        block = self.document.blocks[sentence.block]
        plain = self._plain.get(sentence.block)
        if plain is None:
            plain = without_asides(self.document.text[block.start : block.end])
            self._plain[sentence.block] = plain
        return len(_LETTER.findall(plain, sentence.start - block.start, sentence.end - block.start))

    @property
    def read(self) -> Iterable[Judged]:
        """The sentences that the network has read, in the order of the text: strange ones and the sample."""
        return self._judged.values()

    @cached_property
    def fluency(self) -> float | None:
        """How well a sample of the sentences reads, in the mean; None where there is no sentence."""
        if not self.sentences:
            return None
        return math.fsum(ease(judged.figures) for judged in self._sample) / len(self._sample)

    @cached_property
    def _sample(self) -> list[Judged]:
        return [self._judged[number] for number in self._sample_numbers]

    @cached_property
    def suspects(self) -> tuple[Judged, ...]:
        """A longer sample, where so many sentences are strange that the whole text may be; else none."""
        least = self.model.thresholds.look
        if sum(value >= least for value in self._strangeness) < SUSPICIOUS_SHARE * len(self.sentences):
            return ()
        numbers = at_even_distances(range(len(self.sentences)), LONG_SAMPLE)
        judged = self._judged | self._read([number for number in numbers if number not in self._judged])
        return tuple(judged[number] for number in numbers)

    @cached_property
    def _sample_numbers(self) -> list[int]:
        """Sentences for the mean, none of them long where that is possible."""
        short = [
            number
            for number, sentence in enumerate(self.sentences)
            if len(sentence.encoded.entries) <= SAMPLE_TOKENS
        ]
        least = min(SAMPLE, len(self.sentences))
        return at_even_distances(short if len(short) >= least else range(len(self.sentences)), SAMPLE)

    @cached_property
    def _judged(self) -> dict[int, Judged]:
        """The sentences of the sample and the strange ones."""
        return self._read(sorted({*self._sample_numbers, *self._strange_numbers}))

    def _read(self, numbers: Sequence[int]) -> dict[int, Judged]:
        """The sentences of some numbers with what the network makes of them, in the order given."""
        sampled = set(self._sample_numbers)
        guessed = [place for place, number in enumerate(numbers) if number in sampled]
        figures = self.model.figures([self.sentences[number].encoded for number in numbers], guessed)
        return {
            number: Judged(self.sentences[number], found)
            for number, found in zip(numbers, figures, strict=True)
        }

    @cached_property
    def _strangeness(self) -> list[float]:
        """What the first look makes of each sentence."""
        return self.model.strangeness([sentence.encoded for sentence in self.sentences])

    @cached_property
    def _strange_numbers(self) -> list[int]:
        """The strangest of the sentences that may be reported, in the order of the text."""
        least = self.model.thresholds.look
        ranked = sorted((-value, number) for number, value in enumerate(self._strangeness) if value >= least)
        reportable = (number for _, number in ranked if self.is_reportable(self.sentences[number]))
        return sorted(islice(reportable, MAX_STRANGE))


def at_even_distances(numbers: Sequence[int], most: int) -> list[int]:
    """So many of some numbers, at even distances."""
    count = len(numbers)
    size = min(most, count)
    return [numbers[(2 * place + 1) * count // (2 * size)] for place in range(size)]


def mean_strain(judged: Sequence[Judged]) -> float:
    """The mean strain of sentences; there is at least one."""
    return math.fsum(strain(each.figures) for each in judged) / len(judged)


def reading_of(context: Context) -> Reading | None:
    """The reading of a context's document; None where no model reads its language."""
    document = context.document
    language = document.language
    known = FALLBACK if language == UNKNOWN else language
    model = context.fluency_models.get(known) or shipped_model(known)
    if model is None:
        return None
    reading = Reading(document, model)
    if language == UNKNOWN and not _reads_as(reading):
        return None
    return reading


FALLBACK = "en"
"""The model that a text of unknown language may be measured with, if it has nearly only words that it knows.
"""


def _reads_as(reading: Reading) -> bool:
    text = reading.document.text
    found = [token for each in reading.sentences[:SAMPLE] for token in words(text[each.start : each.end])]
    return (
        any(token[0].isalpha() for token in found)
        and reading.model.known_share(found) >= MIN_KNOWN_SHARE_OF_ALL
    )
