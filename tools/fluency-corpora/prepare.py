"""Write the texts that the English fluency model learns from: `python prepare.py CLONES > corpus.jsonl`.

CLONES holds a clone of each repository that `sources.py` names, bare or not, as `owner+name` (what is missing
is told with the command that fetches it). Each line is a document with its collection. On standard error
stand the documents and words of each collection.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from sources import SOURCES, Source


def git_directory(clones: Path, source: Source) -> Path:
    """The repository's git directory; exits with what to do where there is none."""
    folder = clones / source.repository.replace("/", "+")
    for place in (folder / ".git", folder / "repo" / ".git", folder / "repo", folder):
        if (place / "HEAD").exists():
            return place
    sys.exit(f"no clone: git clone --bare https://github.com/{source.repository} {folder}")


def files(repository: Path, source: Source) -> Iterator[bytes]:
    """The content of each file that counts, in order of path."""
    git = ["git", f"--git-dir={repository}"]
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "--name-only", "-z", source.commit], capture_output=True, check=True
    )
    paths = [path for path in listed.stdout.decode().split("\0") if re.fullmatch(source.files, path)]
    wanted = "".join(f"{source.commit}:{path}\n" for path in paths).encode()
    with subprocess.Popen(
        [*git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        if reader.stdin is None or reader.stdout is None:
            raise RuntimeError("git has no pipes")
        for line in wanted.splitlines(keepends=True):
            reader.stdin.write(line)
            reader.stdin.flush()
            head = reader.stdout.readline().split()
            if head[-1:] == [b"missing"]:
                continue
            content = reader.stdout.read(int(head[2]))
            reader.stdout.read(1)
            yield content
        reader.stdin.close()


def documents(clones: Path, source: Source) -> Iterator[str]:
    """The texts of a source, none twice."""
    seen: set[bytes] = set()
    for content in files(git_directory(clones, source), source):
        for text in source.read(content):
            key = blake2b(text[:300].encode(), digest_size=12).digest()
            if key not in seen:
                seen.add(key)
                yield text


def thinned(texts: list[str], most_words: int | None) -> list[str]:
    """Texts at even distances, so many that they have about the words asked for."""
    total = sum(len(text.split()) for text in texts)
    if most_words is None or total <= most_words:
        return texts
    share = most_words / total
    return [text for number, text in enumerate(texts) if int(number * share) != int((number + 1) * share)]


def main() -> None:
    """Write all sources to standard output, in their order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path)
    chosen = parser.parse_args()
    for source in SOURCES:
        count = words = 0
        for text in thinned(list(documents(chosen.clones, source)), source.most_words):
            count, words = count + 1, words + len(text.split())
            record = {"text": text, "collection": source.name, "genre": source.genre}
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        sys.stderr.write(f"{source.name}\t{source.genre}\t{count}\t{words}\t{source.licence}\n")


if __name__ == "__main__":
    main()
