"""The text of a file of furniture, which `learn furniture` writes and `check --furniture` reads.

It holds hashes and counts and no text of the sites, unless samples were asked for. A line is a source or a
block, in one order whatever the order of the feed was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .furniture import HASH_BYTES, Furniture, SourceFurniture
from .furniture_learning import Thresholds

FORMAT = "copydesk-furniture"
FORMAT_VERSION = 1

_FIELDS = ("format", "version", "copydesk", "learned", "sources", "blocks")
_LEARNED_FIELDS = ("min_documents", "min_share")
_SOURCE_FIELDS = ("source", "documents")
_BLOCK_FIELDS = ("source", "block", "documents")
_SAMPLE = "sample"
_HASH = re.compile(rf"[0-9a-f]{{{2 * HASH_BYTES}}}")


class FurnitureError(ValueError):
    """A text that is no file of furniture, and why."""


class StoredFurniture(NamedTuple):
    """Furniture as its file has it: with the version and the thresholds that it was learned with."""

    furniture: Furniture
    version: str
    thresholds: Thresholds


def furniture_record(
    stored: StoredFurniture, samples: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, Any]:
    """The file's content as JSON values; with `samples`, by source and hash, blocks show how they begin."""
    sources = sorted(stored.furniture.sources.items())
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "copydesk": stored.version,
        "learned": {"min_documents": stored.thresholds.documents, "min_share": stored.thresholds.share},
        "sources": [{"source": name, "documents": source.documents} for name, source in sources],
        "blocks": [
            {
                "source": name,
                "block": hashed,
                "documents": documents,
                **({} if samples is None else {_SAMPLE: samples[name][hashed]}),
            }
            for name, source in sources
            for hashed, documents in sorted(source.blocks.items())
        ],
    }


def parse_furniture(text: str) -> StoredFurniture:
    """The furniture in a file's text. Raises FurnitureError: no entry is dropped or guessed."""
    try:
        record = json.loads(text, object_pairs_hook=_without_twins)
    except RecursionError:
        raise FurnitureError("it is nested too deeply") from None
    except ValueError as error:
        raise FurnitureError(f"it is no JSON: {error}") from None
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise FurnitureError(f'it is no file of furniture: "format" is not "{FORMAT}"')
    if type(record.get("version")) is not int or record["version"] != FORMAT_VERSION:
        raise FurnitureError(f'"version" must be {FORMAT_VERSION}: this copydesk reads no other')
    _require_fields(record, _FIELDS, "the file")
    if not isinstance(record["copydesk"], str):
        raise FurnitureError('"copydesk" must be text')
    documents = _sources(record["sources"])
    blocks = _blocks(record["blocks"], documents)
    furniture = Furniture({name: SourceFurniture(of, blocks[name]) for name, of in documents.items()})
    return StoredFurniture(furniture, record["copydesk"], _thresholds(record["learned"]))


def _thresholds(record: object) -> Thresholds:
    fields = _object(record, '"learned"')
    _require_fields(fields, _LEARNED_FIELDS, '"learned"')
    documents, share = fields["min_documents"], fields["min_share"]
    if type(documents) is not int or type(share) not in (int, float):
        raise FurnitureError('"min_documents" and "min_share" must be numbers')
    try:
        return Thresholds(documents, share)
    except ValueError as error:
        raise FurnitureError(f'"learned": {error}') from None


def _sources(rows: object) -> dict[str, int]:
    """The documents of each source."""
    documents: dict[str, int] = {}
    for number, row in enumerate(_list(rows, '"sources"'), 1):
        where = f"source {number}"
        fields = _object(row, where)
        _require_fields(fields, _SOURCE_FIELDS, where)
        name = fields["source"]
        if not isinstance(name, str):
            raise FurnitureError(f'{where}: "source" must be text')
        if name in documents:
            raise FurnitureError(f"{where}: {name!r} stands twice")
        documents[name] = _count(fields["documents"], where)
    return documents


def _blocks(rows: object, documents: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """The documents in which each block stood, by source and hash."""
    blocks: dict[str, dict[str, int]] = {name: {} for name in documents}
    for number, row in enumerate(_list(rows, '"blocks"'), 1):
        where = f"block {number}"
        fields = _object(row, where)
        _require_fields(fields, _BLOCK_FIELDS, where, may_have=(_SAMPLE,))
        name, hashed, count = fields["source"], fields["block"], _count(fields["documents"], where)
        if not isinstance(name, str) or name not in documents:
            raise FurnitureError(f"{where}: {name!r} is none of the sources")
        if not isinstance(hashed, str) or not _HASH.fullmatch(hashed):
            raise FurnitureError(f"{where}: {hashed!r} is no hash of a block")
        if hashed in blocks[name]:
            raise FurnitureError(f"{where}: {hashed} stands twice")
        if count > documents[name]:
            raise FurnitureError(f"{where}: stands in {count} of {documents[name]} documents")
        if not isinstance(fields.get(_SAMPLE, ""), str):
            raise FurnitureError(f'{where}: "{_SAMPLE}" must be text')
        blocks[name][hashed] = count
    return blocks


def _object(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FurnitureError(f"{where} must be an object")
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise FurnitureError(f"{where} must be a list")
    return value


def _count(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise FurnitureError(f'{where}: "documents" must be a whole number from 1')
    return value


def _require_fields(
    record: Mapping[str, object], names: Sequence[str], where: str, may_have: Sequence[str] = ()
) -> None:
    for name in names:
        if name not in record:
            raise FurnitureError(f'{where}: "{name}" is missing')
    for name in record:
        if name not in (*names, *may_have):
            raise FurnitureError(f"{where}: unknown field {name!r}")


def _without_twins(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys differ; of two equal ones, JSON readers keep whichever they like."""
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise FurnitureError(f"{twin!r} stands twice in one object")
    return record
