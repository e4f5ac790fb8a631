"""What the fluency model adds to the seam model: it reads the whole sentence where few words are not enough.

The seam model sees three words on either side and costs next to nothing; the network reads the sentence, and
so is asked only about places that the seam model does not rule out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..document import Span
from ._fluency_model import FluencyModel, shipped_model
from ._fluency_tokens import tokens

TOKENS_BESIDE = 40
"""Tokens on either side of a place that are read: longer sentences than twice that are lists."""

CHARACTERS_BESIDE = 400
"""The same in characters, so that text which never ends a sentence costs no more than other text."""

END_MARK = "."

SEAM_WEIGHTS = (0.36, 0.75, 0.16, -0.55)
"""What the seam model's log odds, the network's for the capitalised word and its for the sentence count, and
what is added. A logistic regression on 12,753 capitals of Wikinews and of other English articles, 1,536 of
them planted seams; see checks/models/seam-model.md."""

END_WEIGHTS = (0.49, 0.76, 1.7, 1.94)
"""What the seam model's log odds, the network's for a full stop put behind the last word, and an unknown last
word count, and what is added. A logistic regression on 5,499 ends of sentences in the same texts, 2,410 of
them cut."""


class Capital(NamedTuple):
    """A capitalised word in mid-sentence."""

    at: int
    odds: float
    """The seam model's log odds that a sentence begins there."""


def odds_of_seams(text: str, span: Span, language: str, capitals: Sequence[Capital]) -> list[float]:
    """The log odds that sentences begin at capitals of the sentence at `span`, by both models.

    Without a fluency model for the language, those of the seam model are all there is.
    """
    model = shipped_model(language) if capitals else None
    if model is None:
        return [capital.odds for capital in capitals]
    windows = [_window(text, *span, capital.at) for capital in capitals]
    figures = model.figures([model.encoded(words) for words, _ in windows])
    own, token, sentence, constant = SEAM_WEIGHTS
    return [
        own * capital.odds + token * read.tokens[place] + sentence * read.sentence + constant
        for capital, read, (_, place) in zip(capitals, figures, windows, strict=True)
    ]


def odds_of_cut(text: str, span: Span, language: str, odds: float) -> float:
    """The log odds that a text was cut at the end of `span`, its last and open sentence, by both models.

    `odds` are the seam model's; without a fluency model for the language they are all there is.
    """
    model = shipped_model(language)
    if model is None:
        return odds
    start = max(span[0], span[1] - CHARACTERS_BESIDE)
    words = [token.text for token in tokens(text, start, span[1])][-2 * TOKENS_BESIDE :]
    while words and not words[-1][0].isalnum():
        words.pop()
    if not words:
        return odds
    (read,) = model.figures([model.encoded([*words, END_MARK])])
    own, end, unknown, constant = END_WEIGHTS
    is_unknown = _is_unknown(model, words[-1], text, start)
    return own * odds + end * read.tokens[-1] + unknown * is_unknown + constant


def _window(text: str, start: int, end: int, at: int) -> tuple[list[str], int]:
    """The tokens around an offset, and the place of the one that begins there."""
    found = tokens(text, max(start, at - CHARACTERS_BESIDE), min(end, at + CHARACTERS_BESIDE))
    place = next(number for number, token in enumerate(found) if token.end > at)
    first = max(0, place - TOKENS_BESIDE)
    return [token.text for token in found[first : place + TOKENS_BESIDE]], place - first


def _is_unknown(model: FluencyModel, word: str, text: str, before: int) -> bool:
    """Whether a word in lower case is new to the model and to the text, as one that was cut in two is."""
    return word.islower() and not model.lexicon.knows(word) and word not in text[:before]
