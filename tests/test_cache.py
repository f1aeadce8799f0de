"""The cache: what it saves, what makes it forget, and that it never changes a result."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import MADE_UP, Command, MakeCorpus, package_files
from kbpack import cache, workers
from kbpack.parsing import DocumentRows, read_document
from kbpack.pipeline import build_and_write
from kbpack.workers import Options

TEXTS = {name: f"The River Union said on {number} May 1990 that it rained.\n" for number, name in enumerate("abcd", 3)}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that were read and not taken from the cache."""
    ids: list[str] = []

    def spied(corpus: object, document_id: str) -> DocumentRows:
        ids.append(document_id)
        return read_document(corpus, document_id)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "read_document", spied)
    return ids


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A build with a cache of its own."""
    return Options(cache_in=tmp_path / "cache" / "corpus")


def test_an_unchanged_corpus_is_not_read_again(make_corpus: MakeCorpus, read: list[str], options: Options) -> None:
    """The second build reads nothing and gives the same bytes as the first, and as one without a cache."""
    root = make_corpus(TEXTS, MADE_UP)
    build_and_write(root, options)
    first = package_files(root)
    assert read == list("abcd")
    build_and_write(root, options)
    assert read == list("abcd")
    assert package_files(root) == first
    build_and_write(root)
    assert package_files(root) == first


def test_a_changed_document_alone_is_read_again(make_corpus: MakeCorpus, read: list[str], options: Options) -> None:
    """One document is changed: one is read, its old entry is removed, and the package is what a whole build gives."""
    root = make_corpus(TEXTS, MADE_UP)
    build_and_write(root, options)
    read.clear()
    (root / "seeds" / "b.txt").write_text("The Grain Board denied it.\n", encoding="utf-8")
    build_and_write(root, options)
    assert read == ["b"]
    assert options.cache_in is not None
    assert len(list(options.cache_in.iterdir())) == len(TEXTS)
    cached = package_files(root)
    build_and_write(root)
    assert package_files(root) == cached


@pytest.mark.parametrize(
    ("path", "text", "again"),
    [
        ("corpus.toml", '[documents.c]\ndate = "1999"\n', ["c"]),
        ("vocabulary/exceptions.csv", "document_id,quote,reason\nd,that it rained,x\n", ["d"]),
        ("vocabulary/actors.csv", MADE_UP["vocabulary/actors.csv"] + "new,New State,state,,,,\n", list("abcd")),
        ("corpus.toml", 'title = "Another"\n', []),
    ],
)
def test_what_a_curator_changes_is_read_again(  # noqa: PLR0913, PLR0917  two fixtures, three of a case
    make_corpus: MakeCorpus, read: list[str], options: Options, path: str, text: str, again: list[str]
) -> None:
    """A date or an exception of one document concerns that one, a name in the vocabulary all, a title none."""
    root = make_corpus(TEXTS, MADE_UP)
    build_and_write(root, options)
    read.clear()
    (root / "seeds" / path).write_text(text, encoding="utf-8")
    build_and_write(root, options)
    assert read == again
    cached = package_files(root)
    build_and_write(root)
    assert package_files(root) == cached


def test_another_kbpack_reads_all_again(
    make_corpus: MakeCorpus, read: list[str], options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries are of the code that made them."""
    root = make_corpus(TEXTS)
    build_and_write(root, options)
    read.clear()
    monkeypatch.setattr(cache, "_of_code", lambda: "another")
    build_and_write(root, options)
    assert read == list("abcd")


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_entry_is_as_good_as_none(
    make_corpus: MakeCorpus, read: list[str], options: Options, damage: bytes | None
) -> None:
    """An entry that was cut short, changed or taken away is read again and mended."""
    root = make_corpus(TEXTS)
    build_and_write(root, options)
    first = package_files(root)
    assert options.cache_in is not None
    entry = min(options.cache_in.iterdir())
    whole = entry.read_bytes()
    entry.unlink()
    if damage is not None:
        entry.write_bytes(whole[: len(whole) // 2] + damage)
    read.clear()
    build_and_write(root, options)
    assert len(read) == 1
    assert package_files(root) == first
    assert entry.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    """Where the cache would be is a file: the build is as without one."""
    root = make_corpus(TEXTS)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    package = build_and_write(root, Options(cache_in=tmp_path / "file" / "corpus"))
    assert len(package.documents) == len(TEXTS)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_entries_of_corpora_that_are_built_no_more_are_removed(make_corpus: MakeCorpus, options: Options) -> None:
    """After a month a folder that no build has used is gone; a newer one stays."""
    assert options.cache_in is not None
    for name, days in (("old", 31), ("newer", 29)):
        folder = options.cache_in.parent / name
        folder.mkdir(parents=True)
        (folder / "entry").write_bytes(b"x")
        when = (folder.stat().st_mtime - days * 24 * 3600,) * 2
        os.utime(folder, when)
    build_and_write(make_corpus(TEXTS), options)
    assert sorted(path.name for path in options.cache_in.parent.iterdir()) == ["corpus", "newer"]


def test_the_command_uses_it_unless_told_not_to(
    make_corpus: MakeCorpus, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kbpack build` keeps entries in the folder of the environment; --no-cache and --check keep none."""
    root = make_corpus(TEXTS)
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "entries"))
    assert command("build", "--no-cache", cwd=root).code == 0
    assert command("build", "--check", cwd=root).code == 0
    assert not (tmp_path / "entries").exists()
    assert command("build", cwd=root).code == 0
    (folder,) = (tmp_path / "entries").iterdir()
    assert len(list(folder.iterdir())) == len(TEXTS)
    monkeypatch.setenv(cache.VARIABLE, "")
    assert cache.folder_of(root) is None


def test_without_a_home_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no folder for caches, a build does without; a folder that is named is taken."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", cache.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache.folder_of(tmp_path) is None
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "named"))
    folder = cache.folder_of(tmp_path)
    assert folder is not None
    assert folder.parent == tmp_path / "named"


def test_workers_share_it(make_corpus: MakeCorpus, options: Options) -> None:
    """Two workers leave the entries that one leaves."""
    root = make_corpus(TEXTS)
    build_and_write(root, Options(jobs=2, cache_in=options.cache_in))
    assert options.cache_in is not None
    entries = {path.name: path.read_bytes() for path in options.cache_in.iterdir()}
    for path in options.cache_in.iterdir():
        path.unlink()
    build_and_write(root, Options(jobs=1, cache_in=options.cache_in))
    assert {path.name: path.read_bytes() for path in options.cache_in.iterdir()} == entries
