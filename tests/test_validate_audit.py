"""A package with what stands beside it: its corpus, its documents alone, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kbpack.audit import audit

ROOT = Path(__file__).parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the package of the seeds with its corpus."""
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def told(root: Path, **options: bool) -> list[str]:
    return [str(issue) for issue in audit(root, **options) if issue.severity == "error"]


def test_documents_without_a_vocabulary_prove_what_they_can(root: Path) -> None:
    """A package that travels with its documents alone is good, and a changed quote or number is still told."""
    shutil.rmtree(root / "seeds/vocabulary")
    (root / "seeds/corpus.toml").unlink()
    assert told(root) == []
    path = root / "data/districts.csv"
    path.write_bytes(path.read_bytes().replace(b",4400,", b",4401,"))
    assert {issue.code for issue in audit(root)} >= {"hash", "evidence"}


def test_a_package_without_documents_is_good_without_sources(root: Path) -> None:
    """Without the documents each is missing, unless they are not asked for."""
    shutil.rmtree(root / "seeds")
    assert {issue.code for issue in audit(root)} == {"document"}
    assert told(root, sources=False) == []
    path = root / "data/districts.csv"
    path.write_bytes(path.read_bytes().replace(b",4400,", b",4401,"))
    assert {issue.code for issue in audit(root, sources=False)} >= {"hash", "evidence"}
