"""A fluency model: how sound the sentences of a text in its language read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from .. import models
from ._fluency_file import ModelData, ModelFileError, read
from ._fluency_look import FirstLook
from ._fluency_net import Figures, Network
from ._fluency_tokens import Lexicon

MODEL_FILE = "fluency-{language}.model"

_ARRAYS = {
    "classes",
    "entries",
    "given",
    "given_bias",
    "given_scale",
    "guess",
    "guess_bias",
    "guess_scale",
    "guess_usual",
    "joined",
    "joined_bias",
    "joined_scale",
    "look_bias",
    "look_scale",
    "look_sentence",
    "look_sentence_bias",
    "look_token",
    "look_token_bias",
    "look_window",
    "own",
    "own_bias",
    "own_scale",
    "sentence",
    "sentence_bias",
    "shapes",
    "token",
    "token_bias",
}


class Thresholds(NamedTuple):
    """From where on something is reported; set on sound text that was not learned from."""

    look: float
    """Strangeness from which the network reads a sentence that is not in the document's sample."""
    sentence: float
    """Alarm (see _fluency_scores.py) from which a sentence is word salad."""
    document: float
    """Mean strain from which a document is garbled throughout."""


class Encoded(NamedTuple):
    """A sentence as the network reads it."""

    entries: list[int]
    shapes: list[int]


class FluencyModel:
    """The model of one language."""

    def __init__(self, data: ModelData) -> None:
        """Raise ModelFileError where the data is not a whole model."""
        if missing := _ARRAYS - set(data.arrays):
            raise ModelFileError(f"a damaged fluency model: without {', '.join(sorted(missing))}")
        try:
            self.language = str(data.head["language"])
            self.thresholds = Thresholds(
                **{name: float(value) for name, value in data.head["thresholds"].items()}
            )
            self.lexicon = Lexicon(data.head["entries"])
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError(f"a damaged fluency model: {error}") from error
        if len(self.lexicon) != len(data.arrays["entries"]):
            raise ModelFileError("a damaged fluency model: its words and its vectors differ in number")
        self.sha256 = data.sha256
        self._network = Network(data.arrays)
        self._classes = data.arrays["classes"]
        self._look = FirstLook(data.arrays)

    def encoded(self, sentence: Sequence[str]) -> Encoded:
        """The tokens of a sentence in numbers."""
        return Encoded(*self.lexicon.encode(sentence))

    def strangeness(self, sentences: Sequence[Encoded]) -> list[float]:
        """What the first look makes of sentences."""
        return self._look.strangeness(sentences)

    def figures(self, sentences: Sequence[Encoded], guessed: Collection[int] = ()) -> list[Figures]:
        """What the network makes of sentences; how well they can be guessed, for the numbers in `guessed`."""
        return self._network.figures(sentences, [self._classes[s.entries] for s in sentences], guessed)

    def known_share(self, sentence: Sequence[str]) -> float:
        """Share of a sentence's words that the model knows."""
        words = [token for token in sentence if token[0].isalpha()]
        return sum(map(self.lexicon.knows, words)) / max(1, len(words))


def model_of(data: bytes) -> FluencyModel:
    """The model of a file's bytes; raises ModelFileError where they are none."""
    return FluencyModel(read(data))


@cache
def shipped_model(language: str) -> FluencyModel | None:
    """The model that comes with the package for a language, read when it is first asked for."""
    data = models.read_bytes(MODEL_FILE.format(language=language))
    return None if data is None else model_of(data)
