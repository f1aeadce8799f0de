"""What several test files share: small corpora in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MakeCorpus = Callable[..., Path]


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Give a function that lays out a corpus: documents by name, and other files of `seeds/` by path."""

    def make(documents: dict[str, str | bytes] | None = None, files: dict[str, str] | None = None) -> Path:
        seeds = tmp_path / "corpus" / "seeds"
        seeds.mkdir(parents=True)
        for name, text in (documents or {}).items():
            (seeds / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
        for path, text in (files or {}).items():
            (seeds / path).parent.mkdir(parents=True, exist_ok=True)
            (seeds / path).write_text(text, encoding="utf-8", newline="")
        return seeds.parent

    return make
