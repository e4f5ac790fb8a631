"""The encodings that feeds name, read as browsers read them.

After the Encoding standard (encoding.spec.whatwg.org): latin-1 and ASCII are windows-1252, GB2312 is GB18030.
"""

from __future__ import annotations

import codecs
import re

_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{
        f"{prefix}{page}": f"cp{page}"
        for prefix in ("windows-", "cp", "x-cp")
        for page in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)
    },
    **dict.fromkeys(("windows-874", "cp874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "ksc5601", "windows-949"), "cp949"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "ibm866": "cp866",
    "cp866": "cp866",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}

_OPEN_BYTES = {0xDC00 + byte: byte for byte in range(0x80, 0xA0)}
"""Bytes that windows-125x leaves open, as Python escapes them, and what browsers read: control characters."""

BAD_BYTE = re.compile("[\ud800-\udfff]")
"""What `TextDecoder` leaves where bytes are no text; nothing else in its text matches."""


def codec_of(label: str) -> str | None:
    """Python's codec for an encoding's name, None for a name that no browser knows."""
    return _CODECS.get(label.strip().lower().replace("_", "-"))


def describe_bad_byte(mark: str, codec: str) -> str:
    """What a match of `BAD_BYTE` stands for."""
    byte = ord(mark) - 0xDC00
    if 0x80 <= byte <= 0xFF:  # noqa: PLR2004  # what the error handler surrogateescape covers
        return f"byte 0x{byte:02X} is not {codec.upper()}"
    return f"half of a surrogate pair (U+{ord(mark):04X}) is not {codec.upper()}"


class TextDecoder:
    """Bytes to text, a piece at a time; a bad byte costs itself alone, and stays recognisable as `BAD_BYTE`.

    Line ends become line feeds, as XML wants it.
    """

    def __init__(self, codec: str) -> None:
        """Decode with one of Python's codecs."""
        wide = codec.startswith(("utf-16", "utf-32"))
        self._decoder = codecs.getincrementaldecoder(codec)("surrogatepass" if wide else "surrogateescape")
        self._open_bytes = _OPEN_BYTES if codec.startswith("cp125") else None
        self._ends_in_return = False

    def decode(self, data: bytes, is_last: bool = False) -> str:
        """The text of the next bytes. Raises UnicodeDecodeError where no byte after the fault can be read."""
        text = self._decoder.decode(data, is_last)
        if self._open_bytes is not None:
            text = text.translate(self._open_bytes)
        if self._ends_in_return:
            text = "\r" + text
        self._ends_in_return = text.endswith("\r") and not is_last
        if self._ends_in_return:
            text = text[:-1]
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
