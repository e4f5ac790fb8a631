"""The fields of a feed's entry to a record, whatever the feed's dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import urljoin

from . import html
from .documents import TooEntangledError
from .xml_fields import Field
from .xml_parsing import ChannelParser, ParsedEntry

_TITLES = ("title", "dc:title", "media:title")
_CONTENTS = ("content:encoded", "content", "xhtml:body", "xhtml:div", "body", "fullitem")
_SUMMARIES = (
    "description",
    "summary",
    "dc:description",
    "dcterms:abstract",
    "media:text",
    "media:description",
    "media:group/media:description",
    "media:content/media:description",
    "itunes:summary",
)
_IDS = ("guid", "id", "dc:identifier")
_LANGUAGES = ("dc:language", "language")
_AUTHORS = ("author/name", "dc:creator", "author", "itunes:author", "author/email")
_PUBLISHED = ("published", "pubDate", "issued", "dc:date", "dcterms:issued", "created", "updated", "modified")
"""Elements that may hold each part of a record, best first."""

_ORIGINAL_LINK = "feedburner:origLink"
_SOURCES = ("source/title", "source")

FIELDS = frozenset(
    {*_TITLES, *_CONTENTS, *_SUMMARIES, *_IDS, *_LANGUAGES, *_AUTHORS, *_PUBLISHED, *_SOURCES}
    | {"link", _ORIGINAL_LINK}
)
"""All of them: the rest of an entry is not kept."""

_PLAIN_UNLESS_TYPED = frozenset({*_TITLES, "content", "summary", "media:description", "source/title"})
"""Fields that are plain text unless their type says otherwise (RFC 4287, section 3.1.1; Media RSS)."""

_LOOKS_LIKE_HTML = re.compile(r"<[A-Za-z/!]|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")

_XML_SPACE = " \t\r\n"
_COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")


class _Content(NamedTuple):
    """What a field holds, and how that is to be read."""

    form: Literal["text", "html"]
    value: str


def record_of(entry: ParsedEntry, channel: ChannelParser) -> dict[str, Any]:
    """What an entry says, and what its feed says for it.

    `text` and `html` are always there, one of them at least being None. `content` has its value one level
    down, so that it is not taken for a text unless the user asks for it.
    """
    fields = entry.fields
    content, summary = _first_text(fields, _CONTENTS), _first_text(fields, _SUMMARIES)
    body = content or summary
    read = _content(body) if body else None
    url = _url(fields, channel)
    known = {
        "title": _plain(_first_text(fields, _TITLES)),
        "id": _word(_first(fields, _IDS)) or _about(entry) or url,
        "url": url,
        "source": _source(fields, channel),
        "language": _language(fields, body, channel),
        "summary": _content(summary).value if summary else None,
        "content": _content(content)._asdict() if content else None,
        "author": _word(_first(fields, _AUTHORS)),
        "published": _word(_first(fields, _PUBLISHED)),
    }
    return {
        **{key: value for key, value in known.items() if value is not None},
        "text": read.value if read and read.form == "text" else None,
        "html": read.value if read and read.form == "html" else None,
    }


def _named(fields: Iterable[Field], names: Iterable[str]) -> Iterator[Field]:
    """The fields of these names that are not blank, the best name first."""
    fields = [field for field in fields if field.text.strip(_XML_SPACE)]
    return (field for name in names for field in fields if field.name == name)


def _first(fields: Iterable[Field], names: Iterable[str]) -> Field | None:
    return next(_named(fields, names), None)


def _first_text(fields: Iterable[Field], names: Iterable[str]) -> Field | None:
    """The first field that holds text or HTML, and no picture or other file."""
    return next((field for field in _named(fields, names) if _is_text(field)), None)


def _type(field: Field) -> str:
    return field.attributes.get("type", "").partition(";")[0].strip(_XML_SPACE).lower()


def _is_text(field: Field) -> bool:
    if "base64" in (field.attributes.get("mode"), field.attributes.get("encoding")):
        return False
    kind = _type(field)
    return (
        field.markup is not None
        or kind in ("", "text", "plain", "html", "xhtml", "application/xhtml+xml")
        or kind.startswith("text/")
    )


def _content(field: Field) -> _Content:
    """Whether a field that is text is HTML or plain.

    RSS does not say. There a text is HTML where it has a tag or a reference, as its readers take it; one that
    has neither is the same both ways, but for the white space that HTML collapses.
    """
    if field.markup is not None:
        return _Content("html", field.markup)
    kind = _type(field)
    is_escaped_xhtml = kind == "application/xhtml+xml" and field.attributes.get("mode") == "escaped"
    if kind in ("html", "text/html") or is_escaped_xhtml:
        return _Content("html", field.text)
    is_guessed = not kind and field.name not in _PLAIN_UNLESS_TYPED
    return _Content("html" if is_guessed and _LOOKS_LIKE_HTML.search(field.text) else "text", field.text)


def _plain(field: Field | None) -> str | None:
    """The text of a title: without its tags where it is HTML, and without the white space around it."""
    if field is None:
        return None
    form, value = _content(field)
    if form == "html":
        try:
            value = _COLLAPSIBLE.sub(" ", html.read_markup(value).text)
        except TooEntangledError:
            value = field.text
    return value.strip(_XML_SPACE) or None


def _word(field: Field | None) -> str | None:
    return field.text.strip(_XML_SPACE) if field is not None else None


def _about(entry: ParsedEntry) -> str | None:
    """The name that RDF gives an entry."""
    return next((value for name, value in entry.attributes.items() if name.endswith("about")), None)


def _url(fields: Iterable[Field], channel: ChannelParser) -> str | None:
    """The page that an entry stands for: the link that FeedBurner replaced, else its link, else its id."""
    original = _first(fields, [_ORIGINAL_LINK])
    if original is not None:
        return _word(original)
    for field in fields:
        if field.name == "link" and (address := _address(field)):
            return _resolved(address, field, channel)
    for field in _named(fields, ["guid"]):
        address = field.text.strip(_XML_SPACE)
        is_permalink = field.attributes.get("isPermaLink", "true").strip().lower() == "true"
        if is_permalink and address.startswith(("http://", "https://")):
            return address
    return None


def _address(link: Field) -> str | None:
    """Where a link to the page itself leads; None for links to other things."""
    if "href" not in link.attributes:
        return link.text.strip(_XML_SPACE)
    relation = link.attributes.get("rel", "").strip().lower() or "alternate"
    return link.attributes["href"].strip(_XML_SPACE) if relation == "alternate" else None


def _resolved(address: str, link: Field, channel: ChannelParser) -> str:
    try:
        base = urljoin(channel.inherited("xml:base") or "", link.base or "")
        return urljoin(base, address) if base else address
    except ValueError:  # such as a host in brackets that is no address
        return address


def _source(fields: Iterable[Field], channel: ChannelParser) -> str | None:
    own = _first(fields, _SOURCES)
    return _plain(own) or _plain(channel.first("title"))


def _language(fields: Iterable[Field], body: Field | None, channel: ChannelParser) -> str | None:
    if body is not None and body.language:
        return body.language
    field = _first(fields, _LANGUAGES) or channel.first("language", "dc:language")
    return _word(field) or channel.inherited("xml:lang")
