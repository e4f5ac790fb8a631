"""Trained data, each file with its card: what it was trained on, how, and how well it does."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from typing import Any

_DATA = (".json", ".model")


def read(name: str) -> Any:
    """The JSON data of a model of this folder."""
    return json.loads((files(__name__) / name).read_text(encoding="utf-8"))


def read_bytes(name: str) -> bytes | None:
    """The bytes of a model of this folder; None where there is none of that name."""
    path = files(__name__) / name
    return path.read_bytes() if path.is_file() else None


def digest() -> str:
    """The SHA-256, hexadecimal, of all data of this folder, by name."""
    found = sha256()
    data = (path for path in files(__name__).iterdir() if path.name.endswith(_DATA))
    for path in sorted(data, key=lambda path: path.name):
        content = path.read_bytes()
        found.update(f"{path.name} {len(content)}\n".encode() + content)
    return found.hexdigest()
