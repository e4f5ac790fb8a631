from __future__ import annotations

import codecs
import io
import tracemalloc
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.document import Document
from checks.feeds import FeedOptions, read
from checks.feeds.xml_entries import EntrySplitter
from checks.feeds.xml_faults import Faults
from checks.finding import Unreadable

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "feeds" / "syndication.yaml").read_text("utf-8")
)


def read_stream(data: bytes, **options: Any) -> list[Document | Unreadable]:
    return list(read(["-"], FeedOptions(**options), io.BytesIO(data)))


def rss(*items: str, head: str = "") -> bytes:
    return f"{head}<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()


def outcome(items: Any) -> list[str]:
    return [item.kind if isinstance(item, Unreadable) else item.text for item in items]


def as_case(item: Document | Unreadable, keys: Any) -> dict[str, Any]:
    """What a case says of an item, for those keys of it that are asked for."""
    known: dict[str, Any] = {"id": item.id, "line": item.location and item.location.line}
    if isinstance(item, Unreadable):
        known |= {"kind": item.kind, "says": item.message}
    else:
        links = [[item.text[link.start : link.end], link.href] for link in item.links]
        known |= {"title": item.title, "text": item.text, "url": item.url, "source": item.source}
        known |= {"language": item.declared_language, "links": links}
    return {key: known.get(key) for key in keys}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_becomes_of_a_feed(read_bytes: Any, case: Any) -> None:
    items = read_bytes(case["feed"].encode(), "f.xml")
    assert len(items) == len(case["reads"]), items
    for item, expected in zip(items, case["reads"], strict=True):
        found = as_case(item, expected)
        if "says" in expected:
            assert expected["says"] in found.pop("says")
        assert found == {key: value for key, value in expected.items() if key != "says"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a &amp;amp; b", "a & b"),
        ("a &amp;amp;amp; b", "a &amp; b"),
        ("<![CDATA[a &amp;#39; b]]>", "a &#39; b"),
        ("a\u200bb\u00adc\ufeffd", "a\u200bb\u00adc\ufeffd"),
        ("don\u00e2\u20ac\u2122t caf\u00c3\u00a9 \ufffd", "don\u00e2\u20ac\u2122t caf\u00c3\u00a9 \ufffd"),
        ("a &#150; \x96 \u2028 b", "a \x96 \x96 \u2028 b"),
        ("two  spaces\n\nand\ta tab", "two  spaces\n\nand\ta tab"),
        ("5 &lt; 6 and a &gt; b", "5 < 6 and a > b"),
        ("<![CDATA[<p>a</p><script>b</script><p onclick=c>d]]>", "a\n\nd"),
        ("\U0010e000\U0010e7ff", "\U0010e000\U0010e7ff"),
    ],
)
def test_the_evidence_stays_as_it_is(written: str, text: str) -> None:
    (document,) = read_stream(rss(f"<description>{written}</description>"))
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize("title", ["AT&T &#8217; &amp;", "<b>not a tag</b>", "a\u200bb  c", "&amp;amp;"])
def test_the_title_of_an_rss_item_is_plain_text(title: str) -> None:
    (document,) = read_stream(rss(f"<title>{escape(title)}</title><description>x</description>"))
    assert isinstance(document, Document)
    assert document.title == title


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        ("iso-8859-1", b"caf\xe9 \x93so\x94 \x81", "café “so” \x81"),
        ("us-ascii", b"caf\xe9", "café"),
        ("Windows-1252", b"\x80 5", "€ 5"),
        ("windows-1251", b"\xcc\xe8\xf0", "Мир"),
        ("ISO-8859-2", b"\xa3\xf3d\xbc", "Łódź"),
        ("Shift_JIS", b"\x93\xfa\x83\x5c", "日ソ"),
        ("EUC-KR", b"\xc7\xd1", "한"),
        ("gb2312", b"\xd6\xd0", "中"),
        ("utf8", "café".encode(), "café"),
        ("latin1", "café".encode(), "cafÃ©"),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_declares(declared: str, data: bytes, text: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    (document,) = read_stream(rss("<description>@</description>", head=head).replace(b"@", data))
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_wide_encodings_are_recognised(read_bytes: Any, codec: str, mark: str) -> None:
    head = f'{mark}<?xml version="1.0" encoding="utf-16"?>'
    data = rss("<description>Ça va 😀</description>", head=head).decode().encode(codec)
    assert outcome(read_bytes(data, "f.rss")) == ["Ça va 😀"]


def test_a_byte_order_mark_overrules_the_declaration(read_bytes: Any) -> None:
    data = rss("<description>café</description>", head='<?xml version="1.0" encoding="iso-8859-1"?>')
    assert outcome(read_bytes(codecs.BOM_UTF8 + data, "f.rss")) == ["café"]


def test_a_bad_byte_costs_the_entry_in_which_it_stands() -> None:
    data = rss(
        "<description>a</description>", "\n<description>caf@</description>", "<description>c</description>"
    )
    first, bad, last = read_stream(data.replace(b"@", b"\xe9"))
    assert outcome([first, bad, last]) == ["a", "bad-bytes", "c"]
    assert isinstance(bad, Unreadable)
    assert bad.message == "line 2: byte 0xE9 is not UTF-8"
    assert (bad.location.line, bad.location.record) == (1, 2)


def test_a_bad_byte_outside_the_entries_is_reported_once() -> None:
    data = rss("<description>a</description>").replace(b"<channel>", b"<channel><title>\xe9\xe9</title>")
    document, bad = read_stream(data)
    assert outcome([document, bad]) == ["a", "bad-bytes"]
    assert bad.id is None


def test_utf_16_that_is_cut_in_the_middle_of_a_character_is_reported(read_bytes: Any) -> None:
    data = rss("<description>a</description>").decode().encode("utf-16")[:-1]
    assert outcome(read_bytes(data, "f.rss")) == ["a", "bad-bytes"]


LAUGHS = '<!DOCTYPE rss [<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("doctype", "name"),
    [
        (LAUGHS + "]>", "l11"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "SECRET">]>', "x"),
        ('<!DOCTYPE rss [<!ENTITY % p SYSTEM "SECRET"> %p;]>', "x"),
        ('<!DOCTYPE rss SYSTEM "SECRET">', "x"),
        ('<!DOCTYPE rss [<!ATTLIST item x CDATA "]>"><!ENTITY x "text">]>', "x"),
    ],
)
@pytest.mark.parametrize("place", ["title", "description"])
def test_no_entity_of_a_feed_is_ever_expanded(tmp_path: Path, doctype: str, name: str, place: str) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY x "the secret">')
    head = doctype.replace("SECRET", secret.as_uri())
    items = read_stream(rss(f"<{place}>&{name};</{place}>", "<description>Sound.</description>", head=head))
    assert outcome(items) == ["bad-xml", "Sound."]
    assert isinstance(items[0], Unreadable)
    assert f"the entity '{name}' is declared by the feed, and never expanded" in items[0].message


@pytest.mark.parametrize(
    "data",
    [
        b'<rss><!DOCTYPE rss [<!ENTITY x "text">]><channel><title>&x;</title>',
        b'<!DOCTYPE a><!DOCTYPE rss [<!ENTITY x "text">]><rss><channel><title>&x;</title>',
        b'<!DOC<item/>TYPE rss [<!ENTITY x "text">]><rss><channel><title>&x;</title>',
        b'<rss><channel><item><!DOCTYPE rss [<!ENTITY x "text">]><description>&x;</description></item>',
    ],
)
def test_a_document_type_in_the_wrong_place_is_never_read(data: bytes) -> None:
    items = read_stream(data + rss("<description>Sound.</description>"), format="rss")
    assert "bad-xml" in outcome(items)
    assert all(item.source != "text" for item in items if isinstance(item, Document))


def test_an_entry_over_the_limit_costs_itself() -> None:
    items = read_stream(
        rss(*[f"<description>{'x' * size}</description>" for size in (10, 10_000, 20)]), max_record_bytes=100
    )
    assert outcome(items) == ["x" * 10, "too-large", "x" * 20]


@pytest.mark.parametrize(("short", "expected"), [(0, "éx"), (1, "too-large")])
def test_the_limit_is_in_bytes_of_the_whole_entry(short: int, expected: str) -> None:
    entry = "<item><description>éx</description></item>"
    limit = len(entry.encode()) - short
    assert outcome(read_stream(rss(entry[6:-7]), max_record_bytes=limit)) == [expected]


@pytest.mark.parametrize("size", [3_000, 100_000])
def test_deep_nesting_costs_the_entry(size: int) -> None:
    deep = f"<description>{'<b>' * size}x{'</b>' * size}</description>"
    items = read_stream(rss(deep, "<description>Sound.</description>"))
    assert outcome(items) == ["bad-xml", "Sound."]


def test_deep_nesting_around_the_entries_is_reported() -> None:
    data = b"<rss><channel>" + b"<a>" * 100_000 + b"<item><description>Sound.</description></item>"
    assert outcome(read_stream(data)) == ["Sound.", "bad-xml"]


class _EndlessFeed(io.RawIOBase):
    """A feed whose middle is the same over and over; none of it is held."""

    def __init__(self, head: bytes, unit: bytes, times: int, tail: bytes) -> None:
        self._ready, self._unit, self._left, self._tail = head, unit, times, tail

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._ready) < size and self._left:
            times = min(self._left, (size - len(self._ready)) // len(self._unit) + 1)
            self._ready += self._unit * times
            self._left -= times
        if not self._left:
            self._ready, self._tail = self._ready + self._tail, b""
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece


HEAD, TAIL = b"<rss><channel>", b"</channel></rss>"


@pytest.mark.parametrize(
    ("head", "unit", "tail", "last"),
    [
        (HEAD, b"<item><description>" + b"word " * 4_000 + b"</description></item>", TAIL, "read"),
        (HEAD + b"<item><description>", b"word " * 1_000, b"</description></item>" + TAIL, "too-large"),
        (HEAD + b"<item><![CDATA[", b"word " * 1_000, b"]]></item>" + TAIL, "too-large"),
        (HEAD + b"<item x='", b"word " * 1_000, b"'/>" + TAIL, "too-large"),
        (HEAD + b"<other x='", b"word " * 1_000, b"'/>" + TAIL, "bad-xml"),
        (HEAD + b"<!--", b"word " * 1_000, b"", "bad-xml"),
        (b"<!DOCTYPE rss [", b"word " * 1_000, b"", "bad-xml"),
        (HEAD, b"<a>" + b"word " * 1_000, b"", "bad-xml"),
        (HEAD, b"<title>" + b"word " * 1_000 + b"</title>", TAIL, "empty-feed"),
    ],
)
def test_memory_does_not_grow_with_the_feed(head: bytes, unit: bytes, tail: bytes, last: str) -> None:
    size, limit = 20_000_000, 2_000_000
    feed: Any = _EndlessFeed(head, unit, size // len(unit), tail)
    tracemalloc.start()
    kinds = [getattr(item, "kind", "read") for item in read(["-"], _limited(limit), feed)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds[-1] == last
    assert peak < 4 * limit


def _limited(limit: int) -> FeedOptions:
    return FeedOptions(format="rss", max_record_bytes=limit)


@pytest.mark.parametrize(
    ("key", "text"),
    [("text=summary", "Short & sweet"), ("html=content.value", "Long"), ("text=author", "Ann")],
)
def test_other_parts_of_an_entry_can_be_read_as_the_text(key: str, text: str) -> None:
    item = "<description>Short &amp; sweet</description><author>Ann</author>"
    target, _, name = key.partition("=")
    long = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p>Long</content:encoded>'
    (document,) = read_stream(rss(item + long), fields={target: name})
    assert isinstance(document, Document)
    assert document.text == text


FEED = rss("<description>Text.</description>").decode()
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>Text.</summary></entry></feed>'


@pytest.mark.parametrize("feed", [FEED, ATOM, f"<x:RDF xmlns:x='urn:x'>{FEED[5:-6]}</x:RDF>"])
@pytest.mark.parametrize(
    "prolog",
    [
        "",
        '<?xml version="1.0"?>\n',
        '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?>\n<!-- by <b>hand</b> -->',
        "<!-- a comment -->\n",
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        "<?xml version='1.0'?><!--" + "x" * 2_000 + "-->",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_feeds_are_told_by_how_they_begin(prolog: str, feed: str, codec: str) -> None:
    (document,) = read_stream((prolog + feed).encode(codec))
    assert isinstance(document, Document)
    assert document.text == "Text."
    assert document.location is not None
    assert document.location.record == 1


PAGE = (
    '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Page</title></head>'
    "<body><p>Un café&nbsp;!</p></body></html>"
)


def test_an_xml_file_that_is_a_page_is_read_as_one(read_bytes: Any) -> None:
    (document,) = read_bytes(PAGE.encode("latin-1"), "f.xml")
    assert (document.text, document.title, document.declared_language) == ("Un café\u00a0!", "Page", "fr")
    assert document.id == document.location.path


@pytest.mark.parametrize("name", ["f.rss", "f.atom", "f.rdf"])
@pytest.mark.parametrize("page", [PAGE, "<!doctype html><title>Not found</title><p>Gone<br>away"])
def test_a_page_in_place_of_a_feed_is_reported(read_bytes: Any, name: str, page: str) -> None:
    (item,) = read_bytes(page.encode("latin-1"), name)
    assert item.kind in ("unreadable-file", "bad-xml")


def test_a_folder_is_searched_for_feeds(tmp_path: Path) -> None:
    for name in ["a.rss", "b.atom", "c.xml", "d.rdf"]:
        (tmp_path / name).write_text(FEED)
    items = list(read([str(tmp_path)], FeedOptions(), io.BytesIO()))
    assert outcome(items) == ["Text."] * 4


INVISIBLE = {"Zs", "Zl", "Zp", "Cc", "Cf"}
"""White space, controls and format characters."""

XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff", exclude_categories=["Cs"]).filter(
        lambda character: character >= " " or character in "\t\n"
    )
)


@given(texts=st.lists(st.tuples(XML_TEXT, XML_TEXT), min_size=1, max_size=4))
def test_any_text_is_read_back_exactly(texts: list[tuple[str, str]]) -> None:
    entries = [
        f"<entry><title>{escape(title)}</title><content>{escape(text)}</content></entry>\n"
        for title, text in texts
    ]
    data = f'<feed xmlns="http://www.w3.org/2005/Atom">\n{"".join(entries)}</feed>'.encode()
    items = read_stream(data)
    assert len(items) == len(texts)
    line = 2
    for item, (title, text), entry in zip(items, texts, entries, strict=True):
        assert item.location is not None
        assert item.location.line == line
        line += entry.count("\n")
        if isinstance(item, Document):
            assert (item.text, item.title) == (text, title.strip(" \t\n") if title.strip() else "")
        else:
            assert {unicodedata.category(character) for character in text} <= INVISIBLE


PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                "<rss>",
                "</rss>",
                "<channel>",
                "</channel>",
                "<feed xmlns='http://www.w3.org/2005/Atom'>",
                "</feed>",
            ),
            *("<item>", "</item>", "<item/>", "<entry>", "</entry>", "<item x='>'>", '<item "', "</x:item>"),
            *(
                "<title>",
                "</title>",
                "<description>",
                "</description>",
                "<content type='xhtml'>",
                "</content>",
            ),
            *(
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "<?xml version='1.0'?>",
                "<?",
                "?>",
                "<!DOCTYPE rss [",
                "]>",
            ),
            *("&", "&amp;", "&nbsp;", "&x;", "&#8;", "&#xD800;", "&#99999999;", "<", ">", "'", "\r\n", "\n"),
            *("<!ENTITY x 'y'>", "<b>", "</b>", "<a:b>", "text", "é", "\x00", "\U0010e000", "<html>"),
        ]
    ),
    st.text(max_size=3),
)


@given(
    st.binary(max_size=200)
    | st.lists(PIECES, max_size=30).map(lambda p: "".join(p).encode("utf-8", "replace"))
)
def test_no_bytes_are_too_bad_to_be_reported(data: bytes) -> None:
    for form in ("rss", None):
        items = read_stream(data, format=form)
        assert items
        assert all(isinstance(item, Document | Unreadable) for item in items)


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(st.integers(0, 200), max_size=6))
def test_entries_are_the_same_wherever_a_piece_ends(text: str, cuts: list[int]) -> None:
    ends = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(ends)]
    # What stands before the beginning is looked for in the first piece alone, which a reader makes long.
    assert _entries([piece for piece in ("<rss>", *pieces) if piece]) == _entries(["<rss>" + text])


def _entries(pieces: list[str]) -> list[Any]:
    splitter = EntrySplitter(10_000, "utf-8", Faults())
    entries = [entry for piece in pieces for entry in splitter.feed(piece)]
    entries.extend(splitter.close())
    return [(entry.name, entry.line, entry.text, entry.fault) for entry in entries]
