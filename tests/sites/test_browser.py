"""The site in headless Chromium: from the disk and from a web server."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from conftest import ROOT
from kbpack.pipeline import build
from kbpack.site import tables
from kbpack.site.view import View
from sites.conftest import HOSTILE, Browse, MakeSite

SCENES = ["journey", "choosing", "marks", "filtering", "keyboard", "phone", "dark", "printing", "without_scripts"]
MANY = 100_000


@pytest.mark.parametrize("scene", SCENES)
def test_scene(browse: Browse, address: str, scene: str) -> None:
    """Each scene says what it proves; none may leave an error in the console or ask another host."""
    browse(scene, address)


@pytest.mark.parametrize(("scheme", "width"), [("light", "1280"), ("dark", "1280"), ("light", "360")])
def test_no_rule_of_accessibility_is_broken(browse: Browse, site: Path, scheme: str, width: str) -> None:
    """Axe finds nothing on any kind of page, in light and dark, wide and narrow."""
    browse("axe", f"{site.as_uri()}/", scheme, width)


def test_text_is_never_markup(browse: Browse, make_site: MakeSite, tmp_path: Path) -> None:
    """A document full of script tags, entities, templates and bidi controls is shown as itself, to the letter."""
    site = make_site({"a": HOSTILE})
    text = tmp_path / "text"
    text.write_bytes(HOSTILE.encode())
    browse("hostile", f"{site.as_uri()}/", text)


def test_a_hundred_thousand_rows(browse: Browse, site: Path, tmp_path: Path) -> None:
    """Such a table opens with its first rows at once, and is searched and sorted as a whole while one waits."""
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    built = build(ROOT)
    figures = pl.read_csv(bytes(built.files["data/figures.csv"]), infer_schema=False)
    many = pl.concat([figures] * (MANY // figures.height + 1)).head(MANY)
    many = many.with_columns(pl.int_range(MANY).cast(pl.String).alias("value"))
    built.files["data/figures.csv"] = many.write_csv().encode()
    part = built.documents[0]
    built.documents[0] = replace(part, counts={**part.counts, "figures": MANY})
    for path, data in tables.pages(View(built)):
        if path.startswith("tables/figures"):
            (copy / path).write_bytes(data)
    browse("large", f"{copy.as_uri()}/", str(MANY))
