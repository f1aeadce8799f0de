"""The tools that read a release, installed beside kbpack: Python packages from PyPI, one package from npm, R."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from release.conftest import STEM, dist, unpacked

__all__ = ["dist", "unpacked"]

HERE = Path(__file__).parent
NPM = "datapackage@1.1.10"
"""A second implementation of Data Packages."""

Client = Callable[..., str]


def kept(config: pytest.Config, name: str, make: Callable[[Path], object]) -> Path:
    """Give a folder in pytest's cache; the first to need it makes it beside its place, then moves it there."""
    place = config.cache.mkdir("clients") / name  # type: ignore[union-attr]  the cache plugin is always on
    if not place.exists():
        mine = place.with_name(f"{name}.{os.getpid()}")
        shutil.rmtree(mine, ignore_errors=True)
        make(mine)
        try:
            mine.rename(place)
        except OSError:  # another process was faster
            shutil.rmtree(mine)
    return place


def run(command: list[str | Path], cwd: Path, **surroundings: str) -> str:
    """Run a command; what it prints, or a failure with all that it said."""
    ran = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env=os.environ | surroundings, timeout=600
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def python_with(config: pytest.Config, name: str, requirements: Path) -> Path:
    """Give the Python of an environment that has what a list of requirements names, made once and kept."""
    key = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:12]
    python = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")

    def make(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        run([folder / python, "-m", "pip", "install", "--quiet", "-r", requirements], requirements.parent)

    return kept(config, f"{name}-{key}", make) / python


@pytest.fixture(scope="session")
def environment(request: pytest.FixtureRequest) -> Path:
    """Give the Python of an environment that has the clients."""
    return python_with(request.config, "python", HERE / "requirements.txt")


@pytest.fixture(scope="session")
def python(environment: Path, dist: Path) -> Client:
    """Give a function that runs Python code in the folder of the release, with arguments."""
    return lambda code, *arguments: run([environment, "-c", code, *arguments], dist)


@pytest.fixture(scope="session")
def node(request: pytest.FixtureRequest, unpacked: Path) -> Client:
    """Give a function that runs JavaScript with the Data Package library of npm."""
    npm, program = shutil.which("npm"), shutil.which("node")
    if npm is None or program is None:
        pytest.skip("needs node and npm")

    def make(folder: Path) -> None:
        folder.mkdir()
        run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, NPM], folder)

    modules = kept(request.config, NPM.replace("@", "-"), make) / "node_modules"
    return lambda code: run([program, "-e", code], unpacked, NODE_PATH=str(modules))


@pytest.fixture(scope="session")
def rscript(unpacked: Path) -> Client:
    """Give a function that runs R."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("needs R")
    return lambda code: run([program, "--vanilla", "-e", code], unpacked)


@pytest.fixture(scope="session")
def stem() -> str:
    """Give the name that the files of the release begin with."""
    return STEM
