"""Which language a text is written in, or an honest `unknown`.

Three witnesses are heard in turn: the script, where one language owns it; function words, which stand in
all prose and in no list of names; and langdetect, a model of letter sequences, which is sure of anything, of
short lines too, and is therefore only asked to confirm what the function words suggest.

A wrong answer costs more than none: it would run the rules of one language over the prose of another. The
thresholds were set on web sentences in 75 languages, singly and in groups of eight, and on one legal text in
more than 400 languages, most of which have no list here and must come out as unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from . import language_model
from .beyond_ascii import beyond_ascii
from .language_names import LANGUAGES, OTHER_CODES, OTHER_NAMES
from .later import later
from .stopwords import NAME_PARTICLES, RELATED, STOP_WORDS
from .writing_systems import (
    ALPHABETS,
    MANY_SCRIPTS,
    OTHER_SCRIPTS,
    SCRIPT_GUEST,
    SCRIPT_LANGUAGE,
    SCRIPT_RANGES,
)

__all__ = [
    "LANGUAGES",
    "UNKNOWN",
    "are_related",
    "confirm",
    "fitting_languages",
    "identify",
    "letters_by_script",
    "modelled_languages",
    "normalise_code",
    "opening_prose",
    "scripts_of",
    "spelled",
    "stop_words",
]

UNKNOWN = "unknown"
"""What stands for the language of a text that nobody declared and nothing gives away."""

SAMPLE_LENGTH = 2_000
"""Code points that are looked at: a few hundred words settle the language of a document."""

IDEOGRAPH_LETTERS = 2
"""Letters that a Han, kana or Hangul character counts for, since it holds about a syllable."""

MIN_PARAGRAPH = 100
"""Code points from which a paragraph is prose: menus, credits and captions are shorter."""

MIN_OPENING = 400
"""Code points of such paragraphs that speak for a document; where it has fewer, all of it is looked at."""

MIN_SCRIPT_LETTERS = 4
"""Letters that a script needs before it says anything: a lone `π` is mathematics."""

MIN_SCRIPT_SHARE = 0.6
"""Share of the letters that the main script must hold; a quotation or foreign names leave it more."""

MIN_GUEST_SHARE = 0.01
"""Share of a guest language's own letters that tells it from the owner of its script."""

JAPANESE_MIN_KANA, CHINESE_MAX_KANA = 0.15, 0.03
"""Share of kana among Han and kana. Japanese grammar is written in kana (30 to 70 % of prose, less in
headlines); a Chinese article has only the odd brand name in it. Between the two nothing is sure."""

MIN_HAN = 4
"""Han characters without kana that make a text Chinese: fewer may be a Japanese name."""

MAX_ALIEN_SHARE = 0.02
"""Share of letters outside its alphabet that a language bears: foreign names have them."""

MIN_WORDS = 4
"""Words below which function words and letter sequences prove nothing."""

MAX_REPEATS = 10
"""Times that one word counts in a sample: `the` stands some 20 times on a page, but so does whatever is
shouted over and over."""

MIN_VARIETY = 0.6
"""Different function words that there must be, as a multiple of the square root of the text's different
words. The median of prose is 1.15 in sentences and 1.8 on a page. A language without a list that has some of
the words by accident repeats those few: on a page it stays below 0.5."""

MIN_DISTINCT = 3
"""Different function words by which a language can win without langdetect."""

LEAD = 3.0
"""How many times as many words must speak for the winner and against a rival as the other way round."""

MIN_AGAINST, MIN_AGAINST_RELATED = 2, 3
"""Words that must speak for the winner and against any one rival; the same for a near relative, which shares
more with it than the lists say."""

MAX_FOREIGN = 2
"""Words that may speak for an unrelated rival that is not beaten; with more, the text is in two languages."""

_ADDRESS = re.compile(
    r"""
      (?:(?:https?|ftp)://|www\.)\S++               # web
    | (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++  # e-mail; the look-behind keeps long words linear
    | [@\#][\w.]++                                 # handles and hashtags
    """,
    re.VERBOSE,
)
_ADDRESS_MARKS = ("://", "www.", "@", "#")
_WORD = later(r"\p{L}[\p{L}\p{M}]*+")
_CODE = later(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*+(?:[.@][a-z0-9@=_-]*+)?")
_LATIN_LISTS = frozenset(
    code for code, words in STOP_WORDS.items() if any("a" <= letter <= "z" for letter in words)
)
"""Languages with function words in Latin script."""
_NO_LETTERS = bytes(byte for byte in range(0x80) if not chr(byte).isalpha())
_SCRIPT_STARTS = [first for first, _, _ in SCRIPT_RANGES]


class _Evidence(NamedTuple):
    """What function words say of a text: how many stand in it, per language, against those of the leader."""

    leader: str
    words: int
    """Words of the text, on a list or not."""
    different_words: int
    hits: Mapping[str, int]
    distinct: Mapping[str, int]
    """Different function words behind the hits."""
    shared: Mapping[str, int]
    """Those of a language's hits that are the leader's too."""


def stop_words(code: str) -> frozenset[str]:
    """Give the frequent function words of a language (lower case, NFC); empty where there is no list."""
    return frozenset(STOP_WORDS.get(code, "").split())


def normalise_code(tag: str | None) -> str:
    """Give the ISO 639-1 code for a language as feeds declare it, else `UNKNOWN`.

    Read are BCP 47 tags and POSIX locales in any case (`en-US`, `pt_BR.UTF-8`), three-letter codes of common
    languages (`deu`, `ger`) and English names (`German`). Bokmål and Nynorsk are both `no`.
    """
    declared = (tag or "").strip().casefold()
    code = _CODE.fullmatch(declared)
    known = _current_code(code[1]) if code else UNKNOWN
    return known if known != UNKNOWN else _codes_by_name().get(declared, UNKNOWN)


def identify(text: str) -> str:
    """Give the ISO 639-1 code of the language that the first 2,000 code points are in, else `UNKNOWN`.

    Addresses are ignored; the rest is judged by its main script, then by function words, then by langdetect.
    Lines of up to three words, lists of names and texts without a clear majority are `UNKNOWN`, except where
    the script alone decides. Bosnian in Latin script is not told from Croatian.
    """
    sample = _sample(text)
    if _is_plainly_latin(sample):
        return _by_words(sample, STOP_WORDS)
    characters = Counter(sample)
    script = _main_script(characters)
    if script in SCRIPT_LANGUAGE:
        return _owner_or_guest(script, characters)
    if script == "Han":
        return _chinese_or_japanese(characters)
    if script in ALPHABETS:
        return _by_words(sample, _fitting(characters, ALPHABETS[script]))
    return _by_words(sample, STOP_WORDS) if script == "Latin" else UNKNOWN


def opening_prose(text: str, paragraphs: Iterable[tuple[int, int]]) -> str:
    """Cut the stretch to identify a document by: its first long paragraphs, else all of its text.

    A page may open with thousands of characters of menu, in any language. `paragraphs` are offsets in order;
    no more of them are drawn than needed.
    """
    chosen: list[str] = []
    length = 0
    for start, end in paragraphs:
        if end - start >= MIN_PARAGRAPH:
            chosen.append(text[start : min(end, start + SAMPLE_LENGTH)])
            length += len(chosen[-1])
        if length >= SAMPLE_LENGTH:
            break
    return "\n".join(chosen) if length >= MIN_OPENING else text


def scripts_of(code: str) -> frozenset[str]:
    """Give the scripts that a language is written in, kana being Han; empty where any would do."""
    if code in MANY_SCRIPTS:
        return frozenset()
    if code in OTHER_SCRIPTS:
        return frozenset(OTHER_SCRIPTS[code].split())
    owned = {script for script, owner in SCRIPT_LANGUAGE.items() if owner == code}
    owned |= {script for script, (guest, _) in SCRIPT_GUEST.items() if guest == code}
    owned |= {script for script, alphabets in ALPHABETS.items() if code in alphabets}
    return frozenset(owned or {"Latin"})


def letters_by_script(text: str) -> Counter[str]:
    """Count the letters of each script, kana being Han; scripts that are not told apart are left out."""
    letters: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if script := _script_of(character):
            letters["Han" if script == "Kana" else script] += count
    return letters


def fitting_languages(text: str, script: str) -> Collection[str]:
    """List the languages with function words whose alphabet holds the letters of a text in one script."""
    if script in ALPHABETS:
        return _fitting(Counter(text.lower()), ALPHABETS[script])
    return _LATIN_LISTS if script == "Latin" else ()


def confirm(text: str) -> str:
    """Ask langdetect alone for the language of a text, `UNKNOWN` where it is short or not nearly certain.

    It is sure of wrong answers: only ask it to confirm what other evidence suggests. The same text has the
    same answer every time; a question costs some milliseconds, the first one half a second.
    """
    return _modelled(_sample(text))


def _sample(text: str) -> str:
    """Cut the sample that is looked at: the text's beginning in NFC and lower case, without addresses."""
    sample = normalize("NFC", text[:SAMPLE_LENGTH]).lower()
    # Most texts have no address, and these searches cost next to nothing beside the pattern.
    return _ADDRESS.sub(" ", sample) if any(mark in sample for mark in _ADDRESS_MARKS) else sample


def _current_code(code: str) -> str:
    """Give the ISO 639-1 code that a two- or three-letter code stands for."""
    return OTHER_CODES.get(code, code if code in LANGUAGES else UNKNOWN)


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Map case-folded English names to codes."""
    return {name.casefold(): _current_code(code) for code, name in LANGUAGES.items()} | dict(OTHER_NAMES)


def _script_of(character: str) -> str:
    """Name the script of a letter; empty for other characters and for scripts not told apart."""
    if not character.isalpha():
        return ""
    index = bisect_right(_SCRIPT_STARTS, ord(character)) - 1
    if index < 0:
        return ""
    _, last, script = SCRIPT_RANGES[index]
    return script if ord(character) <= last else ""


def _main_script(characters: Mapping[str, int]) -> str:
    """Name the script that holds most of the letters, kana being Han; empty where none holds enough."""
    letters: Counter[str] = Counter()
    for character, count in characters.items():
        script = _script_of(character)
        if script in ("Han", "Kana", "Hangul"):
            letters["Han" if script == "Kana" else script] += count * IDEOGRAPH_LETTERS
        elif script:
            letters[script] += count
    if not letters:
        return ""
    [(script, count)] = letters.most_common(1)
    return script if count >= max(MIN_SCRIPT_LETTERS, MIN_SCRIPT_SHARE * letters.total()) else ""


def _is_plainly_latin(sample: str) -> bool:
    """Tell whether the unaccented Latin letters are enough for the main script, whatever the others are."""
    plain = len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    others = IDEOGRAPH_LETTERS * len(beyond_ascii(sample))
    return plain >= max(MIN_SCRIPT_LETTERS, MIN_SCRIPT_SHARE * (plain + others))


def _owner_or_guest(script: str, characters: Mapping[str, int]) -> str:
    """Give the language that owns the script, unless letters of its guest language are too many."""
    guest, letters = SCRIPT_GUEST.get(script, ("", ""))
    written = sum(characters.get(letter, 0) for letter in letters)
    total = sum(count for character, count in characters.items() if character.isalpha())
    return guest if written and written >= MIN_GUEST_SHARE * total else SCRIPT_LANGUAGE[script]


def _chinese_or_japanese(characters: Mapping[str, int]) -> str:
    """Tell the two apart by kana, which only Japanese writes."""
    counts: Counter[str] = Counter()
    for character, count in characters.items():
        counts[_script_of(character)] += count
    kana, both = counts["Kana"], counts["Kana"] + counts["Han"]
    if kana >= JAPANESE_MIN_KANA * both:
        return "ja"
    return "zh" if both >= MIN_HAN and kana <= CHINESE_MAX_KANA * both else UNKNOWN


def _fitting(characters: Mapping[str, int], alphabets: Mapping[str, str]) -> Collection[str]:
    """List the languages of a script whose alphabets hold the letters of the text, a few strangers aside."""
    special = set("".join(alphabets.values()))
    written = {letter: count for letter, count in characters.items() if letter in special}
    bearable = MAX_ALIEN_SHARE * sum(count for character, count in characters.items() if character.isalpha())
    return [
        code
        for code, alphabet in alphabets.items()
        if sum(count for letter, count in written.items() if letter not in alphabet) <= bearable
    ]


def _by_words(sample: str, languages: Collection[str]) -> str:
    """Give the one of `languages` that the function words prove, or suggest and langdetect confirms."""
    evidence = _weigh(_words(sample), languages)
    if evidence is None or not _is_suggestion(evidence):
        return UNKNOWN
    unbeaten = [code for code in evidence.hits if code != evidence.leader and not _beats(evidence, code)]
    if not unbeaten and evidence.distinct[evidence.leader] >= MIN_DISTINCT:
        return evidence.leader
    if any(_is_second_language(evidence, code) for code in unbeaten):
        return UNKNOWN
    # langdetect may decide between languages that lie level, if it knows them all.
    level = {code for code, hits in evidence.hits.items() if hits == evidence.hits[evidence.leader]}
    answer = _modelled(sample)
    return answer if answer in level and level <= modelled_languages() else UNKNOWN


def _words(sample: str) -> Counter[str]:
    """Count the words of a lower-case NFC sample, each at most `MAX_REPEATS` times."""
    # Lower-casing the Turkish dotted capital leaves a combining dot.
    counts = Counter(_WORD.findall(spelled(sample.replace("i\N{COMBINING DOT ABOVE}", "i"))))
    for word in [word for word, count in counts.items() if count > MAX_REPEATS]:
        counts[word] = MAX_REPEATS
    return counts


def spelled(text: str) -> str:
    """Write cedillas as commas below: Romanian has both, by age; Turkish follows in lists and texts alike."""
    return text.replace("ş", "ș").replace("ţ", "ț")


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    """Map function words to the languages that have them, without the words that names are made of."""
    found: dict[str, tuple[str, ...]] = {}
    for code in STOP_WORDS:
        for word in stop_words(code) - NAME_PARTICLES:
            spelling = spelled(word)
            found[spelling] = (*found.get(spelling, ()), code)
    return found


def _weigh(words: Counter[str], languages: Collection[str]) -> _Evidence | None:
    """Count the function words of each language; None if there are none."""
    listed = _languages_by_word()
    found = [(words[word], listed[word]) for word in listed.keys() & words.keys()]
    hits, distinct = dict.fromkeys(languages, 0), dict.fromkeys(languages, 0)
    for count, codes in found:
        for code in codes:
            if code in hits:
                hits[code] += count
                distinct[code] += 1
    hits = {code: count for code, count in hits.items() if count}
    if not hits:
        return None
    leader = max(hits, key=lambda code: (hits[code], distinct[code], code))
    shared = dict.fromkeys(hits, 0)
    for count, codes in found:
        if leader in codes:
            for code in codes:
                if code in shared:
                    shared[code] += count
    return _Evidence(leader, words.total(), len(words), hits, distinct, shared)


def _is_suggestion(evidence: _Evidence) -> bool:
    """Tell whether the leader has as many different function words as prose has."""
    enough = MIN_VARIETY * evidence.different_words**0.5
    return evidence.words >= MIN_WORDS and evidence.distinct[evidence.leader] >= enough


def _beats(evidence: _Evidence, rival: str) -> bool:
    """Tell whether the words that only one of leader and rival has speak clearly for the leader."""
    least = MIN_AGAINST_RELATED if are_related(evidence.leader, rival) else MIN_AGAINST
    own = evidence.hits[evidence.leader] - evidence.shared[rival]
    return own >= max(least, LEAD * (evidence.hits[rival] - evidence.shared[rival]))


def _is_second_language(evidence: _Evidence, rival: str) -> bool:
    """Tell whether an unbeaten rival has too many words of its own to be a neighbour mistaken."""
    foreign = evidence.hits[rival] - evidence.shared[rival]
    return foreign > MAX_FOREIGN and not are_related(evidence.leader, rival)


@cache
def are_related(code: str, other: str) -> bool:
    """Tell whether two languages are near relatives."""
    return any(code in family and other in family for family in RELATED)


def modelled_languages() -> frozenset[str]:
    """List the languages that langdetect knows."""
    return frozenset(map(normalise_code, language_model.languages()))


def _modelled(sample: str) -> str:
    """Ask langdetect; `UNKNOWN` where the sample is short for it or it is not nearly certain."""
    return normalise_code(language_model.ask(sample))
