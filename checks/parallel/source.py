"""Windows cut from a run's tasks: at once from files, or as they come from a stream that may keep silent."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Protocol

from .tasks import MAX_WINDOW_SIZE, MAX_WINDOW_TASKS, Numbered, Window

MAX_READ_AHEAD = 4 * MAX_WINDOW_SIZE
"""Size of the tasks that are read from a stream and wait for a window; one task is read whatever its size."""


class Source(Protocol):
    """Where windows come from."""

    @property
    def ended(self) -> bool:
        """Whether no window will come any more."""

    @property
    def fault(self) -> BaseException | None:
        """What ended the reading, where that was not the end of the input; known when it has ended."""

    def take(self) -> Window | None:
        """The next window; None where there is none yet, or none any more."""

    def signs(self) -> Sequence[Connection]:
        """What can be read from when there is news of a source that had none."""

    def close(self) -> None:
        """Let go of what the source holds."""


class FileSource:
    """Tasks that are there when they are asked for: windows are full, all but the last."""

    def __init__(self, tasks: Iterator[Numbered]) -> None:
        """Read nothing yet."""
        self._tasks = tasks
        self.ended = False
        self.fault: BaseException | None = None

    def take(self) -> Window | None:
        """The next window, read now."""
        taken: list[Numbered] = []
        size = 0
        while not self.ended and len(taken) < MAX_WINDOW_TASKS and size < MAX_WINDOW_SIZE:
            try:
                numbered = next(self._tasks)
            except StopIteration:
                self.ended = True
            except Exception as error:  # what was read before it counts, and is told first
                self.ended, self.fault = True, error
            else:
                taken.append(numbered)
                size += numbered.task.size
        return Window(tuple(taken)) if taken else None

    def signs(self) -> Sequence[Connection]:
        """None: there is nothing to wait for."""
        return ()

    def close(self) -> None:
        """Nothing is held."""


class StreamSource:
    """Tasks of a stream, read by a thread: while it waits for the stream, results are reported.

    A window holds what has come, so that nothing waits for it to be full.
    """

    def __init__(self, tasks: Iterator[Numbered]) -> None:
        """Begin to read."""
        self._tasks = tasks
        self._read: deque[Numbered] = deque()
        self._size = 0
        self._changed = threading.Condition()
        self._done = False
        self._fault: BaseException | None = None
        self._sign, self._signal = Pipe(duplex=False)
        # a daemon: nobody can wake it from waiting for a stream, and nothing is lost with it
        threading.Thread(target=self._fill, daemon=True, name="copydesk-reader").start()

    @property
    def ended(self) -> bool:
        """Whether all was read and taken."""
        with self._changed:
            return self._done and not self._read

    @property
    def fault(self) -> BaseException | None:
        """What ended the reading."""
        return self._fault

    def take(self) -> Window | None:
        """What has come, up to a full window."""
        taken: list[Numbered] = []
        size = 0
        with self._changed:
            while self._sign.poll():
                self._sign.recv_bytes()
            while self._read and len(taken) < MAX_WINDOW_TASKS and size < MAX_WINDOW_SIZE:
                numbered = self._read.popleft()
                taken.append(numbered)
                size += numbered.task.size
            self._size -= size
            self._changed.notify()
        return Window(tuple(taken)) if taken else None

    def signs(self) -> Sequence[Connection]:
        """What the thread makes itself heard by."""
        return (self._sign,)

    def close(self) -> None:
        """Stop to read, as soon as the stream says something."""
        with self._changed:
            self._done = True
            self._changed.notify()

    def _fill(self) -> None:
        try:
            for numbered in self._tasks:
                if not self._put(numbered):
                    return
        except BaseException as error:
            self._fault = error
        with self._changed:
            self._done = True
            self._tell()

    def _put(self, numbered: Numbered) -> bool:
        """Keep a task when there is room; whether reading is to go on."""
        size = numbered.task.size
        with self._changed:
            while self._read and self._size + size > MAX_READ_AHEAD and not self._done:
                self._changed.wait()
            if self._done:
                return False
            self._read.append(numbered)
            self._size += size
            if len(self._read) == 1:
                self._tell()
        return True

    def _tell(self) -> None:
        self._signal.send_bytes(b"+")
