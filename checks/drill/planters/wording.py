"""Words that clash, are fused or missing, and names that lose or change something."""

from __future__ import annotations

from random import Random

import regex

from ..damage import Damage, inserted, replaced
from ..material import Material
from ..phrases import words

LONGEST_BRACKET = 60
"""Characters in brackets that a link may have held."""

MIN_MENTIONS = 3
MIN_DRIFTING_LETTERS = 5
"""How often a name is used and how long it is: a shorter one with another letter is another name."""

DRIFT_ATTEMPTS = 20
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvwz"

_BRACKET = regex.compile(rf"(?<= )\([^()\n]{{3,{LONGEST_BRACKET}}}\)")
_WORD_BEFORE = regex.compile(r"\p{L}*\p{Ll}{2} $")
_WORD_REACH = 40
"""Characters before a name in which the whole word before it is looked for."""

_WORD_AFTER = regex.compile(r" (\p{Ll}{2,})(?=[ ,.])")
_QUOTE_END = frozenset('"”»“')


def determiner_clash(material: Material, random: Random) -> Damage | None:
    """A second determiner behind the first: "the a council". The defect is both."""
    return _clash(material, random, "determiner_clashes")


def preposition_clash(material: Material, random: Random) -> Damage | None:
    """A second preposition behind the first: "of at the council". The defect is both."""
    return _clash(material, random, "preposition_clashes")


def modal_clash(material: Material, random: Random) -> Damage | None:
    """A second modal verb behind the first: "will can decide". The defect is both."""
    return _clash(material, random, "modal_clashes")


def _clash(material: Material, random: Random, section: str) -> Damage | None:
    clashes: dict[str, list[str]] | None = words(section, material.language)
    if not clashes:
        return None
    one_of = regex.compile(rf"(?<=\p{{Ll}} )(?:{'|'.join(clashes)})(?= \p{{Ll}})")
    places = list(material.matches(one_of))
    if not places:
        return None
    match = random.choice(places)
    second = random.choice(clashes[match.group()])
    return inserted(material.text, match.end(), " " + second)._replace(start=match.start())


def fused_words(material: Material, random: Random) -> Damage | None:
    """A name and the word beside it without the space: "Haldensaid", "withHalden". The defect is both."""
    text = material.text
    seams: list[tuple[int, int, int]] = []
    for start, end in material.names:
        after = _WORD_AFTER.match(text, end)
        if after:
            seams.append((end, start, after.end() - 1))
        before = _WORD_BEFORE.search(text, max(0, start - _WORD_REACH), start)
        if before:
            seams.append((start - 1, before.start(), end - 1))
    if not seams:
        return None
    space, first, last = random.choice(seams)
    return Damage(text[:space] + text[space + 1 :], first, last)


def empty_brackets(material: Material, random: Random) -> Damage | None:
    """What a link in brackets said is lost: "LONDON () –". The defect is the empty pair."""
    brackets = list(material.matches(_BRACKET))
    if brackets and random.random() < 0.5:  # noqa: PLR2004 - either way
        match = random.choice(brackets)
        return replaced(material.text, *match.span(), "()")
    bare = [end for _, end in material.names if material.text[end : end + 1] in {" ", ",", "."}]
    return inserted(material.text, random.choice(bare), " ()") if bare else None


def dropped_name(material: Material, random: Random) -> Damage | None:
    """A linked name is lost behind its preposition: "a meeting with , who". The defect is the hole."""
    prepositions = (words("prepositions", material.language) or "").split()
    if not prepositions or not material.names:
        return None
    before = regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(prepositions)}) $")
    text = material.text
    holes = [
        (start, end)
        for start, end in material.names
        if text[end : end + 2] in {", ", ". "} and before.search(text, max(0, start - 12), start)
    ]
    return replaced(text, *random.choice(holes), "") if holes else None


def orphan_attribution(material: Material, random: Random) -> Damage | None:
    """A verb of speech is left alone behind a quotation: “… .” said. The defect is what is left."""
    attributions = words("orphan_attributions", material.language)
    quotations = [s for s in material.sentences if material.text[s.end - 1] in _QUOTE_END]
    if not attributions or not quotations:
        return None
    return inserted(material.text, random.choice(quotations).end, " " + random.choice(attributions))


def capital_in_sentence(material: Material, random: Random) -> Damage | None:
    """A capital within a clause, where a link's text began: "so that The council". The defect is the word."""
    known = words("never_names", material.language)
    if not known:
        return None
    one_of = regex.compile(rf"(?<=\p{{Ll}}{{3}} )(?:{'|'.join(known.split())})(?= \p{{Ll}}{{2}})")
    places = list(material.matches(one_of))
    if not places:
        return None
    match = random.choice(places)
    return replaced(material.text, *match.span(), match.group().capitalize())


def name_drift(material: Material, random: Random) -> Damage | None:
    """A name that is used three times or more has a letter wrong once. The defect is that mention."""
    mentions = [
        (start, end)
        for start, end in material.names
        if end - start >= MIN_DRIFTING_LETTERS
        and material.name_counts[material.text[start:end]] >= MIN_MENTIONS
    ]
    if not mentions:
        return None
    start, end = random.choice(mentions)
    for _ in range(DRIFT_ATTEMPTS):
        drifted = _drifted(material.text[start:end], random)
        if drifted not in material.text:
            return replaced(material.text, start, end, drifted)
    return None


def _drifted(name: str, random: Random) -> str:
    """The name with an inner letter changed for one of its sort, dropped, or doubled."""
    at = random.randrange(1, len(name) - 1)
    letter = name[at]
    sort = VOWELS if letter in VOWELS else CONSONANTS
    other = random.choice([each for each in sort if each != letter])
    return name[:at] + random.choice([other, other, "", letter * 2]) + name[at + 1 :]


def detached_clitic(material: Material, random: Random) -> Damage | None:
    """A clitic loses its host: "China 's", "l' accord". The defect is host and clitic."""
    source = words("clitics", material.language)
    if not source:
        return None
    places = list(material.matches(regex.compile(source)))
    if not places:
        return None
    match = random.choice(places)
    at = match.start("seam")
    return inserted(material.text, at, " ")._replace(start=match.start(), end=match.end() + 1)


def untranslated_word(material: Material, random: Random) -> Damage | None:
    """The "and" of another language stands for this one's: "bread et wine". The defect is the word."""
    conjunctions: dict[str, str] = words("conjunctions", "all")
    own = conjunctions.get(material.language)
    if own is None:
        return None
    places = list(material.matches(regex.compile(rf"(?<=\p{{Ll}}{{2}} ){own}(?= \p{{Ll}}{{2}})")))
    if not places:
        return None
    foreign = random.choice(sorted(set(conjunctions.values()) - {own}))
    return replaced(material.text, *random.choice(places).span(), foreign)


def weekday_with_date(material: Material, random: Random) -> Damage | None:
    """A weekday with the bare day of the month: "on Tuesday (25)". The defect is both."""
    days = words("weekdays", material.language)
    if not days:
        return None
    places = list(material.matches(regex.compile(rf"\b(?:{'|'.join(days.split())})(?=[ ,.])")))
    if not places:
        return None
    match = random.choice(places)
    day = random.randint(2, 28)
    return inserted(material.text, match.end(), f" ({day})")._replace(start=match.start())


def split_abbreviation(material: Material, random: Random) -> Damage | None:
    """The letters of an abbreviation part: "U. S.", "p. m.". The defect is the abbreviation."""
    known = words("unspaced_abbreviations", material.language)
    if not known:
        return None
    one_of = "|".join(map(regex.escape, known.split()))
    places = list(material.matches(regex.compile(rf"(?<![\p{{L}}.])(?:{one_of})(?=\s)")))
    if not places:
        return None
    match = random.choice(places)
    return replaced(material.text, *match.span(), match.group().replace(".", ". ").rstrip())


def split_number(material: Material, random: Random) -> Damage | None:
    """A figure parts at its separator: "1, 200", "3. 5". The defect is the figure."""
    places = list(material.matches(regex.compile(r"(?<![\d.,:/])\d{1,3}[.,]\d+(?![\d:/]|[.,]\d)")))
    if not places:
        return None
    start, end = random.choice(places).span()
    number = regex.sub(r"[.,]", lambda mark: mark.group() + " ", material.text[start:end])
    return replaced(material.text, start, end, number)


def doubled_unit(material: Material, random: Random) -> Damage | None:
    """A sum names its currency twice: "€40,000 euros". The defect is the sum."""
    units: dict[str, str] | None = words("currencies", material.language)
    if not units:
        return None
    signs = "".join(units)
    scales = words("scales", material.language)
    sum_of_money = regex.compile(rf"(?P<sign>[{signs}])\d[\d.,]*\d?(?: (?:{scales}))?(?= \p{{Ll}})")
    places = [
        match
        for match in material.matches(sum_of_money)
        if match.group()[-1] not in ".,"
        and not material.text.startswith(units[match["sign"]], match.end() + 1)
    ]
    if not places:
        return None
    match = random.choice(places)
    unit = units[match["sign"]]
    return inserted(material.text, match.end(), " " + unit)._replace(start=match.start())
