"""Where a command writes to: standard output, or a file that is nobody's input."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..feeds import FeedError
from ..feeds.files import find
from ..reports.output import STANDARD_OUTPUT, file_stream, text_stream
from ._errors import Failure

STANDARD_INPUT = "-"


@contextmanager
def opened(output: str, *, live: bool = False) -> Iterator[TextIO]:
    """Standard output, or a file that appears when it is whole. Raises `Failure` where its folder is not.

    With `live`, standard output gets each line when it ends, for a reader who waits for it.
    """
    if output == STANDARD_OUTPUT:
        with text_stream(sys.stdout.buffer) as stream:
            if live and isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(line_buffering=True)
            yield stream
        return
    require_folder(output)
    with file_stream(Path(output)) as stream:
        yield stream


def require_folder(output: str, option: str = "--output ") -> None:
    """Raise `Failure` where a file cannot be written because its folder is not there."""
    path = Path(output)
    if output != STANDARD_OUTPUT and not path.absolute().parent.is_dir():
        raise Failure(f"{option}{output}: there is no folder {path.parent}")


def refuse_to_overwrite(output: str, inputs: Iterable[str], option: str = "--output ") -> None:
    """Raise `Failure` where the output would take the place of a file that is read, in a folder too."""
    path = Path(output)
    if output == STANDARD_OUTPUT or not path.is_file():
        return
    if any(_is_same(path, name) for given in inputs for name in _files(given)):
        raise Failure(f"{option}{output} is an input: the report would take its place")


def _files(given: str) -> Iterator[str]:
    """The files of an input. That it is not there is told where it is read."""
    if given == STANDARD_INPUT:
        return
    try:
        yield from (name for name in find([given]) if isinstance(name, str))
    except FeedError:
        return


def _is_same(path: Path, name: str) -> bool:
    try:
        return path.samefile(name)
    except OSError:
        return False
