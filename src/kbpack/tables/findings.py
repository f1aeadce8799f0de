"""Findings: where documents disagree with themselves, with each other or with a reference."""

from collections import Counter
from collections.abc import Iterable

from kbpack import columns
from kbpack.reading.tokens import clean
from kbpack.rules import Rows
from kbpack.table import Table, TextRow


class Findings(Rows):
    """Findings.

    What the checks see in the documents themselves. Both sides are shown, nothing is corrected.
    """

    finding_id: str = columns.key("Finding id", "The code of the finding in this package.", "^[^,#]+$")
    kind: str = columns.notation("Kind", "The check that found it.", columns.NAME, source="kbpack", nullable=False)
    message: str = columns.words("Message", "What does not agree, with both sides.", nullable=False)
    left_ref: str = columns.name("Left row", "The id of the row on one side.", nullable=False)
    left_value: str = columns.words("Left value", "What that row says.")
    right_ref: str = columns.name("Right row", "The id of the row on the other side.")
    right_value: str = columns.words("Right value", "What the other row says.")


TABLE = Table("findings", Findings)


def rows(found: Iterable[tuple[str, str, tuple[str, str], tuple[str, str]]]) -> list[TextRow]:
    """Give a row for each disagreement (kind, message, and both sides as row id and value), ordered by id."""
    rows_: list[TextRow] = []
    seen: Counter[str] = Counter()
    for kind, message, left, right in found:
        name = f"{kind}:{left[0]}"
        seen[name] += 1
        rows_.append(
            {
                "finding_id": name + (f"~{seen[name]}" if seen[name] > 1 else ""),
                "kind": kind,
                "message": clean(message),
                "left_ref": left[0],
                "left_value": clean(left[1]),
                "right_ref": right[0],
                "right_value": clean(right[1]),
            }
        )
    return sorted(rows_, key=lambda row: row["finding_id"])
