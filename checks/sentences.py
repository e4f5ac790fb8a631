"""Where sentences end.

One scan finds the stops (a terminal mark, closing marks, white space, something that can begin a sentence);
a full stop is then judged by the word before it and the word after it: titles, initials, abbreviations and
ordinals do not end a sentence. Chinese, Japanese, Arabic and Indic stops need no white space. The division
of labour (candidate boundaries, then disambiguation of the period) follows Kiss and Strunk, "Unsupervised
Multilingual Sentence Boundary Detection" (2006), with lists in the place of training.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

_STOP = regex.compile(
    r"""
      [。！？｡؟۔।॥]+ [\"'”’»」』）)\]]* \s*                      # stops that need no space after them
    | [.!?…]+ (?:[\"'”’»“)\]] | (?<=[.!?…])[†‡*] | \s[†‡](?=\s|$))* [\s\u200b]+   # a footnote mark belongs to what it marks
      (?= [\"'“‘„«»‚¿¡(\[–—-]* \s? [\p{Lu}\p{Lt}\p{Lo}\p{N}] )
    | (?: \r\n | [\n\r\x0b\x0c\x85\u2028\u2029] ) \s* (?= [-*•–—] | \p{Lu} )  # a line of verse or of a list
    """,
    regex.VERBOSE,
)

_WORD_BEFORE = regex.compile(r"(?:[\p{L}\p{N}]+[.'’])*[\p{L}\p{N}]+$")
_WORD_AFTER = regex.compile(r"\W*([\p{L}\p{N}][\p{L}\p{N}'’]*)")

BEFORE_A_NAME = frozenset(
    """
    mr mrs ms messrs mme mmes mlle dr drs prof profs ste gen lt col maj capt cpt cmdr adm sgt cpl pvt
    sen rep reps gov pres hon rev fr msgr supt det insp amb atty asst assoc mt ft hr sig sigra dott
    ing ir mw dhr z.b d.h u.a bzw ca evtl ggf sog vgl bspw usw m.e o.a d.w.z p.ex av c.à.d vs v e.g i.e eg ie cf viz approx
    """.split()
)
"""Abbreviations that a name follows: a full stop after them never ends a sentence."""

BEFORE_A_NUMBER = frozenset(
    "no nos nr núm fig figs eq op vol vols p pp pag págs ch sec art para est tel ext".split()
)  # noqa: SIM905
"""Abbreviations, many of them words too, whose full stop ends no sentence where a number follows."""

MAY_END = frozenset(
    """
    p.m a.m inc ltd co corp bros etc al st sr jr ave blvd rd hwy bldg ft oz lb lbs plc llc gmbh esq dept univ
    ph.d eds
    """.split()
)
"""Abbreviations that stand inside a sentence and at its end: only a word that opens sentences ends it."""

DATE_PARTS = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun".split()
)  # noqa: SIM905
"""Like `MAY_END`, but only with their capital: "sat" and "mar" are words."""

OPENERS = frozenset(
    """
    the a an this that these those he she it they we you i his her its their our my your there here what who when
    where why how which while although though if as at in on for from by with after before but and or so yet not
    no some many most all both each another one two it's he's she's they're we're i'm that's there's however
    meanwhile instead still also since because during despite under between among according
    der die das ein eine er sie es wir ich in im am auf mit nach bei für doch aber und auch
    le la les un une il elle ils elles on nous je ce cette dans en pour mais et
    el los las una él ella pero y en de het een hij zij wij maar
    """.split()
)
"""Words that open sentences, lower case: after an ambiguous full stop, one of them makes it an end."""

ORDINAL_LANGUAGES = frozenset(
    "de da no fi cs sk hu hr sr sl bs et lv is tr pl lb".split()  # noqa: SIM905
)
"""Languages that write ordinals with a full stop ("3. Platz"): a number there rarely ends a sentence."""

MAX_ORDINAL_DIGITS = 2
"""A longer number ("1998.") is no ordinal."""


def split_sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, which is one block, as offsets into `text`.

    A sentence runs from its first character to the last of its closing marks, without the white space
    between sentences; together they cover everything in the block that is not white space.
    """
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end:
            break
        if _ends_sentence(text, begin, stop.start(), stop.group(), stop.end(), language):
            last = stop.start() + len(stop.group().rstrip())
            if last > begin:
                yield begin, last
            begin = stop.end()
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if last > begin:
        yield begin, last


def _ends_sentence(text: str, begin: int, at: int, stop: str, after: int, language: str) -> bool:
    """Whether the stop at `at`, in a sentence begun at `begin`, ends it; `after` is what follows."""
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, max(begin, at - 24), at)
    if before is None:
        return True
    word = before.group()
    following = _WORD_AFTER.match(text, after)
    opens = (
        following is not None and following.group(1).lower() in OPENERS and following.group(1)[0].isupper()
    )
    lowered = word.lower()
    if word.isdigit() and len(word) <= MAX_ORDINAL_DIGITS:
        if before.start() == begin:
            return False
        return opens or language not in ORDINAL_LANGUAGES
    if lowered in BEFORE_A_NAME and not stop[1:2].strip():
        return False
    if lowered in BEFORE_A_NUMBER and following is not None and following.group(1)[0].isdigit():
        return False
    if len(word) == 1 and word.isupper() and word != "I":
        return opens
    if lowered in MAY_END or word in DATE_PARTS or _is_initialism(word):
        return opens
    return True


def _is_initialism(word: str) -> bool:
    """Single letters joined by full stops: "U.S", "z.B", "J.R.R"."""
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)
