"""The description of a YAML field, set beside its type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doc:
    """The description of a YAML field, for the JSON Schema and `copydesk rules explain`."""

    text: str
