"""Cuts a feed into its entries, a piece of text at a time.

An entry is found by its tags alone, and parsed by itself. So one that is ill-formed costs that entry and not
the rest, and an entry of any size costs no more memory than the limit. What stands around the entries goes to
one parser, which says whether the feed as a whole is well-formed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .encodings import BAD_BYTE, describe_bad_byte
from .options import quoted
from .xml_faults import Fault, Faults
from .xml_parsing import ChannelParser
from .xml_references import ILLEGAL, References

MAX_TAG_CHARACTERS = 1 << 16
"""Longest tag of an entry or of a feed, and longest document type; what is longer is read as text."""

MAX_REFERENCE_CHARACTERS = 64
"""Characters that are held back behind an `&` or a `<` at the end of a piece: the next may go on with it."""

ENTRY_NAMES = frozenset({"item", "entry"})
FEED_NAMES = frozenset({"channel", "rss", "feed", "RDF"})

_NAMES = "|".join(sorted(ENTRY_NAMES | FEED_NAMES))
_MARK = re.compile(
    rf"""
    < (?: (?P<section> !-- | !\[CDATA\[ | \? )
        | (?P<doctype> !DOCTYPE ) \b
        | (?P<end> / )? (?P<name> (?: [\w.-]+ : )? (?P<local> {_NAMES} ) ) (?= [\s/>] )
    )
    """,
    re.VERBOSE,
)
"""The markup that matters here. A `<` in an attribute is ill-formed, so no attribute holds any."""

_SECTION_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}
_TAG_REST = re.compile(r"""(?:[^<>"']++|"[^<"]*+"|'[^<']*+')*+""")
_DOCTYPE_REST = re.compile(
    r"""
    (?: [^<>"'\[]++ | "[^"]*+" | '[^']*+' )*+
    (?: \[
        (?: <!--(?:(?!-->).)*+--> | <\?(?:(?!\?>).)*+\?> | <(?!!--|\?) | "[^"]*+" | '[^']*+' | [^\]"'<]++ )*+
        \]\s*+
    )?
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOG = re.compile(r"(?P<before>[^<]*+)(?P<declaration><\?xml\s[^<>]*?\?>)?")
_DECLARATION = re.compile(
    r"""<\?xml \s+version\s*=\s* (?:"1\.[0-9]+"|'1\.[0-9]+')
        (?:\s+encoding\s*=\s* (?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*') )?
        (?:\s+standalone\s*=\s* (?:"yes"|"no"|'yes'|'no') )? \s*\?>""",
    re.VERBOSE,
)


@dataclass
class RawEntry:
    """An entry as it stands in the feed; `text` is None where it is longer than the limit."""

    name: str
    line: int
    text: str | None = None
    fault: Fault | None = None
    """Why it cannot be trusted, where that shows without parsing it."""


class EntrySplitter:
    """Cuts pieces of a feed into its entries."""

    def __init__(self, limit: int, codec: str, faults: Faults) -> None:
        """Keep entries of up to `limit` bytes (in UTF-8), and note in `faults` what is wrong around them."""
        self.channel = ChannelParser(faults)
        self._has_feed = False
        self._limit = limit
        self._codec = codec
        self._faults = faults
        self._references = References(faults)
        self._line = 1
        self._held = ""
        self._section: str | None = None
        self._is_begun = self._has_doctype = False
        self._entry: RawEntry | None = None
        self._parts: list[str] = []
        self._size = 0
        # Elements within the entry that are called like those around it, and are open.
        self._inner: Counter[str] = Counter()

    @property
    def line(self) -> int:
        """The line that has been reached."""
        return self._line

    @property
    def foreign_root(self) -> str | None:
        """The outermost element, where nothing that makes a feed has begun in it yet."""
        return None if self._has_feed else self.channel.root

    def feed(self, piece: str, is_last: bool = False) -> Iterator[RawEntry]:
        """The entries that end in the next piece of text."""
        text, at = self._held + piece, 0
        if not self._is_begun:
            at, self._is_begun = self._pass_prolog(text), True
        while True:
            if self._section is not None:
                at = self._pass_section(text, at, is_last)
                if self._section is not None:
                    break
            mark = _MARK.search(text, at)
            end = mark.start() if mark else _safe_end(text, at, is_last)
            self._add(text[at:end])
            at = end
            if mark is None:
                break
            tag_end = _tag_end(text, mark, is_last)
            if tag_end is None:
                break
            at = tag_end
            yield from self._pass_mark(mark, text[mark.start() : tag_end])
        self._held = text[at:]

    def close(self) -> Iterator[RawEntry]:
        """The entry that the feed's end cuts off, if there is one."""
        yield from self.feed("", is_last=True)
        if self._entry is not None:
            yield self._take(f"the feed ends within {_shown(self._entry.name)}")
            return
        if self._section is not None:
            self._faults.note(Fault(self._line, f"<{self._section} is not closed"))
        self.channel.close()

    def _pass_prolog(self, text: str) -> int:
        """Leave out the XML declaration, which `XmlSource` has read, and what stands before it."""
        prolog = _PROLOG.match(text)
        assert prolog is not None  # it matches anything
        before, declaration = prolog["before"], prolog["declaration"]
        if before.strip() or (before and declaration):
            self._faults.note(Fault(1, "there is something before the beginning of the feed"))
        if declaration and _DECLARATION.fullmatch(declaration) is None:
            self._faults.note(Fault(1 + before.count("\n"), "the XML declaration is not well-formed"))
        self._leave_out(prolog[0])
        return prolog.end()

    def _leave_out(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self.channel.pass_over(lines)

    def _pass_section(self, text: str, at: int, is_last: bool) -> int:
        """Add a comment, CDATA section or instruction as far as it goes; the offset behind that."""
        assert self._section is not None
        closing = _SECTION_ENDS[self._section]
        found = text.find(closing, at)
        if found >= 0:
            end = found + len(closing)
        else:
            end = len(text) if is_last else max(at, len(text) - len(closing) + 1)
        self._add_section(text[at:end])
        if found >= 0:
            self._section = None
        return end

    def _add_section(self, text: str) -> None:
        if self._entry is None and self._section != "![CDATA[":
            self._leave_out(text)
        else:
            self._check(text)
            self._pass_on(text, text)

    def _add(self, text: str) -> None:
        """Add text and tags that begin and end no entry."""
        if not text:
            return
        self._check(text)
        resolved, fault = self._references.resolve(text, self._line)
        if fault is not None:
            self._blame(fault)
        self._pass_on(text, resolved)

    def _pass_on(self, written: str, text: str) -> None:
        self._line += written.count("\n")
        if self._entry is None:
            self.channel.feed(text)
            return
        self._size += len(written) if written.isascii() else len(written.encode("utf-8", "surrogatepass"))
        if self._size > self._limit:
            self._parts = []
        else:
            self._parts.append(text)

    def _check(self, text: str) -> None:
        """Note characters that XML does not have; bytes that were no text spoil what they stand in."""
        illegal = ILLEGAL.search(text)
        if illegal is None:
            return
        bad = BAD_BYTE.search(text)
        if bad is not None:
            line = self._line + text.count("\n", 0, bad.start())
            self._blame(Fault(line, describe_bad_byte(bad[0], self._codec), "bad-bytes"))
        if bad is None or illegal.start() < bad.start():
            line = self._line + text.count("\n", 0, illegal.start())
            self._faults.note(
                Fault(line, f"U+{ord(illegal[0]):04X} is no character of XML; it is read as it stands")
            )

    def _blame(self, fault: Fault) -> None:
        """Hold a fault against the entry in which it stands, or else against the feed."""
        if self._entry is None:
            self._faults.note(fault)
        else:
            self._entry.fault = self._entry.fault or fault

    def _pass_mark(self, mark: re.Match[str], written: str) -> Iterator[RawEntry]:
        if mark["section"]:
            self._section = mark["section"]
            self._add_section(written)
        elif mark["doctype"]:
            self._pass_doctype(written)
        else:
            yield from self._pass_tag(mark, written)

    def _pass_doctype(self, written: str) -> None:
        """Learn from the document type, and let no parser see it."""
        if self._entry is not None:
            self._add(written)
            return
        if self._has_doctype or self.channel.root is not None:
            self._faults.note(Fault(self._line, "a document type within the feed"))
        else:
            self._references.learn(written)
        self._has_doctype = True
        self._leave_out(written)

    def _pass_tag(self, mark: re.Match[str], tag: str) -> Iterator[RawEntry]:
        name, local, is_end = mark["name"], mark["local"], bool(mark["end"])
        entry = self._entry
        if entry is None:
            if local in ENTRY_NAMES and not is_end and self.channel.known_name(name) == local:
                yield from self._open(name, tag)
                return
            self._has_feed = self._has_feed or (local in FEED_NAMES and not is_end)
        elif name == entry.name:
            if not is_end:
                yield self._take(f"{_shown(name)} is not closed where the next one begins")
                yield from self._open(name, tag)
                return
            self._add(tag)
            yield self._take()
            return
        elif local in FEED_NAMES:
            if is_end and not self._inner[local]:
                yield self._take(f"{_shown(entry.name)} is not closed where {_shown('/' + name)} stands")
            elif not tag.endswith("/>"):
                self._inner[local] += -1 if is_end else 1
        self._add(tag)

    def _open(self, name: str, tag: str) -> Iterator[RawEntry]:
        if self.channel.root is None:
            # An entry may be a document by itself; the parser of what is around it then sees it empty.
            self._has_feed = True
            self.channel.feed("<entry/>")
        self._entry = RawEntry(name, self._line)
        self._parts, self._size, self._inner = [], 0, Counter()
        self._add(tag)
        if tag.endswith("/>"):
            yield self._take()

    def _take(self, fault: str | None = None) -> RawEntry:
        """The open entry, which ends here."""
        assert self._entry is not None
        entry, self._entry = self._entry, None
        entry.text = "".join(self._parts) if self._size <= self._limit else None
        self._parts = []
        if fault is not None:
            entry.fault = Fault(entry.line, fault)
        self.channel.pass_over(self._line - entry.line)
        return entry


def _tag_end(text: str, mark: re.Match[str], is_last: bool) -> int | None:
    """The offset behind a tag or the like, None if that is still to come; one that is broken ends early."""
    if mark["section"]:
        return mark.end()
    rest = _DOCTYPE_REST if mark["doctype"] else _TAG_REST
    end = rest.match(text, mark.end()).end()  # type: ignore[union-attr]  # they match anything
    if text.startswith(">", end):
        return end + 1
    is_whole = is_last or len(text) - mark.start() > MAX_TAG_CHARACTERS
    if is_whole or (not mark["doctype"] and text.find("<", end) >= 0):
        return mark.end()
    return None


def _safe_end(text: str, at: int, is_last: bool) -> int:
    """Where a piece of text can be cut without cutting a tag's name or a reference in two."""
    if is_last:
        return len(text)
    tail = max(at, len(text) - MAX_REFERENCE_CHARACTERS)
    ends = [len(text)]
    for opening, closing in (("<", ">"), ("&", ";")):
        begin = text.rfind(opening, tail)
        if begin >= 0 and text.find(closing, begin) < 0:
            ends.append(begin)
    return min(ends)


def _shown(name: str) -> str:
    return f"<{quoted(name)[1:-1]}>"
