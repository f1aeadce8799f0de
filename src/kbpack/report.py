"""What a check says: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding of a check.

    `line` and `column` count from 1: in the document where `document` is set, otherwise in the file of `table`.
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

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


@dataclass(slots=True)
class Report:
    """All that a run of checks found; it is good where nothing is an error."""

    issues: list[Issue] = field(default_factory=list)

    def add(self, issue: Issue) -> None:
        """Add one issue."""
        self.issues.append(issue)

    def extend(self, issues: Iterable[Issue]) -> None:
        """Add issues."""
        self.issues.extend(issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self.issues)

    def __len__(self) -> int:
        return len(self.issues)

    @property
    def errors(self) -> list[Issue]:
        """What makes the package wrong."""
        return [issue for issue in self.issues if issue.severity == "error"]

    @property
    def warnings(self) -> list[Issue]:
        """What a person should know."""
        return [issue for issue in self.issues if issue.severity == "warning"]

    @property
    def good(self) -> bool:
        """Whether nothing is an error."""
        return not self.errors
