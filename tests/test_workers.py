"""Documents that cannot be read, and who is told how far a build is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import Command, MakeCorpus, package_files
from kbpack import workers
from kbpack.errors import CorpusError
from kbpack.parsing import DocumentRows, read_document
from kbpack.pipeline import build, build_and_write
from kbpack.validation import validate
from kbpack.workers import Options

GOOD = {"a": "It rained for 3 days.\n", "d": "It snowed.\n"}


@pytest.fixture
def spoilt(make_corpus: MakeCorpus) -> Path:
    """A corpus with a package and then two documents that are no text."""
    root = make_corpus(GOOD)
    build_and_write(root)
    (root / "seeds" / "b.txt").write_bytes(b"It rained.\n\xff")
    (root / "seeds" / "c.txt").write_bytes(b"\0")
    return root


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_that_cannot_be_read_are_named(spoilt: Path, command: Command, jobs: str) -> None:
    """The first is told with its line, the others by name, and the old package stays."""
    before = package_files(spoilt)
    ran = command("build", "--jobs", jobs, cwd=spoilt)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kbpack: seeds/b.txt:2: is not UTF-8 (byte 0xff at 11); save it as UTF-8 "
        "(nor can 1 more be read: c.txt; --keep-going builds without them)\n"
    )
    assert package_files(spoilt) == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_keep_going_builds_the_others(spoilt: Path, command: Command, jobs: str) -> None:
    """The package has the documents that can be read, the others are told, and the exit code is 1."""
    before = package_files(spoilt)
    ran = command("build", "--keep-going", "--jobs", jobs, cwd=spoilt)
    assert ran.code == 1
    assert "Wrote 10 files" in ran.out
    assert ran.err.splitlines() == [
        "kbpack: left out: seeds/b.txt:2: is not UTF-8 (byte 0xff at 11); save it as UTF-8",
        "kbpack: left out: seeds/c.txt:1: holds a NUL byte, so it is not plain text; save it as UTF-8 text",
    ]
    assert package_files(spoilt) == before
    assert validate(spoilt).good
    assert command("validate", cwd=spoilt).code == 1


def test_a_corpus_of_which_nothing_can_be_read_is_not_built(make_corpus: MakeCorpus, command: Command) -> None:
    """There is no package without a document."""
    root = make_corpus({})
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / "b.txt").write_bytes(b"\xff")
    ran = command("build", "--keep-going", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert not (root / "data").exists()


def test_a_fault_of_kbpack_is_told_by_the_document(make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in one document, its name is told, and the others can be built."""

    def faulty(corpus: object, document_id: str) -> DocumentRows:
        if document_id == "a":
            raise RecursionError("too deep")
        return read_document(corpus, document_id)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "read_document", faulty)
    root = make_corpus(GOOD)
    with pytest.raises(CorpusError, match=r"^seeds/a\.txt: cannot be read \(RecursionError: too deep\)"):
        build(root)
    package = build(root, Options(keep_going=True))
    assert [part.document_id for part in package.documents] == ["d"]
    assert [failure.document_id for failure in package.failures] == ["a"]


def test_a_row_that_does_not_pass_its_checks_is_told_by_the_document(
    make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One document with a bad row is named with the row, and does not spoil the others."""

    def faulty(corpus: object, document_id: str) -> DocumentRows:
        read = read_document(corpus, document_id)  # type: ignore[arg-type]
        if document_id == "a":
            read.rows["figures"][0]["kind"] = "shoe size"
        return read

    monkeypatch.setattr(workers, "read_document", faulty)
    root = make_corpus(GOOD)
    with pytest.raises(CorpusError, match=r"^seeds/a\.txt: gives a row .* kind \"shoe size\" is not in the code list"):
        build(root)
    assert [part.document_id for part in build(root, Options(keep_going=True)).documents] == ["d"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_waits_is_told(make_corpus: MakeCorpus, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each batch the number of documents that are read, up to all."""
    monkeypatch.setattr(workers, "BATCH", 30)
    told: list[tuple[int, int]] = []
    build(
        make_corpus({str(number): GOOD["a"] for number in range(6)}), Options(jobs, tell=lambda *one: told.append(one))
    )
    assert told[-1] == (6, 6)
    assert len(told) > 1
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_a_worker_that_is_killed_is_one_line(
    make_corpus: MakeCorpus, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that the system ends is told with what to do, and nothing is written."""
    monkeypatch.setattr(workers, "_batches", lambda *_: iter([9, 9]))
    monkeypatch.setattr(workers, "_read_in_worker", os._exit)
    root = make_corpus(GOOD)
    ran = command("build", "--jobs", "2", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kbpack: a worker was ended by the system, for want of memory perhaps; run again with --jobs 1\n"
    )
    assert not (root / "data").exists()


def test_batches_hold_each_document_once_and_no_more_than_they_should() -> None:
    """A document that is larger than a batch is one by itself."""
    sizes = {"a": 3, "b": 4, "c": 10, "d": 1, "e": 1}
    assert list(workers._batches(sizes, 7)) == [["a", "b"], ["c"], ["d", "e"]]
