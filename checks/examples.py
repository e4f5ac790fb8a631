"""A rule's own examples, run: each bad one marks its spans with `[[…]]`, each good one stays silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from .document import Block, Document, Field, Span
from .engine import Checker
from .feeds.html import page_document, read_markup
from .furniture import Furniture, SourceFurniture, block_hash, normalised, source_of
from .rules.schema import Example, Rule, RuleSet

EXAMPLE_DOCUMENTS = 10
"""Documents in all of which the furniture of an example counts as seen."""

Group = Literal["bad", "good", "known_miss", "known_false_alarm"]

_MARK = regex.compile(r"\\(\[\[|\]\])|\[\[|\]\](?!\])")
_Place = tuple[Field, int, int]
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’\-]*|\d+")


class ExampleError(ValueError):
    """Marks that do not pair up."""


@dataclass(frozen=True, slots=True)
class ExampleOutcome:
    """How one example went. `number` counts from 1 in its group; `message` is empty where it holds."""

    rule: str
    group: Group
    number: int
    message: str

    @property
    def ok(self) -> bool:
        """Whether the rule kept its word."""
        return not self.message


def run_examples(rules: RuleSet) -> Iterator[ExampleOutcome]:
    """Every example of every rule, in order. Marked spans are exact: no more, no fewer, no longer.

    `known_miss` and `known_false_alarm` are strict: the day one comes out right it fails, and asks to be
    moved to `bad` or `good`.
    """
    for rule in rules.rules:
        alone = _checker_of(rule, rules)
        for group in ("bad", "good", "known_miss", "known_false_alarm"):
            examples: Sequence[Example] = getattr(rule.examples, group)
            for number, example in enumerate(examples, 1):
                message = _fault(alone, rule, group, example) or _twin(group, examples, number)
                yield ExampleOutcome(rule.id, group, number, message)


def _checker_of(rule: Rule, rules: RuleSet) -> Checker:
    """A checker for one rule, with the rules beside it whose findings it reads."""
    enabled = replace(rule, enabled=True)
    others = [other for other in rules.rules if other.id != rule.id] if rule.reads else []
    return Checker(replace(rules, rules=(enabled, *others), vocabulary=frozenset()), select=(rule.id,))


def _fault(checker: Checker, rule: Rule, group: str, example: Example) -> str:
    """What is wrong with an example; nothing where it holds."""
    try:
        document, wanted = marked_document(example, rule)
    except ExampleError as error:
        return str(error)
    if (group == "good") == bool(wanted):
        return "marks a span" if wanted else "marks no span with [[…]]"
    if example.furniture:
        checker = replace(checker, furniture=_learned(example, document))
    found = [(f.field, f.start, f.end) for f in checker.check(document).findings]
    if group == "known_miss":
        return "is found now: move it to bad" if found == wanted else ""
    if group == "known_false_alarm" and not found:
        return "is silent now: move it to good"
    return "" if found == wanted else _difference(document, wanted, found)


def _learned(example: Example, document: Document) -> Furniture:
    """The example's blocks as if they had been learned of its document's source."""
    blocks = {block_hash(normalised(block)): EXAMPLE_DOCUMENTS for block in example.furniture}
    return Furniture({source_of(document): SourceFurniture(EXAMPLE_DOCUMENTS, blocks)})


def _difference(document: Document, wanted: list[_Place], found: list[_Place]) -> str:
    """What should have been marked and what was; by offset too where the words are the same."""
    expects = [repr(document.field_text(field)[start:end]) for field, start, end in wanted]
    shown = [repr(document.field_text(field)[start:end]) for field, start, end in found]
    places = ""
    if expects == shown:
        places = f" at {[start for _, start, _ in found]} for {[start for _, start, _ in wanted]}"
    return f"should mark {', '.join(expects) or 'nothing'}, but marks {', '.join(shown) or 'nothing'}{places}"


def _twin(group: str, examples: Sequence[Example], number: int) -> str:
    """Whether an earlier example of the group differs only in names and numbers."""
    own = _without_names(examples[number - 1])
    for earlier, example in enumerate(examples[: number - 1], 1):
        if _without_names(example) == own:
            return f"differs from {group} {earlier} only in names"
    return ""


def _without_names(example: Example) -> str:
    return _NAME.sub("N", f"{example.title}\n{example.text or example.html or ''}")


def marked_document(example: Example, rule: Rule) -> tuple[Document, list[_Place]]:
    """An example's document without its marks, and the places that they stood around.

    Marks stand in the text, in the address of a link, or in a title that is all there is. Raises
    `ExampleError` where marks do not pair up.
    """
    language = example.language or (rule.languages[0] if rule.languages else "en")
    if example.html is not None:
        read = page_document(read_markup(example.html), "example")
        document = replace(read, declared_language=language, title=example.title or read.title)
    elif example.text is not None:
        document = Document(example.text, title=example.title, declared_language=language)
    else:
        title, spans, _ = _unmarked(example.title)
        return Document("", title=title, declared_language=language), [("title", *span) for span in spans]
    text, spans, removed = _unmarked(document.text)
    addresses, linked, _ = _unmarked(document.field_text("link.href"))

    def moved(offset: int) -> int:
        return offset - sum(length for at, length in removed if at < offset)

    blocks = document.blocks_known
    hrefs = addresses.split("\n") if document.links else []
    return (
        replace(
            document,
            text=text,
            blocks_known=blocks and tuple(Block(moved(b.start), moved(b.end), b.kind) for b in blocks),
            links=tuple(
                link._replace(start=moved(link.start), end=moved(link.end), href=href)
                for link, href in zip(document.links, hrefs, strict=True)
            ),
        ),
        [*(("text", *span) for span in spans), *(("link.href", *span) for span in linked)],
    )


def _unmarked(text: str) -> tuple[str, list[Span], list[tuple[int, int]]]:
    """The text without marks, the spans they stood around, and where how many characters went."""
    pieces: list[str] = []
    spans: list[Span] = []
    removed: list[tuple[int, int]] = []
    opened: int | None = None
    length = last = 0
    for mark in _MARK.finditer(text):
        pieces.append(text[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            removed.append((mark.start(), 1))
            pieces.append(mark[1])
            length += len(mark[1])
            continue
        removed.append((mark.start(), 2))
        if (mark.group() == "[[") == (opened is not None):
            raise ExampleError(f"{mark.group()} without its partner")
        if opened is None:
            opened = length
        else:
            spans.append(Span(opened, length))
            opened = None
    if opened is not None:
        raise ExampleError("[[ without ]]")
    pieces.append(text[last:])
    return "".join(pieces), spans, removed
