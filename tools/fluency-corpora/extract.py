"""Running text out of the files of each collection: paragraphs, without what is no prose."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

Text = str
"""One document: its paragraphs, a blank line between each two."""

_SPACE = re.compile(r"\s+")
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_POST_LICENCE = re.compile(r"^license:\s*['\"]?CC-BY(?:-SA)?-[34]\.0['\"]?\s*$", re.MULTILINE)

MIN_MARKS_PER_WORD = 1 / 30
"""Commas and full stops a word that a press release has at least: those that lost theirs have next to none.
"""

MIN_TEXT_WORDS = 40

_BROKEN = re.compile(r"[âÂ]|[a-z][.!?][A-Z][a-z]|\b[Dd]on t\b|\b[Ii]t s\b")
"""Letters read in the wrong encoding, sentences glued together, lost apostrophes."""

SPEECHES_SINCE = 1945
"""Older addresses are in an older English."""


def _paragraphs(parts: Iterator[str]) -> Iterator[Text]:
    joined = "\n\n".join(part for part in (_SPACE.sub(" ", part).strip() for part in parts) if part)
    if joined:
        yield joined


def press_release(raw: bytes) -> Iterator[Text]:
    """A press release in one line; nothing where the copy lost its punctuation."""
    text = raw.decode("utf-8", "replace")
    if "\N{REPLACEMENT CHARACTER}" in text:
        text = raw.decode("cp1252", "replace")
    words = len(text.split())
    if (
        words < MIN_TEXT_WORDS
        or _BROKEN.search(text)
        or text.count(",") + text.count(". ") < MIN_MARKS_PER_WORD * words
    ):
        return
    yield from _paragraphs(iter(re.split(r"\n\s*\n|\s{6,}", text)))


_CNX = "{http://cnx.rice.edu/cnxml}"
_MATHS = "{http://www.w3.org/1998/Math/MathML}math"
_NO_PROSE = {f"{_CNX}{name}" for name in ("list", "table", "figure", "equation", "media", "code", "footnote")}
_NO_SECTION = re.compile(
    r"reference|key.?term|review|exercise|summary|glossary|suggested|critical|further|homework|quiz|answer",
    re.IGNORECASE,
)


def textbook(raw: bytes) -> Iterator[Text]:
    """The paragraphs of a module of an OpenStax book, without exercises, lists and formulas."""
    root = ElementTree.fromstring(raw)
    title = root.findtext(f"{_CNX}title") or ""
    content = root.find(f"{_CNX}content")
    if content is not None and not _NO_SECTION.search(title):
        yield from _paragraphs(_book_paragraphs(content))


def _book_paragraphs(node: ElementTree.Element) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_CNX}para":
            unfit = any(part.tag == _MATHS or part.tag in _NO_PROSE for part in child.iter())
            empty_link = any(part.tag == f"{_CNX}link" and not part.text for part in child.iter())
            if not unfit and not empty_link:
                yield "".join(child.itertext())
        elif child.tag in {f"{_CNX}section", f"{_CNX}note"}:
            label = f"{child.get('class') or ''} {child.findtext(f'{_CNX}title') or ''}"
            if not _NO_SECTION.search(label):
                yield from _book_paragraphs(child)


_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)(?:\{[^}]*\})?")
_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_NO_PARAGRAPH = re.compile(r"^\s*(?:[#|>*+!<-]|\d+[.)]\s|\{|\[\^|:::|---)")
_TEMPLATE = re.compile(r"\{\{|\{%|[<>`|\[\]\\]|https?://")


def markdown(raw: bytes) -> Iterator[Text]:
    """The plain paragraphs of a Markdown page; one with a shortcode, markup or an address is left out."""
    text = _FRONT_MATTER.sub("", raw.decode("utf-8", "replace").replace("\r\n", "\n"))
    yield from _paragraphs(_markdown_paragraphs(_CODE.sub("", text)))


def _markdown_paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n[ \t]*\n", text):
        plain = _LINK.sub(r"\1", re.sub(r"\{\{\s*\"[^\"]*\"\s*\|\s*url\s*\}\}", "/", part))
        plain = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", plain))
        if not _NO_PARAGRAPH.match(plain) and not _TEMPLATE.search(plain):
            yield plain


def licensed_post(raw: bytes) -> Iterator[Text]:
    """A Markdown post whose own header names one of the licences."""
    header = _FRONT_MATTER.match(raw.decode("utf-8", "replace").replace("\r\n", "\n"))
    if header and _POST_LICENCE.search(header.group(1)):
        yield from markdown(raw)


def answers(raw: bytes) -> Iterator[Text]:
    """The answers of a MedQuAD file, each a document; blanks in a row stand where a list began."""
    for answer in ElementTree.fromstring(raw).iter("Answer"):
        yield from _paragraphs(iter(re.split(r"\n\s*|\s{3,}", answer.text or "")))


def speeches(raw: bytes) -> Iterator[Text]:
    """The addresses of a zip file, without their headings in capitals."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in sorted(archive.namelist()):
            year = re.search(r"/(\d{4})-", name)
            if year and int(year.group(1)) >= SPEECHES_SINCE and name.endswith(".txt"):
                text = archive.read(name).decode("utf-8", "replace")
                parts = re.split(r"\n\s*\n|\n(?=[A-Z])", text)
                yield from _paragraphs(part for part in parts if not part.isupper())


def biographies(raw: bytes) -> Iterator[Text]:
    """Snippets of Wikipedia biographies; those that lost letters (`*`) are left out."""
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = row["Text"].replace("``", '"').replace("''", '"')
        if "*" not in text:
            yield from _paragraphs(iter([text]))


def contexts(raw: bytes) -> Iterator[Text]:
    """The paragraphs of an article of a question-answering set."""
    for article in json.loads(raw)["data"]:
        yield from _paragraphs(part["context"] for part in article["paragraphs"])


_JOINED_MARK = re.compile(r" @([-,.])@ ")
_SPACED_MARK = re.compile(r" ([,.;:!?%)\]]|'(?:s|t|re|ve|ll|d|m)?)(?= |$)|([(\[$£]) ")
_SPACED_QUOTATION = re.compile(r'" ([^"]*?) "')


def wikitext(raw: bytes) -> Iterator[Text]:
    """The articles of WikiText, their tokens joined again; rare words are missing from it (`<unk>`)."""
    article: list[str] = []
    for line in [*raw.decode("utf-8").split("\n"), " = End = "]:
        if re.fullmatch(r" = [^=].* = ", line):
            yield from _paragraphs(iter(article))
            article = []
        elif line.strip() and not line.startswith(" ="):
            joined = _SPACED_MARK.sub(r"\1\2", _JOINED_MARK.sub(r"\1", line))
            article.append(_SPACED_QUOTATION.sub(r'"\1"', joined))
