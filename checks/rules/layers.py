"""A rule file and all that it extends, read and laid over each other into one tree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import regex

from .decode import Decoder
from .errors import Mark, RuleError
from .files import default_rules, read_text, resolved
from .merge import merge
from .source import Entry, Value, read_yaml

RULES_MAJOR = 1
"""Major version of the shipped rules: within it no stable rule changes severity, confidence or weight."""

SCHEMA_VERSION = 1
TOP_KEYS = ("version", "extends", "rules", "names", "score", "gate", "sources")

_DEFAULT = regex.compile(r"default(?:@([0-9]+))?")


class Layers:
    """The files of one load, read and laid over each other; `complete` is false where one is missing."""

    def __init__(self, errors: list[RuleError]) -> None:
        """Add each fault to `errors`."""
        self.errors = errors
        self.decoder = Decoder(errors)
        self.hash = hashlib.sha256()
        self.complete = True
        self.files: list[Path] = []
        """The files that were read."""

    def tree(self, file: Path, named_at: Mark | None, above: tuple[Path, ...]) -> Value | None:
        """A file laid over all that it extends, as one tree; None, with the fault recorded, without one."""
        if resolved(file) in above:
            self.decoder.fail(named_at or Mark(str(file), 1, 1), f"{file} extends itself")
            return None
        text = read_text(file, named_at, self.errors)
        if text is None:
            return None
        self.files.append(file)
        self.hash.update(text.encode() + b"\0")
        own = read_yaml(text, str(file), self.errors)
        if own is None:
            return None
        if not isinstance(own.data, dict):
            self.decoder.fail(own.mark, "a rule file is a mapping with `version: 1` and `rules:`")
            return None
        self._check_top(own, own.data)
        merged = Value({}, own.mark)
        for base in self._extended(own.data, file, (*above, resolved(file))):
            merged = merge(merged, base, self.errors)
        return merge(merged, own, self.errors)

    def _check_top(self, own: Value, data: dict[str, Entry]) -> None:
        self.decoder.known_keys(data, TOP_KEYS, "the file")
        is_pack = set(data) == {"rules"}
        version = data.get("version")
        if version is None:
            if not is_pack:
                self.decoder.fail(own.mark, f"`version: {SCHEMA_VERSION}` is missing")
        elif type(version.value.data) is not int or version.value.data != SCHEMA_VERSION:
            message = f"`version` must be the number {SCHEMA_VERSION}: this copydesk reads no other"
            self.decoder.fail(version.value.mark, message)

    def _extended(self, data: dict[str, Entry], file: Path, above: tuple[Path, ...]) -> Iterator[Value]:
        """The trees of the files that a file extends, in its order, less what is no part of a layer."""
        entry = data.get("extends")
        if entry is None:
            return
        names = entry.value.data if isinstance(entry.value.data, list) else [entry.value]
        for name in names:
            base = self._base(name, file)
            tree = None if base is None else self.tree(base, name.mark, above)
            if tree is None or not isinstance(tree.data, dict):
                self.complete = False
                continue
            yield Value({k: v for k, v in tree.data.items() if k not in ("version", "extends")}, tree.mark)

    def _base(self, name: Value, file: Path) -> Path | None:
        if not isinstance(name.data, str):
            self.decoder.fail(name.mark, "`extends` takes `default`, `default@1` or paths of rule files")
            return None
        default = _DEFAULT.fullmatch(name.data)
        if default is None:
            return file.parent / name.data
        if default[1] not in (None, str(RULES_MAJOR)):
            self.decoder.fail(name.mark, f"{name.data}: this copydesk ships default@{RULES_MAJOR}")
            return None
        return default_rules()
