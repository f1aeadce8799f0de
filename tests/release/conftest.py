"""A release of the package of this repository, made once; and small corpora that are ready to be released."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import MADE_UP, ROOT, MakeCorpus
from kbpack.pipeline import build_and_write
from kbpack.release.publish import publish

STEM = "cluster-munitions-and-occupation-2020-0.1.0"
ABOUT = """name = "vale"
title = "The vale"
description = "Made up."
version = "{version}"
licenses = [{{ name = "CC0-1.0", path = "https://creativecommons.org/publicdomain/zero/1.0/" }}]
contributors = [{{ title = "Ada Vale", givenName = "Ada", familyName = "Vale", roles = ["author"] }}]
"""
TEXT = (
    "Our land\n\nNorth Vale: may 08, 1992, territory 289 km2\n\n"
    "Hill State said that Plain State attacked Vale Town on 3 May 1890. =1+1 is no formula.\n"
)

Released = Path
MakeReady = Callable[..., Path]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a release in all formats."""
    out = tmp_path_factory.mktemp("dist")
    publish(ROOT, out)
    return out


@pytest.fixture(scope="session")
def unpacked(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that the zip of the release unpacks to; nobody may change it."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(dist / f"{STEM}.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def copied(unpacked: Path, tmp_path: Path) -> Path:
    """Give a copy of the unpacked zip to change."""
    return Path(shutil.copytree(unpacked, tmp_path / "copy"))


@pytest.fixture
def ready(make_corpus: MakeCorpus) -> MakeReady:
    """Give a function that builds a made-up corpus which can be released."""

    def make(text: str = TEXT, version: str = "1.2.0", about: str = ABOUT) -> Path:
        root = make_corpus({"a": text}, MADE_UP | {"corpus.toml": about.format(version=version)})
        build_and_write(root)
        return root

    return make
