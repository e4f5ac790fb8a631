r"""The pattern dialect: what it accepts means to `regex` what the tree says, what it refuses is located."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.dialect import (
    MAX_LENGTH,
    MAX_NESTING,
    Alternation,
    Assertion,
    Class,
    ClassItem,
    Concat,
    Dot,
    Edge,
    Group,
    Literal,
    Look,
    Node,
    PatternError,
    Property,
    Range,
    Repeat,
    Shorthand,
    check,
    parse,
    width,
)

ACCEPTED = [
    "share this article",
    r"(?i)\bread (?:more|on)\b",
    r"(?im)^[ \t]*advertisement$",
    r"\Aby \p{Lu}\p{Ll}+\Z",
    r"(?<!\d)\d{1,3}(?=\s?%)",
    r"(?P<first>\w+) and (?<second>\w+)",
    r"(?i:photo): (?-i:\p{Lu})\w*?",
    r"(?s:a.b)|(?m-s:^c.d$)",
    r"[\u2018\u2019'][^\]\[\n]{0,40}[\-\x27]",
    r"[-+]?\d+[.,]?\d*",
    r"[a-z0-9_-]+@[^-]",
    r"[\w-]+",
    r"[\p{L}\P{^Greek}\d\S]",
    r"\pL\PL\p{^Lu}\p{Any}\p{Cs}\p{Old_Italic}",
    r"\x41\u00e9\U0001F600\uD83D",
    r"\t\n\r\f\v\a",
    r"\.\*\?\(\)\[\]\{\}\|\^\$\\\-\#\~\&\"\ ",
    r"a{3}b{2,}c{0,1000}d{01}",
    r"a??b*?c+?d{2}?e{2,3}?",
    r"(?:a{10}){100}",
    r"(?:\b|x)?y",
    r"(?=a{0,3}b)x",
    r"(?:(?=ab)\w){2}",
    r"a(?:|b)",
    "don’t “quote” — 5 €",
    "日本語|हिन्दी",
]


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_accepts_and_regex_compiles(pattern: str) -> None:
    check(pattern)
    regex.compile(pattern)


REFUSED = [
    # Backreferences, recursion and what else a pattern cannot remember
    (r"(\w+) \1", 6, "backreferences"),
    (r"(?P<a>x)(?P=a)", 8, "backreferences"),
    (r"(?P<a>x)\g<a>", 8, "backreferences"),
    (r"(?P<a>x)\k<a>", 8, "backreferences"),
    (r"a(?R)", 1, "recursion"),
    ("(?R)", 0, "recursion"),
    ("(a)(?1)", 3, "recursion"),
    ("(?1)", 0, "recursion"),
    ("(?P<a>x)(?&a)", 8, "recursion"),
    ("(?P<a>x)(?P>a)", 8, "recursion"),
    ("(a)(?(1)b|c)", 3, "conditionals"),
    ("(?>ab)c", 0, "atomic groups are not supported; write (?:…)"),
    ("(?|a|b)", 0, "branch reset"),
    ("a(?#why)", 1, "comments"),
    ("(?'n'a)", 0, "(?P<name>…)"),
    # Repeats
    ("(a+)+", 4, "an unbounded repeat holds another; give the inner one a bound"),
    ("x(a*b*c)*", 8, "an unbounded repeat holds another"),
    ("(?:a|b+){2,}", 8, "an unbounded repeat holds another"),
    ("(?:(?:a+b){2}c)+", 15, "an unbounded repeat holds another"),
    ("(?:a?)*", 6, "must not match the empty text"),
    ("(|a)+", 4, "must not match the empty text"),
    (r"(\bx{0,2})+", 10, "must not match the empty text"),
    ("a{1001}", 1, "1000 at most"),
    ("a{2,99999999999999999999}", 1, "1000 at most"),
    ("a{" + "9" * 5000 + "}", 1, "1000 at most"),
    ("(?:a{10,}b{11}){100}", 15, "1000 in all, not 1100"),
    ("(?:a{101,}b){10}", 12, "1000 in all, not 1010"),
    ("a{5,2}", 1, "write {2,5}"),
    ("a{0}", 1, "repeats nothing"),
    ("a**", 2, "two repeats in a row"),
    ("a{2}{3}", 4, "two repeats in a row"),
    ("a+??", 3, "two repeats in a row"),
    ("a*+", 2, "possessive"),
    ("a{2}+", 4, "possessive"),
    ("*a", 0, r"write \* for"),
    ("a|+", 2, r"write \+ for"),
    ("(?i)?", 4, r"write \? for"),
    ("({2})", 1, r"write \{ for"),
    (r"\b+a", 2, "takes no characters"),
    ("a(?=b)?", 6, "takes no characters"),
    ("a{,3}", 1, r"write \{ for"),
    ("a{2, 3}", 1, r"write \{ for"),
    ("a{e<=1}", 1, r"write \{ for"),
    ("a}", 1, r"write \} for"),
    # Lookarounds
    ("(?<=a+)b", 0, "bounded width"),
    ("x(?!a*b)c", 1, "bounded width"),
    ("a(?=)", 1, "empty"),
    # Groups and flags
    ("(a", 0, r"not closed; write \( for"),
    ("x(?:a(b)", 1, "not closed"),
    ("a)b", 1, r"write \) for"),
    ("(?<1a>x)", 3, "begins with no digit"),
    ("(?P<a-b>x)", 4, "a group's name"),
    ("(?P<a", 4, "a group's name"),
    ("(?<a>x)(?<a>y)", 10, '"a" is taken'),
    ("a(?i)b", 1, "write (?i:…)"),
    ("(?s)(?i)a", 4, "write (?i:…)"),
    ("(?x)a b", 0, 'flag "x"'),
    ("(?iu:a)", 0, 'flag "u"'),
    ("(?ii)a", 0, "given twice"),
    ("(?i-i:a)", 0, "given twice"),
    ("(?-:a)", 0, "leave the hyphen out"),
    ("a(?", 1, "no group begins so"),
    ("(?P!a)", 0, "no group begins so"),
    # Escapes
    ("a\\", 1, "nothing follows the backslash"),
    (r"a\z", 1, r"write \Z"),
    (r"\C", 0, "characters"),
    (r"\Ga", 0, r"\G is not supported"),
    (r"a\Kb", 1, "lookbehind"),
    (r"\R", 0, r"(?:\r\n|[\n\r])"),
    (r"\X", 0, r"\P{M}\p{M}{0,9}"),
    (r"\N{BULLET}", 0, r"\u2020"),
    (r"\Qa.b\E", 0, "each special character"),
    (r"\h", 0, r"[\t\p{Zs}]"),
    (r"\mx", 0, r"\b(?=\w)"),
    (r"\L<words>", 0, "list the alternatives"),
    (r"\012", 0, r"octal escapes are not supported; write \x00"),
    (r"[\1]", 1, r"\xHH"),
    (r"a\y", 1, "write y for the letter"),
    (r"\e", 0, r"\x1B"),
    (r"\_", 0, "needs no backslash"),
    ("\\–", 0, "needs no backslash"),
    (r"a\x{200B}", 1, r"write \u200B"),
    (r"\x{41}", 0, r"write \x41"),
    (r"\u{1F600}", 0, r"write \U0001F600"),
    (r"\x{110000}", 0, r"\uHHHH"),
    (r"\x4", 0, "2 hexadecimal digits"),
    (r"\u12g4", 0, "4 hexadecimal digits"),
    (r"\U00110000", 0, "highest"),
    (r"a\p{Greeek}", 1, '"Greeek" is no general category'),
    (r"\p{Letter}", 0, '"Letter"'),
    (r"\p{lu}", 0, '"lu"'),
    (r"\p{Script=Greek}", 0, '"Script=Greek"'),
    (r"\pX", 0, '"X"'),
    (r"\p", 0, r"write \p{L}"),
    (r"\P{Lu", 0, r"write \P{L}"),
    # Classes
    ("a[bc", 1, r"not closed; write \[ for"),
    ("[]", 1, r"write \]"),
    ("[^]a]", 2, r"write \]"),
    ("a]", 1, r"write \]"),
    ("[a[b]", 2, r"write \["),
    ("[+-[]", 3, r"write \["),
    ("[[:alpha:]]", 1, r"POSIX classes are not supported; write \p{L}"),
    ("[a--b]", 2, "set operations"),
    ("[--a]", 1, "set operations"),
    ("[a&&b]", 2, "set operations"),
    ("[a||b]", 2, "set operations"),
    ("[~~]", 1, "set operations"),
    ("[z-a]", 1, "wrong order"),
    ("[a-c-e]", 4, r"write \-"),
    (r"[\w-z]", 3, "cannot begin with a set"),
    (r"[a-\d]", 1, "cannot end with a set"),
    (r"[a\b]", 2, "a place, no character"),
    # Characters that nobody sees
    ("a\tb", 1, r"write \t"),
    ("a\n", 1, r"write \n"),
    ("a\N{ZERO WIDTH SPACE}", 1, r"U+200B ZERO WIDTH SPACE cannot be seen in a pattern; write \u200B"),
    ("\N{NO-BREAK SPACE}a", 0, r"write \xA0"),
    ("\N{LINE SEPARATOR}a", 0, r"write \u2028"),
    ("\N{SOFT HYPHEN}a", 0, r"write \xAD"),
    ("\N{VARIATION SELECTOR-16}a", 0, r"write \uFE0F"),
    ("\ue000a", 0, r"write \uE000"),
    ("\ud800a", 0, r"write \uD800"),
    ("\U0010ffffa", 0, r"write \U0010FFFF"),
    # As a whole
    ("", 0, "the pattern is empty"),
    ("(?i)", 0, "the pattern is empty"),
    ("a*", 0, "can match the empty text"),
    ("(?=x)", 0, "can match the empty text"),
    (r"^\b$", 0, "can match the empty text"),
    ("a|b?", 0, "can match the empty text"),
    ("a" * (MAX_LENGTH + 1), MAX_LENGTH, "longer than 20,000"),
    ("(" * 5000, MAX_NESTING, "nested 50 deep"),
]


@pytest.mark.parametrize(("pattern", "offset", "message"), REFUSED)
def test_refuses_with_place_and_advice(pattern: str, offset: int, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        check(pattern)
    assert caught.value.offset == offset
    assert message in caught.value.message


def test_deepest_nesting_is_accepted() -> None:
    pattern = "(?:b|(?:c?" * (MAX_NESTING // 2) + "a" + "d)?)" * (MAX_NESTING // 2) + "e"
    check(pattern)
    regex.compile(pattern)


def test_longest_pattern_is_accepted() -> None:
    check("[a]" * (MAX_LENGTH // 3))


def test_error_says_where_and_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(PatternError("wrong", 3)))
    assert (error.message, error.offset, str(error)) == ("wrong", 3, "wrong (at offset 3)")


@pytest.mark.parametrize(
    ("pattern", "low", "high"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("a|bcd|", 0, 3),
        (r"\w{2,5}[ab].", 4, 7),
        ("(?:ab){2,}c", 5, None),
        (r"a(?=bcd)(?<!x)\b$", 1, 1),
        ("(a|b+)c", 2, None),
        ("(?:ab?){3}", 3, 6),
        (r"\U0001F600", 1, 1),
    ],
)
def test_width(pattern: str, low: int, high: int | None) -> None:
    assert width(parse(pattern)) == (low, high)


GUIDE = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text(encoding="utf-8")
ROW = regex.compile(r"(?m)^\| (`.+?) \|(?= [^|`])")
REFUSED_IN_GUIDE = [
    code.replace(r"\|", "|")
    for row in ROW.findall(GUIDE.partition("## What is refused")[2].partition("## Unicode")[0])
    for code in regex.findall("`([^`]+)`", row)
]
EXAMPLES_IN_GUIDE = [yaml.safe_load(text) for text in regex.findall(r"(?s)```yaml\n(.*?)```", GUIDE)]


@pytest.mark.parametrize("pattern", REFUSED_IN_GUIDE)
def test_guide_is_right_about_what_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        check(pattern)


@pytest.mark.parametrize("example", EXAMPLES_IN_GUIDE)
def test_guide_examples_do_as_they_say(example: dict[str, Any]) -> None:
    check(example["pattern"])
    plain = [text.replace("[[", "").replace("]]", "") for text in example["marks"]]
    assert [regex.sub(example["pattern"], r"[[\g<0>]]", text) for text in plain] == example["marks"]
    assert not any(regex.search(example["pattern"], text) for text in example["silent"])


def test_guide_has_its_examples() -> None:
    assert len(REFUSED_IN_GUIDE) > 30
    assert len(EXAMPLES_IN_GUIDE) == 3


def single(character: str) -> Range:
    return Range(character, character)


@pytest.mark.parametrize(
    ("pattern", "tree"),
    [
        (r"a(?:b\u0063)\.", Literal("abc.", False, 0)),
        ("(?i)Ab", Literal("Ab", True, 0)),
        ("a(?i:b)", Concat((Literal("a", False, 0), Literal("b", True, 0)), 0)),
        ("(?i)(?-i:a)", Literal("a", False, 0)),
        (
            "(?i:a)b|c",
            Alternation(
                (Concat((Literal("a", True, 0), Literal("b", False, 0)), 0), Literal("c", False, 0)), 0
            ),
        ),
        ("ab*?", Concat((Literal("a", False, 0), Repeat(Literal("b", False, 0), 0, None, True, 0)), 0)),
        ("(?:ab){2,3}", Repeat(Literal("ab", False, 0), 2, 3, False, 0)),
        ("(?P<n>a)", Group(Literal("a", False, 0), "n", 0)),
        ("(a)", Group(Literal("a", False, 0), None, 0)),
        ("(?<!a)", Look(Literal("a", False, 0), False, True, 0)),
        ("(?=a)", Look(Literal("a", False, 0), True, False, 0)),
        ("(?s).", Dot(True, 0)),
        ("^", Assertion(Edge.TEXT_START, 0)),
        ("(?m)^", Assertion(Edge.LINE_START, 0)),
        ("$", Assertion(Edge.TEXT_END_OR_LAST_NEWLINE, 0)),
        (r"\Z", Assertion(Edge.TEXT_END, 0)),
        (r"\d", Class((Shorthand("d"),), False, False, 0)),
        (r"\P{^Greek}", Class((Property("Greek", False),), False, False, 0)),
        (r"(?i)[^a-z\w-]", Class((Range("a", "z"), Shorthand("w"), single("-")), True, True, 0)),
    ],
)
def test_tree(pattern: str, tree: Node) -> None:
    assert parse(pattern) == tree


def test_nodes_know_their_place() -> None:
    tree = parse("(?i)ab(c)+")
    assert isinstance(tree, Concat)
    literal, repeat = tree.parts
    assert isinstance(repeat, Repeat)
    assert (literal.at, repeat.body.at, repeat.at) == (4, 6, 9)


PIECES = r"""
    a b A ab . ^ $ | ( ) (?: (?= (?! (?<= (?<! (?P<n> (?<m> (?i: (?s-i: (?-m: (?i) (?im) (?P=n) (?>
    [ ] [^ - & ~ : * + ? {2} {2,} {1,3} {,2} { } {e} \d \W \s \b \B \A \Z \z \p{L} \pN \P{^Lu} \p{Greek}
    \p{Nope} \x41 \x4 \u0130 \U0001F600 \x{41} \1 \n \. \- \] \\ \ i ı K ſ ß é -- && a-z 0 , < > = #
"""
ATOMS = r"""
    a b A i İ ß é . ^ $ \b \B \A \Z \d \W \S \p{Lu} \P{L} \x41 \u00DF \n \.
    [a-c] [^ab] [\w-] [^\n\p{Lu}b-c-]
"""


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    openers = ["(", "(?:", "(?i:", "(?-i:", "(?s:", "(?m-i:", "(?=", "(?!", "(?<=", "(?<!"]
    quantifiers = ["*", "+", "?", "{2}", "{1,}", "{0,3}", "*?", "+?", "??", "{1,2}?"]
    grouped = st.builds(lambda opener, body: f"{opener}{body})", st.sampled_from(openers), inner)
    return (
        grouped
        | st.builds(lambda body, mark: f"(?:{body}){mark}", inner, st.sampled_from(quantifiers))
        | st.builds(lambda body, mark: body + mark, inner, st.sampled_from(quantifiers))
        | st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=2, max_size=3).map("|".join)
    )


PATTERNS = st.builds(
    lambda flags, body: flags + body,
    st.sampled_from(["", "(?i)", "(?m)", "(?s)", "(?ims)"]),
    st.recursive(st.sampled_from(ATOMS.split()), _larger, max_leaves=8),
)
ANY_PATTERN = PATTERNS | st.lists(st.sampled_from([" ", *PIECES.split()]), max_size=10).map("".join)
TEXTS = st.text(alphabet="abAiİß.\n 1é", max_size=12)


def _accepted(pattern: str) -> Node | None:
    try:
        return parse(pattern)
    except PatternError as error:
        assert 0 <= error.offset <= len(pattern)
        return None


@given(st.text() | ANY_PATTERN)
def test_only_pattern_errors_are_raised_and_what_is_accepted_compiles(pattern: str) -> None:
    if _accepted(pattern) is not None:
        regex.compile(pattern)


@given(PATTERNS, TEXTS)
def test_the_tree_means_what_regex_reads(pattern: str, text: str) -> None:
    tree = _accepted(pattern)
    if tree is None:
        return
    spans = [match.span() for match in regex.finditer(pattern, text)]
    assert [match.span() for match in regex.finditer(_written_out(tree), text)] == spans


@given(PATTERNS, TEXTS)
def test_matches_are_as_wide_as_said(pattern: str, text: str) -> None:
    tree = _accepted(pattern)
    if tree is None:
        return
    low, high = width(tree)
    for match in regex.finditer(pattern, text):
        assert low <= match.end() - match.start() <= (len(text) if high is None else high)


def _written_out(node: Node) -> str:
    """A tree as a pattern that leaves nothing to precedence, default flags or context."""
    match node:
        case Literal():
            return _scoped(node.ignore_case, "".join(map(_by_number, node.text)))
        case Class():
            items = "".join(map(_item, node.items))
            return _scoped(node.ignore_case, f"[{'^' if node.negated else ''}{items}]")
        case Dot():
            return r"[\S\s]" if node.newline else r"[^\n]"
        case Assertion():
            return "(?-m:$)" if node.edge is Edge.TEXT_END_OR_LAST_NEWLINE else node.edge.value
        case Group():
            return f"({_written_out(node.body)})"
        case Look():
            return f"(?{'' if node.ahead else '<'}{'!' if node.negated else '='}{_written_out(node.body)})"
        case Repeat():
            high = "" if node.high is None else node.high
            return f"(?:{_written_out(node.body)}){{{node.low},{high}}}{'?' if node.lazy else ''}"
        case Concat():
            return "".join(f"(?:{_written_out(part)})" for part in node.parts)
        case Alternation():
            return "|".join(f"(?:{_written_out(option)})" for option in node.options)


def _scoped(ignore_case: bool, pattern: str) -> str:
    return f"(?i:{pattern})" if ignore_case else f"(?:{pattern})"


def _by_number(character: str) -> str:
    return f"\\U{ord(character):08X}"


def _item(item: ClassItem) -> str:
    match item:
        case Range():
            return f"{_by_number(item.first)}-{_by_number(item.last)}"
        case Shorthand():
            return f"\\{item.letter}"
        case Property():
            return f"\\{'P' if item.negated else 'p'}{{{item.name}}}"
