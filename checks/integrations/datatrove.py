"""datatrove: a filter that keeps texts by their verdict, and a step that writes findings into their metadata.

    from checks.integrations.datatrove import CopydeskAnnotator, CopydeskFilter

    pipeline = [reader, CopydeskFilter(checker, exclusion_writer=JsonlWriter("dropped/")), writer]

Importing this module imports datatrove. Both steps travel to datatrove's workers, of which each opens the
checker once; every machine needs copydesk in the same version.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter

from ..engine import Checker
from ..feeds import FeedOptions
from ..finding import Result, Unreadable, Verdict
from ..reports.record import item_record
from .parcel import Parcel
from .records import check_record, reason_unchecked

if TYPE_CHECKING:
    from datatrove.data import Document as Text
    from datatrove.pipeline.writers.disk_base import DiskWriter

KEY = "copydesk"
"""Key of the metadata that gets what was found."""

KEPT = ("score", "verdict", "judged", "complete", "families", "findings", "error")
"""What of a document's output object goes there; the rest is in the document already."""

DROPPED: tuple[Verdict, ...] = ("fail",)
"""Verdicts whose documents a filter drops unless it is told otherwise."""

TYPE = "\N{MEMO} - COPYDESK"
"""How datatrove's statistics name the steps of this module."""

_METADATA = ("title", "url", "source", "language")


class _Check:
    """Checks a datatrove document by its text and what its metadata say of it."""

    def __init__(self, checker: Checker, language: str | None) -> None:
        self._parcel = Parcel.of(checker)
        self._language = language

    def __call__(self, text: Text) -> Result | Unreadable:
        checker = self._parcel.open()
        value = {"text": text.text, "id": text.id}
        value.update({name: text.metadata[name] for name in _METADATA if name in text.metadata})
        options = FeedOptions(
            fields={name: name for name in value}, language=self._language, sources=checker.rule_set.sources
        )
        return check_record(value, checker, options)


class CopydeskAnnotator(PipelineStep):  # type: ignore[misc]  # datatrove is not typed
    """Checks every document and writes score, verdict and findings into its metadata; none is dropped."""

    name = "\N{MEMO} Annotator"
    type = TYPE

    def __init__(self, checker: Checker, *, language: str | None = None, key: str = KEY) -> None:
        """`language` overrides what documents say of theirs; `key` of the metadata gets what was found."""
        super().__init__()
        self.check = _Check(checker, language)
        self.key = key

    def run(self, data: Iterable[Text], rank: int = 0, world_size: int = 1) -> Iterator[Text]:  # noqa: ARG002
        """The documents, each with what was found; datatrove's statistics count them by verdict."""
        for text in data or ():
            with self.track_time():
                item = self.check(text)
                text.metadata[self.key] = note(item)
            self.stat_update("total", _outcome(item))
            self.update_doc_stats(text)
            yield text


class CopydeskFilter(BaseFilter):  # type: ignore[misc]
    """Drops the documents with certain verdicts, and those that could not be checked.

    An `exclusion_writer` gets them with the reason as `filter_reason`: `fail`, `review`, `empty-text` …
    """

    name = "\N{MEMO} Filter"
    type = TYPE

    def __init__(
        self,
        checker: Checker,
        *,
        drop: Collection[Verdict] = DROPPED,
        language: str | None = None,
        key: str | None = KEY,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        """`drop` are the verdicts to drop; `key` of the metadata gets what was found, unless it is None."""
        super().__init__(exclusion_writer)
        self.check = _Check(checker, language)
        self.drop = frozenset(drop)
        self.key = key

    def filter(self, doc: Text) -> bool | tuple[bool, str]:
        """Whether a document is kept, else why not."""
        item = self.check(doc)
        if self.key is not None:
            doc.metadata[self.key] = note(item)
        outcome = _outcome(item)
        if outcome in self.drop or reason_unchecked(item) is not None:
            return False, outcome
        return True


def note(item: Result | Unreadable) -> dict[str, Any]:
    """What goes into the metadata of a document."""
    record = item_record(item)
    return {key: record[key] for key in KEPT if key in record}


def _outcome(item: Result | Unreadable) -> str:
    """The verdict of a document, or why it has none."""
    unchecked = reason_unchecked(item)
    if unchecked is not None or isinstance(item, Unreadable):
        return (unchecked or "").partition(":")[0]
    return item.verdict
