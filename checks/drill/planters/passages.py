"""Passages that are not the article's: what the page around it said, and what others put in."""

from __future__ import annotations

from random import Random

import regex

from ..damage import Damage, block_anywhere, within_paragraph
from ..material import Material
from ..phrases import filled, load, phrases

MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 5, 11
"""Words of a donor's sentence that make the headline of a teaser."""

MIN_OFF_TOPIC_WORDS = 40
"""Words of a paragraph that can be told to be about something else."""

TEASER_ATTEMPTS = 10
_SENTENCE_START = regex.compile(r"(?:^\"?|(?<=\. ))\p{Ll}")
SENTENCE_MARKS = " .,;:!?\"'”’"


def teaser(material: Material, random: Random) -> Damage | None:
    """A pointer to another story as a block of its own: "See also …". The defect is the block."""
    new = _teaser(material, random)
    return block_anywhere(material, random, new) if new else None


def teaser_in_paragraph(material: Material, random: Random) -> Damage | None:
    """A pointer to another story between two sentences. The defect is the pointer."""
    new = _teaser(material, random)
    return within_paragraph(material, random, new) if new else None


def _teaser(material: Material, random: Random) -> str | None:
    headline = _headline(material, random)
    if headline is None:
        return None
    return random.choice(phrases("teasers", "teasers", material.language)).replace("{headline}", headline)


def _headline(material: Material, random: Random) -> str | None:
    """The first words of another text's paragraph, as lists of related stories show them."""
    for _ in range(TEASER_ATTEMPTS if material.donors else 0):
        words = random.choice(material.donors).split(None, MAX_HEADLINE_WORDS)[:MAX_HEADLINE_WORDS]
        kept = random.randint(MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS)
        headline = " ".join(words[:kept]).rstrip(SENTENCE_MARKS)
        if headline[:1].isupper():
            return headline
    return None


def off_topic(material: Material, random: Random) -> Damage | None:
    """A paragraph of another text among this one's. The defect is the paragraph."""
    long = [donor for donor in material.donors if len(donor.split()) >= MIN_OFF_TOPIC_WORDS]
    return block_anywhere(material, random, random.choice(long)) if long else None


def author_bio(material: Material, random: Random) -> Damage | None:
    """An invented author's labels as a block: "Coffee maven. Avid gamer." The defect is the block."""
    bios = load("bios")
    section = bios.get(material.language) or bios["en"]
    slots = {name: section[name] for name in ("thing", "role", "trait")}
    bio = filled(random.choice(section["templates"]), random, slots)
    return block_anywhere(material, random, _SENTENCE_START.sub(lambda first: first.group().upper(), bio))


def spam(material: Material, random: Random) -> Damage | None:
    """An advertisement for casinos, pills, loans and the like as a block. The defect is the block."""
    return block_anywhere(material, random, random.choice(phrases("spam", "spam", material.language)))


def comment_form(material: Material, random: Random) -> Damage | None:
    """A line of a comment form or a reader poll. The defect is the line."""
    return _furniture(material, random, "comment-form")


def sharing(material: Material, random: Random) -> Damage | None:
    """A line of buttons: share, print, follow. The defect is the line."""
    return _furniture(material, random, "sharing")


def newsletter(material: Material, random: Random) -> Damage | None:
    """An invitation to a newsletter or an app. The defect is the line."""
    return _furniture(material, random, "newsletter")


def paywall(material: Material, random: Random) -> Damage | None:
    """A notice that the rest is for subscribers. The defect is the line."""
    return _furniture(material, random, "paywall")


def consent(material: Material, random: Random) -> Damage | None:
    """A notice on cookies and data. The defect is the line."""
    return _furniture(material, random, "consent")


def navigation(material: Material, random: Random) -> Damage | None:
    """A piece of the page's menus. The defect is the line."""
    return _furniture(material, random, "navigation")


def advert(material: Material, random: Random) -> Damage | None:
    """The label of an advertisement. The defect is the line."""
    return _furniture(material, random, "advert")


def copyright_line(material: Material, random: Random) -> Damage | None:
    """A line of rights, sources or tags. The defect is the line."""
    return _furniture(material, random, "copyright-line")


def _furniture(material: Material, random: Random, section: str) -> Damage | None:
    return block_anywhere(material, random, random.choice(phrases("furniture", section, material.language)))


def assistant_reply(material: Material, random: Random) -> Damage | None:
    """What a chat assistant said about its task. The defect is the block."""
    return block_anywhere(material, random, random.choice(phrases("replies", "replies", material.language)))


def foreign_block(material: Material, random: Random) -> Damage | None:
    """A sentence of another language as a block of its own. The defect is the sentence."""
    return block_anywhere(material, random, _foreign(material, random))


def foreign_sentence(material: Material, random: Random) -> Damage | None:
    """A sentence of another language within a paragraph. The defect is the sentence."""
    return within_paragraph(material, random, _foreign(material, random))


def _foreign(material: Material, random: Random) -> str:
    sentences: dict[str, list[str]] = load("foreign")
    language = random.choice(sorted(set(sentences) - {material.language}))
    return random.choice(sentences[language])
