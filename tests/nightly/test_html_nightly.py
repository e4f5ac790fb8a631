from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from nightly_samples import (
    HOSTILE,
    LAST_DAY,
    change,
    changed_source,
    days_to,
    empty_report,
    excerpt,
    first_night,
    full_report,
    night,
    only_unreadable,
)

from checks.history.excerpts import CONTEXT
from checks.nightly.html import write_html
from checks.nightly.html_changes import CHARTED
from checks.nightly.html_sources import NIGHTS_LISTED, ROWS_SHOWN
from checks.nightly.html_worst import IN_FULL
from checks.nightly.model import NightlyReport, SourceTrend, WorstDocument

SECTIONS = [
    *("Sources that got worse", "Sources that got better", "Scores by night", "All sources"),
    *("Rules rising and falling", "New kinds of defect", "The worst documents"),
    *("Documents that could not be checked", "Silent sources", "How changes were told from noise"),
]


def written(report: NightlyReport) -> str:
    stream = io.StringIO()
    write_html(report, stream)
    return stream.getvalue()


def parsed(report: NightlyReport) -> Any:
    return html.document_fromstring(written(report))


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def cells(row: Any) -> list[str]:
    return [text_of(cell) for cell in row.xpath("./th | ./td")]


def section(page: Any, anchor: str) -> Any:
    return page.xpath(f"//section[@aria-labelledby='{anchor}']")[0]


@pytest.fixture(scope="module")
def page() -> Any:
    return parsed(full_report())


REPORTS = {
    "full": full_report(),
    "hostile": full_report(text=HOSTILE),
    "first night": first_night(),
    "only unreadable": only_unreadable(),
    "empty": empty_report([night(LAST_DAY, None, 0)]),
}


@pytest.fixture(params=REPORTS.values(), ids=list(REPORTS))
def any_report(request: pytest.FixtureRequest) -> NightlyReport:
    """What holds for every page is held against each of these."""
    report: NightlyReport = request.param
    return report


def test_headings_go_down_one_step_at_a_time(any_report: NightlyReport) -> None:
    levels = [int(heading.tag[1]) for heading in parsed(any_report).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_sections_come_in_the_order_of_a_morning(any_report: NightlyReport) -> None:
    assert [text_of(heading) for heading in parsed(any_report).xpath("//h2")] == SECTIONS


def test_nothing_is_loaded_and_nothing_runs(any_report: NightlyReport) -> None:
    source = written(any_report)
    page = html.document_fromstring(source)
    assert not page.xpath("//script | //link | //img | //iframe | //object | //form | //base | //use")
    assert not page.xpath("//@src | //@*[starts-with(name(), 'on')] | //@style")
    assert all(target.startswith("#") for target in page.xpath("//@href"))
    assert "url(" not in source and "@import" not in source
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith(
        "default-src 'none'"
    )


def test_ids_are_unique_and_every_reference_has_its_target(any_report: NightlyReport) -> None:
    page = parsed(any_report)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [target.removeprefix("#") for target in page.xpath("//@href")]
    assert set(targets) | set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_each_region_has_a_name_of_its_own(any_report: NightlyReport) -> None:
    names = parsed(any_report).xpath("//*[@role='region']/@aria-label")
    assert all(names) and len(names) == len(set(names))


def test_every_drawing_says_what_it_shows(any_report: NightlyReport) -> None:
    drawings = parsed(any_report).xpath("//svg")
    assert all(drawing.get("role") == "img" and drawing.get("aria-label") for drawing in drawings)


def test_the_page_can_be_written_to_a_file(any_report: NightlyReport) -> None:
    written(any_report).encode("utf-8")


def test_the_same_report_gives_the_same_page(any_report: NightlyReport) -> None:
    assert written(any_report) == written(any_report)


def test_the_headline_says_what_got_worse(page: Any) -> None:
    assert text_of(page.xpath("//h1")[0]) == "2 sources got worse, 1 gate failed"


def test_a_single_source_that_got_worse_is_named_in_the_headline() -> None:
    report = full_report()
    one = replace(report, sources=(report.sources[0], *report.sources[2:]))
    assert text_of(parsed(one).xpath("//h1")[0]) == "city-00.example got worse, 1 gate failed"


def test_a_first_night_claims_nothing() -> None:
    page = parsed(first_night())
    assert text_of(page.xpath("//h1")[0]) == "Too early to tell what got worse"
    assert "Too few nights compare to tell" in text_of(section(page, "worse"))


def test_a_night_in_which_nothing_could_be_checked_is_never_good_news() -> None:
    page = parsed(only_unreadable())
    assert text_of(page.xpath("//h1")[0]) == "Nothing could be checked"
    assert "bad-json" in text_of(section(page, "unreadable"))
    assert "city.example (38)" in text_of(section(page, "unreadable"))


def test_the_nights_figures_stand_beside_those_of_the_night_before(page: Any) -> None:
    tiles = {text_of(tile.find("dt")): text_of(tile) for tile in page.xpath("//dl/div")}
    assert list(tiles) == ["Documents", "Passed", "For review", "Failed", "Not checked", "Mean score"]
    assert "1,461" in tiles["Documents"] and "night before 1,452" in tiles["Documents"]


def test_failed_gates_and_notes_are_told(page: Any) -> None:
    assert "max-failed: 158 of 1,452, limit 2%" in text_of(page.xpath("//ul[@class='gates']")[0])
    assert "nights before it do not compare" in text_of(page.xpath("//ul[@class='notes']")[0])


def test_a_source_that_got_worse_says_since_when_by_how_much_and_by_what_chance(page: Any) -> None:
    article = section(page, "worse").xpath(".//article")[0]
    told = text_of(article)
    assert "Worse since 27 March 2026: mean score fell from 92.0 to 71.5." in told
    assert "5 nights with 600 documents against 25 nights with 3,000 documents; p < 0.0001" in told
    assert article.xpath(".//time/@datetime")[0] == "2026-03-27"
    assert "injection/teaser" in told
    label = article.xpath(".//svg/@aria-label")[0]
    assert "city-00.example: Mean score" in label and "since 27 March 2026" in label


def test_the_figures_of_a_chart_stand_beside_it_in_a_table(page: Any) -> None:
    article = section(page, "worse").xpath(".//article")[0]
    rows = article.xpath(".//details//tbody/tr")
    assert len(rows) == 30
    assert cells(rows[0])[:2] == ["31 Mar", "120"]


def test_the_share_of_documents_that_did_not_pass_is_drawn_where_it_changed_most() -> None:
    days = days_to(LAST_DAY, 10)
    source = changed_source("a", days, 6, 90.0, 80.0)
    share = change(days, 6, 0.05, 0.4, measure="not-passed", direction="worse")
    report = replace(full_report(nights=10), sources=(replace(source, changes=(share,)),))
    drawn = section(parsed(report), "worse").xpath(".//svg/@aria-label")[0]
    assert "Not passed" in drawn and "5.0 % → 40 %" in drawn


def test_many_changed_sources_keep_the_page_bounded() -> None:
    days = days_to(LAST_DAY, 8)
    number = CHARTED["worse"] + ROWS_SHOWN + 7
    sources = tuple(changed_source(f"s{n:03}", days, 5, 95.0, 60.0) for n in range(number))
    page = parsed(replace(full_report(nights=8), sources=sources))
    worse = section(page, "worse")
    assert len(worse.xpath(".//article")) == CHARTED["worse"]
    assert len(worse.xpath("./div[@class='scroll']//tbody/tr")) == ROWS_SHOWN
    assert "7 more sources got worse" in text_of(worse)
    assert len(page.xpath("//svg[@class='chart']")) <= 40


def test_a_long_span_lists_its_last_nights() -> None:
    page = parsed(full_report(nights=NIGHTS_LISTED + 20))
    assert len(section(page, "trends").xpath(".//tbody/tr")) == NIGHTS_LISTED


def test_sources_without_documents_in_the_last_night_have_dashes(page: Any) -> None:
    row = section(page, "sources").xpath(".//tr[th='courts-03.example']")[0]
    assert [text_of(cell) for cell in row.xpath("./td[@class='number']")] == ["–", "–", "–"]


def test_a_silent_source_is_called_so_among_all_sources(page: Any) -> None:
    (row,) = section(page, "sources").xpath(".//tr[th='markets-05.example' and td/span]")
    assert cells(row)[1] == "silent"


def test_what_is_left_out_is_counted(page: Any) -> None:
    assert "31 more sources not shown" in text_of(section(page, "sources"))
    assert "40 more rules without a change, not shown" in text_of(section(page, "rules"))


def test_the_nights_on_which_the_rules_changed_are_marked_and_listed(page: Any) -> None:
    trends = section(page, "trends")
    assert "rules changed" in trends.xpath(".//svg")[0].text_content()
    row = next(row for row in trends.xpath(".//tbody/tr") if text_of(row).startswith("8 Mar"))
    assert "rules changed" in text_of(row)


def test_rules_that_rise_and_fall_stand_apart(page: Any) -> None:
    captions = [text_of(caption) for caption in section(page, "rules").xpath(".//caption")]
    assert captions[:2] == [
        f"Rules {word}: share of documents with a finding" for word in ("rising", "falling")
    ]
    rising, falling = section(page, "rules").xpath(".//table")[:2]
    assert "injection/teaser" in text_of(rising) and "translation/split-possessive" in text_of(falling)


def test_a_new_kind_of_defect_warns_where_the_rule_itself_may_be_new(page: Any) -> None:
    old, new = section(page, "new").xpath(".//tbody/tr")
    assert "symbols/soft-hyphen" in text_of(old) and "the rules changed" not in text_of(old)
    assert "it may be the rule that is new" in text_of(new)


def test_findings_are_marked_in_the_text_of_the_worst_documents(page: Any) -> None:
    article = section(page, "documents").xpath(".//article")[0]
    assert [mark.text_content() for mark in article.xpath(".//mark")] == [
        "†",
        "See also<U+00A0> Ten bridges that fell … ",
    ]
    assert "The minister† said so." in text_of(article)
    assert "symbols/stray-dagger" in text_of(article)


def test_a_context_that_was_cut_off_begins_and_ends_with_a_whole_word() -> None:
    before = ("mpty chairs stood in rows while the mayor read the letter out, " * 2)[-CONTEXT:]
    after = (" and nobody in the hall said a word until she had put it down agai" * 2)[:CONTEXT]
    document = WorstDocument("a", "A", "s", 10.0, "fail", 5, 1, None, (excerpt(before, "†", after),))
    page = parsed(replace(full_report(), worst=(document,)))
    (shown,) = section(page, "documents").xpath(".//div[@class='text']")
    assert re.fullmatch(r"…\S.*, †\x20and .*\w…", shown.text_content())
    assert before.endswith(shown.text_content().split("†")[0].removeprefix("…"))


def test_findings_of_further_documents_unfold() -> None:
    document = full_report().worst[0]
    page = parsed(replace(full_report(), worst=(document,) * (IN_FULL + 2)))
    assert len(section(page, "documents").xpath("./article/ol")) == IN_FULL
    assert len(section(page, "documents").xpath("./article/details/ol")) == 2


def test_a_finding_about_a_whole_document_marks_nothing() -> None:
    document = WorstDocument("a", "A", "s", 10.0, "fail", 5, 1, None, (excerpt("", "", ""),))
    page = parsed(replace(full_report(), worst=(document,)))
    assert "the document as a whole" in text_of(section(page, "documents"))
    assert not section(page, "documents").xpath(".//mark")


def test_an_absurdly_long_text_is_cut() -> None:
    long = "word " * 10_000
    document = WorstDocument(
        long, long, long, 10.0, "fail", 5, 1, long, (excerpt(long, long, long, message=long),)
    )
    source = SourceTrend(long, full_report().sources[0].nights, 0, (), ())
    report = replace(full_report(), worst=(document,), sources=(source,))
    assert len(written(report)) < len(written(full_report())) + 10_000


def test_a_silent_source_says_since_when(page: Any) -> None:
    (row,) = section(page, "silent").xpath(".//tbody/tr")
    assert cells(row) == ["markets-05.example", "27 March 2026", "4", "1", "118.5"]


def test_hostile_text_stays_text() -> None:
    source = written(full_report(text=HOSTILE))
    page = html.document_fromstring(source)
    for raw in ("\x00", "\x1b", "\u202e", "\u200b", "\ud800"):
        assert raw not in source
    assert '<script>alert("owned")</script>' in text_of(section(page, "documents"))
    assert "<U+202E>" in text_of(section(page, "sources"))
    assert not page.xpath("//comment()")


def test_nothing_scraped_gets_into_a_chart() -> None:
    page = parsed(full_report(text=HOSTILE))
    for drawing in page.xpath("//svg"):
        assert "alert" not in drawing.text_content()
