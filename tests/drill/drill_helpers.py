"""Clean texts to damage, and kinds by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from checks.document import Document
from checks.drill import KINDS, DefectKind
from checks.drill.kinds import Planted
from checks.drill.material import Material

CLEAN = Path(__file__).parents[2] / "examples" / "clean"
SEEDS = range(6)
KIND = {kind.name: kind for kind in KINDS}

DONOR = (
    "The orchestra of Penmarsh will tour the islands in June with a programme of songs that its conductor "
    "wrote on the ferry. Nine concerts are planned in churches, barns and one disused cinema, and the money "
    "goes to the music school, which needs a roof before the winter."
)


@cache
def materials() -> tuple[Material, ...]:
    """The clean examples, each with a paragraph that is not its own."""
    return tuple(
        Material(Document(path.read_text("utf-8"), id=path.stem, declared_language=path.stem[:2]), (DONOR,))
        for path in sorted(CLEAN.glob("*.txt"))
    )


def material(text: str, language: str = "en", *donors: str) -> Material:
    """A text of one's own."""
    return Material(Document(text, declared_language=language), donors)


def plantings(kind: DefectKind) -> Iterator[tuple[Material, Planted]]:
    """What the kind makes of the clean examples, several times each."""
    for each in materials():
        for seed in SEEDS:
            planted = kind.plant(each, Random(seed))
            if planted is not None:
                yield each, planted
