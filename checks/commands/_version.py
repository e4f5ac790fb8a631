"""The version of what runs; the package is built with it."""

from __future__ import annotations

__version__ = "0.1.0"


def version() -> str:
    """The version, as reports name it."""
    return __version__
