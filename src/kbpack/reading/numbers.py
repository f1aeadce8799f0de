"""Numbers in digits and in words, as canonical decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from functools import cache, lru_cache

from kbpack import lexicon

DOTS_GROUP, DOTS_DECIMAL, COMMA_DECIMAL = "_dots_group", "_dots_decimal", "_comma_decimal"
"""What a full stop does in a number: it groups thousands, or it parts decimals; or that a comma parts decimals."""

BLANKS = " \u00a0\u2007\u2009\u202f"
GROUPING = rf"[,'’{BLANKS}]"
_TENS = 20
_HUNDRED = 100
_SIX_DIGITS = Context(prec=6)
_FEW_BEHIND_COMMA = re.compile(r"\d+,\d\d?")
_OPEN = re.compile(r"[1-9]\d{0,2}\.\d{3}")

_NUMBERS = re.compile(r"[0-9](?<![\w.,/:-].)[0-9.,]*[0-9](?![\w/:-])")
_DECIMAL_POINT = re.compile(r"0\.\d+|\d+\.(?:\d|\d\d|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3})+")
_DECIMAL_COMMA = re.compile(r"0,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d|\d\d|\d{4,})")


@cache
def number_roles() -> dict[str, tuple[str, str]]:
    """Each number in words with its kind and its value; not Roman numerals."""
    rows = lexicon.table("numbers")
    return {row["word"].lower(): (row["kind"], row["value"]) for row in rows if row["kind"] != "roman"}


@cache
def roman() -> dict[str, str]:
    """Roman numerals with their values."""
    return {row["word"]: row["value"] for row in lexicon.table("numbers") if row["kind"] == "roman"}


def dots(text: str) -> str:
    """What full stops do in the numbers of a document, as its plain ones tell; empty where they do not."""
    styles = set()
    for match in _NUMBERS.finditer(text):
        if _DECIMAL_POINT.fullmatch(match[0]):
            styles.add(DOTS_DECIMAL)
        elif _DECIMAL_COMMA.fullmatch(match[0]):
            styles.add(DOTS_GROUP)
        if len(styles) > 1:
            return ""
    return styles.pop() if styles else ""


def is_open(digits: str) -> bool:
    """Whether a number reads as thousands or as decimals: `1.840`."""
    return bool(_OPEN.fullmatch(digits))


def is_open_comma(digits: str) -> bool:
    """Whether digits read as a decimal or as two numbers: `3,5`."""
    return bool(_FEW_BEHIND_COMMA.fullmatch(digits))


def depends(digits: str, dots: str) -> bool:
    """Whether what the marks of numbers do in the document changes how digits read."""
    if dots == COMMA_DECIMAL:
        return is_open_comma(digits)
    return bool(dots) and number(digits, dots) != number(digits, "")


@lru_cache(1 << 12)
def number(text: str, style: str = DOTS_DECIMAL) -> str:
    """The canonical decimal of a number in digits, or nothing where its marks can be read in two ways.

    `1,840` is 1840, `1.840.000` is 1840000, `3,5` is 3.5; `1.840` is what `style` says.
    """
    compact = re.sub(rf"[{BLANKS}'’\s]", "", text)
    if "·" in compact:
        return canonical(Decimal(compact.replace("·", ".")))
    if is_open(compact):
        return {DOTS_GROUP: compact.replace(".", ""), DOTS_DECIMAL: canonical(Decimal(compact))}.get(style, "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d{1,2}(,\d{2})+,\d{3}", compact):
        if style == DOTS_GROUP and compact.count(",") == 1 and "." not in compact:
            return ""
        compact = compact.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}", compact):
        compact = compact.replace(".", "")
    return canonical(Decimal(compact.replace(",", ".")))


def canonical(value: Decimal) -> str:
    """A decimal without sign, exponent, leading or trailing zeros."""
    whole, point, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if point and part else "")


def quotient(over: Decimal, under: Decimal) -> str:
    """A fraction as a decimal of six digits at most: a third is 0.333333; nothing where nothing is divided by."""
    return canonical(_SIX_DIGITS.divide(over, under)) if under else ""


def times(value: str, multiplier: str) -> str:
    """A canonical number times another."""
    return canonical(Decimal(value) * Decimal(multiplier)) if value and multiplier else value


@lru_cache(1 << 12)
def spelled(words: str) -> tuple[str, str] | None:
    """Kind and value of a number in words; none where the words do not make one number."""
    whole = _parted().sub(lambda match: match[0].replace("-", ""), words.lower())
    parts = [word for word in re.split(r"[\s-]+", whole) if word not in {"and", "of"}]
    roles = [number_roles()[part][0] for part in parts]
    if "quantifier" in roles or "quantifier before" in roles:
        return _vague(parts, roles)
    if len(parts) == 2 and roles[0] in {"cardinal", "ordinal"}:  # noqa: PLR2004
        (first, count), (second, value) = (number_roles()[part] for part in parts)
        if first == "ordinal" and second == "fraction":
            return "ordinal", count
        if second == "fraction_of":
            nth = number_roles()[parts[1].removesuffix("s")][1]
            return "share", quotient(Decimal(count), Decimal(nth))
        if second == "fraction":
            part = Decimal(count) * Decimal(value)
            return ("share", canonical(part)) if part < 1 else ("count", count)
        if second == "ordinal" and Decimal(count) > 1 and Decimal(value) >= _HUNDRED:
            return "ordinal", times(count, value)
        if first == "cardinal" and second == "ordinal" and Decimal(count) < _TENS:
            return "share", quotient(Decimal(count), Decimal(value))
    return _summed(parts)


@cache
def _parted() -> re.Pattern[str]:
    """The words that the end of a line parted: «thou-sand»."""
    return re.compile("|".join(word for word in number_roles() if "-" in word))


def _vague(parts: Sequence[str], roles: Sequence[str]) -> tuple[str, str] | None:
    """A quantity that gives no number, such as several hundred; a dozen and both give one."""
    values = [number_roles()[part][1] for part in parts]
    if len(parts) == 1:
        return ("count", values[0]) if roles[0] == "quantifier" else None
    if all(role in {"quantifier", "quantifier before", "multiplier"} for role in roles):
        exact = roles[0] == "quantifier" and all(values)
        return "count", times(values[0], values[1]) if exact and len(parts) == 2 else ""  # noqa: PLR2004
    if roles == ["cardinal", "quantifier"] and values[1]:
        return "count", times(values[0], values[1])
    return ("count", "") if roles[1:] == ["quantifier"] and roles[0] == "multiplier" else None


def _summed(parts: Sequence[str]) -> tuple[str, str] | None:
    """Kind and value of the words of one number, largest part first."""
    total = group = Decimal(0)
    kind, below = "count", None
    for part in parts:
        role, given = number_roles()[part]
        value = Decimal(given or 0)
        if role == "multiplier":
            group, below = (group or 1) * value, None
            if value > _HUNDRED:
                total, group = total + group, Decimal(0)
            continue
        if role == "fraction_of":
            return None
        if role == "fraction":
            return ("share", given) if len(parts) == 1 else None
        if below is not None and value >= below:
            return None
        below = Decimal(10) if value >= _TENS else Decimal(0)
        kind = "ordinal" if role == "ordinal" else kind
        group += value
    return kind, canonical(total + group)
