from __future__ import annotations

import pytest

from checks.document import Document, Field
from checks.drill.judging import Clean, Judgement, judge
from checks.drill.kinds import Planted
from checks.finding import Family, Finding, Severity

TEXT = (
    "The harbour is quiet in winter. The the boats lie on the quay. "
    "Nobody sails before March, and few do then."
)
DEFECT = (32, 39)
"""`The the`, in the second sentence."""


def finding(
    rule: str, start: int, end: int, *, severity: Severity = "warning", field: Field = "text"
) -> Finding:
    return Finding(rule, severity, "high", 1.0, field, start, end, 1, 1, TEXT[start:end], "", "")


def verdict(
    *findings: Finding,
    clean: tuple[str, tuple[Finding, ...]] = ("", ()),
    span: tuple[int, int] = DEFECT,
    families: frozenset[Family] = frozenset({"garble"}),
    text: str = TEXT,
) -> Judgement:
    planted = Planted(text, *span, "doubled-word", families)
    return judge(planted, Document(text, declared_language="en"), findings, Clean(*clean))


def test_a_finding_of_the_family_on_the_defect_finds_it() -> None:
    assert verdict(finding("garble/doubled-word", 36, 39)) == (None, "garble/doubled-word")


def test_no_finding_is_a_miss() -> None:
    assert verdict() == ("no finding", None)


def test_a_finding_beside_the_defect_is_none() -> None:
    assert verdict(finding("garble/doubled-word", 39, 46)).reason == "no finding"


def test_info_finds_nothing() -> None:
    assert verdict(finding("garble/doubled-word", 36, 39, severity="info")).reason == "no finding"


def test_a_finding_in_another_field_is_none() -> None:
    assert verdict(finding("garble/doubled-word", 36, 39, field="title")).reason == "no finding"


def test_a_finding_of_another_family_does_not_count() -> None:
    assert verdict(finding("symbols/stray-dagger", 36, 39)) == ("wrong family", "symbols/stray-dagger")


def test_a_second_family_counts_where_two_causes_leave_one_trace() -> None:
    both = frozenset[Family]({"garble", "symbols"})
    assert verdict(finding("symbols/stray-dagger", 36, 39), families=both).found


def test_a_finding_of_the_sentence_is_narrow_enough() -> None:
    assert verdict(finding("garble/salad", 32, 62)).found


def test_a_finding_of_the_whole_text_is_too_wide() -> None:
    assert verdict(finding("garble/salad", 0, len(TEXT))) == ("too wide", "garble/salad")


def test_for_injection_the_block_is_narrow_enough() -> None:
    injection = frozenset[Family]({"injection"})
    assert verdict(finding("injection/teaser", 0, len(TEXT)), families=injection).found


def test_for_injection_two_blocks_are_too_wide() -> None:
    text = f"{TEXT}\n\n{TEXT}"
    judged = verdict(
        finding("injection/teaser", 0, len(text)), families=frozenset({"injection"}), span=(3, 9), text=text
    )
    assert judged.reason == "too wide"


def test_a_finding_about_the_whole_document_finds_nothing() -> None:
    assert verdict(finding("garble/no-stops", 0, 0), span=(0, 0)).reason == "no finding"


@pytest.mark.parametrize(("start", "end"), [(20, 30), (30, 35), (25, 35)])
def test_a_seam_is_found_by_what_touches_it(start: int, end: int) -> None:
    assert verdict(finding("garble/glued-sentence", start, end), span=(30, 30)).found


@pytest.mark.parametrize(("start", "end"), [(20, 29), (31, 35)])
def test_a_seam_is_not_found_by_what_ends_before_it(start: int, end: int) -> None:
    assert not verdict(finding("garble/glued-sentence", start, end), span=(30, 30)).found


CLEAN_TEXT = TEXT.replace("The the", "The")


def test_what_the_rule_said_of_the_clean_text_there_is_not_found() -> None:
    before = finding("garble/verbless", 32, 35)
    judged = verdict(finding("garble/verbless", 32, 39), clean=(CLEAN_TEXT, (before,)))
    assert judged == ("already there", "garble/verbless")


def test_another_rule_that_spoke_there_before_does_not_matter() -> None:
    before = finding("garble/verbless", 32, 35)
    assert verdict(finding("garble/doubled-word", 32, 39), clean=(CLEAN_TEXT, (before,))).found


def test_a_clean_finding_moves_with_what_stands_behind_the_change() -> None:
    boats = CLEAN_TEXT.index("boats")
    before = finding("garble/doubled-word", boats, boats + 5)
    judged = verdict(
        finding("garble/doubled-word", 36, 39), finding("garble/x", 40, 45), clean=(CLEAN_TEXT, (before,))
    )
    assert judged.found
    assert [known.start for known in Clean(CLEAN_TEXT, (before,)).shifted(TEXT)] == [boats + 4]


def test_the_nearest_reason_of_a_miss_is_told() -> None:
    judged = verdict(finding("symbols/stray-dagger", 36, 39), finding("garble/salad", 0, len(TEXT)))
    assert judged == ("too wide", "garble/salad")
