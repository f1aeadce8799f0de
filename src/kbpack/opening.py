"""A package wherever it lies, as a folder: a folder or its datapackage.json, a zip of either, or an http(s) address.

A zip and what is fetched go into a temporary folder, so every check sees the same files whatever the package came in.
Only addresses that the caller gives are fetched, and what a descriptor there names beside itself; never an address
that stands inside a descriptor.
"""

from __future__ import annotations

import json
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from kbpack.errors import PackageError
from kbpack.paths import DESCRIPTOR as PATH

if TYPE_CHECKING:
    import zipfile

MOST_ENTRIES = 10_000
MOST_BYTES = 8 << 30
MOST_RATIO = 200
"""A zip may grow by this factor; text packs about tenfold, a bomb a thousandfold."""
RATIO_FROM = 64 << 20
CHUNK = 1 << 20
TIMEOUT_S = 30


@contextmanager
def opened(place: str) -> Iterator[Path]:
    """Give a folder that holds the package, until the block ends.

    Raises PackageError where there is none, or where a zip or an address is not safe to take in.
    """
    if is_address(place):
        with _temporary() as folder:
            yield _fetched(place, folder)
    elif Path(place).is_file() and Path(place).name != PATH:
        with _temporary() as folder:
            yield _unpacked(Path(place), folder)
    else:
        path = Path(place)
        yield path.parent if path.name == PATH and not path.is_dir() else path


def is_address(place: str) -> bool:
    """Whether a place is an http(s) address; from one come the package and its documents, not the whole corpus."""
    return place.startswith(("http://", "https://"))


@contextmanager
def _temporary() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kbpack-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpacked(path: Path, folder: Path, shown: str = "") -> Path:
    """Unpack a zip. Raises PackageError for one that is none, is unsafe, or grows beyond bounds."""
    import zipfile  # noqa: PLC0415  most packages are folders

    shown = shown or str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(shown, entries, path.stat().st_size)
            for entry in entries:
                if not entry.is_dir():
                    _extract(shown, archive, entry, folder)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise PackageError(
            f"{shown}: is no zip that can be read ({error}); name a folder, {PATH}, or a whole zip"
        ) from error
    return _root(shown, folder)


def _check_entries(shown: str, entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise PackageError(
            f"{shown}: holds {len(entries)} entries, more than {MOST_ENTRIES}; unpack it where you trust it"
        )
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES or (total > RATIO_FROM and total > MOST_RATIO * size):
        raise PackageError(f"{shown}: would unpack from {size} to {total} bytes; unpack it where you trust it")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.rstrip("/")
        if not _is_safe(name):
            raise PackageError(f"{shown}: entry {name!r} leads out of the package; it was not unpacked")
        if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise PackageError(f"{shown}: entry {name!r} is a link or a device; it was not unpacked")
        if name in seen:
            raise PackageError(f"{shown}: entry {name!r} is there twice; it was not unpacked")
        seen.add(name)


def _is_safe(name: str) -> bool:
    """Whether a name inside a package stays in it on every system."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and not name.startswith("/")
        and not {"..", "."} & set(name.split("/"))
        and not set(name) & set("\\:\0")
    )


def _extract(shown: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    target = folder / entry.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as packed, target.open("xb") as file:
        _copy(shown, packed, file, entry.file_size)


def _copy(shown: str, source: IO[bytes], target: IO[bytes], most: int) -> int:
    """Copy no more bytes than announced. Raises PackageError where there are more."""
    copied = 0
    while chunk := source.read(CHUNK):
        copied += len(chunk)
        if copied > most:
            raise PackageError(f"{shown}: holds more bytes than it says; it was not taken in")
        target.write(chunk)
    return copied


def _root(shown: str, folder: Path) -> Path:
    """The folder of the one datapackage.json nearest to the top."""
    found = sorted(folder.rglob(PATH), key=lambda path: (len(path.parts), path))
    if not found:
        raise PackageError(f"{shown}: holds no {PATH}, so it is no package")
    return found[0].parent


def _fetched(address: str, folder: Path) -> Path:
    """Fetch a zip, or a descriptor with the files that it names beside itself."""
    from kbpack.fetching import download, joined, path_of  # noqa: PLC0415  most packages lie here

    path = path_of(address)
    if path.endswith(".zip"):
        archive = folder / "package.zip"
        download(address, archive, MOST_BYTES)
        unpacked = folder / "package"
        unpacked.mkdir()
        return _unpacked(archive, unpacked, address)
    if not path.endswith(PATH):
        address = address.rstrip("/") + "/" + PATH
    download(address, folder / PATH, MOST_BYTES)
    for name in sorted(_named((folder / PATH).read_bytes())):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            download(joined(address, name), target, MOST_BYTES)
        except FileNotFoundError:
            continue
    return folder


def _named(raw: bytes) -> set[str]:
    """The safe relative paths that a descriptor names; a descriptor that cannot be read names none."""
    try:
        descriptor = json.loads(raw)
    except (ValueError, RecursionError):
        return set()
    if not isinstance(descriptor, dict):
        return set()
    found: set[str] = set()
    for key, inner in (("resources", ("path", "schema", "dialect")), ("kbpack:documents", ("path",))):
        entries = descriptor.get(key)
        for entry in entries if isinstance(entries, list) else []:
            for name in inner if isinstance(entry, dict) else ():
                found |= {one for one in _texts(entry.get(name)) if _is_safe(one)}
    return found


def _texts(value: Any) -> list[str]:  # noqa: ANN401  JSON of any shape
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
