"""A new corpus: the files that a curator fills in."""

from __future__ import annotations

from pathlib import Path

from kbpack.corpus import slug
from kbpack.errors import CorpusError
from kbpack.seeds import SEEDS
from kbpack.transaction import replace_files
from kbpack.vocabulary import FILES

TEMPLATE = """\
# What a curator knows of this corpus and its documents. All of it may be left out: take the "#" and the blank behind
# it from the lines that you fill in. What the documents say themselves does not belong here.

name = "{name}"
# title = "Two towns on the flood of 1931"
# description = "What a newspaper and a town council say of a flood."
# version = "0.1.0"
# homepage = "https://example.org/flood"
# id = "https://doi.org/10.1234/5678"
# keywords = ["claims", "flood"]

# A release names under which terms the tables may be used, and who made them.
# [[licenses]]
# name = "CC0-1.0"
# title = "Creative Commons Zero v1.0 Universal"
# path = "https://creativecommons.org/publicdomain/zero/1.0/"

# [[contributors]]
# title = "Ann Hill"
# roles = ["creator"]

# Of a document in {seeds}/NAME.txt: the actor of vocabulary/actors.csv whose voice it is, and its date in EDTF.
# [documents.NAME]
# title = "A statement of the town council"
# kind = "statement"
# holder = "council"
# date = "1931-03"
# language = "en"
# origin = "the archive of the town"
# licence = "all rights reserved"
"""


def init(folder: Path) -> list[str]:
    """Make `seeds/` in a folder, and the folder too: a `corpus.toml` to fill in, and empty vocabulary files.

    Gives the paths of the new files. Raises CorpusError where the folder is none or has `seeds/` already, PackageError
    where it cannot be written; nothing that was there before is changed.
    """
    if folder.exists() and not folder.is_dir():
        raise CorpusError(f"{folder}: is not a folder; name one, or one that is to be made")
    seeds = folder / SEEDS
    if seeds.exists() or seeds.is_symlink():
        raise CorpusError(f"{seeds}: is there already; edit what is in it, or name another folder")
    name = slug(folder.resolve().name)
    files = {f"{SEEDS}/corpus.toml": TEMPLATE.format(name=name, seeds=SEEDS)}
    files |= {f"{SEEDS}/vocabulary/{path}": ",".join(fields) + "\n" for path, fields in FILES.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error
    replace_files(folder, {path: text.encode() for path, text in files.items()})
    return list(files)
