"""Windows dealt to workers, and their results taken back in order, whatever becomes of a worker."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from ..engine import Examined
from ..finding import Unreadable
from ..fingerprint import place_id
from .crew import Crew, Death
from .source import Source
from .tasks import HUNG_SECONDS, MAX_WINDOW_SIZE, MAX_WINDOW_TASKS, Numbered, Window

WINDOWS_AHEAD = 32
"""Full windows a worker that may wait, or be done and kept back by a document that takes long: 2 MB of text,
which is what the largest of documents lets the other workers do meanwhile."""

HUNG = "did not come to an end"


class Dealer:
    """Deals the windows of a source to a crew of up to `count` workers.

    A worker that dies costs what it had not answered a second look, by a worker that answers one by one. The
    document with which that worker dies too is reported as `engine-crash`; all others are checked.
    """

    def __init__(
        self, crew: Crew, source: Source, count: int, *, first: int = 1, patience: float = HUNG_SECONDS
    ) -> None:
        """Deal nothing yet; `first` is the number of the first task, and `patience` in seconds."""
        self._crew = crew
        self._source = source
        self._count = count
        self._patience = patience
        self._waiting: deque[Window] = deque()
        self._done: dict[int, Examined] = {}
        self._sizes: dict[int, int] = {}
        self._kept = 0
        """Size of the tasks that wait, or are done and not told."""
        self._next, self._last = first, first - 1

    def deal(self) -> Iterator[Examined]:
        """What becomes of the tasks, in order.

        Raises what ended the source, after what came before it, and WorkersError.
        """
        while not (self._source.ended and self._next > self._last):
            self._read_ahead()
            if self._next in self._done:
                yield from self._finished()
            elif self._next <= self._last or self._source.signs():
                self._listen()
        if self._source.fault is not None:
            raise self._source.fault

    def _read_ahead(self) -> None:
        self._hand_out()
        while self._has_room() and (window := self._source.take()) is not None:
            self._waiting.append(window)
            self._sizes.update((numbered.number, numbered.task.size) for numbered in window.tasks)
            self._kept += self._size_of(window.tasks)
            self._last = window.tasks[-1].number
            self._hand_out()

    def _has_room(self) -> bool:
        most = self._count * WINDOWS_AHEAD
        return self._kept < most * MAX_WINDOW_SIZE and self._last - self._next < most * MAX_WINDOW_TASKS

    def _hand_out(self) -> None:
        """Give the windows that wait to the workers that do, and start workers for more of them."""
        for worker in self._crew.idle:
            window = self._next_window()
            if window is None:
                return
            self._crew.give(worker, window)
            self._kept -= self._size_of(window.tasks)
        while len(self._waiting) > self._crew.starting and not self._crew.full:
            self._crew.start()

    def _next_window(self) -> Window | None:
        """The first window that may be given: suspects are looked at one after the other.

        Were two at once in memory that is too small for one of them, the other could die of it too.
        """
        held_back = self._crew.has_suspects
        for index, window in enumerate(self._waiting):
            if not (window.suspect and held_back):
                del self._waiting[index]
                return window
        return None

    def _finished(self) -> Iterator[Examined]:
        while self._next in self._done:
            self._kept -= self._sizes.pop(self._next)
            examined = self._done.pop(self._next)
            self._next += 1
            yield examined

    def _listen(self) -> None:
        for heard in self._crew.listen(self._patience, self._source.signs()):
            if isinstance(heard, Death):
                self._take_back(heard)
            else:
                self._settle(*heard)
        for worker in self._crew.silent(self._patience):
            self._take_back(self._crew.end(worker, HUNG))

    def _settle(self, numbered: Numbered, examined: Examined) -> None:
        self._done[numbered.number] = examined
        self._kept += self._sizes[numbered.number]

    def _take_back(self, death: Death) -> None:
        """What a worker left behind: to be looked at once more, or one of it given up."""
        tasks = death.tasks
        if tasks and death.suspect:
            # it answers one by one, so that the first without an answer is the one it was at
            self._settle(tasks[0], Examined(_crash_of(death)))
            tasks = tasks[1:]
        if tasks:
            self._waiting.appendleft(Window(tasks, suspect=not death.suspect))
            self._kept += self._size_of(tasks)

    def _size_of(self, tasks: Iterable[Numbered]) -> int:
        return sum(self._sizes[numbered.number] for numbered in tasks)


def _crash_of(death: Death) -> Unreadable:
    """The document with which a worker died, known by its own id where it was read before."""
    number, task = death.tasks[0]
    identity, place = place_id(task.location), task.location
    if death.begun is not None and death.begun.number == number:
        identity, place = death.begun.identity or identity, death.begun.location or place
    return Unreadable(identity, place, "engine-crash", f"the process that checked it {death.how}")
