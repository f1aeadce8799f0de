"""A release: what it holds, that it is the same everywhere, and that it is all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import MADE_UP, ROOT, Command, MakeCorpus, package_files
from kbpack.errors import CorpusError, PackageError
from kbpack.package import Package
from kbpack.pipeline import build_and_write
from kbpack.release import publish as publishing
from kbpack.release.duckdb import same
from kbpack.release.publish import made, publish
from release.conftest import ABOUT, STEM, TEXT, MakeReady


def released(folder: Path) -> dict[str, bytes]:
    return {path: raw for path, raw in package_files(folder).items() if not path.startswith(".kbpack")}


def test_a_release_has_every_format_and_its_digests(dist: Path) -> None:
    """One command writes the zip, Parquet, SQLite, DuckDB and XLSX; the list of digests has all of them."""
    files = released(dist)
    tables = Package(ROOT).tables
    assert set(files) == {
        *(f"{STEM}.{end}" for end in ("zip", "sqlite", "datasette.json", "duckdb", "xlsx", "SHA256SUMS")),
        *(f"{STEM}-parquet/{name}.parquet" for name in tables),
    }
    listed = dict(line.split("  ")[::-1] for line in files[f"{STEM}.SHA256SUMS"].decode().splitlines())
    digests = {path: hashlib.sha256(raw).hexdigest() for path, raw in files.items() if not path.endswith("SUMS")}
    assert listed == digests


def test_two_clones_release_the_same_bytes(tmp_path: Path) -> None:
    """Folder, umask, locale, time zone and hash seed leave no trace; DuckDB adds random bytes: its content counts."""
    outs = []
    for name, umask, surroundings in (
        ("one", 0o022, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("another place", 0o077, {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        clone, out = tmp_path / name / "clone", tmp_path / name / "dist"
        for path, raw in package_files_of_corpus().items():
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            (clone / path).write_bytes(raw)
        ran = subprocess.run(
            [sys.executable, "-m", "kbpack", "release", clone, "--out", out],
            capture_output=True,
            text=True,
            check=False,
            umask=umask,
            env=os.environ | surroundings,
        )
        assert ran.returncode == 0, ran.stderr
        outs.append(released(out))
    one, other = outs
    assert set(one) == set(other)
    random = {path for path in one if path.endswith((".duckdb", ".SHA256SUMS"))}
    assert {path: raw for path, raw in one.items() if path not in random} == {
        path: raw for path, raw in other.items() if path not in random
    }
    assert same(tmp_path / "one" / "dist" / f"{STEM}.duckdb", tmp_path / "another place" / "dist" / f"{STEM}.duckdb")
    listed = [set(out[f"{STEM}.SHA256SUMS"].decode().splitlines()) for out in outs]
    assert {line.partition("  ")[2] for line in listed[0] ^ listed[1]} <= {f"{STEM}.duckdb"}


def package_files_of_corpus() -> dict[str, bytes]:
    """The corpus and its package as they are here, committed or not."""
    paths = [ROOT / "datapackage.json", *(ROOT / "data").iterdir(), *(ROOT / "seeds").rglob("*")]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def test_check_proves_a_release(ready: MakeReady, command: Command) -> None:
    """--check passes after a release, tells of each file that is missing or changed, and writes nothing."""
    root = ready()
    assert command("release", "--check", cwd=root).code == 1
    assert not (root / "dist").exists()
    first = command("release", cwd=root)
    assert (first.code, first.err) == (0, "")
    assert "dist/vale-1.2.0.zip" in first.out.replace("\\", "/")
    checked = command("release", "--check", cwd=root)
    assert (checked.code, checked.err) == (0, "")
    database = root / "dist" / "vale-1.2.0.sqlite"
    raw = bytearray(database.read_bytes())
    raw[-1] ^= 1
    database.write_bytes(raw)
    (root / "dist" / "vale-1.2.0.xlsx").unlink()
    before = released(root / "dist")
    wrong = command("release", "--check", cwd=root)
    assert wrong.code == 1
    assert "vale-1.2.0.sqlite: differs from what the release gives" in wrong.out
    assert "vale-1.2.0.xlsx: is not there; the release writes it" in wrong.out
    assert released(root / "dist") == before


def test_check_compares_a_duckdb_database_by_its_content(ready: MakeReady, command: Command) -> None:
    """A database with other rows is told, though its bytes differ each time it is made."""
    import duckdb  # noqa: PLC0415  where it is needed

    root = ready()
    command("release", "--format", "duckdb", cwd=root)
    assert command("release", "--format", "duckdb", "--check", cwd=root).code == 0
    with duckdb.connect(root / "dist" / "vale-1.2.0.duckdb") as database:
        database.execute("UPDATE districts SET area_km2 = 290")
    wrong = command("release", "--format", "duckdb", "--check", cwd=root)
    assert wrong.code == 1
    assert "vale-1.2.0.duckdb: differs" in wrong.out


def test_source_date_epoch_is_the_moment_of_a_release(ready: MakeReady, monkeypatch: pytest.MonkeyPatch) -> None:
    """With it, entries have that time and the metadata that day; without, the first moment that a zip can hold."""
    root = ready()
    without = made(root, root / "dist", ["zip"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2024, 2, 29, 12, 30, 8, tzinfo=UTC).timestamp())))
    publish(root, root / "dist", ["zip"])
    with zipfile.ZipFile(root / "dist" / "vale-1.2.0.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 2, 29, 12, 30, 8)}
        assert b"date-released: 2024-02-29" in archive.read("CITATION.cff")
        assert b'"datePublished": "2024-02-29"' in archive.read("croissant.json")
    (root / "dist" / "vale-1.2.0.zip").write_bytes(bytes(without["vale-1.2.0.zip"]))
    with zipfile.ZipFile(root / "dist" / "vale-1.2.0.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"date-released" not in archive.read("CITATION.cff")


def test_entries_are_stored_in_order_with_fixed_modes(dist: Path) -> None:
    """No entry is compressed, since builds of zlib differ; each can be read by all, whatever the umask."""
    with zipfile.ZipFile(dist / f"{STEM}.zip") as archive:
        entries = archive.infolist()
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.create_system for entry in entries} == {3}
    *names, last = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert last == "SHA256SUMS"


@pytest.mark.parametrize(
    "stamp", ["yesterday", "1e9", "9" * 30, "99999999999", "4400000000", "1_000", " 12", "-1", "١٢"]
)
def test_a_wrong_moment_is_one_line(ready: MakeReady, command: Command, stamp: str, monkeypatch: object) -> None:
    """SOURCE_DATE_EPOCH that is no number of seconds stops the release, which writes nothing."""
    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    root = ready()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
    ran = command("release", cwd=root)
    assert ran.code == 2
    assert ran.err.startswith(f"kbpack: SOURCE_DATE_EPOCH {stamp!r} is no number of seconds")
    assert ran.err.count("\n") == 1
    assert not (root / "dist").exists()


def test_a_release_needs_version_licence_and_people(make_corpus: MakeCorpus, command: Command) -> None:
    """What others must know of a release is asked for by name, and nothing is written."""
    root = make_corpus({"a": TEXT})
    build_and_write(root)
    ran = command("release", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kbpack: seeds/corpus.toml: a release needs version, licenses, contributors; add it there and build again\n"
    )
    assert not (root / "dist").exists()


@pytest.mark.parametrize(
    ("path", "said"),
    [("data/districts.csv", "data/districts.csv:2"), ("seeds/a.txt", "seeds/a.txt")],
)
def test_a_package_with_errors_is_not_released(ready: MakeReady, command: Command, path: str, said: str) -> None:
    """A release begins with the checks: one wrong cell or a changed document, and no file is written or replaced."""
    root = ready()
    command("release", cwd=root)
    before = released(root / "dist")
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace("289", "290", 1), encoding="utf-8")
    ran = command("release", cwd=root)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.endswith("kbpack: the package has errors, so nothing was released; run kbpack build\n")
    assert released(root / "dist") == before


def test_without_a_package_there_is_nothing_to_release(make_corpus: MakeCorpus, command: Command) -> None:
    """A corpus that was not built is told in one line."""
    ran = command("release", cwd=make_corpus({"a": TEXT}))
    assert ran.code == 2
    assert "run kbpack build" in ran.err
    assert ran.err.count("\n") == 1


def test_a_missing_library_is_named_before_anything_is_written(
    ready: MakeReady, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plain install can release what needs nothing more, and says what the other formats need."""
    root = ready()
    monkeypatch.setattr(publishing, "find_spec", lambda library: None if library == "duckdb" else object())
    ran = command("release", cwd=root)
    assert ran.code == 2
    assert ran.err == (
        "kbpack: this release needs duckdb; install kbpack with its extra, kbpack[release], "
        "or name formats that need no more: --format zip --format sqlite\n"
    )
    assert not (root / "dist").exists()
    assert command("release", "--format", "zip", "--format", "sqlite", cwd=root).code == 0
    assert (root / "dist" / "vale-1.2.0.zip").is_file()


def test_a_folder_that_cannot_be_made_is_told(ready: MakeReady, command: Command) -> None:
    """Where a file stands in the way of the folder, that is said and the file is still there."""
    root = ready()
    (root / "dist").write_text("mine", encoding="utf-8")
    ran = command("release", cwd=root)
    assert ran.code == 2
    assert "dist: " in ran.err
    assert ran.err.count("\n") == 1
    assert (root / "dist").read_text(encoding="utf-8") == "mine"


def test_releases_stand_side_by_side(ready: MakeReady, command: Command) -> None:
    """Another version leaves the files of the first; a table that the same version lost is removed."""
    root = ready()
    command("release", cwd=root)
    old = released(root / "dist")
    about = root / "seeds" / "corpus.toml"
    about.write_text(about.read_text(encoding="utf-8").replace("1.2.0", "1.3.0"), encoding="utf-8")
    build_and_write(root)
    command("release", cwd=root)
    assert old.items() <= released(root / "dist").items()
    (root / "dist" / "vale-1.3.0-parquet" / "gone.parquet").write_bytes(b"x")
    command("release", cwd=root)
    assert not (root / "dist" / "vale-1.3.0-parquet" / "gone.parquet").exists()
    assert old.items() <= released(root / "dist").items()


def test_the_zip_is_a_corpus_that_builds_again(dist: Path, command: Command, tmp_path: Path) -> None:
    """The zip holds all that a build reads: `kbpack validate` proves that a rebuild gives the same bytes."""
    ran = command("validate", str(dist / f"{STEM}.zip"), cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "good\n")


def test_a_licence_without_a_code_is_given_by_its_address(ready: MakeReady) -> None:
    """CITATION.cff has a licence by its SPDX code, any other by its address."""
    about = ABOUT.replace('name = "CC0-1.0", path', 'title = "House rules", path')
    root = ready(about=about)
    publish(root, root / "dist", ["zip"])
    with zipfile.ZipFile(root / "dist" / "vale-1.2.0.zip") as archive:
        cited = archive.read("CITATION.cff").decode()
    assert "license-url: https://creativecommons.org" in cited
    assert "license:" not in cited
    assert "family-names: Vale" in cited


def test_made_raises_what_a_caller_can_mend(make_corpus: MakeCorpus) -> None:
    """In Python the same refusals are exceptions of kbpack."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    with pytest.raises(PackageError, match="run kbpack build"):
        made(root, root / "dist", ["zip"])
    build_and_write(root)
    with pytest.raises(CorpusError, match="a release needs version"):
        made(root, root / "dist", ["zip"])


def test_an_address_and_a_doi_are_passed_on(ready: MakeReady) -> None:
    """What a curator gives as homepage and id stands in every description that has a place for it."""
    named = 'homepage = "https://example.org/vale"\nid = "https://doi.org/10.1234/vale.1"\n'
    root = ready(about=named + ABOUT)
    publish(root, root / "dist", ["zip"])
    with zipfile.ZipFile(root / "dist" / "vale-1.2.0.zip") as archive:
        cited, croissant = archive.read("CITATION.cff").decode(), json.loads(archive.read("croissant.json"))
        zenodo = json.loads(archive.read(".zenodo.json"))
    assert "url: https://example.org/vale\ndoi: 10.1234/vale.1\n" in cited
    assert (croissant["url"], croissant["sameAs"]) == ("https://example.org/vale", "https://doi.org/10.1234/vale.1")
    assert zenodo["doi"] == "10.1234/vale.1"
    assert croissant["citeAs"].endswith("Version 1.2.0. https://doi.org/10.1234/vale.1")


def test_a_part_of_a_release_keeps_the_digests_of_the_rest(ready: MakeReady, command: Command) -> None:
    """Writing one format again leaves the others listed, and all of them checked."""
    root = ready()
    command("release", cwd=root)
    before = released(root / "dist")
    assert command("release", "--format", "zip", cwd=root).code == 0
    assert released(root / "dist") == before
    (root / "dist" / "vale-1.2.0.xlsx").unlink()
    command("release", "--format", "zip", cwd=root)
    assert "xlsx" not in (root / "dist" / "vale-1.2.0.SHA256SUMS").read_text(encoding="utf-8")


@pytest.mark.parametrize("out", ["data", "seeds/out", "data/../data"])
def test_a_release_is_not_written_into_the_package(ready: MakeReady, command: Command, out: str) -> None:
    """What a build reads and writes is no place for it."""
    root = ready()
    ran = command("release", "--out", out, cwd=root)
    assert ran.code == 2
    assert "is part of the package; name another folder with --out" in ran.err
    assert command("validate", cwd=root).code == 0


def test_only_a_folder_is_released(dist: Path, command: Command, tmp_path: Path) -> None:
    """A zip is not a corpus."""
    ran = command("release", str(dist / f"{STEM}.zip"), cwd=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "is no folder" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "cited"),
    [
        ('name = "CC0-1.0", path', "path", "license-url: https://creativecommons.org"),
        ('title = "Ada Vale", given', "given", "family-names: Vale"),
        (
            'title = "Ada Vale", givenName = "Ada", familyName = "Vale"',
            'organization = "Vale Press"',
            "name: Vale Press",
        ),
    ],
)
def test_what_a_curator_may_leave_out_is_not_missed(ready: MakeReady, old: str, new: str, cited: str) -> None:
    """A licence without a name, a contributor without a title: Data Package allows both."""
    assert old in ABOUT
    root = ready(about=ABOUT.replace(old, new))
    publish(root, root / "dist")
    with zipfile.ZipFile(root / "dist" / "vale-1.2.0.zip") as archive:
        assert cited in archive.read("CITATION.cff").decode()
        assert json.loads(archive.read("croissant.json"))["creator"][0]["name"] in {"Ada Vale", "Vale Press"}


def test_a_full_disk_is_one_line(ready: MakeReady, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the temporary folder cannot hold the files, that is said, and nothing is written."""
    root = ready()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kbpack.release.sqlite.write", full)
    ran = command("release", cwd=root)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "No space left on device" in ran.err
    assert "free some space, or set TMPDIR" in ran.err
    assert not (root / "dist").exists()


def test_odd_names_of_documents_are_released(make_corpus: MakeCorpus) -> None:
    """A blank, a quote and a percent sign in a document's name are kept in paths and encoded in addresses."""
    files = MADE_UP | {"corpus.toml": ABOUT.format(version="1.2.0")}
    root = make_corpus({"q'uote%20 é": TEXT}, files)
    build_and_write(root)
    publish(root, root / "dist")
    with zipfile.ZipFile(root / "dist" / "vale-1.2.0.zip") as archive:
        page = json.loads(archive.read("annotations/q'uote%20 é.jsonld"))
        archive.extractall(root / "unpacked")
    assert page["items"][0]["target"]["source"] == "../seeds/q%27uote%2520%20%C3%A9.txt"
    ran = subprocess.run([sys.executable, root / "unpacked" / "verify.py"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "from 1 document, as released" in ran.stdout
