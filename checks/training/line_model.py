"""Train the line model: `python -m checks.training.line_model read PAGES -o LINES`, `train LINES -o MODEL`.

PAGES are files that `tools/line-pages/extract.py` wrote. LINES keeps their labelled lines with all figures (a
pickle: read only your own). MODEL is `checks/models/line-model.json`; `train` prints what the model does on
held-out sites, and fails if plain Python and LightGBM disagree. Needs LightGBM and scikit-learn (`train`).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from ..engine import Checker
from ..kinds._line_model import FIGURE_NAMES
from ..kinds._line_trees import forest_of
from ..rules import load_rules
from .line_corpus import LabelledText, labelled_texts, pages_in
from .line_experts import EXPERTS, held_out, report, rows, wordings_by_fold
from .line_trees import grown, plain_trees, settling_bounds
from .line_wording import wording_lines

GATE = {"min_lines": 30, "min_short_share": 0.6, "min_marked": 3}
"""From there on a text is judged as a whole page. Of whole pages 86 % are (news: 92 %), of scraped articles
3 % (news: 0.7 %), of main texts 2 %, of recipes, poems, plays and results none."""

THRESHOLDS: Mapping[str, float] = {"scraped": 2.35, "whole_page": 2.7}
"""Log odds from which a line is reported."""

SHOWN_THRESHOLDS: Mapping[str, Sequence[float]] = {
    "scraped": (1.5, 1.8, 2.1, 2.4, 2.7),
    "whole_page": (1.9, 2.3, 2.7, 3.1, 3.5),
}

MARKING_RULES, OWN_RULE = ("injection/*",), "injection/unlike-the-article"
"""The rules whose findings are figures; the rule that the model serves is none of them."""

MAX_DIFFERENCE = 1e-4
"""Log odds by which plain Python may differ from LightGBM: 200 leaves are rounded to six digits each."""

CHECKED_LINES, BOUNDING_LINES = 2_000, 200_000
"""Lines, spread over all texts, on which that is checked, and on which the bounds of a forest are set."""


@cache
def _checker() -> Checker:
    return Checker(load_rules(), select=MARKING_RULES, ignore=(OWN_RULE,))


def _labelled(page: Mapping[str, Any]) -> list[LabelledText]:
    return list(labelled_texts(page, _checker()))


def read(pages: Sequence[Path], out: Path) -> None:
    """Keep the labelled lines of pages."""
    with multiprocessing.Pool() as pool:
        found = pool.imap(_labelled, chain.from_iterable(map(pages_in, pages)), chunksize=4)
        out.write_bytes(pickle.dumps(list(chain.from_iterable(found))))


def train(lines: Path, out: Path) -> Iterator[str]:
    """Write the model; what it does on held-out sites comes as lines of text."""
    texts: list[LabelledText] = pickle.loads(lines.read_bytes())
    lines_to_read = wording_lines(texts)
    wordings = wordings_by_fold(lines_to_read)
    model: dict[str, Any] = {
        "figures": FIGURE_NAMES,
        "gate": GATE,
        "wording": asdict(lines_to_read.learn()),
    }
    for name, expert in EXPERTS.items():
        data = rows(expert, texts, wordings)
        pages = len({text.page for text in data.sources})
        yield f"{name}: {len(data.folds)} lines of {len(data.sources)} texts from {pages} pages"
        yield from report(data, held_out(data, expert, FIGURE_NAMES), SHOWN_THRESHOLDS[name])
        booster = grown(data.examples, expert.recipe, FIGURE_NAMES)
        sample = data.examples.figures[:: max(1, len(data.folds) // BOUNDING_LINES)]
        model[name] = {
            "threshold": THRESHOLDS[name],
            "bounds": settling_bounds(booster, sample, THRESHOLDS[name]),
            "trees": plain_trees(booster),
        }
        forest = forest_of(model[name])
        some = data.examples.figures[:: max(1, len(data.folds) // CHECKED_LINES)]
        expected = booster.predict(some, raw_score=True, num_threads=1)
        worst = max(abs(forest.log_odds(row) - odds) for row, odds in zip(some, expected, strict=True))
        if not worst <= MAX_DIFFERENCE:
            raise ValueError(f"plain Python differs from LightGBM by {worst}")
    out.write_text(_written(model), encoding="utf-8")


def _written(model: Mapping[str, Any]) -> str:
    """JSON, one tree a line, so that a change is a change of lines."""
    parts = []
    for name, value in model.items():
        if isinstance(value, dict) and "trees" in value:
            trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in value["trees"])
            rest = {key: part for key, part in value.items() if key != "trees"}
            head = json.dumps(rest, separators=(",", ":"))[:-1]
            parts.append(f'"{name}":{head},"trees":[\n{trees}\n]}}')
        else:
            parts.append(f'"{name}":{json.dumps(value, ensure_ascii=False, separators=(",", ":"))}')
    return "{" + ",\n".join(parts) + "}\n"


def main() -> None:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for step in ("read", "train"):
        sub = steps.add_parser(step)
        sub.add_argument("inputs", type=Path, nargs="+" if step == "read" else 1)
        sub.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    if chosen.step == "read":
        read(chosen.inputs, chosen.output)
    else:
        for line in train(chosen.inputs[0], chosen.output):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
