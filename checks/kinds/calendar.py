"""Kind `calendar`: dates whose weekday is another, by the calendar or by the text itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, ClassVar, Literal

import regex

from ..dialect import Pattern, compiled
from ._base import Clues, Context, Doc, Hit, Kind, Scope
from ._folding import has_settled_case, loosen

DEFAULT_FIRST_YEAR = 1930
"""Before it many countries counted by another calendar, and dates of old are recounted wrongly."""

_YEAR = r"(?:19|20)\d\d"

_WEEKDAYS: Mapping[str, str] = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda(?:-feira)? terça(?:-feira)? quarta(?:-feira)? quinta(?:-feira)? sexta(?:-feira)? "
    "sábado domingo",
}
"""From Monday, in the order of `date.weekday`."""

_MONTHS: Mapping[str, str] = {
    "en": "jan(?:uary|\\.)? feb(?:ruary|\\.)? mar(?:ch|\\.)? apr(?:il|\\.)? may june?\\.? july?\\.? "
    "aug(?:ust|\\.)? sept?(?:ember|\\.)? oct(?:ober|\\.)? nov(?:ember|\\.)? dec(?:ember|\\.)?",
    "de": "januar|jänner februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
"""From January."""


@dataclass(frozen=True)
class Calendar(Kind):
    """Finds weekdays that the calendar denies: "Monday, March 3, 2021" was a Wednesday.

    Only dates that are complete, with weekday, day, month and year, are checked, each in its language's
    order: "Monday, March 3, 2021", "Monday 3 March 2021", "Montag, 3. März 2021", "lunes 3 de marzo de 2021".

    Against the text itself, with scope `document`: one date without a year that has two weekdays, "Monday,
    March 3" and "Tuesday, March 3". The one that came first is taken for right.
    """

    against: Annotated[
        Literal["calendar", "text"],
        Doc("calendar: a full date on the wrong weekday; text: a date without a year on two weekdays."),
    ] = "calendar"
    first_year: Annotated[int, Doc("Dates of earlier years are left alone.")] = DEFAULT_FIRST_YEAR

    scopes: ClassVar[tuple[Scope, ...]] = ("block", "title", "document")
    values: ClassVar[tuple[str, ...]] = ("weekday",)

    def clues(self, language: str) -> Clues | None:
        """The weekdays: a date begins with one."""
        if language not in _WEEKDAYS:
            return Clues()
        weekdays = Pattern(f"(?i)(?:{'|'.join(_names(_WEEKDAYS[language]))})")
        literals = weekdays.required(loosen, has_settled_case)
        return None if literals is None else Clues(literals)

    def find(self, context: Context) -> Iterator[Hit]:
        """Each weekday with its date; `weekday` is the one that the calendar has, in the text's language."""
        if context.language not in _WEEKDAYS:
            return iter(())
        pattern = _dates(context.language, with_year=self.against == "calendar")
        return self._hits(context, pattern.finditer(context.unit))

    def find_at(self, context: Context, starts: Collection[int]) -> Iterator[Hit]:
        """The same, where no weekday stands elsewhere than at these offsets."""
        pattern = _dates(context.language, with_year=self.against == "calendar")
        at_starts = (pattern.match(context.unit, start - context.start) for start in sorted(set(starts)))
        return self._hits(context, filter(None, at_starts))

    def _hits(self, context: Context, dates: Iterable[regex.Match[str]]) -> Iterator[Hit]:
        if self.against == "text":
            return _on_two_weekdays(context, dates)
        return self._against_calendar(context, dates)

    def _against_calendar(self, context: Context, dates: Iterable[regex.Match[str]]) -> Iterator[Hit]:
        language = context.language
        for match in dates:
            real = _weekday_of(match, language)
            said = _index(match["weekday"], _WEEKDAYS[language])
            if real is None or real == said or int(match["year"]) < self.first_year:
                continue
            start, end = match.span()
            weekday = {"weekday": _weekday_name(real, language)}
            yield Hit(context.start + start, context.start + end, context.field, weekday)


def _on_two_weekdays(context: Context, dates: Iterable[regex.Match[str]]) -> Iterator[Hit]:
    """Each date without a year that had another weekday before."""
    language, first = context.language, dict[tuple[int, int], int]()
    for match in dates:
        month = _index(match["month"] or match["first_month"], _MONTHS[language])
        day = int(match["day"] or match["second_day"])
        said = _index(match["weekday"], _WEEKDAYS[language])
        if first.setdefault((day, month), said) != said:
            start, end = match.span()
            weekday = {"weekday": _weekday_name(first[day, month], language)}
            yield Hit(context.start + start, context.start + end, context.field, weekday)


def _weekday_name(number: int, language: str) -> str:
    return _names(_WEEKDAYS[language])[number].replace("(?:-feira)?", "").partition("|")[0]


def _weekday_of(match: regex.Match[str], language: str) -> int | None:
    """The weekday of a date, 0 for Monday, or None where the calendar has no such day."""
    month = _index(match["month"] or match["first_month"], _MONTHS[language]) + 1
    day = match["day"] or match["second_day"]
    try:
        return date(int(match["year"]), month, int(day)).weekday()
    except ValueError:
        return None


def _names(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


def _index(word: str, listed: str) -> int:
    """Which of the listed names a word is."""
    return next(i for i, name in enumerate(_patterns(listed)) if name.fullmatch(word))


@cache
def _patterns(listed: str) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(name, regex.IGNORECASE) for name in _names(listed))


@cache
def _dates(language: str, *, with_year: bool = True) -> regex.Pattern[str]:
    """The pattern of a date in a language: a full one, or one without a year."""
    listed = (_WEEKDAYS[language], _MONTHS[language])
    weekday, month = (f"(?:{'|'.join(_names(names))})" for names in listed)
    year = rf",?[ ](?:del?[ ])?(?P<year>{_YEAR})" if with_year else rf"(?!,?[ ](?:del?[ ])?{_YEAR})"
    return compiled(
        rf"""(?xi)
        (?<![\p{{L}}\p{{N}}]) (?P<weekday>{weekday})
        ,?[ ] (?:(?:the|den|dem|le|el|il|dia)[ ])?
        (?:
            (?P<day>\d{{1,2}}) (?:st|nd|rd|th|er|\.|º)? [ ] (?:(?:of|de)[ ])?
            (?P<month>{month})
          | (?P<first_month>{month}) [ ] (?P<second_day>\d{{1,2}}) (?:st|nd|rd|th)?
        )
        {year} (?![\p{{L}}\p{{N}}])
        """
    )
