"""What tests of kinds share: texts with `[[…]]` around what must be found, shown to a kind unit by unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.document import Document
from checks.kinds import Context, Hit, Kind, Scope

MARK = re.compile(r"\[\[|\]\]")


def without_marks(marked: str) -> str:
    return MARK.sub("", marked)


def with_marks(text: str, hits: list[Hit]) -> str:
    """The text with `[[…]]` around each hit; hits do not overlap."""
    for hit in sorted(hits, reverse=True, key=lambda hit: hit.start):
        text = f"{text[: hit.start]}[[{text[hit.start : hit.end]}]]{text[hit.end :]}"
    return text


def contexts(document: Document, scope: Scope) -> Iterator[Context]:
    """The units that a rule of a scope is shown."""
    if scope == "document":
        yield Context(document, "text", 0, len(document.text))
    elif scope == "title":
        yield Context(document, "title", 0, len(document.title))
    elif scope == "link":
        yield from (Context(document, "link.href", *span) for span in document.href_spans)
    elif scope == "block":
        yield from (Context(document, "text", block.start, block.end) for block in document.blocks)
    else:
        yield from (Context(document, "text", *span) for span in document.sentences)


def hits(kind: Kind, text: str, scope: Scope = "block", language: str = "en") -> list[Hit]:
    """What a kind finds in a text."""
    document = Document(text, declared_language=language)
    return [hit for context in contexts(document, scope) for hit in kind.find(context)]


def found(kind: Kind, marked: str, scope: Scope = "block", language: str = "en") -> str:
    """A marked text with the marks where the kind would set them."""
    text = without_marks(marked)
    return with_marks(text, hits(kind, text, scope, language))


def unmark(marked: str) -> tuple[list[tuple[int, int]], str]:
    """The spans that `[[…]]` marks, and the text without these marks; `[[[]]` marks a bracket."""
    spans, text, last = [], "", 0
    for match in re.finditer(r"\[\[(.+?)\]\]", marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return spans, text + marked[last:]
