"""One record of a feed: bytes that hold a JSON object, or what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..document import Location
from ..finding import Unreadable
from .decoding import describe
from .documents import identity_of
from .options import FeedOptions

_JSON_TYPES = {list: "an array", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and where it stands."""

    location: Location
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """The bytes of a record that is still to be parsed (None where they are too many), and its place."""

    location: Location
    data: bytes | None

    def parsed(self, options: FeedOptions) -> Record | Unreadable:
        """The record, or what is wrong with it."""
        return parse_record(self.data, self.location, options)


def parse_record(data: bytes | None, location: Location, options: FeedOptions) -> Record | Unreadable:
    r"""The record that `data` holds; None stands for bytes that were too many to be kept.

    What Python's json takes is taken: NaN and infinities too, which other tools write for a missing
    value, and of a key that is there twice the last. A lone surrogate (an escape like `\ud800`) stays.
    """
    identity = identity_of(location)
    if data is None:
        message = f"the record has more than {options.max_record_bytes:,} bytes"
        return Unreadable(identity, location, "too-large", message)
    try:
        value = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Unreadable(identity, location, "bad-bytes", describe(error, data) + " of the record")
    except json.JSONDecodeError as error:
        return Unreadable(identity, location, "bad-json", _place(error))
    except RecursionError:
        return Unreadable(identity, location, "bad-json", "arrays or objects are nested too deeply")
    except ValueError as error:
        # An integer of more digits than Python converts (4,300 by default).
        return Unreadable(identity, location, "bad-json", str(error))
    if not isinstance(value, dict):
        found = _JSON_TYPES.get(type(value), "null")
        return Unreadable(identity, location, "not-a-record", f"the record is {found}, not an object")
    return Record(location, value)


def _place(error: json.JSONDecodeError) -> str:
    line = f"line {error.lineno}, " if error.lineno > 1 else ""
    return f"{error.msg} ({line}column {error.colno} of the record)"
