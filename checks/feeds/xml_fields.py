"""The fields of an entry, or of a channel: its child elements, each with its text and its markup."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import StringIO

from .xml_names import Namespaces

MAX_NESTING = 2_000
"""Elements in elements that are read; browsers nest 512. Each that is open costs memory."""

GROUPS = frozenset({"author", "source", "media:group", "media:content"})
"""Children of an entry that have fields of their own, known as `author/name` and the like."""

CHANNELS = frozenset({"channel", "feed"})
CHANNEL_FIELDS = frozenset({"title", "language", "dc:language"})
"""What a feed says of all its entries."""

MAX_CHANNEL_FIELD = 10_000
"""Characters of such a field that are kept."""

MAX_CHANNEL_FIELDS = 3
"""Fields of one name that are kept of a feed; it should have one, but that may be blank."""

MAX_FIELDS = 10_000
"""Fields of an entry that are kept; those with many links and authors have some hundred."""

_VOID = frozenset(
    {
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input"),
        *("keygen", "link", "meta", "param", "source", "track", "wbr"),
    }
)
"""Elements that have no end tag in HTML."""


@dataclass(frozen=True, slots=True)
class Field:
    """A child element: `markup` is what it holds as HTML, where it holds elements.

    `language` and `base` are the xml:lang and xml:base in force, where they stand within the entry.
    """

    name: str
    attributes: Mapping[str, str]
    text: str
    markup: str | None
    language: str | None
    base: str | None

    def mapped(self, change: Callable[[str], str]) -> Field:
        """The field with its text and markup changed."""
        markup = None if self.markup is None else change(self.markup)
        attributes = {name: change(value) for name, value in self.attributes.items()}
        return replace(self, text=change(self.text), markup=markup, attributes=attributes)


class ExcessError(Exception):
    """More elements in each other, or beside each other, than anyone writes."""


class _OpenField:
    """A field that is being read; `left` is how many characters of it are kept, None: all."""

    def __init__(self, name: str, attributes: Mapping[str, str], depth: int, left: int | None) -> None:
        self.name, self.attributes, self.depth = name, attributes, depth
        self._has_elements = False
        self._text, self._markup = StringIO(), StringIO()
        self._left = left

    def add(self, data: str) -> None:
        if self._left is not None:
            data = data[: self._left]
            self._left -= len(data)
        self._text.write(data)
        self._markup.write(html.escape(data, quote=False))

    def add_tag(self, tag: str) -> None:
        self._has_elements = True
        if self._left is None:
            self._markup.write(tag)
        elif len(tag) <= self._left:
            self._markup.write(tag)
            self._left -= len(tag)

    def closed(self, language: str | None, base: str | None) -> Field:
        markup = self._markup.getvalue() if self._has_elements else None
        return Field(self.name, self.attributes, self._text.getvalue(), markup, language, base)


class Collector:
    """Turns the events of a parser into fields: the children of the elements that hold some."""

    def __init__(self, namespaces: Namespaces, on_undeclared: Callable[[str], None]) -> None:
        """Report to `on_undeclared` the prefixes that stand for nothing."""
        self.fields: list[Field] = []
        self.root: str | None = None
        self.attributes: Mapping[str, str] = {}
        """Of the outermost element."""
        self._namespaces = namespaces
        self._on_undeclared = on_undeclared
        self._written: list[str] = []
        self._known: list[str] = []
        self._open: list[_OpenField] = []
        self._holders: list[tuple[int, str]] = [(-1, "")]
        self._inherited: dict[str, list[tuple[int, str]]] = {"xml:lang": [], "xml:base": []}

    @property
    def innermost(self) -> str | None:
        """The innermost element that is open, as it is written."""
        return self._written[-1] if self._written else None

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._written)

    def inherited(self, attribute: str) -> str | None:
        """The value of xml:lang or xml:base that is in force."""
        values = self._inherited[attribute]
        return values[-1][1] if values else None

    def group_of(self, name: str) -> str | None:
        """What the names of its fields begin with, where the element that begins holds fields."""
        raise NotImplementedError

    def longest(self, name: str) -> int | None:
        """How many characters of a field are kept; None: all."""
        raise NotImplementedError

    def start(self, written: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises ExcessError."""
        if len(self._written) == MAX_NESTING:
            raise ExcessError(f"more than {MAX_NESTING:,} elements in each other")
        if self.root is None:
            self.root, self.attributes = written, attributes
        self._written.append(written)
        if attributes:
            self._learn(attributes)
        name = self._namespaces.name_of(written, self._on_undeclared)
        self._known.append(name)
        depth = len(self._written)
        holder_depth, group = self._holders[-1]
        if holder_depth == depth - 1:
            field = group + name
            self._open.append(_OpenField(field, attributes, depth, self.longest(field)))
        elif self._open:
            self._open[-1].add_tag(_start_tag(_html_name(name, written), attributes))
        inner_group = self.group_of(name)
        if inner_group is not None:
            self._holders.append((depth, inner_group))

    def _learn(self, attributes: Mapping[str, str]) -> None:
        self._namespaces.enter(self.depth, attributes)
        for name, value in attributes.items():
            if name in self._inherited:
                self._inherited[name].append((self.depth, value))
            elif ":" in name and not name.startswith("xmlns:"):
                self._namespaces.name_of(name, self._on_undeclared)

    def end(self, written: str) -> None:
        """An element ends. Raises ExcessError."""
        depth, name = len(self._written), self._known.pop()
        if self._holders[-1][0] == depth:
            self._holders.pop()
        if self._open and self._open[-1].depth == depth:
            self._close_field()
        elif self._open:
            tag = _html_name(name, written)
            if tag not in _VOID:
                self._open[-1].add_tag(f"</{tag}>")
        for values in self._inherited.values():
            if values and values[-1][0] == depth:
                values.pop()
        self._namespaces.leave(depth)
        self._written.pop()

    def _close_field(self) -> None:
        field = self._open.pop()
        if self.longest(field.name) == 0:
            return
        if len(self.fields) == MAX_FIELDS:
            raise ExcessError(f"more than {MAX_FIELDS:,} fields")
        self.fields.append(field.closed(self.inherited("xml:lang"), self.inherited("xml:base")))

    def data(self, data: str) -> None:
        """A piece of text."""
        if self._open:
            self._open[-1].add(data)


class EntryCollector(Collector):
    """The fields of an entry, which is all that the parser is given."""

    def __init__(
        self, namespaces: Namespaces, on_undeclared: Callable[[str], None], wanted: frozenset[str]
    ) -> None:
        """Keep the fields with these names."""
        super().__init__(namespaces, on_undeclared)
        self._wanted = wanted

    def group_of(self, name: str) -> str | None:
        """The entry holds fields, and so do some of its children."""
        if self.depth == 1:
            return ""
        return f"{name}/" if self.depth == 2 and name in GROUPS else None  # noqa: PLR2004

    def longest(self, name: str) -> int | None:
        """Fields are kept whole: an entry has a limit of its own."""
        return None if name in self._wanted else 0


class ChannelCollector(Collector):
    """What a channel says of itself."""

    def group_of(self, name: str) -> str | None:
        """The channel holds fields, wherever it stands."""
        return "" if name in CHANNELS and not self._open else None

    def longest(self, name: str) -> int | None:
        """The first fields of each name are enough: the rest of a feed may be of any length."""
        known = sum(field.name == name for field in self.fields)
        return MAX_CHANNEL_FIELD if name in CHANNEL_FIELDS and known < MAX_CHANNEL_FIELDS else 0


def _html_name(name: str, written: str) -> str:
    """The tag that HTML has for an element: XHTML's without its prefix, any other as written."""
    return name.removeprefix("xhtml:") if name.startswith("xhtml:") else written


def _start_tag(tag: str, attributes: Mapping[str, str]) -> str:
    kept = (
        f' {name}="{html.escape(value)}"'
        for name, value in attributes.items()
        if not name.startswith("xmlns")
    )
    return f"<{tag}{''.join(kept)}>"
