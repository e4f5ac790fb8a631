"""What a kind of check is: a frozen dataclass that finds hits in one unit of a document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from ..budget import Budget
from ..dialect import Reach
from ..doc import Doc
from ..document import Document, Field, Span
from ..furniture import NO_FURNITURE, SourceFurniture
from ._fluency_model import FluencyModel
from ._folding import core, fold

__all__ = [
    "ByLanguage",
    "ByLanguageOrAny",
    "Clues",
    "Context",
    "Doc",
    "Evidence",
    "Hit",
    "Kind",
    "LanguageKey",
    "Scope",
]

T = TypeVar("T")

Scope = Literal["document", "block", "sentence", "title", "link"]


@dataclass(frozen=True, slots=True)
class LanguageKey:
    """Marks the keys of a YAML mapping as ISO 639-1 codes; `any_too` admits `any` beside them."""

    any_too: bool = False


ByLanguage: TypeAlias = Mapping[Annotated[str, LanguageKey()], tuple[str, ...]]
ByLanguageOrAny: TypeAlias = Mapping[Annotated[str, LanguageKey(any_too=True)], tuple[str, ...]]


class Hit(NamedTuple):
    """A place that a kind found: code-point offsets into `field`, and values for the rule's message."""

    start: int
    end: int
    field: Field = "text"
    values: Mapping[str, str] = {}


class Evidence(NamedTuple):
    """A hit of another rule, as a kind that reads findings is shown it."""

    rule: str
    hit: Hit


class Clues(NamedTuple):
    """What a unit must show, one thing of all these, for a kind to find anything in it.

    All texts are loosened (see `_folding.loosen`). Where a unit shows a clue, the kind may find nothing all
    the same; but where it finds something, a clue is there.
    """

    literals: Mapping[str, Reach | None] = {}
    """Texts that stand in the loosened unit, each with how far behind the start of what the kind would try to
    find there; None where it must be shown the whole unit."""
    phrases: frozenset[str] = frozenset()
    """Texts that stand in the loosened unit as words, with any white space where they have a space."""
    openings: frozenset[str] = frozenset()
    """Texts that the unit's `core` begins with."""
    start: tuple[str, str] = ("", "")
    """Tests (see `dialect.beside`) of the characters before what the kind would find and at its start, for
    literals with a reach."""


@dataclass(frozen=True)
class Context:
    """One unit of a document as a rule's `scope` asks for it: `start … end` of `field`.

    What is computed from the unit is kept, so that the rules which are shown the same context share it.
    """

    document: Document
    field: Field
    start: int
    end: int
    vocabulary: frozenset[str] = frozenset()
    """The house's allowed names, case-folded."""
    evidence: tuple[Evidence, ...] = ()
    """What other rules found in the document, for kinds that say with `reads` which they want."""
    furniture: SourceFurniture = NO_FURNITURE
    """What was learned of the document's source."""
    fluency_models: Mapping[str, FluencyModel] = dataclass_field(default_factory=dict)
    """The house's own models of fluency, by language."""
    budget: Budget = dataclass_field(default_factory=Budget, repr=False, compare=False)
    """What is left to the rule that runs, for kinds whose work a hostile text could multiply."""
    models: bool = True
    """Whether trained models may be asked, for kinds that decide by one among other things."""

    @property
    def text(self) -> str:
        """The whole text of the field; offsets count within it."""
        return self.document.field_text(self.field)

    @cached_property
    def unit(self) -> str:
        """The unit's own text."""
        return self.text[self.start : self.end]

    @cached_property
    def folded(self) -> str:
        """The unit without its case and apostrophe shapes; offsets are those of `unit`."""
        return fold(self.unit)

    @cached_property
    def core(self) -> str:
        """The folded unit with single spaces and without the marks around it."""
        return core(self.folded)

    @property
    def language(self) -> str:
        """The document's language, `unknown` where nothing is sure."""
        return self.document.language

    def units(self) -> Sequence[tuple[int, int]]:
        """The blocks of the unit, as spans; a title or a link is one block."""
        if self.field != "text":
            return [(self.start, self.end)]
        indices = self.document.block_range(self.start, self.end)
        blocks = [self.document.blocks[i] for i in indices]
        return [(max(b.start, self.start), min(b.end, self.end)) for b in blocks if b.kind != "code"]

    def shared(self, make: Callable[[Context], T]) -> T:
        """What a function makes of the context, made once for all rules that ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[[Context], Any], Any]:
        return {}

    def sentences(self) -> Iterator[Span]:
        """The sentences of the unit."""
        for start, end in self.units():
            yield from self.document.sentences_in(start, end, self.field)


class Kind(Protocol):
    """A kind of check: a frozen dataclass that inherits this; its fields are the YAML fields of `match`."""

    scopes: ClassVar[tuple[Scope, ...]]
    """The scopes that a rule of this kind may have; the first is the default."""

    any_language: ClassVar[bool] = False
    """Whether rules of this kind run in every document and choose by its language themselves."""

    trained: ClassVar[bool] = False
    """Whether it decides by a model that was trained on texts: such rules can be left out."""

    sorts_by_clues: ClassVar[bool] = False
    """Whether it wants to be told which of its clues a unit shows: what it looks for is sorted by them."""

    measured: ClassVar[tuple[str, ...]] = ()
    """Names of what it measures of a document beside its hits."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Globs of the rules whose hits it reads: where there are any, it runs after those rules."""
        return ()

    @property
    def values(self) -> tuple[str, ...]:
        """Placeholders that its hits fill in a message, beside `match`; a `ClassVar` will do."""
        return ()

    def measures(self, context: Context) -> Mapping[str, float | None]:  # noqa: ARG002 (for kinds that measure)
        """The figures that `measured` names, of a unit; None for one that cannot be had."""
        return {}

    def clues(self, language: str) -> Clues | None:  # noqa: ARG002 (for kinds that have any)
        """What tells, in a document in a language, that it is worth asking; None: it must always be asked."""
        return None

    def derived(self) -> Any:
        """What is dear to derive from the fields, as plain data to be kept with them; None for nothing."""
        return None

    def recall(self, data: Any) -> None:  # noqa: ARG002 (for kinds that derive something)
        """Take back what `derived` gave, so that nothing must be derived again."""
        return

    def find_at(self, context: Context, starts: Collection[int]) -> Iterable[Hit]:  # noqa: ARG002 (as above)
        """What `find` finds, where clues with a reach tell all the offsets at which something may start."""
        return self.find(context)

    def find_shown(self, context: Context, clues: Collection[str]) -> Iterable[Hit]:  # noqa: ARG002 (as above)
        """What `find` finds, where `clues` are all literals and phrases of its clues that the unit shows."""
        return self.find(context)

    def find(self, context: Context) -> Iterator[Hit]:
        """The places in the unit where the defect stands, in order of `start`."""
        ...
