"""A site: all of the package is in it, every link leads somewhere, and it is the same everywhere."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from conftest import MADE_UP, ROOT, Command, MakeCorpus
from kbpack.corpus import open_corpus
from kbpack.package import Package
from kbpack.pipeline import build_and_write
from kbpack.site import pages as paging
from kbpack.site import publish as publishing
from kbpack.site import tables
from kbpack.site.markup import POLICY, ROOM
from kbpack.site.pages import IN_PLACE
from sites.conftest import HOSTILE, MakeSite

MOST_BYTES = 3_000_000
OTHERS = {"www.rfc-editor.org", "creativecommons.org", "datatables.net"}
"""The hosts that pages have links to; none is asked before a reader follows one."""
TEXT = (
    "Our land\n\nNorth Vale: may 08, 1992, territory 289 km2\n\nHill State said that Plain State attacked Vale Town.\n"
)
DATA = re.compile(r"kbpack\.\w+\((.*)\);\n", re.DOTALL)


class Page(HTMLParser):
    """The elements of a page: names with attributes, its ids, and where it leads."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(raw.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    @property
    def ids(self) -> list[str]:
        """All ids."""
        return [one["id"] or "" for _, one in self.elements if "id" in one]

    @property
    def links(self) -> Iterator[str]:
        """Where the page leads, and what it loads."""
        for _, one in self.elements:
            for name in ("href", "src"):
                if one.get(name):
                    yield str(one[name])


def pages(site: Path) -> dict[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path.read_bytes()) for path in sorted(site.rglob("*.html"))}


def given(path: Path) -> list[Any]:
    """The data in a script."""
    found = DATA.fullmatch(path.read_text(encoding="utf-8"))
    assert found is not None
    return list(json.loads(f"[{found[1]}]"))


def files_of(site: Path) -> dict[str, bytes]:
    paths = [path for path in site.rglob("*") if path.is_file() and ".kbpack" not in path.parts]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def test_every_page_forbids_what_it_does_not_need(site: Path) -> None:
    """Each page has the policy before anything else, no script or style of its own, and only files of the site."""
    for path, page in pages(site).items():
        (first,) = [one for tag, one in page.elements if tag == "meta" and "http-equiv" in one]
        assert first == {"http-equiv": "Content-Security-Policy", "content": POLICY}, path
        for tag, attributes in page.elements:
            assert tag not in {"style", "iframe", "object", "embed", "base", "form"}, path
            assert tag != "script" or attributes.get("src"), path
            assert not any(name == "style" or name.startswith("on") for name in attributes), (path, tag)
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_every_link_leads_to_a_place(site: Path) -> None:
    """Each link is to a file of the site, and its fragment to an element there; few lead out, to pages about it."""
    found = pages(site)
    for path, page in found.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.startswith("https://"):
                assert link.split("/")[2] in OTHERS, link
                continue
            name, _, fragment = link.partition("#")
            target = os.path.normpath(Path(path).parent / unquote(name)).replace("\\", "/") if name else path
            assert (site / target).is_file(), (path, link)
            assert not fragment or unquote(fragment) in found[target].ids, (path, link)


def test_every_row_and_cell_has_a_permalink(site: Path) -> None:
    """Each row and each cell that was read has its place as an id in the page of its document."""
    package, found = Package(ROOT), pages(site)
    for table in (*IN_PLACE, "evidence"):
        for row in package[table].iter_rows(named=True):
            place = f"char={row['char_start']},{row['char_end']}"
            assert place in found[f"documents/{row['document_id']}.html"].ids, (table, place)


def test_no_row_and_no_cell_is_lost(site: Path) -> None:
    """The scripts of documents and tables give back every cell, and the words and rule of each that was read."""
    package = Package(ROOT)
    cells: dict[tuple[str, str, str], tuple[str, tuple[int, int, str] | None]] = {}
    for one in open_corpus(ROOT):
        document_id, _, _, rules, rows, _ = given(site / "documents" / f"{one.document_id}.js")
        for table, row_id, start, end, _, _, found in rows:
            fields = [field["name"] for field in package.schema(table)["fields"]]
            for cell in found:
                words = (cell[2], cell[3], rules[cell[4]]) if len(cell) > 2 else None
                value = one.text[cell[2] : cell[3]] if cell[1] is None else cell[1]
                cells[table, row_id, fields[cell[0]]] = value, words
            own = {"document_id": document_id, "char_start": start, "char_end": end, "quote": one.text[start:end]}
            cells |= {(table, row_id, name): (str(value), None) for name, value in own.items()}
    expected = {
        (table, row[package.schema(table)["primaryKey"][0]], name): value
        for table in IN_PLACE
        for row in package.text(table).iter_rows(named=True)
        for name, value in row.items()
        if value
    }
    assert {key: value for key, (value, _) in cells.items()} == expected
    evidence = {
        (row["table"], row["row_id"], row["field"]): (row["char_start"], row["char_end"], row["rule"])
        for row in package["evidence"].iter_rows(named=True)
        if row["table"] in IN_PLACE
    }
    read = {key: words for key, (_, words) in cells.items() if words}
    whole = {key: words for key, words in evidence.items() if key[2] != "quote"}
    assert read == whole


@pytest.mark.parametrize("table", [*IN_PLACE, "findings", "places", "actors", "documents"])
def test_the_script_of_a_table_has_all_of_it(site: Path, table: str) -> None:
    """Rows as their script gives them, a null taken from the cell before, are those of the package."""
    (rows,) = given(site / "tables" / f"{table}.rows1.js")
    for row in rows:
        for at, cell in enumerate(row):
            row[at] = row[at - 1] if cell is None else cell
    header, *lines = csv.reader(io.StringIO((ROOT / f"data/{table}.csv").read_text(encoding="utf-8"), newline=""))
    assert [row[: len(header)] for row in rows] == lines
    page = Page((site / "tables" / f"{table}.html").read_bytes())
    assert sum(tag == "tr" for tag, _ in page.elements) == len(lines) + 1


def test_the_text_of_a_document_is_whole(make_site: MakeSite) -> None:
    """The text of a page, without scripts, is the document to the letter, also where that tries to be markup."""
    site = make_site({"a": HOSTILE})
    raw = (site / "documents" / "a.html").read_bytes()
    body = raw.partition(b'<div id="text" class="text">')[2].partition(b"</div>\n</section>")[0]
    assert "".join(Page(body).texts) == HOSTILE
    assert (site / "seeds" / "a.txt").read_bytes() == HOSTILE.encode()


def test_a_long_document_has_several_pages(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages together are the document; each row is on the page where it begins, which every page knows."""
    monkeypatch.setattr(paging, "MOST", 2_000)
    text = TEXT * 40
    site = make_site({"a": text})
    names = ["a", *(f"a.part{number}" for number in range(2, 30) if (site / f"documents/a.part{number}.html").exists())]
    assert len(names) > 3
    together, rows = "", []
    for number, name in enumerate(names):
        raw = (site / "documents" / f"{name}.html").read_bytes()
        body = raw.partition(b'<div id="text" class="text">')[2].partition(b"</div>\n</section>")[0]
        part = "".join(Page(body).texts)
        _, here, stretches, _, found, _ = given(site / "documents" / f"{name}.js")
        assert here == number
        start, end, path = stretches[number]
        assert (path, part) == (f"{name}.html", text[start:end])
        assert all(start <= row[2] < end for row in found)
        together += part
        rows += found
    assert together == text
    package = Package(site.parent.parent)
    assert len(rows) == sum(package[table].height for table in IN_PLACE)


def test_links_lead_to_the_page_of_a_document_that_has_the_words(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a document has several pages, each link with a place is to the page on which that place is an id."""
    monkeypatch.setattr(paging, "MOST", 2_000)
    site = make_site({"a": TEXT * 40, "b": TEXT})
    found = pages(site)
    leading = [
        (unquote(name), fragment)
        for path in ("tables/statements.html", "findings.html", "pictures.html")
        for name, mark, fragment in (link.partition("#") for link in found[path].links)
        if mark
    ]
    assert len({name for name, _ in leading if ".part" in name}) > 3
    for name, fragment in leading:
        assert fragment == "main" or fragment in found[name.removeprefix("../")].ids, (name, fragment)


def test_a_large_table_can_be_read_whole(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its volumes part between documents; their scripts have all rows, and so have their pages, which link on."""
    monkeypatch.setattr(tables, "MOST_ROWS", 5)
    monkeypatch.setattr(tables, "FIRST_BYTES", 1_000)
    monkeypatch.setattr(tables, "MOST_BYTES", 1_500)
    site = make_site(dict.fromkeys("abcd", TEXT))
    ids = list(Package(site.parent.parent)["statements"]["statement_id"])
    scripts = sorted((site / "tables").glob("statements*.rows*.js"))
    volumes = [path for path in (site / "tables").glob("statements*.html") if ".rows" not in path.name]
    assert len(scripts) > len(volumes) > 1
    assert sorted(row[0] for path in scripts for row in given(path)[0]) == sorted(ids)
    found = []
    for volume in sorted(volumes):
        first = Page(volume.read_bytes())
        rest = [link for link in first.links if ".rows2.html" <= link.removeprefix(volume.stem) < ".rowsx"]
        read = [first, *(Page((volume.parent / name).read_bytes()) for name in rest)]
        nexts = [one["href"] for page in read[1:] for _, one in page.elements if one.get("rel") == "next"]
        assert nexts == rest[1:]
        found += [link.partition("#char=")[2] for page in read for link in page.links if "#char=" in link]
    assert found == [one.partition(":")[2].partition("~")[0].replace("-", ",") for one in ids]


def test_documents_with_odd_names_have_pages(make_site: MakeSite) -> None:
    """Names that some system refuses, or that differ in case alone, lead to pages of their own."""
    site = make_site({"a:b~": TEXT, "Same": TEXT, "same": TEXT, ".hidden": TEXT, "vale": TEXT, "vale.part2": TEXT})
    found = pages(site)
    assert sum(path.startswith("documents/") for path in found) == 6
    assert "documents/vale.html" in found
    assert not any(set(path) & set(":~") or "/." in path for path in files_of(site))


def test_a_site_is_small(site: Path) -> None:
    """The whole site of the two documents here, and every page of it, is below three megabytes."""
    assert sum(len(raw) for raw in files_of(site).values()) < MOST_BYTES


def test_the_list_names_every_file(site: Path) -> None:
    """site.sha256 has the digest of each other file; the package in the site is the package."""
    files = files_of(site)
    listed = dict(line.split("  ", 1)[::-1] for line in files.pop("site.sha256").decode().splitlines())
    assert listed == {path: hashlib.sha256(raw).hexdigest() for path, raw in files.items()}
    for path in ("datapackage.json", "data/evidence.csv"):
        assert files[path] == (ROOT / path).read_bytes()


def test_two_clones_make_the_same_site(tmp_path: Path) -> None:
    """Folder, locale, time zone and hash seed leave no trace."""
    outs = []
    for name, surroundings in (
        ("one", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("another place", {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        clone = tmp_path / name
        for path in ("seeds", "data"):
            shutil.copytree(ROOT / path, clone / path)
        shutil.copy(ROOT / "datapackage.json", clone)
        ran = subprocess.run(
            [sys.executable, "-m", "kbpack", "site", clone, "--out", clone / "dist" / "site"],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | surroundings,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        outs.append(files_of(clone / "dist" / "site"))
    assert outs[0] == outs[1]
    assert len(outs[0]) > 50


def test_pages_go_into_the_current_folder_unless_told(
    make_corpus: MakeCorpus, command: Command, tmp_path: Path
) -> None:
    """As a release, the site of another corpus goes into `dist` here, and the corpus is left as it was."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    here = tmp_path / "here"
    here.mkdir()
    ran = command("site", str(root), cwd=here)
    assert (ran.code, ran.err) == (0, "")
    assert (here / "dist" / "site" / "index.html").exists()
    assert not (root / "dist").exists()


def test_pages_that_a_site_lost_are_removed(make_corpus: MakeCorpus, command: Command) -> None:
    """A document that went takes its pages with it; what others put there stays."""
    root = make_corpus({"a": TEXT, "b": TEXT}, MADE_UP)
    build_and_write(root)
    assert command("site", cwd=root).code == 0
    mine = root / "dist" / "site" / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    (root / "seeds" / "b.txt").unlink()
    build_and_write(root)
    ran = command("site", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    left = files_of(root / "dist" / "site")
    assert not any(path.startswith(("documents/b", "seeds/b")) for path in left)
    assert left["notes.txt"] == b"mine"


def test_a_corpus_without_anything_to_read_has_a_site(make_site: MakeSite) -> None:
    """No rows, no version, no vocabulary: the pages are there and say so."""
    site = make_site({"a": "Hm.\n"})
    assert "The checks found nothing." in (site / "findings.html").read_text(encoding="utf-8")
    assert len(pages(site)) > 10


def test_a_package_that_is_stale_is_not_shown(make_corpus: MakeCorpus, command: Command) -> None:
    """Where the data are not what a build gives, that is one line, and nothing is written."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    path = root / "data" / "districts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",289,", ",290,"), encoding="utf-8")
    ran = command("site", cwd=root)
    assert (ran.code, ran.out) == (1, "")
    assert "area_km2 is '290'; the build gives '289'" in ran.err
    assert ran.err.endswith("run kbpack build\n")
    assert ran.err.count("\n") == 1
    assert not (root / "dist").exists()


def test_what_others_put_among_the_pages_is_theirs(make_corpus: MakeCorpus, command: Command) -> None:
    """A file that only a list of ours names is not removed, nor is one replaced that no site wrote."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    out = root / "dist" / "site"
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("mine", encoding="utf-8")
    (out / "site.sha256").write_text(f"{'0' * 64}  thesis.txt\n{'0' * 64}  ../../seeds/a.txt\n", encoding="utf-8")
    assert command("site", cwd=root).code == 0
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (root / "seeds" / "a.txt").exists()
    mine = out / "documents" / "b.html"
    mine.write_text("mine", encoding="utf-8")
    (root / "seeds" / "b.txt").write_text(TEXT, encoding="utf-8")
    build_and_write(root)
    ran = command("site", cwd=root)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "documents/b.html is there and no page of a site" in ran.err
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", ["data/site", "seeds/site", "seeds/../data/site"])
def test_a_site_is_not_put_among_the_data(make_corpus: MakeCorpus, command: Command, place: str) -> None:
    """A folder in seeds/ or data/ is refused, since the package would not be valid with it."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    ran = command("site", "--out", place, cwd=root)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "which holds nothing else" in ran.err
    assert not (root / place).exists()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda out: out.mkdir() or (out / "thesis.txt").write_text("mine", encoding="utf-8"), "holds other files"),
        (lambda out: out.write_text("mine", encoding="utf-8"), "cannot be made"),
    ],
)
def test_a_folder_of_others_is_left_alone(
    make_corpus: MakeCorpus, command: Command, make: Callable[[Path], object], said: str
) -> None:
    """A folder that holds other files, or a file in its place, is refused in one line."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    make(root / "out")
    ran = command("site", "--out", str(root / "out"), cwd=root)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "raw",
    [
        "{",
        "[]",
        '{"features": [{"properties": {"place_id": "north"}}]}',
        '{"features": [{"properties": {"place_id": "north", "source": "x"}, "geometry": {"type": "Point"}}]}',
        (
            '{"features": [{"properties": {"place_id": "north", "source": "x"}, "geometry": '
            '{"type": "Polygon", "coordinates": [[[0, 0], [1, NaN], [1, 1], [0, 0]]]}}]}'
        ),
    ],
)
def test_bad_boundaries_are_one_line(make_corpus: MakeCorpus, command: Command, raw: str) -> None:
    """A file of boundaries that cannot be drawn is named with what is wrong with it."""
    root = make_corpus({"a": TEXT}, MADE_UP | {"vocabulary/places.geojson": raw})
    build_and_write(root)
    ran = command("site", cwd=root)
    assert ran.code == 2
    assert ran.err.startswith("kbpack: seeds/vocabulary/places.geojson: is no GeoJSON of polygons")
    assert ran.err.count("\n") == 1


def test_a_missing_library_is_named(make_corpus: MakeCorpus, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain install says what a site needs."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    monkeypatch.setattr(publishing, "find_spec", lambda library: None if library == "altair" else object())
    ran = command("site", cwd=root)
    assert ran.code == 2
    assert ran.err == "kbpack: a site needs altair; pip install 'kbpack[site]'\n"


def test_pictures_say_according_to_whom(site: Path) -> None:
    """Each picture has words for those who do not see it, its table, and two files; claims name their holder."""
    (page,) = [found for path, found in pages(site).items() if path == "pictures.html"]
    images = [one for tag, one in page.elements if tag == "img"]
    assert [one["src"] for one in images] == [
        f"pictures/{name}.svg" for name in ("timeline", "areas", "map", "findings", "coverage")
    ]
    assert all(len(one["alt"] or "") > 60 for one in images)
    titles = [text for text in page.texts if "according to" in text.lower()]
    assert len([text for text in titles if "The Occupation in Figures" in text]) >= 2
    for name in ("timeline", "areas", "map", "findings", "coverage"):
        assert (site / f"pictures/{name}.png").read_bytes().startswith(b"\x89PNG")
        drawn = (site / f"pictures/{name}.svg").read_text(encoding="utf-8")
        assert "<script" not in drawn
        assert "foreignObject" not in drawn


def test_pictures_of_hostile_text_are_drawings(make_site: MakeSite) -> None:
    """Names that try to be markup stand in a picture as text: it is well-formed and has no element but a drawing's."""
    text = "<script>alert(1)</script> & North Vale: may 08, 1992, territory 289 km2\n"
    site = make_site(
        {"a": text, "b": f"{text}\nHill State said on 3 May 1890 that Plain State attacked </svg> Vale.\n"}
    )
    drawn = list((site / "pictures").glob("*.svg"))
    assert drawn
    for path in drawn:
        names = {element.tag.rpartition("}")[2] for element in ET.parse(path).iter()}  # noqa: S314  our own
        assert names <= {"svg", "g", "path", "rect", "text", "line", "defs", "clipPath", "linearGradient", "stop"}, path


def test_what_came_from_others_is_what_it_was() -> None:
    """The library of the tables is the file that its makers published, with their licence beside it."""
    raw = (ROOM / "vendor" / "dataTables.min.js").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == "38017a5586acd9c6eb6bbfe8b6938e1a25bdc717c5acfcb07e0c9d663282c59d"
    assert "The MIT License" in (ROOM / "vendor" / "dataTables.LICENSE.txt").read_text(encoding="utf-8")
