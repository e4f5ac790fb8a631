"""The worker processes as their parent sees them: started, given windows, listened to, replaced, ended.

Each worker has a pipe of its own and nothing that it shares with others: no queue, no lock, no semaphore. One
that is killed in the middle of anything leaves nothing behind that another could wait for, and the end of its
pipe tells at once which tasks it had. (`concurrent.futures` gives up the whole pool when one process dies,
and runs threads in the parent, beside which it is not safe to fork another worker.)
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from ..engine import Checker, Examined
from .examining import Begun, warm_up
from .tasks import Numbered, Window, WorkersError
from .worker import Message, Ready, package_folder, work

MAX_FAILED_STARTS = 3
"""Workers in a row that may die before they have checked a text in which nothing is wrong; after that it is
the machine, and no document, that ends them."""

PARTING_SECONDS = 2.0
"""How long a worker that was told to end may take before it is killed."""


@dataclass
class Worker:
    """One process, and the tasks that it was given and has not answered, in order."""

    process: BaseProcess
    channel: Connection
    ready: bool = False
    tasks: deque[Numbered] = field(default_factory=deque)
    suspect: bool = False
    begun: Begun | None = None
    heard: float = field(default_factory=time.monotonic)
    """When it last said something, or was given a window."""

    @property
    def idle(self) -> bool:
        """Whether it waits for a window."""
        return self.ready and not self.tasks


@dataclass(frozen=True)
class Death:
    """A worker that has died, and what it had not answered."""

    tasks: tuple[Numbered, ...]
    suspect: bool
    begun: Begun | None
    how: str
    """Such as `was killed by SIGKILL`."""


class Crew:
    """Up to `count` workers that check with one checker.

    They are forked where that is safe, and then have what was compiled before; elsewhere, and beside threads,
    they are started afresh and get the rules by their pipe.
    """

    def __init__(self, checker: Checker, count: int, *, start_method: str | None = None) -> None:
        """Start nothing yet; without `start_method` the platform decides how workers are started."""
        self._checker = replace(checker)  # without what it has compiled, which no pipe takes
        self._count = count
        self._method = start_method
        self._workers: list[Worker] = []
        self._failed_starts = 0
        self._warm = False

    @property
    def idle(self) -> list[Worker]:
        """The workers that wait for a window."""
        return [worker for worker in self._workers if worker.idle]

    @property
    def has_suspects(self) -> bool:
        """Whether a worker looks through a window that has cost another one its life."""
        return any(worker.suspect and worker.tasks for worker in self._workers)

    @property
    def full(self) -> bool:
        """Whether no more workers are to be started."""
        return len(self._workers) >= self._count

    @property
    def starting(self) -> int:
        """The workers that were started and have not said that they are ready."""
        return sum(not worker.ready for worker in self._workers)

    def start(self) -> None:
        """Start one more worker; where the machine has no room for it, those that there are do the work.

        Raises `WorkersError` where there is none.
        """
        method = self._method or _start_method()
        context: Any = multiprocessing.get_context(method)
        if method == "fork" and not self._warm:
            warm_up(self._checker)
            self._warm = True
        ours, theirs = context.Pipe()
        inherited = [ours, *(worker.channel for worker in self._workers)] if method == "fork" else []
        checker = self._checker if method == "fork" else replace(self._checker)
        process = context.Process(target=work, args=(theirs, inherited, checker), daemon=True)
        with _deaf_to_ctrl_c(), _unwarned():
            try:
                process.start()
            except (OSError, TypeError, AttributeError, pickle.PicklingError) as error:
                ours.close()
                self._do_without(error)
            else:
                self._workers.append(Worker(process, ours))
            finally:
                theirs.close()  # so that the worker's end is the worker's alone, and closes when it dies

    def give(self, worker: Worker, window: Window) -> None:
        """Give a worker a window; that it has died meanwhile shows when it is listened to."""
        worker.tasks.extend(window.tasks)
        worker.suspect, worker.begun = window.suspect, None
        worker.heard = time.monotonic()
        with suppress(BrokenPipeError, ConnectionError):
            worker.channel.send(window)

    def listen(
        self, timeout: float | None, others: Sequence[Connection] = ()
    ) -> Iterator[tuple[Numbered, Examined] | Death]:
        """What the workers have to say, as soon as one has, or one of `others` has, or the time is over.

        Raises `WorkersError` where no worker can be kept alive.
        """
        by_channel = {worker.channel: worker for worker in self._workers}
        for channel in wait([*by_channel, *others], timeout):
            if (worker := by_channel.get(channel)) is not None:  # type: ignore[call-overload]
                yield from self._hear(worker)

    def silent(self, seconds: float) -> list[Worker]:
        """The busy workers that have said nothing for so long."""
        now = time.monotonic()
        return [worker for worker in self._workers if worker.tasks and now - worker.heard > seconds]

    def end(self, worker: Worker, how: str) -> Death:
        """Kill a worker, and take back what it had not answered."""
        worker.process.kill()
        return self._bury(worker, how)

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.channel.close()
            worker.process.terminate()
        deadline = time.monotonic() + PARTING_SECONDS
        for worker in self._workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self._workers.clear()

    def _do_without(self, error: Exception) -> None:
        """Go on with the workers that there are. Raises `WorkersError` where there is none."""
        if not self._workers:
            what = f"no worker process can be started ({type(error).__name__}: {error})"
            raise WorkersError(f"{what}; --jobs 1 does without") from error
        self._count = len(self._workers)

    def _hear(self, worker: Worker) -> Iterator[tuple[Numbered, Examined] | Death]:
        try:
            message: Message = worker.channel.recv()
        except (EOFError, OSError, pickle.UnpicklingError):  # it died, perhaps in the middle of a word
            yield self._bury(worker)
            return
        worker.heard = time.monotonic()
        if isinstance(message, Ready):
            _require_this_package(message.package)
            worker.ready, self._failed_starts = True, 0
        elif isinstance(message, Begun):
            worker.begun = message
        else:
            for examined in message:
                yield worker.tasks.popleft(), examined

    def _bury(self, worker: Worker, how: str | None = None) -> Death:
        worker.channel.close()
        worker.process.join(PARTING_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        death = Death(tuple(worker.tasks), worker.suspect, worker.begun, how or _ended(worker.process))
        worker.process.close()
        self._workers.remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= MAX_FAILED_STARTS:
                raise WorkersError(
                    f"{MAX_FAILED_STARTS} worker processes in a row ended before they had checked anything, "
                    f"the last one {death.how}: there may be too little memory for them (--jobs 1 does "
                    "without)"
                )
        return death


def _start_method() -> str:
    """Fork where nothing speaks against it: macOS's own libraries do, and so does any thread."""
    can_fork = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return "fork" if can_fork and threading.active_count() == 1 else "spawn"


def _ended(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"


def _require_this_package(loaded: str) -> None:
    own = package_folder()
    if loaded != own:
        raise WorkersError(
            f"worker processes load {loaded} in place of {own}: a folder of that name hides it"
        )


@contextmanager
def _unwarned() -> Iterator[None]:
    """Python warns of forks beside threads that it knows nothing of, such as those of numpy's matrices.

    They wait for work, and see to forks themselves (pthread_atfork).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start a process that no Ctrl-C reaches before it has seen to that itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
