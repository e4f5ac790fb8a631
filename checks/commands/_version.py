"""The version of what runs."""

from __future__ import annotations


def version() -> str:
    """The installed distribution's version; importlib.metadata, which is slow to load, is imported here."""
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version("copydesk")
    except metadata.PackageNotFoundError:
        return "0+unknown"
