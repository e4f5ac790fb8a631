from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from databases import history_url, postgres_server
from hypothesis import settings

from checks.document import Document
from checks.feeds import FeedOptions, read
from checks.finding import Unreadable

__all__ = ["history_url", "postgres_server", "read_bytes"]

for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
    os.environ.pop(variable, None)  # the tests say themselves which CI job they run in

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # products are small: threads would wait for each other
os.environ["COPYDESK_NO_CACHE"] = "1"  # no test depends on what an earlier run has left, or leaves anything

settings.register_profile("project", deadline=None)  # no test depends on how fast the machine is
settings.load_profile("project")

Items = list[Document | Unreadable]
ReadBytes = Callable[..., Items]


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Reads bytes as a file of a given name, with the options given by keyword."""

    def read_file(data: bytes, name: str, **options: Any) -> Items:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read([str(path)], FeedOptions(**options), io.BytesIO()))

    return read_file
