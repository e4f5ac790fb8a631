"""What a text holds beside the characters of a typewriter: rules for odd characters need nothing else."""

from __future__ import annotations

_TYPEWRITTEN = b"\t\n\r" + bytes(range(0x20, 0x7F))


def beyond_ascii(text: str) -> str:
    """The characters of a text but printable ASCII, tabs and line ends, in order.

    It costs a fraction of one search: a pattern that finds nothing here finds none of them in the text.
    """
    rest = text.encode("utf-8", "surrogatepass").translate(None, _TYPEWRITTEN)
    return rest.decode("utf-8", "surrogatepass")
