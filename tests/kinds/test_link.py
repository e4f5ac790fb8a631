from __future__ import annotations

import pytest

from checks import Document
from checks.feeds.html import page_document, read_markup
from checks.kinds import Context, Hit
from checks.kinds.link import Link

OFF_TOPIC = Link("off-topic", terms={"any": ("casino",), "de": ("sportwetten",)})
HIDDEN = Link("hidden", ignored_sites=("social.example",))
FARM = Link("farm", ignored_sites=("social.example",))
LIST = Link("list")
PROSE = "<p>The council met on Monday and put off the vote on the bridge until the spring of next year.</p>"


def page(markup: str, url: str | None = None, language: str = "en") -> Document:
    document = page_document(read_markup(markup), "page.html")
    return Document(
        document.text,
        url=url,
        declared_language=language,
        links=document.links,
        blocks_known=document.blocks_known,
    )


def hits(kind: Link, document: Document) -> list[Hit]:
    return list(kind.find(Context(document, "text", 0, len(document.text))))


def found(kind: Link, markup: str, url: str | None = None, language: str = "en") -> list[str]:
    document = page(markup, url, language)
    return [document.text[hit.start : hit.end] for hit in hits(kind, document)]


def test_an_anchor_about_something_else_is_found_with_its_site() -> None:
    document = page('<p>The ferry sails, <a href="https://www.win.co.uk/x">best casino</a> guests say.</p>')

    (hit,) = hits(OFF_TOPIC, document)

    assert document.text[hit.start : hit.end] == "best casino"
    assert (hit.values["term"], hit.values["site"]) == ("casino", "win.co.uk")


def test_an_address_about_something_else_is_found_by_its_words() -> None:
    assert found(OFF_TOPIC, '<p>The <a href="https://a.org/best-casino">ferry</a> sails.</p>') == ["ferry"]


@pytest.mark.parametrize(
    "markup",
    [
        '<p>The casino closed. <a href="https://a.org/">A casino</a> owner spoke.</p>',
        '<p>The ferry sails, <a href="#casino">casino</a> guests say.</p>',
        '<p>The ferry sails.</p><p><a href="https://a.org/">Best casino</a></p>',
        '<p>The ferry sails, <a href="https://a.org/">casinos</a> aside.</p>',
        "<p>The casino is closed.</p>",
    ],
)
def test_the_topic_of_the_text_and_links_that_lead_nowhere_are_left_alone(markup: str) -> None:
    assert found(OFF_TOPIC, markup) == []


def test_terms_hold_in_texts_of_their_language() -> None:
    markup = '<p>Der Rat tagte, <a href="https://a.org/">Sportwetten</a> hin oder her.</p>'

    assert found(OFF_TOPIC, markup, language="de") == ["Sportwetten"]
    assert found(OFF_TOPIC, markup, language="fr") == []


SEEN = '<p>See <a href="https://b.org">three</a> and <a href="https://c.org">four</a>.</p>'


@pytest.mark.parametrize(
    "style",
    ["display:none", "visibility: hidden", "font-size:0px", "left:-9999px;top:0", "TEXT-INDENT: -999em"],
)
def test_a_link_that_its_style_hides_is_found(style: str) -> None:
    assert found(HIDDEN, f'{SEEN}<p>One.<b style="{style}"><a href="https://a.org">two</a></b></p>') == [
        "two"
    ]


@pytest.mark.parametrize(
    "style", ["display:block", "opacity:0", "font-size:0.9em", "left:-20px", "x-display:none"]
)
def test_a_link_that_can_be_seen_is_left_alone(style: str) -> None:
    assert found(HIDDEN, f'{SEEN}<p>One.<b style="{style}"><a href="https://a.org">two</a></b></p>') == []


def test_a_page_that_is_hidden_until_a_script_shows_it_is_left_alone() -> None:
    assert found(HIDDEN, f'<div style="visibility:hidden">{SEEN}</div>') == []


def test_what_follows_a_hidden_element_is_seen_again() -> None:
    markup = (
        '<p hidden>One <a href="https://b.org">two</a><br></p><p>Two <a href="https://a.org">three</a></p>'
    )

    assert found(HIDDEN, markup) == ["two"]


def test_hidden_links_of_the_own_site_and_of_known_sites_are_menus() -> None:
    inside = '<a href="https://www.own.example/x">a</a> <a href="/y">b</a> <a href="https://m.social.example/">c</a>'

    assert found(HIDDEN, f"<nav hidden>{inside}</nav>{SEEN}{SEEN}", url="https://own.example/z") == []


def links(*hosts: str) -> str:
    return ", ".join(f'<a href="https://{host}/">words of link {n}</a>' for n, host in enumerate(hosts))


FOREIGN = ("a.org", "b.org", "c.org", "d.org", "e.org")


def test_a_paragraph_of_links_to_many_sites_is_found_whole() -> None:
    document = page(f"{PROSE}<p>{links(*FOREIGN)}</p>")

    (hit,) = hits(FARM, document)

    assert document.text[hit.start : hit.end].startswith("words of link 0")
    assert hit.end == len(document.text)
    assert (hit.values["count"], hit.values["sites"]) == ("5", "a.org, b.org, c.org, d.org")


@pytest.mark.parametrize(
    "paragraph",
    [
        links("a.org", "www.a.org", "b.a.org", "a.org", "b.org"),
        links("social.example", "x.social.example", "a.org", "b.org", "c.org"),
        links(*FOREIGN[:4]),
        "A long introduction, which says far more than the anchors that follow it do. " * 3 + links(*FOREIGN),
    ],
)
def test_links_to_few_sites_or_within_much_text_are_citations(paragraph: str) -> None:
    assert found(FARM, f"{PROSE}<p>{paragraph}</p>") == []


ENTRIES = "".join(f'<li><a href="/{n}">Ferry fares to rise again</a></li>' for n in range(3))


def test_blocks_of_nothing_but_links_make_a_list() -> None:
    assert found(LIST, f"{PROSE}{PROSE}<ul>{ENTRIES}</ul>") == ["Ferry fares to rise again"] * 3


@pytest.mark.parametrize(
    "markup",
    [
        f"<ul>{ENTRIES}</ul>",
        f"{PROSE}{PROSE}<ul>{ENTRIES.replace('/', '#', 1)}</ul>".replace('href="/', 'href="#'),
        f"{PROSE}{PROSE}" + '<p><a href="/1">Two words</a></p>' * 3,
        f"{PROSE}{PROSE}" + '<p><a href="/1">Two words and more</a></p>' * 2,
        f"{PROSE}{PROSE}" + '<p><a href="/1">Ana Silva</a> won the hundred metres</p>' * 4,
    ],
)
def test_indexes_contents_and_results_are_no_list(markup: str) -> None:
    assert found(LIST, markup) == []


def test_odd_addresses_lead_nowhere() -> None:
    markup = '<p>The ferry, <a href="https://[casino">casino</a> <a href="https://casino@:0">casino</a>.</p>'

    assert found(OFF_TOPIC, markup) == []


def test_a_text_without_links_is_silent() -> None:
    assert [hits(kind, Document("A casino.")) for kind in (OFF_TOPIC, HIDDEN, FARM, LIST)] == [[]] * 4


@pytest.mark.parametrize("fields", [{"problem": "off-topic"}, {"problem": "list", "terms": {"any": ("a",)}}])
def test_terms_go_with_the_problem_that_needs_them(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="`terms` go with"):
        Link(**fields)  # type: ignore[arg-type]
