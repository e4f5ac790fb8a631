"""The table of defects that the drill can plant, in the order of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from inspect import getdoc
from random import Random

from ..finding import Family
from .damage import Planter
from .material import Material
from .planters import characters, markup, passages, repetition, seams, wording


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one planted defect at `start … end`, in code points of `text`; an empty span is a seam."""

    text: str
    start: int
    end: int
    kind: str
    families: frozenset[Family]
    """The families of which a rule can find it."""


@dataclass(frozen=True, slots=True)
class DefectKind:
    """A kind of defect: its name, the family whose rules should find it, and what plants it."""

    name: str
    family: Family
    planter: Planter
    families: tuple[Family, ...] = ()
    """Families that count beside its own, where two causes leave the same trace."""

    @property
    def teaches(self) -> str:
        """What it plants, with an example, and what the defect's span is: the planter's own words."""
        return " ".join((getdoc(self.planter) or "").split())

    def plant(self, material: Material, random: Random) -> Planted | None:
        """Plant one defect; None where the text has no place for it, or would not be changed by it."""
        damage = self.planter(material, random)
        if damage is None or damage.text == material.text:
            return None
        families = frozenset({self.family, *self.families})
        return Planted(damage.text, damage.start, damage.end, self.name, families)


KINDS: Sequence[DefectKind] = (
    DefectKind("detached-clitic", "translation", wording.detached_clitic),
    DefectKind("doubled-unit", "translation", wording.doubled_unit),
    DefectKind("foreign-block", "translation", passages.foreign_block),
    DefectKind("foreign-sentence", "translation", passages.foreign_sentence),
    DefectKind("name-drift", "translation", wording.name_drift),
    DefectKind("split-abbreviation", "translation", wording.split_abbreviation),
    DefectKind("split-number", "translation", wording.split_number),
    DefectKind("untranslated-word", "translation", wording.untranslated_word),
    DefectKind("weekday-with-date", "translation", wording.weekday_with_date),
    DefectKind("between-pair", "garble", repetition.between_pair),
    DefectKind("capital-in-sentence", "garble", wording.capital_in_sentence),
    DefectKind("clipped-splice", "garble", seams.clipped_splice),
    DefectKind("cut-off", "garble", seams.cut_off),
    DefectKind("determiner-clash", "garble", wording.determiner_clash),
    DefectKind("doubled-paragraph", "garble", repetition.doubled_paragraph),
    DefectKind("doubled-phrase", "garble", repetition.doubled_phrase),
    DefectKind("doubled-sentence", "garble", repetition.doubled_sentence),
    DefectKind("doubled-word", "garble", repetition.doubled_word),
    DefectKind("dropped-name", "garble", wording.dropped_name, families=("symbols",)),
    DefectKind("echoed-phrase", "garble", repetition.echoed_phrase),
    DefectKind("empty-brackets", "garble", wording.empty_brackets),
    DefectKind("fused-words", "garble", wording.fused_words, families=("injection",)),
    DefectKind("glued-sentence", "garble", seams.glued_sentence),
    DefectKind("modal-clash", "garble", wording.modal_clash),
    DefectKind("orphan-attribution", "garble", wording.orphan_attribution),
    DefectKind("preposition-clash", "garble", wording.preposition_clash),
    DefectKind("small-start", "garble", seams.small_start),
    DefectKind("splice", "garble", seams.splice),
    DefectKind("stop-in-sentence", "garble", seams.stop_in_sentence),
    DefectKind("to-pair", "garble", repetition.to_pair),
    DefectKind("unmarked-speech", "garble", characters.unmarked_speech, families=("symbols",)),
    DefectKind("word-salad", "garble", seams.word_salad),
    DefectKind("control-character", "symbols", characters.control_character),
    DefectKind("detached-stop", "symbols", characters.detached_stop),
    DefectKind("double-mojibake", "symbols", characters.double_mojibake),
    DefectKind("entity", "symbols", markup.entity),
    DefectKind("escape-sequence", "symbols", markup.escape_sequence),
    DefectKind("homoglyph", "symbols", characters.homoglyph),
    DefectKind("lost-character", "symbols", characters.lost_character),
    DefectKind("mojibake", "symbols", characters.mojibake),
    DefectKind("open-quotation", "symbols", characters.open_quotation),
    DefectKind("padded-end", "symbols", characters.padded_end),
    DefectKind("padded-quotation", "symbols", characters.padded_quotation),
    DefectKind("shortcode", "symbols", markup.shortcode),
    DefectKind("space-before-mark", "symbols", characters.space_before_mark),
    DefectKind("stray-symbol", "symbols", characters.stray_symbol),
    DefectKind("tag", "symbols", markup.tag),
    DefectKind("turned-mark", "symbols", characters.turned_mark),
    DefectKind("zero-width", "symbols", characters.zero_width),
    DefectKind("advert", "injection", passages.advert),
    DefectKind("assistant-reply", "injection", passages.assistant_reply),
    DefectKind("author-bio", "injection", passages.author_bio),
    DefectKind("comment-form", "injection", passages.comment_form),
    DefectKind("consent", "injection", passages.consent),
    DefectKind("copyright-line", "injection", passages.copyright_line),
    DefectKind("navigation", "injection", passages.navigation),
    DefectKind("newsletter", "injection", passages.newsletter),
    DefectKind("off-topic", "injection", passages.off_topic),
    DefectKind("paywall", "injection", passages.paywall),
    DefectKind("sharing", "injection", passages.sharing),
    DefectKind("spam", "injection", passages.spam),
    DefectKind("teaser", "injection", passages.teaser),
    DefectKind("teaser-in-paragraph", "injection", passages.teaser_in_paragraph),
)
