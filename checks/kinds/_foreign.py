"""Whether a stretch of prose is in another language than its document.

Two witnesses are heard: the script, where the document's language does not write it, and function words. A
foreign sentence holds several function words of its language that the document's does not have, and next to
none of the document's own. That is what keeps names, titles and lists out: they have hardly any function
words. langdetect is asked to confirm what two such words suggest, and never otherwise.

The numbers were set on a news corpus in 127 languages (each sentence judged within documents of some twenty
languages) and on some 300 English and 600 German, French, Spanish and Dutch articles that are sound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..language import (
    IDEOGRAPH_LETTERS,
    UNKNOWN,
    are_related,
    confirm,
    fitting_languages,
    identify,
    letters_by_script,
    modelled_languages,
)
from ..later import later
from ..stopwords import NAME_PARTICLES
from ._foreign_evidence import (
    NEVER_FOREIGN,
    NOUNS_HAVE_CAPITALS,
    UNSPACED_SCRIPTS,
    WORD,
    Found,
    Home,
    evidence_words,
    function_words,
    own_words,
    spellings_of,
    strange_words,
    with_rival,
)

MIN_WORDS = 5
"""Words of the shortest sentence that is judged by its function words."""

MIN_SCRIPT_WORDS, MIN_UNSPACED_LETTERS = 4, 10
"""Words, or letters where a script writes no spaces, of the shortest sentence that its script gives away."""

MIN_SCRIPT_SHARE = 0.6
"""Share of the letters that one script must hold; names in Latin leave it more."""

MIN_GUEST_SCRIPT_SHARE = 0.9
"""The same for Latin in a document in another script, whose prose holds names and terms in it."""

MIN_DISTINCT, MIN_DISTINCT_RELATED = 3, 4
"""Different function words that the document's language does not have; more for a near relative of it."""

MIN_DISTINCT_DESPITE_LETTERS = 5
"""The same where words in lower case hold letters that the language does not write: it may be a foreign name
("Newport on the Levee") in a sentence of another language."""

MIN_DISTINCT_CONFIRMED = 2
"""Such words that are enough when langdetect agrees."""

MIN_SHARE = 0.18
"""Share of such words among all. In prose a third are function words, in agglutinative languages a fifth."""

MIN_LOWER_SHARE = 0.35
"""Share of words in lower case, where the script has cases: German prose has 60 %, lists of names fewer."""

MIN_DISTINCT_ORDINARY = 2
"""How many of them must be more than particles of names: an address is "Calle de la … junto al …"."""

MAX_OWN_SHARE, MAX_SHARED_SHARE = 0.04, 0.12
"""Share of the document's own function words that a foreign sentence bears, as in a name that it mentions;
and of those that languages of other families have too, though not on the list of the one found."""

MAX_COMMA_SHARE = 1 / 3
"""Commas a word; with more it is a list of dishes, names or works."""

MAX_QUESTIONS = 3
"""Times that langdetect is asked in one document: each costs some milliseconds."""

_HAN = frozenset({"Han"})
_CASELESS_SCRIPTS = frozenset({"Arabic", "Devanagari", "Hebrew"})
_KANA = later(r"[\u3041-\u309f]")
_CHINESE_PARTICLE = later(r"[这這们們没說说還还吗嗎呢]|[的是了不在]")


class Questions:
    """How often langdetect may still be asked in one document."""

    def __init__(self) -> None:
        """Start with the full allowance."""
        self.left = MAX_QUESTIONS

    def confirm(self, text: str) -> str:
        """Ask, if the allowance is not used up; else `UNKNOWN`."""
        if not self.left:
            return UNKNOWN
        self.left -= 1
        return confirm(text)


def may_be_foreign(text: str, home: Home) -> bool:
    """Whether a closer look at a sentence is worth its price: quick, and seldom True for sound prose."""
    if not text.isascii() and home.strange is not None and home.strange.search(text):
        return True
    if home.scripts == _HAN:
        return True
    words = text.lower().replace("'", " ").replace("’", " ").split()
    if len(words) < MIN_WORDS:
        return False
    if home.own_alone.isdisjoint(words):
        return True
    met = home.alien_words.intersection(words)
    if len(met) < MIN_DISTINCT_CONFIRMED:
        return False
    languages = Counter(code for word in met for code in home.aliens[word])
    return languages.most_common(1)[0][1] >= MIN_DISTINCT


def judge(text: str, home: Home, questions: Questions) -> Found | None:
    """Tell the foreign language that a stretch is in; None where nothing is sure.

    `text` is a sentence or block without its asides (see `_quoted`).
    """
    letters = letters_by_script(text)
    if not letters:
        return None
    for script in ("Han", "Hangul"):
        letters[script] *= IDEOGRAPH_LETTERS
    [(script, count)] = letters.most_common(1)
    is_guest = script == "Latin" and script not in home.scripts
    if count < (MIN_GUEST_SCRIPT_SHARE if is_guest else MIN_SCRIPT_SHARE) * letters.total():
        return None
    if script not in home.scripts and script != "Latin":
        return by_script(text, script, count, home, questions)
    if script == "Han":
        return _by_han(text, count, home)
    return _by_words(text, script, home, questions)


def by_script(text: str, script: str, count: int, home: Home, questions: Questions) -> Found | None:
    """Tell the language of a stretch with `count` letters of a script that the document's has not.

    None where it is short, or holds words of the document's language.
    """
    if script in UNSPACED_SCRIPTS:
        enough = count >= MIN_UNSPACED_LETTERS * (IDEOGRAPH_LETTERS if script == "Han" else 1)
    else:
        enough = len(WORD.findall(text)) >= MIN_SCRIPT_WORDS
    words = evidence_words(WORD.findall(text))
    if not enough or own_words(words, UNKNOWN, home) > 1:
        return None
    code = identify(text)
    if code == UNKNOWN:
        fitting = fitting_languages(text, script)
        answer = next(iter(fitting)) if len(fitting) == 1 else questions.confirm(text)
        code = answer if answer in fitting else UNKNOWN
    if code in home.kin:
        return None
    return Found((code,) if code != UNKNOWN else (), script)


def _by_han(text: str, count: int, home: Home) -> Found | None:
    """Tell Japanese in Chinese by its kana, and Chinese in Japanese by particles without any kana."""
    if count < 2 * MIN_UNSPACED_LETTERS * IDEOGRAPH_LETTERS or home.code not in ("ja", "zh"):
        return None
    kana = len(_KANA.findall(text))
    if home.code == "zh":
        is_japanese = kana >= MIN_UNSPACED_LETTERS and identify(text) == "ja"
        return Found(("ja",), "Han") if is_japanese else None
    particles = {match.group() for match in _CHINESE_PARTICLE.finditer(text)}
    return Found(("zh",), "Han") if not kana and len(particles) >= MIN_DISTINCT else None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the words of a stretch say."""

    words: list[str]
    hits: Mapping[str, Counter[str]]
    """Function words by language, without those of the document's own."""
    leader: str
    own: int
    """Words that speak for the document's language."""
    shared: int
    """Words of the document's language that the leader does not have, be they in others."""


def _by_words(text: str, script: str, home: Home, questions: Questions) -> Found | None:
    words = WORD.findall(text)
    if len(words) < MIN_WORDS or not home.aliens or text.count(",") > MAX_COMMA_SHARE * len(words):
        return None
    if script not in _CASELESS_SCRIPTS and sum(map(str.islower, words)) < MIN_LOWER_SHARE * len(words):
        return None
    evidence = _weighed(text, script, words, home)
    if (
        evidence.leader in NEVER_FOREIGN
        or evidence.own > MAX_OWN_SHARE * len(words)
        or evidence.shared > MAX_SHARED_SHARE * len(words)
    ):
        return None
    if _is_proven(evidence, home):
        return Found(with_rival(evidence.leader, evidence.hits), script)
    if not _is_suggested(evidence, home):
        return None
    # Of a language that it was not trained on, langdetect surely names a neighbour.
    if script in home.scripts and home.code not in modelled_languages():
        return None
    answer = questions.confirm(text)
    return Found((answer,), script) if _is_confirmed(evidence, answer, home) else None


def _weighed(text: str, script: str, words: list[str], home: Home) -> _Evidence:
    fitting = frozenset(fitting_languages(text, script))
    spellings = evidence_words(words)
    hits = function_words(spellings, fitting - NOUNS_HAVE_CAPITALS, home)
    german = evidence_words(words, nouns_have_capitals=True)
    hits |= function_words(german, fitting & NOUNS_HAVE_CAPITALS, home)
    leader = max(hits, key=lambda code: (hits[code].total(), code in NEVER_FOREIGN, code), default=UNKNOWN)
    not_shared = home.own - spellings_of(leader)
    return _Evidence(
        words,
        hits,
        leader,
        own=own_words(spellings, leader, home),
        shared=sum(word in not_shared for word in spellings),
    )


def _is_proven(evidence: _Evidence, home: Home) -> bool:
    """Whether there are enough function words without langdetect; particles of names alone are not."""
    if not evidence.hits:
        return False
    hits = evidence.hits[evidence.leader]
    least = MIN_DISTINCT_RELATED if are_related(home.code, evidence.leader) else MIN_DISTINCT
    if strange_words(evidence.words, evidence.leader):
        least = max(least, MIN_DISTINCT_DESPITE_LETTERS)
    return (
        len(hits) >= least
        and len(hits.keys() - NAME_PARTICLES) >= MIN_DISTINCT_ORDINARY
        and hits.total() >= MIN_SHARE * len(evidence.words)
    )


def _is_suggested(evidence: _Evidence, home: Home) -> bool:
    """Whether function words, or words with letters that the document's language lacks, suggest another."""
    distinct = len(evidence.hits.get(evidence.leader, ()))
    strange = strange_words(evidence.words, home.code)
    least = MIN_DISTINCT if are_related(home.code, evidence.leader) else MIN_DISTINCT_CONFIRMED
    return (
        not evidence.own and max(distinct, strange) >= MIN_DISTINCT_CONFIRMED and distinct + strange >= least
    )


def _is_confirmed(evidence: _Evidence, answer: str, home: Home) -> bool:
    """Whether langdetect's answer agrees with what suggested to ask it."""
    if answer == UNKNOWN or answer in home.kin | NEVER_FOREIGN:
        return False
    if are_related(home.code, answer) and answer != evidence.leader:
        return False
    if strange_words(evidence.words, home.code) >= MIN_DISTINCT:
        return True
    hits = evidence.hits.get(answer, Counter[str]())
    dead = max(len(evidence.hits.get(code, ())) for code in NEVER_FOREIGN)
    return len(hits) > dead and bool(hits.keys() - NAME_PARTICLES)
