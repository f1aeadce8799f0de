"""Patterns of an untrusted descriptor: matched in linear time by the Rust engine of polars, or refused."""

from __future__ import annotations

import re

import polars as pl

LONGEST = 2_000
"""Characters of a pattern."""
LARGEST = 5_000
"""States of a pattern, counted as its atoms times their repetitions: time grows with this times the text."""

_COUNT = re.compile(r"\{(\d{1,9})(?:,(\d{0,9}))?\}")
_WIDE = 20
"""States of a class that spans much of Unicode."""


def anchored(pattern: str) -> str:
    """Make a pattern match the whole cell."""
    return f"^(?:{pattern})$"


def refusal(pattern: str) -> str:
    """Say why a pattern cannot be run in bounded time; nothing where it can."""
    if len(pattern) > LONGEST:
        return f"has {len(pattern)} characters, more than {LONGEST}"
    if states(pattern) > LARGEST:
        return f"repeats too much to be matched in bounded time (over {LARGEST} states)"
    try:
        pl.Series(["a"]).str.contains(anchored(pattern))
    except pl.exceptions.PolarsError as failure:
        if "look-around" in str(failure) or "backreferences" in str(failure):
            return "uses look-around or back-references, which no engine runs in linear time"
        return "is no regular expression that a linear-time engine has"
    return ""


def states(pattern: str) -> int:
    """Estimate the states of the automaton of a pattern from its atoms and counted repetitions."""
    groups: list[list[int]] = [[]]
    at = 0
    while at < len(pattern):
        mark = pattern[at]
        count = _COUNT.match(pattern, at)
        if count and groups[-1]:
            groups[-1][-1] *= max(int(count[2] or count[1]), 1)
            at = count.end()
            continue
        if mark == "(":
            groups.append([])
        elif mark == ")" and len(groups) > 1:
            inner = sum(groups.pop())
            groups[-1].append(max(inner, 1))
        elif mark == "[":
            at = _class_end(pattern, at)
            groups[-1].append(_WIDE)
        elif mark == "\\":
            at += 1
            groups[-1].append(_WIDE if pattern[at : at + 1] in "wWdDsSpPbB" else 1)
        elif mark not in "|?*+^$":
            groups[-1].append(_WIDE if mark == "." else 1)
        at += 1
    return sum(map(sum, groups))


def _class_end(pattern: str, at: int) -> int:
    at += 1
    if pattern[at : at + 1] == "^":
        at += 1
    first = at
    while at < len(pattern) and (pattern[at] != "]" or at == first):
        at += 2 if pattern[at] == "\\" else 1
    return at
