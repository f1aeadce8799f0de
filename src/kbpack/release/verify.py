"""Check this copy of the package, by `python verify.py`.

Compares every file with its digest in SHA256SUMS, and every quote of the tables with its document. Needs Python 3.8 or
newer and nothing else, reads only what lies beside it, and changes nothing. Exit code 0: all is as it was released.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUMS = "SHA256SUMS"
LINE = re.compile("([0-9a-f]{64})  ([^\n]+)")


def main() -> None:
    """Check files, then quotes; say what was checked, or all that is wrong."""
    csv.field_size_limit(1 << 30)
    wrong, names = files()
    quotes = 0
    documents: set[str] = set()
    if not wrong:
        for name in names:
            if name.startswith("data/"):
                count, read, more = table(name)
                quotes += count
                documents |= read
                wrong += more
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        sys.exit(f"WRONG: {len(wrong)} problems; get the release again")
    for name in extra(names):
        print(f"note: {name} is not part of the release")
    print(f"good: {len(names)} files and {quotes} quotes from {len(documents)} documents are as released")


def files() -> tuple[list[str], list[str]]:
    """Compare each file with its digest; give what is wrong, and the names."""
    wrong: list[str] = []
    names: list[str] = []
    lines = (HERE / SUMS).read_bytes().decode("utf-8").split("\n")
    if lines.pop():
        wrong.append(f"{SUMS}: does not end with its last line")
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        if found is None:
            wrong.append(f"{SUMS}:{number}: is no digest and name")
            continue
        names.append(found[2])
        path = HERE / found[2]
        if not path.is_file():
            wrong.append(f"{found[2]}: is missing")
        elif digest(path) != found[1]:
            wrong.append(f"{found[2]}: is not the file that was released")
    if not names:
        wrong.append(f"{SUMS}: names no file")
    return wrong, names


def digest(path: Path) -> str:
    """Give the SHA-256 digest of a file in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            found.update(block)
    return found.hexdigest()


def table(name: str) -> tuple[int, set[str], list[str]]:
    """Compare each quote of a table with its document; give their number, the documents, and what is wrong."""
    quotes = 0
    read: set[str] = set()
    wrong: list[str] = []
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if not {"document_id", "char_start", "char_end", "quote"} <= set(rows.fieldnames or ()):
            return quotes, read, wrong
        text, held = "", ""
        for row in rows:
            if row["document_id"] != held:
                held = row["document_id"]
                text = document(held)
                read.add(held)
            start, end = int(row["char_start"]), int(row["char_end"])
            quotes += 1
            if text[start:end] != row["quote"]:
                wrong.append(f"{name}:{rows.line_num}: the quote is not in {held} from {start} to {end}")
    return quotes, read, wrong


def document(name: str) -> str:
    """Give the text of a document: line ends kept, a leading byte-order mark left out."""
    raw = (HERE / "seeds" / f"{name}.txt").read_bytes().decode("utf-8")
    return raw.removeprefix("\ufeff")


def extra(names: list[str]) -> list[str]:
    """Give the files here that the release does not have."""
    here = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file())
    return [name for name in here if name not in {SUMS, *names}]


def guard() -> None:
    """Stop where this very file was changed, whatever the change made of the checks below."""
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    if f"{own}  {Path(__file__).name}\n" not in (HERE / SUMS).read_text(encoding="utf-8"):
        sys.exit("WRONG: this script is not the one that was released")


if __name__ == "__main__":
    guard()
    main()
