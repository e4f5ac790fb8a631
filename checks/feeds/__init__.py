"""Files, folders and streams to documents, one file per format."""

from .fields import GUESSES, parse_fields
from .inputs import holds_at_least, may_wait
from .options import FeedError, FeedOptions
from .reading import read, read_units
from .units import Unit

__all__ = [
    "GUESSES",
    "FeedError",
    "FeedOptions",
    "Unit",
    "holds_at_least",
    "may_wait",
    "parse_fields",
    "read",
    "read_units",
]
