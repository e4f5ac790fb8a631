"""What stands twice: words, phrases, sentences, paragraphs, and names beside themselves."""

from __future__ import annotations

from random import Random

import regex

from ...document import Span
from ..damage import Damage, block_after, inserted
from ..material import Material
from ..phrases import words

MIN_DOUBLED_LETTERS = 2
MIN_PHRASE_WORDS, MAX_PHRASE_WORDS = 3, 5
MIN_SENTENCE_WORDS = 9
"""Shorter sentences do return in sound text."""
MIN_PARAGRAPH_WORDS = 20

_LOWER_WORD = regex.compile(rf"(?<= )\p{{Ll}}{{{MIN_DOUBLED_LETTERS},}}(?= \p{{L}})")
_PHRASE = regex.compile(
    rf"(?<= )\p{{Ll}}+(?: [\p{{L}}\p{{N}}]+){{{MIN_PHRASE_WORDS - 1},{MAX_PHRASE_WORDS - 1}}}(?= \p{{Ll}})"
)


def doubled_word(material: Material, random: Random) -> Damage | None:
    """A word twice in a row: "the the", "bridge bridge". The defect is both."""
    meant = frozenset((words("doubled_on_purpose", material.language) or "").split())
    places = [m.span() for m in material.matches(_LOWER_WORD) if m.group() not in meant]
    return _twice(material, Span(*random.choice(places))) if places else None


def doubled_phrase(material: Material, random: Random) -> Damage | None:
    """Three to five words twice in a row: "of the harbour of the harbour". The defect is both."""
    places = [m.span() for m in material.matches(_PHRASE)]
    return _twice(material, Span(*random.choice(places))) if places else None


def echoed_phrase(material: Material, random: Random) -> Damage | None:
    """Three to five words again behind a comma: "of the harbour, of the harbour". The defect is both."""
    places = [m.span() for m in material.matches(_PHRASE)]
    if not places:
        return None
    start, end = random.choice(places)
    return inserted(material.text, end, ", " + material.text[start:end])._replace(start=start)


def _twice(material: Material, span: Span) -> Damage:
    piece = material.text[span.start : span.end]
    damage = inserted(material.text, span.end, " " + piece)
    return damage._replace(start=span.start)


def doubled_sentence(material: Material, random: Random) -> Damage | None:
    """A sentence again, behind itself or behind a later one. The defect is the later copy."""
    long = [s for s in material.sentences if len(material.words_in(s)) >= MIN_SENTENCE_WORDS]
    if not long:
        return None
    sentence = random.choice(long)
    later = [s for s in material.sentences if s.start >= sentence.start]
    place = random.choice([sentence, random.choice(later)])
    return inserted(material.text, place.end, " " + material.text[sentence.start : sentence.end])


def doubled_paragraph(material: Material, random: Random) -> Damage | None:
    """A paragraph again, below itself or below a later one. The defect is the later copy."""
    long = [p for p in material.paragraphs if len(material.words_in(p)) >= MIN_PARAGRAPH_WORDS]
    if not long:
        return None
    paragraph = random.choice(long)
    later = [p for p in material.paragraphs if p.start >= paragraph.start]
    place = random.choice([paragraph, random.choice(later)])
    return block_after(material, place, material.text[paragraph.start : paragraph.end])


def to_pair(material: Material, random: Random) -> Damage | None:
    """A sentence with a name paired with itself: "The Halden-to-Halden meeting …". The defect is the pair."""
    return _with_pair(material, random, "to_pairs", "-to-")


def between_pair(material: Material, random: Random) -> Damage | None:
    """A sentence "between" a name and itself: "between Halden and Halden". The defect is both names."""
    return _with_pair(material, random, "between_pairs", " ")


def _with_pair(material: Material, random: Random, section: str, joint: str) -> Damage | None:
    templates = words(section, material.language)
    if not templates or not material.names or not material.sentences:
        return None
    start, end = random.choice(material.names)
    name = material.text[start:end]
    sentence = random.choice(templates).replace("{name}", name)
    place = random.choice(material.sentences)
    damage = inserted(material.text, place.end, " " + sentence)
    first, last = sentence.index(name + joint), sentence.rindex(name) + len(name)
    return damage._replace(start=damage.start + first, end=damage.start + last)
