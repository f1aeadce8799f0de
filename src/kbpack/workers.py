"""Documents -> parts, one after the other in the order of their ids, by any number of workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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
    """What some documents gave, in their order; `sound` is whether all their values pass the checks of the tables."""

    results: list[Part | Failure]
    keys: list[str]
    sound: bool


def read_parts(corpus: Corpus, options: Options) -> Iterator[Batch]:
    """Read all documents of a corpus in batches. Interrupted, it stops its workers."""
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
    from multiprocessing import get_context  # noqa: PLC0415

    given = (corpus.root, replace(options, tell=None))
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open_in_worker, given) as workers:
        try:
            yield from workers.map(_read_in_worker, batches)
        finally:
            workers.shutdown(wait=False, cancel_futures=True)


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
        results: list[Part | Failure] = []
        keys: list[str] = []
        new: list[tuple[str, Part]] = []
        for document_id in batch:
            try:
                document = self.corpus.document(document_id)
                key = self.cache.key(document) if self.cache else ""
                part = self.cache.load(key) if self.cache else None
                if part is None:
                    part = part_of(read_document(self.corpus, document_id), self.corpus.vocabulary)
                    new.append((key, part))
            except CorpusError as failure:
                results.append(Failure(document_id, str(failure)))
                continue
            except Exception as failure:  # noqa: BLE001  one document must not lose the others
                results.append(Failure(document_id, _fault(document_id, failure)))
                continue
            keys.append(key)
            results.append(part)
        sound = not self.judges or is_sound([part for _, part in new])
        if self.cache and sound:
            for key, part in new:
                self.cache.save(key, part)
        return Batch(results, keys, sound)


def _fault(document_id: str, failure: Exception) -> str:
    what = " ".join(f"{type(failure).__name__}: {failure}".split())[:200]
    return f"seeds/{document_id}.txt: cannot be read ({what}); this is a fault of kbpack, so please report it"


def is_sound(parts: list[Part]) -> bool:
    """Whether the values of some parts pass every check of their tables."""
    for table in TABLES:
        lines = [part.tables[table.name] for part in parts if table.name in part.tables]
        if lines:
            frame = pl.read_csv(b"".join([csv_header(table), *lines]), infer_schema=False)
            if check_values(table, frame)[1]:
                return False
    return True


_workers: dict[str, _Worker] = {}


def _open_in_worker(root: Path, options: Options) -> None:
    _workers["this"] = _Worker(open_corpus(root), options)


def _read_in_worker(batch: list[str]) -> Batch:
    return _workers["this"].read(batch)
