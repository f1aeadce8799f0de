"""A set of files in a folder, replaced all or nothing: after a kill or a full disk it is the old set or the new one.

The new files are staged in `.kbpack/stage`, numbered; then `.kbpack/journal.json` lists where they go and what is
deleted. Its appearance is the commit point: before it nothing outside `.kbpack` has changed, after it the next command
does what is left to do. Each file is moved in one step, so that nobody ever sees half a file.

A reader calls `settle` first, and then sees one whole set for as long as no writer commits. A writer that starts later
moves its files one by one in front of a reader that holds no lock, which may then see old files beside new ones.
A reader to whom that matters holds `locked` while it reads.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from types import NoneType

from kbpack.content import Data, chunks, first_difference
from kbpack.errors import PackageError
from kbpack.locking import locked
from kbpack.paths import HIDDEN, named

_REMEDIES = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EXDEV: "keep it on the file system of the folder above",
}
_Journal = dict[str, int | None]
"""Relative path to the name, a number, that the file is staged under; None: the file is deleted."""


def replace_files(root: Path, files: Mapping[str, Data | None]) -> None:
    """Give each relative POSIX path its new bytes, or delete it where they are None: all of them, or none.

    `root` must exist; folders in it are made as needed and never removed. Files that hold their bytes already are left
    out, and where none is left nothing is written at all. The rest are moved in the order of `files`. A new file has
    the mode that the umask gives, a replaced one keeps its own. Takes the lock, and settles first.

    Raises ValueError for a path that leaves `root`, has a hidden part or lies inside another of them; BusyError; and
    PackageError, which says whether the old files are untouched or the next command finishes the new ones.
    """
    _check_paths(files)
    with locked(root):
        _recover(root)
        changes = {path: content for path, content in files.items() if _differs(root, path, content)}
        if changes:
            _finish(root, _stage(root, changes))


def settle(root: Path) -> None:
    """Finish a replacement that was committed, throw away one that was not; do nothing where there is neither.

    Raises BusyError while another process is replacing files, PackageError where the journal is not to be trusted or
    cannot be carried out. An uncommitted stage that cannot be removed harms nobody and stays.
    """
    if os.path.lexists(root / HIDDEN):
        with locked(root):
            _recover(root)


def _check_paths(paths: Collection[str]) -> None:
    r"""Raise ValueError for a path that could lead out of the folder, into hidden files, or through another path.

    Refused for what they mean on some systems: `\`, `:` (drives, streams) and `~` (short names such as `GIT~1`).
    """
    for path in paths:
        parts = path.split("/")
        hidden = any(not part or part.startswith(".") for part in parts)
        if hidden or not path.isprintable() or not set(path).isdisjoint("\\:~"):
            message = f"{path!r} is not a plain path inside the folder"
            raise ValueError(message)
        if any("/".join(parts[:depth]) in paths for depth in range(1, len(parts))):
            message = f"{path!r} lies inside another file"
            raise ValueError(message)


def _find(root: Path, path: str) -> os.stat_result | None:
    """Say what `path` is, or None where nothing is there; raise PackageError where a file cannot be put."""
    place, found, parts = root, None, path.split("/")
    for depth, part in enumerate(parts, start=1):
        place /= part
        try:
            found = place.lstat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(place, error) from error
        is_kind, kind = (stat.S_ISREG, "file") if depth == len(parts) else (stat.S_ISDIR, "folder")
        if not is_kind(found.st_mode):
            message = f"{place}: is not a plain {kind}, so nothing is written; move it away and run the command again"
            raise PackageError(message)
    return found


def _differs(root: Path, path: str, content: Data | None) -> bool:
    found = _find(root, path)
    if found is None or content is None:
        return (found is None) != (content is None)
    size = len(content) if isinstance(content, bytes) else content.size
    if found.st_size != size:
        return True
    try:
        with (root / path).open("rb") as file:
            return first_difference(file, content) is not None
    except OSError as error:
        raise _unreadable(root / path, error) from error


def _stage(root: Path, changes: Mapping[str, Data | None]) -> _Journal:
    """Stage the changes whole and commit them; whatever stops this leaves nothing behind."""
    folder, where, journal = root / HIDDEN, root, _Journal()
    try:
        (folder / "stage").mkdir(parents=True)
        for number, (path, content) in enumerate(changes.items()):
            where = next(parent for parent in (root / path).parents if parent.is_dir())
            _check_writable(root, where)
            where = root / path
            journal[path] = None if content is None else number
            if content is not None:
                _write(folder / "stage" / str(number), content, _find(root, path))
        where = root
        _write(folder / "journal.new", json.dumps(journal).encode())
        for place in (folder / "stage", folder, root):
            _sync(place)
        (folder / "journal.new").replace(folder / "journal.json")
    except OSError as error:
        message = f"{_blocked(where, error)} and run the command again; the old files are untouched"
        raise PackageError(message) from error
    finally:
        if not os.path.lexists(folder / "journal.json"):
            shutil.rmtree(folder, ignore_errors=True)
    return journal


def _finish(root: Path, journal: _Journal) -> None:
    """Do what the journal says and is not done yet, then remove it."""
    folder = where = root / HIDDEN
    try:
        _sync(folder)
        for path, number in journal.items():
            where, staged = root / path, folder / "stage" / str(number)
            if number is None:
                where.unlink(missing_ok=True)
            elif staged.exists():
                where.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(where)
        for where in sorted({parent for path in journal for parent in (root / path).parents[: path.count("/") + 1]}):
            if where.is_dir():
                _sync(where)
        where = folder
        (folder / "journal.json").unlink()
        _sync(folder)
    except OSError as error:
        message = f"{_blocked(where, error)}; the new files are staged whole, and the next command finishes it"
        raise PackageError(message) from error
    shutil.rmtree(folder, ignore_errors=True)


def _recover(root: Path) -> None:
    """Finish or throw away what a command left behind; raise PackageError for a journal that could do harm."""
    folder = root / HIDDEN
    if not os.path.lexists(folder):
        return
    if _find(root, f"{HIDDEN}/journal.json") is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        journal = _parse(_read(folder / "journal.json"))
    except (ValueError, RecursionError) as error:
        message = f"{folder / 'journal.json'}: cannot be followed ({error}); delete {named(folder)} and build again"
        raise PackageError(message) from error
    for path, number in journal.items():
        _find(root, path)
        _find(root, f"{HIDDEN}/stage/{number}")
    _finish(root, journal)


def _parse(content: bytes) -> _Journal:
    journal = json.loads(content)
    if not journal or not isinstance(journal, dict) or not all(type(n) in {int, NoneType} for n in journal.values()):
        message = "it does not map paths to numbers"
        raise ValueError(message)
    _check_paths(journal)
    return journal


def _check_writable(root: Path, folder: Path) -> None:
    """Raise, before the commit, the OSError that moving a file into the folder would raise after it."""
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    if folder.stat().st_dev != root.stat().st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def _write(path: Path, content: Data, replaced: os.stat_result | None = None) -> None:
    """Write a file that is not there yet, with the mode of the one it will replace."""
    with path.open("xb") as file:
        for chunk in chunks(content):
            file.write(chunk)
        file.flush()
        if replaced is not None:
            path.chmod(stat.S_IMODE(replaced.st_mode))
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(place: Path, error: OSError) -> PackageError:
    return PackageError(f"{place}: cannot be read ({error.strerror}); make it readable and run the command again")


def _blocked(place: Path, error: OSError) -> str:
    remedy = _REMEDIES.get(error.errno or 0, "make it writable")
    return f"{named(place)}: cannot be written ({error.strerror}); {remedy}"


if sys.platform == "win32":

    def _sync(folder: Path) -> None:
        """Do nothing: Windows has no way to flush a folder."""

else:

    def _sync(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.EBADF}:  # what a file system says that cannot flush a folder
                raise
        finally:
            os.close(descriptor)
