"""The archive: the package with its documents and all that speaks of it, as a zip that is the same everywhere."""

from __future__ import annotations

import stat
import zipfile
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from kbpack.content import chunks, content_of, measured
from kbpack.dictionary import dictionary
from kbpack.paths import DESCRIPTOR
from kbpack.release.annotations import pages
from kbpack.release.citation import citation, zenodo
from kbpack.release.croissant import croissant
from kbpack.release.csvw import csvw
from kbpack.release.front import licence, readme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from kbpack.content import Data
    from kbpack.release.edition import Edition

SUMS = "SHA256SUMS"
_CURATED = ("seeds/corpus.toml", "seeds/vocabulary/*.csv", "seeds/vocabulary/*.geojson")
"""What a build, or a site, reads beside the documents."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""


def write(edition: Edition, folder: Path) -> None:
    """Write the archive into a folder: its files by path, then their digests."""
    contents = collected(edition)
    digests: dict[str, str] = {}
    with archive(folder / f"{edition.stem}.zip", edition.moment) as add:
        for path in sorted(contents):
            content = contents[path]()
            digests[path] = measured(content)[1]
            add(path, content)
        add(SUMS, listed(digests))


def collected(edition: Edition) -> dict[str, Callable[[], Data]]:
    """Give each file of the archive by its path, but for the checksums; each is made when it is asked for."""
    root, about = edition.package.root, edition.about
    paths = [DESCRIPTOR, *(one["path"] for key in ("resources", "kbpack:documents") for one in about.get(key, ()))]
    paths += [path.relative_to(root).as_posix() for pattern in _CURATED for path in root.glob(pattern)]
    written = {
        "README.md": readme,
        "LICENSE.md": licence,
        "DICTIONARY.md": lambda edition: dictionary(edition.about["resources"]),
        "CITATION.cff": citation,
        ".zenodo.json": zenodo,
        "croissant.json": croissant,
        "csv-metadata.json": csvw,
    }
    contents: dict[str, Callable[[], Data]] = {path: partial(_taken_in, root / path) for path in paths}
    contents |= {path: partial(_encoded, write, edition) for path, write in written.items()}
    contents["verify.py"] = files("kbpack.release").joinpath("verify.py").read_bytes
    return contents | pages(edition)


def listed(digests: Mapping[str, str]) -> bytes:
    """List SHA-256 digests of files as the command `sha256sum` does, by path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


@contextmanager
def archive(path: Path, moment: datetime | None) -> Iterator[Callable[[str, Data], None]]:
    """Write a zip whose bytes depend on its contents and the moment alone: stored, all entries with one mode and time.

    Gives a function that adds an entry.
    """
    when = max(moment.timetuple()[:6], _EARLIEST) if moment else _EARLIEST
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:

        def add(name: str, content: Data) -> None:
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.file_size = measured(content)[0]
            with packed.open(entry, "w") as file:
                for block in chunks(content):
                    file.write(block)

        yield add


def _taken_in(path: Path) -> Data:
    with path.open("rb") as file:
        return content_of(file)


def _encoded(write: Callable[[Edition], str], edition: Edition) -> Data:
    return write(edition).encode()
