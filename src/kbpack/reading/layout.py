"""A text as blocks: prose, headings, list lines, salutations and page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.heads import Head, head_of, is_unit_head, manner_of, names_area, names_places, row_of
from kbpack.reading.list_lines import entries, records
from kbpack.reading.list_names import BULLET
from kbpack.reading.lists import LONGEST_ENTRY, PLAIN, Context, ListEntry, Span
from kbpack.reading.quantities import quantities
from kbpack.reading.tokens import tokens


class Block(NamedTuple):
    """A stretch of text of one kind: prose, heading, list with its entries, table head, salutation, page number ..."""

    start: int
    end: int
    kind: str
    entries: tuple[ListEntry, ...] = ()


_LINE = re.compile(r"[^\S\r\n]*+((?:\S[^\r\n]*(?<!\s))?)[^\S\r\n]*+(?:\r\n|\r|\n|\Z)")
_PAGE_NUMBER = re.compile(r"(?i)[\W_]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*$")
_RULE = re.compile(r"[^\w]+$")
_PAGE = "pP"
_GREETING_END = (",", ":", "!", ".")
_SENTENCE_END = (".", "!", "?", "…", ";", ",")
_LABEL = re.compile(r":\s+(?=\D{0,12}\d)")
_TWO_SENTENCES = re.compile(r"[^\W\d_].*[a-z]{3}[.!?]\s+[A-Z]")
_LONGEST_HEADING = 160
_LONGEST_SALUTATION = 14


@cache
def _salutation_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("salutations"))


def _lines(text: str) -> list[Span]:
    """Spans of the lines without the white space around them; an empty span for a blank line."""
    return [match.span(1) for match in _LINE.finditer(text)]


def blocks(text: str, context: Context = PLAIN) -> list[Block]:
    """The blocks of a text, in order; together they hold every character that is not white space."""
    found: list[Block] = []
    headings: set[tuple[str, ...]] = set()
    group: list[Span] = []
    under = _Under(context, measured=names_area(text))
    for span in [*_lines(text), (len(text), len(text))]:
        if span[0] < span[1]:
            group.append(span)
        elif group:
            found.extend(
                _repeated(block, _bare(text, block), headings) if block.kind == "heading" else block
                for block in _group(text, group, under)
            )
            group = []
    return found


@dataclass(slots=True)
class _Under:
    """What the lines after it stand under: the head of a table, or a heading with a unit or a word for places.

    Without any of these, and where the text has no unit of area (`measured`), no line can be an entry of a list.
    """

    context: Context
    measured: bool
    head: Head | None = None
    places: bool = False


def _repeated(block: Block, title: tuple[str, ...], headings: set[tuple[str, ...]]) -> Block:
    """A heading, marked where its words are those of an earlier one or the first of one."""
    seen = title in headings
    headings.update(title[:after] for after in range(1, len(title) + 1))
    return block._replace(kind="repeated heading") if seen else block


def _bare(text: str, block: Block) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(text[block.start : block.end]) if token.kind != "mark")


def _group(text: str, group: list[Span], under: _Under) -> Iterator[Block]:
    """The blocks of lines without a blank line between them."""
    several = records(text, group, under.context) if under.measured and len(group) > 1 else []
    if several:
        if several[0].start > group[0][0]:
            yield Block(*group[0], _kind(text, group[0], alone=False, leads=True))
        yield Block(several[0].start, several[-1].end, "list", tuple(several))
        return
    group = _unwrapped(text, group) if under.measured else group
    listed = _listed(text, group, under)
    prose: list[Span] = []
    before_list = len(group) > 1 and any(listed[1])
    for number, (span, (entries_, is_head)) in enumerate(zip(group, listed, strict=True)):
        kind = _kind(text, span, alone=len(group) == 1, leads=number == 0 and before_list)
        if entries_ and kind in {"prose", "heading"}:
            kind = "list"
        elif is_head:
            kind = "table head"
        if kind == "prose":
            prose.append(span)
            continue
        if prose:
            yield Block(prose[0][0], prose[-1][1], "prose")
            prose = []
        yield Block(*span, kind, tuple(entries_) if kind == "list" else ())
        _go_under(text[slice(*span)], kind, under)
    if prose:
        yield Block(prose[0][0], prose[-1][1], "prose")
        under.head, under.places, under.context = None, False, under.context._replace(manner="")


def _unwrapped(text: str, group: list[Span]) -> list[Span]:
    """Lines with those that go on a bullet's line put to it, where two or more lines have bullets and not all."""
    opens = [_BULLETED.match(text, *span) is not None for span in group]
    if sum(opens) < 2 or all(opens):  # noqa: PLR2004
        return group
    found: list[Span] = []
    for number, (span, is_first) in enumerate(zip(group, opens, strict=True)):
        if is_first or number <= opens.index(True) or span[1] - found[-1][0] > LONGEST_ENTRY:
            found.append(span)
        else:
            found[-1] = (found[-1][0], span[1])
    return found


_BULLETED = re.compile(rf"(?=[\W\d]){BULLET.removesuffix('?')}")


def _go_under(line: str, kind: str, under: _Under) -> None:
    """Keep the unit and the word for places of a heading; forget them after anything that is no list."""
    if kind in {"heading", "repeated heading"}:
        under.head, under.places = None, names_places(line)
        under.context = under.context._replace(manner=manner_of(f" {line}"))


_Lines = list[tuple[list[ListEntry], bool]]


def _listed(text: str, group: list[Span], under: _Under) -> _Lines:
    """The entries of each line, and whether it is the head of a table; in each run of entries one has an area."""
    read: _Lines = []
    head, context, places = under.head, under.context, under.places
    for number, span in enumerate(group):
        line = text[span[0] : span[1]]
        own = head_of(line, measured=under.measured) if head is None or number == 0 else None
        if own and _has_row(text, group[number + 1 :], own, context):
            if not (head or places or under.measured):
                read = [(entries(text, *before, context), False) for before in group[:number]]
            head = own
            read.append(([], True))
            continue
        if number == 0 and not read and len(group) > 1 and len(line) <= _LONGEST_HEADING:
            context = context._replace(manner=manner_of(f" {line}") or context.manner)
            places = places or names_places(line)
        row = row_of(text, *span, head, context) if head else None
        if number == 0 and not row and is_unit_head(line):
            read.append(([], False))
        elif row:
            read.append(([row], False))
        elif head or places or under.measured:
            read.append((entries(text, *span, context), False))
        else:
            read.append(([], False))
    under.head = head
    return _runs(text, group, read, tabled=head is not None, places=places)


def _has_row(text: str, rest: list[Span], head: Head, context: Context) -> bool:
    """Whether the first line under a head that is no rule is a row of its columns; a head may stand alone."""
    first = next((span for span in rest if not _RULE.match(text[slice(*span)])), None)
    return first is None or row_of(text, *first, head, context) is not None


def _runs(text: str, group: list[Span], read: _Lines, *, tabled: bool, places: bool) -> _Lines:
    """Lines with their entries where a run of them has an area, or has dates under a word for places."""
    first = 0 if any(entries_ for entries_, _ in read) else len(read)
    while first < len(read):
        after = first
        while after < len(read) and (read[after][0] or (tabled and _RULE.match(text[slice(*group[after])]))):
            after += 1
        run = [one for entries_, _ in read[first:after] for one in entries_]
        measured = [one for one in run if one.is_measured]
        marks = {one.mark for one in measured}
        if not measured and not (run and (tabled or (places and len(run) > 1))):
            read[first:after] = [([], is_head) for _, is_head in read[first:after]]
        elif measured and not tabled:
            for number in range(first, after):
                told = [one.is_measured or one.unknown is not None or one.mark in marks for one in read[number][0]]
                if not all(told):
                    read[number] = ([], False)
        first = after + 1
    return read


def _kind(text: str, span: Span, *, alone: bool, leads: bool) -> str:
    """What a line is that stands alone between blank lines, leads to a list, or neither."""
    line = text[slice(*span)]
    if not line[0].isalpha() or line[0] in _PAGE:
        if _RULE.match(line):
            return "rule"
        if _PAGE_NUMBER.match(line):
            return "page number"
    if len(line) > _LONGEST_HEADING:
        return "prose"
    if line.endswith(_GREETING_END) and line.count(" ") < _LONGEST_SALUTATION and _greets(line):
        return "salutation"
    if not (alone or leads) or line.endswith(_SENTENCE_END) or _TWO_SENTENCES.match(line) or _states_figure(line):
        return "prose"
    return "heading" if _words(line) else "prose"


def _states_figure(line: str) -> bool:
    """Whether a line gives an area or a share behind a label: «Area: 300 sq. km»."""
    label = _LABEL.search(line)
    return label is not None and any(one.kind in {"area", "share"} for one in quantities(line[label.end() :]))


def _words(line: str) -> list[str]:
    return [token.low for token in tokens(line) if token.is_word]


def _greets(line: str) -> bool:
    """Whether a line has words of a salutation alone; most others tell so by their first."""
    known = _salutation_words()
    if not known.issuperset(_words(line.split(maxsplit=1)[0])):
        return False
    words = _words(line)
    return 0 < len(words) <= _LONGEST_SALUTATION and known.issuperset(words)
