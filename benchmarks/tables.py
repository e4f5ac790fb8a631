"""The tables of a run, in Markdown, and where they stand in docs/benchmarks.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.results import CommandRow, Results, Row

MARKER = re.compile(r"(?s)<!-- begin (?P<name>[a-z-]+) -->\n.*?<!-- end (?P=name) -->")
"""A stretch of a page that a table is written into."""

NOTHING = "Not measured."
"""What stands on the page where there is no table."""

DIGITS = 3
"""Significant ones of a figure: the measurements repeat within some per cent."""


def tables(results: Results) -> dict[str, str]:
    """Every table by its name in the page; empty where nothing was measured for it."""
    return {
        "machine": _machine(results),
        "speeds": _speeds(results),
        "missing": _missing(results),
        "families": _families(results),
        "documents": _sizes("articles in the document", results.documents, results.mixed),
        "rules": _rules(results.rules),
        "feeds": _commands(results.feeds),
        "workers": _workers(results.workers),
        "start-up": _start_up(results.start_up),
    }


def page(text: str, written: Mapping[str, str]) -> str:
    """A page with the tables put between its markers. Raises ValueError for a marker without a table."""

    def filled(marker: re.Match[str]) -> str:
        name = marker["name"]
        if name not in written:
            raise ValueError(f"no table is called {name!r}")
        return f"<!-- begin {name} -->\n{written[name] or NOTHING}\n<!-- end {name} -->"

    return MARKER.sub(filled, text)


def figure(value: float) -> str:
    """A figure with three significant digits, or all digits before the point, and no exponent."""
    if abs(value) >= 10 ** (DIGITS - 1):
        return f"{value:,.0f}"
    return f"{value:#.{DIGITS}g}"


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """A table whose first `words` columns are words and whose other columns are figures."""
    rule = ["---"] * words + ["--:"] * (len(heads) - words)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def _machine(results: Results) -> str:
    feed = results.feed
    parts = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    return (
        f"Measured on {feed['date']} over {feed['what']}: {feed['documents']} documents, "
        f"{feed['megabytes']} MB of text. Machine: {parts}. "
        f"The yardstick read {figure(results.yardstick)} MB/s."
    )


def _speeds(results: Results) -> str:
    """The first two rows of copydesk's own, then the peers, the fastest first."""
    own = results.own[:2]
    peers = sorted(results.peers, key=lambda row: -row.speed)
    heads = (
        "program",
        "what of it",
        "MB/s",
        "yardsticks",
        "start-up, s",
        "first pass, s",
        "passes",
        "peak, MB",
    )
    if not own:
        return ""
    compared = [f"{row.name} is … × as fast" for row in own]
    return grid(
        (*heads, *compared),
        (
            (
                _named(row),
                row.what,
                figure(row.speed),
                figure(row.cost.yardsticks),
                f"{row.cost.start_up:.2f}",
                f"{row.cost.first_pass:.2f}",
                str(row.cost.passes),
                f"{row.cost.peak / 1e6:.0f}",
                *("" if row in own else figure(one.speed / row.speed) for one in own),
            )
            for row in (*own, *peers)
        ),
        words=2,
    )


def _named(row: Row) -> str:
    return f"{row.name} {row.version}".strip()


def _missing(results: Results) -> str:
    return "\n".join(f"- {name}: {reason}." for name, reason in results.missing.items())


def _families(results: Results) -> str:
    rows = ((row.what, figure(row.speed), figure(row.cost.yardsticks)) for row in results.own)
    return grid(("rules", "MB/s", "yardsticks"), rows) if results.own else ""


def _sizes(head: str, copies: Sequence[Row], mixed: Sequence[Row]) -> str:
    """Cost by size of both kinds of document, where both were measured."""
    if not (copies and mixed):
        return ""
    heads = (head, "kB, copies of one", "yardsticks", "kB, different ones", "yardsticks")
    both = zip(copies, mixed, strict=False)
    return grid(heads, ((one.name, *_by_size(one), *_by_size(other)) for one, other in both))


def _by_size(row: Row) -> tuple[str, str]:
    return figure(row.megabytes * 1e3), figure(row.cost.yardsticks)


def _rules(rows: Sequence[Row]) -> str:
    whole = next((row for row in rows if row.name == "all"), None)
    if whole is None:
        return ""
    return grid(
        ("rules", "which", "MB/s", "time, all = 1", "findings"),
        (
            (
                row.name,
                row.what,
                figure(row.speed),
                f"{row.cost.yardsticks / whole.cost.yardsticks:.2f}",
                str(row.cost.marks),
            )
            for row in rows
        ),
        words=2,
    )


def _commands(rows: Sequence[CommandRow]) -> str:
    """Beside each run what those documents cost that it has more than the one before, free of start-up."""
    if not rows:
        return ""
    return grid(
        ("feed", "documents", "MB", "seconds", "ms for each kB more", "peak, MB"),
        (
            (
                row.name,
                f"{row.documents:,}",
                f"{row.megabytes:.2f}",
                f"{row.seconds:.1f}",
                ""
                if last is None
                else figure((row.seconds - last.seconds) / (row.megabytes - last.megabytes)),
                f"{row.peak:.0f}",
            )
            for last, row in zip((None, *rows), rows, strict=False)
        ),
    )


def _workers(rows: Sequence[CommandRow]) -> str:
    """Runs in pairs of a smaller and a larger feed; what the larger one cost more is free of start-up."""
    if not rows:
        return ""
    heads = (
        "workers",
        "MB",
        "processor s",
        "s by the clock",
        "peak, MB",
        "parent's share of more",
        "MB/s of more",
    )
    return grid(
        heads,
        (
            (
                row.name,
                f"{row.megabytes:.2f}",
                f"{row.seconds:.1f}",
                f"{row.wall:.1f}",
                f"{row.peak:.0f}",
                *(("", "") if last is None or last.name != row.name else _of_more(last, row)),
            )
            for last, row in zip((None, *rows), rows, strict=False)
        ),
    )


def _of_more(last: CommandRow, row: CommandRow) -> tuple[str, str]:
    parent = (row.parent_seconds - last.parent_seconds) / (row.seconds - last.seconds)
    return f"{parent:.1%}", figure((row.megabytes - last.megabytes) / (row.wall - last.wall))


def _start_up(found: Mapping[str, float]) -> str:
    if not found:
        return ""
    return grid(("command", "processor seconds"), ((name, f"{value:.2f}") for name, value in found.items()))
