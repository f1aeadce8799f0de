"""What a check says: where, what, and what to do; and a Report of all of it, with floods folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Kind = tuple[str, Severity, str, str]

FOLD = 20
"""How many findings of one kind (code, severity, table and field) a report keeps; the others are counted."""


_SHOWN = 200


def plain(text: str, size: int = _SHOWN) -> str:
    """Write text of a package for a message: what cannot be seen as escapes, cut where it is long."""
    short = text if len(text) <= size else f"{text[: size - 3]}..."
    return short if short.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in short)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding of a check: `message` says where and what, `remedy` what to do, both in one line.

    `code` is its kind: docs/validation.md lists those of `kbpack validate`. An error makes the package wrong, a warning
    does not. `table`, `row` (its primary key) and `field` name the cell, as far as the finding is about one.
    `line` and `column` count from 1: in the document where `document` is set, otherwise in the file of `table`.
    `path`, `path_line` and `path_column` are its place in the package, whatever the document: the file that is wrong,
    or the descriptor; the column is that of the cell as RFC 4180 writes it, in characters. `rest` is 0, or the number
    of findings of the same kind that are not shown and for which this one stands.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    table: str = ""
    row: str = ""
    field: str = ""
    document: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    path_line: int | None = None
    path_column: int | None = None
    rest: int = 0

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message

    @property
    def kind(self) -> Kind:
        """What floods are folded by."""
        return self.code, self.severity, self.table, self.field


def rest(like: Issue, count: int) -> Issue:
    """Stand for findings of the kind of `like` that are not shown."""
    where = like.path or like.table
    what = f"{like.code} in {like.field}" if like.field else like.code
    message = f"{where}: ... and {count} more ({what})" if where else f"... and {count} more ({what})"
    return Issue(like.code, like.severity, message, table=like.table, field=like.field, path=like.path, rest=count)


@dataclass(slots=True, repr=False)
class Report:
    """All that a run of checks found; it is good where nothing is an error.

    Of each kind the first FOLD findings are kept, so that a report is small whatever is wrong; the others are one
    Issue with `rest`, behind the last that is kept. `count` has all of them.
    """

    _kept: list[Issue] = field(default_factory=list)
    _shown: dict[Kind, int] = field(default_factory=dict)
    _hidden: dict[Kind, int] = field(default_factory=dict)

    def add(self, issue: Issue) -> None:
        """Add one issue; of a kind that has FOLD of them already, it is only counted."""
        shown = self._shown.get(issue.kind, 0)
        if issue.rest:
            self._hidden[issue.kind] = self._hidden.get(issue.kind, 0) + issue.rest
        elif shown < FOLD:
            self._kept.append(issue)
            self._shown[issue.kind] = shown + 1
        else:
            self._hidden[issue.kind] = self._hidden.get(issue.kind, 0) + 1

    def extend(self, issues: Iterable[Issue]) -> None:
        """Add issues, one by one."""
        for issue in issues:
            self.add(issue)

    @property
    def issues(self) -> list[Issue]:
        """What is shown: the findings that are kept, in order, and what stands for the rest of each kind."""
        if not self._hidden:
            return list(self._kept)
        left = dict(self._shown)
        found = []
        for issue in self._kept:
            found.append(issue)
            left[issue.kind] -= 1
            if not left[issue.kind] and issue.kind in self._hidden:
                found.append(rest(issue, self._hidden[issue.kind]))
        return found

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)

    def __len__(self) -> int:
        return len(self.issues)

    def __repr__(self) -> str:
        head = f"Report: {self.count('error')} errors, {self.count('warning')} warnings"
        return "\n".join([head, *(f"  {issue.severity}: {issue}" for issue in self.issues)])

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity, shown or not."""
        counts = (self._shown, self._hidden)
        return sum(number for one in counts for kind, number in one.items() if kind[1] == severity)

    @property
    def errors(self) -> list[Issue]:
        """What makes the package wrong, as it is shown."""
        return [issue for issue in self.issues if issue.severity == "error"]

    @property
    def warnings(self) -> list[Issue]:
        """What a person should know, as it is shown."""
        return [issue for issue in self.issues if issue.severity == "warning"]

    @property
    def good(self) -> bool:
        """Whether nothing is an error."""
        return not self.count("error")
