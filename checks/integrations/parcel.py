"""A checker on its way to other processes and machines, which need none of the files that it was made of.

Rules, what is accepted and known, furniture and models travel as their fields; what a checker has worked out
for itself (automata, compiled patterns) does not, and each process works it out once. What is opened must
come from a process that is trusted: it is a pickle, like everything that Spark, Ray and datatrove send.
"""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any

from ..commands._version import version
from ..engine import Checker

OPEN_CHECKERS = 4
"""Checkers that a process keeps: jobs on one cluster may use several, and each holds some tens of MB."""


class VersionMismatch(Exception):
    """A checker was packed by one version of copydesk and opened by another, which may find other things."""


@dataclass(frozen=True)
class Parcel:
    """A packed checker; every process opens it once."""

    packed: bytes
    version: str

    @classmethod
    def of(cls, checker: Checker) -> Parcel:
        """Pack a checker, whether it has been used or not."""
        stream = io.BytesIO()
        _FieldsPickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(checker)
        return cls(zlib.compress(stream.getvalue()), version())

    def open(self) -> Checker:
        """The checker. Raises VersionMismatch."""
        if version() != self.version:
            raise VersionMismatch(
                f"the job was started with copydesk {self.version}, and this worker has {version()}; "
                "install the same version on every machine"
            )
        return _opened(self.packed)


class _FieldsPickler(pickle.Pickler):
    """Pickles dataclasses by their fields alone: what they keep beside them can be worked out again."""

    def reducer_override(self, value: Any) -> Any:
        """How a value is pickled; NotImplemented leaves it to pickle."""
        if isinstance(value, type) or not is_dataclass(value):
            return NotImplemented
        return _rebuilt, (type(value), {field.name: getattr(value, field.name) for field in fields(value)})


def _rebuilt(kind: type, values: dict[str, Any]) -> Any:
    """A dataclass of these fields, which were valid when it was packed: nothing is checked again."""
    made: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


@lru_cache(maxsize=OPEN_CHECKERS)
def _opened(packed: bytes) -> Checker:
    checker = pickle.loads(zlib.decompress(packed))
    assert isinstance(checker, Checker)
    return checker
