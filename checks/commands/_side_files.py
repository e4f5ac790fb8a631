"""The files beside the rules that say which findings cost nothing: accepted.yaml and baselines."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from ..acceptance import Acceptance, Occurrences
from ..accepted_file import parse_accepted
from ..baseline import Baseline, BaselineError, StoredBaseline, parse_baseline
from ..engine import Checker
from ..reports import Run, SideFile
from ..rules import RuleErrors, RuleSet
from ._errors import Failure
from ._rules import SHIPPED

ACCEPTED_FILE = "accepted.yaml"
NO_FILE = "none"
"""What `--accepted` takes for no file at all."""

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


def accepted_file_of(rules_file: str | None) -> Path:
    """Where the accepted findings of a rule file lie; None stands for the shipped rules."""
    return Path(ACCEPTED_FILE) if rules_file is None else Path(rules_file).parent / ACCEPTED_FILE


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
    stored = _stored(text, baseline_path)
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
    return _parsed(read_text(path), path)


def _accepted(given: str | None, rules: RuleSet, *, quiet: bool) -> tuple[Acceptance, SideFile | None]:
    if given == NO_FILE and not Path(given).exists():
        return Acceptance(), None
    path = (
        Path(given) if given is not None else accepted_file_of(None if rules.path == SHIPPED else rules.path)
    )
    if given is None and not path.is_file():
        return Acceptance(), None
    if given is None and not quiet:
        click.echo(f"accepted: {path}", err=True)
    text = read_text(path)
    return _parsed(text, path), SideFile(str(path), digest_of(text))


def _parsed(text: str, path: Path) -> Acceptance:
    try:
        return parse_accepted(text, str(path))
    except RuleErrors as errors:
        raise Failure(str(errors)) from None


def _stored(text: str, path: str) -> StoredBaseline:
    try:
        return parse_baseline(text)
    except BaselineError as error:
        raise Failure(f"--baseline {path}: {error}") from None


def read_text(path: Path) -> str:
    """The text of a side file. Raises `Failure` where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{path} is not UTF-8 (byte {error.start})") from None
    except ValueError as error:
        raise Failure(f"{str(path)!r} is no path: {error}") from None
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}") from None


def digest_of(text: str) -> str:
    """The SHA-256 by which a report tells one version of a file from another."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
