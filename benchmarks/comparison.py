"""Measures copydesk and its peers over one feed, and what copydesk costs by size of texts and rule sets."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks import feeds
from benchmarks.feeds import Feed
from benchmarks.peers import Contender
from benchmarks.processes import ROOT, Cost, Effort, ProgramFailed, Yardstick, command_usage, cost, running
from benchmarks.results import CommandRow, Row
from benchmarks.speed import ONE_ARTICLE, start_up
from checks.finding import FAMILIES

OWN = (sys.executable, "-m", "benchmarks.drivers.own")

SELECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("copydesk", "all rules", ()),
    ("copydesk --no-models", "all rules but those of trained models", ("--no-models",)),
    *(
        (f"copydesk, {family}", f"the rules of {family} alone", ("--select", f"{family}/*"))
        for family in FAMILIES
    ),
)

ARTICLES_A_DOCUMENT = (1, 2, 4, 8, 16, 32)

RULE_PARTS = {
    "even": "every second rule",
    "odd": "the other rules",
    "all": "all rules",
    "twice": "all rules twice",
}

RULE_FEED_BYTES = 250_000
"""Of the feed that rule sets of several sizes are measured on: each has a process that must first warm up."""

SMALLEST_FEED = 1 / 8
"""Share of the feed that feeds of growing size begin with; each is twice the one before."""

WORKERS, WORKER_FEEDS = (1, 2), (0.5, 1.5)
"""How many there are, and the shares of the feed that they are shown."""


def own_rows(feed: Feed, yardstick: Yardstick, effort: Effort) -> Iterator[Row]:
    """The tool itself: with all rules, without models, and by family."""
    start_up({})  # fills the cache of rules
    for name, what, options in SELECTIONS:
        with running((*OWN, *options), [feed]) as program:
            measured = cost(program, yardstick, effort, feed.size)
        yield Row(name, what, feed.megabytes, measured)


def peer_rows(
    feed: Feed,
    yardstick: Yardstick,
    effort: Effort,
    contenders: Iterable[Contender],
    missing: dict[str, str],
) -> Iterator[Row]:
    """Every peer that gets through; of those that fail `missing` is told why."""
    for peer in contenders:
        try:
            with running(peer.command, [feed]) as program:
                measured = cost(program, yardstick, effort, feed.size)
        except (ProgramFailed, OSError) as failure:
            missing[peer.name] = f"it failed: {failure}"
            continue
        yield Row(peer.name, peer.what, feed.megabytes, measured, peer.version)


def document_rows(texts: Sequence[str], yardstick: Yardstick, effort: Effort, folder: Path) -> Iterator[Row]:
    """One document of so many of the texts; the yardstick stays that of the whole feed."""
    sizes = [
        feeds.written([feeds.joined(texts, articles)], folder / f"document-{articles}.jsonl")
        for articles in ARTICLES_A_DOCUMENT
    ]
    with running(OWN, sizes) as program:
        for number, (articles, feed) in enumerate(zip(ARTICLES_A_DOCUMENT, sizes, strict=True)):
            measured = cost(program, yardstick, effort, feed.size, number)
            yield Row(str(articles), "", feed.megabytes, measured)


def rule_rows(feed: Feed, yardstick: Yardstick, effort: Effort, folder: Path) -> Iterator[Row]:
    """Half the rules, all, and twice as many; half is the mean of both halves."""
    small = feeds.written(feeds.part(feed.texts, min(1, RULE_FEED_BYTES / feed.size)), folder / "rules.jsonl")
    measured = {}
    for rules in RULE_PARTS:
        with running((*OWN, "--rules", rules), [small]) as program:
            measured[rules] = cost(program, yardstick, effort, small.size)
    half = _mean(measured["even"], measured["odd"])
    for name, what, found in (
        ("half", "every second rule; mean of both halves", half),
        ("all", "the shipped rules", measured["all"]),
        ("twice", "and a copy of each", measured["twice"]),
    ):
        yield Row(name, what, small.megabytes, found)


def _mean(one: Cost, other: Cost) -> Cost:
    """Of two costs over one feed."""
    return replace(
        one,
        seconds=(one.seconds + other.seconds) / 2,
        yardsticks=(one.yardsticks + other.yardsticks) / 2,
        marks=(one.marks + other.marks) // 2,
        peak=max(one.peak, other.peak),
    )


def feed_rows(feed: Feed, longest: float, folder: Path) -> Iterator[CommandRow]:
    """`copydesk check` of feeds that grow until one takes `longest` seconds: shares of it, then repeats."""
    start_up({})  # fills the cache of rules
    for doubling in count():
        share = SMALLEST_FEED * 2**doubling
        grown = feeds.written(feeds.part(feed.texts, share), folder / "grown.jsonl")
        row = command_row(f"{share:g} × the feed", grown, "--jobs", "1")
        yield row
        if row.seconds > longest:
            return


def worker_rows(feed: Feed, folder: Path) -> Iterator[CommandRow]:
    """`copydesk check` by one and by two workers, each over a smaller and a larger feed."""
    shown = [
        feeds.written(feeds.part(feed.texts, share), folder / f"workers-{share:g}.jsonl")
        for share in WORKER_FEEDS
    ]
    start_up({})
    for workers in WORKERS:
        for one in shown:
            yield command_row(f"`--jobs {workers}`", one, "--jobs", str(workers))


def command_row(name: str, feed: Feed, *options: str) -> CommandRow:
    """A run of `copydesk check` over a feed, written as JSON Lines to nowhere."""
    report = ("--format", "jsonl", "--output", os.devnull, "--quiet", "--max-failed", "100%")
    usage = command_usage(["check", *report, *options, str(feed.path)])
    return CommandRow(
        name,
        documents=len(feed.texts),
        megabytes=feed.megabytes,
        seconds=usage.own + usage.workers,
        parent_seconds=usage.own,
        wall=usage.wall,
        peak=max(usage.own_peak, usage.worker_peak) / 1e6,
    )


def start_ups(passes: int) -> dict[str, float]:
    """Processor seconds of whole commands, start to exit, of the checkout and of a package made of it."""
    with tempfile.TemporaryDirectory() as folder:
        cached = {"COPYDESK_NO_CACHE": "", "XDG_CACHE_HOME": folder}
        cold = start_up(cached)
        cases = {
            "`copydesk --version`": (cached, ("--version",)),
            "`copydesk check` of one article": (cached, ONE_ARTICLE),
            "the same with `--no-models`": (cached, (*ONE_ARTICLE, "--no-models")),
        }
        found = {name: median(start_up(*case) for _ in range(passes)) for name, case in cases.items()}
    found["the same, filling an empty cache"] = cold
    found["the same without a cache"] = start_up({"COPYDESK_NO_CACHE": "1"})
    return found | _installed_start_ups(passes)


def _installed_start_ups(passes: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = ("--quiet", "--no-deps", "--target", str(folder / "site"))
        install = [sys.executable, "-m", "pip", "install", *options, str(ROOT)]
        subprocess.run(install, check=True, capture_output=True)
        empty = folder / "empty"
        empty.mkdir()

        def cold(number: int) -> float:
            cache = {"COPYDESK_NO_CACHE": "", "XDG_CACHE_HOME": str(folder / f"cache-{number}")}
            return start_up({**cache, "PYTHONPATH": str(folder / "site")}, folder=empty)

        return {"installed, one article, filling an empty cache": median(map(cold, range(passes)))}
