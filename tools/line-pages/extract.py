#!/usr/bin/env python3
"""Run scrapers over labelled page collections: `extract.py COLLECTION COPY OUT.jsonl`.

COLLECTION is a key of COLLECTIONS, COPY where it lies (see pages.py and lists.py), OUT one page a line: its
collection, name, host, sort, main text ("gold"), headlines, and what each scraper makes of it ("scraped").
The texts stay on the machine that trains; only figures of trained trees go into the repository.
"""

from __future__ import annotations

import html
import json
import multiprocessing
import re
import sys
from pathlib import Path

import lists
import pages
import scrapers

COLLECTIONS = {
    "wcxb": pages.wcxb,
    "trafilatura": pages.trafilatura,
    "readability": pages.readability,
    "recipes": lists.recipes,
    "books": lists.books,
    "results": lists.results,
}
_HEADLINE = re.compile(r"<(title|h1)[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")

MAX_HTML = 3_000_000
"""Characters of a page; longer ones are data in scripts, and take a scraper minutes."""


def extracted(page: pages.Page) -> str:
    """One line of the output."""
    headlines = [" ".join(html.unescape(_TAG.sub(" ", m[2])).split()) for m in _HEADLINE.finditer(page.html)]
    return json.dumps(
        {
            "collection": page.collection,
            "page": page.name,
            "host": page.host,
            "sort": page.sort,
            "gold": page.gold,
            "headlines": headlines,
            "scraped": dict(scrapers.scraped(page.html)) if page.html else {},
        },
        ensure_ascii=False,
    )


def main() -> None:
    """Write a collection's pages."""
    collection, copy, out = sys.argv[1:]
    found = (page for page in COLLECTIONS[collection](Path(copy)) if len(page.html) <= MAX_HTML)
    with Path(out).open("w", encoding="utf-8") as stream, multiprocessing.Pool(2) as pool:
        for line in pool.imap(extracted, found, chunksize=4):
            stream.write(line + "\n")


if __name__ == "__main__":
    main()
