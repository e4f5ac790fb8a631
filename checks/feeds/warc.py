"""WARC, the archives of crawlers: each page that was fetched is a record, and in WET files each page's text.

Read are responses with HTTP status 200, resources and conversions whose media type is HTML or plain text.
Requests, metadata, revisits, redirects, pictures and the like are no documents, and are left out like those
files of a folder that have other endings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Location
from ..finding import Unreadable, UnreadableKind
from . import html
from .decoding import BadBytesError
from .documents import OpenFeed, identity_of
from .http_message import (
    MAX_HEAD_BYTES,
    Head,
    PayloadError,
    PayloadTooLargeError,
    charset,
    media_type,
    parse_head,
    payload,
)
from .options import FeedOptions
from .records import Record
from .warc_records import CUT_OFF, Fault, WarcRecord, WarcRecords

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain"})
READ_TYPES = HTML_TYPES | TEXT_TYPES

_OK = 200
_HTTP = ("http:", "https:")


class _Kind(NamedTuple):
    """What is known of a block before it is read: its media type and encoding, and its HTTP head, if any."""

    media_type: str
    charset: str | None
    head: Head | None


class _FaultError(Exception):
    """Why a record cannot be read."""

    def __init__(self, kind: UnreadableKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def read_records(feed: OpenFeed, options: FeedOptions) -> Iterator[Record | Unreadable]:
    """The pages and texts of a WARC file; a record's number counts all records of the file."""
    records = WarcRecords(feed.stream)
    unpacked = " of the unpacked data" if feed.archive else ""
    for raw in records:
        location = Location(feed.path, None, raw.number)
        try:
            record = _read(raw, records, location, options)
            if record is not None:
                yield record
        except _FaultError as fault:
            message = f"{fault} (the record at byte {raw.offset:,}{unpacked})"
            yield Unreadable(_identity(raw) or identity_of(location), location, fault.kind, message)


def _read(
    raw: WarcRecord | Fault, records: WarcRecords, location: Location, options: FeedOptions
) -> Record | None:
    """The feed's record of a WARC record; None where that is no document. Raises _FaultError."""
    if isinstance(raw, Fault):
        raise _FaultError("bad-warc", raw.message)
    kind = _kind(raw, records)
    return None if kind is None else _record(raw, kind, location, _content(raw, kind, records, options))


def _kind(raw: WarcRecord, records: WarcRecords) -> _Kind | None:
    """What a record holds; None where it is no document. Raises _FaultError."""
    declared = raw.fields.get("content-type", "")
    if raw.type == "response" and _url(raw).lower().startswith(_HTTP):
        head = parse_head(records.peek(MAX_HEAD_BYTES))
        if head is None:
            raise _FaultError("bad-warc", "the record holds no HTTP response, or its head has no end")
        found = head.media_type or media_type(raw.fields.get("warc-identified-payload-type", ""))
        kind = _Kind(found, head.charset, head) if head.status == _OK else None
    elif raw.type in ("resource", "conversion"):
        kind = _Kind(media_type(declared), charset(declared), None)
    else:
        kind = None
    return kind if kind is not None and kind.media_type in READ_TYPES else None


def _content(raw: WarcRecord, kind: _Kind, records: WarcRecords, options: FeedOptions) -> str:
    """The text or markup of a record. Raises _FaultError."""
    limit = options.max_record_bytes
    too_large = _FaultError("too-large", f"the record has more than {limit:,} bytes")
    if raw.length > limit:
        raise too_large
    block = records.take()
    if len(block) < raw.length:
        raise _FaultError("bad-warc", f"{CUT_OFF}: {len(block):,} of {raw.length:,} bytes")
    try:
        if kind.head is not None:
            block = payload(kind.head, block[kind.head.size :], limit)
        if kind.media_type in HTML_TYPES:
            return html.decode_page(block, kind.charset)
        return html.decode_declared(block, kind.charset)
    except PayloadTooLargeError:
        raise too_large from None
    except PayloadError as error:
        raise _FaultError("bad-compression", str(error)) from error
    except BadBytesError as error:
        raise _FaultError("bad-bytes", str(error)) from error


def _record(raw: WarcRecord, kind: _Kind, location: Location, content: str) -> Record:
    """A record with both keys for its content: the first records of a feed settle the keys for all."""
    is_html = kind.media_type in HTML_TYPES
    value = {
        "id": _identity(raw),
        "url": _url(raw) or None,
        "text": None if is_html else content,
        "html": content if is_html else None,
        "language": _language(raw),
        "date": raw.fields.get("warc-date"),
    }
    return Record(location, value)


def _identity(raw: WarcRecord | Fault) -> str | None:
    return None if isinstance(raw, Fault) else raw.fields.get("warc-record-id", "").strip("<>") or None


def _url(raw: WarcRecord) -> str:
    """The address that was fetched; some crawlers write it in angle brackets."""
    return raw.fields.get("warc-target-uri", "").strip("<>")


def _language(raw: WarcRecord) -> str | None:
    """The language that the crawler found, where it found one alone."""
    found = raw.fields.get("warc-identified-content-language", "")
    return found if found and "," not in found else None
