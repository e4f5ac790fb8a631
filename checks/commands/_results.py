"""Results that `copydesk check` wrote, read again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import click

from ._errors import Failure


class Sighting(NamedTuple):
    """A finding in a report: what it is, and in which document it stands."""

    rule: str
    match: str
    id: str
    key: str
    source: str | None


def sightings(path: str, fingerprints: Collection[str]) -> Mapping[str, list[Sighting]]:
    """Where findings stand, by fingerprint, in a report of the format jsonl or json.

    Raises `Failure` where the file is none.
    """
    found: dict[str, list[Sighting]] = defaultdict(list)
    try:
        for record in _documents(path):
            for finding in record.get("findings", ()):
                if finding["fingerprint"] in fingerprints:
                    what = finding["rule"], finding["match"]
                    sighting = Sighting(*what, record["id"], record["key"], record["source"])
                    found[finding["fingerprint"]].append(sighting)
    except OSError as error:
        raise Failure(f"--from {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Failure(f"--from {path} is no report of `copydesk check --format jsonl` or `json`") from None
    return found


def _documents(path: str) -> Iterator[dict[str, Any]]:
    """The documents of a report: a line each, or all in one object, which its first line shows."""
    with click.open_file(path, encoding="utf-8") as stream:
        for line in stream:
            try:
                record = json.loads(line)
            except ValueError:
                yield from json.loads(line + stream.read())["documents"]
                return
            if "documents" in record:
                yield from record["documents"]
            else:
                yield record
