"""The vectors of tokens, as the network and the first look read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def vectors(arrays: Mapping[str, Any], sentences: Sequence[tuple[Any, Any]]) -> Any:
    """The vector of each token, sentence after sentence, each given as entries and shapes of its tokens."""
    import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no vectors)

    entries = np.concatenate([np.asarray(entries, np.int64) for entries, _ in sentences])
    shapes = np.concatenate([np.asarray(shapes, np.int64) for _, shapes in sentences])
    parts = (arrays["entries"].take(entries, 0), arrays["shapes"].take(shapes, 0))
    return np.concatenate(parts, axis=1).astype(np.float32)
