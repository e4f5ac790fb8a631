"""A run over many documents: in this process, or by workers, and the same results either way."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from ..document import Document
from ..duplicates import NearDuplicates
from ..engine import Checker, Examined
from ..finding import Result, Unreadable
from ..profiling import Profile
from .examining import examine
from .tasks import HUNG_SECONDS, Given, Numbered, Task

WORTH_WORKERS = 200_000
"""Size of the tasks from which workers are worth their start: some forty articles."""


@dataclass(frozen=True)
class Workers:
    """Who checks the documents of a run."""

    count: int = 1
    """Processes; with one, the documents are checked in this process."""
    from_size: int = 0
    """Size of the tasks that are checked in this process before workers are started for the rest."""
    waits: bool = False
    """Whether the tasks come from a stream that may keep silent: results are told while it does."""
    start_method: str | None = None
    """How processes are started, as `multiprocessing` names it; the platform's best where it is not given."""
    patience: float = HUNG_SECONDS
    """Seconds after which a worker that says nothing is given up."""


IN_THIS_PROCESS = Workers()


def check_all(
    checker: Checker, items: Iterable[str | Document | Unreadable], jobs: int
) -> Generator[Result | Unreadable]:
    """What `checker.check_all(items)` gives, checked by up to `jobs` processes.

    Items are read ahead, in windows. A document that ends its process (a crash, too little memory) comes as
    an Unreadable of the kind `engine-crash`; nothing else is lost. Raises WorkersError where no process can
    be kept alive. Where processes are not forked, a script needs the usual `if __name__ == "__main__":`.
    """
    return check_tasks(checker, map(Given, items), Workers(jobs))


def check_tasks(
    checker: Checker,
    tasks: Iterable[Task],
    workers: Workers = IN_THIS_PROCESS,
    profile: Profile | None = None,
) -> Generator[Result | Unreadable]:
    """Check tasks lazily and in order; the results are the same whoever the workers are.

    What a profiled checker tells of its time is added up in `profile`.

    Each result is measured against those before it for near-duplicates, here and in order: a worker sketches
    a text, and the sketches are compared where all of them come together.
    """
    earlier = NearDuplicates()
    with closing(_examined(checker, tasks, workers)) as all_examined:
        for found, sketch, profile_of_one in all_examined:
            if profile is not None and profile_of_one is not None:
                profile.add(profile_of_one)
            yield earlier.told(found, sketch) if isinstance(found, Result) else found


def _examined(checker: Checker, tasks: Iterable[Task], workers: Workers) -> Generator[Examined]:
    numbered = (Numbered(number, task) for number, task in enumerate(tasks, 1))
    size = last = 0
    while workers.count == 1 or size < workers.from_size:
        one = next(numbered, None)
        if one is None:
            return
        size, last = size + one.task.size, one.number
        yield examine(checker, one)
    yield from _by_workers(checker, numbered, last + 1, workers)


def _by_workers(
    checker: Checker, tasks: Iterator[Numbered], first: int, workers: Workers
) -> Iterator[Examined]:
    # what is needed for processes alone: a small input does without
    from .crew import Crew  # noqa: PLC0415
    from .dealing import Dealer  # noqa: PLC0415
    from .source import FileSource, Source, StreamSource  # noqa: PLC0415

    with closing(Crew(checker, workers.count, start_method=workers.start_method)) as crew:
        if workers.waits:
            while not crew.full:
                crew.start()  # before there is a thread, beside which none should be forked
        source: Source = StreamSource(tasks) if workers.waits else FileSource(tasks)
        with closing(source):
            yield from Dealer(crew, source, workers.count, first=first, patience=workers.patience).deal()
