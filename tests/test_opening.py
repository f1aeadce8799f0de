"""Packages wherever they lie: what is taken in, and what is refused."""

import functools
import shutil
import stat
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from kbpack import opening
from kbpack.cli.app import app
from kbpack.errors import PackageError
from kbpack.opening import opened


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, keeps the paths that were asked for, and leads away from /away."""

    asked: list[str]

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/x")
            self.end_headers()
            return
        super().do_GET()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the committed package with its documents."""
    folder = tmp_path / "package"
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "datapackage.json", folder)
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a server of the temporary folder on this machine, and what it was asked for."""
    asked: list[str] = []
    handler = type("Handler", (_Quiet,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def zipped(folder: Path, target: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, prefix + path.relative_to(folder).as_posix())
    return target


def judged(place: str | Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["validate", str(place), *options])
    return done.exit_code, done.stdout


@pytest.mark.parametrize("prefix", ["", "some-package-1.0/"])
def test_a_zip_is_judged_as_its_folder(package: Path, tmp_path: Path, prefix: str) -> None:
    """Report and exit code of a zip are those of the folder, whether the package is good or not."""
    archive = zipped(package, tmp_path / "good.zip", prefix)
    assert judged(archive) == judged(package) == (0, "good\n")
    districts = package / "data" / "districts.csv"
    districts.write_text(districts.read_text().replace(",289,", ",-289,"))
    archive = zipped(package, tmp_path / "bad.zip", prefix)
    assert judged(archive) == judged(package)
    assert judged(archive)[0] == 1


def test_a_descriptor_is_a_package(package: Path) -> None:
    """A path to datapackage.json is judged as its folder."""
    assert judged(package / "datapackage.json") == (0, "good\n")


@pytest.mark.parametrize("name", ["package", "package/", "package/datapackage.json", "package.zip"])
def test_an_address_is_fetched(package: Path, tmp_path: Path, served: tuple[str, list[str]], name: str) -> None:
    """A folder, a descriptor and a zip are taken from an address."""
    zipped(package, tmp_path / "package.zip")
    assert judged(f"{served[0]}/{name}") == (0, "good\n")


def test_no_address_inside_a_descriptor_is_fetched(
    package: Path, tmp_path: Path, served: tuple[str, list[str]]
) -> None:
    """Addresses in `path`, `schema` and `$schema` are not asked for, and the package is judged wrong."""
    address, asked = served
    text = (package / "datapackage.json").read_text()
    spoiled = text.replace('"data/findings.csv"', f'"{address}/secret.csv"').replace(
        "https://datapackage.org/profiles/2.0/datapackage.json", f"{address}/profile.json"
    )
    (package / "datapackage.json").write_text(spoiled)
    assert judged(package)[0] == 1
    assert judged(zipped(package, tmp_path / "p.zip"))[0] == 1
    assert asked == []
    assert judged(f"{address}/package")[0] == 1
    assert not [path for path in asked if "secret" in path or "profile" in path]


def test_nothing_is_fetched_for_what_lies_here(package: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder and a zip are judged without a connection."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert judged(package)[0] == 0
    assert judged(zipped(package, tmp_path / "p.zip"))[0] == 0


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("{}/nowhere", "404"),
        ("{}/nothing.zip", "404"),
        ("{}/away/package", "not fetched"),
        ("http://127.0.0.1:9/package", "cannot be fetched"),
        ("http://[broken/package", "cannot be fetched"),
    ],
)
def test_an_address_that_gives_no_package_is_told(served: tuple[str, list[str]], address: str, said: str) -> None:
    """A missing file, a redirection out of the web and a dead server are one line."""
    with pytest.raises(PackageError, match=said), opened(address.format(served[0])):
        pass


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:/out.txt", "a/./b", "a//../b"]
)
def test_an_entry_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is unpacked from a zip with an entry that could leave the folder."""
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("datapackage.json", "{}")
        info = zipfile.ZipInfo("x")
        info.filename = name
        file.writestr(info, "out")
    with pytest.raises(PackageError, match="leads out"), opened(str(archive)):
        pass
    assert not list(tmp_path.parent.rglob("out.txt"))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    """A symbolic link is not made."""
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("datapackage.json", "{}")
        info = zipfile.ZipInfo("data/x.csv")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/hostname")
    with pytest.raises(PackageError, match="link"), opened(str(archive)):
        pass


def test_an_entry_twice_is_refused(tmp_path: Path) -> None:
    """Readers differ on which of two entries counts, so neither does."""
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("datapackage.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("datapackage.json", "[]")
    with pytest.raises(PackageError, match="twice"), opened(str(archive)):
        pass


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip that would grow beyond bounds is refused before it is unpacked."""
    monkeypatch.setattr(opening, "RATIO_FROM", 1 << 20)
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("data/zeros.csv", b"0" * (4 << 20))
    with pytest.raises(PackageError, match="would unpack"), opened(str(archive)):
        pass


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """More bytes than an entry announces are not written."""
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("datapackage.json", b" " * 5000)
    raw = archive.read_bytes()
    archive.write_bytes(raw.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    with pytest.raises(PackageError), opened(str(archive)):
        pass


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of entries is bounded."""
    monkeypatch.setattr(opening, "MOST_ENTRIES", 3)
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for number in range(4):
            file.writestr(f"{number}.txt", "")
    with pytest.raises(PackageError, match="4 entries"), opened(str(archive)):
        pass


@pytest.mark.parametrize("raw", [b"", b"PK", b"not a zip", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_zip_is_told(tmp_path: Path, raw: bytes) -> None:
    """Whatever the file holds, the answer is one line and exit code 2."""
    path = tmp_path / "p.zip"
    path.write_bytes(raw)
    with pytest.raises(PackageError, match="no zip"), opened(str(path)):
        pass


def test_a_truncated_zip_is_told(package: Path, tmp_path: Path) -> None:
    """Half a zip is no package."""
    archive = zipped(package, tmp_path / "p.zip")
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    with pytest.raises(PackageError), opened(str(archive)):
        pass


def test_a_zip_without_a_descriptor_is_told(tmp_path: Path) -> None:
    """A zip of something else is no package."""
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "")
    with pytest.raises(PackageError, match="no datapackage"), opened(str(archive)):
        pass


def test_the_temporary_folder_is_removed(package: Path, tmp_path: Path) -> None:
    """What was unpacked is gone when the check ends."""
    with opened(str(zipped(package, tmp_path / "p.zip"))) as folder:
        assert (folder / "datapackage.json").is_file()
    assert not folder.exists()
