"""How long backtracking could take with a pattern; `ways` tells."""

from __future__ import annotations

from enum import IntEnum


class Risk(IntEnum):
    """On which texts a pattern could take long."""

    NONE = 0
    """On none where it is tried at one place; it has few ways, and a match of limited length."""
    LONG_TEXTS = 1
    """On texts with long runs, for a match has no limit."""
    ANY_TEXT = 2
    """On texts of ordinary size: it may take more than `MAX_WAYS` ways from one place."""
