"""Records to documents: the fields of a feed are settled on its first records and hold for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from ..document import Document, Location
from ..finding import Unreadable
from .documents import TooEntangledError, checked, identity_of
from .fields import SAMPLE_RECORDS, look_up, name_of, scalar, settle_fields, shown_keys
from .options import FeedOptions, quoted
from .records import RawRecord, Record
from .units import ReadUnit, Unit

_JSON_TYPES = {int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}

SAMPLE_ITEMS = 1_000
"""Records, good or bad, that are held back at most until the fields are settled."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How all records of a feed are read: which key holds each field, and the options."""

    fields: Mapping[str, str]
    options: FeedOptions


@dataclass(frozen=True, slots=True)
class RecordUnit:
    """A record that is still to become a document; parsing it, and the HTML in it, are the dear part."""

    record: Record | RawRecord
    settled: Settled

    @property
    def location(self) -> Location:
        """Where the record stands."""
        return self.record.location

    @property
    def size(self) -> int:
        """Its bytes, or the characters of its texts."""
        if isinstance(self.record, RawRecord):
            return len(self.record.data or b"")
        return sum(len(value) for value in self.record.value.values() if isinstance(value, str))

    def read(self) -> Document | Unreadable:
        """The document of the record."""
        fields, options = self.settled.fields, self.settled.options
        record = self.record.parsed(options) if isinstance(self.record, RawRecord) else self.record
        return record if isinstance(record, Unreadable) else _document(record, fields, options)


def documents(
    records: Iterator[Record | RawRecord | Unreadable], options: FeedOptions, path: str
) -> Iterator[Document | Unreadable]:
    """The documents of a feed's records, in order. Raises FeedError if it has records and no text in them."""
    return (unit.read() for unit in units(records, options, path))


def units(
    records: Iterator[Record | RawRecord | Unreadable], options: FeedOptions, path: str
) -> Iterator[Unit]:
    """The same documents, each still to be made of its record. Raises FeedError as `documents` does."""
    while True:
        held, sample = _sample(records, options)
        if sample:
            break
        yield from (ReadUnit(item) for item in held if isinstance(item, Unreadable))
        if len(held) < SAMPLE_ITEMS:
            return
    fields = dict(settle_fields([record.value for record in sample], options, path))
    settled = Settled(fields, replace(options, fields=fields))
    for item in chain(held, records):
        yield ReadUnit(item) if isinstance(item, Unreadable) else RecordUnit(item, settled)


def _sample(
    records: Iterable[Record | RawRecord | Unreadable], options: FeedOptions
) -> tuple[list[Record | Unreadable], list[Record]]:
    """The next items up to the twentieth good record, and the good ones among them."""
    held: list[Record | Unreadable] = []
    good: list[Record] = []
    for raw in records:
        item = raw.parsed(options) if isinstance(raw, RawRecord) else raw
        held.append(item)
        if isinstance(item, Record):
            good.append(item)
        if len(good) == SAMPLE_RECORDS or len(held) == SAMPLE_ITEMS:
            break
    return held, good


def _document(record: Record, fields: Mapping[str, str], options: FeedOptions) -> Document | Unreadable:
    def value(target: str) -> Any:
        return look_up(record.value, fields[target]) if target in fields else None

    identity = scalar(value("id")) or identity_of(record.location)
    text, markup = value("text"), value("html")
    page = None
    if not scalar_text(text) and scalar_text(markup):
        from . import html  # noqa: PLC0415 (most feeds hold no markup)

        try:
            page = html.read_markup(markup)
        except TooEntangledError as error:
            return Unreadable(identity, record.location, "too-large", str(error))
    elif not isinstance(text, str):
        text = markup
    if page is None and not isinstance(text, str):
        return Unreadable(identity, record.location, "missing-text", _no_text(record, fields))
    source = value("source")
    known = Document(
        text=page.text if page else text,
        title=scalar(value("title")) or (page.title if page else ""),
        id=identity,
        url=scalar(value("url")) or (page.url if page else None),
        source=scalar(source) or name_of(source) or (page.source if page else None),
        declared_language=scalar(value("language")) or (page.language if page else None),
        links=page.links if page else (),
        blocks_known=page.blocks if page else None,
        location=record.location,
    )
    return checked(known, options)


def _no_text(record: Record, fields: Mapping[str, str]) -> str:
    """Why a record has no text: its key is not there, or holds something else."""
    key = fields.get("text") or fields["html"]
    value = look_up(record.value, key)
    if value is not None:
        return f"{quoted(key)} holds {_JSON_TYPES.get(type(value), 'no text')}, not a text"
    return f"no text under {quoted(key)} in this record; its keys: {shown_keys([record.value])}"


def scalar_text(value: Any) -> bool:
    """Whether a value is a text that is not blank."""
    return isinstance(value, str) and bool(value.strip())
