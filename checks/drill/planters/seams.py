"""Sentences that are run together, cut, broken off or shuffled."""

from __future__ import annotations

from random import Random

import regex

from ..damage import Damage, inserted, replaced
from ..material import Material

MIN_CLIPPED_WORDS = 9
MIN_LOST_WORDS, MAX_LOST_WORDS = 2, 5
"""Words that a clipped clause loses: as many as a link or a short quotation holds."""

MIN_SALAD_WORDS, MAX_SALAD_WORDS = 8, 30
MIN_MOVED_SHARE = 0.6
"""Share of a sentence's words that stand elsewhere after a shuffle; below it the sentence may still read."""

MIN_WORDS_BEFORE_CUT = 5

_LOWER_PAIR = regex.compile(r"(?<=\p{Ll}{3})(?= \p{Ll}{3})")


def splice(material: Material, random: Random) -> Damage | None:
    """The stop between two sentences is lost: "so Halden She remained". The defect is the seam."""
    places = material.plain_neighbours
    if not places:
        return None
    first, _ = random.choice(places)
    return replaced(material.text, first.end - 1, first.end, "")


def clipped_splice(material: Material, random: Random) -> Damage | None:
    """A sentence loses its last words and its stop, and the next one follows. The defect is the seam."""
    long = [p for p in material.plain_neighbours if len(material.words_in(p[0])) >= MIN_CLIPPED_WORDS]
    if not long:
        return None
    first, _ = random.choice(long)
    lost = random.randint(MIN_LOST_WORDS, MAX_LOST_WORDS)
    kept = material.words_in(first)[-lost - 1]
    return replaced(material.text, kept.end, first.end, "")


def glued_sentence(material: Material, random: Random) -> Damage | None:
    """The space after a stop is lost: "so Halden.She remained". The defect is the seam."""
    places = material.plain_neighbours
    if not places:
        return None
    first, second = random.choice(places)
    return replaced(material.text, first.end, second.start, "")


def stop_in_sentence(material: Material, random: Random) -> Damage | None:
    """A full stop falls inside a clause: "the new. harbour wall". The defect is the stop."""
    places = [m.start() for m in material.matches(_LOWER_PAIR)]
    return inserted(material.text, random.choice(places), ".") if places else None


def small_start(material: Material, random: Random) -> Damage | None:
    """A sentence begins without its capital: "so Halden. she remained". The defect is its first word."""
    places = [second for _, second in material.plain_neighbours]
    starts = [material.words_in(second)[0] for second in places if _lowers(material, second.start)]
    if not starts:
        return None
    start, end = random.choice(starts)
    return replaced(material.text, start, end, material.text[start:end].lower())


def _lowers(material: Material, start: int) -> bool:
    """Whether the word at an offset is no name, initial or pronoun that keeps its capital."""
    names = {name.start for name in material.names}
    return start not in names and material.text[start + 1 : start + 2].islower()


def word_salad(material: Material, random: Random) -> Damage | None:
    """The words of a sentence in another order, but for the last. The defect is the sentence."""
    fitting = [
        s for s in material.sentences if MIN_SALAD_WORDS <= len(material.words_in(s)) <= MAX_SALAD_WORDS
    ]
    if not fitting:
        return None
    start, end = random.choice(fitting)
    pieces = material.text[start:end].split()
    shuffled = _shuffled(pieces[:-1], random)
    return replaced(material.text, start, end, " ".join([*shuffled, pieces[-1]])) if shuffled else None


def _shuffled(pieces: list[str], random: Random) -> list[str] | None:
    shuffled = list(pieces)
    random.shuffle(shuffled)
    moved = sum(old != new for old, new in zip(pieces, shuffled, strict=True))
    return shuffled if moved >= MIN_MOVED_SHARE * len(pieces) else None


def cut_off(material: Material, random: Random) -> Damage | None:
    """The text ends within its last sentence, between two words or in one. The defect is the end."""
    if not material.sentences:
        return None
    inside = material.words_in(material.sentences[-1])[MIN_WORDS_BEFORE_CUT:-1]
    if not inside:
        return None
    start, end = random.choice(inside)
    in_word = end - start > MIN_WORDS_BEFORE_CUT and random.random() < 0.5  # noqa: PLR2004 - either way
    cut = random.randrange(start + 2, end - 1) if in_word else end
    return Damage(material.text[:cut], cut, cut)
