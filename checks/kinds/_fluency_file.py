"""The file of a fluency model: a line of JSON and the bytes of its arrays; nothing in it can run."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, NamedTuple

from ._fluency_net import Arrays

MAGIC = b"copydesk fluency model 1\n"

_TYPES = ("int8", "uint16", "float32")

MAX_BYTES = 64 * 1024 * 1024
"""A model is a few megabytes; what is larger is none."""


class ModelFileError(ValueError):
    """A file that is no fluency model, or a damaged one."""


class ModelData(NamedTuple):
    """What a model file holds. `head` says language, words, thresholds and how it was made."""

    head: dict[str, Any]
    arrays: Arrays
    sha256: str


def written(head: dict[str, Any], arrays: Arrays) -> bytes:
    """The bytes of a model file; the same for the same model."""
    import numpy as np  # noqa: PLC0415 (dear to import, and most commands need no model)

    parts, places = [], []
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        if array.dtype.name not in _TYPES:
            raise ValueError(f"{name} is of type {array.dtype}")
        places.append({"name": name, "type": array.dtype.name, "shape": list(array.shape)})
        parts.append(array.astype(array.dtype.newbyteorder("<")).tobytes())
    line = json.dumps({**head, "arrays": places}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return b"".join([MAGIC, line.encode(), b"\n", *parts])


def read(data: bytes) -> ModelData:
    """The model of a file's bytes; raises ModelFileError where they are none."""
    if not data.startswith(MAGIC):
        raise ModelFileError("no fluency model: the first line is another")
    if len(data) > MAX_BYTES:
        raise ModelFileError(f"no fluency model: more than {MAX_BYTES} bytes")
    line, _, body = data[len(MAGIC) :].partition(b"\n")
    try:
        head = json.loads(line)
        arrays = dict(_arrays(head.pop("arrays"), body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelFileError(f"a damaged fluency model: {error}") from error
    return ModelData(head, arrays, sha256(data).hexdigest())


def _arrays(places: list[dict[str, Any]], body: bytes) -> list[tuple[str, Any]]:
    import numpy as np  # noqa: PLC0415

    found, start = [], 0
    for place in places:
        if place["type"] not in _TYPES:
            raise ValueError(f"arrays of type {place['type']!r} are not known")
        kind = np.dtype(place["type"]).newbyteorder("<")
        shape = tuple(int(size) for size in place["shape"])
        count = 1
        for size in shape:
            count *= size
        if count < 0 or start + count * kind.itemsize > len(body):
            raise ValueError("it ends too early")
        array = np.frombuffer(body, kind, count, start).reshape(shape)
        found.append((place["name"], array))
        start += count * kind.itemsize
    if start != len(body):
        raise ValueError("more follows than it says")
    return found
