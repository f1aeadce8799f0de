"""The forms in which running text writes numbers with what they measure, as one pattern."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kbpack import lexicon
from kbpack.reading.date_words import by_first_letter
from kbpack.reading.date_words import words as date_words
from kbpack.reading.numbers import BLANKS, GROUPING, number_roles, roman
from kbpack.reading.units import alternatives, any_unit, currencies, multipliers, unit_opening, units, words_of_kind
from kbpack.reading.words import words_in_class, words_of, words_of_class

Match = re.Match[str]


def multiplier_of(match: Match) -> str:
    """The word or the letter that multiplies the digits of a match; empty where there is none."""
    return (match["multiplier"] or match["short"] or match["initial"] or match["million"] or "").lower()


_DIGITS = (
    rf"\d{{1,3}}(?P<group>{GROUPING})\d{{3}}(?:(?P=group)\d{{3}})*+(?!\d)(?:\.\d+|(?<=[{BLANKS}]\d\d\d),\d+(?![\d,]))?"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d{1,2}(?:,\d{2})+,\d{3}|\d+[.·]\d+"
    r"|(?<!\d,)\d+,\d{1,2}(?![\d,])"
)
_PARTS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_FRACTION = r"[1-9]/(?:[2-9]|10)(?![\d/])"
_START = (
    r"(?:(?<![\w./:])|(?<=[\s(]\.)|(?<=\b[Cc]\.)|(?<=\b[Cc]a\.))(?<!\d\d\d\d,)(?<![A-Z]-)(?<![A-Z]\w-)(?<!\b[lIO],)"
)
"""Not inside a word, a path, a time or a name such as AK-47, a misread number or the footnote behind a year.

The full stop before it is that of a decimal, as in «.5 per cent», or of a short word: «c.300».
"""


def _short_year() -> str:
    """Not two digits behind «in», «since» and an apostrophe, which are a year: «in '91»."""
    before = "".join(rf"(?<!\b{re.escape(word)}\s['’‘])" for word in date_words("lead"))
    return rf"(?:{before}|(?!\d\d(?!\w|[.,]\d|\s*%)))"


def _code() -> str:
    """Numbers that count nothing: symbols of documents, times of day, scores, numbers of sections and telephones."""
    clock = alternatives(row["word"] for row in lexicon.table("date_words") if row["role"] == "clock")
    grouped = r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![.\d])"
    return (
        r"(?P<code>(?:[A-Z]{1,6}(?=/[\w./]{0,40}\d)(?:/\w++(?:\.\w++)*+)++"
        rf"|(?!{_FRACTION})\d+(?:[:/]\d+)++(?:\s*(?i:{clock})(?!\w))?|\d{{1,4}}(?:\.\d\d)?\s*(?i:{clock})(?!\w)"
        rf"|(?!{grouped})\d+(?:\.\d+){{2,}}|\+\d[\d ()-]{{6,20}}\d)(?![\w/]))"
    )


_ROUND = frozenset({"3", "4", "5", "10", "100"})
"""Of how many people or things one tells how many are such: «six in ten»."""


def _ratio() -> str:
    """One in five, nine out of ten, six in ten."""
    few = alternatives([*(word for word, (_, value) in number_roles().items() if value in _ROUND), *_ROUND])
    cardinals = f"(?i:{by_first_letter(words_of_kind('cardinal'))})"
    every = r"(?:(?i:every)\s+)?"
    measured = rf"(?![\w,.]*\d)(?!\w)(?![\s-]*(?i:{alternatives([*units(), *multipliers()])})(?!\w))"
    return (
        rf"(?:(?P<over>{cardinals}|\d{{1,4}})\s+(?:(?i:out\s+of)\s+{every}(?P<under>{cardinals}|\d{{1,4}})"
        rf"|in\s+{every}(?P<round>(?i:{few})))"
        rf"|(?P<one>(?i:one)|1)\s+in\s+{every}(?P<many>{cardinals}|\d{{1,4}})){measured}"
    )


def _half() -> str:
    """Half a million, half an hour, half a dozen, a quarter century."""
    many = alternatives(
        [*words_of_kind("multiplier"), *(word for word in words_of_kind("quantifier") if number_roles()[word][1])]
    )
    return (
        rf"(?P<half>[Hh]alf|[Qq]uarter)[\s-]+(?:an?[\s-]+)?(?P<half_many>(?i:{many})(?!\w))?"
        rf"(?:(?(half_many)\s+)(?P<half_unit>{any_unit()}))?(?(half_many)|(?(half_unit)|(?!)))(?![\w²/])"
    )


@cache
def _single_areas() -> list[str]:
    """The units of area or of shares of which an article names one: «a hectare», «a percentage point»."""
    areas = [word for word, unit in units().items() if unit.kind == "area" and word.isascii() and word[-1] not in "s2"]
    return areas + [word for word, unit in units().items() if unit.kind == "share" and f"{word}s" in units()]


def _single() -> str:
    """A hectare, a square kilometre."""
    return rf"(?P<single>[Aa]n?\s+(?P<single_unit>(?i:{alternatives(_single_areas())})))(?![\w²/^])"


def _of_one() -> str:
    """The unit of which a fraction is told: «half of one per cent», «a quarter of a million square miles»."""
    unit, many = any_unit(), alternatives(words_of_kind("multiplier"))
    return (
        rf"(?:\s+of\s+(?:one|1|an?)\s+(?P<{{0}}_many>(?i:{many})\b)?(?:(?({{0}}_many)\s+)(?P<{{0}}>{unit}))?"
        rf"(?({{0}}_many)|(?({{0}})|(?!)))(?![\w²/]))?"
    )


def _part() -> str:
    """A third of, a third of one per cent; without «of» where words tell how near: «nearly a third say»."""
    ordinal = by_first_letter(words_of_kind("ordinal"))
    part = by_first_letter(word for word in words_of_kind("ordinal") if Decimal(number_roles()[word][1]) > 2)  # noqa: PLR2004
    near = "|".join(rf"(?<=\b(?i:{word})\s[Aa])" for word in sorted(words_of("near")))
    classes = ("be", "have", "do", "modal", "determiner", "possessive", "preposition", "subordinator", "relative")
    after = {word for name in classes for word in words_of_class(name)}
    after |= {row["lemma"] for row in lexicon.table("sayings") if row["part"] == "verb"}
    return (
        rf"(?:(?P<part>[Aa]n?\s+(?:{ordinal}))(?=\s+of\b|\Z){_of_one().format('part_of')}"
        rf"|(?P<near>[Aa](?:{near})n?\s+(?:{part}))(?=\s*[.,;:)]|\s+(?:{by_first_letter(after)})\b))"
    )


def _number() -> str:
    """Digits, a fraction or words, with a currency before them and half, a multiplier and a unit behind."""
    areas = f"(?:{unit_opening('area')})"
    short = {"short multiplier", "initial multiplier"}
    words = by_first_letter(words_of_kind(*({kind for kind, _ in number_roles().values()} - short)))
    return (
        rf"(?:(?P<money>{alternatives(currencies())})\s?)?"
        rf"(?:{_misread()}|(?P<bare>{_FRACTION}|[{_PARTS}])"
        rf"|(?P<digits>{_DIGITS}|(?P<broken>(?:\d{{1,3}}(?:\s?,\s|\s,)\d{{3}}|\d{{1,3}}\s{{1,2}}\d{{1,3}})(?=\s?{areas}(?![\w²])))|\d+(?![.·]\d))"
        rf"(?!\d|,[lIO]\d)(?P<fraction>[ -]{_FRACTION}|\s?[{_PARTS}])?(?P<th>(?:st|nd|rd|th)\b)?"
        r"(?:\s?[x\u00d7]\s?10\^?(?:(?<=\^)(?P<power>\d{1,2})|(?P<raised>[⁰¹²³⁴-⁹]{1,2})))?"
        rf"|(?P<words>(?:{words})\b(?:[\s-]+(?:(?i:and|of(?!\s+one\b))\s+)?(?:{words})\b)*))"
        r"(?P<and_half>[\s-]+and[\s-]+(?:a|one)[\s-]+half\b)?(?:-odd\b)?"
        rf"(?:(?:[\s-]+(?P<multiplier>(?i:{alternatives(words_of_kind('multiplier'))}))"
        rf"|\s?(?P<short>(?i:{alternatives(words_of_kind('short multiplier'))}))|{_initial()})\b)?"
        rf"(?:\.(?=\s+(?:{any_unit('share')})(?!\w)))?"
        rf"(?:(?:[*†‡§]{{1,2}}|[¹³⁴-⁹]|\s?\[\w\w?\]|\([a-z]\))(?=\s*{areas}(?![\w²])))?"
        rf"(?:(?:[\s-]*|(?<=s)\s+of\s+)(?P<unit>{any_unit()})(?:-long)?(?![\w²/]))?(?!\w)"
        rf"(?(digits)|{_of_one().format('of_one')})"
    )


def _misread() -> str:
    """Digits among which a scan put letters, between digits or before an area or a share: «SO per cent», «2S9 km2»."""
    letters = "lIOSBZ"
    measured = rf"(?=[\s-]{{0,2}}(?:{unit_opening('area', 'share')})(?![\w²]))"
    return (
        rf"(?P<misread>(?=[\d.,]*[{letters}])(?!1[9S]\w\w\b)(?:\d+[SOlI]\d+(?!\w)"
        rf"|(?:\d[\d{letters}]{{0,5}}|[{letters}][\dOS]\d*)(?:[.,][\d{letters}]{{1,3}})?{measured}))"
    )


def _initial() -> str:
    """A letter for a multiplier behind a sum of money, or for millions before what they count: «1.2m hectares»."""
    letters = words_of_kind("initial multiplier")
    million = next(word for word in letters if number_roles()[word][1] == "1000000")
    counted = f"{unit_opening('area', 'money')}|{by_first_letter(words_in_class('person'))}"
    return (
        rf"(?(money)\s?(?P<initial>(?i:{alternatives(letters)}))|(?P<million>(?i:{million}))(?=\s+(?:{counted})(?!\w)))"
    )


@cache
def _first_letters() -> str:
    """A mark, or the first letters of a word, with which a number begins."""
    words = [word for word, (kind, _) in number_roles().items() if not kind.startswith(("short", "initial"))]
    marks = "".join(sorted({mark[0] for mark in currencies() if not mark[0].isalnum()}))
    codes = "|".join(sorted({re.escape(mark[:2]) for mark in currencies() if mark[0].isalnum()})) or "(?!)"
    codes += r"|[lIOSBZ](?:\d|[OS](?!\w))"
    return (
        rf"[\d+{re.escape(marks)}{_PARTS}]|{by_first_letter({word.split()[0][:4] for word in words})}|[Hh]alf|{codes}"
    )


@cache
def opening() -> re.Pattern[str]:
    """Where a number may begin: before a digit, a mark or the first word of one. It is found in a fifth of the time."""
    numerals = "|".join(sorted(roman(), key=len, reverse=True))
    long = "|".join(numeral for numeral in numerals.split("|") if len(numeral) > 1)
    openers = {word[:2] for word in words_of_kind("ordinal")} | {word.split()[0] for word in _single_areas()}
    part = rf"[Aa]n?\s+(?i:{by_first_letter(openers)})"
    return re.compile(
        rf"(?<!\w)(?:{_first_letters()}|{part}|(?:{long})\b|(?:(?<=\bWar\s)|\A)(?:{numerals})\b|[A-Z]{{1,6}}/)"
    )


@cache
def opening_word() -> re.Pattern[str]:
    """A word, a mark or a number in one, with which a number may begin, but for «a» and letters that are words too."""
    long = "|".join(numeral for numeral in roman() if len(numeral) > 1)
    areas = "|".join(sorted({word.split()[0] for word in _single_areas()}))
    return re.compile(rf"(?<!\w)(?:{_first_letters()}|(?:{long})(?!\w)|(?i:{areas})(?!\w))")


@cache
def pattern() -> re.Pattern[str]:
    """The pattern: named groups for what a number is made of."""
    numerals = sorted(roman(), key=len, reverse=True)
    long = "|".join(numeral for numeral in numerals if len(numeral) > 1)
    return re.compile(
        rf"{_START}{_short_year()}(?:{_code()}|{_ratio()}|{_half()}|{_part()}|{_single()}|(?P<measured>{_number()}))"
        rf"|(?:(?<=\bWar\s)|\A)(?P<roman>{'|'.join(numerals)})\b(?!\.)|\b(?P<numeral>{long})\b"
    )
