"""The page of one small report, byte for byte but for its drawings, which differ with every version of Vega.

After a change that is meant, renew it, and read the difference before committing it:

    UPDATE_GOLDEN=1 pytest tests/nightly/test_html_golden.py
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from nightly_samples import full_report

from checks.nightly.html import write_html

GOLDEN = Path(__file__).parents[1] / "cases" / "nightly" / "page.html"

CHART = re.compile(r'(<svg class="chart"[^>]*>).*?</svg>')
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def test_the_page_is_as_it_was() -> None:
    stream = io.StringIO()
    write_html(full_report(sources=6, nights=8), stream)
    page = STYLE.sub("<style>STYLE</style>", CHART.sub(r"\1DRAWING</svg>", stream.getvalue()))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_bytes(page.encode("utf-8"))
    assert page == GOLDEN.read_bytes().decode("utf-8")
