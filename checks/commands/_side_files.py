"""The files beside the rules that say which findings cost nothing: accepted.yaml and baselines."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from ..acceptance import Acceptance, Occurrences
from ..baseline import Baseline
from ..engine import Checker
from ..reports import Run, SideFile
from ..rules import RuleSet
from ..side_files import SideFileError, accepted_in, stored_baseline, wanted_accepted
from ..side_files import read_text as read_side_file
from ._errors import Failure
from ._rules import SHIPPED

accepted_option = click.option(
    "--accepted",
    "accepted_path",
    metavar="FILE",
    type=click.Path(),
    help="Accepted findings, which cost nothing. Without it: accepted.yaml beside the rule file, or here "
    "where the shipped rules are used. `--accepted none` asks for none.",
)


class Loaded(NamedTuple):
    """The side files of a run, and what the report tells of them."""

    acceptance: Acceptance
    accepted: SideFile | None
    baseline: Baseline
    baseline_file: SideFile | None

    def told(self, run: Run) -> Run:
        """A run that tells of the files."""
        return replace(run, accepted=self.accepted, baseline=self.baseline_file)


def load_side_files(
    accepted_path: str | None, baseline_path: str | None, rules: RuleSet, *, quiet: bool
) -> Loaded:
    """The accepted findings and the baseline of a run.

    A file that was found and not asked for is named on standard error, and so is a baseline that was made
    with other rules. Raises `Failure` for a file that cannot be used: to leave it out would be to guess.
    """
    acceptance, accepted = _accepted(accepted_path, rules, quiet=quiet)
    if baseline_path is None:
        return Loaded(acceptance, accepted, Baseline(), None)
    text = read_text(Path(baseline_path))
    try:
        stored = stored_baseline(text, baseline_path)
    except SideFileError as error:
        raise Failure(f"--baseline {error}") from None
    if stored.rules != rules.digest and not quiet:
        click.echo(
            f"copydesk: {baseline_path} was made with other rules: what only today's rules find is new",
            err=True,
        )
    return Loaded(acceptance, accepted, stored.baseline, SideFile(baseline_path, digest_of(text)))


def occurrences_of(checker: Checker) -> Occurrences:
    """What counts which accepted findings a checker's run meets."""
    run = {rule.id for rule in checker.rules()}
    idle = {
        name for rule in checker.rule_set.rules if rule.id not in run for name in (rule.id, *rule.replaces)
    }
    return Occurrences(checker.acceptance, idle - run)


def read_accepted(path: Path) -> Acceptance:
    """The entries of a file. Raises `Failure` with every fault."""
    return _accepted_in(read_text(path), path)


def _accepted(given: str | None, rules: RuleSet, *, quiet: bool) -> tuple[Acceptance, SideFile | None]:
    path = wanted_accepted(given, None if rules.path == SHIPPED else rules.path)
    if path is None:
        return Acceptance(), None
    if given is None and not quiet:
        click.echo(f"accepted: {path}", err=True)
    text = read_text(path)  # once: it may be a pipe
    return _accepted_in(text, path), SideFile(str(path), digest_of(text))


def _accepted_in(text: str, path: Path) -> Acceptance:
    try:
        return accepted_in(text, path)
    except SideFileError as error:
        raise Failure(str(error)) from None


def read_text(path: Path) -> str:
    """The text of a side file. Raises `Failure` where it cannot be read."""
    try:
        return read_side_file(path)
    except SideFileError as error:
        raise Failure(str(error)) from None


def digest_of(text: str) -> str:
    """The SHA-256 by which a report tells one version of a file from another."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
