"""Documents -> parts, one after the other in the order of their ids, by any number of workers."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from kbpack.corpus import Corpus, open_corpus
from kbpack.errors import CorpusError
from kbpack.parsing import read_document
from kbpack.parts import Part, csv_header, part_of
from kbpack.tables import TABLES
from kbpack.values import check_values

if TYPE_CHECKING:
    from kbpack.cache import Cache
    from kbpack.report import Issue

PARALLEL_FROM = 2_000_000
"""Bytes of documents from which all cores are used unless told otherwise: below it, starting workers costs more."""
BATCH = 1_000_000
"""Bytes of documents that a worker reads and judges at once."""
BATCHES_EACH = 4
"""Batches for each worker, at least, where there are documents enough: so all end at about the same time."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is read.

    `jobs` is the number of workers, None by size. A document covered less than `min_coverage`, a share from 0 to 1,
    fails the build. With `keep_going` a document that cannot be read is left out. `cache_in` is the folder of what
    was read before. Without `judge` values are not checked. `tell` is told how many documents of how many are read.
    """

    jobs: int | None = None
    min_coverage: float = 0.0
    keep_going: bool = False
    cache_in: Path | None = None
    judge: bool = True
    tell: Callable[[int, int], object] | None = None


AS_USUAL = Options()


class Failure(NamedTuple):
    """A document that could not be read, and why."""

    document_id: str
    message: str


class Batch(NamedTuple):
    """What some documents gave, in their order, and the keys of their entries in the cache."""

    results: list[Part | Failure]
    keys: list[str]


def read_parts(corpus: Corpus, options: Options) -> Iterator[Batch]:
    """Read all documents of a corpus in batches. Interrupted, it stops its workers.

    Raises CorpusError where the system ended a worker.
    """
    jobs = options.jobs
    sizes = {document_id: path.stat().st_size for document_id, path in corpus.paths.items()}
    if jobs is None:
        jobs = (os.cpu_count() or 1) if sum(sizes.values()) >= PARALLEL_FROM else 1
    batches = list(_batches(sizes, min(BATCH, sum(sizes.values()) // (jobs * BATCHES_EACH) if jobs > 1 else BATCH)))
    jobs = min(jobs, len(batches))
    if jobs == 1:
        worker = _Worker(corpus, options)
        yield from map(worker.read, batches)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  only where there are workers
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    given = (corpus.root, replace(options, tell=None))
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open_in_worker, given) as workers:
        try:
            yield from workers.map(_read_in_worker, batches)
        except BrokenProcessPool as failure:
            message = "a worker was ended by the system, for want of memory perhaps; run again with --jobs 1"
            raise CorpusError(message) from failure
        finally:
            workers.shutdown(cancel_futures=True)  # they are waited for, so that nothing outlives the command


def _batches(sizes: dict[str, int], most: int) -> Iterator[list[str]]:
    batch: list[str] = []
    held = 0
    for document_id, size in sizes.items():
        if batch and held + size > most:
            yield batch
            batch, held = [], 0
        batch.append(document_id)
        held += size
    if batch:
        yield batch


class _Worker:
    """Reads batches of documents of one corpus."""

    def __init__(self, corpus: Corpus, options: Options) -> None:
        self.corpus, self.judges = corpus, options.judge
        self.cache: Cache | None = None
        if options.cache_in is not None:
            from kbpack.cache import Cache  # noqa: PLC0415  only where there is one

            self.cache = Cache(corpus, options.cache_in)

    def read(self, batch: list[str]) -> Batch:
        with _collecting_late():
            return self._read(batch)

    def _read(self, batch: list[str]) -> Batch:
        results: dict[str, Part | Failure] = {}
        keys: dict[str, str] = {}
        new: list[Part] = []
        for document_id in batch:
            try:
                part = None
                if self.cache:
                    key = keys[document_id] = self.cache.key(self.corpus.document(document_id))
                    part = self.cache.load(key)
                if part is None:
                    part = part_of(read_document(self.corpus, document_id), self.corpus.vocabulary)
                    new.append(part)
                results[document_id] = part
            except CorpusError as failure:
                results[document_id] = Failure(document_id, str(failure))
            except Exception as failure:  # noqa: BLE001  one document must not lose the others
                what = " ".join(f"{type(failure).__name__}: {failure}".split())[:200]
                results[document_id] = _fault(document_id, f"cannot be read ({what})")
        if self.judges:
            results |= {fault.document_id: fault for fault in _faults(new)}
        if self.cache:
            for part in new:
                if results[part.document_id] is part:
                    self.cache.save(keys[part.document_id], part)
        return Batch(list(results.values()), list(keys.values()))


@contextmanager
def _collecting_late() -> Iterator[None]:
    """Look for cycles of garbage at the end alone: reading makes millions of objects and hardly any cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if enabled:
            gc.enable()


def _fault(document_id: str, what: str) -> Failure:
    return Failure(document_id, f"seeds/{document_id}.txt: {what}; this is a fault of kbpack, so please report it")


def _faults(parts: list[Part]) -> Iterator[Failure]:
    """Find the documents whose rows do not pass the checks of their tables; one query a table where all do."""
    issue = _first_issue(parts)
    if issue is None:
        return
    for part in parts:
        issue = _first_issue([part])
        if issue is not None:
            yield _fault(part.document_id, f"gives a row that does not pass its checks ({issue.message})")


def _first_issue(parts: list[Part]) -> Issue | None:
    for table in TABLES:
        lines = [part.tables[table.name] for part in parts if table.name in part.tables]
        if lines:
            frame = pl.read_csv(b"".join([csv_header(table), *lines]), infer_schema=False)
            issues = check_values(table, frame)[1]
            if issues:
                return issues[0]
    return None


_workers: dict[str, _Worker] = {}


def _open_in_worker(root: Path, options: Options) -> None:
    _workers["this"] = _Worker(open_corpus(root), options)


def _read_in_worker(batch: list[str]) -> Batch:
    return _workers["this"].read(batch)
