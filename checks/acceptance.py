"""Findings that somebody accepted: what an entry says, what it covers, and which entries no longer occur.

docs/baseline.md tells how acceptance and verdict meet. Nothing here touches a file or a clock.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import cached_property
from typing import Annotated, Literal, NamedTuple, get_args

from .doc import Doc
from .document import Document
from .finding import Accepted, Result, Unreadable
from .fingerprint import DIGEST_CHARACTERS, document_key

Applies = Literal["document", "source", "everywhere"]
APPLIES: tuple[Applies, ...] = get_args(Applies)
"""From the narrowest to the widest."""

_FINGERPRINT = re.compile(f"[0-9a-f]{{{DIGEST_CHARACTERS}}}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def is_fingerprint(text: str) -> bool:
    """Whether a text could be a finding's fingerprint."""
    return _FINGERPRINT.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. `rule` and `match` are for people: the fingerprint stands for both."""

    fingerprint: Annotated[str, Doc("The finding's fingerprint, as the reports give it.")]
    applies: Annotated[Applies, Doc("Where it is accepted: in one document, in one source, or everywhere.")]
    reason: Annotated[str, Doc("Why it is right as it stands.")]
    who: Annotated[str, Doc("Who says so.")]
    date: Annotated[str, Doc("Since when, as in 2026-01-31.")]
    rule: Annotated[str | None, Doc("The rule that made the finding.")] = None
    match: Annotated[str | None, Doc("What was found, as far as it can be shown.")] = None
    document: Annotated[str | None, Doc("With `applies: document`: the document's key.")] = None
    source: Annotated[str | None, Doc("With `applies: source`: the source that the feed names.")] = None

    def __post_init__(self) -> None:
        """Raise ValueError for an entry that is incomplete, or says what has no meaning."""
        if not is_fingerprint(self.fingerprint):
            raise ValueError(
                f"{self.fingerprint!r} is no fingerprint: {DIGEST_CHARACTERS} hexadecimal digits"
            )
        for name in ("reason", "who"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name!r} is blank")
        if not _is_date(self.date):
            raise ValueError(f"{self.date!r} is no date such as 2026-01-31")
        for name in ("document", "source"):
            if (getattr(self, name) is not None) != (self.applies == name):
                needs = "needs" if self.applies == name else "takes no"
                raise ValueError(f"`applies: {self.applies}` {needs} {name!r}")

    @property
    def scope(self) -> tuple[str, Applies, str | None]:
        """What makes two entries the same: the fingerprint, and where it is accepted."""
        return self.fingerprint, self.applies, self.document if self.document is not None else self.source

    def covers(self, key: str, source: str | None) -> bool:
        """Whether the entry holds for a document of this key and source."""
        if self.applies == "document":
            return self.document == key
        return self.applies == "everywhere" or (source is not None and self.source == source)


class Placed(NamedTuple):
    """An entry, and where in its file it stands."""

    entry: Entry
    place: str


@dataclass(frozen=True)
class Acceptance:
    """The accepted findings in force."""

    placed: tuple[Placed, ...] = ()

    @cached_property
    def _by_fingerprint(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, (entry, _) in enumerate(self.placed):
            numbers[entry.fingerprint].append(number)
        return {
            fingerprint: sorted(found, key=lambda number: APPLIES.index(self.placed[number].entry.applies))
            for fingerprint, found in numbers.items()
        }

    def covering(self, fingerprint: str, key: str, source: str | None) -> list[int]:
        """Which entries hold for a finding, by number: the narrowest first."""
        numbers = self._by_fingerprint.get(fingerprint, ())
        return [number for number in numbers if self.placed[number].entry.covers(key, source)]

    def of(self, document: Document, fingerprints: Iterable[Sequence[str]]) -> list[Accepted | None]:
        """For each finding of a document: who accepted it, where somebody did.

        A finding comes with the fingerprints that it has and, where its rule had other ids, had.
        """
        if not self.placed:
            return [None for _ in fingerprints]
        key = document_key(document)
        return [self._accepted(names, key, document.source) for names in fingerprints]

    def _accepted(self, names: Sequence[str], key: str, source: str | None) -> Accepted | None:
        for name in names:
            if numbers := self.covering(name, key, source):
                entry = self.placed[numbers[0]].entry
                return Accepted(entry.who, entry.reason, entry.fingerprint)
        return None


STALE_NAMED = 10
"""Stale entries that a report names; the others are counted."""


class Staleness(NamedTuple):
    """The entries that no longer occur, out of `total`.

    `not_judged` could not have occurred: their document or source was not in the run, or their rule did not
    run.
    """

    stale: tuple[Placed, ...] = ()
    not_judged: int = 0
    total: int = 0


class Occurrences:
    """Which entries occur in a run; fed one item at a time, in memory that the entries bound."""

    def __init__(self, acceptance: Acceptance, idle_rules: Collection[str] = ()) -> None:
        """Nothing has occurred yet; `idle_rules` exist and do not run."""
        self._acceptance = acceptance
        self._idle_rules = frozenset(idle_rules)
        self._met: set[int] = set()
        self._awaited = {entry.document for entry, _ in acceptance.placed}
        self._documents: set[str | None] = set()
        self._sources: set[str | None] = set()

    def add(self, item: Result | Unreadable) -> None:
        """Count one document. One that was not checked to its end proves no absence."""
        if isinstance(item, Unreadable) or not self._acceptance.placed:
            return
        key, source = document_key(item.document), item.document.source
        for finding in item.findings:
            if finding.accepted is not None:
                self._met.update(self._acceptance.covering(finding.accepted.fingerprint, key, source))
        if item.complete:
            self._documents.update({key} & self._awaited)
            self._sources.add(source)

    def staleness(self) -> Staleness:
        """What the run says of the entries."""
        missing = [p for number, p in enumerate(self._acceptance.placed) if number not in self._met]
        stale = tuple(placed for placed in missing if self._could_occur(placed.entry))
        return Staleness(stale, len(missing) - len(stale), len(self._acceptance.placed))

    def _could_occur(self, entry: Entry) -> bool:
        if entry.rule in self._idle_rules:
            return False
        if entry.applies == "document":
            return entry.document in self._documents
        return entry.applies == "everywhere" or entry.source in self._sources


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        calendar_date.fromisoformat(text)
    except ValueError:
        return False
    return True
