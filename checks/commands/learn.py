"""`copydesk learn`: what a feed alone can tell, learned when asked and never in passing."""

from __future__ import annotations

import click

from ._lazy import Entry, LazyGroup

_ENTRIES = {
    "furniture": Entry("learn_furniture", "Learn which blocks stand in many documents of a source."),
    "fluency": Entry("learn_fluency", "Train a model of how sound sentences read, on a corpus of your own."),
}


@click.group(name="learn", cls=LazyGroup, entries=_ENTRIES)
def command() -> None:
    """Learn from a feed what no single document shows."""
