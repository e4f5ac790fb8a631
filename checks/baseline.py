"""What was there before: the findings that a run need not answer for, by document, fingerprint and count.

docs/baseline.md tells how a baseline and the verdict meet. Nothing here touches a file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .acceptance import is_fingerprint
from .document import Document
from .finding import Result
from .fingerprint import document_key

FORMAT = "copydesk-baseline"
FORMAT_VERSION = 1

_FIELDS = ("format", "version", "copydesk", "rules", "documents")


class BaselineError(ValueError):
    """A text that is no baseline, and why."""


@dataclass(frozen=True)
class Baseline:
    """The known findings: how often each fingerprint occurs in each document, by the document's key."""

    documents: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def knows(self, document: Document, fingerprints: Iterable[Sequence[str]]) -> list[bool]:
        """For each finding of a document, in reading order, whether it is known.

        A finding comes with the fingerprints that it has and, where its rule had other ids, had. Of findings
        that share one, as many are known as there were: the further ones are more of the same.
        """
        counts = self.documents.get(document_key(document)) if self.documents else None
        if not counts:
            return [False for _ in fingerprints]
        left = Counter(counts)
        return [_took_one(left, names) for names in fingerprints]


def _took_one(left: Counter[str], names: Sequence[str]) -> bool:
    for name in names:
        if left[name] > 0:
            left[name] -= 1
            return True
    return False


class Gathering:
    """Gathers a baseline from results, in memory that grows with the findings and not with the texts."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._documents: dict[str, Counter[str]] = {}

    def add(self, result: Result) -> None:
        """Take what a document holds today; what is accepted is answered for already.

        Of documents with one key, each is allowed what any of them has: no sum, so their order and number do
        not matter.
        """
        counts = Counter(f.fingerprint for f in result.findings if f.state != "accepted")
        if counts:
            key = document_key(result.document)
            self._documents[key] = self._documents.get(key, Counter()) | counts

    def baseline(self) -> Baseline:
        """What was gathered."""
        return Baseline(self._documents)


class StoredBaseline(NamedTuple):
    """A baseline as its file has it: with the version and the rules (SHA-256) that it was made with."""

    baseline: Baseline
    version: str
    rules: str


def baseline_record(stored: StoredBaseline) -> dict[str, Any]:
    """The file's content as JSON values, in one order whatever the order of the feed.

    Documents without findings are left out: they are judged as always.
    """
    documents = sorted(stored.baseline.documents.items())
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "copydesk": stored.version,
        "rules": stored.rules,
        "documents": [{"key": key, "findings": dict(sorted(counts.items()))} for key, counts in documents],
    }


def parse_baseline(text: str) -> StoredBaseline:
    """The baseline in a file's text. Raises BaselineError: no entry is dropped or guessed."""
    try:
        record = json.loads(text, object_pairs_hook=_without_twins)
    except RecursionError:
        raise BaselineError("it is nested too deeply") from None
    except ValueError as error:
        raise BaselineError(f"it is no JSON: {error}") from None
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise BaselineError(f'it is no baseline: "format" is not "{FORMAT}"')
    version = record.get("version")
    if type(version) is not int or version != FORMAT_VERSION:
        raise BaselineError(f'"version" must be {FORMAT_VERSION}: this copydesk reads no other')
    _require_fields(record, _FIELDS, "the baseline")
    for name in ("copydesk", "rules"):
        if not isinstance(record[name], str):
            raise BaselineError(f'"{name}" must be text')
    return StoredBaseline(Baseline(_documents(record["documents"])), record["copydesk"], record["rules"])


def _documents(rows: object) -> dict[str, dict[str, int]]:
    if not isinstance(rows, list):
        raise BaselineError('"documents" must be a list')
    documents: dict[str, dict[str, int]] = {}
    for number, row in enumerate(rows, 1):
        where = f"document {number}"
        if not isinstance(row, dict):
            raise BaselineError(f"{where} must be an object")
        _require_fields(row, ("key", "findings"), where)
        key, findings = row["key"], row["findings"]
        if not isinstance(key, str):
            raise BaselineError(f'{where}: "key" must be text')
        if key in documents:
            raise BaselineError(f"{where}: {key!r} stands twice")
        documents[key] = _counts(findings, where)
    return documents


def _counts(findings: object, where: str) -> dict[str, int]:
    if not isinstance(findings, dict) or not findings:
        raise BaselineError(f'{where}: "findings" must be an object of fingerprints and counts')
    for name, count in findings.items():
        if not is_fingerprint(name):
            raise BaselineError(f"{where}: {name!r} is no fingerprint")
        if type(count) is not int or count < 1:
            raise BaselineError(f"{where}: the count of {name} must be a whole number from 1")
    return findings


def _require_fields(record: Mapping[str, object], names: Sequence[str], where: str) -> None:
    for name in names:
        if name not in record:
            raise BaselineError(f'{where}: "{name}" is missing')
    for name in record:
        if name not in names:
            raise BaselineError(f"{where}: unknown field {name!r}")


def _without_twins(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys differ; of two equal ones, JSON readers keep whichever they like."""
    record = dict(pairs)
    if len(record) < len(pairs):
        twin = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise BaselineError(f"{twin!r} stands twice in one object")
    return record
