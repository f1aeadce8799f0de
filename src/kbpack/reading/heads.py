"""Tables in plain text: a head that names the columns and their units, and the rows under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kbpack.reading.date_words import any_of, by_first_letter
from kbpack.reading.dates import dates
from kbpack.reading.list_names import bare_name, head_words
from kbpack.reading.lists import Context, ListEntry, Span, entry, in_head, made, unknown_in
from kbpack.reading.manners import in_unit
from kbpack.reading.numbers import number_roles
from kbpack.reading.quantities import quantities
from kbpack.reading.sentences import trim
from kbpack.reading.units import alternatives, folded, multipliers, units

_CUTS = (
    re.compile(r"\t"),
    re.compile(r"\t+"),
    re.compile(r"\|"),
    re.compile(r";"),
    re.compile(r"\s{2,}"),
    re.compile(r'"[^"]*"|,'),
)
_LONGEST = 240
_WEAK = frozenset({_CUTS[-1].pattern, r"\s{2,}"})
"""What parts the columns of a table, and stands in sentences too."""
_MOST_WORDS, _FEW_WORDS = 8, 4
"""Words of the head of a column, and of one that only such a mark parts from others."""


class Head(NamedTuple):
    """The columns of a table: the role of each, the unit of its numbers, and what parts them."""

    roles: tuple[str, ...]
    manners: tuple[str, ...]
    cut: re.Pattern[str]

    @property
    def manner(self) -> str:
        """The unit of its areas."""
        return next((manner for role, manner in zip(self.roles, self.manners, strict=True) if role == "area"), "")


@cache
def _unit() -> re.Pattern[str]:
    """A unit of area with what multiplies it, as a head has it: in brackets, behind «in» or a comma."""
    areas = alternatives(word for word, unit in units().items() if unit.kind == "area")
    many = alternatives(multipliers())
    many = rf"{many}|(?:\b1[,. ]?|['’])?000"
    before = rf"(?:[(\[,/]|\bin|\s)\s*(?:(?P<many>{many})s?\.?(?:\s+of)?\s+)?"
    return re.compile(rf"(?i){before}(?P<unit>{areas})(?![\w²])(?:,?\s+(?:in\s+)?(?P<after>{many})s?\b)?")


@cache
def _share() -> re.Pattern[str]:
    """The unit of shares, with which the head of their column ends: «Part, %», «Share (per cent)»."""
    shares = alternatives(word for word, unit in units().items() if unit.kind == "share")
    return re.compile(rf"(?i)(?:{shares})\W*$")


@cache
def _role_words() -> dict[str, re.Pattern[str]]:
    return {role: re.compile(rf"(?i)\b(?:{any_of(head_words(role))})\b") for role in ("date", "area", "place")}


@cache
def _any_column() -> re.Pattern[str]:
    """A word without which no line is a head: for dates, for areas, or a unit of area."""
    areas = {word for word, unit in units().items() if unit.kind == "area"}
    return re.compile(rf"(?<!\w)(?:{by_first_letter(areas | head_words('date') | head_words('area'))})(?!\w)")


def manner_of(words: str) -> str:
    """The unit that a heading or the head of a column gives the numbers under it; empty where it gives none."""
    match = _unit().search(words) if names_area(words) else None
    if match is None:
        return ""
    sure = match[0][0] in "([" or (not match[0][0].isspace() and match.end() == len(words))
    if re.search(r"\d\s*$" if sure else r"\d", words[: match.start()]):
        return ""
    many = (match["many"] or match["after"] or "").lower()
    thousand = next(word for word, (_, value) in number_roles().items() if value == "1000")
    return in_unit(thousand if many.endswith("000") else many, units()[folded(match["unit"])])


def is_unit_head(line: str) -> bool:
    """Whether a line has no number, and ends with a unit in brackets or behind «in»: «Lost land (thousand ha)»."""
    match = _unit().search(f" {line}") if names_area(line) else None
    if match is None or match[0][0].isspace():
        return False
    return not re.search(r"\d", _unit().sub("", f" {line}", count=1))


def names_places(words: str) -> bool:
    """Whether a heading speaks of places."""
    return bool(_role_words()["place"].search(words))


@cache
def _area_words() -> list[tuple[bytes, re.Pattern[bytes]]]:
    """The beginnings of units of area in small letters, and patterns of the whole words, which take longer to find."""
    first = {word.split()[0] for word, unit in units().items() if unit.kind == "area"}
    stems = {word: sorted(re.escape(one[len(word) :]) for one in first if one.startswith(word)) for word in first}
    outer = [word for word in sorted(first) if not any(word.startswith(other) for other in first - {word})]
    patterns = {}
    for word in outer:
        start = re.escape(word)
        whole = rf"{start}(?<![a-z]{start})(?:{'|'.join(stems[word][::-1])})(?!\w)"
        patterns[word.encode()] = re.compile(whole.encode())
    return list(patterns.items())


def names_area(text: str) -> bool:
    """Whether a text may have a unit of area anywhere; bytes are put in small letters in a fraction of the time."""
    small = text.encode(errors="replace").lower()
    return any(start in small and words.search(small) for start, words in _area_words())


def head_of(line: str, *, measured: bool = True) -> Head | None:
    """The head of a table, where a line is one: two cells or more that name a date or an area and what they are of.

    Where the text has no unit of area (`measured`), no cell has more words for one.
    """
    if len(line) > _LONGEST or not _has_short_cells(line, _FEW_WORDS * (1 + measured)):
        return None
    if not _any_column().search(line):
        return None
    for cut in _CUTS:
        cells = [line[first:last].replace("_", " ") for first, last in _cells(line, 0, len(line), cut)]
        most = _FEW_WORDS if cut.pattern in _WEAK else _MOST_WORDS
        if len(cells) > 1 and all(_is_title(cell, most) for cell in cells):
            roles, manners = zip(*(_column(cell) for cell in cells), strict=True)
            if _names_columns(roles):
                return Head(_with_place(roles), manners, cut)
    return None


def _has_short_cells(line: str, most: int) -> bool:
    """Whether a line can have several cells with so many words at most where only commas or blanks part them."""
    if "\t" in line or "|" in line or ";" in line:
        return True
    cuts = max(line.count(","), line.count("  "))
    return cuts > 0 and line.count(" ") < most * (cuts + 1) + cuts


def _is_title(cell: str, most: int) -> bool:
    """Whether a cell has few words and no number but that of a unit."""
    words = _unit().sub("", f" {cell}")
    return len(words.split()) <= most and not re.search(r"\d", words)


def _column(cell: str) -> tuple[str, str]:
    manner = manner_of(f" {cell}")
    if manner:
        return "area", manner
    if _share().search(cell):
        return "", in_unit("", units()["%"])
    return next((role for role, words in _role_words().items() if words.search(cell)), ""), ""


def _names_columns(roles: Sequence[str]) -> bool:
    told = [role for role in roles if role]
    return bool({"date", "area"} & set(told)) and ("place" in told or roles[0] == "") and len(told) * 2 >= len(roles)


def _with_place(roles: Sequence[str]) -> tuple[str, ...]:
    """Roles with one column of names: the first that is called so, else the first without a role."""
    place = roles.index("place") if "place" in roles else roles.index("")
    return tuple("name" if number == place else "" if role == "place" else role for number, role in enumerate(roles))


def _cells(text: str, start: int, end: int, cut: re.Pattern[str]) -> list[Span]:
    if cut.pattern == r"\|":
        while start < end and text[start] in "| ":
            start += 1
        while start < end and text[end - 1] in "| ":
            end -= 1
    found, place = [], start
    for match in cut.finditer(text, start, end):
        if match[0][0] == '"':
            continue
        found.append(trim(text, place, match.start()))
        place = match.end()
    return [*found, trim(text, place, end)]


def row_of(text: str, start: int, end: int, head: Head, context: Context) -> ListEntry | None:
    """A row under a head, column by column; where its cells do not fit the head, what an entry of a list gives."""
    if end - start > _LONGEST:
        return None
    cells = _cells(text, start, end, head.cut)
    if len(cells) != len(head.roles):
        return entry(text, start, end, context._replace(manner=head.manner))
    name, when, measured, unknown = (0, 0), [], [], None
    for role, manner, (first, last) in zip(head.roles, head.manners, cells, strict=True):
        if role == "name":
            name = bare_name(text, first, last)
            continue
        cell = text[first:last]
        found = dates(cell, order=context.order) if role != "area" else []
        numbers = quantities(cell, taken=[(one.start, one.end) for one in found], dots=context.dots)
        when += [one._replace(start=first + one.start, end=first + one.end) for one in found]
        numbers = [one._replace(start=first + one.start, end=first + one.end) for one in numbers]
        measured += [in_head(text, one, manner) if manner else one for one in numbers]
        if role == "area" and not numbers:
            unknown = unknown_in(text, first, last)
    filled = [cell for cell in cells if cell[0] < cell[1]]
    told = when or measured or unknown or (len(filled) == 1 and len(cells) > 2)  # noqa: PLR2004
    if not any(letter.isalpha() for letter in text[slice(*name)]) or not told:
        return None
    one = made(text, (filled[0][0], filled[-1][1]), name, [*when, *measured])
    return one._replace(unknown=unknown)
