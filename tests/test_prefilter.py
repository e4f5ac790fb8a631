"""The engine finds the same with its prefilter and without: rule by rule, unit by unit is the reference."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import Checker, Document, Link, RuleSet, load_rules
from checks.dialect import Pattern
from checks.document import Block
from checks.examples import marked_document
from checks.kinds import Context, Hit, Scope
from checks.kinds.pattern import Pattern as PatternKind
from checks.kinds.phrase import Phrase
from checks.prefilter import Prefilter
from checks.rules.schema import Examples, Rule

RULES = load_rules()
FAST, PLAIN = Checker(RULES), Checker(RULES, prefilter=False)
CASES = Path(__file__).parent / "cases"


def same(document: Document) -> bool:
    """Results hold the document too, and so whatever it keeps of its layers: each gets one of its own."""
    return FAST.check(replace(document)) == PLAIN.check(replace(document))


def example_documents(rule: Rule) -> Iterator[Document]:
    for group in ("bad", "good", "known_miss", "known_false_alarm"):
        for example in getattr(rule.examples, group):
            yield marked_document(example, rule)[0]


@pytest.mark.parametrize("family", ["translation", "garble", "symbols", "injection"])
def test_the_examples_of_all_rules(family: str) -> None:
    for rule in RULES.rules:
        for document in example_documents(rule) if rule.family == family else ():
            assert same(document), (rule.id, document.text)


@pytest.mark.parametrize(
    "path", sorted(path for path in CASES.glob("*/**/*") if path.is_file()), ids=lambda path: path.name
)
def test_the_texts_of_all_cases(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert same(Document(text))
    assert same(Document(text, declared_language="en"))


ODD_TEXTS = {
    "Turkish capitals": "DEVAMINI OKU\n\nDevamını oku\n\nYORUM YAZIN İçin",
    "long s": "ſee alſo: the miniſter†\n\nSEE ALSO  It is feared that the circus ...",
    "Kelvin sign": "\N{KELVIN SIGN}eep reading\n\nClic\N{KELVIN SIGN} here to read more",
    "Greek": "ΔΙΑΒΑΣΤΕ ΠΕΡΙΣΣΟΤΕΡΑ\n\nΔιαβάστε περισσότερα\n\nδιαβαστε περισσοτερα",
    "Cyrillic": "ЧИТАЙТЕ ТАКЖЕ\n\nПоделиться\n\n\N{CYRILLIC SMALL LETTER NARROW O}ставить комментарий",
    "Chinese": "相关阅读：更多新闻\n\n分享到微信\n\n责任编辑：张三 他说† 。",
    "Arabic": "اقرأ أيضا\n\nاقرأ المزيد ... \n\nمشاركة",
    "Persian": "بیش\N{ZERO WIDTH NON-JOINER}تر بخوانید\n\nبيشتر بخوانيد",
    "combining marks": "He said† e\u0301te\u0301 \u0301\n\nLeave a re\u0301ply\n\nLeave a reply\u0301",
    "full width": "Ｓｅｅ ａｌｓｏ\n\nthe price was ５００ yen，he said",
    "lone surrogates": "\ud800The minister† said\udfff\ud83d\ude00 &#39; \udc00\n\nLeave a Reply\udfff",
    "no-break spaces": "Leave\u00a0a\u00a0Reply\n\nprix\u00a0: 40\u00a0000\u00a0euros\n\nI hope\u00a0 this",
    "uneven space": "by the same  token, at the   end\tof the day\n\nAs an AI  language model, I cannot help",
    "nothing": "",
    "white space": " \n\u00a0\n\t",
    "marks": "†‡ ... !!! ,, .. ;; (( )) “” ‘’ \n\n*** ###",
}


@pytest.mark.parametrize("name", ODD_TEXTS)
@pytest.mark.parametrize("language", [None, "en", "tr", "el", "fa", "ru", "zh"])
def test_odd_texts(name: str, language: str | None) -> None:
    text = ODD_TEXTS[name]

    assert same(Document(text, title=text[:40], declared_language=language))


def test_units_that_overlap() -> None:
    text = "Leave a Reply The minister† said &#39;"
    blocks = (Block(0, 38, "paragraph"), Block(0, 13, "line"), Block(14, 38, "paragraph"))

    assert same(Document(text, blocks_known=blocks))


@pytest.mark.parametrize("source", [r"(?<!\d)quux(?!\d)", r"quux\Z", r"(?:^|\d)quux", r"(?<=\d)quux(?=\d)"])
def test_nothing_is_seen_beyond_a_unit_that_touches_another(source: str) -> None:
    text = "1quux2quux3quux4"
    blocks = tuple(Block(start, end, "line") for start, end in ((0, 1), (1, 5), (5, 11), (11, 15), (15, 16)))
    rules = RuleSet((rule(pattern(source)),))
    document = Document(text, blocks_known=blocks)

    plain = Checker(rules, prefilter=False).check(document).findings

    assert Checker(rules).check(document).findings == plain
    assert plain


LITERALS = sorted(
    {
        text
        for rule in RULES.rules
        if (clues := rule.match.clues("en")) is not None
        for text in (*clues.literals, *clues.phrases, *sorted(clues.openings)[:20])
    }
)
NOISE = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u00a0",
    "\t",
    ".",
    ", ",
    "“",
    "”",
    "'",
    "(",
    ")",
    "İ",
    "ſ",
    "ß",
    "Σ",
    "\ud800",
    "\udc00",
    "12",
    "٣٤",
    "e\u0301",
    "\u0301",
    "\u200d",
    "中文。",
    "をシェア",
    "한국어",
    "กขค",
    "اقرأ ",
    "ки\u0306",
    "\N{KELVIN SIGN}",
    "ﬁ",
    "Ａ",
]
PIECES = st.one_of(
    st.sampled_from(LITERALS),
    st.sampled_from(LITERALS).map(str.upper),
    st.sampled_from(LITERALS).map(str.title),
    st.sampled_from(NOISE),
    st.text(max_size=5),
)
TEXTS = st.lists(st.builds("{}{}".format, PIECES, st.sampled_from(["", " ", " ", "\n\n"])), max_size=25).map(
    "".join
)


@given(TEXTS, TEXTS, st.sampled_from([None, "en", "de", "tr"]), TEXTS)
@settings(max_examples=150, deadline=None)
def test_mixtures_of_what_rules_look_for(text: str, title: str, language: str | None, href: str) -> None:
    assert same(Document(text, title=title, declared_language=language, links=(Link(0, 0, href),)))


def rule(match: PatternKind | Phrase, **values: Any) -> Rule:
    defaults: dict[str, Any] = {
        "kind": "pattern",
        "severity": "error",
        "confidence": "high",
        "message": '"{match}"',
        "why": "A cross.",
        "examples": Examples((), ()),
        "scope": ("block",),
    }
    return Rule(id="symbols/cross", match=match, **{**defaults, **values})


def pattern(source: str) -> PatternKind:
    return PatternKind(Pattern(source))


def spans(checker: Checker, text: str) -> list[tuple[int, int]]:
    return [(finding.start, finding.end) for finding in checker.check(text).findings]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("quux+", "quux quuxx\n\nquu xquux"),
        ("(?:quux)?jazz", "quuxjazz jazz quuxquuxjazz"),
        (r"\w{0,5}quux", "an aquux and quuxquux, abcdefquux"),
        (r"(?<=a )quux|quux(?= b)", "a quux, quux b, quux\na quux b"),
        (r"(?:^|, )quux", "quux, quux\n\nquux, quux quux"),
        (r"quux\s{1,2}quux", "quux\nquux\n\nquux quux"),
        (r"quuxquux", "quuxquuxquux quuxquuxquuxquux"),
        (r"(?i)ſquux", "Squux SQUUX ſquux squux"),
        (r"(?i)k İ quux", "\N{KELVIN SIGN} i QUUX k ı quux"),
        (r"(?<!\d)quux(?!\d)", "quux 1quux quux1 quux\n\n9quux\nquux"),
        (r"(?:quux|Jazz)\.(?:\p{Lu}|$)", "quux.A Jazz. jazz.\n\nquux."),
        (r"(?:\p{Lu}|^)quux", "quux Aquux aquux\n\nquux QUUX"),
        (r"(?m)^\d* ?quux$", "12 quux\n3 quux x\n\n4 quux\nquux"),
        (r"(?m:^).?quux|(?<=\.\n{1,2})jazz", "quux.\njazz quux jazz\n\n.quux.\n\njazz"),
        (r"\b(?:a{1,30}b?){1,30}quux", "aabaquux abquux quux\naquux"),
        (r"(?:\w{0,30} ?){0,30}quux", "a b quux quux\n\nquux"),
        (r"\A\p{Lu}\w+|\Aquux", "Quux Jazz\n\nquux quux\n\na Quux"),
    ],
)
@pytest.mark.parametrize("scope", ["block", "document", "sentence"])
def test_a_pattern_finds_the_same_from_its_literals(source: str, text: str, scope: Scope) -> None:
    rules = RuleSet((rule(pattern(source), scope=(scope,)),))
    plain = spans(Checker(rules, prefilter=False), text)

    assert spans(Checker(rules), text) == plain
    assert plain


@pytest.mark.parametrize(
    "text",
    [
        "quite a nice quux",
        "quite A  NICE\u00a0quux",
        "quite a\tnice quux",
        "a nice quux, a  nice quux",
        "\N{ARABIC LETTER ALEF} a\N{ZERO WIDTH NON-JOINER}nice quux",
    ],
)
def test_a_phrase_is_found_whatever_space_stands_in_it(text: str) -> None:
    rules = RuleSet((rule(Phrase(anywhere={"en": ("a nice quux",)}), kind="phrase"),))
    document = Document(text, declared_language="en")
    plain = Checker(rules, prefilter=False).check(document).findings

    assert Checker(rules).check(document).findings == plain
    assert plain


def test_rules_without_literals_are_always_asked() -> None:
    literal, open_ended = rule(pattern("quux")), replace(rule(pattern(r"\w{3}")), id="symbols/word")
    prefilter = Prefilter([literal, open_ended], "en")

    assert not prefilter.always_asks(literal.id)
    assert prefilter.always_asks(open_ended.id)


def test_fuzzy_phrases_are_always_asked() -> None:
    fuzzy = rule(Phrase(block={"en": ("Leave a comment below",)}, similarity=90), kind="phrase")

    assert Prefilter([fuzzy], "en").always_asks(fuzzy.id)
    assert spans(Checker(RuleSet((fuzzy,))), "Leave a coment below") == [(0, 20)]


def test_without_the_automaton_everything_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "ahocorasick_rs":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    checker = Checker(
        RuleSet((rule(pattern("quux")), replace(rule(Phrase(block={"en": ("Jazz",)})), id="symbols/j")))
    )

    assert spans(checker, "quux\n\njazz\n\nnone") == [(0, 4), (6, 10)]


def test_a_rule_that_shows_no_clue_is_not_asked() -> None:
    """A rule whose kind breaks is safe where the prefilter keeps it from being asked."""

    class Broken(PatternKind):
        def find(self, context: Context) -> Iterator[Hit]:
            raise LookupError

        def find_at(self, context: Context, starts: Collection[int]) -> Iterator[Hit]:
            raise LookupError

    checker = Checker(RuleSet((rule(Broken(Pattern("quux"))),)))

    assert not checker.check("nothing of the kind").findings
    with pytest.raises(LookupError):
        checker.check("quux")
