"""What a reader of feeds is told, its limits, and the error that ends a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from ..sources import FeedFormat, Sources, settings_of

FORMATS: tuple[FeedFormat, ...] = get_args(FeedFormat)
"""The formats that `FeedOptions.format` can force."""

MAX_RECORD_BYTES = 20_000_000
"""Largest record (a line of JSONL, an element of a JSON array, a row of CSV, a text or HTML file), in bytes.

The longest web articles, HTML and all, stay below 5 MB; four times that is a dump, not a text.
"""

MAX_CHARACTERS = 5_000_000
"""Longest text or title that is checked, in code points: some ten long novels."""

QUOTED_CHARACTERS = 40
"""Characters of a key that a message quotes; keys come from the feed and may be of any length."""


class FeedError(Exception):
    """The input as a whole cannot be read: a wrong name, nothing there, or fields that nobody can guess."""


class UnknownFieldsError(FeedError):
    """No key of a feed's records can hold the text."""


@dataclass(frozen=True)
class FeedOptions:
    """How to read feeds.

    `fields` says which key (or dotted path of keys) of a record holds a target, see `fields.TARGETS`; the
    rest is guessed. `format` forces one of `FORMATS`; by default the file's ending decides, else its first
    bytes. `language` overrides what the feed declares. `sources` says by glob what these leave open.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    language: str | None = None
    max_record_bytes: int = MAX_RECORD_BYTES
    max_characters: int = MAX_CHARACTERS
    sources: Sources = field(default_factory=dict)

    def for_input(self, path: str) -> FeedOptions:
        """The options for one input, with what its source's settings say and these do not."""
        fields, format_ = dict(self.fields), self.format
        for settings in settings_of(self.sources, path):
            body_is_named = not {"text", "html"}.isdisjoint(fields)
            for target, key in settings.fields.items():
                if not (body_is_named and target in ("text", "html")):
                    fields.setdefault(target, key)
            format_ = format_ or settings.format
        return replace(self, fields=fields, format=format_)

    def default_language(self, path: str, source: str | None, url: str | None) -> str | None:
        """The language of a document that does not say its own."""
        found = settings_of(self.sources, path, source, url)
        return next((settings.language for settings in found if settings.language), None)


def quoted(name: str) -> str:
    """A name from the feed as a message may show it: cut short, with invisible characters escaped."""
    return repr(name if len(name) <= QUOTED_CHARACTERS else name[: QUOTED_CHARACTERS - 1] + "…")
