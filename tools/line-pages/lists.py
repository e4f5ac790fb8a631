"""Sound texts that are made of short lines, none of them furniture: recipes, poems, plays, results."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import html_text
from pages import Page

MIN_LINES, MAX_LINES = 5, 150
"""Lines of one text: less shows no list, and a longer one is cut into pieces."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|^#+ |\*\*|^> ?|`", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BULLET = re.compile(r"^[ \t]*[-*+] ", re.MULTILINE)
_ROUND = re.compile(r"^(?=(?:Matchday|» Matchday|▪ Matchday|Round)\b)", re.MULTILINE)


def recipes(repository: Path) -> Iterator[Page]:
    """Recipes in Markdown, as plain text: every second one without its bullets, as many scrapers do."""
    for number, (name, raw) in enumerate(_files(repository, r"content/[^_].*\.md")):
        text = _LINK.sub(r"\1", _MARKUP.sub("", _FRONT_MATTER.sub("", raw)))
        yield _sound("recipes", name, _BULLET.sub("", text) if number % 2 else text)


def books(repository: Path) -> Iterator[Page]:
    """Poems and scenes of books in XHTML; rows of a play are lines of who speaks and what."""
    for name, raw in _files(repository, r"src/epub/text/.*\.xhtml"):
        if "z3998:poem" not in raw and "z3998:drama" not in raw:
            continue
        for number, piece in enumerate(_pieces(html_text.extract_text(raw))):
            yield _sound("books", f"{name}#{number}", piece)


def results(repository: Path) -> Iterator[Page]:
    """Rounds of a football season, a match a line."""
    for name, raw in _files(repository, r"20[12]\d-\d\d/1-.*\.txt"):
        rounds = _ROUND.split(raw)[1:]
        for number in range(0, len(rounds), 4):
            yield _sound("results", f"{name}#{number}", "".join(rounds[number : number + 2]))


def _pieces(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for first in range(0, len(lines), MAX_LINES):
        yield "\n".join(lines[first : first + MAX_LINES])


def _sound(collection: str, name: str, text: str) -> Page:
    lines = text.strip().split("\n")
    return Page(collection, name, name, "", "\n".join(lines) if len(lines) >= MIN_LINES else "", "list")


def _files(repository: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """The files of a git directory's newest commit whose whole path the pattern matches."""
    git = ["git", f"--git-dir={repository}"]
    listed = subprocess.run([*git, "ls-tree", "-r", "--name-only", "HEAD"], capture_output=True, check=True)
    for name in listed.stdout.decode().split("\n"):
        if re.fullmatch(pattern, name):
            shown = subprocess.run([*git, "show", f"HEAD:{name}"], capture_output=True, check=False)
            yield name, shown.stdout.decode("utf-8", "replace")
