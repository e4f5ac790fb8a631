"""Write a month of invented nights into a history, to try the nightly report on.

    python examples/nightly/synthetic_history.py sqlite:///demo.db
    copydesk report --history sqlite:///demo.db --output demo.html

Every document is an invented article, with passages planted in it (`synthetic_texts.yaml`), and is checked
by copydesk itself: rules, spans, scores and verdicts are real. What happens to which source is told in
`synthetic_sources.py` and printed: a scraper that breaks, a source that becomes machine translated bit by
bit, one that recovers, one that falls silent, one that is merely noisy, a new kind of defect, a burst of
unreadable records that fails a gate. The same options write the same history, whatever the machine.

Each text is checked once and counted as often as it comes, so that a million documents take minutes.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, partial
from itertools import accumulate, chain, pairwise, repeat
from pathlib import Path
from typing import Any

import click
import yaml
from synthetic_sources import PLACES, TOLD, Source, sources

from checks import Checker, Document, Location, Result, Unreadable, load_rules
from checks.gate import Ledger, evaluate
from checks.history.errors import HistoryError
from checks.history.recording import Recorder
from checks.history.store import History
from checks.reports import Run, Summary
from checks.rules.schema import GateSettings

TEXTS = Path(__file__).with_name("synthetic_texts.yaml")

VERSION = "0.1.0"
"""What the runs say that they were made with: the same everywhere, whatever is installed."""

GATE = GateSettings(min_documents=1, max_unreadable="1%", max_failed="2%")
SETTINGS = {"max_unreadable": GATE.max_unreadable, "max_failed": GATE.max_failed}

STARTED_AT = time(3, 15, tzinfo=UTC)
DOCUMENTS_A_SECOND = 200
"""How long a run is said to have taken."""

WEEKEND_SIZE = 0.8
"""What comes in a night of the weekend, beside another one."""

UNREST_OF_NIGHTS, UNREST_OF_SOURCES = 0.04, 0.1
"""How much all deliveries, and those of one source, differ from night to night, as the deviation of their
logarithm."""

SATURDAY = 5
"""And later: `date.weekday` counts from Monday, 0."""


@dataclass(frozen=True)
class Night:
    """One night of the history; `ago` counts back from the last, 0."""

    day: date
    ago: int
    documents: int
    seed: int

    @property
    def weekend(self) -> bool:
        """Whether it is one of Saturday or Sunday."""
        return self.day.weekday() >= SATURDAY

    def dice(self, what: str) -> random.Random:
        """Chance for one purpose, the same in every history with this seed."""
        return random.Random(f"{self.seed} {self.ago} {what}")


class Texts:
    """The articles and passages, each combination of them checked when it is first asked for."""

    def __init__(self, path: Path = TEXTS) -> None:
        """Read the texts of a file."""
        read = yaml.safe_load(path.read_text("utf-8"))
        self._articles: list[Mapping[str, Any]] = read["articles"]
        self._passages: Mapping[str, Mapping[str, Any]] = read["passages"]
        self._checked: dict[tuple[int, tuple[str, ...]], Result] = {}

    @cached_property
    def checker(self) -> Checker:
        """The shipped rules."""
        return Checker(load_rules())

    def result(self, number: int, passages: tuple[str, ...]) -> Result:
        """An article with passages in it, checked; articles take turns by number."""
        key = number % len(self._articles), passages
        if key not in self._checked:
            self._checked[key] = self.checker.check(self._document(*key))
        return self._checked[key]

    def _document(self, number: int, names: tuple[str, ...]) -> Document:
        article = self._articles[number]
        paragraphs = list(article["paragraphs"])
        passages = [self._passages[name] for name in names]
        # from the last place to the first, so that places still count the article's own paragraphs
        for passage in sorted(passages, key=lambda passage: -(passage["behind"] or len(paragraphs))):
            place = passage["behind"] or len(article["paragraphs"])
            paragraphs.insert(place, passage["texts"][number % len(passage["texts"])])
        title = next((passage["title"] for passage in passages if "title" in passage), article["title"])
        return Document("\n\n".join(paragraphs), title=title, declared_language="en")


def nights(number: int, end: date, documents: int, seed: int) -> Iterator[Night]:
    """So many nights up to a day, with so many documents in all, the earliest first."""
    agos = range(number - 1, -1, -1)
    empty = [Night(end - timedelta(days=ago), ago, 0, seed) for ago in agos]
    for night, dealt in zip(empty, shared_out(documents, list(map(size, empty))), strict=True):
        yield replace(night, documents=dealt)


def size(night: Night) -> float:
    """How much comes in a night, beside other nights."""
    usual = WEEKEND_SIZE if night.weekend else 1.0
    return usual * math.exp(night.dice("size").gauss(0, UNREST_OF_NIGHTS))


def shared_out(whole: int, sizes: Sequence[float]) -> list[int]:
    """A number shared out in proportion to sizes: the parts make up the whole."""
    reached = list(accumulate(sizes, initial=0.0))
    bounds = [round(whole * part / reached[-1]) for part in reached]
    return [last - first for first, last in pairwise(bounds)]


def deliveries(night: Night, delivering: Sequence[Source]) -> Iterator[tuple[Source, int]]:
    """How many documents each source brings in a night; together they are the night's."""
    dice = night.dice("deliveries")
    sizes = [
        0.0 if night.ago < source.silent_nights else source.size * math.exp(dice.gauss(0, UNREST_OF_SOURCES))
        for source in delivering
    ]
    return zip(delivering, shared_out(night.documents, sizes), strict=True)


def items(night: Night, source: Source, number: int, texts: Texts) -> Iterator[Result | Unreadable]:
    """What one source brings in a night."""
    dice = night.dice(source.name)
    unrest = math.exp(dice.gauss(0, source.unrest))
    kinds = [ill.passages for ill in source.ills]
    shares = [ill.course(night.ago, night.weekend) * unrest for ill in source.ills]
    chances = [max(0.0, 1 - sum(shares)), *shares]
    unreadable = source.unreadable(night.ago, night.weekend)
    drawn: list[tuple[str, ...]] = dice.choices([(), *kinds], chances, k=number)
    if not night.ago:
        drawn[: len(source.certain)] = source.certain[:number]
    for line, passages in enumerate(drawn, start=1):
        # a feed is named like its source: what cannot be read is counted under the name of its feed
        place = Location(source.name, line, line)
        if dice.random() < unreadable:
            yield Unreadable(None, place, "bad-json", "the record ends in the middle of a string")
            continue
        result = texts.result(dice.randrange(1000), passages)
        yield placed(result, source, night, place)


def placed(result: Result, source: Source, night: Night, place: Location) -> Result:
    """A result as that of a document of its own: with address, town, source and place."""
    town = PLACES[(place.record or 0) % len(PLACES)]
    address = f"https://{source.name}/{night.day:%Y/%m/%d}/{town.lower()}-{place.record}"
    document = replace(
        result.document,
        id=address,
        url=address,
        source=source.name,
        title=f"{result.document.title} ({town})",  # behind it: spans in the title stay right
        location=place,
    )
    return replace(result, document=document, id=address)


def record(history: History, night: Night, delivering: Sequence[Source], texts: Texts) -> None:
    """Write one night into the history as the run of a check."""
    started = datetime.combine(night.day, STARTED_AT)
    ended = started + timedelta(seconds=1 + night.documents // DOCUMENTS_A_SECOND)
    rules = texts.checker.rule_set
    recorder = Recorder(f"night-{night.day}", partial(next, chain((started,), repeat(ended))))
    try:
        recorder.begin(Run(VERSION, "rules.yaml", rules.digest, SETTINGS))
        ledger = Ledger()
        for source, number in deliveries(night, delivering):
            for item in items(night, source, number, texts):
                ledger.add(item)
                recorder.add(item)
        recorder.end(Summary(ledger, evaluate(ledger, GATE)))
        if recorder.record is not None:
            history.write(recorder.record, recorder.documents())
    finally:
        recorder.close()


@click.command
@click.argument("url")
@click.option("--nights", "number", type=click.IntRange(1), default=30, show_default=True)
@click.option("--end", type=click.DateTime(["%Y-%m-%d"]), default="2026-01-31", show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--sources", "source_number", type=click.IntRange(len(TOLD)), default=12, show_default=True)
@click.option(
    "--documents-per-night", type=click.IntRange(1), default=1200, show_default=True, help="In the mean."
)
@click.option(
    "--documents", type=click.IntRange(1), help="In all nights together, in the place of a night's."
)
def main(
    *,
    url: str,
    number: int,
    end: datetime,
    seed: int,
    source_number: int,
    documents_per_night: int,
    documents: int | None,
) -> None:
    """Write invented nights into the history URL, which is made if it is not there."""
    delivering, texts = sources(source_number), Texts()
    total = documents if documents is not None else documents_per_night * number
    try:
        history = History.open(url, create=True)
        for night in nights(number, end.date(), total, seed):
            record(history, night, delivering, texts)
            if sys.stderr.isatty():
                click.echo(f"{night.day}: {night.documents} documents", err=True)
    except HistoryError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"{number} nights to {end:%Y-%m-%d}, {total} documents from {len(delivering)} sources. Planted:"
    )
    for source in delivering:
        if source.story:
            click.echo(f"- {source.name}: {source.story}")


if __name__ == "__main__":
    main()
