"""Entries, and what stands around them, through the parser expat.

Expat never sees a document type, so no entity is ever declared to it, expanded or fetched. What it calls
ill-formed is ill-formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from .options import quoted
from .xml_faults import Fault, Faults
from .xml_fields import ChannelCollector, Collector, EntryCollector, ExcessError, Field
from .xml_names import Namespaces
from .xml_references import ILLEGAL, restored, shielded

MAX_TAG_BYTES = 1_000_000
"""Longest tag outside the entries: the parser holds it until it is whole."""

_WITH_OPEN_ELEMENT = (expat.errors.XML_ERROR_TAG_MISMATCH, expat.errors.XML_ERROR_NO_ELEMENTS)
_BUFFER_BYTES = 1 << 16
_PIECE_LINES = 1 << 16


class BadXmlError(Exception):
    """An entry that is not well-formed; holds the fault."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """An entry's own attributes and its fields, in order."""

    attributes: Mapping[str, str]
    fields: tuple[Field, ...]


def parse_entry(text: str, line: int, channel: ChannelParser, wanted: frozenset[str]) -> ParsedEntry:
    """The fields with some names of an entry that begins on a line of its feed. Raises BadXmlError."""

    def note_undeclared(prefix: str) -> None:
        channel.note_undeclared(prefix, line + parser.CurrentLineNumber - 1)

    safe = shielded(text)
    collector = EntryCollector(Namespaces(channel.namespaces), note_undeclared, wanted)
    parser = _parser(collector)
    fault = _parse(parser, collector, safe.encode("utf-8", "surrogatepass"), line - 1, is_last=True)
    if fault is not None:
        raise BadXmlError(fault)
    fields = collector.fields
    if safe is not text:
        fields = [field.mapped(restored) for field in fields]
    return ParsedEntry(collector.attributes, tuple(fields))


class ChannelParser:
    """Reads what stands around the entries: what the feed says of itself, and whether it is well-formed."""

    def __init__(self, faults: Faults) -> None:
        """Note in `faults` where it stops being well-formed; from there on it reads nothing."""
        self._faults = faults
        self.namespaces = Namespaces()
        self._collector = ChannelCollector(self.namespaces, self.note_undeclared_here)
        self._parser = _parser(self._collector)
        self._sent = 0
        self._is_dead = False

    def feed(self, text: str) -> None:
        """The next piece of the feed."""
        self._feed(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8"))
        if self._sent - self._parser.CurrentByteIndex > MAX_TAG_BYTES and not self._is_dead:
            self._die(Fault(self._parser.CurrentLineNumber, f"a tag of more than {MAX_TAG_BYTES:,} bytes"))

    def pass_over(self, lines: int) -> None:
        """Leave out a piece of so many line ends, so that the parser's lines stay those of the feed."""
        for start in range(0, lines, _PIECE_LINES):
            self._feed(b"\n" * min(_PIECE_LINES, lines - start))

    def close(self) -> None:
        """The feed ends."""
        self._feed(b"", is_last=True)

    def first(self, *names: str) -> Field | None:
        """The first field of the feed with one of these names that is not blank."""
        return next(
            (field for field in self._collector.fields if field.name in names and field.text.strip()), None
        )

    @property
    def root(self) -> str | None:
        """The name of the outermost element, once it has begun."""
        return self._collector.root

    def known_name(self, written: str) -> str:
        """The name by which an element that begins here is known."""
        return self.namespaces.name_of(written, lambda _: None)

    def inherited(self, attribute: str) -> str | None:
        """The value of xml:lang or xml:base that is in force where the reading stands."""
        return self._collector.inherited(attribute)

    def note_undeclared_here(self, prefix: str) -> None:
        """Note a prefix without a namespace."""
        self.note_undeclared(prefix, self._parser.CurrentLineNumber)

    def note_undeclared(self, prefix: str, line: int) -> None:
        """Note a prefix without a namespace, on a line."""
        self._faults.note(Fault(line, f"no namespace is declared for the prefix {quoted(prefix)}"))

    def _feed(self, data: bytes, is_last: bool = False) -> None:
        if self._is_dead:
            return
        self._sent += len(data)
        fault = _parse(self._parser, self._collector, data, 0, is_last)
        if fault is not None:
            self._die(fault)

    def _die(self, fault: Fault) -> None:
        self._faults.note(fault)
        self._is_dead = True


class _DoctypeError(Exception):
    """A document type has got to a parser."""


def _refuse_doctype(*_: object) -> None:
    raise _DoctypeError("a document type within the feed")


def _parser(collector: Collector) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = _BUFFER_BYTES
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.data
    # None gets here, for the splitter keeps them: this is what entities could come in by.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if hasattr(parser, "SetReparseDeferralEnabled"):
        # A tag is to be read as soon as it is whole: what follows depends on its namespaces.
        parser.SetReparseDeferralEnabled(False)
    return parser


def _parse(
    parser: expat.XMLParserType, collector: Collector, data: bytes, line: int, is_last: bool
) -> Fault | None:
    """What is wrong with the next bytes, whose lines are counted from `line`."""
    try:
        parser.Parse(data, is_last)
    except expat.ExpatError as error:
        return Fault(line + error.lineno, _message(error, collector))
    except (ExcessError, _DoctypeError) as error:
        return Fault(line + parser.CurrentLineNumber, str(error))
    return None


def _message(error: expat.ExpatError, collector: Collector) -> str:
    message = expat.ErrorString(error.code) or "not well-formed"
    inner = collector.innermost
    if inner is not None and message in (
        expat.errors.XML_ERROR_TAG_MISMATCH,
        expat.errors.XML_ERROR_NO_ELEMENTS,
    ):
        return f"{message}: <{quoted(inner)[1:-1]}> is open"
    return message
