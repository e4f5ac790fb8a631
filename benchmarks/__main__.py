"""Measures copydesk beside its peers, and what it costs by size of document, feed and rule set.

    python -m benchmarks setup DIR
    python -m benchmarks [FEED] --peers DIR [--output results.json] [--write-docs --feed-name TEXT]

`setup` installs the peers into DIR, apart from copydesk, and lists those that cannot be had. FEED is any file
that `copydesk check` reads; without one, the articles under examples/clean, over and over.

Every program runs in a process of its own on one thread, over the same documents as JSON Lines. What counts
is processor time, user and system, of that process and its children. A first pass over the documents, which
makes and compiles whatever they ask for, is told apart, as is start-up; then come `--passes` passes, of which
the median counts, or fewer where they would take a program longer than `--budget`. Right before and after
each pass the yardstick is measured: `json.loads` and `str.split` of the same documents.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import click

from benchmarks import chart, comparison, feeds, machine, results
from benchmarks.feeds import Feed
from benchmarks.peers import Contender, Installed, find, named_command, set_up
from benchmarks.processes import ROOT, Effort, ProgramFailed, Yardstick, yardstick_of
from benchmarks.results import CommandRow, Results, Row
from benchmarks.tables import page, tables

DOCS = ROOT / "docs"
PAGE = DOCS / "benchmarks.md"

PARTS = ("own", "peers", "documents", "mixed", "rules", "feeds", "workers", "start-up")
"""What may be measured; `mixed` are documents of different articles."""


def measure(
    feed: Feed,
    yardstick: Yardstick,
    effort: Effort,
    *,
    longest_feed: float,
    contenders: Sequence[Contender],
    parts: Sequence[str],
) -> Results:
    """Measure what is asked for, telling each row as it comes."""
    found = Results(machine.described(), {}, 1e-6 / yardstick.seconds_a_byte())
    folder, one = feed.path.parent, [feeds.middle_text(feed.texts)]
    series: dict[str, tuple[list[Any], Iterator[Row | CommandRow]]] = {
        "own": (found.own, comparison.own_rows(feed, yardstick, effort)),
        "peers": (found.peers, comparison.peer_rows(feed, yardstick, effort, contenders, found.missing)),
        "documents": (found.documents, comparison.document_rows(one, yardstick, effort, folder)),
        "mixed": (found.mixed, comparison.document_rows(feed.texts, yardstick, effort, folder)),
        "rules": (found.rules, comparison.rule_rows(feed, yardstick, effort, folder)),
        "feeds": (found.feeds, comparison.feed_rows(feed, longest_feed, folder)),
        "workers": (found.workers, comparison.worker_rows(feed, folder)),
    }
    steps: dict[str, Callable[[], None]] = {part: partial(_keep, *rows) for part, rows in series.items()}
    steps["start-up"] = lambda: found.start_up.update(comparison.start_ups(effort.passes))
    for part in (part for part in steps if part in parts):
        try:
            steps[part]()
        except (ProgramFailed, CalledProcessError) as failure:
            click.echo(f"{part}: copydesk failed: {failure}", err=True)
            found.failed.append(part)
    return found


def _keep(kept: list[Any], rows: Iterator[Row | CommandRow]) -> None:
    for row in rows:
        told(row)
        kept.append(row)


def told(row: Row | CommandRow) -> None:
    """Progress, on standard error: a run takes minutes."""
    if isinstance(row, Row):
        click.echo(f"{row.name}: {row.speed:.2f} MB/s, {row.cost.yardsticks:.0f} yardsticks", err=True)
    else:
        click.echo(f"{row.name}: {row.seconds:.1f} s, {row.peak:.0f} MB", err=True)


def print_tables(found: Results) -> None:
    """All tables, in Markdown."""
    for name, table in tables(found).items():
        if table:
            click.echo(f"\n## {name}\n\n{table}")


def write_docs(found: Results) -> None:
    """Put the tables into docs/benchmarks.md and draw its chart."""
    rows = [*found.own[:2], *found.peers]
    if not rows:
        raise click.UsageError("--write-docs takes the parts own and peers")
    written = tables(found) | {"chart": chart_markup(rows)}
    PAGE.write_text(page(PAGE.read_text("utf-8"), written), "utf-8")
    chart.draw(rows, [row.name for row in found.own], DOCS / "images")


def chart_markup(rows: list[Row]) -> str:
    """The chart as Markdown takes it, with its words."""
    return (
        '<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="images/benchmarks-dark.svg">\n'
        f'  <img alt="{chart.in_words(rows)}" src="images/benchmarks-light.svg">\n</picture>'
    )


def _commands(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[Contender, ...]:
    try:
        return tuple(map(named_command, given))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command(help=__doc__)
@click.argument("feed", required=False)
@click.option("--peers", "peers_folder", type=click.Path(path_type=Path), help="Where `setup` put the peers.")
@click.option(
    "--also",
    "commands",
    metavar="NAME=COMMAND",
    multiple=True,
    callback=_commands,
    help="Another peer: a program that checks the text files of {folder}, which stands in its command.",
)
@click.option("--passes", default=3, show_default=True, help="Passes of each program over the feed.")
@click.option("--budget", default=5.0, show_default=True, help="Processor seconds of a program's passes.")
@click.option(
    "--longest-feed",
    default=10.0,
    show_default=True,
    help="Feeds are doubled until one takes so many processor seconds.",
)
@click.option(
    "--part", "parts", type=click.Choice(PARTS), multiple=True, help="Measure this alone; repeat it."
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the results as JSON.")
@click.option("--from", "kept", type=click.Path(path_type=Path), help="Measure nothing: take these results.")
@click.option("--feed-name", help="What the feed is, for the page.")
@click.option("--write-docs", "writes_docs", is_flag=True, help="Write docs/benchmarks.md and its chart.")
def main(
    feed: str | None,
    *,
    peers_folder: Path | None,
    commands: tuple[Contender, ...],
    passes: int,
    budget: float,
    longest_feed: float,
    parts: tuple[str, ...],
    output: Path | None,
    kept: Path | None,
    feed_name: str | None,
    writes_docs: bool,
) -> None:
    """Measure, print, and keep what is asked for."""
    if kept is not None:
        found = results.load(kept)
    else:
        installed, others = _installed(peers_folder), {also.name: also for also in commands}
        contenders = [*installed.contenders(), *others.values()]
        with tempfile.TemporaryDirectory() as folder:
            shown = feeds.feed_of(feed, Path(folder))
            with yardstick_of(shown) as yardstick:
                found = measure(
                    shown,
                    yardstick,
                    Effort(passes, budget),
                    longest_feed=longest_feed,
                    contenders=contenders,
                    parts=parts or PARTS,
                )
        missing = {name: reason for name, reason in installed.missing.items() if name not in others}
        found = replace(found, feed=feed_facts(shown, feed, feed_name), missing=missing | found.missing)
    print_tables(found)
    if output is not None:
        results.save(found, output)
    if found.failed:
        raise click.ClickException(f"not measured to the end: {', '.join(found.failed)}")
    if writes_docs:
        write_docs(found)


def _installed(folder: Path | None) -> Installed:
    try:
        return find(folder)
    except OSError:
        raise click.UsageError(
            f"nothing was set up in {folder}: python -m benchmarks setup {folder}"
        ) from None


def feed_facts(shown: Feed, source: str | None, name: str | None) -> dict[str, str]:
    """What the page says of the feed, and when it was measured."""
    return {
        "what": name or (Path(source).name if source else "the articles under examples/clean, repeated"),
        "documents": f"{len(shown.texts):,}",
        "megabytes": f"{shown.megabytes:.2f}",
        "date": datetime.now(UTC).date().isoformat(),
    }


@click.command(help="Install the peers into FOLDER, which no other program should use.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def setup(folder: Path) -> None:
    """Install and tell."""
    installed = set_up(folder)
    for name, version in installed.versions.items():
        click.echo(f"{name} {version}")
    for name, reason in installed.missing.items():
        click.echo(f"{name}: not installed: {reason}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["setup"]:
        setup(sys.argv[2:], prog_name="python -m benchmarks setup")
    main(prog_name="python -m benchmarks")
