"""From rectified units to log odds: what the network and the first look have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ACTIVATION_STEPS = 256
"""What stands for 1 in a unit."""

HEAD_STEPS = 1 << 14
"""What stands for 1 in the weights. Products of both add up exactly in a float64."""


class Heads:
    """Log odds that tokens and sentences are damaged.

    A token's come from its units, a sentence's from the greatest and the mean value of each of its tokens'
    units. All sums are of whole numbers and exact.
    """

    def __init__(self, arrays: Mapping[str, Any], prefix: str = "") -> None:
        """Take the weights and biases of `token` and `sentence` from a model's arrays."""
        import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no heads)

        token, sentence = (
            np.rint(arrays[prefix + name].astype(np.float64) * HEAD_STEPS) for name in ("token", "sentence")
        )
        self._token, self._greatest, self._mean = token, sentence[: len(token)], sentence[len(token) :]
        self._token_bias = float(arrays[prefix + "token_bias"][0])
        self._sentence_bias = float(arrays[prefix + "sentence_bias"][0])

    def odds(self, sums: Any, starts: Any, sizes: Any) -> tuple[Any, Any]:
        """Log odds of the sentences and of all their tokens.

        `sums` has the units before they are rectified, sentence after sentence, and is changed; `starts` and
        `sizes` tell the sentences apart.
        """
        import numpy as np  # noqa: PLC0415

        np.maximum(sums, 0, out=sums)
        sums *= ACTIVATION_STEPS
        units = np.rint(sums, out=sums).astype(np.float64)
        scale = 1 / (ACTIVATION_STEPS * HEAD_STEPS)
        tokens = (units @ self._token) * scale + self._token_bias
        greatest = np.maximum.reduceat(units, starts) @ self._greatest
        means = (np.add.reduceat(units, starts) @ self._mean) / sizes
        return (greatest + means) * scale + self._sentence_bias, tokens
