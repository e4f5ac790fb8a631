"""The names of elements, made the same whatever prefixes a feed has chosen for its namespaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_CORE = (
    "http://purl.org/rss/1.0/",
    "http://purl.org/net/rss1.1#",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://backend.userland.com/rss091",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss",
    "http://www.rssboard.org/rss-specification",
    "http://www.w3.org/2005/atom",
    "http://purl.org/atom/ns#",
)
"""Namespaces that RSS 0.90 to 2.0 and Atom 0.3 and 1.0 have had; their elements have no prefix here."""

_PREFIXES = {
    **dict.fromkeys(_CORE, ""),
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
"""The prefix by which each namespace is known here; case in its name does not matter."""

_CUSTOMARY = {**{prefix: prefix for prefix in _PREFIXES.values() if prefix}, "atom": "", "rss": ""}
"""What a prefix means in a feed that uses it and does not say."""


class Namespaces:
    """The namespaces in force while a feed is read from start to end; `outer` holds around all of it."""

    def __init__(self, outer: Namespaces | None = None) -> None:
        """Nothing is declared yet but what `outer` declares."""
        self._outer = outer
        # A list for each prefix, so that no element copies the declarations of those around it.
        self._uris: dict[str, list[str]] = {}
        self._declared: list[tuple[int, list[str]]] = []

    def enter(self, depth: int, attributes: Mapping[str, str]) -> None:
        """An element of this depth begins: its declarations are in force until `leave`."""
        prefixes = []
        for name, uri in attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                prefix = name[6:]
                self._uris.setdefault(prefix, []).append(uri)
                prefixes.append(prefix)
        if prefixes:
            self._declared.append((depth, prefixes))

    def leave(self, depth: int) -> None:
        """The element ends."""
        if self._declared and self._declared[-1][0] == depth:
            for prefix in self._declared.pop()[1]:
                self._uris[prefix].pop()

    def uri(self, prefix: str) -> str | None:
        """The namespace that a prefix (`""`: none) stands for."""
        declared = self._uris.get(prefix)
        if declared:
            return declared[-1]
        return self._outer.uri(prefix) if self._outer is not None else None

    def name_of(self, written: str, on_undeclared: Callable[[str], None]) -> str:
        """The name by which an element is known here, like `title` or `content:encoded`.

        What has no prefix is taken for RSS or Atom unless it is known to be something else; what belongs to
        a namespace that is not known here has a name that nothing else has.
        """
        prefix, colon, local = written.rpartition(":")
        uri = self.uri(prefix)
        if not colon:
            known = _PREFIXES.get((uri or "").strip().lower(), "")
        elif uri is None and prefix != "xml":
            on_undeclared(prefix)
            known = _CUSTOMARY.get(prefix.lower(), f"?{prefix}")
        else:
            known = _PREFIXES.get((uri or "").strip().lower(), f"?{prefix}")
        return f"{known}:{local}" if known else local
