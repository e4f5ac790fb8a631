"""Files, folders and streams to documents, one file per format."""

from .fields import GUESSES, parse_fields
from .options import FeedError, FeedOptions
from .reading import read

__all__ = ["GUESSES", "FeedError", "FeedOptions", "parse_fields", "read"]
