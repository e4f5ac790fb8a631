"""Train the topic model: `python -m checks.training.topic_model en=wikinews.jsonl … -o MODEL`.

Each input is a language and a JSONL file of sound articles (`text`, `title`), with their
paragraphs. Those of one article are put into another and must be told from its own. Every second article of a
file is learned from; on the others recall and false alarms are printed. Needs numpy and LightGBM (extra
`train`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ..document import Document
from ..kinds import Context
from ..kinds._line_trees import forest_of
from ..kinds._topic import Story
from ..kinds._topic_figures import MIN_OTHERS, Figures
from ..kinds._topic_model import MIN_USUAL, Suspect, least_odds, measured
from ..kinds.topic import MAX_PASSAGES, Topic
from ..rules import load_rules
from .line_trees import SEED, Examples, Recipe, grown, plain_trees

RULE = "injection/off-topic-paragraph"

RECIPE = Recipe(trees=120, leaves=6, rate=0.08, min_lines=20)

THRESHOLD = 3.2
SHOWN_THRESHOLDS = (2.0, 2.6, 3.2, 3.8, 4.4)
"""Log odds from which a paragraph is reported, and those whose figures are printed."""

GUESTS = 4
"""Paragraphs planted into each article, one at a time."""

MIN_GUEST_WORDS = 40
LEAD_SHARE = 0.5
"""Share of the guests that open their article: what pages glue in are leads as often as not."""

ROUND_UPS, SHORTEST_ROUND_UP, LONGEST_ROUND_UP = 100, 5, 14
"""Documents made of one paragraph each of so many articles: nothing in them is out of place."""

MAX_ARTICLE_WORDS = 12_000
"""A longer text is no article."""

SET_WEIGHT = 1_000.0
"""What a file's planted paragraphs weigh together in training, and its articles' own."""

MAX_DIFFERENCE = 1e-4
"""Log odds by which plain Python may differ from LightGBM: the leaves are rounded to six digits each."""


class Row(NamedTuple):
    """A paragraph that the kind would judge; `figures` are None where it would not look at it."""

    learned: bool
    planted: bool
    figures: Figures | None = None
    suspect: Suspect | None = None
    mixed: bool = False
    """Whether it stands in a round-up."""


@dataclass
class Collection:
    """The paragraphs of one file."""

    name: str
    rows: list[Row] = field(default_factory=list)
    words: int = 0
    """Words of the articles that are not learned from."""


class _Article(NamedTuple):
    document: Document
    paragraphs: tuple[tuple[int, int], ...]
    guests: tuple[str, ...]


def collected(name: str, language: str, path: Path, kind: Topic) -> Collection:
    """Read a file, plant paragraphs and measure all that the kind would judge."""
    random = Random(f"{SEED} {name}")
    articles = list(_articles(language, path))
    found = Collection(name)
    for number, article in enumerate(articles):
        learned = number % 2 == 0
        document = article.document
        if not learned:
            found.words += document.word_count
        found.rows.extend(Row(learned, False, *each) for _, each in _measured(kind, document))
        others = [other for place, other in enumerate(articles) if place % 2 == number % 2 and other.guests]
        others = [other for other in others if other is not article]
        for _ in range(GUESTS if others and article.paragraphs else 0):
            found.rows.append(_planted(kind, article, _guest(random.choice(others), random), learned, random))
    for number in range(ROUND_UPS):
        learned = number % 2 == 0
        document = _round_up(articles[number % 2 :: 2], language, random)
        found.rows.extend(Row(learned, False, *each, mixed=True) for _, each in _measured(kind, document))
    return found


def _articles(language: str, path: Path) -> Iterator[_Article]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            document = Document(data["text"], title=data.get("title") or "")
            document = Document(document.text, title=document.title, declared_language=data.get("language"))
            if document.language != language or document.word_count > MAX_ARTICLE_WORDS:
                continue
            blocks = [block for block in document.blocks if block.kind == "paragraph"]
            long = [b for b in blocks if len(document.words_in(b.start, b.end)) >= MIN_GUEST_WORDS]
            guests = tuple(document.text[b.start : b.end] for b in long)
            yield _Article(document, tuple((b.start, b.end) for b in blocks), guests)


def _guest(article: _Article, random: Random) -> str:
    return article.guests[0] if random.random() < LEAD_SHARE else random.choice(article.guests)


def _planted(kind: Topic, article: _Article, guest: str, learned: bool, random: Random) -> Row:
    """The guest's row, in the article with it behind one of its paragraphs."""
    _, at = random.choice(article.paragraphs)
    old = article.document
    text = f"{old.text[:at]}\n\n{guest}{old.text[at:]}"
    document = Document(text, title=old.title, declared_language=old.language)
    rows = dict(_measured(kind, document))
    return Row(learned, True, *rows.get(at + len("\n\n"), ()))


def _round_up(articles: Sequence[_Article], language: str, random: Random) -> Document:
    size = random.randint(SHORTEST_ROUND_UP, LONGEST_ROUND_UP)
    chosen = random.sample(range(len(articles)), min(size, len(articles)))
    guests = [random.choice(articles[each].guests) for each in chosen if articles[each].guests]
    return Document("\n\n".join(guests), declared_language=language)


def _measured(kind: Topic, document: Document) -> Iterator[tuple[int, tuple[Figures, Suspect]]]:
    """Offset and figures of each paragraph that the kind would judge."""
    story = Story(document)
    if not MIN_OTHERS < len(story.passages) <= MAX_PASSAGES:
        return
    context = Context(document, "text", 0, len(document.text))
    for suspect in kind.suspects(context, story):
        found = measured(story, suspect)
        if found.usual >= MIN_USUAL:
            yield suspect.block.start, (found, suspect)


def _examples(collections: Iterable[Collection]) -> Examples:
    """The rows to learn from; in each file planted paragraphs weigh as much as the articles' own."""
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    rows: list[Figures] = []
    labels: list[int] = []
    weights: list[float] = []
    for each in collections:
        learned = [row for row in each.rows if row.learned and row.figures]
        counts = Counter(row.planted for row in learned)
        rows += [row.figures for row in learned if row.figures]
        labels += [int(row.planted) for row in learned]
        weights += [SET_WEIGHT / counts[row.planted] for row in learned]
    return Examples(np.array(rows, dtype=float), np.array(labels, dtype=np.int8), np.array(weights))


def report(collections: Iterable[Collection], booster: Any) -> Iterator[str]:
    """By threshold, on what was not learned from: recall, alarms per 1,000 words, alarms in round-ups."""
    for each in collections:
        rows = [row for row in each.rows if not row.learned]
        planted = sum(row.planted for row in rows)
        known = [row for row in rows if row.figures]
        odds = booster.predict([row.figures for row in known], raw_score=True, num_threads=1)
        parts = []
        for threshold in SHOWN_THRESHOLDS:
            found = [row for row, value in zip(known, odds, strict=True) if _is_found(row, value, threshold)]
            hits = sum(row.planted for row in found)
            mixed = sum(row.mixed for row in found)
            alarms = (len(found) - hits - mixed) * 1_000 / max(1, each.words)
            parts.append(f"{hits / max(1, planted):.2f} {alarms:.3f} {mixed}")
        yield f"{each.name:12} {each.words:9} words  " + "  ".join(parts)


def _is_found(row: Row, odds: float, threshold: float) -> bool:
    if row.figures is None or row.suspect is None:
        return False
    return odds >= least_odds(row.figures, row.suspect, threshold)


def train(collections: Sequence[Collection], out: Path) -> Iterator[str]:
    """Write the model; what it does on the other articles comes as lines of text."""
    examples = _examples(collections)
    booster = grown(examples, RECIPE, Figures._fields)
    yield "recall, false alarms per 1,000 words, and those in round-ups, from log odds of " + ", ".join(
        map(str, SHOWN_THRESHOLDS)
    )
    yield from report(collections, booster)
    forest = {
        "threshold": THRESHOLD,
        "trees": plain_trees(booster),
    }
    walked = forest_of(forest)
    expected = booster.predict(examples.figures, raw_score=True, num_threads=1)
    pairs = zip(examples.figures, expected, strict=True)
    worst = max(abs(walked.log_odds(row) - odds) for row, odds in pairs)
    if not worst <= MAX_DIFFERENCE:
        raise ValueError(f"plain Python differs from LightGBM by {worst}")
    out.write_text(_written(forest), encoding="utf-8")


def _written(forest: dict[str, Any]) -> str:
    """JSON, one tree a line, so that a change is a change of lines."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in forest["trees"])
    head = json.dumps({key: value for key, value in forest.items() if key != "trees"}, separators=(",", ":"))
    names = json.dumps(Figures._fields, separators=(",", ":"))
    return f'{{"figures":{names},\n"forest":{head[:-1]},"trees":[\n{trees}\n]}}}}\n'


def main() -> None:
    """Read the files, train, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+", metavar="CODE=PATH")
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    kind = next(rule.match for rule in load_rules().rules if rule.id == RULE)
    if not isinstance(kind, Topic):
        raise TypeError(f"{RULE} is no rule of kind topic")
    collections = []
    for each in chosen.inputs:
        language, _, path = each.partition("=")
        collections.append(collected(Path(path).stem, language, Path(path), kind))
    for line in train(collections, chosen.output):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
