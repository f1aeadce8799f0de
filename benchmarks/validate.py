"""How long `validate` takes on two tables with bounds, lists, patterns, primary and foreign keys.

Prints wall and CPU seconds and peak memory of whole processes, against `frictionless validate` on the same package and
against the floor: reading the same files with polars. Run with `python benchmarks/validate.py [ROWS ...]` in an
environment with the plain install. frictionless runs once from 1,000,000 rows on, where it takes minutes.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from pathlib import Path

from timing import apart, median, medians

RUNS = 5
SLOW_FROM = 1_000_000
REGIONS, KINDS = ["north", "south", "east", "west"], ["a", "b", "c"]
PLACES = [
    {"name": "id", "type": "integer", "constraints": {"required": True, "minimum": 0}},
    {"name": "region", "type": "string", "constraints": {"required": True, "enum": REGIONS}},
    {"name": "code", "type": "string", "constraints": {"required": True, "pattern": "ID-[0-9]{7}"}},
    {"name": "area", "type": "number", "constraints": {"minimum": 0, "maximum": 1000}},
    {"name": "day", "type": "date"},
]
VISITS = [
    {"name": "id", "type": "integer", "constraints": {"required": True}},
    {"name": "place_id", "type": "integer", "constraints": {"required": True}},
    {"name": "kind", "type": "string", "constraints": {"enum": KINDS}},
    {"name": "value", "type": "integer", "constraints": {"minimum": -50, "maximum": 50}},
    {"name": "note", "type": "string", "constraints": {"pattern": "note [0-9]+"}},
]
REFERENCE = [{"fields": ["place_id"], "reference": {"resource": "places", "fields": ["id"]}}]


def write(root: Path, rows: int) -> None:
    """Write the package with so many rows in each of its two tables."""
    draw = random.Random(1)  # noqa: S311  the same rows each time
    tables = {
        "places": (
            PLACES,
            {},
            (
                f"{n},{draw.choice(REGIONS)},ID-{n:07d},{draw.random() * 1000:.3f},"
                f"20{draw.randrange(10, 30)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}\n"
                for n in range(rows)
            ),
        ),
        "visits": (
            VISITS,
            {"foreignKeys": REFERENCE},
            (
                f"{n},{draw.randrange(rows)},{draw.choice(KINDS)},{draw.randrange(-50, 51)},"
                f"note {draw.randrange(10**6)}\n"
                for n in range(rows)
            ),
        ),
    }
    resources = []
    for name, (fields, keys, lines) in tables.items():
        data = (",".join(str(field["name"]) for field in fields) + "\n" + "".join(lines)).encode()
        (root / f"{name}.csv").write_bytes(data)
        resources.append(
            {
                "name": name,
                "type": "table",
                "path": f"{name}.csv",
                "scheme": "file",
                "format": "csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {"fields": fields, "primaryKey": ["id"], **keys},
            }
        )
    about = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "visits",
        "resources": resources,
    }
    (root / "datapackage.json").write_text(json.dumps(about, indent=2), encoding="utf-8")


def compare(rows: int) -> None:
    """Print the lines of one size."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), rows)
        python = sys.executable
        read = "import sys, polars as pl; [pl.read_csv(f'{sys.argv[1]}/{name}.csv') for name in ('places', 'visits')]"
        commands = {
            "import polars": [python, "-c", "import polars"],
            "polars reads": [python, "-c", read, folder],
            "import kbpack.validation": [
                python,
                "-c",
                "import kbpack.cli.app, kbpack.audit, kbpack.formats, kbpack.opening, kbpack.checks.generic.check",
            ],
            "kbpack validate": [python, "-m", "kbpack", "validate", folder],
        }
        found = medians(commands, RUNS, apart)
        times = 1 if rows >= SLOW_FROM else RUNS
        slow = [apart([python, "-m", "frictionless", "validate", f"{folder}/datapackage.json"]) for _ in range(times)]
        found[f"frictionless validate ({times} run{'s' if times > 1 else ''})"] = theirs = median(slow)
    for name, one in found.items():
        print(f"{rows:>9,}  {name:<32}{one.wall:9.2f}{one.cpu:9.2f}{one.peak_mb:10.0f}")
    ours = found["kbpack validate"]
    work = ours.wall - found["import kbpack.validation"].wall
    floor = found["polars reads"].wall - found["import polars"].wall
    print(f"{rows:>9,}  frictionless / kbpack: {theirs.wall / ours.wall:.1f} wall, {theirs.cpu / ours.cpu:.1f} cpu")
    if rows >= SLOW_FROM:  # below it, reading takes less than start-up varies
        print(f"{rows:>9,}  kbpack / polars' own read, start-up aside: {work / floor:.1f}")


def main() -> None:
    """Print the table."""
    print(f"{'rows':>9}  {'':<32}{'wall s':>9}{'cpu s':>9}{'peak MB':>10}")
    for rows in map(int, sys.argv[1:] or ("10000", "100000", "1000000")):
        compare(rows)


if __name__ == "__main__":
    main()
