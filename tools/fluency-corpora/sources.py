"""The collections that the English fluency model learns from: where each lies, and under which licence.

Only what its giver may give away is here: text of the licensor's own, of Wikimedia or of the United States
government. Commits are pinned, because licences change: the textbooks were CC BY 4.0 at these commits and
are not at their newest. The word counts on the model's card are what `prepare.py` prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import extract


class Source(NamedTuple):
    """One collection: a repository at a commit, the files in it that count, and how to read one."""

    name: str
    genre: str
    repository: str
    commit: str
    files: str
    """Regular expression that a file's whole path must match."""
    read: Callable[[bytes], Iterator[extract.Text]]
    licence: str
    most_words: int | None = None
    """Documents are taken evenly from the whole up to about so many words; None: all."""


_TEXTBOOK = "CC BY 4.0 (LICENSE at the pinned commit)"
_BOOKS = {
    "american-government": "d8ce50dc1247652027a7d8216918f78bbc8511ed",
    "astronomy": "63157f370b09c06a4cc12832384aaaf4de1ced3b",
    "entrepreneurship": "c1fa2c872ba07dc864c3aeb5a510b08b4f657288",
    "introduction-anthropology": "418eedd9bef21ec1a6fa1b472c0d82c084e35c70",
    "introduction-business": "f99a5bb2eeec22a6fb042f8d95435d5b9e5564da",
    "introduction-philosophy": "d7bd4f0f520529b3ad83272448a9c2be25c9040a",
    "introduction-political-science": "4391e659b98eec43b71e8b3f08241215fb4dd4c4",
    "introduction-sociology": "d35d5f3bdac40f93607d600134865d4f13ce1f9b",
    "microbiology": "ecf34dad129d686703780e87ab5aa2e59c577a6a",
    "psychology": "e061043bf2f9e86ace51c4e8dc9555160f60a99d",
    "us-history": "046331cfcea0ac1b1a8fd461b3e6aae638845af3",
    "world-history": "3e17beda9130380d24be881e6d1942dfcc1be845",
}

SOURCES = (
    Source(
        "senate",
        "press release",
        "lintool/GrimmerSenatePressReleases",
        "2c7bab8837f934437a9fdbb8460876fde31f5cae",
        r"raw/[A-Z]\w+/.+\.txt",
        extract.press_release,
        "work of the United States government, public domain (17 USC 105)",
        4_500_000,
    ),
    *(
        Source(
            f"openstax-{book}",
            "textbook",
            f"openstax/osbooks-{book}",
            commit,
            r"modules/.+/index\.cnxml",
            extract.textbook,
            _TEXTBOOK,
        )
        for book, commit in _BOOKS.items()
    ),
    Source(
        "digitalgov",
        "government",
        "GSA/digitalgov.gov",
        "4979583206d90ff1707b097454a9b169ca9e95e4",
        r"content/(?!authors/).+\.md",
        extract.markdown,
        "CC0 1.0",
    ),
    Source(
        "18f",
        "government",
        "18F/18f.gsa.gov",
        "0a55c75e6d9bc71c80136a3867dac52356177443",
        r"content/posts/.+\.md",
        extract.markdown,
        "CC0 1.0",
    ),
    Source(
        "medquad",
        "medicine",
        "abachaa/MedQuAD",
        "577bd37b96c02d1833b2c9eed2de9f96964e96cb",
        r"[1-9]_\w+_QA/.+\.xml",
        extract.answers,
        "CC BY 4.0",
        800_000,
    ),
    Source(
        "state-union",
        "speech",
        "nltk/nltk_data",
        "5db857e6f7df11eabb5e5665836db9ec8df07e28",
        r"packages/corpora/state_union\.zip",
        extract.speeches,
        "public domain",
    ),
    Source(
        "opensuse",
        "technology news",
        "openSUSE/news-o-o",
        "b49d7c96274ad3e86d6664a5545948ba9351da98",
        r"_posts/.+",
        extract.licensed_post,
        "CC BY-SA 3.0, CC BY-SA 4.0 or CC BY 4.0, as each post says",
    ),
    Source(
        "gap",
        "encyclopedia",
        "google-research-datasets/gap-coreference",
        "83135f26025cdd705c04f77e940d0c9201116b80",
        r"gap-\w+\.tsv",
        extract.biographies,
        "Apache 2.0; the text is Wikipedia's, CC BY-SA",
    ),
    Source(
        "wikitext-2",
        "encyclopedia",
        "pytorch/examples",
        "77f55b912142e11fcfdf5b530231fb9c52f181e8",
        r"word_language_model/data/wikitext-2/(?:valid|test)\.txt",
        extract.wikitext,
        "the text is Wikipedia's, CC BY-SA 3.0",
    ),
    Source(
        "xquad",
        "encyclopedia",
        "google-deepmind/xquad",
        "7d30520c717524000f0d9d2f9c10a069acd9d285",
        r"xquad\.en\.json",
        extract.contexts,
        "CC BY-SA 4.0; the text is Wikipedia's",
    ),
)
