"""The documents that all programs are shown, as JSON Lines with one `text` a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed import documents_of


@dataclass(frozen=True)
class Feed:
    """Texts and the file that holds them. `size` is bytes of UTF-8, of the texts alone."""

    path: Path
    texts: Sequence[str]
    size: int

    @property
    def megabytes(self) -> float:
        """Of the texts, a megabyte being a million bytes."""
        return self.size / 1e6


def written(texts: Iterable[str], path: Path) -> Feed:
    """Texts as a feed in a file; a lone surrogate, which UTF-8 has not, becomes a question mark."""
    sound = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    path.write_text("".join(f"{json.dumps({'text': text}, ensure_ascii=False)}\n" for text in sound), "utf-8")
    return Feed(path, sound, sum(len(text.encode("utf-8")) for text in sound))


def feed_of(source: str | None, folder: Path) -> Feed:
    """The documents of any file that copydesk reads, or of the examples."""
    return written((document.text for document in documents_of(source)), folder / "feed.jsonl")


def joined(texts: Sequence[str], times: int) -> str:
    """One long document of `times` texts, from the first on and, where they run out, from the first again."""
    return "\n\n".join(texts[number % len(texts)] for number in range(times))


def middle_text(texts: Sequence[str]) -> str:
    """The text of median length."""
    return sorted(texts, key=len)[len(texts) // 2]


def part(texts: Sequence[str], share: float) -> list[str]:
    """A share of the texts, taken from all over them, or so many times all of them and a share."""
    whole, rest = divmod(round(share * len(texts)), len(texts))
    spread = [texts[number * len(texts) // rest] for number in range(rest)]
    return [*texts] * whole + spread or [texts[0]]
