"""The peers that are written in Python, behind the protocol, each by the name that `benchmarks.peers` has.

    PEERS/python/bin/python -m benchmarks.drivers.python_peers NAME FEED...

This runs in the peers' own virtual environment, where neither copydesk nor what it needs is installed. A
peer is used as its documentation says, on English; what is made once is made before the clock starts.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable, Mapping, Sequence

from benchmarks.drivers.protocol import serve

Check = Callable[[str], int]
"""Takes a document's text and counts what the peer marks in it, or 1 where it would drop the document."""


def datatrove() -> Check:
    """A pipeline of the four filters: what one of them drops is not shown to the next."""
    from datatrove.data import Document  # noqa: PLC0415 - each peer is loaded in its own process
    from datatrove.pipeline import filters  # noqa: PLC0415

    chain = (
        filters.GopherQualityFilter(),
        filters.GopherRepetitionFilter(),
        filters.C4QualityFilter(),
        filters.FineWebQualityFilter(),
    )

    def check(text: str) -> int:
        document = Document(text=text, id="")
        return int(any(step.filter(document) is not True for step in chain))

    return check


def proselint() -> Check:
    """All checks that are on by default."""
    from proselint.checks import __register__  # noqa: PLC0415 - see `datatrove`
    from proselint.registry import CheckRegistry  # noqa: PLC0415
    from proselint.tools import LintFile  # noqa: PLC0415

    CheckRegistry().register_many(__register__)
    return lambda text: len(LintFile("document", text).lint())


def ftfy() -> Check:
    """`fix_text` with its defaults; a text that it changes counts as marked."""
    from ftfy import fix_text  # noqa: PLC0415 - see `datatrove`

    return lambda text: int(fix_text(text) != text)


def langdetect() -> Check:
    """The language of the document, with a fixed seed; another one than English counts as marked."""
    from langdetect import DetectorFactory, LangDetectException, detect  # noqa: PLC0415 - see `datatrove`

    DetectorFactory.seed = 0

    def check(text: str) -> int:
        try:
            return int(detect(text) != "en")
        except LangDetectException:
            return 1

    return check


def monocleaner() -> Check:
    """The hard rules but for the language's, line by line, up to the first that speaks, as its command does.

    The rule that is left out asks FastSpell, whose model would have to be fetched. The module imports
    FastSpell all the same; an empty module stands in for it.
    """
    stand_in = types.ModuleType("fastspell")
    stand_in.FastSpell = None  # type: ignore[attr-defined]
    sys.modules["fastspell"] = stand_in
    from monocleaner.hardrules import Hardrules  # noqa: PLC0415 - see `datatrove`

    settings = types.SimpleNamespace(
        language="en",
        disable_minimal_length=False,
        fastspell=None,
        detect_script=False,
        disable_lang_ident=True,
        disable_hardrules=False,
        run_all_rules=False,
    )
    rules = Hardrules(settings)
    longest = 1024  # where its command stops looking at a line

    def check(text: str) -> int:
        lines = filter(None, text.splitlines())
        return sum(len(line) > longest or rules.wrong_segment(settings, line) != "keep" for line in lines)

    return check


PEERS: Mapping[str, Callable[[], Check]] = {
    "datatrove": datatrove,
    "proselint": proselint,
    "ftfy": ftfy,
    "langdetect": langdetect,
    "monocleaner": monocleaner,
}


def main(name: str, feeds: Sequence[str]) -> None:
    """Make the peer and serve."""
    check = PEERS[name]()
    serve(lambda lines: sum(check(json.loads(line)["text"]) for line in lines), feeds)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
