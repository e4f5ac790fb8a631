"""Where in a file a finding stands, as tools that show the file beside the finding want to know it."""

from __future__ import annotations

import posixpath
from pathlib import PurePath
from typing import NamedTuple

from ..document import Document, Location
from ..finding import Finding
from . import Options

STANDARD_INPUT = "-"


class Place(NamedTuple):
    """A place in a file: the path as other tools know it, and the line where that is known.

    Columns, and the line of the end, are known where the file itself is the text, character for character.
    They count code points from 1; the end is exclusive.
    """

    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def place_of(document: Document, finding: Finding, options: Options) -> Place | None:
    """Where a finding stands; None for a document that came from no file.

    A record of a feed is one place, its first line: what it holds is encoded there.
    """
    location = document.location
    if location is None:
        return None
    if not _is_the_file(document) or finding.field != "text" or finding.start == finding.end:
        return record_place(location, options)
    end_line, end_column = document.position("text", finding.end)
    path = path_in_project(location.path, options)
    return Place(path, finding.line, finding.column, end_line, end_column)


def record_place(location: Location, options: Options) -> Place:
    """Where a document or a record begins."""
    return Place(path_in_project(location.path, options), location.line)


def path_in_project(path: str, options: Options) -> str:
    """The path with slashes, relative to the project's folder where it lies in that."""
    name = PurePath(path).as_posix()
    if path == STANDARD_INPUT or not options.project:
        return name
    project = posixpath.normpath(PurePath(options.project).as_posix())
    whole = posixpath.normpath(posixpath.join(PurePath(options.here).as_posix(), name))
    if whole.startswith(project.rstrip("/") + "/"):
        return posixpath.relpath(whole, project)
    return name


def _is_the_file(document: Document) -> bool:
    """Whether the text is what its file holds: neither a record nor the rendering of a page.

    Only pages and records have blocks or a title of their own.
    """
    location = document.location
    is_record = location is None or location.line is not None or location.record is not None
    return not is_record and document.blocks_known is None and not document.title
