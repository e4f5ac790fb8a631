"""One change to a clean text, and where the defect stands after it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from ..document import Block
from .material import Material


class Damage(NamedTuple):
    """A text with one defect at `start … end` (code points of `text`).

    An empty span is a seam: the defect is what is missing there, such as a space or the rest of a sentence.
    """

    text: str
    start: int
    end: int


Planter = Callable[[Material, Random], Damage | None]
"""Plants one defect of one kind, or returns None where the text has no place for it."""


def replaced(text: str, start: int, end: int, new: str) -> Damage:
    """The text with `start … end` replaced; the defect is what took its place."""
    return Damage(text[:start] + new + text[end:], start, start + len(new))


def inserted(text: str, at: int, new: str) -> Damage:
    """The text with something put in at an offset; the defect is that, without the white space around it."""
    before = len(new) - len(new.lstrip())
    after = len(new) - len(new.rstrip())
    return Damage(text[:at] + new + text[at:], at + before, at + len(new) - after)


def block_after(material: Material, block: Block, new: str) -> Damage:
    """The text with a block of its own put in after another, parted from it as its blocks are parted."""
    return inserted(material.text, block.end, material.separator_after(block) + new)


def block_anywhere(material: Material, random: Random, new: str) -> Damage | None:
    """The text with a block put in after one of its paragraphs."""
    if not material.paragraphs:
        return None
    return block_after(material, random.choice(material.paragraphs), new)


def within_paragraph(material: Material, random: Random, new: str) -> Damage | None:
    """The text with a passage put in between two sentences of one paragraph."""
    if not material.neighbours:
        return None
    first, _ = random.choice(material.neighbours)
    return inserted(material.text, first.end, " " + new)
