from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import models
from checks.kinds._fluency_file import ModelFileError, read, written
from checks.kinds._fluency_model import model_of

ARRAYS: dict[str, Any] = {
    "a": np.arange(6, dtype=np.int8).reshape(2, 3),
    "b": np.array([0.5, -1.5], np.float32),
}
SHIPPED = models.read_bytes("fluency-en.model") or b""


def test_what_is_written_is_read() -> None:
    found = read(written({"language": "nl", "entries": ["é", "@"]}, ARRAYS))
    assert found.head == {"language": "nl", "entries": ["é", "@"]}
    assert {name: array.tolist() for name, array in found.arrays.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


def test_a_model_has_one_form() -> None:
    assert written({"b": 1, "a": 2}, ARRAYS) == written({"a": 2, "b": 1}, dict(reversed(ARRAYS.items())))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"copydesk fluency model 1\n",
        b"copydesk fluency model 1\n[]\n",
        b'copydesk fluency model 1\n{"arrays":[{"name":"a","type":"object","shape":[1]}]}\n\0\0\0\0',
        b'copydesk fluency model 1\n{"arrays":[{"name":"a","type":"int8","shape":[-1]}]}\n\0',
        b'copydesk fluency model 1\n{"arrays":[]}\nmore',
        b'copydesk fluency model 1\n{"arrays":[]}\n',
    ],
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ModelFileError):
        model_of(data)


@given(st.integers(0, len(SHIPPED) - 1))
def test_a_cut_model_is_refused(length: int) -> None:
    with pytest.raises(ModelFileError):
        model_of(SHIPPED[:length])


def test_the_shipped_model_is_small() -> None:
    assert 0 < len(SHIPPED) <= 8 * 1024 * 1024
