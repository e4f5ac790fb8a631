from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_helpers import RUN, finding, report, result, unreadable

from checks import load_rules
from checks.document import Link, Location
from checks.finding import Accepted, Finding
from checks.reports import Options
from checks.reports.html import DOCUMENTS_SHOWN, ROWS_SHOWN
from checks.reports.html_document import FINDINGS_SHOWN, TEXT_SHOWN
from checks.reports.html_text import Numbered, marked_html
from checks.reports.visible import visible

CASES = Path(__file__).parents[1] / "cases" / "reports"
TEXT = "The minister† said so."
DAGGER = finding(TEXT, 12, 13)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: its tags, ids, links and text; fails where an element is not closed in turn."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: list[str] = []
        self.text: list[str] = []
        self.prose: list[str] = []
        """What stands in no link."""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        self.ids += [value for value in [values.get("id")] if value]
        self.links += [value for value in [values.get("href")] if value]
        if tag == "mark":
            self.marks.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)
        if "a" not in self.open:
            self.prose.append(data)
        if "mark" in self.open:
            self.marks[-1] += data

    def shown(self) -> str:
        return "".join(self.text)


def page(*items: Any, **values: Any) -> Page:
    return Page(report("html", items, **values))


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    written = report("html", [result(TEXT, DAGGER, document_url="https://example.org/a")])
    read = Page(written)
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert all(link.startswith("#") for link in read.links)
    assert "url(" not in written and "@import" not in written
    assert "default-src 'none'" in written


def test_a_finding_is_marked_in_the_text_and_explained_below() -> None:
    rules = load_rules(CASES / "rules.yaml").rules
    read = page(result(TEXT, DAGGER), run=replace(RUN, rules=rules))
    assert read.marks[0] == "†"
    assert "The minister†1 said so." in read.shown()  # with its number behind it
    assert "A stray mark" in read.shown()
    why = next(rule.why for rule in rules if rule.id == "symbols/stray-dagger")
    assert f"Why: {why}" in read.shown()


def test_every_link_leads_to_something_and_no_id_stands_twice() -> None:
    items = [result(TEXT, DAGGER, finding(TEXT, 0, 0), finding(TEXT, 4, 13), verdict="fail")] * 3
    read = page(*items, unreadable())
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_the_title_and_links_are_marked_too() -> None:
    title, href = "BREAKING news", "https://casino.example/"
    item = result(
        "Play here.",
        finding(title, 0, 8, field="title"),
        finding(href, 0, len(href), field="link.href"),
        document_title=title,
        document_links=(Link(0, 4, href),),
    )
    assert {"BREAKING", href} <= set(page(item).marks)


def test_the_worst_come_first_and_what_could_not_be_checked_before_them() -> None:
    shown = page(
        *(result(id="doc-good"), result(id="doc-bad", verdict="fail", score=9.0)),
        *(result(id="doc-fair", verdict="review", score=70.0), unreadable(id="doc-broken")),
    ).shown()
    assert sorted(("doc-good", "doc-bad", "doc-fair", "doc-broken"), key=shown.index) == [
        *("doc-broken", "doc-bad", "doc-fair", "doc-good")
    ]


def test_gates_and_counts_open_the_page() -> None:
    shown = page(result(verdict="fail")).shown()
    assert "copydesk: 1 of 1 documents failed" in shown
    assert "max-failed: 1 of 1 scored documents failed, limit 0" in shown


def test_what_is_known_or_accepted_says_so() -> None:
    accepted = replace(DAGGER, state="accepted", accepted=Accepted("Ada", "house style", "f" * 16))
    shown = page(result(TEXT, accepted, replace(DAGGER, state="known"))).shown()
    assert "[accepted by Ada: house style]" in shown
    assert "[known]" in shown


def test_show_trims_the_findings() -> None:
    item = result(TEXT, replace(DAGGER, severity="info"), verdict="review")
    read = page(item, options=Options(show="warning"))
    assert read.marks == []
    assert "1 milder findings are not shown (--show)." in read.shown()


def test_the_page_is_bounded() -> None:
    items = [result(TEXT, DAGGER, id=f"n{n}", verdict="fail") for n in range(ROWS_SHOWN + 10)]
    written = report("html", items)
    assert written.count("<article") == DOCUMENTS_SHOWN
    assert f"Documents: the worst {ROWS_SHOWN} of {ROWS_SHOWN + 10}" in written


def test_a_long_text_is_cut_and_says_so() -> None:
    text = "word " * TEXT_SHOWN
    findings = [finding(text, n, n + 4) for n in range(0, 5 * TEXT_SHOWN, 50)]
    shown = page(result(text, *findings)).shown()
    assert "80,000 more characters are not shown." in shown
    assert f"{len(findings) - FINDINGS_SHOWN} more findings are not shown." in shown


@pytest.mark.parametrize(("language", "told"), [("nl", True), ("unknown", False)])
def test_a_text_has_its_language(language: str, told: bool) -> None:
    assert (f'lang="{language}"' in report("html", [result(TEXT, DAGGER, language=language)])) is told


HOSTILE = "</div><script>alert(1)</script><img src=x onerror=alert(1)>\"' &lt; \x00\x1b[2J\u202e\ud800"


def test_hostile_text_stays_text() -> None:
    text = f"{HOSTILE}†{HOSTILE}"
    item = result(
        text,
        finding(text, 3, len(text) - 3, message=HOSTILE),
        id=HOSTILE,
        document_title=HOSTILE,
        document_url="javascript:alert(1)",
        document_source=HOSTILE,
        document_location=Location(HOSTILE),
        near_duplicate_of=HOSTILE,
        language='en" onload="x',
    )
    written = report("html", [item, unreadable(id=HOSTILE, message=HOSTILE, location=Location(HOSTILE))])
    read = Page(written)
    assert not read.tags & {"script", "img"}
    assert not any(name.startswith("on") or name == "src" for name in read.attributes)
    assert all(link.startswith("#") for link in read.links)
    assert "\x1b" not in written and "\u202e" not in written and "\x00" not in written
    written.encode("utf-8")


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    text = draw(st.text(st.characters(exclude_categories=()), min_size=1))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, [finding(text, min(span), max(span)) for span in spans]


@given(texts_with_findings())
def test_marks_leave_the_text_as_it_is(given: tuple[str, list[Finding]]) -> None:
    text, findings = given
    text = text.replace("\r", " ").replace("\n", " ")
    marked = {n for found in findings for n in range(found.start, found.end)}
    read = Page(marked_html(text, [Numbered(*pair) for pair in enumerate(findings, 1)], "d"))
    shown = [visible(character, spaces=n in marked) for n, character in enumerate(text)]
    assert "".join(read.prose) == "".join(shown)
    assert "".join(read.marks) == "".join(shown[n] for n in sorted(marked))
