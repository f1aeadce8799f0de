"""Replacing a set of files all or nothing."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbpack.errors import BusyError, PackageError
from kbpack.locking import locked
from kbpack.transaction import replace_files, settle

KILL_POINTS = Path(__file__).with_name("kill_points.py")
OLD = {"data/a.csv": b"old a", "data/gone.csv": b"gone", "datapackage.json": b"old"}
CHANGES = {"data/a.csv": b"new a", "data/deep/b.csv": b"new b", "data/gone.csv": None, "datapackage.json": b"new"}
NEW = {path: content for path, content in CHANGES.items() if content is not None}
WRITING_STEPS = {
    "open",
    "write",
    "write the rest",
    "fsync",
    "os.mkdir",
    "os.chmod",
    "os.rename",
    "os.remove",
    "os.rmdir",
}
BOUND = 60
"""Seconds that a test waits for another process before it fails."""

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
has_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows files have no mode")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder that holds the old files and nothing else."""
    folder = tmp_path / "package"
    write(folder, OLD)
    return folder


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the files plainly, with their folders."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def contents(root: Path) -> dict[str, bytes | str]:
    """Give path to content of each file below `root`, hidden ones too; a link gives where it leads."""
    return {
        path.relative_to(root).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in root.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def leave_journal(root: Path, journal: bytes, *staged: str) -> None:
    """Put there what a command leaves that is killed right after its commit."""
    (root / ".kbpack/stage").mkdir(parents=True)
    (root / ".kbpack/journal.json").write_bytes(journal)
    for name in staged:
        (root / ".kbpack/stage" / name).write_bytes(f"staged {name}".encode())


def refuse(*_: object, **__: object) -> None:
    """Do what a read-only file system does."""
    raise OSError(errno.EROFS, "Read-only file system")


@contextmanager
def python(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run a script in another process, and go on when it has printed a line; kill it in the end."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


HOLDER = """
import sys
from pathlib import Path
from kbpack.locking import locked
with locked(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


def stops(kind: str, folder: Path) -> list[dict[str, Any]]:
    """Stop a replacement at each of its file operations, and give what each left."""
    command = [sys.executable, str(KILL_POINTS), kind, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=BOUND)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_replaces_adds_and_deletes(root: Path) -> None:
    """After a replacement the folder holds the new files, lacks the deleted ones, and nothing else has come."""
    replace_files(root, CHANGES)
    assert contents(root) == NEW
    assert not (root / ".kbpack").exists()


@forks
def test_killed_anywhere_it_is_old_or_new(tmp_path: Path) -> None:
    """Killed at any step, and again at any step of the recovery, it is all old before the commit and all new after."""
    found = stops("kill", tmp_path)
    states = [result["state"] for result in found]
    commit = states.index("new")
    assert set(states[:commit]) == {"old"}
    assert set(states[commit:]) == {"new"}
    assert {result["message"] for result in found} == {""}
    *before, committing, _ = found[commit]["operations"]
    assert committing == "os.rename"
    assert committing not in before
    assert found[-1]["ended"]
    assert set(found[-1]["operations"]) >= WRITING_STEPS


@forks
def test_failing_anywhere_it_tells_the_truth(tmp_path: Path) -> None:
    """A full disk at any file operation gives a one-line PackageError, and what it says about the files is so."""
    outcomes = set()
    for result in stops("fail", tmp_path):
        message, state, settled = result["message"], result["state"], result["settled"]
        if message.endswith("the old files are untouched"):
            outcomes.add("untouched")
            assert settled == "old"
            assert state == "old" or not result["once"], "what was staged is still there"
        elif message.endswith("the new files are staged whole, and the next command finishes it"):
            outcomes.add("staged")
            assert settled == "new"
        elif message:
            outcomes.add("unread")
            assert "cannot be read" in message or "cannot be locked" in message
            assert state == settled == "old"
        else:
            outcomes.add("done")
            assert settled == "new"
    assert outcomes == {"untouched", "staged", "unread", "done"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no way to flush a folder")
def test_flushes_in_order(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a step that relies on others, those are flushed to the disk: a power cut is no worse than a kill."""
    log: list[tuple[str, str]] = []

    def name(path: Path) -> str:
        return path.relative_to(root).as_posix()

    def flush(descriptor: int) -> None:
        inode = os.fstat(descriptor).st_ino
        log.append(("flush", next(name(path) for path in (root, *root.rglob("*")) if path.lstat().st_ino == inode)))

    def log_first(step: str, method: Callable[..., None]) -> Callable[..., None]:
        def logged(path: Path, *arguments: Path, **options: bool) -> None:
            log.append((step, name(arguments[0] if arguments else path)))
            method(path, *arguments, **options)

        return logged

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", log_first("move", Path.replace))
    monkeypatch.setattr(Path, "unlink", log_first("delete", Path.unlink))
    replace_files(root, CHANGES)

    commit, end = log.index(("move", ".kbpack/journal.json")), log.index(("delete", ".kbpack/journal.json"))
    steps = [place for place, (step, _) in enumerate(log) if step != "flush" and commit < place < end]
    staged = {f".kbpack/stage/{number}" for number in (0, 1, 3)}
    folders = [".kbpack/stage", ".kbpack", "."]
    before = [path for _, path in log[:commit]]
    assert set(before) == {*staged, *folders, ".kbpack/journal.new"}
    assert before[-3:] == folders
    assert log[commit + 1 : steps[0]] == [("flush", ".kbpack")]
    assert {path for _, path in log[steps[-1] + 1 : end]} == {".", "data", "data/deep"}
    assert log[end + 1] == ("flush", ".kbpack")


@pytest.mark.parametrize(
    ("place", "named"), [(0, "data/a.csv"), (1, "data/deep/b.csv"), (2, "datapackage.json"), (3, "")]
)
def test_full_disk_names_the_file(root: Path, monkeypatch: pytest.MonkeyPatch, place: int, named: str) -> None:
    """A disk that is full in the middle of a file leaves the old files alone; the message names file and remedy."""
    opened: list[io.FileIO] = []

    class Full(io.FileIO):
        def write(self, content: Any) -> int:  # noqa: ANN401 - whatever FileIO takes
            if self not in opened[place:]:
                return super().write(content)
            super().write(content[:1])
            raise OSError(errno.ENOSPC, "No space left on device")

    def open_full(path: Path, mode: str, **_: int) -> io.FileIO:
        file = Full(path, mode)
        if "r" not in mode:
            opened.append(file)
        return file

    monkeypatch.chdir(root)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_full)
        with pytest.raises(PackageError) as raised:
            replace_files(Path(), CHANGES)
    assert str(raised.value) == (
        f"{Path(named) if named else f'.{os.sep}'}: cannot be written (No space left on device); "
        "free some space and run the command again; the old files are untouched"
    )
    assert contents(root) == OLD
    assert not (root / ".kbpack").exists()


def test_closed_folder_is_found_before_the_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written stops the replacement while the old files are all there."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(os, "access", lambda folder, _: Path(folder) != Path("data"))
    with pytest.raises(PackageError) as raised:
        replace_files(Path(), CHANGES)
    assert str(raised.value) == (
        f"data{os.sep}: cannot be written (Permission denied); "
        "make it writable and run the command again; the old files are untouched"
    )
    assert contents(root) == OLD


def test_other_file_system_is_found_before_the_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder on another file system, into which nothing can be moved in one step, is refused."""
    true_stat = Path.stat

    def mounted(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = true_stat(path, follow_symlinks=follow_symlinks)
        return os.stat_result((*found[:2], found.st_dev + (path.name == "data"), *found[3:]))

    monkeypatch.setattr(Path, "stat", mounted)
    with pytest.raises(PackageError, match=r"cannot be written .*; keep it on the file system .* are untouched$"):
        replace_files(root, CHANGES)
    assert contents(root) == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no way to flush a folder")
@pytest.mark.parametrize(("code", "bears"), [(errno.EINVAL, True), (errno.EBADF, True), (errno.EIO, False)])
def test_folder_that_cannot_be_flushed(root: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, bears: bool) -> None:
    """A file system that cannot flush folders is good enough; one that fails to is not."""

    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", flush)
    with nullcontext() if bears else pytest.raises(PackageError, match=r"the old files are untouched$"):
        replace_files(root, CHANGES)
    assert contents(root) == (NEW if bears else OLD)


def test_unreadable_place_is_named(root: Path) -> None:
    """What cannot even be looked at is a PackageError before any change."""
    with pytest.raises(PackageError, match=r"long: cannot be read \(.*\); make it readable and run the command again$"):
        replace_files(root, {"datapackage.json": b"new", f"data/{'very ' * 100}long": b""})
    assert contents(root) == OLD


def test_interrupt_while_staging_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the commit goes through, and takes the stage away."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_files(root, CHANGES)
    assert contents(root) == OLD
    assert not (root / ".kbpack").exists()


def test_identical_content_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every file holds its bytes already, nothing is written: a read-only folder will do."""
    before = {path: path.stat().st_mtime_ns for path in (root, *root.rglob("*"))}
    for name in ("mkdir", "replace", "unlink", "rename", "touch", "chmod"):
        monkeypatch.setattr(Path, name, refuse)
    monkeypatch.setattr(os, "fsync", refuse)
    replace_files(root, {**OLD, "data/never.csv": None})
    settle(root)
    assert {path: path.stat().st_mtime_ns for path in (root, *root.rglob("*"))} == before
    with pytest.raises(PackageError, match=r"Read-only file system.*make it writable"):
        replace_files(root, CHANGES)


def test_identical_files_are_left_out(root: Path) -> None:
    """Of a set of files only those that differ are replaced; the others stay the very same files."""
    before = (root / "data/a.csv").stat()
    replace_files(root, {**CHANGES, "data/a.csv": OLD["data/a.csv"]})
    after = (root / "data/a.csv").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert contents(root) == NEW | {"data/a.csv": OLD["data/a.csv"]}


@has_modes
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444])
def test_mode_is_kept(root: Path, mode: int) -> None:
    """A replaced file has the mode of the old one, a new file the mode that the umask gives."""
    (root / "data/a.csv").chmod(mode)
    umask = os.umask(0o027)
    try:
        replace_files(root, CHANGES)
    finally:
        os.umask(umask)
    assert (root / "data/a.csv").stat().st_mode & 0o7777 == mode
    assert (root / "data/deep/b.csv").stat().st_mode & 0o7777 == 0o666 & ~0o027


@pytest.mark.parametrize("path", ["data/a.csv", "data/gone.csv", "data", "datapackage.json"])
def test_link_is_refused(root: Path, path: str) -> None:
    """A target, or a folder on the way to it, that is a symbolic link stops the replacement before any change."""
    (root / path).rename(root.parent / "elsewhere")
    (root / path).symlink_to(root.parent / "elsewhere")
    before = contents(root.parent)
    with pytest.raises(PackageError, match=rf"{Path(path).name}: is not a plain .*; move it away and run"):
        replace_files(root, CHANGES)
    assert contents(root.parent) == before


@pytest.mark.parametrize("path", ["data/deep/b.csv", "datapackage.json", "data/gone.csv"])
def test_folder_as_target_is_refused(root: Path, path: str) -> None:
    """A target that is a folder stops the replacement before any change, and a deletion too."""
    (root / path).unlink(missing_ok=True)
    write(root, {f"{path}/inside": b"kept"})
    before = contents(root)
    with pytest.raises(PackageError, match=rf"{Path(path).name}: is not a plain file"):
        replace_files(root, CHANGES)
    assert contents(root) == before


def test_file_as_folder_is_refused(root: Path) -> None:
    """A file that stands where a folder is needed stops the replacement before any change."""
    with pytest.raises(PackageError, match=r"a\.csv: is not a plain folder"):
        replace_files(root, {"datapackage.json": b"new", "data/a.csv/b": b""})
    assert contents(root) == OLD


ESCAPES = [
    "", ".", "..", "../a", "a/../../b", "a/..", "/a", "//a", "a//b", "a/", "./a", "C:/a", "C:a", "a:b", "..\\a",
    "a\\..\\b", "\\a", ".kbpack/stage/0", ".KBPACK/journal.json", ".git/hooks/pre-commit", "a/.git/config",
    "GIT~1/config", ".\u200cgit/config", "a\0b", "a\nb", "a\ud800b",
]  # fmt: skip


@pytest.mark.parametrize("path", ESCAPES)
def test_escaping_path_is_refused(root: Path, path: str) -> None:
    """A path that could lead out of the folder, or into hidden files, is a ValueError before any change."""
    with pytest.raises(ValueError, match="is not a plain path inside the folder"):
        replace_files(root, {"datapackage.json": b"new", path: b"out"})
    assert contents(root.parent) == {f"package/{old}": content for old, content in OLD.items()}


def test_file_inside_file_is_refused(root: Path) -> None:
    """Two paths of which one would have to be both file and folder are a ValueError before any change."""
    with pytest.raises(ValueError, match="'x/y/z' lies inside another file"):
        replace_files(root, {"datapackage.json": b"new", "x/y/z": b"", "x": b""})
    assert contents(root) == OLD


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab./\\~:\0\n\u00e9 ", max_size=12))
def test_whatever_the_path_nothing_lands_outside(path: str) -> None:
    """Any path is either refused or names one file inside the folder."""
    with TemporaryDirectory() as name:
        root = Path(name) / "package"
        root.mkdir()
        try:
            replace_files(root, {path: b"content"})
        except ValueError:
            assert contents(Path(name)) == {}
        else:
            assert contents(Path(name)) == {f"package/{path}": b"content"}


def test_missing_folder_is_named(tmp_path: Path) -> None:
    """The folder itself is not made: its absence is a PackageError; to settle it is nothing to do."""
    settle(tmp_path / "absent")
    with pytest.raises(PackageError, match=r"absent: cannot be locked \(No such file or directory\); name a folder"):
        replace_files(tmp_path / "absent", CHANGES)


MALFORMED = [
    b"", b"{", b"[]", b"{}", b"null", b"7", b'"data/a.csv"', b'["data/a.csv"]', b"\xff", b"[" * 100_000,
    b'{"data/a.csv": 0', b'{"data/a.csv": "0"}', b'{"data/a.csv": "../../outside"}', b'{"data/a.csv": true}',
    b'{"data/a.csv": 0.0}', b'{"data/a.csv": [0]}', b'{"data/a.csv": 0, "data/a.csv/x": null}',
    *(json.dumps({"data/a.csv": 0, path: None}).encode() for path in [*ESCAPES, "../outside"]),
    *(json.dumps({"data/a.csv": 0, path: 1}).encode() for path in ESCAPES),
]  # fmt: skip


@pytest.mark.parametrize("journal", MALFORMED, ids=range(len(MALFORMED)))
@pytest.mark.parametrize("command", [settle, lambda root: replace_files(root, CHANGES)], ids=["settle", "replace"])
def test_malformed_journal_is_refused(root: Path, journal: bytes, command: Callable[[Path], None]) -> None:
    """A journal that is cut off, or names places outside, is a PackageError of one line, and nothing is touched."""
    leave_journal(root, journal, "0", "1")
    write(root.parent, {"outside": b"kept"})
    before = contents(root.parent)
    with pytest.raises(PackageError, match=r"^[^\n]*journal.json: cannot be followed \([^\n]*; delete [^\n]*$"):
        command(root)
    assert contents(root.parent) == before


@pytest.mark.parametrize("path", [".kbpack", ".kbpack/stage", ".kbpack/stage/0", ".kbpack/journal.json", "data"])
def test_recovery_follows_no_link(root: Path, path: str) -> None:
    """A link in place of a file or folder of the recovery is a PackageError, and nothing is touched."""
    leave_journal(root, b'{"datapackage.json": 1, "data/a.csv": 0}', "0", "1")
    (root / path).rename(root.parent / "elsewhere")
    (root / path).symlink_to(root.parent / "elsewhere")
    before = contents(root.parent)
    with pytest.raises(PackageError, match=rf"{Path(path).name}: is not a plain "):
        settle(root)
    assert contents(root.parent) == before


def test_no_stage_is_written_through_a_link(root: Path) -> None:
    """A `.kbpack` that is a link to an empty folder elsewhere stops the replacement."""
    (root.parent / "elsewhere").mkdir()
    (root / ".kbpack").symlink_to(root.parent / "elsewhere")
    with pytest.raises(PackageError, match="kbpack: is not a plain folder"):
        replace_files(root, CHANGES)
    assert list((root.parent / "elsewhere").iterdir()) == []


def test_settle_finishes_what_was_committed(root: Path) -> None:
    """With a journal, the staged files are moved, those already moved stay, and the deletions are done."""
    leave_journal(root, b'{"data/new/b.csv": 7, "data/a.csv": 1, "data/gone.csv": null}', "7")
    settle(root)
    assert contents(root) == {"data/a.csv": b"old a", "data/new/b.csv": b"staged 7", "datapackage.json": b"old"}
    assert not (root / ".kbpack").exists()


def test_replacing_settles_first(root: Path) -> None:
    """A replacement first finishes what an earlier one committed, though it writes other files itself."""
    leave_journal(root, b'{"data/a.csv": 0, "data/gone.csv": null}', "0")
    replace_files(root, {"datapackage.json": b"newer"})
    assert contents(root) == {"data/a.csv": b"staged 0", "datapackage.json": b"newer"}
    assert not (root / ".kbpack").exists()


def test_settle_throws_away_what_was_not_committed(root: Path) -> None:
    """Without a journal, the stage goes and the files stay."""
    leave_journal(root, b'{"data/a.csv": 0}', "0")
    (root / ".kbpack/journal.json").rename(root / ".kbpack/journal.new")
    settle(root)
    assert contents(root) == OLD
    assert not (root / ".kbpack").exists()


def test_dead_stage_does_not_stop_a_reader(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that was never committed and cannot be removed is left: the old files are whole."""
    write(root, {".kbpack/stage/0": b"half"})
    for name in ("unlink", "rmdir"):
        monkeypatch.setattr(os, name, refuse)
    settle(root)
    assert contents(root) == OLD | {".kbpack/stage/0": b"half"}


def test_unfinished_commit_stops_a_reader(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A committed replacement that cannot be finished is a PackageError: old beside new is never shown."""
    leave_journal(root, b'{"data/a.csv": 0}', "0")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(PackageError) as raised:
            settle(root)
    assert str(raised.value) == (
        f"{root / 'data/a.csv'}: cannot be written (Read-only file system); make it writable; "
        "the new files are staged whole, and the next command finishes it"
    )
    settle(root)
    assert contents(root) == OLD | {"data/a.csv": b"staged 0"}


def test_second_writer_is_told(root: Path) -> None:
    """While one process holds the lock, another can neither take it nor replace files."""
    with python(HOLDER, root):
        with (
            pytest.raises(BusyError, match="another command is writing here; wait until it ends") as raised,
            locked(root),
        ):
            pass
        with pytest.raises(BusyError):
            replace_files(root, CHANGES)
    assert "\n" not in str(raised.value)
    assert contents(root) == OLD


def test_reader_does_not_settle_for_a_living_writer(root: Path) -> None:
    """A stage whose writer lives is left to it: the reader is told to wait. Without a stage it reads on."""
    with python(HOLDER, root):
        if sys.platform != "win32":
            settle(root)
        leave_journal(root, b'{"data/a.csv": 0}', "0")
        before = contents(root)
        with pytest.raises(BusyError):
            settle(root)
        assert contents(root) == before


def test_killed_holder_frees_the_lock(root: Path) -> None:
    """The lock of a killed process is free at once, and leaves no file behind."""
    with python(HOLDER, root) as holder:
        holder.kill()
        holder.wait(BOUND)
        replace_files(root, CHANGES)
    assert contents(root) == NEW
    assert not (root / ".kbpack").exists()


@forks
def test_forked_worker_does_not_keep_the_lock(root: Path) -> None:
    """The lock ends with the process that took it, though a worker forked from it lives on."""
    script = """
import os, signal, sys
from pathlib import Path
from kbpack.locking import locked
with locked(Path(sys.argv[1])):
    if os.fork():
        os.kill(os.getpid(), signal.SIGKILL)
    print("ready", flush=True)
    sys.stdin.read()
"""
    with python(script, root) as process:
        assert process.wait(BOUND) == -signal.SIGKILL
        with locked(root):
            pass
        assert process.stdin is not None
        process.stdin.close()


def test_lock_is_the_threads_own(root: Path) -> None:
    """A thread may lock again what it has locked, and write; another thread is told to wait until the end."""
    with ThreadPoolExecutor(1) as other, locked(root):
        with locked(root):
            replace_files(root, CHANGES)
        with pytest.raises(BusyError):
            other.submit(settle_locked, root).result(BOUND)
    with ThreadPoolExecutor(1) as other:
        other.submit(settle_locked, root).result(BOUND)
    assert contents(root) == NEW


def settle_locked(root: Path) -> None:
    """Take the lock and settle."""
    with locked(root):
        settle(root)


def test_lock_is_released_after_an_error(root: Path) -> None:
    """An error inside the lock goes through, and the lock is free again."""
    with pytest.raises(ZeroDivisionError), locked(root):
        raise ZeroDivisionError
    with ThreadPoolExecutor(1) as other:
        other.submit(settle_locked, root).result(BOUND)
