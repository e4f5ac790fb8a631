"""Corpora from feeds: documents with what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ..feeds import FeedOptions, read
from ..feeds.labelled import read_labelled
from ..finding import Unreadable
from .labels import CLEAN, LabelError, truth_of
from .running import Corpus, Item

MAX_FAULTS = 20
"""Wrong labels that are named at once: more would scroll away."""


def unlabelled(name: str, options: FeedOptions, stdin: BinaryIO) -> Corpus:
    """Texts of which nothing is known."""
    return Corpus(name, "unlabelled", ((item, None) for item in read([name], options, stdin)))


def clean(name: str, options: FeedOptions, stdin: BinaryIO) -> Corpus:
    """Texts with which nothing is wrong."""
    return Corpus(name, "clean", ((item, CLEAN) for item in read([name], options, stdin)))


def labelled(name: str, options: FeedOptions) -> Corpus:
    """Records that say what is wrong with them. Items raise LabelError where there are `label_faults`."""
    return Corpus(name, "labelled", _labelled(name, options))


def _labelled(name: str, options: FeedOptions) -> Iterator[Item]:
    for pair in read_labelled([name], options):
        if isinstance(pair, Unreadable):
            yield pair, None
        else:
            document, record = pair
            yield document, truth_of(record, document)


def label_faults(names: Sequence[str], options: FeedOptions) -> list[str]:
    """What is wrong with the labels, each with its place: the first `MAX_FAULTS`, and how many more.

    Reads the whole corpora, which takes little beside checking them. Raises FeedError where one cannot be
    read.
    """
    faults: list[str] = []
    more = 0
    for name in names:
        for pair in read_labelled([name], options):
            if isinstance(pair, Unreadable):
                continue
            document, record = pair
            try:
                truth_of(record, document)
            except LabelError as error:
                if len(faults) < MAX_FAULTS:
                    faults.append(f"{document.location}: {error}")
                else:
                    more += 1
    return [*faults, f"and {more} more"] if more else faults
