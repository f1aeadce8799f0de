"""The main path of a release: a package that is good -> its files -> a folder, all or nothing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kbpack.content import content_of, measured
from kbpack.errors import PackageError
from kbpack.locking import locked
from kbpack.package import Package
from kbpack.release.archive import SUMS, listed
from kbpack.release.edition import edition
from kbpack.seeds import SEEDS
from kbpack.transaction import replace_files

if TYPE_CHECKING:
    from kbpack.content import Data

FORMATS = {
    "zip": ("archive", ""),
    "parquet": ("parquet", "pyarrow"),
    "sqlite": ("sqlite", ""),
    "duckdb": ("duckdb", "duckdb"),
    "xlsx": ("workbook", "xlsxwriter"),
}
"""The formats of a release, each with its room and the library that it needs beyond the plain install."""
DATA = "data"


def made(root: Path, out: Path, formats: Sequence[str] = tuple(FORMATS)) -> dict[str, Data]:
    """Make the files of a release of the package in a folder, by their path in `out`; nothing is written there.

    The package must be good: `kbpack.validate` tells. A database that lies in `out` with the same content is taken as
    it is where its format cannot be made twice to the byte. Raises PackageError where a format's library is not
    installed or the temporary folder is full, and CorpusError where what a release must say of itself is missing.
    """
    _check_installed(formats)
    _check_place(root, out)
    found = edition(Package(root))
    files: dict[str, Data] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="kbpack-") as scratch:
            for name in formats:
                import_module(f"kbpack.release.{FORMATS[name][0]}").write(found, Path(scratch))
            for path in sorted(path for path in Path(scratch).rglob("*") if path.is_file()):
                name = path.relative_to(scratch).as_posix()
                with (out / name if _is_kept(out / name, path) else path).open("rb") as file:
                    files[name] = content_of(file)
    except (OSError, sqlite3.Error) as error:
        raise PackageError(
            f"{tempfile.gettempdir()}: cannot hold the release ({error}); free some space, or set TMPDIR"
        ) from error
    sums = f"{found.stem}.{SUMS}"
    digests = {path: measured(content)[1] for path, content in files.items()}
    return files | {sums: listed(_others(out, sums, files) | digests)}


def publish(root: Path, out: Path, formats: Sequence[str] = tuple(FORMATS)) -> dict[str, Data]:
    """Put a release into a folder, all or nothing; tables of the same release that it no longer has are removed.

    Raises what `made` raises, and PackageError where the folder cannot be written.
    """
    files = made(root, out, formats)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackageError(f"{out}: cannot be made ({error.strerror}); name another folder with --out") from error
    with locked(out):
        replace_files(out, {**dict.fromkeys(_stale(out, files)), **files})
    return files


def _check_place(root: Path, out: Path) -> None:
    """Refuse to write into what a build reads or writes."""
    for name in (SEEDS, DATA):
        if out.resolve().is_relative_to((root / name).resolve()):
            raise PackageError(f"{out}: is part of the package; name another folder with --out")


def _others(out: Path, sums: str, files: Mapping[str, Data]) -> dict[str, str]:
    """The digests of this release's files that lie in the folder and are not made now."""
    try:
        lines = (out / sums).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    known = (line.partition("  ") for line in lines)
    return {path: digest for digest, _, path in known if path and path not in files and (out / path).is_file()}


def _is_kept(before: Path, after: Path) -> bool:
    if before.suffix != ".duckdb" or not before.is_file():
        return False
    from kbpack.release.duckdb import same  # noqa: PLC0415  where that format is wanted

    return same(before, after)


def _stale(out: Path, files: Mapping[str, Data]) -> list[str]:
    """The tables that lie in a folder of this release and are no longer part of it."""
    folders = {PurePosixPath(path).parent for path in files} - {PurePosixPath()}
    here = [path.relative_to(out).as_posix() for folder in folders for path in (out / folder).glob("*.parquet")]
    return [path for path in here if path not in files]


def _check_installed(formats: Sequence[str]) -> None:
    missing = [library for name in formats if (library := FORMATS[name][1]) and find_spec(library) is None]
    if missing:
        without = " ".join(f"--format {name}" for name, (_, library) in FORMATS.items() if not library)
        raise PackageError(
            f"this release needs {', '.join(missing)}; install kbpack with its extra, kbpack[release], "
            f"or name formats that need no more: {without}"
        )
