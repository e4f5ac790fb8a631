"""A spider whose items are checked while it runs, and the small site in `site/` to run it on.

    pip install 'copydesk[scrapy]'
    python3 -m http.server --directory examples/scrapy/site 8000 &
    scrapy runspider examples/scrapy/spider.py -O good.jsonl

Articles above the gate go to good.jsonl, the others to below-the-gate.jsonl with what is wrong with them:
`bridge.html`, which fails, and `gallery.html`, which has no text. The crawl's statistics count both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy.http import Response


class GazetteSpider(scrapy.Spider):
    """Scrapes the articles that the front page links to."""

    name = "gazette"
    custom_settings = {  # noqa: RUF012 (as Scrapy declares it)
        "ITEM_PIPELINES": {"checks.integrations.scrapy.CopydeskPipeline": 800},
        "COPYDESK_RULES": "default",
        "COPYDESK_FIELDS": {"text": "body", "title": "headline"},
        "COPYDESK_ACTION": "divert",
        "COPYDESK_DIVERT_FILE": "below-the-gate.jsonl",
    }

    def __init__(self, site: str = "http://127.0.0.1:8000/", **given: Any) -> None:
        """Begin with the front page of `site`; `-a site=…` names another place."""
        super().__init__(**given)
        self.start_urls = [site]

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        """Follow the links of the front page."""
        yield from response.follow_all(css="li a", callback=self.parse_article)

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        """One article."""
        paragraphs = (" ".join(p.css("::text").getall()) for p in response.css("article p"))
        yield {
            "url": response.url,
            "language": response.css("html::attr(lang)").get(),
            "headline": response.css("h1::text").get(),
            "body": "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs),
        }
