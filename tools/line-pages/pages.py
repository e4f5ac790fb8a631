"""Page collections, read from local copies: pages with their main text, where a collection gives it."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import html_text

BENCHMARK_PAGE = re.compile(r"[0-9a-f]{32}\.html$")
"""Pages that trafilatura's evaluation took over from the article extraction benchmark: kept for measuring."""


class Page(NamedTuple):
    """One page. `gold` is its main text as an annotator has it, empty where nobody did; `sort` what it is."""

    collection: str
    name: str
    host: str
    html: str
    gold: str
    sort: str = "article"


def wcxb(folder: Path) -> Iterator[Page]:
    """The development part of the Web Content Extraction Benchmark, a checkout's folder `dev`."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        source = folder / "html" / f"{path.stem}.html.gz"
        gold = record["ground_truth"]["main_content"] or ""
        if source.exists() and gold.strip():
            html = gzip.decompress(source.read_bytes()).decode("utf-8", "replace")
            sort = record["_internal"]["page_type"]["primary"]
            yield Page("wcxb", path.stem, _host(record.get("url") or path.stem), html, gold, sort)


def trafilatura(repository: Path) -> Iterator[Page]:
    """Pages of trafilatura's evaluation, from its git directory; it has no main texts."""
    pages = json.loads(_shown(repository, "tests/evaldata.json"))
    for url, record in sorted(pages.items()):  # a few keys are file names without a scheme
        name = record["file"]
        if BENCHMARK_PAGE.match(name):
            continue
        for folder in ("tests/eval", "tests/cache"):
            raw = _shown(repository, f"{folder}/{name}")
            if raw:
                yield Page("trafilatura", name, _host(url), raw.decode("utf-8", "replace"), "")
                break


def readability(repository: Path) -> Iterator[Page]:
    """The test pages of readability, from its git directory; the expected article is the main text."""
    folders = _shown(repository, "test/test-pages/").decode().split("\n")[2:]
    for folder in sorted(name.rstrip("/") for name in folders if name.endswith("/")):
        html = _shown(repository, f"test/test-pages/{folder}/source.html").decode("utf-8", "replace")
        expected = _shown(repository, f"test/test-pages/{folder}/expected.html").decode("utf-8", "replace")
        gold = html_text.extract_text(expected) if expected.strip() else ""
        if gold.strip():
            yield Page("readability", folder, folder, html, gold)


def _host(url: str) -> str:
    """The site of an address; a second-level "co" or "com" stays with the name before it."""
    labels = (urlsplit(url if "//" in url else f"//{url}").hostname or url).split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])  # noqa: PLR2004


def _shown(repository: Path, path: str) -> bytes:
    """A file, or a folder's listing, of a git directory's newest commit; empty where it has none."""
    command = ["git", f"--git-dir={repository}", "show", f"HEAD:{path}"]
    return subprocess.run(command, capture_output=True, check=False).stdout
