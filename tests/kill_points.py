"""Stops a replacement of files at each of its file operations, and prints what is left, as one JSON object a line.

`python kill_points.py kill FOLDER`: the process dies before an operation, or with half a file written; the recovery
that follows dies at each of its own operations too.
`python kill_points.py fail FOLDER`: one operation, or that one and all later ones, end in "no space left on device".

Run by test_transaction.py, in a process of its own because it forks.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from kbpack.errors import KbpackError
from kbpack.transaction import replace_files, settle

OLD = {"data/a.csv": b"old a", "data/gone.csv": b"gone", "data/same.csv": b"same", "datapackage.json": b"old"}
CHANGES = {
    "data/a.csv": b"new a",
    "data/deep/er/b.csv": b"new b",
    "data/gone.csv": None,
    "data/same.csv": b"same",
    "datapackage.json": b"new",
}
NEW = {path: content for path, content in CHANGES.items() if content is not None}
AUDITED = {"open", "os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "fcntl.flock"}


def make(root: Path, files: dict[str, bytes]) -> dict[str, object]:
    """Write the files plainly, `data/a.csv` with a mode of its own, and give the snapshot."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / "data/a.csv").chmod(0o640)
    return snapshot(root)


def snapshot(root: Path) -> dict[str, object]:
    """Everything below `root`: relative path to content and mode of a file, None for a folder."""
    return {
        path.relative_to(root).as_posix(): None if path.is_dir() else (path.read_bytes(), path.stat().st_mode)
        for path in sorted(root.rglob("*"))
    }


def run(action: Callable[[], None], stop: Callable[[int], None]) -> tuple[bool, list[str], str]:
    """Run the action in a child that calls `stop` with the number of each file operation before it is done.

    Gives whether the child came to its end, the operations that it began, and the message of its error.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        with open(reader, encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor has no Path
            lines = pipe.read().splitlines()
        _, status = os.waitpid(child, 0)
        operations = [line for line in lines if not line.startswith("!")]
        return status == 0, operations, "".join(line[1:] for line in lines if line.startswith("!"))
    numbers = count()

    def begin(operation: str) -> None:
        os.write(writer, f"{operation}\n".encode())
        stop(next(numbers))

    watch(begin)
    try:
        action()
    except KbpackError as error:
        os.write(writer, f"!{error}\n".encode())
    except BaseException as error:  # noqa: BLE001 - the child must not return into the loop of its parent
        os.write(writer, f"!unexpected {error!r}\n".encode())
    os._exit(0)


def watch(begin: Callable[[str], None]) -> None:
    """Call `begin` with the name of each file operation of this process, for the rest of its life."""

    class Watched(io.FileIO):
        def write(self, content: Any) -> int:  # noqa: ANN401 - whatever FileIO takes
            begin("write")
            half = super().write(content[: len(content) // 2])
            begin("write the rest")
            return half + super().write(content[half:])

    def open_watched(path: Path, mode: str, **_: int) -> io.FileIO:
        return Watched(path, mode)

    def audit(event: str, _arguments: object) -> None:
        if event in AUDITED:
            begin(event)

    Path.open = open_watched  # type: ignore[method-assign,assignment]
    os.fsync = lambda _: begin("fsync")  # type: ignore[assignment]
    sys.addaudithook(audit)


def kill_at(point: int) -> Callable[[int], None]:
    """Give what ends the process at the operation of this number, counted from 0."""

    def stop(number: int) -> None:
        if number == point:
            os._exit(1)

    return stop


def fail_at(point: int, *, once: bool) -> Callable[[int], None]:
    """Give what makes the disk full at the operation of this number, and after it unless it is full but once."""

    def stop(number: int) -> None:
        if number == point or (number > point and not once):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return stop


def kills(folder: Path) -> Iterator[dict[str, object]]:
    """Kill the replacement at each point, and for each the recovery at each point; settle, and name what is there."""
    names = name_states(folder)
    root, again = folder / "root", folder / "again"
    for point in count():
        make(root, OLD)
        ended, operations, message = run(lambda: replace_files(root, CHANGES), kill_at(point))
        for recovery_point in count():
            shutil.copytree(root, again)
            recovered, _, also = run(lambda: settle(again), kill_at(recovery_point))
            settle(again)
            yield {"operations": operations, "ended": ended, "message": message + also, "state": names(again)}
            shutil.rmtree(again)
            if recovered:
                break
        shutil.rmtree(root)
        if ended:
            return


def failures(folder: Path) -> Iterator[dict[str, object]]:
    """Let the replacement fail at each point; name what is there, before and after settling."""
    names = name_states(folder)
    root = folder / "root"
    for once in (True, False):
        for point in count():
            make(root, OLD)
            _, operations, message = run(lambda: replace_files(root, CHANGES), fail_at(point, once=once))
            state = names(root)
            settle(root)
            yield {"once": once, "message": message, "state": state, "settled": names(root)}
            shutil.rmtree(root)
            if len(operations) <= point:
                break


def name_states(folder: Path) -> Callable[[Path], str]:
    """Give what names a folder `old` or `new`, or lists what it holds."""
    old, new = make(folder / "old", OLD), make(folder / "new", NEW)

    def name(root: Path) -> str:
        found = snapshot(root)
        return "old" if found == old else "new" if found == new else repr(found)

    return name


if __name__ == "__main__":
    os.umask(0o022)
    os.fsync = lambda _: None  # type: ignore[assignment] # what was written outlives a process that is killed
    for result in {"kill": kills, "fail": failures}[sys.argv[1]](Path(sys.argv[2])):
        sys.stdout.write(f"{json.dumps(result)}\n")
