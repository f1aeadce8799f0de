"""What the command line shows: tables and passages, drawn with rich."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from kbpack.coverage import line_and_column

if TYPE_CHECKING:
    from kbpack.explain import Passage, RowStory
    from kbpack.parts import Part
    from kbpack.pipeline import Built
    from kbpack.report import Issue

COUNTED = ("districts", "statements", "events", "figures", "evidence")
FEW = 10
PLAIN_WIDTH = 120
AROUND = 30


def console(*, error: bool = False) -> Console:
    """A console that is plain in a pipe or under NO_COLOR, and then as wide everywhere."""
    found = _Console(stderr=error, highlight=False, markup=False, emoji=False)
    if not found.is_terminal:
        return _Console(stderr=error, highlight=False, markup=False, emoji=False, width=PLAIN_WIDTH, color_system=None)
    if "NO_COLOR" in os.environ:
        return _Console(stderr=error, highlight=False, markup=False, emoji=False, color_system=None)
    return found


def as_text(shown: RenderableType) -> str:
    """Write what a console shows as plain text."""
    out = _Console(file=StringIO(), highlight=False, markup=False, emoji=False, width=PLAIN_WIDTH, color_system=None)
    with out.capture() as captured:
        out.print(shown, end="")
    return "\n".join(line.rstrip() for line in captured.get().splitlines()).rstrip()


class _Console(Console):
    """A console that leaves a closed pipe to the command line."""

    def on_broken_pipe(self) -> None:
        """Tell the command line."""
        raise BrokenPipeError


@contextmanager
def progress() -> Iterator[Callable[[int, int], object] | None]:
    """A bar on standard error while documents are read, on a terminal alone; gives what is to be told of them."""
    out = console(error=True)
    if not out.is_terminal:
        yield None
        return
    from rich.progress import Progress  # noqa: PLC0415  only where it is seen

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task("Reading documents", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _safe(text: str) -> str:
    """Text of a document or a curator as it may go to a terminal: no control characters."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def built(package: Built) -> Group:
    """Rows by table and document, coverage, unread spans, and findings."""
    return Group(_counts(package), *_unread(package), *_findings(package), *_notes(package.report.warnings))


def _counts(package: Built) -> Grid:
    grid = Grid(
        title=Text(str(package.corpus.about.get("title") or package.corpus.about["name"])),
        title_justify="left",
        title_style="bold",
    )
    grid.add_column("document", overflow="fold", no_wrap=False)
    for name in (*COUNTED, "ignored", "unread", "coverage"):
        grid.add_column(name, justify="right", no_wrap=True)
    totals: Counter[str] = Counter()
    for one in package.documents:
        numbers = {name: one.counts[name] for name in COUNTED} | {
            "ignored": len(one.ignored),
            "unread": len(one.unread),
        }
        totals.update(numbers)
        if len(package.documents) <= FEW * 2 or one.unread:
            share = one.row["coverage"]
            grid.add_row(Text(one.document_id), *(f"{number:,}" for number in numbers.values()), share)
    if len(package.documents) > 1:
        grid.add_section()
        grid.add_row(
            f"{len(package.documents):,} documents",
            *(f"{totals[name]:,}" for name in (*COUNTED, "ignored", "unread")),
            "",
            style="bold",
        )
    return grid


def _unread(package: Built) -> Iterator[RenderableType]:
    spans = [(one, span) for one in package.documents for span in one.unread]
    if not spans:
        return
    yield Text(f"\nUnread ({len(spans)}); kbpack coverage shows them in context", style="bold yellow")
    for one, (start, end) in spans[:FEW]:
        text = package.corpus.document(one.document_id).text
        line, column = line_and_column(text, start)
        yield Text(f"  seeds/{one.document_id}.txt:{line}:{column}: {_short(text[start:end])}")
    if len(spans) > FEW:
        yield Text(f"  and {len(spans) - FEW} more")


def _findings(package: Built) -> Iterator[RenderableType]:
    found = package.findings
    if not found:
        return
    grid = Grid(
        title=f"\nFindings in the documents ({len(found)}); both sides are shown, nothing is corrected",
        title_justify="left",
        title_style="bold",
    )
    grid.add_column("kind", no_wrap=True)
    grid.add_column("what does not agree", ratio=1)
    for row in found[: FEW * 2]:
        grid.add_row(row["kind"].replace("_", " "), Text(row["message"]))
    yield grid
    if len(found) > FEW * 2:
        yield Text(f"  and {len(found) - FEW * 2} more, in data/findings.csv")


def _notes(issues: Iterable[Issue]) -> Iterator[RenderableType]:
    for issue in issues:
        yield Text(f"warning: {issue}", style="yellow")


def _short(text: str, most: int = 70) -> str:
    folded = _safe(" ".join(text.split()))
    return folded if len(folded) <= most else folded[: most - 1] + "…"


def covered(package: Built) -> Group:
    """For each document: its coverage, what was ignored and why, and what was not read, in context."""
    return Group(*(part for one in package.documents for part in _covered(package, one)))


def _covered(package: Built, one: Part) -> Iterator[RenderableType]:
    document = package.corpus.document(one.document_id)
    share = one.row["coverage"]
    yield Text(f"{document.path}: coverage {share}, {len(one.ignored)} ignored, {len(one.unread)} unread", style="bold")
    spans = [((ignored.start, ignored.end), ignored.reason) for ignored in one.ignored]
    for (start, end), reason in sorted(spans + [(span, "unread") for span in one.unread]):
        line, column = line_and_column(document.text, start)
        before = document.text[max(0, start - AROUND) : start]
        after = document.text[end : end + AROUND]
        yield Text.assemble(
            f"  {line}:{column} ",
            (f"{reason}: ", "yellow" if reason == "unread" else "dim"),
            *_in_context(before, _short(document.text[start:end]), after),
        )


def _in_context(before: str, words: str, after: str) -> tuple[str | tuple[str, str], ...]:
    """Words in brackets between what stands around them, white space folded."""
    left = _safe(" ".join(before.split())) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + _safe(" ".join(after.split()))
    return (left, "dim"), "[", (_safe(" ".join(words.split())), "bold"), "]", (right, "dim")


def explained(stories: Iterable[RowStory]) -> Group:
    """Rows told: the sentence with the words marked, each cell's words and rule, who holds it, and the checks."""
    return Group(*(part for story in stories for part in _explained(story)))


def _explained(story: RowStory) -> Iterator[RenderableType]:
    yield Text(f"{story.table} {story.row_id}", style="bold")
    if story.passage is not None:
        yield _marked(story.passage)
    if story.holder:
        yield Text(f"held by {story.holder}" + (f", {story.status}" if story.status else ""))
    grid = Grid(show_edge=False, pad_edge=False)
    for name in ("field", "value", "read from", "rule", "checks"):
        grid.add_column(name, overflow="fold")
    for cell in story.cells:
        passed = [name for name, good in cell.checks if good]
        failed = [name for name, good in cell.checks if not good]
        checks = Text(f"{len(passed)} passed") if not failed else Text("failed: " + ", ".join(failed), style="red")
        place = (
            f"{cell.passage.line}:{cell.passage.column} {_short(cell.passage.words, 40)!r}"
            if cell.passage
            else "not read from text"
        )
        grid.add_row(cell.field, Text(_safe(cell.value)), Text(place), cell.rule, checks)
    yield grid
    if len(story.cells) == 1:
        cell = story.cells[0]
        if cell.passage is not None:
            yield _marked(cell.passage)
        for name, good in cell.checks:
            yield Text(f"  {'passed' if good else 'FAILED'}: {name}", style="" if good else "red")
    yield Text("")


def _marked(passage: Passage) -> Text:
    where = (f"{passage.path}:{passage.line}:{passage.column}: ", "dim")
    return Text.assemble(where, *_in_context(passage.before, passage.words, passage.after))
