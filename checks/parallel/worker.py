"""What a worker process does: reads and checks the tasks of one window after the other."""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from ..engine import Checker, Examined
from ..finding import Result
from .examining import Begun, examine, warm_up
from .tasks import Window

SEND_AFTER = 0.1
"""Seconds after which results are sent that have come together: a message for each of many short texts would
cost more than they do. What is sent is the same whenever it is sent."""


class Ready(NamedTuple):
    """The first message of a worker: it has checked a text, with the package that lies there."""

    package: str


Message = Ready | Begun | list[Examined]
"""What a worker says: results come in the order of their tasks, one for each."""


def package_folder() -> str:
    """The folder of the package that this process has loaded."""
    return str(Path(__file__).resolve().parent.parent)


def work(channel: Connection, siblings: Sequence[Connection], checker: Checker) -> None:
    """The life of a worker: it ends when the parent hangs up, or has died.

    `siblings` are the parent's ends of the channels to all workers, as far as this process has inherited
    them: while it held them open, no other worker would learn of the parent's death.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has its own way to end a run
    for sibling in siblings:
        sibling.close()
    gc.freeze()  # what was inherited is never garbage: to look through it would only copy its pages
    warm_up(checker)
    with suppress(EOFError, BrokenPipeError, ConnectionError):
        channel.send(Ready(package_folder()))
        while True:
            _do(checker, channel.recv(), channel)


def _do(checker: Checker, window: Window, channel: Connection) -> None:
    """Work through a window, the results sent as they come; of a suspect window each at once."""
    patience = 0.0 if window.suspect else SEND_AFTER
    begun = channel.send if window.suspect else None
    done: list[Examined] = []
    sent = time.monotonic()
    for numbered in window.tasks:
        done.append(_portable(examine(checker, numbered, begun)))
        if time.monotonic() - sent >= patience:
            channel.send(done)
            done, sent = [], time.monotonic()
    if done:
        channel.send(done)


def _portable(examined: Examined) -> Examined:
    """The same without what a document remembers of itself, which would be most of the message."""
    item = examined.item
    if not isinstance(item, Result):
        return examined
    return examined._replace(item=replace(item, document=replace(item.document)))
