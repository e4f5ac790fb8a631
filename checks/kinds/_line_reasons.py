"""Why the line model holds a line for furniture, in words, and only such words as are true of the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

MAX_REASONS = 3
"""Reasons that are named, the weightiest first."""

MIN_SHARE = 0.3
"""Rise of the log odds from which a group of figures counts as a reason."""

MAX_SHARED = 0.35
"""Share of known words up to which a line shares few words with the article."""

MIN_RUN = 3
"""Lines that make a run."""

NO_REASON = "unlike the lines of the article around it"
"""What is said where no single group of figures weighs enough."""

Figures = Mapping[str, float]


def reasons(names: Sequence[str], figures: Sequence[float], shares: Mapping[int, float]) -> str:
    """The weightiest reasons, separated by semicolons; `shares` are rises of the log odds by figure."""
    known = dict(zip(names, figures, strict=True))
    weights: dict[str, float] = {}
    for index, share in shares.items():
        for group in (name for name, members in _GROUPS.items() if names[index] in members):
            weights[group] = weights.get(group, 0.0) + share
    weighty = sorted(
        (group for group in weights if weights[group] >= MIN_SHARE), key=lambda g: (-weights[g], g)
    )
    said = [phrase for group in weighty if (phrase := _PHRASES[group](known))]
    return "; ".join(said[:MAX_REASONS]) or NO_REASON


def _place(figures: Figures) -> str:
    if figures["after_last_long"]:
        return "after the last long paragraph"
    if figures["before_first_long"]:
        return "before the first long paragraph"
    if figures["run_of_short"] >= MIN_RUN:
        return "in a run of short lines"
    return ""


def _subject(figures: Figures) -> str:
    few = figures["known_words"] <= MAX_SHARED and figures["long_count"] > 0
    return "shares few words with the article" if few else ""


def _neighbours(figures: Figures) -> str:
    beside = figures["marked_near"] or figures["marked_before"] or figures["marked_after"]
    return "near other furniture" if beside else ""


def _shape(figures: Figures) -> str:
    return "" if figures["ends_sentence"] else "no sentence, but a label or a headline"


def _content(figures: Figures) -> str:
    if figures["address"] or figures["handle_or_tag"]:
        return "holds an address"
    if figures["date_or_time"] or figures["number_only"]:
        return "a date or a number"
    return ""


def _repeats(figures: Figures) -> str:
    return "stands more than once in the text" if figures["repeats"] > 1 else ""


def _words(figures: Figures) -> str:
    return "words typical of menus and notices" if figures["wording"] > 0 else ""


_GROUPS: Mapping[str, frozenset[str]] = {
    "place": frozenset(
        {
            "line_position",
            "character_position",
            "after_last_long",
            "before_first_long",
            "long_after",
            "to_previous_long",
            "to_next_long",
            "run_of_short",
            "place_in_run",
            "mean_run_words",
            "short_share",
        }
    ),
    "subject": frozenset(
        {
            "known_words",
            "known_words_often",
            "known_words_near",
            "known_to_previous_long",
            "known_to_next_long",
            "new_names",
            "known_names",
        }
    ),
    "neighbours": frozenset(
        {
            "marked",
            "previous_marked",
            "next_marked",
            "marked_near",
            "marked_before",
            "marked_after",
            "to_previous_mark",
            "to_next_mark",
            "wording_before",
            "wording_after",
            "wording_around",
        }
    ),
    "shape": frozenset(
        {
            "words",
            "characters",
            "ends_sentence",
            "ends_ellipsis",
            "ends_colon",
            "ends_question",
            "upper_share",
            "capital_word_share",
            "in_capitals",
            "mark_share",
            "inner_sentences",
            "function_word_share",
            "commas",
            "separator",
            "one_word",
            "names_only",
            "longest_word",
        }
    ),
    "content": frozenset(
        {"address", "handle_or_tag", "number_only", "date_or_time", "digit_share", "number_start", "price"}
    ),
    "repeats": frozenset({"repeats", "same_openings", "similar_neighbours"}),
    "words": frozenset({"wording"}),
}
"""The figures whose shares are one reason together."""

_PHRASES: Mapping[str, Callable[[Figures], str]] = {
    "place": _place,
    "subject": _subject,
    "neighbours": _neighbours,
    "shape": _shape,
    "content": _content,
    "repeats": _repeats,
    "words": _words,
}
