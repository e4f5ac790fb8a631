"""Documents checked by several processes: every core is used, and a process that dies costs one document."""

from .cores import usable_cores
from .running import IN_THIS_PROCESS, WORTH_WORKERS, Workers, check_all, check_tasks
from .tasks import Task, WorkersError

__all__ = [
    "IN_THIS_PROCESS",
    "WORTH_WORKERS",
    "Task",
    "Workers",
    "WorkersError",
    "check_all",
    "check_tasks",
    "usable_cores",
]
