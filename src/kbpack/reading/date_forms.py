"""The forms in which running text writes dates, as one pattern; each form is a named group."""

from __future__ import annotations

import re
from functools import cache

from kbpack import lexicon
from kbpack.reading.date_words import (
    any_of,
    by_first_letter,
    centuries,
    counts,
    month_name,
    months,
    nth_days,
    ordinals,
    roman_months,
    words,
)

_DASH = r"[-\u2010-\u2015\u2212]"
_DAY = r"(?P<{}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<{}>1\d{{3}}|20\d{{2}})(?!\d)(?!,\d{{1,3}}(?!\d))(?!\.\d(?!\d?\s+(?-i:[A-Z\d])))(?!\s*%)"
"""A year; behind a full stop the number of a footnote may stick to it."""
_MISREAD = r"(?-i:[lIi]9\d\d|[1lIi]9(?:[\dO][lIOB]|[OB]\d)|2[Oo][O0o]\d|19 \d\d|19\d \d)(?!\w)"
"""A year that a scan misread, in a way that leaves no doubt."""
_GAP = r"[\s,]{1,3}"
_NO_NUMBER = r"(?![,.:/]\d)(?!-\d)"


RANGES = (
    "month_days",
    "month_day_month_day",
    "month_month_year",
    "month_month",
    "days_month",
    "day_month_day_month",
    "years_in_words",
)


def _year_of_day(name: str) -> str:
    """A year after a month, also one that a scan misread: the number of a footnote may stick to it."""
    year = rf"(?:1\d{{3}}|20\d{{2}})(?!\d)|19[4-9]\d(?=\d[\s;)])|{_MISREAD}"
    return rf"(?P<{name}>{year})(?!,\d{{3}}(?!\d))(?!\s*%)"


@cache
def _counted() -> str:
    """Not before a unit, people or a further part of the number, alone or as the first of two numbers.

    Decades and centuries are named by years, not counted in thousands.
    """
    counted = {row["word"] for row in lexicon.table("units") if row["unit"] not in {"10.a", "100.a"}}
    counted |= {row["word"] for row in lexicon.table("classes") if row["class"] in {"person", "force"}}
    counted |= {row["word"] for row in lexicon.table("numbers") if row["kind"] == "multiplier"} | {*words("clock")}
    second = rf"(?:{_DASH}|\s(?:{any_of(words('link'))})\s)(?:\d{{4}}|\d{{1,3}},\d{{3}})(?![\d.,])"
    return rf"(?!(?:{second})?\s*(?:{by_first_letter(counted)})(?!\w))"


def _start() -> str:
    """Where a date may start: at a word, not inside a number, a path or a sum of money, but after mid- and ca."""
    prefixes = "".join(rf"|(?<=\b{word}-)" for word in words("prefix"))
    prefixes += "".join(rf"|(?<=\b{re.escape(word)})" for word in words("about"))
    return rf"\b(?=\w)(?:(?<![./$€£-])(?<!\d[,:])|(?<=\d\d\d\d,){prefixes})"


@cache
def opening() -> re.Pattern[str]:
    """Where a date may begin: before a digit or the first words of a form. It is found in a tenth of the time."""
    roles = ("pair opener", "season", "season of", "prefix", "weekday", "era", "tens")
    known = [word for role in roles for word in words(role)]
    relative = [row["word"] for row in lexicon.table("relative_dates")]
    relative += [f"{count} {spell}" for count in counts() for spell in words("spell")]
    on_days = [f"on {day}" for day in words("weekday")]
    nth = [written for word in nth_days() for written in (word, word.replace("-", " "))]
    starts = [word.lower().split() for word in [*months(), *known, *relative, *nth, *centuries(), *on_days]]
    alone = by_first_letter({one[0] for one in starts if len(one) == 1})
    joined = by_first_letter({f"{one[0]} {one[1][:2]}" for one in starts if len(one) > 1})
    led = rf"(?:{by_first_letter(words('lead'))})\s+(?:{by_first_letter({month[:2] for month in months()})})"
    return re.compile(rf"\b(?:{_opening_number()}|(?!\d)(?:(?:{alone})(?![^\W\d_])|{joined}|{led}))")


def _opening_number() -> str:
    """Where a date may begin with a number: a year, or what a mark or a word of a form stands behind."""
    behind = [word for role in ("link", "pair", "spell", "era") for word in words(role)]
    word = by_first_letter({"of", *months(), *behind})
    return (
        rf"(?:{_MISREAD}|[XVI]{{2,5}}(?:th|st|nd|rd)?\s"
        rf"|\d(?:\d\d\d(?!\d)|\d{{0,2}}"
        rf"(?:[/-]|\s?{_DASH}|\.\s?[\dIVX]|(?i:st|nd|rd|th)|\s*(?:[IVX]|{word}))))"
    )


@cache
def opening_word() -> re.Pattern[str]:
    """A word, or a number in one, with which a date may begin, but for the word that introduces it: «in», «this»."""
    relative = [row["word"] for row in lexicon.table("relative_dates") if row["alone"]]
    known = [
        *months(),
        *relative,
        *nth_days(),
        *centuries(),
        *(word for role in ("season", "season of", "weekday", "tens") for word in words(role)),
    ]
    first = by_first_letter({re.split(r"[\W_]", word.lower())[0] for word in known})
    era = "|".join(re.escape(word.upper()) for word in words("era"))
    numeral = r"[XVI]{2,5}(?:th|st|nd|rd)?(?![^\W_])"
    return re.compile(rf"\b(?:\d|[lIi]9\d|(?:{first})(?![^\W\d_])|{era}|{numeral})")


@cache
def pattern(*, ranges: bool = True) -> re.Pattern[str]:
    """The pattern, with or without dates that go from one to another; the last group that matched names the form."""
    month = rf"(?P<{{}}>{month_name()})"
    of = r"\s+(?:of\s+)?"
    span = rf"(?:\s?{_DASH}\s?|\s+(?:{any_of(words('link'))})\s+)"
    pair = rf"(?:{span}|\s+(?P<{{}}>{any_of(words('pair'))})\s+)"
    days = rf"(?:/|{pair})"
    between = rf"(?P<{{}}>(?:{any_of(words('pair opener'))})\s+)?"

    def year(name: str, *, optional: bool = True) -> str:
        one = _year_of_day(name)
        return rf"(?:{_GAP}{one}|{_NO_NUMBER})" if optional else one

    nth = by_first_letter(ordinals()).replace(r"\-", r"[\s-]+") + r"|(?-i:[XVI]{2,5})(?=th|st|nd|rd|\s)"
    nth_day = by_first_letter(nth_days()).replace(r"\-", r"[\s-]+")
    teens = by_first_letter(centuries())
    before_era = any_of(words("era before"))
    relative = lexicon.table("relative_dates")
    alone = by_first_letter(row["word"] for row in relative if row["alone"])
    beside = by_first_letter(row["word"] for row in relative if not row["alone"])
    back = rf"(?:{by_first_letter(counts())}|\d{{1,3}})\s+(?:{any_of(words('spell'))})s?\s+(?:{any_of(words('back'))})"
    letters = "".join(sorted({"x", "v", "i", *(word[0] for word in ordinals())}))
    season_of = any_of(words("season of"))
    weekday, lead = by_first_letter(words("weekday")), by_first_letter(words("lead"))
    era, spell = any_of(words("era")), any_of([*words("spell"), *words("season")])
    forms = {
        "iso": r"(?P<iso_year>1\d{3}|20\d{2})(?P<iso_gap>[-/.])(?P<iso_month>0?[1-9]|1[0-2])(?P=iso_gap)"
        r"(?P<iso_day>0?[1-9]|[12]\d|3[01])(?![\d/])",
        "month_days": between.format("b1") + month.format("m1") + rf"\s+(?:the\s+)?{_DAY.format('d1')}"
        + days.format("p1") + _DAY.format("e1") + rf"(?!{of}(?:{any_of(months())})\b)" + year("y1"),
        "month_day_month_day": between.format("b2") + month.format("m2") + rf"\s+{_DAY.format('d2')}"
        + rf"(?:{_GAP}{_year_of_day('x2')})?" + pair.format("p2") + month.format("n2") + r"\s+"
        + _DAY.format("e2") + year("y2"),
        "month_month_year": between.format("b3") + month.format("m3") + rf"(?:,?{of}{_year_of_day('x3')})?"
        + days.format("p3") + month.format("n3") + rf",?{of}" + year("y3", optional=False),
        "month_month": between.format("b17") + month.format("m17") + days.format("p17") + month.format("n17")
        + rf"(?!(?:,?{of}|{_DASH})\d)",
        "days_month": between.format("b4") + _DAY.format("d4") + days.format("p4") + _DAY.format("e4") + of
        + month.format("m4") + year("y4"),
        "day_month_day_month": between.format("b5") + _DAY.format("d5") + of + month.format("m5")
        + rf"(?:{_GAP}{_year_of_day('x5')})?" + pair.format("p5") + _DAY.format("e5") + of + month.format("n5")
        + year("y5"),
        "month_short_year": month.format("m20") + r",?\s+(?:of\s+)?['’‘]\d\d(?!\w)",
        "month_day": month.format("m6") + rf"\s+(?:the\s+)?{_DAY.format('d6')}" + year("y6"),
        "day_month": _DAY.format("d7") + of + month.format("m7") + year("y7"),
        "nth_month": rf"(?P<nth_day>{nth_day})\s+(?:day\s+)?of\s+" + month.format("m18") + year("y18"),
        "month_year": month.format("m8") + rf",?{of}" + year("y8", optional=False) + r"(?![-/]\d)",
        "numeric": r"(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)"
        r"(?P<y9>1\d{3}|20\d{2}|(?<=/)\d\d|(?<=\.[01]\d\.)\d\d|(?<=\.)(?:3[2-9]|[4-9]\d))(?![\d/-])"
        r"(?!\.\d)",
        "parted_day": rf"{_DAY.format('d16')}(?:(?:[./-]\s?|\s)(?-i:(?P<m16>{any_of(roman_months())}))(?:[./-]\s?|\s)"
        rf"|(?P<gap>[-/]){month.format('n16')}(?P=gap)){_year_of_day('y16')}",
        "parted_short": rf"{_DAY.format('d19')}(?P<short_gap>[-/.]){month.format('m19')}(?P=short_gap)\d\d(?![\w/-])",
        "month_short": month.format("m21") + r"[-/]\d\d(?![\w/-])",
        "number_year": r"(?P<m22>0[1-9]|1[0-2]|[1-9](?=/))[./](?P<y22>1[89]\d\d|20\d\d)(?![\d./-])",
        "split_years": rf"(?P<y15>1\d{{3}}|20\d{{2}})/\d\d?\s?(?:{_DASH}|{any_of(words('link'))})\s?"
        r"(?P<z15>1\d{3}|20\d{2})/(?P<w15>\d\d)(?![\d/-])",
        "years": rf"(?P<y10>1\d{{3}}|20\d{{2}})\s?(?:{_DASH}|/)\s?(?P<z10>1\d{{3}}|20\d{{2}}|\d\d?)"
        r"(?![\d/-])(?![,.]\d)",
        "years_in_words": rf"{between.format('b11')}{_YEAR.format('y11')}" + pair.format("p11")
        + _YEAR.format("z11"),
        "decade": r"(?P<tens>(?:1\d|20)\d)0['’]?s\b",
        "decade_in_words": rf"(?P<teen>{teens})[\s-]+(?P<tens_word>{any_of(words('tens'))})\b",
        "tens_in_words": rf"(?:{any_of(words('tens'))})\b",
        "century": rf"(?=[\d{letters}])(?:(?P<first>{nth}|\d\d?(?=st|nd|rd|th))(?:st|nd|rd|th)?"
        rf"(?:-?\s+(?P<joined>{any_of(words('pair'))})\s+|{span})(?:the\s+)?(?:(?:{any_of(words('prefix'))})[\s-]+)?)?"
        rf"(?P<nth>{nth}|\d\d?(?=st|nd|rd|th))(?:st|nd|rd|th)?[\s-]+"
        rf"(?:{any_of(words('century'))})\b(?!\s*(?:{before_era}))"
        rf"(?:\s+(?-i:{any_of(word.upper() for word in words('era'))})(?!\w))?",
        "season": rf"(?P<part>(?:{any_of(words('season'))})\b(?:\s+of)?|(?:{season_of})\s+of"
        rf"|(?:\A|(?<=\bin\s)|(?<=\bof\s)|(?=(?-i:[A-Z])))(?:{season_of}))\s+"
        + year("y12", optional=False) + r"(?![-/\u2013]\d)",
        "era": rf"(?:(?:{era})\s*(?P<ad1>[1-9]\d{{0,3}})|(?P<ad2>[1-9]\d{{0,3}})\s*(?:{era}))"
        r"(?![\w/-])",
        "lead_month": rf"(?:(?:{lead})\s+|(?:{any_of(words('prefix'))})-){month.format('m13')}"
        r"(?!,?\s+(?:of\s+)?['’‘]\d\d(?!\w))"
        rf"(?!(?:,?\s+|\s?{_DASH}\s?)\d{{1,2}}(?:st|nd|rd|th)?\b(?![,.:/]\d)(?:-\d\d?\b)?+{_counted()})"
        rf"(?!,?{of}(?:1\d{{3}}|20\d\d)\b{_counted()})(?!(?:/|{span})(?:{month_name()}))",
        "year": _YEAR.format("y14") + rf"(?![-/]\d)(?!(?:{span}(?:\w+\s+)?\d{{1,4}})?\s*(?:{before_era})(?!\w))",
        "misread_year": _MISREAD,
        "relative": rf"(?:{alone}|{back}|(?:{beside})\s+(?:{weekday}|{spell})"
        rf"|(?:on\s+)?(?:{weekday})(?!,?\s+(?:the\s+)?(?:\d|(?:{any_of(months())})\b)))\b",
    }  # fmt: skip
    chosen = {name: f"(?P<{name}>{form})" for name, form in forms.items() if ranges or name not in RANGES}
    first, last = (names & chosen.keys() for names in (_BEFORE_COUNTED, _AFTER_COUNTED))
    uncounted = "|".join(form for name, form in chosen.items() if name not in first | last)
    before, after = ("|".join(form for name, form in chosen.items() if name in names) for names in (first, last))
    return re.compile(f"{_start()}(?:{before}|(?:{uncounted}){_counted()}|{after})", re.IGNORECASE)


_BEFORE_COUNTED = frozenset(
    {"iso", "numeric", "split_years", "decade", "decade_in_words", "tens_in_words", "century", "era", "month_short"}
)
_AFTER_COUNTED = frozenset({"lead_month", "relative"})
"""Forms that need no look at what comes behind; the others are no dates where that is what a number counts."""
