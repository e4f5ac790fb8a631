"""Trained data, each file with its card: what it was trained on, how, and how well it does."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def read(name: str) -> Any:
    """The JSON data of a model of this folder."""
    return json.loads((files(__name__) / name).read_text(encoding="utf-8"))
