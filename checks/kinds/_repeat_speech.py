"""Whether a text writes down what people said: speakers repeat themselves, and a transcript keeps that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import regex

from ..document import Span
from ..later import later

MIN_SPEAKERS, MIN_TURNS = 2, 2
"""Labels that open at least so many turns each make a transcript; a list of terms names each one once."""

MIN_ALL_TURNS = 5
"""Turns of all these speakers: lists of offers and of results repeat a label or two."""

MAX_TURN_WORDS = 40
"""Words of the mean turn: people who talk take turns faster than those who answer questions in writing,
whose text was edited and repeats no word."""

MIN_SPEECH_MARKS = 3
"""Notes of what was not said, such as [laughter], fillers and fresh starts; the news quotes one or two."""

MIN_QUESTIONS = 3
"""Paragraphs that ask, each with an answer below it, from which on an unlabelled text is an interview."""

MIN_QUESTION_SHARE = 0.2
"""Share of such paragraphs among all; an essay asks now and then."""

_LABEL = later(
    r"(?P<label>\(\([^()\n]{1,40}\)\))"
    r"|(?P<label>\p{Lu}[\p{L}\p{M}\p{N}.'’-]{0,20}(?:[ ][\p{Lu}\p{N}][\p{L}\p{M}\p{N}.'’-]{0,20}){0,3})"
    r"(?:[ ]?[(\[][^()\[\]\n]{1,30}[)\]])?[ ]?:[ \t]"
)
_SPEECH_MARK = later(
    r"[(\[](?:laugh(?:s|ing|ter)|applause|crosstalk|inaudible|unintelligible|indiscernible|coughs?|sighs?|pauses?"
    r"|Lachen|Gelächter|Beifall|unverständlich|rires?|applaudissements|inaudible|risas|aplausos|ininteligible"
    r"|risate|applausi|risos|gelach|applaus|onverstaanbaar)[^()\[\]\n]{0,20}[)\]]"
    r"|(?<!\w)(?:uhm?|umm|erm|uh-huh|mm-hmm?|mhm|ähm?|euh)(?!\w)|, um,"
    r"|(?<!\w)(\p{L}+(?: \p{L}+)?) ?(?:--|[–—]) ?\1(?!\w)",
    regex.IGNORECASE,
)


def is_transcript(text: str, blocks: Iterable[Span]) -> bool:
    """Whether short turns stand behind the labels of speakers, or marks of speech in the text."""
    turns: defaultdict[str, list[int]] = defaultdict(list)
    marks = 0
    for block in blocks:
        if label := _LABEL.match(text, block.start, block.end):
            turns[label["label"]].append(text.count(" ", label.end(), block.end) + 1)
        marks += sum(1 for _ in _SPEECH_MARK.finditer(text, block.start, block.end))
    return marks >= MIN_SPEECH_MARKS or _is_talk(
        [words for words in turns.values() if len(words) >= MIN_TURNS]
    )


def _is_talk(speakers: list[list[int]]) -> bool:
    """Whether the words of each speaker's turns are those of people who talk."""
    lengths = [words for turns in speakers for words in turns]
    return (
        len(speakers) >= MIN_SPEAKERS
        and len(lengths) >= MIN_ALL_TURNS
        and sum(lengths) <= MAX_TURN_WORDS * len(lengths)
    )


def is_interview(text: str, blocks: Iterable[Span]) -> bool:
    """Whether paragraphs of questions and of answers take turns, labelled or not."""
    ends = [text[block.end - 1] for block in blocks if block.end > block.start]
    answered = sum(one == "?" and other != "?" for one, other in pairwise(ends))
    return answered >= max(MIN_QUESTIONS, MIN_QUESTION_SHARE * len(ends))
