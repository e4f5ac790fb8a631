"""The first look at a sentence: whether its words keep such unusual company that the network should read it.

Words fall into classes by the places where they stand. How much rarer two classes stand side by side in sound
text than by chance is in a table, and how rarely a class begins with a capital behind another word; what a
sentence's neighbours weigh is added up. This costs a small part of what the network does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._fluency_tokens import CAPITAL


class FirstLook:
    """The first look of one model.

    `look_classes` has the class of each entry, `look_pairs` what a class weighs behind another,
    `look_capitals` what it weighs with a capital behind a word, `look_marks` which classes are marks.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._classes, self._pairs = arrays["look_classes"], arrays["look_pairs"]
        self._capitals, self._marks = arrays["look_capitals"], arrays["look_marks"]

    def strangeness(self, sentences: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """How unusual each sentence is, given as entries and shapes of its tokens; none is empty."""
        import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no look)

        if not sentences:
            return []
        sizes = np.array([len(entries) for entries, _ in sentences])
        classes = self._classes[np.concatenate([np.asarray(entries, np.int32) for entries, _ in sentences])]
        shapes = np.concatenate([np.asarray(shapes, np.int8) for _, shapes in sentences])
        before, behind = classes[:-1], classes[1:]
        weights = np.zeros(len(classes), np.int64)
        weights[:-1] = self._pairs[before, behind]
        seams = (shapes[1:] == CAPITAL) & (self._marks[before] == 0)
        weights[:-1] += np.where(seams, self._capitals[behind], 0)
        ends = np.cumsum(sizes)
        weights[ends - 1] = 0  # the last of a sentence and the first of the next are no pair
        sums = np.add.reduceat(weights, ends - sizes)
        return [int(total) / size**0.5 for total, size in zip(sums.tolist(), sizes.tolist(), strict=True)]
