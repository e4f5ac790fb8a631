"""The page: families, and in each a table and a section for every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..finding import FAMILIES
from ..rules.schema import Example, Fix, Rule, RuleSet
from .escaping import code, code_block, prose
from .figures import CorpusFigures, Figures, RuleFigures

BAD_EXAMPLES, GOOD_EXAMPLES = 2, 1
"""Examples that a section shows; the rule file has them all."""

LONGEST_EXAMPLE = 300
"""Characters up to which an example is preferred to a longer one."""

FAMILY_WORDS: Mapping[str, str] = {
    "translation": "A machine translated the text, or spun it.",
    "garble": "A sentence is broken.",
    "symbols": "A character does not belong.",
    "injection": "A passage is not the article's.",
}

_ACTIONS = {
    "remove": "remove the match",
    "remove-block": "remove the block",
    "replace": "replace the match",
    "repair": "repair by hand",
}


def reference(rules: RuleSet, figures: Figures | None, command: str) -> Iterator[str]:
    """The lines of the page about the enabled rules; `command` is what printed it."""
    enabled = [rule for rule in rules.rules if rule.enabled]
    yield "# The rules"
    yield ""
    yield f"<!-- Printed by `{command}`. Change the rules, not this page. -->"
    yield ""
    yield from _introduction(enabled)
    if figures is not None:
        yield from _measurement(figures, rules.digest)
    for family in FAMILIES:
        members = [rule for rule in enabled if rule.family == family]
        if members:
            yield from _family(family, members, figures)


INTRODUCTION = """
Severity: an **error** is what no editor would let stand, a **warning** what most would mend, **info** what
some want to know. Confidence is how often a hit is a defect: **high** from about 95 %, **medium** from 75 %,
**low** below. A rule in **preview** is shown as info and costs nothing.

Examples show the marked span in `[[…]]`, and characters that nobody sees by their code, such as `<U+200B>`.
`copydesk rules explain RULE` tells all about a rule: how it looks for its defect, every exception, every
example.
"""


def _introduction(rules: Sequence[Rule]) -> Iterator[str]:
    families = _count(len({rule.family for rule in rules}), "family", "families")
    yield f"{_count(len(rules), 'rule')} in {families}."
    yield from INTRODUCTION.strip().split("\n")
    yield ""


def _measurement(figures: Figures, digest: str) -> Iterator[str]:
    yield "The rules were measured on:"
    yield ""
    yield "| corpus | known of it | documents | words |"
    yield "| --- | --- | ---: | ---: |"
    for corpus in figures.corpora:
        yield f"| {prose(corpus.name)} | {_known(corpus)} | {corpus.documents:,} | {corpus.words:,} |"
    yield ""
    if all(corpus.kind == "clean" for corpus in figures.corpora):
        yield "Defects are rarest in clean copy, and so a rule is least often right there."
        yield ""
    if figures.sha256 != digest:
        yield "Some rules have changed since: their figures are those of an earlier state."
        yield ""


def _known(corpus: CorpusFigures) -> str:
    return {"clean": "clean copy", "labelled": "its defects"}.get(corpus.kind, "nothing")


def _family(family: str, rules: Sequence[Rule], figures: Figures | None) -> Iterator[str]:
    yield f"## {family}"
    yield ""
    yield f"{FAMILY_WORDS[family]} {_count(len(rules), 'rule')}."
    yield ""
    yield "| rule | severity | confidence | status | languages |"
    yield "| --- | --- | --- | --- | --- |"
    for rule in rules:
        languages = len(rule.languages) or "any"
        link = f"[{rule.id}](#{_anchor(rule.id)})"
        yield f"| {link} | {rule.severity} | {rule.confidence} | {rule.status} | {languages} |"
    yield ""
    for rule in rules:
        yield from _section(rule, figures)


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return heading.replace("/", "")


def _section(rule: Rule, figures: Figures | None) -> Iterator[str]:
    yield f"### {rule.id}"
    yield ""
    yield f"{rule.severity}, {rule.confidence} confidence, {rule.status}; {_languages(rule)}"
    yield ""
    yield f"Says: {code(rule.message)}"
    yield ""
    yield prose(rule.why)
    yield ""
    if rule.unless:
        yield "Left alone:"
        yield ""
        yield from dict.fromkeys(f"- {prose(exception.because)}" for exception in rule.unless)
        yield ""
    if rule.fix is not None:
        yield f"Fix: {_fix(rule.fix)}"
        yield ""
    if figures is not None:
        yield f"Measured: {_measured(figures.rules.get(rule.id))}"
        yield ""
    yield from _examples("Found", rule, rule.examples.bad, BAD_EXAMPLES)
    yield from _examples("Not found", rule, rule.examples.good, GOOD_EXAMPLES)


def _languages(rule: Rule) -> str:
    if not rule.languages:
        return "any language"
    return f"{_count(len(rule.languages), 'language')}: {', '.join(rule.languages)}"


def _fix(fix: Fix) -> str:
    what = _ACTIONS[fix.action] if fix.with_ is None else f"{_ACTIONS[fix.action]} with {code(fix.with_)}"
    return f"{what} ({fix.safety})"


def _measured(figures: RuleFigures | None) -> str:
    """A rule's figures as a sentence."""
    if figures is None:
        return "not yet."
    if not figures.ran_on:
        return "not yet: the corpora hold no text in its languages."
    hits = f"{_count(figures.hits, 'hit')} in {figures.documents} of {_count(figures.ran_on, 'document')}"
    parts = [hits if figures.hits else f"no hit in {_count(figures.ran_on, 'document')}"]
    if figures.hits and figures.per_million_words is not None:
        parts.append(f"{figures.per_million_words:.1f} in a million words")
    if figures.hits and figures.clean_total:
        share = figures.clean_documents / figures.clean_total
        parts.append(f"{100 * share:.1f} % of clean documents marked")
    if figures.precision is not None:
        share, low, high, total = figures.precision
        parts.append(f"precision {share:.2f} ({low:.2f} to {high:.2f}, {_count(total, 'hit')})")
    if figures.time_share is not None and figures.milliseconds is not None:
        time = f"{100 * figures.time_share:.1f} % of the time ({figures.milliseconds:.2f} ms for 1,000 words)"
        parts.append(time)
    return "; ".join(parts) + "."


def _examples(heading: str, rule: Rule, examples: Sequence[Example], number: int) -> Iterator[str]:
    """The first examples, short ones before long ones."""
    if not examples:
        return
    short = [example for example in examples if len(_text(example)) <= LONGEST_EXAMPLE]
    yield f"{heading}:"
    yield ""
    for example in (short or examples)[:number]:
        note = _note(example, rule)
        if note:
            yield f"({note})"
            yield ""
        yield from code_block(_text(example))
        yield ""


def _text(example: Example) -> str:
    return (
        example.title if example.text is None and example.html is None else example.text or example.html or ""
    )


def _note(example: Example, rule: Rule) -> str:
    """What else is to be known of an example: its language, its form, its title."""
    notes = [example.language if example.language and example.language not in rule.languages[:1] else ""]
    if example.html is not None:
        notes.append("HTML")
    elif example.text is None:
        notes.append("title")
    if example.title and _text(example) != example.title:
        notes.append(f"under the title {code(example.title)}")
    if example.furniture:
        notes.append(f"learned: {', '.join(map(code, example.furniture))}")
    return ", ".join(filter(None, notes))


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"1 {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"
