"""The first pages of a release: its README, and what one may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbpack.release.citation import cite
from kbpack.release.edition import OF_DOCUMENTS

if TYPE_CHECKING:
    from kbpack.release.edition import Edition

_README = """\
# {title}

{description}

**What these tables are.** They record what a document says and who says it. Every row has a holder, whose claim it is,
and every value that was read points to the words it came from.

**What they are not.** They do not say what is true. That a row says a thing happened means only that its holder says
so.

Version {version}{day}. {documents} documents, in `seeds/`, byte for byte as they were received.

| table | rows | what it holds |
| --- | ---: | --- |
{tables}

Cells are UTF-8; an empty cell is a missing value. Codes are text, whatever they look like: a reader that guesses takes
CAMEO's `019` for 19, so tell it (pandas: `dtype={{"cameo_code": "string"}}`). Offsets count Unicode code points of the
decoded document (a leading byte-order mark is not counted), start inclusive, end exclusive. `DICTIONARY.md` describes
every field.

## Check it

    python verify.py

needs Python alone. It compares each file with its digest in `SHA256SUMS`, and each quote with the document at its
offsets.

## Read it

`datapackage.json` describes the tables for readers of Data Packages (version 2), `csv-metadata.json` for CSV on the
Web, `croissant.json` for Croissant and schema.org. `annotations/` has the evidence as W3C Web Annotations, a page for
each document.

## Cite it

{cite}

## Licence

{licences}
"""


def readme(edition: Edition) -> str:
    """Write README.md."""
    about, package = edition.about, edition.package
    rows = [(one, package.rows(one["name"])) for one in about["resources"]]
    return _README.format(
        title=about["title"],
        description=about["description"],
        version=about["version"],
        day=f", {edition.day}" if edition.day else "",
        documents=len(about.get("kbpack:documents", ())),
        tables="\n".join(f"| `{one['path']}` | {height} | {_cell(one['description'])} |" for one, height in rows),
        cite=cite(edition),
        licences=_licences(edition),
    )


def licence(edition: Edition) -> str:
    """Write LICENSE.md: the licences that the curator names, and where their texts are."""
    return f"# Licence of {edition.about['title']}\n\n{_licences(edition)}\n"


def _licences(edition: Edition) -> str:
    lines = (
        f"- {' '.join(part for part in (one['title'], _code(one), one.get('path')) if part)}"
        for one in edition.licences
    )
    return "\n".join(lines) + "\n\n" + OF_DOCUMENTS


def _code(licence: dict[str, str]) -> str:
    return f"({licence['name']})" if licence.get("name", licence["title"]) != licence["title"] else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
