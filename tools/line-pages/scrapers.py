"""What each scraper makes of a page. Every one is a function from HTML to text; a failure is an empty text.

Each imports its library itself: they are slow to load, and a failure of one must not stop the others.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

SECONDS = 20
"""Time that one scraper may take for one page; a few loop on broken markup."""

WHOLE_PAGE = "html-text"
"""The scraper that keeps everything that is to be seen."""


def newspaper(html: str) -> str:
    """newspaper3k."""
    from newspaper import Article, Config  # noqa: PLC0415

    config = Config()
    config.fetch_images = False
    article = Article("https://example.org/", config=config)
    article.set_html(html)
    article.parse()
    return str(article.text)


def goose(html: str) -> str:
    """goose3."""
    from goose3 import Goose  # noqa: PLC0415

    with Goose({"enable_image_fetching": False}) as scraper:
        return str(scraper.extract(raw_html=html).cleaned_text)


def readability(html: str) -> str:
    """readability-lxml, its article read with html-text."""
    import html_text  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    return str(html_text.extract_text(Document(html).summary()))


def trafilatura(html: str) -> str:
    """The scraper trafilatura with its defaults."""
    import trafilatura as scraper  # noqa: PLC0415

    return scraper.extract(html) or ""


def boilerpipe(html: str) -> str:
    """The article extractor of boilerpipe, in Python."""
    from boilerpy3.extractors import ArticleExtractor  # noqa: PLC0415

    return str(ArticleExtractor(raise_on_failure=False).get_content(html))


def boilerpipe_default(html: str) -> str:
    """The default extractor of boilerpipe, which keeps more."""
    from boilerpy3.extractors import DefaultExtractor  # noqa: PLC0415

    return str(DefaultExtractor(raise_on_failure=False).get_content(html))


def resiliparse(html: str) -> str:
    """resiliparse, main content."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return str(extract_plain_text(html, main_content=True, preserve_formatting=True))


def html_text_whole(html: str) -> str:
    """The whole page with html-text."""
    import html_text  # noqa: PLC0415

    return str(html_text.extract_text(html))


SCRAPERS: Mapping[str, Callable[[str], str]] = {
    "newspaper": newspaper,
    "goose3": goose,
    "readability": readability,
    "trafilatura": trafilatura,
    "boilerpipe": boilerpipe,
    "boilerpipe-default": boilerpipe_default,
    "resiliparse": resiliparse,
    WHOLE_PAGE: html_text_whole,
}


def scraped(html: str) -> Iterator[tuple[str, str]]:
    """Each scraper's name and what it makes of a page."""
    for name, scrape in SCRAPERS.items():
        try:
            with _limited():
                yield name, scrape(html).strip()
        except Exception:  # a scraper may fail on a page in any way of its own
            yield name, ""


@contextmanager
def _limited() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
