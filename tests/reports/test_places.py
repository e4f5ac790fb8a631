from __future__ import annotations

import pytest
from report_helpers import finding, result

from checks.document import Link, Location
from checks.reports import Options
from checks.reports.places import Place, path_in_project, place_of

TEXT = "One line.\rTwo†\nlines."


@pytest.mark.parametrize(
    ("path", "here", "project", "expected"),
    [
        ("feeds/a.txt", "", "", "feeds/a.txt"),
        ("feeds/a.txt", "/repo", "/repo", "feeds/a.txt"),
        ("feeds/a.txt", "/repo/sub", "/repo", "sub/feeds/a.txt"),
        ("./feeds/../a.txt", "/repo", "/repo/", "a.txt"),
        ("../a.txt", "/repo/sub", "/repo", "a.txt"),
        ("../a.txt", "/repo", "/repo", "../a.txt"),
        ("/repo/feeds/a.txt", "/repo", "/repo", "feeds/a.txt"),
        ("/repository/a.txt", "/repo", "/repo", "/repository/a.txt"),
        ("-", "/repo", "/repo", "-"),
    ],
)
def test_paths_are_relative_to_the_project_where_they_lie_in_it(
    path: str, here: str, project: str, expected: str
) -> None:
    assert path_in_project(path, Options(here=here, project=project)) == expected


def test_in_a_text_file_a_finding_has_lines_and_columns() -> None:
    start = TEXT.index("†")
    item = result(TEXT, found := finding(TEXT, start, len(TEXT), line=2, column=4))
    assert place_of(item.document, found, Options()) == Place("a.txt", 2, 4, 3, 7)


@pytest.mark.parametrize(
    "values",
    [
        {"document_location": Location("a.txt", 1, 1)},
        {"document_location": Location("a.txt", None, 1)},
        {"document_title": "A title"},
        {"document_blocks_known": ()},
    ],
)
def test_a_record_or_a_page_is_one_place(values: dict[str, object]) -> None:
    item = result(TEXT, found := finding(TEXT, 0, 3), **values)
    place = place_of(item.document, found, Options())
    assert place is not None and place.column is None


def test_what_is_not_in_the_text_has_no_column() -> None:
    links = (Link(0, 3, "https://a.example/"),)
    item = result(TEXT, document_links=links)
    href = finding(links[0].href, 0, 5, field="link.href")
    whole = finding(TEXT, 0, 0)
    assert place_of(item.document, href, Options()) == Place("a.txt")
    assert place_of(item.document, whole, Options()) == Place("a.txt")
