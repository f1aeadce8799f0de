"""Keys and references over any number of rows: exact, and in bounded memory.

The cells of a key are kept as frames. Once they are larger than IN_MEMORY they go to files by their hash, so that
equal keys lie in one of PARTS parts, and each part is judged by itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

IN_MEMORY = 400_000_000
"""Bytes of the keys of one table that are held in memory."""
PARTS = 64


class Keys:
    """The filled cells of a key or a reference, with the line of each: columns `k0`, `k1`, ... and `line`."""

    def __init__(self, width: int) -> None:
        """Make an empty store for keys of so many fields."""
        self.names = [f"k{number}" for number in range(width)]
        self.frames: list[pl.DataFrame] = []
        self.size = 0
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        self.written = 0

    def add(self, cells: list[pl.Series], lines: pl.Series) -> None:
        """Add the keys of some rows; none is null."""
        frame = pl.DataFrame([*(cell.alias(name) for cell, name in zip(cells, self.names, strict=True)), lines])
        frame = frame.rename({lines.name: "line"})
        self.frames.append(frame)
        self.size += int(frame.estimated_size())
        if self.size > IN_MEMORY:
            self.spill()

    def spill(self) -> None:
        """Put what is held in memory into the files of its parts."""
        self.folder = self.folder or tempfile.TemporaryDirectory(prefix="kbpack-")
        for frame in self.frames:
            part = (pl.struct(pl.col(self.names).cast(pl.String)).hash(0) % PARTS).alias("part")
            for (number,), rows in frame.with_columns(part).partition_by("part", as_dict=True).items():
                rows.drop("part").write_ipc(Path(self.folder.name) / f"{number}-{self.written}.arrow")
            self.written += 1
        self.frames, self.size = [], 0

    def parts(self, *, split: bool) -> Iterator[pl.DataFrame]:
        """Give all keys, in one frame or in PARTS."""
        if not split:
            yield pl.concat(self.frames) if self.frames else pl.DataFrame()
            return
        self.spill()
        assert self.folder is not None  # noqa: S101  spill made it
        for number in range(PARTS):
            found = sorted(Path(self.folder.name).glob(f"{number}-*.arrow"))
            yield pl.concat([pl.read_ipc(path) for path in found]) if found else pl.DataFrame()

    def close(self) -> None:
        """Remove the files."""
        if self.folder:
            self.folder.cleanup()


def repeated(keys: Keys) -> Iterator[pl.DataFrame]:
    """Give the keys that an earlier row has, with its line as `first`."""
    for part in keys.parts(split=keys.folder is not None):
        if part.height and part.select(keys.names).n_unique() < part.height:
            first = pl.col("line").min().over(keys.names).alias("first")
            yield part.with_columns(first).filter(pl.col("line") != pl.col("first"))


def dangling(keys: Keys, targets: Keys) -> Iterator[pl.DataFrame]:
    """Give the keys that are none of the targets."""
    split = keys.folder is not None or targets.folder is not None
    for part, there in zip(keys.parts(split=split), targets.parts(split=split), strict=True):
        if not part.height:
            continue
        if not there.height:
            yield part
            continue
        left, right = _narrowed(part, keys.names), _narrowed(there.select(targets.names), targets.names)
        if left.select(keys.names).dtypes != right.dtypes:
            left = left.with_columns(pl.col(keys.names).cast(pl.String))
            right = right.with_columns(pl.col(targets.names).cast(pl.String))
        if len(keys.names) == 1 and left["k0"].is_in(right["k0"].implode()).all():
            continue
        lost = left.join(right, left_on=keys.names, right_on=targets.names, how="anti")
        if lost.height:
            yield lost


def _narrowed(frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Give whole numbers 64 bits where they fit: that joins twice as fast as 128."""
    wide = [name for name in names if frame.schema[name] == pl.Int128]
    small = frame.with_columns(pl.col(wide).cast(pl.Int64, strict=False))
    return frame if any(small[name].null_count() for name in wide) else small
