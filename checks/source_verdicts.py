"""The thresholds that decide a document's verdict, where the rule file has some for its source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .document import Document
from .rules.schema import ScoreSettings
from .sources import Names, Sources, SourceScore, settings_of

UNSET = "none"
"""What unsets the level of a threshold."""


def thresholds_of(document: Document, sources: Sources, score: ScoreSettings) -> ScoreSettings:
    """`score` with what the document's sources say laid over it; the last in the file weighs most."""
    said: dict[str, Any] = {}
    for settings in settings_of(sources, *_names_of(document)):
        for name in SourceScore.__dataclass_fields__:
            value = getattr(settings.score, name)
            if value is not None:
                said.setdefault(name, None if value == UNSET else value)
    return replace(score, **said) if said else score


def _names_of(document: Document) -> Names:
    path = None if document.location is None else document.location.path
    return Names(path, document.source, document.url)
