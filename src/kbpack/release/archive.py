"""The archive: the package with its documents and all that speaks of it, as a zip that is the same everywhere."""

from __future__ import annotations

import stat
import zipfile
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
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from kbpack.content import Data
    from kbpack.release.edition import Edition

SUMS = "SHA256SUMS"
_CURATED = ("seeds/corpus.toml", "seeds/vocabulary/*.csv")
"""What a build reads beside the documents."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""


def write(edition: Edition, folder: Path) -> None:
    """Write the archive into a folder."""
    contents = collected(edition)
    contents[SUMS] = checksums(contents)
    pack(folder / f"{edition.stem}.zip", contents, edition.moment)


def collected(edition: Edition) -> dict[str, Data]:
    """Give each file of the archive by its path, but for the checksums."""
    root, about = edition.package.root, edition.about
    paths = [DESCRIPTOR, *(one["path"] for key in ("resources", "kbpack:documents") for one in about.get(key, ()))]
    paths += [path.relative_to(root).as_posix() for pattern in _CURATED for path in root.glob(pattern)]
    contents: dict[str, Data] = {}
    for path in paths:
        with (root / path).open("rb") as file:
            contents[path] = content_of(file)
    contents |= {
        "README.md": readme(edition).encode(),
        "LICENSE.md": licence(edition).encode(),
        "DICTIONARY.md": dictionary(about["resources"]).encode(),
        "CITATION.cff": citation(edition).encode(),
        ".zenodo.json": zenodo(edition).encode(),
        "croissant.json": croissant(edition).encode(),
        "csv-metadata.json": csvw(edition).encode(),
        "verify.py": files("kbpack.release").joinpath("verify.py").read_bytes(),
    }
    return contents | pages(edition)


def checksums(contents: Mapping[str, Data]) -> bytes:
    """List the SHA-256 digests of files as the command `sha256sum` does, by path."""
    return "".join(f"{measured(contents[path])[1]}  {path}\n" for path in sorted(contents)).encode()


def pack(path: Path, contents: Mapping[str, Data], moment: datetime | None) -> None:
    """Write a zip whose bytes depend on its contents and the moment alone: stored, in order of the paths."""
    when = max(moment.timetuple()[:6], _EARLIEST) if moment else _EARLIEST
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.file_size = measured(contents[name])[0]
            with archive.open(entry, "w") as file:
                for block in chunks(contents[name]):
                    file.write(block)
