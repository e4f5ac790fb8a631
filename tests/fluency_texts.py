"""Sound English for tests of training: sentences of a small grammar, so that there are enough of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

PEOPLE = [
    "mayor",
    "teacher",
    "farmer",
    "nurse",
    "driver",
    "painter",
    "baker",
    "sailor",
    "doctor",
    "lawyer",
    "child",
    "singer",
]
PLACES = [
    "harbour",
    "market",
    "school",
    "garden",
    "station",
    "library",
    "bridge",
    "square",
    "church",
    "forest",
]
THINGS = [
    "letter",
    "basket",
    "bicycle",
    "map",
    "ladder",
    "lamp",
    "coat",
    "kettle",
    "book",
    "ticket",
    "picture",
    "clock",
]
VERBS = ["found", "carried", "sold", "painted", "lost", "repaired", "borrowed", "hid", "wanted", "kept"]
WHEN = ["on Monday", "last winter", "before noon", "after the storm", "every summer", "in the evening"]


def sentence(random: Random) -> str:
    """A sentence."""
    who, other = random.sample(PEOPLE, 2)
    place, thing, verb, when = map(random.choice, (PLACES, THINGS, VERBS, WHEN))
    return random.choice(
        (
            f"The {who} {verb} a {thing} near the {place} {when}.",
            f"{when.capitalize()} the {who} and the {other} {verb} the {thing} that stood in the {place}.",
            f"A {other} told the {who} that nobody in the {place} had ever {verb} such a {thing}.",
            f"The {who} who lived behind the {place} said that the {thing} was old, and the {other} agreed.",
        )
    )


def texts(documents: int, sentences: int = 20, seed: int = 1) -> Iterator[str]:
    """Documents of so many sentences."""
    random = Random(seed)
    for _ in range(documents):
        yield " ".join(sentence(random) for _ in range(sentences))
