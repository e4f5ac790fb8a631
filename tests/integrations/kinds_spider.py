"""A spider that yields what a site's front page lists, as one kind of item after the other.

`-a stats=FILE` writes the crawl's statistics, `-a kinds=dict,item` chooses among the kinds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scrapy
from scrapy.http import Response


class ArticleItem(scrapy.Item):
    """An article with a field for the note."""

    name = scrapy.Field()
    body = scrapy.Field()
    copydesk = scrapy.Field()


class BareItem(scrapy.Item):
    """An article without a field for the note."""

    name = scrapy.Field()
    body = scrapy.Field()


@dataclass
class Article:
    """An article with a field for the note."""

    name: str
    body: str | None
    copydesk: dict[str, Any] | None = None


KINDS = {"dict": dict, "item": ArticleItem, "bare": BareItem, "dataclass": Article}


class KindsSpider(scrapy.Spider):
    """Yields each paragraph of a page as an item."""

    name = "kinds"
    custom_settings = {  # noqa: RUF012 (as Scrapy declares it)
        "ITEM_PIPELINES": {"checks.integrations.scrapy.CopydeskPipeline": 800},
        "COPYDESK_LANGUAGE": "en",
        "TELNETCONSOLE_ENABLED": False,
    }
    site: str
    stats: str
    kinds: str = "dict"

    def __init__(self, **given: Any) -> None:
        """Start with the page that is given."""
        super().__init__(**given)
        self.start_urls = [self.site]

    def parse(self, response: Response) -> Iterator[Any]:
        """Each paragraph as an item of every kind."""
        for kind in self.kinds.split(","):
            for paragraph in response.css("p"):
                yield KINDS[kind](name=f"{kind} {paragraph.attrib['id']}", body=paragraph.css("::text").get())

    def closed(self, reason: str) -> None:
        """Write the statistics down."""
        assert self.crawler.stats is not None
        counts = {name: n for name, n in self.crawler.stats.get_stats().items() if "copydesk" in name}
        Path(self.stats).write_text(json.dumps(counts), "utf-8")
