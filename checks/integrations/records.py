"""What the integrations share: a record of another tool becomes a document, or says why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..document import Document, Location
from ..engine import Checker
from ..feeds import FeedOptions
from ..feeds.documents import identity_of
from ..feeds.fields import scalar, shown_keys
from ..feeds.mapping import documents
from ..feeds.options import UnknownFieldsError
from ..feeds.records import Record
from ..finding import Result, Unreadable
from ..gate import INCOMPLETE

NOWHERE = Location("")
"""The place of records of which nobody knows what file they came from."""


def read_record(value: Mapping[str, Any], location: Location, options: FeedOptions) -> Document | Unreadable:
    """The document of one record. What `options` leave open is guessed from its own keys.

    Keys that are no strings, which no feed has, are passed over.
    """
    value = {key: held for key, held in value.items() if isinstance(key, str)}
    try:
        return next(documents(iter([Record(location, value)]), options, location.path))
    except UnknownFieldsError:  # one record without a text is that record's fault, not the feed's
        key = options.fields.get("text") or options.fields.get("html")
        wanted = "no key that can hold the text" if key is None else f"no key {key!r}"
        message = f"{wanted} in this record; its keys: {shown_keys([value])}"
        return Unreadable(identity_of(location), location, "missing-text", message)


def check_record(value: Mapping[str, Any], checker: Checker, options: FeedOptions) -> Result | Unreadable:
    """What is found in a record that came from no file: it has its own id or none, and no place.

    It is checked for itself, without regard to what came before. Whatever happens, it ends nothing.
    """
    own = scalar(value.get("id"))
    try:
        document = read_record(value, NOWHERE, options)
        if isinstance(document, Unreadable):
            return replace(document, id=own)
        return checker.check(replace(document, id=own, location=None))
    except Exception as error:
        message = f"the checker failed: {type(error).__name__}: {error}"
        return Unreadable(own, NOWHERE, "engine-crash", message)


def reason_unchecked(item: Result | Unreadable) -> str | None:
    """Why a record has no verdict, as `kind: message`; None where it has one.

    A document on which a rule did not finish has none: what was not looked at cannot pass.
    """
    if isinstance(item, Unreadable):
        return f"{item.kind}: {item.message}"
    return None if item.complete else f"{INCOMPLETE}: not every rule finished on this document"
