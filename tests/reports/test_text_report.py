from __future__ import annotations

import pytest
from report_helpers import finding, report, result, unreadable

from checks.acceptance import STALE_NAMED, Entry, Placed, Staleness
from checks.document import Location
from checks.finding import Accepted, Result, Skipped, Unreadable
from checks.reports import Options
from checks.reports.text import SHORT_RUN
from checks.rules.schema import GateSettings

TEXT = "The minister† said so."


def failing(**values: object) -> Result:
    return result(TEXT, finding(TEXT, 12, 13), score=41.5, verdict="fail", **values)


def test_score_verdict_and_family_scores_come_first() -> None:
    lines = report("text", [failing()]).splitlines()
    assert lines[0] == "41.5  FAIL  a.txt"
    assert lines[1] == "  translation 100  garble 100  symbols 100  injection 100  (en, 3 words)"


def test_a_finding_is_two_lines_with_place_excerpt_rule_message_and_points() -> None:
    lines = report("text", [failing()]).splitlines()
    assert lines[2:4] == [
        "  1:13      The minister[[†]] said so.",
        "            error symbols/stray-dagger: A stray mark (-4)",
    ]


def test_a_finding_in_the_title_says_so() -> None:
    item = result(TEXT, finding("A† title", 1, 2, field="title"), document_title="A† title")
    assert "  title 1:2 A[[†]] title" in report("text", [item])


def test_a_finding_about_the_whole_document_has_no_excerpt() -> None:
    assert "  document  (the document as a whole)\n" in report("text", [result(TEXT, finding(TEXT, 0, 0))])


def test_id_place_and_title_tell_the_document() -> None:
    item = result(id="x1", document_location=Location("feed.jsonl", 3, 3), document_title="A title")
    assert report("text", [item]).startswith('100  PASS  x1  (feed.jsonl:3)  "A title"\n')


def test_an_unreadable_record_is_one_line_with_place_and_reason() -> None:
    lines = report("text", [unreadable()]).splitlines()
    assert lines[0] == "-  UNREADABLE  feed.jsonl:7: bad-json: it breaks off"


def test_an_incomplete_document_says_what_was_not_checked() -> None:
    item = result(complete=False, skipped=(Skipped("garble/salad", "out of budget"),))
    assert "INCOMPLETE  not checked: garble/salad (out of budget)" in report("text", [item])


def test_a_passing_document_among_others_is_one_line() -> None:
    lines = report("text", [result(id="b.txt"), failing()]).splitlines()
    assert lines[0] == "100  PASS  b.txt  (a.txt)"
    assert lines[1] == ""


def test_a_short_run_shows_documents_that_pass() -> None:
    assert report("text", [result()] * SHORT_RUN).count("PASS") == SHORT_RUN


def test_a_long_run_counts_documents_that_pass_and_shows_the_others() -> None:
    shown = report("text", [result()] * SHORT_RUN + [failing(), unreadable()])
    assert "PASS" not in shown
    assert "41.5  FAIL" in shown and "UNREADABLE" in shown
    assert f"{SHORT_RUN} documents pass and are not shown (--verbose shows all)" in shown


def test_verbose_shows_documents_that_pass_in_a_long_run() -> None:
    items = [result()] * (SHORT_RUN + 1)
    assert report("text", items, Options(all_documents=True)).count("PASS") == len(items)


def test_show_trims_findings_and_says_so() -> None:
    mild = finding(TEXT, 4, 12, severity="warning", rule="garble/salad")
    item = result(TEXT, finding(TEXT, 12, 13), mild, verdict="review")
    shown = report("text", [item], Options(show="error"))
    assert "warning garble/salad" not in shown and "error symbols/stray-dagger" in shown
    assert "1 of 2 findings not shown (--show error)" in shown


def set_aside() -> Result:
    """A new, a known and an accepted finding; hostile words of the one who accepted it."""
    return result(
        TEXT,
        finding(TEXT, 12, 13),
        finding(TEXT, 4, 12, state="known", rule="garble/salad"),
        finding(TEXT, 0, 3, state="accepted", points=0.0, accepted=Accepted("A\x1b[2Jda", "ours", "f" * 16)),
        score=92.0,
        judged_score=96.0,
    )


def test_what_is_known_or_accepted_is_counted() -> None:
    lines = report("text", [set_aside()]).splitlines()
    assert lines[0] == "92  PASS  a.txt  (1 known, 1 accepted; judged 96 by what is new)"
    assert (
        lines[2].startswith("  1:13") and lines[4] == "  2 known or accepted not shown (--verbose shows all)"
    )
    assert lines[-4:-1] == [
        "  scored: 1 pass, 0 review, 0 fail",
        "  1 known finding in 1 document",
        "  1 accepted finding in 1 document",
    ]


def test_details_show_what_is_known_or_accepted_with_fingerprints() -> None:
    shown = report("text", [set_aside()], Options(details=True))
    mark = "f" * 16
    assert f"A stray mark (-4) [{mark}]\n" in shown
    assert f"A stray mark (-4) [{mark}, known]\n" in shown
    assert f"A stray mark [{mark}, accepted by A\N{SYMBOL FOR ESCAPE}[2Jda: ours]\n" in shown
    assert "not shown" not in shown


def test_a_passing_document_with_nothing_new_is_one_line() -> None:
    known = result(TEXT, finding(TEXT, 4, 12, state="known"), score=50.0, judged_score=100.0)
    lines = report("text", [known, result()]).splitlines()
    assert lines[:2] == ["50  PASS  a.txt  (1 known; judged 100 by what is new)", "100  PASS  a.txt"]


def test_stale_entries_are_named_up_to_a_number() -> None:
    entry = Entry("0" * 16, "everywhere", "ours", "Ada", "2026-01-31", "garble/salad", "\x1b[2J")
    stale = tuple(Placed(entry, f"accepted.yaml:{n}:5") for n in range(STALE_NAMED + 2))
    lines = report("text", [result()], staleness=Staleness(stale, 3, 20)).splitlines()
    at = lines.index("  12 of 20 accepted entries no longer occur:")
    assert lines[at + 1] == f'    accepted.yaml:0:5: {"0" * 16} garble/salad "\N{SYMBOL FOR ESCAPE}[2J"'
    assert lines[at + 1 + STALE_NAMED : at + 3 + STALE_NAMED] == [
        "    and 2 more",
        "  accepted entries that this run could not meet: 3",
    ]


def test_show_leaves_the_counts_alone() -> None:
    assert "  1  symbols/stray-dagger in 1 document\n" in report("text", [failing()], Options(show="none"))


def test_the_summary_closes_with_rules_ledger_and_gates() -> None:
    shown = report("text", [failing(), failing(), unreadable()])
    assert shown.endswith(
        "Findings by rule\n"
        "  2  symbols/stray-dagger in 2 documents\n"
        "Ledger\n"
        "  3 documents in = 2 scored + 1 unreadable\n"
        "  scored: 0 pass, 0 review, 2 fail\n"
        "  unreadable: 1 bad-json\n"
        "  duplicate ids: 1 document with the id of an earlier one: a.txt\n"
        "Gate failed: max-unreadable: 1 of 3 documents unreadable, limit 0\n"
        "Gate failed: max-failed: 2 of 2 scored documents failed, limit 0\n"
    )


def test_the_last_line_says_that_every_gate_is_met() -> None:
    shown = report("text", [failing()], gate=GateSettings(max_failed="100%"))
    assert shown.splitlines()[-1] == (
        "Every gate met: max-unreadable: 0 of 1 documents unreadable, limit 0; "
        "max-failed: 1 of 1 scored documents failed, limit 100%"
    )


def test_no_document_fails_the_gate_by_name() -> None:
    assert report("text", []).splitlines()[-1] == "Gate failed: min-documents: 0 documents scored, limit 1"


def test_an_interrupted_run_says_so() -> None:
    assert "Interrupted: the input holds more than was checked" in report(
        "text", [result()], interrupted=True
    )


def test_rules_skipped_for_one_reason_share_a_line_of_the_ledger() -> None:
    reason = "the language is unknown"
    item = result(skipped=(Skipped("garble/salad", reason), Skipped("garble/stub", reason)))
    lines = report("text", [item, item]).splitlines()
    assert "  skipped in 2 documents, the language is unknown: garble/salad, garble/stub" in lines


def test_of_many_skipped_rules_the_first_are_named() -> None:
    item = result(skipped=tuple(Skipped(f"garble/salad-{number}", "no language") for number in range(1, 10)))
    [line] = [line for line in report("text", [item]).splitlines() if "skipped in" in line]
    assert line.endswith("garble/salad-4, garble/salad-5 and 4 more")


HOSTILE = "\x1b]0;owned\x07\N{RIGHT-TO-LEFT OVERRIDE}\x9b31m\ud800\r\n\N{LINE SEPARATOR}"


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_in_the_input_drives_the_terminal(colour: bool) -> None:
    text = f"{HOSTILE}†{HOSTILE}"
    at = text.index("†")
    place = Location(HOSTILE)
    items: list[Result | Unreadable] = [
        result(
            text,
            finding(text, at, at + 1, message=HOSTILE),
            finding(text, 0, len(text)),
            id=HOSTILE,
            document_title=HOSTILE,
            document_location=place,
            skipped=(Skipped("garble/salad", HOSTILE),),
        ),
        result(id=HOSTILE),
        unreadable(id=HOSTILE, location=place, message=HOSTILE),
    ]
    shown = report("text", items, Options(colour=colour))
    shown.encode("utf-8")
    assert not set("\x07\x9b\r\N{RIGHT-TO-LEFT OVERRIDE}\N{LINE SEPARATOR}") & set(shown)
    assert "\x1b]" not in shown
    assert ("\x1b[" in shown) is colour
    assert HOSTILE.count("owned") and "owned" in shown


def test_colour_marks_a_span_without_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = report("text", [failing()], Options(colour=True))
    assert "[[" not in shown
    assert "\x1b[1;4;31m†\x1b[0m" in shown


def test_a_long_line_is_not_wrapped_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = report(
        "text", [failing(id="a very long name of a document that fails " * 3)], Options(colour=True)
    )
    assert lines.splitlines()[1].lstrip().startswith("translation")
