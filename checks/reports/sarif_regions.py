"""Places as SARIF has them: a URI, and a region of a file."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from ..finding import Finding
from .places import Place

FIRST_LINE = 1
"""Where a place without a known line is shown: code scanning takes no result without a line."""

_DRIVE = re.compile(r"[A-Za-z]:/")
_SURROGATE = re.compile("[\ud800-\udfff]")


def physical_location(place: Place, finding: Finding | None = None) -> dict[str, Any]:
    """The file and the region of a place; the finding's own, where the file is the text."""
    region: dict[str, Any] = {"startLine": place.line or FIRST_LINE}
    if finding is not None and place.column is not None:
        region |= {
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
            # lone surrogates are valid in JSON and refused by many of its readers
            "snippet": {"text": _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", finding.match)},
        }
    return {"artifactLocation": {"uri": uri_of(place.path)}, "region": region}


def uri_of(path: str) -> str:
    """A path with slashes as a URI: relative where the path is, `file:` where it is not."""
    escaped = quote(_bytes_of(path), safe="/")
    if path.startswith("/"):
        return f"file://{escaped}"
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{escaped[len('C%3A') :]}"
    return escaped


def _bytes_of(path: str) -> bytes:
    """The bytes of a path as the file system has them; of a path that it cannot have, some bytes."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
