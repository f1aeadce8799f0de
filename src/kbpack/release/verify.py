"""Check this copy of the package, by `python verify.py`.

Compares every file with its digest in SHA256SUMS, and every quote of the tables with its document. Needs Python 3.9 or
newer and nothing else, reads only what lies beside it, and changes nothing. Exit code 0: all is as it was released.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUMS = "SHA256SUMS"
LINE = re.compile("([0-9a-f]{64})  ([^\n]+)")


def main() -> None:
    """Check files, then quotes; say what was checked, or all that is wrong."""
    csv.field_size_limit(1 << 30)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    wrong, names = files()
    quotes = 0
    documents: set[str] = set()
    if not wrong:
        wrong += [f"{SUMS}: does not name {name}" for name in declared() if name not in names]
        for name in names:
            if name.startswith("data/"):
                count, read, more = table(name)
                quotes += count
                documents |= read
                wrong += more
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        sys.exit(f"WRONG: {many(len(wrong), 'problem')}; get the release again")
    for name in extra(names):
        print(f"note: {name} is not part of the release")
    counts = f"{many(len(names), 'file')} and {many(quotes, 'quote')} from {many(len(documents), 'document')}"
    print(f"good: {counts}, as released")


def many(number: int, what: str) -> str:
    """Write a number of things."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def files() -> tuple[list[str], list[str]]:
    """Compare each file with its digest; give what is wrong, and the names."""
    wrong: list[str] = []
    names: list[str] = []
    if not (HERE / SUMS).is_file():
        return [f"{SUMS}: is missing"], names
    lines = (HERE / SUMS).read_bytes().decode("utf-8", "replace").split("\n")
    if lines.pop():
        wrong.append(f"{SUMS}: does not end with its last line")
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        if found is None or not inside(found[2]) or found[2] in names:
            wrong.append(f"{SUMS}:{number}: is no digest and name of a file here")
            continue
        names.append(found[2])
        path = HERE / found[2]
        if not path.is_file():
            wrong.append(f"{found[2]}: is missing")
        elif digest(path) != found[1]:
            wrong.append(f"{found[2]}: is not the file that was released")
    return wrong, names


def inside(name: str) -> bool:
    """Whether a name leads to a file beside this one or below."""
    return not set("\\:\0") & set(name) and not {"", ".", ".."} & set(name.split("/"))


def declared() -> list[str]:
    """Give the files that the package cannot be without: what its descriptor names, and this script."""
    package = json.loads((HERE / "datapackage.json").read_bytes()) if (HERE / "datapackage.json").is_file() else {}
    entries = [*package.get("resources", []), *package.get("kbpack:documents", [])]
    return ["datapackage.json", Path(__file__).name, *(entry["path"] for entry in entries)]


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
            quotes += 1
            if row["document_id"] != held:
                held = row["document_id"]
                text = document(held)
                read.add(held)
            if not stands(text, row["char_start"], row["char_end"], row["quote"]):
                place = f"{held} from {row['char_start']} to {row['char_end']}"
                wrong.append(f"{name}:{rows.line_num}: the quote is not in {place}")
    return quotes, read, wrong


def stands(text: str, start: str | None, end: str | None, quote: str | None) -> bool:
    """Whether a quote stands in a text at its offsets."""
    if not (re.fullmatch("[0-9]+", start or "") and re.fullmatch("[0-9]+", end or "")):
        return False
    first, last = int(start or 0), int(end or 0)
    return first < last <= len(text) and text[first:last] == quote


def document(name: str) -> str:
    """Give the text of a document, line ends kept and a leading byte-order mark left out; none where it is not here."""
    path = HERE / "seeds" / f"{name}.txt"
    if not inside(f"{name}.txt") or not path.is_file():
        return ""
    raw = path.read_bytes().decode("utf-8", "replace")
    return raw[1:] if raw[:1] == "\ufeff" else raw


def extra(names: list[str]) -> list[str]:
    """Give the files here that the release does not have."""
    here = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file())
    return [name for name in here if name not in {SUMS, *names}]


def guard() -> None:
    """Stop where this very file was changed, whatever the change made of the checks above."""
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    if not (HERE / SUMS).is_file() or f"{own}  {Path(__file__).name}\n".encode() not in (HERE / SUMS).read_bytes():
        sys.exit("WRONG: this script is not the one that was released")


guard()
main()
