"""What a run tells a CI job by itself: GitHub Actions gets annotations and a job summary."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from ..reports import Format, Options, Report, open_report

_IS_GITHUB = "GITHUB_ACTIONS"
_SUMMARY_FILE = "GITHUB_STEP_SUMMARY"

_PROJECT_FOLDERS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub Actions and GitLab CI say that the checkout is."""


def project_folder(here: str, environment: Mapping[str, str]) -> str:
    """The folder that a CI job's paths are relative to: its checkout if `here` lies in that, else `here`."""
    for name in _PROJECT_FOLDERS:
        folder = environment.get(name)
        if folder and Path(here).is_relative_to(folder):
            return folder
    return here


@contextmanager
def job_reports(
    options: Options, formats: Collection[Format], places: Collection[str], environment: Mapping[str, str]
) -> Iterator[list[Report]]:
    """The reports that GitHub Actions gets unasked, beside those of `formats` that go to `places`.

    Annotations go to standard error, which the runner reads as well: standard output stays as it was. The
    summary is added to what the step's file has. That it cannot be is said, and changes no exit code.
    """
    reports: list[Report] = []
    if environment.get(_IS_GITHUB) != "true":
        yield reports
        return
    if "github" not in formats:
        reports.append(open_report("github", sys.stderr, options))
    path = environment.get(_SUMMARY_FILE)
    if not path or any(os.path.realpath(place) == os.path.realpath(path) for place in places):
        yield reports
        return
    summary = io.StringIO()
    reports.append(open_report("markdown", summary, options))
    yield reports
    _append(Path(path), summary.getvalue())


def _append(path: Path, text: str) -> None:
    try:
        with path.open("ab") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        click.echo(f"copydesk: the job summary cannot be written: {error}", err=True)
