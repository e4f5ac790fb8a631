"""Which paragraphs are about something else: trees over their figures, and what must hold besides."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import NamedTuple

from .. import models
from ..document import Block
from ._line_trees import Forest, forest_of
from ._topic import Story
from ._topic_figures import Figures, figures

MODEL_FILE = "topic-model.json"

MIN_USUAL = 0.2
"""Share of its content words that a passage of a story usually finds in the rest of it; by chance they find
less. Without this bound round-ups and mixed sentences are judged, and of five collections between .03 and .08
fewer planted paragraphs were found at the same false alarms."""

MAX_KNOWN = 0.6
"""Share of known words from which a paragraph is not even learned from."""

MAX_KNOWN_OF_USUAL = 0.8
"""The same share, as a part of the median over the document's passages, from which nothing else is
measured. Of 1,900 planted paragraphs that were found none had more than .74."""

CAREFUL_THRESHOLD, PERSONAL_THRESHOLD = 4.0, 6.0
"""Log odds from which a paragraph is reported that has no names of its own or refers back, and one that
has no names and says I, we or you; the model's own threshold is for the others. What pages glue in are
leads, with names; advice, argument and talk have none, and wander: of what was found below these in sound
essays, forum posts and lists of tips, most was false."""


class Suspect(NamedTuple):
    """A paragraph that might be strange."""

    place: int
    """Its index among the passages of the story."""
    block: Block
    continuing: bool
    """Whether its first words refer back."""
    marked: bool
    """Whether it opens with a quotation mark, a dash or a bracket."""
    personal: bool
    """Whether it says I, we or you."""


@cache
def topic_model() -> Forest:
    """The shipped model, read once."""
    data = models.read(MODEL_FILE)
    if tuple(data["figures"]) != Figures._fields:
        raise ValueError(f"{MODEL_FILE} was trained on other figures than this code computes")
    return forest_of(data["forest"])


def may_be_strange(story: Story, index: int) -> bool:
    """Whether a passage has so few of the rest's words that it is worth measuring."""
    return story.known_shares[index] <= MAX_KNOWN


def is_strange(story: Story, suspect: Suspect) -> bool:
    """Whether a paragraph is about something else than a story whose other passages are about one thing."""
    if story.known_shares[suspect.place] > MAX_KNOWN_OF_USUAL * median(story.known_shares):
        return False
    found = measured(story, suspect)
    if found.usual < MIN_USUAL:
        return False
    forest = topic_model()
    return forest.log_odds(found) >= least_odds(found, suspect, forest.threshold)


def measured(story: Story, suspect: Suspect) -> Figures:
    """The figures of a paragraph that might be strange."""
    return figures(story, suspect.place, continuing=suspect.continuing, marked=suspect.marked)


def least_odds(found: Figures, suspect: Suspect, threshold: float) -> float:
    """Log odds from which a paragraph is reported, given those for a lead with names."""
    if found.own_names:
        return max(threshold, CAREFUL_THRESHOLD) if suspect.continuing else threshold
    return max(threshold, PERSONAL_THRESHOLD if suspect.personal else CAREFUL_THRESHOLD)
