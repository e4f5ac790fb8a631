"""How fluently a document reads: which of its sentences are looked at, and what the model makes of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from ..document import Document
from ..language import UNKNOWN
from ._base import Context
from ._fluency_model import Encoded, FluencyModel, shipped_model
from ._fluency_net import Figures
from ._fluency_scores import ease, strain
from ._fluency_tokens import CAPITALS, CAPITALS_SHARE, shape, words
from ._quoted import without_asides

SAMPLE = 8
"""Sentences, at even distances, that are read for the document's mean, so that a long document costs little
more than a short one."""

LONG_SAMPLE = 16
"""Sentences, at even distances, by which it is decided whether a text is garbled throughout, where the mean
of the others is so bad that it may be."""

SUSPICION = 1.0
"""Strain below the threshold from which a document may be garbled throughout."""

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

_NO_PROSE = regex.compile(
    r"""
      [\\{}<>|=~^@\#_*•·→©®™\N{REPLACEMENT CHARACTER}]
    | https?: | www\. | \.(?:com|org|net)\b
    | \p{Extended_Pictographic}
    """,
    regex.VERBOSE,
)
_LETTER = regex.compile(r"\p{L}")
_VERSE_LINE = 60
"""Characters below which a paragraph may be a line of verse, of a dialogue or of a list."""


class Sentence(NamedTuple):
    """A sentence of the text and how the network reads it."""

    start: int
    end: int
    encoded: Encoded
    reportable: bool
    """Whether it is prose that may be called garbled."""


class Judged(NamedTuple):
    """A sentence with what the network makes of it."""

    sentence: Sentence
    figures: Figures


class Reading:
    """What the model makes of a document. Nothing is computed before it is asked for."""

    def __init__(self, document: Document, model: FluencyModel) -> None:
        self.document, self.model = document, model

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
            plain: str | None = None
            for start, end in document.sentences_in(block.start, block.end):
                found = words(document.text[start:end])
                if not found or (prose and len(found) < MIN_TOKENS):
                    continue
                if plain is None:
                    plain = without_asides(document.text[block.start : block.end])
                own = plain[start - block.start : end - block.start]
                encoded = self.model.encoded(found[:READ_TOKENS])
                yield Sentence(start, end, encoded, in_prose and self._is_reportable(found, start, end, own))
                count += 1
                if count == MAX_SENTENCES:
                    return

    def _in_verse(self, number: int) -> bool:
        """Whether a block and one beside it are as short as lines of verse."""
        blocks = self.document.blocks
        beside = [blocks[n] for n in (number - 1, number, number + 1) if 0 <= n < len(blocks)]
        short = [block for block in beside if block.end - block.start < _VERSE_LINE]
        return blocks[number] in short and len(short) > 1

    def _is_reportable(self, found: Sequence[str], start: int, end: int, own: str) -> bool:
        if not MIN_TOKENS <= len(found) <= MAX_TOKENS:
            return False
        text = self.document.text
        wordy = [token for token in found if token[0].isalpha()]
        if len(wordy) < MIN_WORD_SHARE * len(found) or _NO_PROSE.search(text, start, end):
            return False
        names = sum(word[0].isupper() for word in wordy[1:])
        if wordy[0][0].islower() and any(word[0].isupper() for word in wordy):
            return False  # cut off from what stands before it
        if names > MAX_NAME_SHARE * len(wordy):
            return False
        if sum(shape(word) == CAPITALS for word in wordy) > CAPITALS_SHARE * len(wordy):
            return False
        letters = len(_LETTER.findall(text, start, end))
        if len(_LETTER.findall(own)) < (1 - MAX_QUOTED_SHARE) * letters:
            return False
        return self.model.known_share(wordy) >= MIN_KNOWN_SHARE

    @cached_property
    def strange(self) -> tuple[Judged, ...]:
        """The sentences that may be reported and that the first look found strange, or the sample holds."""
        return tuple(judged for judged in self._judged.values() if judged.sentence.reportable)

    @cached_property
    def mean(self) -> float | None:
        """The mean strain of a sample; None where there is no sentence."""
        return mean_strain(self._sample) if self.sentences else None

    @cached_property
    def fluency(self) -> float | None:
        """How well a sample of the sentences reads, in the mean; None where there is no sentence."""
        if not self.sentences:
            return None
        return math.fsum(ease(judged.figures) for judged in self._sample) / len(self._sample)

    @cached_property
    def _sample(self) -> list[Judged]:
        return [self._judged[number] for number in self._sampled(SAMPLE)]

    @cached_property
    def suspects(self) -> tuple[Judged, ...]:
        """A longer sample, where the mean is so bad that the whole text may be; else none."""
        if self.mean is None or self.mean < self.model.thresholds.document - SUSPICION:
            return ()
        return tuple(self._read(self._sampled(LONG_SAMPLE)).values())

    def _sampled(self, most: int) -> list[int]:
        """Numbers of sentences at even distances."""
        count = len(self.sentences)
        size = min(most, count)
        return [(2 * number + 1) * count // (2 * size) for number in range(size)]

    @cached_property
    def _judged(self) -> dict[int, Judged]:
        """The sentences of the sample and the strange ones."""
        return self._read(sorted({*self._sampled(SAMPLE), *self._strange_numbers()}))

    def _read(self, numbers: Sequence[int]) -> dict[int, Judged]:
        """The sentences of some numbers with what the network makes of them, in the order given."""
        sampled = set(self._sampled(SAMPLE))
        guessed = [place for place, number in enumerate(numbers) if number in sampled]
        figures = self.model.figures([self.sentences[number].encoded for number in numbers], guessed)
        return {
            number: Judged(self.sentences[number], found)
            for number, found in zip(numbers, figures, strict=True)
        }

    def _strange_numbers(self) -> frozenset[int]:
        numbers = [number for number, sentence in enumerate(self.sentences) if sentence.reportable]
        values = self.model.strangeness([self.sentences[number].encoded for number in numbers])
        least = self.model.thresholds.look
        ranked = sorted(
            (-value, number) for value, number in zip(values, numbers, strict=True) if value >= least
        )
        return frozenset(number for _, number in ranked[:MAX_STRANGE])


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
