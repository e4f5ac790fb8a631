"""`copydesk accept`: findings that are right as they stand, with who says so and why."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..acceptance import APPLIES, Applies, Entry, is_fingerprint
from ..accepted_file import NEW_FILE, Unwritable, with_added, without
from ..reports.output import file_stream
from ..reports.visible import shortened, visible
from ..rules import RuleErrors
from ..side_files import accepted_file_of
from ._errors import Failure, debug_option
from ._results import Sighting, sightings
from ._rules import rule_file, rules_option
from ._side_files import read_accepted

EPILOG = """\b
Examples:
  copydesk check --format jsonl --output results.jsonl feed.jsonl
  copydesk accept 1f0c9a… --from results.jsonl --reason 'a dagger in a title of nobility'
  copydesk accept 1f0c9a… --applies everywhere --reason 'our house mark'
  copydesk accept 1f0c9a… --remove

\b
`copydesk check --verbose` shows fingerprints, and the JSON formats have them.
Without --from, --applies document needs --document and --applies source needs
--source. The entry is added at the end of accepted.yaml, whose other bytes stay.

\b
Exit codes:
  0  written
  2  bad usage, a finding that is accepted already or cannot be found, or a file
     that cannot be changed in place; nothing was written
  3  an internal error
"""

LONGEST_MATCH = 80
"""Characters of a match that an entry repeats for its readers; the fingerprint stands for all of it."""

DOCUMENTS_NAMED = 5
GIT_SECONDS = 5
"""Seconds after which git has nothing to say about who its user is."""


@click.command(name="accept", epilog=EPILOG)
@click.argument("fingerprints", metavar="FINGERPRINT...", nargs=-1, required=True)
@click.option("--reason", help="Why the finding is right as it stands; needed but with --remove.")
@click.option("--who", help="Who says so; without it, git's user.name, else the login name.")
@click.option(
    "--applies",
    type=click.Choice(APPLIES),
    help="Where it is accepted.  [default: document]",
)
@click.option("--document", metavar="ID", help="The document: the feed's id, or its key in the JSON formats.")
@click.option("--source", metavar="NAME", help="The source, as the feed names it.")
@click.option(
    "--from",
    "from_path",
    metavar="FILE",
    help="A report of check --format jsonl or json, which tells rule, match, document and source; - is "
    "standard input.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The file to change; without it, accepted.yaml beside the rule file, or here.",
)
@click.option(
    "--remove", is_flag=True, help="Take entries out instead; --applies and the like narrow it down."
)
@rules_option
@debug_option
def command(fingerprints: Sequence[str], output: str | None, rules_path: str | None, **given: Any) -> None:
    """Accept findings by FINGERPRINT: they cost nothing, and are reported when they no longer occur."""
    for fingerprint in fingerprints:
        if not is_fingerprint(fingerprint):
            raise click.BadParameter(f"{fingerprint!r} is no fingerprint", param_hint="'FINGERPRINT...'")
    wanted = list(dict.fromkeys(fingerprints))
    path = Path(output) if output is not None else accepted_file_of(rule_file(rules_path))
    if given["remove"]:
        if given["reason"] is not None or given["who"] is not None or given["from_path"] is not None:
            raise click.UsageError("--reason, --who and --from have no meaning with --remove.")
        _remove(path, wanted, given)
        return
    if not (given["reason"] or "").strip():
        raise click.UsageError("Say why with --reason.")
    _add(path, _entries(wanted, given))


def _add(path: Path, entries: Sequence[Entry]) -> None:
    text = _text(path) if path.exists() else NEW_FILE
    if not path.absolute().parent.is_dir():
        raise Failure(f"there is no folder {path.parent}")
    try:
        changed = with_added(text, str(path), entries)
    except RuleErrors as errors:
        raise Failure(str(errors)) from None
    except Unwritable as error:
        raise Failure(f"copydesk: nothing was written: {error}") from None
    _write(path, changed)
    _tell(path, entries, "accepted")


def _remove(path: Path, fingerprints: Sequence[str], given: Mapping[str, Any]) -> None:
    text = _text(path)
    entries = [placed.entry for placed in read_accepted(path).placed]
    gone = [entry for entry in entries if entry.fingerprint in fingerprints and _is_meant(entry, given)]
    missing = [name for name in fingerprints if name not in {entry.fingerprint for entry in gone}]
    if missing:
        raise Failure(f"copydesk: nothing was written: {path} has no such entry: {', '.join(missing)}")
    try:
        changed = without(text, str(path), gone)
    except Unwritable as error:
        raise Failure(f"copydesk: nothing was written: {error}") from None
    _write(path, changed)
    _tell(path, gone, "no longer accepted")


def _is_meant(entry: Entry, given: Mapping[str, Any]) -> bool:
    names = ("applies", "document", "source")
    return all(given[name] is None or getattr(entry, name) == given[name] for name in names)


def _entries(fingerprints: Sequence[str], given: Mapping[str, Any]) -> list[Entry]:
    """The entries that are asked for. Raises `Failure` where the report, or the user, does not say enough."""
    applies: Applies = given["applies"] or "document"
    for name in ("document", "source"):
        if given[name] is not None and name != applies and not (name == "document" and given["from_path"]):
            raise click.UsageError(f"--{name} has no meaning with --applies {applies}.")
    found = {} if given["from_path"] is None else sightings(given["from_path"], set(fingerprints))
    who = given["who"] if given["who"] is not None else _user()
    today = date.today().isoformat()
    entries = []
    for fingerprint in fingerprints:
        where = _where(fingerprint, applies, given, found.get(fingerprint, []))
        try:
            entries.append(Entry(fingerprint, applies, given["reason"], who, today, **where))
        except ValueError as error:
            raise Failure(f"copydesk: nothing was written: {error}") from None
    return entries


def _where(
    fingerprint: str, applies: Applies, given: Mapping[str, Any], seen: Sequence[Sighting]
) -> dict[str, str | None]:
    """The fields of an entry that tell of its place, and what stands there."""
    if given["from_path"] is None:
        if applies != "everywhere" and given[applies] is None:
            raise click.UsageError(f"--applies {applies} needs --{applies}, or a report with --from.")
        return {} if applies == "everywhere" else {applies: given[applies]}
    if given["document"] is not None:
        seen = [sighting for sighting in seen if given["document"] in (sighting.id, sighting.key)]
    if given["source"] is not None:
        seen = [sighting for sighting in seen if sighting.source == given["source"]]
    if not seen:
        raise Failure(
            f"copydesk: nothing was written: {given['from_path']} has no such finding: {fingerprint}"
        )
    what = {"rule": seen[0].rule, "match": shortened(visible(seen[0].match), LONGEST_MATCH)}
    if applies == "everywhere":
        return {**what}
    if applies == "document":
        names = {sighting.key: sighting.id for sighting in seen}
    else:
        names = {sighting.source: sighting.source for sighting in seen if sighting.source is not None}
    if len(names) != 1:
        raise Failure(f"copydesk: nothing was written: {fingerprint} {_which(applies, names.values())}")
    return {**what, applies: next(iter(names))}


def _which(applies: Applies, names: Iterable[str]) -> str:
    named = [visible(name) for name in names]
    if not named:
        return "stands in documents that name no source"
    more = f" and {len(named) - DOCUMENTS_NAMED} more" if len(named) > DOCUMENTS_NAMED else ""
    listed = f"{', '.join(named[:DOCUMENTS_NAMED])}{more}"
    return f"stands in {len(named)} {applies}s: {listed}; name one with --{applies}, or widen --applies"


def _text(path: Path) -> str:
    """The file's text with its line ends and its byte order mark, once it was read without a fault."""
    read_accepted(path)
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str) -> None:
    with file_stream(path) as stream:
        stream.write(text)


def _tell(path: Path, entries: Sequence[Entry], what: str) -> None:
    for entry in entries:
        where = entry.document or entry.source or "everywhere"
        click.echo(f"{path}: {entry.fingerprint} {what} ({visible(where)})")


def _user() -> str:
    """Who runs this: git's user.name, else the login name."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, check=False, timeout=GIT_SECONDS
        )
        name = done.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.TimeoutExpired):
        name = ""
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # KeyError until Python 3.13, where the user has no name
        raise click.UsageError("Say who accepts it with --who.") from None
