from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from nightly_samples import HOSTILE, LAST_DAY, change, days_to

from checks.nightly.charts import BREAKS_SHOWN, LEAST_SCORE_SPAN, Plot, domain_of, specification
from checks.nightly.charts_spark import HEIGHT, WIDTH, sparkline
from checks.nightly.charts_svg import ATTRIBUTES, SHAPES, inline_svg

DAYS = days_to(LAST_DAY, 20)
SCORES = [90.0] * 15 + [70.0] * 5


def drawn(label: str = "a chart", **values: Any) -> Any:
    """The chart of a plot as an element; `values` replace fields of the plot."""
    plot = {"days": DAYS, "values": SCORES, "scale": "score", "width": 340, "height": 170, **values}
    return html.fragment_fromstring(inline_svg(specification(Plot(**plot)), label))


def words(drawing: Any) -> list[str]:
    return [text.text_content() for text in drawing.iter("text")]


def test_a_chart_holds_shapes_and_words_alone() -> None:
    drawing = drawn(change=change(DAYS, 15, 90.0, 70.0), breaks=(DAYS[4],))
    inside = list(drawing.iterdescendants())
    assert {element.tag for element in inside} <= SHAPES
    assert {name for element in inside for name in element.attrib} <= ATTRIBUTES


def test_the_colours_of_a_chart_are_the_pages_own() -> None:
    drawing = drawn(change=change(DAYS, 15, 90.0, 70.0), breaks=(DAYS[4],))
    paints = {element.get(paint) for element in drawing.iterdescendants() for paint in ("fill", "stroke")}
    assert all(re.fullmatch(r"var\(--\w+\)|none|transparent", paint) for paint in paints if paint)


def test_a_chart_is_as_wide_as_it_was_asked_to_be() -> None:
    drawing = drawn(width=340, height=170)
    assert drawing.get("viewbox") == "0 0 340 170"


def test_a_change_has_its_date_and_both_levels() -> None:
    shown = words(drawn(change=change(DAYS, 15, 90.0, 70.0)))
    assert {"since 27 Mar", "90.0", "70.0"} <= set(shown)


@pytest.mark.parametrize(("after", "colour"), [(70.0, "var(--error)"), (99.0, "var(--good)")])
def test_a_change_has_the_colour_of_its_direction(after: float, colour: str) -> None:
    shown = drawn(change=change(DAYS, 15, 90.0, after))
    label = next(text for text in shown.iter("text") if text.text_content() == "since 27 Mar")
    assert label.get("fill") == colour


def test_a_change_of_rules_is_told_once() -> None:
    assert words(drawn(breaks=(DAYS[4], DAYS[9]))).count("rules changed") == 1


def test_rules_that_change_every_night_do_not_bury_the_line() -> None:
    dotted = [rule for rule in drawn(breaks=DAYS).iter("line") if rule.get("stroke-dasharray") == "1,3"]
    assert len(dotted) == BREAKS_SHOWN


def test_a_line_breaks_where_a_night_has_no_value() -> None:
    paths = [
        path.get("d")
        for path in drawn(values=[*SCORES[:7], None, *SCORES[8:]]).iter("path")
        if path.get("stroke") == "var(--ink)"
    ]
    assert any(path.count("M") == 2 for path in paths)


def test_the_last_value_stands_at_the_end() -> None:
    assert "70.0" in words(drawn())
    assert "12 %" in words(drawn(scale="share", values=[0.12] * 20))


def test_the_last_day_is_named() -> None:
    assert words(drawn())[:5].count("31 Mar") == 1


def test_a_single_night_is_drawn() -> None:
    assert "31 Mar" in words(drawn(days=DAYS[-1:], values=[88.0]))


def test_nights_without_any_value_are_drawn_as_an_empty_chart() -> None:
    assert "31 Mar" in words(drawn(values=[None] * 20))


def test_a_label_stays_text() -> None:
    visible = HOSTILE.encode("ascii", "ignore").decode()
    drawing = drawn(label=visible)
    assert drawing.get("aria-label") == visible.replace("\x00", "\ufffd")
    assert not drawing.xpath(".//script | .//img")


def test_a_word_in_a_specification_stays_text() -> None:
    hostile = '</text></svg><script>alert(1)</script><a href="javascript:alert(1)">& ]]> <!--'
    written = inline_svg(
        {
            "data": {"values": [{"text": hostile}]},
            "mark": "text",
            "encoding": {"text": {"field": "text", "type": "nominal"}},
        },
        "label",
    )
    drawing = html.fragment_fromstring(written)
    assert words(drawing) == [hostile]
    assert not drawing.xpath(".//a | .//script | .//@href")


def test_two_charts_share_no_id() -> None:
    assert not drawn().xpath(".//@id")


@pytest.mark.parametrize(
    ("values", "scale", "domain"),
    [
        ([91.0, 88.5], "score", (85.0, 95.0)),
        ([91.0, 78.5], "score", (75.0, 95.0)),
        ([99.0, None, 97.0], "score", (90.0, 100.0)),
        ([35.0, 92.0], "score", (35.0, 95.0)),
        ([2.0, 3.0], "score", (0.0, 10.0)),
        ([None], "score", (0.0, 100.0)),
        ([0.02], "share", (0.0, 0.1)),
        ([0.35, None], "share", (0.0, 0.4)),
        ([1.0], "share", (0.0, 1.0)),
    ],
)
def test_scales_are_round_and_never_so_narrow_that_noise_fills_them(
    values: list[float | None], scale: Any, domain: tuple[float, float]
) -> None:
    assert domain_of(values, scale) == pytest.approx(domain)


@given(st.lists(st.none() | st.floats(0, 100), min_size=1))
def test_a_scale_of_scores_holds_them_all(values: list[float | None]) -> None:
    low, high = domain_of(values, "score")
    assert all(low <= value <= high for value in values if value is not None)
    assert low >= 0 and high <= 100 and high - low >= LEAST_SCORE_SPAN


def points(drawing: str) -> list[list[tuple[float, float]]]:
    lines = html.fragment_fromstring(drawing).xpath(".//polyline/@points")
    return [[tuple(map(float, point.split(","))) for point in line.split()] for line in lines]  # type: ignore[misc]  # pairs


def test_a_small_line_goes_from_left_to_right_and_up_with_the_values() -> None:
    (line,) = points(sparkline([1.0, 5.0, 3.0], "label"))
    (first, second, third) = line
    assert first[0] < second[0] < third[0]
    assert second[1] < third[1] < first[1]


def test_a_small_line_breaks_where_a_night_has_no_value() -> None:
    assert [len(line) for line in points(sparkline([1.0, 2.0, None, 4.0, None, 5.0, 6.0], "label"))] == [
        2,
        2,
        2,
    ]


def test_noise_within_the_least_span_stays_flat() -> None:
    (noise,), (news,) = (points(sparkline([90.0, 91.0], "label", least_span=span)) for span in (20.0, 0.0))
    assert abs(noise[0][1] - noise[1][1]) < abs(news[0][1] - news[1][1]) / 10


def test_the_dot_marks_the_last_night_if_it_has_a_value() -> None:
    assert "<circle" in sparkline([1.0, 2.0], "label")
    assert "<circle" not in sparkline([1.0, None], "label")


@given(st.lists(st.none() | st.floats(0, 1e6)), st.floats(0, 100))
def test_a_small_line_stays_within_its_frame(values: list[float | None], span: float) -> None:
    for line in points(sparkline(values, "label", least_span=span)):
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in line)


def test_the_label_of_a_small_line_stays_text() -> None:
    drawing = html.fragment_fromstring(sparkline([1.0], '"><script>alert(1)</script>'))
    assert drawing.get("aria-label") == '"><script>alert(1)</script>'


def test_days_far_apart_have_few_labels() -> None:
    days = [date(2025, 1, 1), date(2026, 3, 31)]
    shown = [word for word in words(drawn(days=days, values=[90.0, 91.0])) if re.match(r"\d+ \w", word)]
    assert 1 <= len(shown) <= 6
