"""From articles to trees: what is planted where, and that training twice gives the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.kinds._topic_model import MODEL_FILE
from checks.kinds.topic import Topic
from checks.training.topic_model import Collection, collected, train

STEMS = ("harbour ferry winter", "circus elephant florist", "tomato blight valley", "violin plumber boiler")
NAMES = ("Halden", "Marconi", "Almerosa", "Gorzow")
ENDINGS = "abcdefghijkl"


def paragraph(article: int, number: int) -> str:
    """Forty words: some of the article's own, the others of this paragraph alone."""
    words = " and the ".join(f"{ENDINGS[article]}q{word}" for word in STEMS[article % len(STEMS)].split())
    alone = " ".join(f"{ENDINGS[article]}{ENDINGS[number]}{letter}word" for letter in ENDINGS[:9])
    name = f"{ENDINGS[number].upper()}{NAMES[article % len(NAMES)].lower()}"
    return f"The {words} were in {name} then, {alone}, {'and it was so ' * 6}with the {words}."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "made.jsonl"
    lines = [{"text": "\n\n".join(paragraph(a, n) for n in range(7)), "language": "en"} for a in range(12)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def collection(articles: Path) -> Collection:
    return collected("made", "en", articles, Topic())


def test_articles_of_both_halves_have_planted_paragraphs(collection: Collection) -> None:
    planted = [row.learned for row in collection.rows if row.planted]
    assert planted.count(True) == planted.count(False) == 24


def test_planted_paragraphs_share_less(collection: Collection) -> None:
    shares = {
        planted: [
            r.figures.known for r in collection.rows if r.figures and r.planted is planted and not r.mixed
        ]
        for planted in (True, False)
    }
    assert max(shares[True]) < min(shares[False])


def test_articles_in_another_language_are_left_out(articles: Path) -> None:
    assert collected("made", "de", articles, Topic()).rows == []


def test_training_twice_gives_the_same_bytes(collection: Collection, tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    once, again = tmp_path / "once.json", tmp_path / "again.json"
    report = list(train([collection], once))
    assert list(train([collection], again)) == report
    assert once.read_bytes() == again.read_bytes()
    assert MODEL_FILE.endswith(".json")
    assert set(json.loads(once.read_text(encoding="utf-8"))) == {"figures", "forest"}
