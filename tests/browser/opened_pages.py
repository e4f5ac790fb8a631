"""A page that was opened in a browser, and what happened while it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOCUSED = """() => {
  const focused = document.activeElement;
  return [focused.tagName.toLowerCase(), focused.getAttribute('aria-label') ?? focused.textContent.trim()];
}"""
"""The element that has the focus: its tag and its name."""

WIDER_THAN_THE_WINDOW = """() => [...document.querySelectorAll('body, body *')]
  .filter(element => !element.parentElement.closest('.scroll, svg'))
  .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
  .map(element => element.outerHTML.slice(0, 80))"""
"""The elements outside of scrolling regions that stand out to the right."""


DESK = 1280
"""Pixels of a usual window."""


@contextmanager
def opened_in(
    browser: Browser, path: Path, source: str, *, width: int = DESK, dark: bool = False
) -> Iterator[OpenedPage]:
    """The text of a page, opened as a file and without a network; closed at the end."""
    path.write_text(source, "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", offline=True
    )
    with context:
        yield OpenedPage(context.new_page(), path.as_uri())


class OpenedPage:
    """Listens from the first byte on: to requests, to messages of the console, to errors and dialogs."""

    def __init__(self, page: Page, address: str) -> None:
        """Open the address."""
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)
        page.goto(address)
        self.requests.remove(address)

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def violations(self) -> list[str]:
        """What axe finds to be inaccessible, best practices included."""
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - with the browser alone

        return [
            f"{violation['id']}: {node['html']}"
            for violation in Axe().run(self.page).response["violations"]
            for node in violation["nodes"]
        ]

    def wider_than_the_window(self) -> list[str]:
        """What would make the page scroll sideways."""
        found: list[str] = self.page.evaluate(WIDER_THAN_THE_WINDOW)
        return found

    def scrolls_sideways(self) -> bool:
        """Whether the page as a whole does."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def tab(self) -> tuple[str, str]:
        """Press Tab; the tag and the name of what has the focus then."""
        self.page.keyboard.press("Tab")
        tag, name = self.page.evaluate(FOCUSED)
        return tag, name

    def names_by_tab(self) -> set[str]:
        """The names of all that Tab leads to, until it leaves the page."""
        names: set[str] = set()
        while (reached := self.tab())[0] != "body":
            names.add(reached[1])
        return names

    def focused_id(self) -> str:
        """The id of what has the focus."""
        found: str = self.page.evaluate("document.activeElement.id")
        return found

    def outline(self) -> float:
        """Pixels of the outline of what has the focus."""
        width = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
        return float(self.page.evaluate(width))

    def open_details(self) -> None:
        """Unfold all that is folded away."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    def colours(self, selector: str) -> tuple[str, str]:
        """The background and the colour of the text of an element."""
        style = "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
        background, text = self.page.eval_on_selector(selector, style)
        return background, text

    def stroke(self, selector: str) -> str:
        """The colour that a line is drawn in."""
        found: str = self.page.eval_on_selector(selector, "element => getComputedStyle(element).stroke")
        return found
