"""A text as blocks: prose, headings, list lines, salutations and page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.lists import entries
from kbpack.reading.sentences import trim
from kbpack.reading.tokens import fold, tokens


class Block(NamedTuple):
    """A stretch of text of one kind: prose, heading, list, salutation, page number or repeated heading."""

    start: int
    end: int
    kind: str


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_PAGE_NUMBER = re.compile(r"(?i)[\W_]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*$")
_RULE = re.compile(r"[^\w]+$")
_SENTENCE_END = (".", "!", "?", "…", ";", ",")
_LONGEST_HEADING = 160
_LONGEST_SALUTATION = 14


@cache
def _salutation_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("salutations"))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines without the white space around them; an empty span for a blank line."""
    for match in _LINE.finditer(text):
        if match.end() > match.start():
            yield trim(text, match.start(), match.end())


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; together they hold every character that is not white space."""
    found: list[Block] = []
    headings: list[str] = []
    group: list[tuple[int, int]] = []
    for span in [*_lines(text), (len(text), len(text))]:
        if span[0] < span[1]:
            group.append(span)
        elif group:
            found.extend(
                _repeated(block, _bare(text, block), headings) if block.kind == "heading" else block
                for block in _group(text, group)
            )
            group = []
    return found


def _repeated(block: Block, title: str, headings: list[str]) -> Block:
    """A heading, marked where it is an earlier one or the start of one."""
    seen = any(heading.startswith(title) for heading in headings)
    headings.append(title)
    return block._replace(kind="repeated heading") if seen else block


def _bare(text: str, block: Block) -> str:
    return " ".join(fold(token.text) for token in tokens(text, block.start, block.end) if token.kind != "mark")


def _group(text: str, group: list[tuple[int, int]]) -> Iterator[Block]:
    """The blocks of lines without a blank line between them."""
    listed = _listed(text, group)
    prose: list[tuple[int, int]] = []
    for number, span in enumerate(group):
        kind = _kind(
            text, span, alone=len(group) == 1, before_list=any(listed[number + 1 : number + 2]), first=number == 0
        )
        if listed[number] and (kind in {"prose", "heading"}):
            kind = "list"
        if kind == "prose":
            prose.append(span)
            continue
        if prose:
            yield Block(prose[0][0], prose[-1][1], "prose")
            prose = []
        yield Block(*span, kind)
    if prose:
        yield Block(prose[0][0], prose[-1][1], "prose")


def _listed(text: str, group: list[tuple[int, int]]) -> list[bool]:
    """Which lines are entries of a list: in each run of them at least one has an area."""
    read = [entries(text, *span) for span in group]
    measured = [any(entry.area is not None for entry in found) for found in read]
    listed = [bool(found) for found in read]
    first = 0
    while first < len(group):
        after = first
        while after < len(group) and listed[after]:
            after += 1
        if not any(measured[first:after]):
            listed[first:after] = [False] * (after - first)
        first = after + 1
    return listed


def _kind(text: str, span: tuple[int, int], *, alone: bool, before_list: bool, first: bool) -> str:
    line = text[slice(*span)]
    if _RULE.match(line):
        return "rule"
    if _PAGE_NUMBER.match(line):
        return "page number"
    if len(line) > _LONGEST_HEADING:
        return "prose"
    words = [token.low for token in tokens(line) if token.kind == "word"]
    if (
        len(words) <= _LONGEST_SALUTATION
        and line.endswith((",", ":", "!", "."))
        and words
        and all(word in _salutation_words() for word in words)
    ):
        return "salutation"
    if (alone or (first and before_list)) and not line.endswith(_SENTENCE_END) and words:
        return "heading"
    return "prose"
