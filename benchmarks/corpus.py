"""How long a build of many documents takes, what it holds in memory, and what a second build saves.

Run with `python benchmarks/corpus.py [FOLDER [RUNS]]` in an environment with the plain install; the folder holds .txt
files, and each figure is the median of RUNS, which are 5 (half an hour for 35 MB on 2 cores).
Everything is set against the floor, one pass of one compiled pattern over the text (`floor.py`).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from timing import Run, apart, median

SPEECHES = Path(__file__).parent.parent.parent / "shared" / "corpora" / "ungdc"
SIZES = (2, 4, 9, 18)
"""Megabytes of the samples that are built beside the whole."""
FLOOR = Path(__file__).parent / "floor.py"


def sample(source: Path, target: Path, most: float) -> float:
    """Lay out a corpus of documents taken evenly, up to some megabytes; give the megabytes."""
    seeds = target / "seeds"
    seeds.mkdir(parents=True)
    paths = sorted(source.glob("*.txt"))
    whole = sum(path.stat().st_size for path in paths)
    step = max(1, round(whole / (most * 1e6)))
    size = 0
    for path in paths[::step]:
        shutil.copy(path, seeds)
        size += path.stat().st_size
    return size / 1e6


def build(root: Path, *options: str, cache: Path | None = None) -> Run:
    """Build a corpus in a process whose peak memory is its own; without a cache, as if it were the first time."""
    if cache is None:
        shutil.rmtree(root / "data", ignore_errors=True)
    command = [sys.executable, "-m", "kbpack", "build", str(root), *options]
    return apart(command, KBPACK_CACHE=str(cache or ""))


def show(name: str, megabytes: float, run: Run) -> None:
    """Print a line."""
    speed = megabytes / run.cpu
    print(f"{name:<34}{megabytes:7.1f}{run.wall:9.2f}{run.cpu:9.2f}{run.peak_mb:9.0f}{speed:9.2f}")


def growth(source: Path, folder: Path, times: int) -> Iterator[tuple[float, Run]]:
    """Build samples of growing size."""
    for size in SIZES:
        root = folder / f"sample-{size}"
        megabytes = sample(source, root, size)
        runs = [build(root, "--jobs", "1") for _ in range(times)]
        yield megabytes, median(runs)
        show(f"build of {size} MB, 1 worker", megabytes, median(runs))


def compare(source: Path, folder: Path, times: int) -> None:
    """Print the table, then the ratios."""
    samples = list(growth(source, folder, times))
    root, cache = folder / "whole", folder / "cache"
    megabytes = sample(source, root, float("inf"))
    runs: dict[str, list[Run]] = {"floor: one pass of one pattern": [], "build, 1 worker": [], "build, 2 workers": []}
    for _ in range(times):
        runs["floor: one pass of one pattern"].append(apart([sys.executable, str(FLOOR), str(root / "seeds")]))
        runs["build, 1 worker"].append(build(root, "--jobs", "1"))
        runs["build, 2 workers"].append(build(root, "--jobs", "2"))
    build(root, "--jobs", "1", cache=cache)
    touched = min((root / "seeds").iterdir())
    rebuilt = "rebuild, one document changed"
    runs[rebuilt] = []
    for _ in range(times):
        touched.write_bytes(touched.read_bytes() + b"\nIt rained.\n")
        runs[rebuilt].append(build(root, "--jobs", "1", cache=cache))
    validate = [sys.executable, "-m", "kbpack", "validate", str(root), "--no-rebuild"]
    runs["validate --no-rebuild"] = [apart(validate) for _ in range(times)]
    found = {name: median(done) for name, done in runs.items()}
    for name, one in found.items():
        show(name, megabytes, one)
    floor, one, two, again, _ = found.values()
    small = next(run for size, run in samples if size > min(size for size, _ in samples))
    per_megabyte = samples[0][1].cpu / samples[0][0]
    print(f"build / floor: {one.cpu / floor.cpu:.1f} cpu")
    print(f"1 worker / 2 workers: {one.wall / two.wall:.2f} wall")
    print(f"rebuild / build: {again.cpu / one.cpu:.3f} cpu")
    print(f"peak memory, whole / second sample: {one.peak_mb / small.peak_mb:.2f}")
    print(f"cpu for a megabyte, whole / first sample: {one.cpu / megabytes / per_megabyte:.2f}")


def main() -> None:
    """Print the table."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SPEECHES
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # noqa: PLR2004
    print(f"{'':<34}{'MB':>7}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'MB/s cpu':>9}")
    with tempfile.TemporaryDirectory() as folder:
        compare(source, Path(folder), times)


if __name__ == "__main__":
    main()
