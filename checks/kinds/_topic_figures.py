"""How one passage stands to the rest of its story, in figures that trees can weigh."""

from __future__ import annotations

from math import log, sqrt
from statistics import fmean, median
from typing import NamedTuple

from ._topic import Passage, Story, cohesion

MIN_OTHERS = 2
"""Other passages that a passage needs before they say what is usual: one tells no likeness from chance."""

SPREAD_FLOOR = 0.05
"""Added to the spread of shares before a share is divided by it: of few passages it may be nought."""

SHORTEST_REST = 50
"""Words of the rest from which its length is taken into account; keeps the logarithm away from nought."""


class Figures(NamedTuple):
    """What is known of a passage; "others" are the other passages, "the rest" is them with the title.

    A share is of content words, each counted once. Everything said of the others leaves the passage out.
    """

    known: float
    """Share of its words that the rest holds."""
    shared: int
    """How many words that is."""
    shared_names: int
    """Those of them that are names here and there."""
    shared_name_words: int
    """Those that are names here or there."""
    own_names: int
    """Names that the rest does not hold."""
    own_name_share: float
    """Those, as a share of its names."""
    nearest: float
    """Cohesion with the most like of the rest."""
    second_nearest: float
    beside: float
    """Cohesion with the more like of its neighbours."""
    beside_mean: float
    bridge: float
    """Cohesion of its neighbours with one another; -1 at the beginning and the end."""
    usual_link: float
    """Median cohesion of neighbours without it."""
    usual: float
    """Median share of known words among the others."""
    least: float
    """The lowest such share."""
    under_usual: float
    """How far its own share lies over the median; under it, the figure is negative."""
    under_least: float
    deviation: float
    """The same in units of the spread among the others."""
    breadth: float
    """How many passages hold its words, on average, as a share of what chance would make of their number."""
    most_held: float
    """Share of the rest that holds the most frequent of its words."""
    key: float
    """Share of its words that two passages of the rest hold or more."""
    usual_key: float
    """Median of that share among the others."""
    under_key: float
    rate: float
    """Words shared, in the light of its length and that of the others: long texts share words by chance."""
    opens_as_continuing: int
    opens_with_mark: int


def figures(story: Story, index: int, *, continuing: bool, marked: bool) -> Figures:
    """Measure the passage at an index, which has at least `MIN_OTHERS` others.

    `continuing` and `marked` say whether its first words refer back, and whether a quotation mark or the like
    stands before them.
    """
    passage = story.passages[index]
    others = [other for other in range(len(story.passages)) if other != index]
    rest = [story.passages[other] for other in others]
    shared = [stem for stem in passage.stems if story.holders[stem] > 1]
    held = [story.holders[stem] - 1 for stem in shared]
    size = max(1, len(passage.stems))
    named = [story.naming[stem] > (stem in passage.names) for stem in shared]
    own_names = sum(story.holders[stem] == 1 for stem in passage.names)
    near = sorted((cohesion(passage, other) for other in _with_title(story, rest)), reverse=True)
    before, after = _beside(story, index)
    beside = [link for link in (before, after) if link is not None]
    bridge = _bridge(story, index)
    shares = [_share_without(story, story.known, other, passage, 2) for other in others]
    keys = [_share_without(story, story.repeated, other, passage, 3) for other in others]
    known, usual, least = len(shared) / size, median(shares), min(shares)
    key, usual_key = sum(count >= 2 for count in held) / size, median(keys)  # noqa: PLR2004 (two, as in `repeated`)
    return Figures(
        known=known,
        shared=len(shared),
        shared_names=sum(there and stem in passage.names for stem, there in zip(shared, named, strict=True)),
        shared_name_words=sum(
            there or stem in passage.names for stem, there in zip(shared, named, strict=True)
        ),
        own_names=own_names,
        own_name_share=own_names / max(1, len(passage.names)),
        nearest=near[0],
        second_nearest=near[1],
        beside=max(beside),
        beside_mean=fmean(beside),
        bridge=-1.0 if bridge is None else bridge,
        usual_link=median(_links_without(story, index, bridge)),
        usual=usual,
        least=least,
        under_usual=known - usual,
        under_least=known - least,
        deviation=(known - usual) / (_spread(shares) + SPREAD_FLOOR),
        breadth=sum(held) / size / sqrt(len(rest)),
        most_held=max(held, default=0) / (story.size - 1),
        key=key,
        usual_key=usual_key,
        under_key=key - usual_key,
        rate=len(shared) / sqrt(size) / log(max(story.words - passage.words, SHORTEST_REST)),
        opens_as_continuing=int(continuing),
        opens_with_mark=int(marked),
    )


def _spread(shares: list[float]) -> float:
    """The standard deviation; quicker than that of `statistics`, which counts in fractions."""
    mean = fmean(shares)
    return sqrt(fmean([(share - mean) ** 2 for share in shares]))


def _with_title(story: Story, rest: list[Passage]) -> list[Passage]:
    return [*rest, story.title] if story.title else rest


def _beside(story: Story, index: int) -> tuple[float | None, float | None]:
    """Cohesion with the passage before and with the one after, where there is one."""
    before = story.links[index - 1] if index else None
    after = story.links[index] if index < len(story.links) else None
    return before, after


def _bridge(story: Story, index: int) -> float | None:
    """Cohesion of the two neighbours with one another; None at the beginning and the end."""
    if not 0 < index < len(story.passages) - 1:
        return None
    return cohesion(story.passages[index - 1], story.passages[index + 1])


def _links_without(story: Story, index: int, bridge: float | None) -> list[float]:
    """The cohesion of neighbours when one passage is left out and the two beside it meet."""
    kept = story.links[: max(0, index - 1)] + story.links[index + 1 :]
    return kept if bridge is None else [*kept, bridge]


def _share_without(story: Story, counts: list[int], one: int, left_out: Passage, least: int) -> float:
    """Share of a passage's content words that `counts` counts, without those that another one made count."""
    stems = story.passages[one].stems
    if not stems:
        return 0.0
    lost = sum([story.holders[stem] == least for stem in stems.keys() & left_out.stems.keys()])
    return (counts[one] - lost) / len(stems)
