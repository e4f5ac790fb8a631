"""A Scrapy item pipeline that checks what a spider scrapes while it scrapes.

    ITEM_PIPELINES = {"checks.integrations.scrapy.CopydeskPipeline": 800}
    COPYDESK_FIELDS = {"text": "body", "title": "headline"}
    COPYDESK_ACTION = "divert"
    COPYDESK_DIVERT_FILE = "below-the-gate.jsonl"

`scrapy_settings` lists every setting; docs/integrations.md explains them. Items are checked one after
another on the reactor's thread, in the order in which they come.
"""

from __future__ import annotations

import json
import logging
from collections import Counter, deque
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from ..document import Document, Location
from ..finding import Result, Unreadable
from ..reports.record import item_record, new_only
from ..reports.visible import visible
from .records import read_record, reason_unchecked
from .scrapy_settings import PipelineSettings, read_settings

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

Item = TypeVar("Item")

logger = logging.getLogger(__name__)

KEPT = ("score", "verdict", "judged", "complete", "families", "near_duplicate_of", "findings", "error")
"""What of a document's output object goes into the item; the rest is in the item already."""

RULES_NAMED = 3
"""Rules that the reason of a dropped item names."""


class CopydeskPipeline:
    """Checks each item, notes what was found in it, and drops or diverts it if it is below the gate.

    Below the gate is what has one of the rule file's `gate.fail_verdicts`, and what could not be checked.
    """

    def __init__(self, settings: PipelineSettings, stats: StatsCollector, source: str) -> None:
        """`source` is the name by which the rule file's `sources` know the spider.

        Raises `SettingError` and `RuleErrors`, which end the crawl.
        """
        from scrapy.utils.misc import load_object  # noqa: PLC0415 (only a crawl needs Scrapy)

        checker = settings.checker()
        self._settings = settings
        self._stats = stats
        self._source = source
        self._options = settings.feed_options(checker.rule_set, source)
        self._below = frozenset(checker.rule_set.gate.fail_verdicts)
        self._classes = tuple(load_object(path) for path in settings.items)
        self._records = 0
        self._told: set[type] = set()
        self._diverted: TextIO | None = None
        # one run of `check_all` over the crawl: it survives a crash and knows near-duplicates
        self._waiting: deque[Document | Unreadable] = deque()
        self._results = checker.check_all(iter(self._waiting.popleft, None))
        logger.info("copydesk checks with the rules of %s", checker.rule_set.path)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CopydeskPipeline:
        """The pipeline that a crawl's settings ask for."""
        assert crawler.stats is not None
        name = crawler.spider.name if crawler.spider is not None else "scrapy"
        return cls(read_settings(crawler.settings), crawler.stats, name)

    def open_spider(self, spider: Spider | None = None) -> None:  # noqa: ARG002 (older Scrapy gives it)
        """Open the file for diverted items, so that one that cannot be written shows at once."""
        if self._settings.divert_file is not None:
            self._diverted = Path(self._settings.divert_file).open("a", encoding="utf-8")  # noqa: SIM115

    def close_spider(self, spider: Spider | None = None) -> None:  # noqa: ARG002
        """Close the file."""
        if self._diverted is not None:
            self._diverted.close()

    def process_item(self, item: Item, spider: Spider | None = None) -> Item:  # noqa: ARG002
        """The item, annotated. Raises DropItem where it is dropped or diverted."""
        from itemadapter import ItemAdapter  # noqa: PLC0415 (only a crawl has it)
        from scrapy.exceptions import DropItem  # noqa: PLC0415

        if self._classes and not isinstance(item, self._classes):
            self._count("not_checked")
            return item
        adapter = ItemAdapter(item)
        checked = self._check(adapter.asdict())
        self._count_result(checked)
        record = item_record(checked)
        note = {key: record[key] for key in KEPT if key in record}
        if self._settings.action == "annotate" or not self._is_below(checked):
            self._annotate(adapter, note)
            return item
        if self._diverted is not None:
            self._divert(adapter.asdict(), note)
        self._count("diverted" if self._diverted is not None else "dropped")
        raise DropItem(_reason(checked))

    def _check(self, value: Mapping[str, Any]) -> Result | Unreadable:
        self._records += 1
        location = Location(self._source, record=self._records)
        self._waiting.append(read_record(value, location, self._options))
        return next(self._results)

    def _is_below(self, checked: Result | Unreadable) -> bool:
        return isinstance(checked, Unreadable) or not checked.complete or checked.verdict in self._below

    def _annotate(self, adapter: Any, note: Mapping[str, Any]) -> None:
        """Set the item's field; an item class that has no such field goes on without, which is told once."""
        try:
            adapter[self._settings.key] = note
        except (KeyError, AttributeError):  # no such field; or the class is frozen
            self._count("not_annotated")
            kind = type(adapter.item)
            if kind not in self._told:
                self._told.add(kind)
                logger.warning(
                    "%s has no field %r: its items are checked and not annotated",
                    kind.__name__,
                    self._settings.key,
                )

    def _divert(self, value: Mapping[str, Any], note: Mapping[str, Any]) -> None:
        """Append the item with its note, a line that `copydesk check` reads again."""
        from scrapy.utils.serialize import ScrapyJSONEncoder  # noqa: PLC0415

        class Encoder(ScrapyJSONEncoder):
            def default(self, o: Any) -> Any:
                try:
                    return super().default(o)
                except TypeError:  # an odd value is no reason to lose the item
                    return repr(o)

        assert self._diverted is not None
        line = json.dumps({**value, self._settings.key: note}, cls=Encoder)  # ASCII: surrogates stay escaped
        self._diverted.write(line + "\n")
        self._diverted.flush()

    def _count_result(self, checked: Result | Unreadable) -> None:
        self._count("items")
        if isinstance(checked, Unreadable):
            self._count("unreadable")
            self._count(f"unreadable/{checked.kind}")
            return
        self._count(checked.verdict if checked.complete else "unreadable")
        if checked.near_duplicate_of is not None:
            self._count("near_duplicates")
        found = Counter(finding.rule for finding in new_only(checked.findings))
        for rule, findings in found.items():
            self._count(f"rules/{rule}", findings)
        for state in ("known", "accepted"):
            if findings := sum(finding.state == state for finding in checked.findings):
                self._count(state, findings)

    def _count(self, name: str, by: int = 1) -> None:
        self._stats.inc_value(f"copydesk/{name}", by)


def _reason(checked: Result | Unreadable) -> str:
    """Why an item is below the gate, in one line that quotes nothing of its text."""
    unchecked = reason_unchecked(checked)
    if unchecked is not None or isinstance(checked, Unreadable):
        return visible(f"copydesk could not check it: {unchecked}")
    dearest = sorted(new_only(checked.findings), key=lambda finding: -finding.points)
    rules = list(dict.fromkeys(finding.rule for finding in dearest))
    named = ", ".join(rules[:RULES_NAMED]) + (" …" if len(rules) > RULES_NAMED else "")
    score = checked.score if checked.judged_score is None else checked.judged_score
    return f"copydesk: {checked.verdict}, score {score:g}: {named}"
