"""Measures how fast the rules are, as multiples of what reading the same texts costs.

    python -m benchmarks.speed [FEED] [--rules rules.yaml] [--repeats 3]

FEED is any file that `copydesk check` reads; without one, the articles under examples/clean, over and over.
The yardstick is `json.loads` and `str.split` of the same documents as JSON Lines, measured right before and
after each run. All times are of the processor, medians of the repeats, the first run left out: it compiles
the patterns that the texts ask for. Start-up is `copydesk check` of one short article in a new process,
without the rule cache, with an empty one and with a full one.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import click

from checks import Checker, Document, RuleSet, Unreadable, load_rules
from checks.feeds import FeedOptions, read
from checks.finding import FAMILIES

EXAMPLES = Path(__file__).parent.parent / "examples"

MIN_CHARACTERS = 1_000_000
"""The examples are repeated until they have so many."""

MIN_YARDSTICK = 20_000_000
"""Characters that the yardstick reads at least: it is so quick that a smaller run is all noise."""


def seconds(work: Callable[[], object]) -> float:
    """The processor time that something takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def documents_of(feed: str | None) -> list[Document]:
    """The documents of a feed, or of the examples, repeated."""
    paths = [feed] if feed is not None else [str(EXAMPLES / "clean")]
    found = [
        item for item in read(paths, FeedOptions(), sys.stdin.buffer) if not isinstance(item, Unreadable)
    ]
    if feed is None:
        found *= 1 + MIN_CHARACTERS // sum(len(document.text) for document in found)
    return found


def fresh(documents: Sequence[Document]) -> list[Document]:
    """The documents without what they keep of their layers and their language."""
    return [
        Document(document.text, title=document.title, declared_language=document.declared_language)
        for document in documents
    ]


class Yardstick:
    """What reading documents costs: seconds a character."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Write the documents as JSON Lines, as often as it takes."""
        lines = [json.dumps({"text": document.text}, ensure_ascii=False) for document in documents]
        self.characters = sum(len(document.text) for document in documents)
        times = 1 + MIN_YARDSTICK // max(1, self.characters)
        self.lines, self.characters = lines * times, self.characters * times

    def measure(self) -> float:
        """Read them once."""
        return seconds(self._read) / self.characters

    def _read(self) -> None:
        for line in self.lines:
            json.loads(line)["text"].split()


def print_rate(
    name: str, rules: RuleSet, documents: Sequence[Document], repeats: int, **options: object
) -> None:
    """One row: how fast a selection of the rules is, and how much dearer than the yardstick."""
    checker = Checker(rules, **options)  # type: ignore[arg-type]
    yardstick = Yardstick(documents)
    for document in fresh(documents):
        checker.check(document)
    rates, ratios = [], []
    for _ in range(repeats):
        texts = fresh(documents)
        before = yardstick.measure()
        spent = seconds(lambda: [checker.check(text) for text in texts])  # noqa: B023 (called at once)
        characters = sum(len(document.text) for document in documents)
        rates.append(characters / spent / 1e6)
        ratios.append(spent / characters * 2 / (before + yardstick.measure()))
    click.echo(
        f"{name:<34}{median(rates):>8.2f} million characters a second{median(ratios):>8.0f} yardsticks"
    )


ONE_ARTICLE = ("check", "--max-failed", "1", str(EXAMPLES / "article.txt"))


def start_up(
    environment: Mapping[str, str], arguments: Sequence[str] = ONE_ARTICLE, folder: Path | None = None
) -> float:
    """Processor time of a command, which is one short check, in a new process, run in a folder."""
    command = [sys.executable, "-m", "checks", *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_start_up(repeats: int) -> None:
    """Start-up without the cache, with an empty one and with a full one."""
    with tempfile.TemporaryDirectory() as folder:
        cases = {
            "no cache": {"COPYDESK_NO_CACHE": "1"},
            "first run": {"COPYDESK_NO_CACHE": "", "XDG_CACHE_HOME": folder},
            "later runs": {"COPYDESK_NO_CACHE": "", "XDG_CACHE_HOME": folder},
        }
        for name, environment in cases.items():
            times = [start_up(environment) for _ in range(1 if name == "first run" else repeats)]
            click.echo(f"start-up, {name:<24}{median(times):>8.2f} seconds")


@click.command(help=__doc__)
@click.argument("feed", required=False)
@click.option("--rules", "rules_path", type=click.Path(), help="A rule file instead of the shipped rules.")
@click.option("--repeats", default=3, show_default=True)
def main(feed: str | None, rules_path: str | None, repeats: int) -> None:
    """Print one row for each family, for all rules, and for start-up."""
    documents, rules = documents_of(feed), load_rules(rules_path)
    yardstick = Yardstick(documents)
    reading = median(yardstick.measure() for _ in range(repeats))
    click.echo(f"{'yardstick':<34}{1e-6 / reading:>8.2f} million characters a second")
    for family in FAMILIES:
        print_rate(family, rules, documents, repeats, select=(f"{family}/*",))
    print_rate("all rules", rules, documents, repeats)
    print_rate("all rules, no prefilter", rules, documents, 1, prefilter=False)
    print_start_up(repeats)


if __name__ == "__main__":
    main()
