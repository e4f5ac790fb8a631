"""Both pages that the project writes, as a reader has them: narrow and wide, light and dark, by keyboard."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsers import started_browser
from click.testing import CliRunner
from nightly_samples import HOSTILE, first_night, full_report, only_unreadable
from opened_pages import DESK, OpenedPage, opened_in

from checks.commands import cli
from checks.nightly.html import write_html
from checks.nightly.model import NightlyReport

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FEED = Path(__file__).parents[1] / "cases" / "reports"

PHONE = 360
"""Pixels of a small telephone."""

LONG = "an-absurdly-long-word-without-any-break" * 40


def nightly(report: NightlyReport) -> str:
    stream = io.StringIO()
    write_html(report, stream)
    return stream.getvalue()


def check_report() -> str:
    """The page on a feed with hostile characters in every field."""
    arguments = ["check", "--rules", str(FEED / "rules.yaml"), "--format", "html", str(FEED / "feed.jsonl")]
    return CliRunner().invoke(cli, arguments).stdout


PAGES: dict[str, Callable[[], str]] = {
    "nightly": lambda: nightly(full_report()),
    "nightly, hostile": lambda: nightly(full_report(text=f" {HOSTILE} {LONG}")),
    "nightly, first night": lambda: nightly(first_night()),
    "nightly, only unreadable": lambda: nightly(only_unreadable()),
    "check": check_report,
}

OpenPage = Callable[..., OpenedPage]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with started_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens pages that are closed after the test."""
    with ExitStack() as stack:
        yield lambda source, **window: stack.enter_context(
            opened_in(browser, tmp_path / "page.html", source, **window)
        )


@pytest.fixture(params=PAGES, scope="module")
def source(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


@pytest.fixture(params=[False, True], ids=["light", "dark"], scope="module")
def dark(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=[PHONE, DESK], scope="module")
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def opened(
    source: str, width: int, dark: bool, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenedPage]:
    """Each page, narrow and wide, light and dark."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    with opened_in(browser, path, source, width=width, dark=dark) as page:
        yield page


def test_a_page_makes_the_browser_complain_of_nothing(opened: OpenedPage) -> None:
    assert opened.complaints == []


def test_a_page_asks_for_nothing(opened: OpenedPage) -> None:
    assert opened.requests == []


def test_a_page_fits_its_window(opened: OpenedPage) -> None:
    assert opened.wider_than_the_window() == []
    assert not opened.scrolls_sideways()


def test_a_page_is_accessible_with_all_of_it_unfolded(opened: OpenedPage) -> None:
    opened.open_details()
    assert opened.violations() == []
    assert not opened.scrolls_sideways()


def test_dark_and_light_differ_in_paper_and_ink(source: str, open_page: OpenPage) -> None:
    light, dark = open_page(source).colours("body"), open_page(source, dark=True).colours("body")
    assert light[0] != dark[0] and light[1] != dark[1]


def test_the_colours_of_charts_follow_the_page(open_page: OpenPage) -> None:
    source = nightly(full_report())
    stroke = "svg.chart path[stroke]"
    assert open_page(source).stroke(stroke) != open_page(source, dark=True).stroke(stroke)


def test_paper_is_white_in_the_dark_too(source: str, open_page: OpenPage) -> None:
    opened = open_page(source, dark=True)
    opened.page.emulate_media(media="print", color_scheme="dark")
    assert opened.colours("body")[0] == "rgb(255, 255, 255)"


def test_paper_shows_what_the_screen_folds_away(open_page: OpenPage) -> None:
    opened = open_page(nightly(full_report()))
    figures = opened.page.locator("article.source details tbody").first
    assert not figures.is_visible()
    opened.page.emulate_media(media="print")
    assert figures.is_visible()


def test_the_first_tab_leads_past_the_head_of_the_page(source: str, open_page: OpenPage) -> None:
    opened = open_page(source)
    tag, name = opened.tab()
    assert tag == "a" and name.startswith(("Skip to", "To the"))
    assert opened.page.locator("a.skip").is_visible()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("a.skip").get_attribute("href") == f"#{opened.focused_id()}"


def test_every_table_that_scrolls_is_reached_by_keyboard(source: str, open_page: OpenPage) -> None:
    opened = open_page(source, width=PHONE)
    names = set(opened.page.locator(".scroll:visible").evaluate_all("all => all.map(e => e.ariaLabel)"))
    assert names <= opened.names_by_tab()


def test_what_has_the_focus_is_outlined(source: str, open_page: OpenPage) -> None:
    opened = open_page(source, width=PHONE)
    while opened.tab()[0] != "div":
        pass
    assert opened.outline() >= 2


def test_of_a_chart_drawn_twice_one_is_shown(width: int, open_page: OpenPage) -> None:
    opened = open_page(nightly(full_report()), width=width)
    assert opened.page.locator(".wide svg").is_visible() == (width == DESK)
    assert opened.page.locator(".narrow svg").is_visible() == (width == PHONE)


def test_hostile_text_is_read_as_text(open_page: OpenPage) -> None:
    opened = open_page(nightly(full_report(text=HOSTILE)))
    shown = opened.page.locator("#documents ~ article mark").first.inner_text()
    assert '<script>alert("owned")</script><img src=x onerror=alert(1)>' in shown
    assert opened.page.locator("script, img, iframe").count() == 0
    assert opened.complaints == []


def test_the_test_itself_would_see_a_script_a_request_and_a_wide_page(open_page: OpenPage) -> None:
    """What the other tests rely on to be silent must be able to speak."""
    opened = open_page(
        '<!DOCTYPE html><script>alert(1)</script><img src="x.png"><p style="width:999px">a', width=PHONE
    )
    assert "dialog: 1" in opened.complaints
    assert opened.requests[0].endswith("x.png")
    assert opened.scrolls_sideways() and opened.wider_than_the_window()
    assert any("image-alt" in violation for violation in opened.violations())
