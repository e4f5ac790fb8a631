"""The two experts of the line model: which texts each learns from, with what weight, and how it is judged."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..kinds._line_wording import Wording
from .labelling import CLEAN, INJECTED
from .line_corpus import LIST_SORT, MAIN_TEXT, WHOLE_PAGE, LabelledText
from .line_trees import Examples, Recipe, grown
from .line_wording import WordingLines

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FOLDS = 5

MAX_LINES_PER_PAGE = 40
"""Lines of one page and label beyond which each weighs less, so that they weigh this much together."""

MAIN_TEXT_WEIGHT = 0.5
"""Weight of the main texts themselves, in which nothing is wrong: they keep the expert for scrapers calm."""

NEWS = frozenset({"trafilatura", "readability"})
ARTICLE_WEIGHT, OTHER_WEIGHT = 0.2, 0.1
"""For whole pages, weight of the other collections' articles, and of their shops, lists and handbooks. News
pages differ from both: with weight 1 for all, recall there falls by a tenth at the same false alarms."""

CORE = frozenset(
    {
        "known_to_usual",
        "known_around",
        "known_rest",
        "core_share",
        "after_last_core",
        "core_after",
        "to_previous_core",
        "to_next_core",
        "short_around",
    }
)
"""Figures that the expert for whole pages does without: there they cost a tenth of the recall on news."""


@dataclass(frozen=True)
class Expert:
    """What one forest learns from."""

    takes: Callable[[LabelledText], bool]
    weight: Callable[[LabelledText], float]
    recipe: Recipe


def _scraped_weight(text: LabelledText) -> float:
    return MAIN_TEXT_WEIGHT if text.view == MAIN_TEXT else 1.0


def _whole_weight(text: LabelledText) -> float:
    if text.collection in NEWS:
        return 1.0
    return ARTICLE_WEIGHT if text.sort == "article" else OTHER_WEIGHT


EXPERTS: Mapping[str, Expert] = {
    "scraped": Expert(
        takes=lambda text: text.view != WHOLE_PAGE,
        weight=_scraped_weight,
        recipe=Recipe(trees=200, leaves=12, rate=0.06, min_lines=200),
    ),
    "whole_page": Expert(
        takes=lambda text: text.view == WHOLE_PAGE,
        weight=_whole_weight,
        recipe=Recipe(trees=200, leaves=8, rate=0.07, min_lines=100, without=CORE),
    ),
}


@dataclass(frozen=True)
class Rows:
    """All labelled lines of an expert, and where each comes from."""

    examples: Examples
    folds: npt.NDArray[np.int8]
    texts: npt.NDArray[np.int32]
    """Index of each line's text in `sources`."""
    sources: Sequence[LabelledText]


def fold_of(site: str) -> int:
    """The fold of a site: all its pages are held out together."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def wordings_by_fold(lines: WordingLines) -> list[Wording]:
    """For each fold what furniture says on the sites of the others."""

    def without(fold: int) -> Wording:
        return lines.learn(lambda site: fold_of(site) != fold)

    return [without(fold) for fold in range(FOLDS)]


def rows(expert: Expert, texts: Sequence[LabelledText], wordings: Sequence[Wording]) -> Rows:
    """The labelled lines with all their figures; `wordings` are by fold, each from the other folds' sites."""
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    sources = [text for text in texts if expert.takes(text)]
    copies, lines = _copies(sources)
    figures, labels, weights, folds, origins = [], [], [], [], []
    for number, text in enumerate(sources):
        chosen = [index for index, label in enumerate(text.labels) if label is not None]
        if not chosen:
            continue
        fold = fold_of(text.site)
        of_words = np.array(wordings[fold].figures(text.keys))
        figures.append(np.hstack([np.array(text.figures), of_words])[chosen])
        for index in chosen:
            key, label = text.keys[index], text.labels[index]
            share = min(1.0, MAX_LINES_PER_PAGE / lines[text.page, label])
            weights.append(expert.weight(text) * share / copies[text.page, key, label])
            labels.append(label)
        folds += [fold] * len(chosen)
        origins += [number] * len(chosen)
    examples = Examples(np.vstack(figures), np.array(labels, np.int8), np.array(weights))
    return Rows(examples, np.array(folds, np.int8), np.array(origins, np.int32), sources)


def _copies(texts: Sequence[LabelledText]) -> tuple[Counter[Any], Counter[Any]]:
    """How often each line of a page stands in the views, and how many different ones a page has, by label."""
    copies: Counter[Any] = Counter()
    for text in texts:
        for key, label in zip(text.keys, text.labels, strict=True):
            if label is not None:
                copies[text.page, key, label] += 1
    return copies, Counter((page, label) for page, _, label in copies)


def held_out(data: Rows, expert: Expert, names: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """Log odds of each line from a forest that saw no page of its site."""
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    odds = np.zeros(len(data.folds))
    for fold in range(FOLDS):
        out = data.folds == fold
        booster = grown(data.examples.where(~out), expert.recipe, names)
        odds[out] = booster.predict(data.examples.figures[out], raw_score=True, num_threads=1)
    return odds


def report(data: Rows, odds: npt.NDArray[np.float64], thresholds: Sequence[float]) -> Iterator[str]:
    """What thresholds come to on held-out sites, by group of texts: a line of text for each."""
    for name, chosen in _groups(data).items():
        weights, labels = data.examples.weights[chosen], data.examples.labels[chosen]
        clean, injected = weights[labels == CLEAN].sum(), weights[labels == INJECTED].sum()
        for threshold in thresholds:
            flagged = odds[chosen] >= threshold
            false = weights[flagged & (labels == CLEAN)].sum()
            line = f"  {name} {threshold:.2f}: clean lines flagged {false / clean:.4f}"
            if injected:
                true = weights[flagged & (labels == INJECTED)].sum()
                line += f", precision {true / (true + false):.3f}, recall {true / injected:.3f}"
            yield line


def _groups(data: Rows) -> Mapping[str, npt.NDArray[np.bool_]]:
    """Which lines belong to articles, other sorts of page, main texts, and each sort of sound list."""
    import numpy as np  # noqa: PLC0415 (only who trains has it)

    def group(text: LabelledText) -> str:
        if text.sort == LIST_SORT:
            return text.collection
        if text.view == MAIN_TEXT:
            return "main texts"
        return f"{text.collection} articles" if text.sort == "article" else "other pages"

    of_text = np.array([group(text) for text in data.sources])[data.texts]
    return {str(name): of_text == name for name in np.unique(of_text)}
