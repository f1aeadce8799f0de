"""The main path of a site: a package that is what a build gives -> pages -> a folder, all or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kbpack.cache import folder_of
from kbpack.compare import changes
from kbpack.content import Stored, measured
from kbpack.errors import InvalidError, PackageError
from kbpack.locking import locked
from kbpack.pipeline import build
from kbpack.release.archive import listed
from kbpack.seeds import SEEDS
from kbpack.site.markup import ROOM
from kbpack.transaction import replace_files
from kbpack.workers import Options

if TYPE_CHECKING:
    from kbpack.content import Data
    from kbpack.pipeline import Built

NEEDED = {"jinja2": "jinja2", "altair": "altair", "vl_convert": "vl-convert-python"}
"""The libraries that a site needs beyond the plain install, and the packages that they come in."""
LISTED = "site.sha256"
"""The list of all other files of a site with their digests, as `sha256sum` writes it."""
Tell = Callable[[int, int], object]


def publish(
    root: Path, out: Path, *, jobs: int | None = None, tell: Tell | None = None, preview: bool = False
) -> dict[str, Data]:
    """Put the site of a corpus into a folder, all or nothing; pages that it no longer has are removed.

    The package is built anew, with all checks, and must be the one that lies in the corpus, but for a preview, which
    shows what a build would give. Raises what
    `kbpack.pipeline.build` raises, InvalidError where the package is another, and PackageError where a library is not
    installed or the folder cannot be written. Gives the files by their path in `out`.
    """
    _check_installed()
    _check_place(root, out)
    built = build(root, Options(jobs, cache_in=folder_of(root), tell=tell))
    stale = None if preview else next(iter(changes(root, built.files)), None)
    if stale is not None:
        raise InvalidError(f"{stale}; so the package is not what a build gives: run kbpack build")
    with tempfile.TemporaryDirectory(prefix="kbpack-") as scratch:
        files = write(built, Path(scratch))
        _replace(out, files)
        return {path: Stored(out / path) for path in files}


def write(built: Built, scratch: Path) -> dict[str, Data]:
    """Write the site of a package into an empty folder; gives its files, some of which are there already."""
    files: dict[str, Data] = {}
    for path, data in _files(built):
        if isinstance(data, bytes):
            (scratch / path).parent.mkdir(parents=True, exist_ok=True)
            (scratch / path).write_bytes(data)
            files[path] = Stored(scratch / path)
        else:
            files[path] = data
    files = dict(sorted(files.items()))
    return files | {LISTED: listed({path: measured(data)[1] for path, data in files.items()})}


def _files(built: Built) -> Iterator[tuple[str, Data]]:
    from kbpack.site import document, home, pictures, tables  # noqa: PLC0415  what only a site needs
    from kbpack.site.view import View  # noqa: PLC0415

    view = View(built)
    sources = {view.source_of(part): Stored(built.root / part.row["path"]) for part in built.documents}
    yield from {**built.files, **sources}.items()
    for path in sorted((ROOM / "assets").iterdir()) + sorted((ROOM / "vendor").iterdir()):
        yield f"assets/{path.name}", path.read_bytes()
    yield from home.pages(view, sources)
    yield from tables.pages(view)
    yield from pictures.pages(view)
    yield from document.pages(view)


def _replace(out: Path, files: Mapping[str, Data]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        others = [path.name for path in out.iterdir() if path.name != ".kbpack"]
    except OSError as error:
        raise PackageError(f"{out}: cannot be made ({error.strerror}); name another folder with --out") from error
    if others and LISTED not in others:
        raise PackageError(f"{out}: holds other files, such as {min(others)}; name an empty folder with --out")
    before = _before(out)
    foreign = sorted(path for path in files if path not in before and path != LISTED and (out / path).exists())
    if foreign:
        raise PackageError(f"{out}: {foreign[0]} is there and no page of a site; move it, or name another --out")
    with locked(out):
        stale = [path for path, sha256 in before.items() if path not in files and _is(out / path, sha256)]
        replace_files(out, {**dict.fromkeys(stale), **files})


def _before(out: Path) -> dict[str, str]:
    """The files of the site that lay here before, with their digests, as its list names them."""
    try:
        lines = (out / LISTED).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {path: sha256 for sha256, _, path in (line.partition("  ") for line in lines) if _is_within(path)}


def _is_within(path: str) -> bool:
    return bool(path) and not Path(path).is_absolute() and ".." not in Path(path).parts


def _is(path: Path, sha256: str) -> bool:
    """Whether a file is still what a site had there: what somebody changed is left to them."""
    return path.is_file() and Stored(path).sha256 == sha256


def _check_place(root: Path, out: Path) -> None:
    """A site among the documents or the tables would be taken for one of them."""
    for name in (SEEDS, "data"):
        if out.resolve().is_relative_to((root / name).resolve()):
            raise PackageError(f"{out}: lies in {name}/, which holds nothing else; name another folder with --out")


def _check_installed() -> None:
    missing = [package for module, package in NEEDED.items() if find_spec(module) is None]
    if missing:
        raise PackageError(f"a site needs {', '.join(missing)}; pip install 'kbpack[site]'")
