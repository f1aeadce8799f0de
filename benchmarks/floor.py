"""One pass of one compiled pattern over texts: the least that reading dates, numbers, sayings and sentences takes.

Run as `python benchmarks/floor.py FOLDER`; it prints how many matches it found and how many characters it passed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

MONTHS = "January February March April May June July August September October November December"
VERBS = """
accuse accused accuses add added adds allege alleged alleges announce announced announces argue argued argues
assert asserted asserts believe believed believes claim claimed claims confirm confirmed confirms denied denies deny
explain explained explains insist insisted insists note noted notes report reported reports said say says state stated
states suggest suggested suggests tell tells think thinks thought told warn warned warns according
"""
PATTERN = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b(?:{'|'.join(MONTHS.split())})\b(?:\s+\d{{1,2}},?)?(?:\s+\d{{4}})?"
    r"|\b\d[\d,.]*(?:\s*(?:per\s?cent|percent|%|km2?|sq\.?\s*km))?"
    rf"|\b(?:{'|'.join(VERBS.split())})\b"
    r"|[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])"
)


def main() -> None:
    """Pass over the texts of a folder."""
    matches = characters = 0
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        text = path.read_bytes().decode()
        matches += sum(1 for _ in PATTERN.finditer(text))
        characters += len(text)
    print(f"{matches:,} matches in {characters:,} characters")


if __name__ == "__main__":
    main()
