"""What goes wrong with a history, in words for its user."""

from __future__ import annotations


class HistoryError(Exception):
    """A history that cannot be opened, read or written; the message names no password."""
