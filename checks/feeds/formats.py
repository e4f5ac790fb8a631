"""Which format an input is in: as told, by the ending of its name, or by its first bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from ..suggest import did_you_mean
from .documents import OpenFeed
from .options import FORMATS, FeedError, quoted

FORMAT_OF_SUFFIX: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".json": "json",
    }
)
"""The format of each known ending; folders are searched for these."""

SNIFFED_BYTES = 1024
"""Bytes that the format of an input without a known ending is told by."""

_JSON_START = re.compile(rb"""\{\s*["}]|\[\s*[{\]]""")
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|!--|\?xml|(?:html|head|body|title|meta|article|section|main|div|p|h1|span|table|a)[\s/>])",
    re.I,
)


def check_format(name: str) -> None:
    """Refuse a format that is none. Raises FeedError."""
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS)
        raise FeedError(f"{quoted(name)} is no format to read; these are: {', '.join(FORMATS)}{hint}")


def format_of(feed: OpenFeed, forced: str | None) -> str:
    """The format of an input that is open."""
    known = forced or FORMAT_OF_SUFFIX.get(PurePath(feed.path).suffix.lower())
    return known or _sniff(feed.stream.peek(SNIFFED_BYTES))


def _sniff(head: bytes) -> str:
    """JSON and HTML show themselves (JSON Lines are told from JSON by their reader); the rest is text."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if _JSON_START.match(start):
        return "json"
    return "html" if _HTML_START.match(start) else "text"
