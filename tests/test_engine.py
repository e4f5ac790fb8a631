from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import (
    Checker,
    Document,
    Finding,
    Link,
    Location,
    Result,
    RuleSet,
    Skipped,
    Unreadable,
    load_rules,
)
from checks.dialect import Pattern
from checks.document import Block, Field
from checks.kinds import Context, Hit, Kind, Scope
from checks.kinds.pattern import Pattern as PatternKind
from checks.kinds.phrase import Phrase
from checks.rules.schema import Examples, Rule, Unless

SHIPPED, SHIPPED_AGAIN = Checker(load_rules()), Checker(load_rules())

# What must hold for every text


PIECES = (
    "†|‡|The minister† said|Brandner|Brandmer said|to|Moreau-to-Moreau|See also|Read more|Leave a comment|"
    "the the|China 's|don't|“|”|„|«|»|\"|'|â€™|Ã©|&amp;|&#39;|&nbsp;|<p>|</div>|{{name}}|%s|https://example.org/a?b=c|1.|"
    "中文|新闻。|かな|ภาษาไทย|العربية|כתב|हिन्दी|Straße|e\u0301|\U0001f468\u200d\U0001f469|\U0001f1fa|"
    "€40,000 euros|.|,|!|?|…|(|)|[|]|*|#|-|–|    |He said|hello|and|is"
)
INVISIBLE = ["\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}", "\N{SOFT HYPHEN}"]
INVISIBLE += [
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{LINE SEPARATOR}",
    "\N{WORD JOINER}",
    "\N{REPLACEMENT CHARACTER}",
]
ODD = ["\ud800", "\udfff", "\x00", "\x07", "\x85", "\x0b", "\ue001", "\U000e0041", "\U0010ffff"]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES.split("|")),
        st.sampled_from([" "] * 6 + ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\t"]),
        st.sampled_from([*ODD, *INVISIBLE]),
        st.text(st.characters(), max_size=4),
    ),
    max_size=40,
).map("".join)
DOCUMENTS = st.builds(
    Document,
    TEXTS,
    title=st.one_of(st.just(""), TEXTS),
    declared_language=st.sampled_from([None, "en", "de", "zh", "no such"]),
    links=st.lists(st.builds(Link, st.just(0), st.just(0), TEXTS), max_size=2).map(tuple),
)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Counted character by character: a line ends with LF, CR LF or CR."""
    line = column = 1
    for index in range(offset):
        if text[index] == "\n" or (text[index] == "\r" and text[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@given(DOCUMENTS)
@settings(max_examples=250, deadline=None)
def test_every_finding_says_where_it_stands(document: Document) -> None:
    result = SHIPPED.check(document)

    for finding in result.findings:
        text = document.field_text(finding.field)
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.match
        assert (finding.line, finding.column) == line_and_column(text, finding.start)
        assert finding.message
    places = [(f.field, f.start, f.end, f.rule) for f in result.findings]
    order = {"title": 0, "text": 1, "link.href": 2}
    assert places == sorted(places, key=lambda place: (order[place[0]], *place[1:]))
    assert len(set(places)) == len(places)
    assert round(sum(100 * f.points for f in result.findings)) == round(100 * (100 - result.score))


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_the_same_document_gives_the_same_result(document: Document) -> None:
    first, again = SHIPPED.check(document), SHIPPED_AGAIN.check(replace(document))

    assert first == again


# Small rules for what follows


def rule(pattern: str = "x+", rule_id: str = "symbols/cross", **values: Any) -> Rule:
    defaults: dict[str, Any] = {
        "kind": "pattern",
        "match": PatternKind(Pattern(pattern)),
        "severity": "error",
        "confidence": "high",
        "message": '"{match}"',
        "why": "A cross.",
        "examples": Examples((), ()),
        "scope": ("block",),
    }
    return Rule(id=rule_id, **{**defaults, **values})


def check(item: str | Document, *rules: Rule, vocabulary: frozenset[str] = frozenset()) -> Result:
    return Checker(RuleSet(rules or (rule(),), vocabulary=vocabulary)).check(item)


def matches(item: str | Document, *rules: Rule, names: str = "") -> list[str]:
    """What is found; `names` is the vocabulary, with commas between."""
    result = check(item, *rules, vocabulary=frozenset(filter(None, names.split(","))))
    return [finding.match for finding in result.findings]


@dataclass(frozen=True)
class Whole(Kind):
    """Finds something about each document as a whole, with values for the message."""

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)
    values: ClassVar[tuple[str, ...]] = ("words",)

    def find(self, context: Context) -> Iterator[Hit]:
        yield Hit(0, 0, "text", {"words": "  many\nwords " * 20, "match": "shadowed"})


@dataclass(frozen=True)
class Fails(Kind):
    """Breaks on texts with the word fail."""

    scopes: ClassVar[tuple[Scope, ...]] = ("document",)

    def find(self, context: Context) -> Iterator[Hit]:
        if "fail" in context.unit:
            raise LookupError("no such thing")
        yield Hit(context.start, context.end, context.field)


WHOLE = rule(match=Whole(), scope=("document",), message="{words}|{match}|")


# Which rules run


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ((), (), ["garble/a", "symbols/a", "symbols/b"]),
        (("symbols/*",), (), ["symbols/a", "symbols/b"]),
        (("symbols/*", "garble/a"), ("*/a",), ["symbols/b"]),
        ((), ("symbols/b",), ["garble/a", "symbols/a"]),
        (("SYMBOLS/*",), (), []),
    ],
)
def test_rules_are_chosen_by_glob(
    select: tuple[str, ...], ignore: tuple[str, ...], chosen: list[str]
) -> None:
    patterns = {"garble/a": "xyz", "symbols/a": "xy", "symbols/b": "x"}
    rules = RuleSet(tuple(rule(pattern, name) for name, pattern in patterns.items()))
    checker = Checker(rules, select, ignore)

    assert [one.id for one in checker.rules()] == chosen
    assert sorted(finding.rule for finding in checker.check("xyz").findings) == chosen


def test_of_two_rules_of_a_family_the_heavier_has_a_place() -> None:
    mild = rule(rule_id="symbols/a", severity="warning")
    grave, other_family = rule(rule_id="symbols/b"), rule(rule_id="garble/a")

    result = check("an x", mild, grave, other_family)

    assert [finding.rule for finding in result.findings] == ["garble/a", "symbols/b"]


def test_of_two_rules_of_equal_weight_the_first_by_id_has_a_place() -> None:
    assert [f.rule for f in check("an x", rule(rule_id="symbols/a"), rule(rule_id="symbols/b")).findings] == [
        "symbols/a"
    ]


def test_what_is_said_of_the_document_as_a_whole_is_no_place() -> None:
    rules = [replace(WHOLE, id=f"symbols/{name}") for name in ("a", "b")]

    assert [finding.rule for finding in check("x", *rules).findings] == ["symbols/a", "symbols/b"]


def test_a_rule_that_is_switched_off_does_not_run() -> None:
    assert matches("x", rule(enabled=False)) == []


@pytest.mark.parametrize(
    ("declared", "found", "skipped"),
    [("en", ["x"], 0), ("en-GB", ["x"], 0), ("de", [], 0), (None, [], 1)],
)
def test_a_rule_runs_in_its_own_languages(declared: str | None, found: list[str], skipped: int) -> None:
    result = check(Document("x", declared_language=declared), rule(languages=("en", "nl")))

    assert [finding.match for finding in result.findings] == found
    assert result.skipped == (Skipped("symbols/cross", "the language is unknown"),) * skipped


def test_a_rule_for_any_language_runs_where_none_is_known() -> None:
    result = check("x")

    assert (result.language, len(result.findings), result.skipped) == ("unknown", 1, ())


@pytest.mark.parametrize("declared", ["en", "de", None])
def test_a_kind_that_chooses_by_language_itself_runs_everywhere(declared: str | None) -> None:
    whole_block = rule(match=Phrase(block={"en": ("Read more",)}), languages=("en",))

    assert matches(Document("Read more", declared_language=declared), whole_block) == ["Read more"]


# What a rule is shown


@pytest.mark.parametrize(
    ("scope", "pattern", "found"),
    [
        ("document", r"(?s)x.*x", ["x. One x\n\nx"]),
        ("block", r"(?s)x.*x", ["x. One x"]),
        ("block", r"^(?:x|An)", ["An", "x"]),
        ("sentence", r"^(?:An|x|One)", ["An", "One", "x"]),
        ("title", "x+", ["xx"]),
        ("link", "x+$", ["xxx", "xxxx"]),
    ],
)
def test_a_scope_says_what_a_kind_sees_at_a_time(scope: str, pattern: str, found: list[str]) -> None:
    links = (Link(0, 1, "https://a.org/xxx"), Link(2, 3, "https://a.org/xxxx"))
    document = Document("An x. One x\n\nx", title="xx", links=links, declared_language="en")

    assert matches(document, rule(pattern, scope=(scope,))) == found


def test_several_scopes_are_looked_at_and_a_place_is_told_once() -> None:
    document = Document("x", title="x")

    fields = [
        f.field for f in check(document, rule(scope=("title", "block", "document", "sentence"))).findings
    ]

    assert fields == ["title", "text"]


def test_code_is_not_checked() -> None:
    text = "x = 1\nand x"
    blocks = (Block(0, 5, "code"), Block(6, 11, "paragraph"))
    document = Document(text, blocks_known=blocks)

    for scope in ("block", "document", "sentence"):
        (finding,) = check(document, rule(scope=(scope,))).findings
        assert finding.start == 10


# Exceptions


def unless(pattern: str, within: str = "hit") -> tuple[Unless, ...]:
    return (Unless(Pattern(pattern), "it is right", within),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("within", "pattern", "found"),
    [
        ("hit", "ax", [4, 9]),
        ("hit", "a", [1, 4, 9]),
        ("hit", "x b", [4, 9]),
        ("hit", "bx$", [1, 9]),
        ("hit", "^c x", [1, 4]),
        ("hit", r"(?s)\n.*x", [1, 4, 9]),
        ("hit", "b(?=x)", [1, 4, 9]),
        ("block", "a", [9]),
        ("block", "^c", [1, 4]),
        ("block", "x", []),
        ("document", "c", []),
        ("document", "^c", [1, 4, 9]),
        ("document", "d", [1, 4, 9]),
    ],
)
def test_an_exception_silences_hits(within: str, pattern: str, found: list[int]) -> None:
    result = check("ax bx\n\nc x", rule(unless=unless(pattern, within)))

    assert [finding.start for finding in result.findings] == found


def test_an_exception_in_a_title_sees_the_title() -> None:
    document = Document("an x", title="the x")

    assert [
        f.field for f in check(document, rule(scope=("block", "title"), unless=unless("the x"))).findings
    ] == ["text"]


def test_every_exception_counts() -> None:
    assert matches("ax bx cx", rule(unless=(*unless("ax"), *unless("cx")))) == ["x"]


# The house's vocabulary


@pytest.mark.parametrize(
    ("text", "pattern", "names", "found"),
    [
        ("Mr X and x", "(?i)x", "mr x", ["x"]),
        ("Mr\N{NO-BREAK SPACE}\n X", "(?i)x", "mr x", []),
        ("MR X", "(?i)x", "mr x", []),
        ("a b x c", "x", "a b,b x c", []),
        ("a x", "x", "a,a x", []),
        ("Weiß", "ß", "weiss", []),
        ("Yahoo! x", "!", "yahoo!", []),
        ("xx", "x+", "x", ["xx"]),
        ("Mr X said", "Mr X said", "mr x", ["Mr X said"]),
        ("Mr Xaver", "X", "mr x", ["X"]),
    ],
)
def test_a_hit_within_an_allowed_name_is_silent(
    text: str, pattern: str, names: str, found: list[str]
) -> None:
    assert matches(text, rule(pattern), names=names) == found
    assert matches(Document("", title=text), rule(pattern, scope=("title",)), names=names) == found


def test_an_allowed_name_is_silent_whatever_the_rule_would_report_around_it() -> None:
    assert matches("Mr X came.\n\nAn X came.", rule("X", span="block"), names="mr x") == ["An X came."]


# Spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One x here. Two. Three x came.\n\nFour x.", ["One x here.", "Three x came.", "Four x."]),
        ("One x and x here. Two.", ["One x and x here."]),
    ],
)
def test_a_hit_is_widened_to_its_sentence(text: str, found: list[str]) -> None:
    assert matches(Document(text, declared_language="en"), rule(span="sentence")) == found


def test_a_hit_across_sentences_is_widened_to_all_of_them() -> None:
    document = Document("No. One x here. Two came. Three.", declared_language="en")

    assert matches(document, rule("x here. T", span="sentence")) == ["One x here. Two came."]


@pytest.mark.parametrize(
    ("text", "absorb", "found"),
    [
        ("a x\nb x\nc\nd x", None, ["a x\nb x", "d x"]),
        ("an x x and x", None, ["an x x and x"]),
        ("c\nc\nx\nc\nb\nc", "c+", ["c\nc\nx\nc"]),
        ("x\nc\nx", "c", ["x\nc\nx"]),
        ("x\nc\nx", None, ["x", "x"]),
        ("x\nc b", "c", ["x"]),
        ("\n".join(["c"] * 10 + ["x"]), "c", ["\n".join(["c"] * 8 + ["x"])]),
        ("x\r\n\r\n \N{NO-BREAK SPACE}x \n", None, ["x\r\n\r\n \N{NO-BREAK SPACE}x"]),
    ],
)
def test_hits_are_widened_to_blocks_and_neighbours_are_one(
    text: str, absorb: str | None, found: list[str]
) -> None:
    assert matches(text, rule(span="block", absorb=Pattern(absorb) if absorb else None)) == found


def test_a_hit_that_ends_where_the_next_sentence_begins_stays_in_its_own() -> None:
    assert matches(Document("甲来x。乙走了。", declared_language="zh"), rule("x。", span="sentence")) == [
        "甲来x。"
    ]


def test_code_joins_no_finding() -> None:
    document = Document("c\nx", blocks_known=(Block(0, 1, "code"), Block(2, 3, "paragraph")))

    assert matches(document, rule(span="block", absorb=Pattern("c"))) == ["x"]


def test_outside_the_text_a_hit_is_widened_to_the_title_or_its_own_link() -> None:
    links = tuple(Link(0, 1, f"https://a.org/{end}") for end in ("1", "x/x", "3"))
    document = Document("a", title="a x and x", links=links)

    assert matches(document, rule(span="block", scope=("title", "link"))) == [
        "a x and x",
        "https://a.org/x/x",
    ]


# What a finding says


def test_a_finding_on_the_whole_document_has_an_empty_span() -> None:
    (finding,) = check("an x", WHOLE).findings

    assert (finding.start, finding.end, finding.line, finding.column, finding.match) == (0, 0, 1, 1, "")


def test_values_stand_in_a_message_on_one_line_and_shortened() -> None:
    words, match, rest = check("an x", WHOLE).findings[0].message.split("|")

    assert words.startswith("many words many")
    assert words.endswith("many words")
    assert " … " in words
    assert len(words) < 70
    assert (match, rest) == ("", "")


def test_findings_come_in_order_of_field_place_and_rule() -> None:
    document = Document("x x", title="x", links=(Link(0, 1, "x"),))
    scopes: tuple[Scope, ...] = ("link", "block", "title")
    rules = [rule(rule_id=name, scope=scopes) for name in ("symbols/b", "garble/a")]

    found = [(f.field, f.start, f.rule) for f in check(document, *rules).findings]

    places: list[tuple[Field, int]] = [("title", 0), ("text", 0), ("text", 2), ("link.href", 0)]
    assert found == [(*place, name) for place in places for name in ("garble/a", "symbols/b")]


def test_what_a_preview_finds_is_information_and_costs_nothing() -> None:
    result = check("an x", rule(status="preview"))

    (finding,) = result.findings
    assert (finding.severity, finding.points) == ("info", 0)
    assert (result.score, result.verdict) == (100, "pass")


def test_what_is_found_costs_points_and_decides_the_verdict() -> None:
    result = check("an x", rule())

    assert result.findings[0].points == 16.67
    assert (result.score, result.families["symbols"], result.verdict) == (83.33, 83.33, "review")


@pytest.mark.parametrize(
    ("document", "identity"),
    [
        (Document("a", id="7", location=Location("f.txt")), "7"),
        (Document("a", location=Location("f.jsonl", record=2)), "f.jsonl:2"),
        (Document("a", location=Location("f.jsonl", line=5, record=2)), "f.jsonl:2"),
        (Document("a", location=Location("f.txt")), "f.txt"),
        (Document("a", url="https://a.org"), "https://a.org"),
        (Document("a"), "-"),
    ],
)
def test_a_document_without_an_id_is_known_by_its_place(document: Document, identity: str) -> None:
    assert check(document).id == identity


# Runs


FAILS = Checker(RuleSet((rule(match=Fails(), scope=("document",)),)))


def test_a_document_that_breaks_a_rule_is_unreadable_and_the_run_goes_on() -> None:
    place = Location("feed.jsonl", 3, 3)
    unreadable = Unreadable("u", Location("feed.jsonl", 4, 4), "bad-json", "it breaks off")

    results = list(
        FAILS.check_all(["one", "fail", Document("fail", id="7", location=place), unreadable, "two"])
    )

    assert [type(result) for result in results] == [Result, Unreadable, Unreadable, Unreadable, Result]
    message = "the checker failed: LookupError: no such thing"
    assert results[1] == Unreadable("-", Location("-", record=2), "engine-crash", message)
    assert results[2] == Unreadable("7", place, "engine-crash", message)
    assert results[3] is unreadable


def test_a_run_reads_no_further_than_it_is_asked() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "an x"

    results = Checker(RuleSet((rule(),))).check_all(endless())

    first = next(results)
    assert isinstance(first, Result)
    assert [type(finding) for finding in first.findings] == [Finding]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "garble/capital-in-mid-sentence",
            "The council wanted to close the mill before winter Nobody had asked the people who worked it.",
        ),
        (
            "garble/torn-end",
            "The gate was shut on Monday. Nobody saw it. It will not be opened before the owners have signed",
        ),
        ("garble/fused-words", "The pumps that Denmarkwill send are on their way."),
    ],
)
def test_without_models_no_rule_asks_one(rule: str, text: str) -> None:
    rules = load_rules()
    found, without = (
        {finding.rule for finding in Checker(rules, models=models).check(text).findings}
        for models in (True, False)
    )

    assert rule in found
    assert rule not in without
