"""Which format an input is in: as told, by the ending of its name, or by its first bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from ..suggest import did_you_mean
from .compression import plain_name
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
        ".csv": "csv",
        ".tsv": "tsv",
        ".rss": "rss",
        ".rdf": "rss",
        ".xml": "rss",
        ".atom": "atom",
        ".parquet": "parquet",
        ".warc": "warc",
        ".wet": "warc",
    }
)
"""The format of each known ending; folders are searched for these, alone or before a compression's."""

SNIFFED_BYTES = 1024
"""Bytes that the format of an input without a known ending is told by."""

PARQUET_MAGIC, WARC_MAGIC = b"PAR1", b"WARC/"
"""Bytes that a Parquet file and a record of a WARC file begin with."""

_JSON_START = re.compile(rb"""\{\s*["}]|\[\s*[{\]]""")
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|!--|(?:html|head|body|title|meta|article|section|main|div|p|h1|span|table|a)[\s/>])",
    re.I,
)

_XML_PROLOG = re.compile(rb"(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->)*+", re.DOTALL)
_XML_ROOT = re.compile(rb"<(?:!DOCTYPE\s++)?(?:[\w.-]++:)?(?P<name>[\w.-]++)[\s/>]")
"""What may stand before the outermost element, and that element; a document type names it first."""


def check_format(name: str) -> None:
    """Refuse a format that is none. Raises FeedError."""
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS)
        raise FeedError(f"{quoted(name)} is no format to read; these are: {', '.join(FORMATS)}{hint}")


def format_of(feed: OpenFeed, forced: str | None) -> str:
    """The format of an input that is open."""
    return forced or format_of_name(feed.path) or _sniff(feed.stream.peek(SNIFFED_BYTES))


def format_of_name(path: str) -> str | None:
    """The format that a name's ending tells, or the one before the ending of a compression."""
    return FORMAT_OF_SUFFIX.get(PurePath(plain_name(path)).suffix.lower())


def _sniff(head: bytes) -> str:
    """JSON and markup show themselves (JSON Lines are told from JSON by their reader); the rest is text."""
    if head.startswith(PARQUET_MAGIC):
        return "parquet"
    if head.startswith(WARC_MAGIC):
        return "warc"
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if _JSON_START.match(start):
        return "json"
    return _sniff_xml(_narrow(start)) or ("html" if _HTML_START.match(start) else "text")


def _sniff_xml(start: bytes) -> str | None:
    """A feed, by its outermost element; other XML goes to the reader of feeds, which says so."""
    prolog = _XML_PROLOG.match(start)
    assert prolog is not None  # it matches anything
    root = _XML_ROOT.match(start, prolog.end())
    name = root["name"] if root else b""
    if name in (b"feed", b"entry"):
        return "atom"
    if name in (b"rss", b"RDF", b"channel") or (start.startswith(b"<?xml") and name.lower() != b"html"):
        return "rss"
    return "html" if start.startswith(b"<?xml") else None


def _narrow(start: bytes) -> bytes:
    """Bytes of a wide encoding as the ASCII that tells a feed; others as they are."""
    if not (start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[:2]):
        return start
    return start.translate(None, codecs.BOM_UTF16_LE + b"\0")
