"""Lines that ftfy is not asked about are lines that it would leave alone."""

from __future__ import annotations

from itertools import product

import ftfy

from checks.kinds._mojibake_ftfy import explained

MARKS = "‘’“”–—…"


def test_marks_of_typography_alone_are_never_mojibake() -> None:
    for length in (1, 2, 3, 4):
        for marks in product(MARKS, repeat=length):
            for text in ("".join(marks), f"a{''.join(marks)}b", " ".join(marks)):
                assert ftfy.fix_encoding(text) == text


def test_other_lines_are_judged_beside_them() -> None:
    text = "“It is plain,” she said – and left…\nThe cafÃ© was â€œclosedâ€\x9d."

    assert [text[found.start : found.end] for found in explained(text)]
