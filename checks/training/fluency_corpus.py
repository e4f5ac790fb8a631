"""Sentences to learn fluency from: a corpus of sound documents, read, split and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from ..document import Document
from ..kinds._fluency_tokens import words

MIN_TOKENS, MAX_TOKENS = 4, 60
"""Tokens of a sentence that is learned from."""

HELD_OUT = 20
"""Every so many-th document, by a hash of its text, is kept to measure on."""

MIN_LETTERS = 0.6
"""Share of tokens that must be words."""

_ENDS = ".!?:\"'”’)"
_BEGINNINGS = "\"“'‘([-—–"
_NOT_IN_PROSE = frozenset("{}<>|\\_=~^*@\N{REPLACEMENT CHARACTER}")


@dataclass
class Corpus:
    """The sentences of a corpus, each a list of tokens: to learn from, and by collection to measure on."""

    learned: list[list[str]] = field(default_factory=list)
    held: dict[str, list[list[str]]] = field(default_factory=dict)
    documents: int = 0

    @property
    def words(self) -> int:
        """Tokens to learn from."""
        return sum(map(len, self.learned))


def read(documents: Iterable[tuple[str, str]], language: str) -> Corpus:
    """The corpus of documents, each with its collection; a sentence that stood before is left out."""
    corpus = Corpus()
    seen: set[bytes] = set()
    for collection, text in documents:
        corpus.documents += 1
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        held = int.from_bytes(key, "big") % HELD_OUT == 0
        into = corpus.held.setdefault(collection, []) if held else corpus.learned
        for sentence in sentences(text, language):
            mark = blake2b(
                " ".join(sentence).lower().encode("utf-8", "surrogatepass"), digest_size=8
            ).digest()
            if mark not in seen:
                seen.add(mark)
                into.append(sentence)
    return corpus


def sentences(text: str, language: str) -> Iterator[list[str]]:
    """The whole sentences of a text's paragraphs that read as prose."""
    document = Document(text, declared_language=language)
    for block in document.blocks:
        if block.kind != "paragraph":
            continue
        for start, end in document.sentences_in(block.start, block.end):
            sentence = words(text[start:end])
            if is_prose(sentence):
                yield sentence


def is_prose(sentence: list[str]) -> bool:
    """Whether a sentence is whole, of fit length and made of words."""
    if not MIN_TOKENS <= len(sentence) <= MAX_TOKENS or sentence[-1][-1] not in _ENDS:
        return False
    if any(token[0] in _NOT_IN_PROSE for token in sentence):
        return False
    if not (sentence[0][0].isalnum() or sentence[0] in _BEGINNINGS):
        return False
    if sum(token[0].isalpha() for token in sentence) < MIN_LETTERS * len(sentence):
        return False
    capitals = sum(token.isupper() and len(token) > 1 for token in sentence)
    return capitals <= len(sentence) // 3 and not sentence[0][0].islower()
