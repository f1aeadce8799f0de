"""A package with what stands beside it: its corpus, its documents alone, or nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import generic_packages
from kbpack.audit import audit
from kbpack.descriptor import PATH
from kbpack.paths import DESCRIPTOR, TABLE_NAMES
from kbpack.tables import TABLES

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


def test_names_that_are_written_twice_are_the_same() -> None:
    """What stands in `paths`, so as to be known without loading the models, is what the models say."""
    assert [table.name for table in TABLES] == list(TABLE_NAMES)
    assert PATH == DESCRIPTOR


def test_a_package_of_others_is_judged_without_pandera(tmp_path: Path) -> None:
    """Neither the models nor the readers are loaded for a package that kbpack did not build."""
    code = (
        "import sys; from pathlib import Path; from kbpack.audit import audit; print(audit(Path(sys.argv[1])).good); "
    )
    heavy = ("pandera", "frictionless", "kbpack.tables", "kbpack.pipeline")
    code += f"print([name for name in {heavy} if name in sys.modules])"
    root = generic_packages.write(tmp_path)
    done = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["True", "[]", ""]
