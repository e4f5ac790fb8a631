"""A count of documents on standard error, for a run that lasts and a reader who watches."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Self

PATIENCE = 1.0
"""Seconds after which a reader wonders; a run that is over by then shows nothing."""

REDRAWN_AFTER = 0.1
"""Seconds between two counts that are shown: more often nobody could read them."""


class Progress:
    """Counts documents where it is `wanted` and standard error is a terminal; silent everywhere else.

    The count has no end, since a feed's length is not known before it is read. Rich is imported when the
    count is first drawn, and draws when it is told to: a thread of its own would keep workers from being
    forked.
    """

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._begun = self._drawn = time.monotonic()
        self._done = 0
        self._stack = ExitStack()
        self._show: object | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def advance(self) -> None:
        """Count one document."""
        if not self._wanted:
            return
        self._done += 1
        now = time.monotonic()
        if now - self._begun >= PATIENCE and now - self._drawn >= REDRAWN_AFTER:
            self._drawn = now
            self._draw(now - self._begun)

    def _draw(self, seconds: float) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.live import Live  # noqa: PLC0415

        if self._show is None:
            live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
            self._show = self._stack.enter_context(live)
        assert isinstance(self._show, Live)
        self._show.update(f"{self._done} documents, {self._done / seconds:.0f} a second", refresh=True)
