"""A lock on a folder, which ends with the process that took it, however that ends."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kbpack.errors import BusyError, PackageError
from kbpack.paths import HIDDEN, named

_held: dict[tuple[int, int, int], int] = {}
"""Device and inode of a locked folder and the thread that locked it, to the descriptor of the lock."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep every other process and thread from replacing files in `root`; a thread may lock again what it has locked.

    Raises BusyError where another holds the lock. The lock ends with the process, however that ends.
    """
    try:
        status = root.stat()
        holder = (status.st_dev, status.st_ino, threading.get_ident())
        nested = holder in _held
        if not nested:
            _held[holder] = _acquire(root)
    except BlockingIOError as error:
        message = f"{named(root)}: another command is writing here; wait until it ends and run this one again"
        raise BusyError(message) from error
    except OSError as error:
        message = f"{named(root)}: cannot be locked ({error.strerror}); name a folder that exists and can be read"
        raise PackageError(message) from error
    try:
        yield
    finally:
        if not nested and holder in _held:
            _release(root, _held.pop(holder))


if sys.platform == "win32":
    import msvcrt

    def _acquire(root: Path) -> int:
        """Lock `.kbpack/lock`, which Windows lets nobody delete while it is open."""
        path = root / HIDDEN / "lock"
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(descriptor)
            raise BlockingIOError from error
        return descriptor

    def _release(root: Path, descriptor: int) -> None:
        os.close(descriptor)
        with suppress(OSError):
            (root / HIDDEN / "lock").unlink()
            (root / HIDDEN).rmdir()

else:
    import fcntl

    def _acquire(root: Path) -> int:
        """Lock the folder itself, which leaves no file behind and needs no write permission."""
        descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _release(_root: Path, descriptor: int) -> None:
        os.close(descriptor)

    def _forget_locks() -> None:
        """Close a forked worker's copies, which would keep the lock when the process that took it is gone."""
        while _held:
            os.close(_held.popitem()[1])

    os.register_at_fork(after_in_child=_forget_locks)
