"""Corruptions of rows, bytes, files, documents and the descriptor."""

# ruff: noqa: RUF001  look-alike letters and digits are what is tested

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import made_up
from corruptions.catalogue import Corruption, described, raw, rows


def both(rows_: list[dict[str, str]], field: str, value: str) -> None:
    for row in rows_:
        row[field] = value


def swap_quotes(found: list[dict[str, str]]) -> None:
    found[0]["quote"], found[1]["quote"] = found[1]["quote"], found[0]["quote"]


def shift(found: list[dict[str, str]]) -> None:
    for name in ("char_start", "char_end"):
        found[0][name] = str(int(found[0][name]) + 1)


ROWS: list[Corruption] = [
    *(
        rows(f"rows of {table} in another order", table, lambda found: found.reverse(), "order", field)
        for table, field in (
            ("places", "place_id"),
            ("districts", "district_id"),
            ("events", "event_id"),
            ("figures", "figure_id"),
        )
    ),
    *(
        rows(f"a row of {table} twice", table, lambda found: found.append(dict(found[-1])), "unique", field)
        for table, field in (
            ("documents", "document_id"),
            ("places", "place_id"),
            ("actors", "actor_id"),
            ("districts", "district_id"),
            ("statements", "statement_id"),
            ("events", "event_id"),
            ("figures", "figure_id"),
            ("evidence", "field"),
            ("findings", "finding_id"),
        )
    ),
    rows("quotes swapped", "districts", swap_quotes, "rule", "quote"),
    rows("evidence one character off", "evidence", shift, "quote", "quote"),
    rows("figures one character off", "figures", shift, "quote", "quote"),
    Corruption(
        "a place that is referred to is deleted",
        lambda root: _drop_row(root, "places", 1),
        "reference",
        "places",
        "part_of",
    ),
    Corruption("a row of districts is deleted", lambda root: _drop_row(root, "districts", 1), "evidence", "evidence"),
    Corruption(
        "an actor whose id has a look-alike letter",
        lambda root: _replaced(root, "actors", b"board,", "bоard,".encode()),
        "reference",
        "documents",
        "holder_id",
        2,
    ),
    Corruption(
        "a cell that has evidence is emptied",
        lambda root: _replaced(root, "districts", b"day,12.5", b"day,"),
        "evidence",
        "evidence",
        "field",
        2,
    ),
    Corruption(
        "a rule that is none",
        lambda root: _replaced(root, "evidence", b"km2,area\n", b"km2,guess\n"),
        "evidence",
        "districts",
        "area_km2",
        2,
    ),
    Corruption("the only document is deleted", lambda root: _drop_row(root, "documents", 0), "reference", "districts"),
]


def _drop_row(root: Path, table: str, number: int) -> None:
    path = root / f"data/{table}.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: number + 1] + lines[number + 2 :]))


def _line(number: int, change: Any) -> Any:  # noqa: ANN401
    def apply(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        lines[number - 1] = change(lines[number - 1])
        return b"".join(lines)

    return apply


BYTES: list[Corruption] = [
    raw("a byte-order mark", "actors", lambda data: b"\xef\xbb\xbf" + data, line=1),
    raw("CR LF everywhere", "actors", lambda data: data.replace(b"\n", b"\r\n"), line=1),
    raw("CR LF on one line", "actors", _line(2, lambda line: line[:-1] + b"\r\n"), line=2),
    raw("a lone CR", "actors", _line(2, lambda line: line.replace(b"body", b"bo\rdy")), line=2),
    raw("NUL", "actors", _line(2, lambda line: line.replace(b"body", b"bo\0dy")), line=2),
    raw("bad UTF-8", "actors", _line(2, lambda line: line.replace(b"body", b"bo\xffdy")), line=2),
    raw("Latin-1", "places", _line(2, lambda line: line.replace(b"Quay", b"Qu\xe4y")), line=2),
    raw("UTF-16", "actors", lambda data: data.decode().encode("utf-16")),
    raw("no last line end", "actors", lambda data: data[:-1], line=2),
    raw("a truncated last line", "districts", lambda data: data[:-30]),
    raw("truncated within a number", "places", lambda data: data[: data.rindex(b"7") + 1]),
    raw("empty", "actors", lambda _: b"", line=1),
    raw("no header", "actors", lambda data: data.split(b"\n", 1)[1]),
    raw("header alone without its end", "actors", lambda data: data.split(b"\n", 1)[0], line=1),
    raw("a blank row", "places", _line(3, lambda line: b"\n" + line), line=3),
    raw("a blank row at the end", "places", lambda data: data + b"\n", line=5),
    raw("a row of commas", "places", lambda data: data + b"," * 12 + b"\n", line=5),
    raw("a missing cell", "places", _line(3, lambda line: line.replace(b",", b"", 1)), line=3),
    raw("an extra cell", "places", _line(3, lambda line: line[:-1] + b",x\n"), line=3),
    raw("a missing label", "places", _line(1, lambda line: line.replace(b"kind,", b"")), line=1),
    raw("an extra label", "places", _line(1, lambda line: line[:-1] + b",more\n"), line=1),
    raw("a wrong label", "places", _line(1, lambda line: line.replace(b"kind", b"sort")), line=1),
    raw("a label in capitals", "places", _line(1, lambda line: line.replace(b"kind", b"Kind")), line=1),
    raw("a label with a blank", "places", _line(1, lambda line: line.replace(b"kind", b" kind")), line=1),
    raw("a label twice", "places", _line(1, lambda line: line.replace(b"kind", b"name")), line=1),
    raw("labels in another order", "places", _line(1, lambda line: line.replace(b"name,kind", b"kind,name")), line=1),
    raw("an empty label", "places", _line(1, lambda line: line.replace(b"kind", b"")), line=1),
    raw("semicolons", "places", lambda data: data.replace(b",", b";"), line=1),
    raw("tabs", "places", lambda data: data.replace(b",", b"\t"), line=1),
    raw("an open quotation mark", "places", _line(3, lambda line: b'"' + line), line=3),
    raw("text behind a quotation mark", "places", _line(3, lambda line: b'"port"x' + line[4:]), line=3),
    raw("a quotation mark within a cell", "places", _line(3, lambda line: b'po"rt' + line[4:]), line=3),
    raw("HTML in place of the table", "places", lambda _: b"<!doctype html><title>404</title>\n", line=1),
    raw("a Git LFS pointer", "places", lambda _: b"version https://git-lfs.github.com/spec/v1\nsize 3\n", line=1),
    raw("merge marks", "places", _line(3, lambda line: b"<<<<<<< ours\n" + line), line=3),
]


def _named(root: Path, path: str) -> Path:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    return root / path


def _in_place_of(path: str, make: Any) -> Any:  # noqa: ANN401
    def apply(root: Path) -> None:
        (root / path).unlink()
        make(root / path)

    return apply


def _link_out(path: Path) -> None:
    outside = path.parents[2] / "outside"
    outside.write_bytes(b"x")
    path.symlink_to(outside)


ACTORS, DOCUMENT = "data/actors.csv", made_up.DOCUMENT_PATH
FILES: list[Corruption] = [
    Corruption("a table is gone", lambda root: (root / ACTORS).unlink(), "missing", "actors"),
    Corruption("a table is a folder", _in_place_of(ACTORS, Path.mkdir), "missing", "actors"),
    Corruption("a table is a pipe", _in_place_of(ACTORS, os.mkfifo), "missing", "actors", rehash=False),
    Corruption("a table is a link out", _in_place_of(ACTORS, _link_out), "missing", "actors"),
    Corruption("a table is a loop", _in_place_of(ACTORS, lambda path: path.symlink_to(path)), "missing", "actors"),
    Corruption(
        "a table is a device",
        _in_place_of(ACTORS, lambda p: p.symlink_to("/dev/zero")),
        "missing",
        "actors",
        rehash=False,
    ),
    Corruption("another file in data", lambda root: _named(root, "data/old.csv").write_bytes(b""), "undeclared"),
    Corruption("another file deep in data", lambda root: _named(root, "data/a/b.txt").write_bytes(b""), "undeclared"),
    Corruption("a link to a folder in data", lambda root: (root / "data/x").symlink_to(root), "undeclared"),
    Corruption("the document is gone", lambda root: (root / DOCUMENT).unlink(), "document", "documents", "path"),
    Corruption("the document is a pipe", _in_place_of(DOCUMENT, os.mkfifo), "document", "documents", "path"),
    Corruption("the document is a link out", _in_place_of(DOCUMENT, _link_out), "document", "documents", "path"),
    Corruption("all of data is gone", lambda root: shutil.rmtree(root / "data"), "missing", "districts"),
]


def _document(change: Any) -> Any:  # noqa: ANN401
    def apply(root: Path) -> None:
        path = root / DOCUMENT
        path.write_bytes(change(path.read_bytes()))

    return apply


DOCUMENTS: list[Corruption] = [
    Corruption(f"the document {name}", _document(change), "document", "documents", field)
    for name, change, field in (
        ("with a letter more at its end", lambda data: data + b"x", "sha256"),
        ("with another letter", lambda data: data.replace(b"feared", b"feored"), "sha256"),
        ("with another number", lambda data: data.replace(b"12.5", b"12.6"), "sha256"),
        ("with CR LF", lambda data: data.replace(b"\n", b"\r\n"), "bytes"),
        ("with a byte-order mark", lambda data: b"\xef\xbb\xbf" + data, "bytes"),
        ("without its last line end", lambda data: data[:-1], "characters"),
        ("in Latin-1", lambda data: data.replace(b"storm", b"st\xf6rm"), "encoding"),
        ("empty", lambda _: b"", "bytes"),
    )
] + [
    Corruption(
        "a line before the text moves every quote",
        _document(lambda data: b"\n" + data),
        "quote",
        "statements",
        "quote",
    )
]


def _field(d: dict[str, Any], table: int, number: int) -> dict[str, Any]:
    found: dict[str, Any] = d["resources"][table]["schema"]["fields"][number]
    return found


def _text(change: Any) -> Any:  # noqa: ANN401
    def apply(root: Path) -> None:
        path = root / "datapackage.json"
        before = path.read_bytes()
        path.write_bytes(change(before))
        assert path.read_bytes() != before

    return apply


def _descriptor(name: str, change: Any) -> Corruption:  # noqa: ANN401
    return Corruption(name, _text(change), "descriptor", rehash=False)


DESCRIPTOR: list[Corruption] = [
    described(
        "hash in capitals",
        lambda d: d["resources"][0].update(hash=d["resources"][0]["hash"].upper()),
        "hash",
        "documents",
    ),
    described(
        "hash of another file", lambda d: d["resources"][0].update(hash=d["resources"][1]["hash"]), "hash", "documents"
    ),
    described("hash cut", lambda d: d["resources"][0].update(hash=d["resources"][0]["hash"][:-1]), "hash", "documents"),
    described(
        "hash without its name",
        lambda d: d["resources"][0].update(hash=d["resources"][0]["hash"][7:]),
        "hash",
        "documents",
    ),
    described("md5", lambda d: d["resources"][0].update(hash="md5:" + "0" * 32), "hash", "documents"),
    described("no hash", lambda d: d["resources"][0].pop("hash"), "hash", "documents"),
    described("no hashes", lambda d: [one.pop("hash") for one in d["resources"]], "hash", "findings"),
    described("no bytes", lambda d: d["resources"][0].pop("bytes"), "bytes", "documents"),
    described("bytes of another file", lambda d: d["resources"][0].update(bytes=1), "bytes", "documents"),
    described(
        "bytes as text", lambda d: d["resources"][0].update(bytes=str(d["resources"][0]["bytes"])), "bytes", "documents"
    ),
    described(
        "bytes as a fraction",
        lambda d: d["resources"][0].update(bytes=float(d["resources"][0]["bytes"])),
        "bytes",
        "documents",
    ),
    described("a resource less", lambda d: d["resources"].pop(), "missing", "findings"),
    described("no resources", lambda d: d.update(resources=[]), "missing", "documents"),
    described("resources that are none", lambda d: d.pop("resources"), "descriptor"),
    described("resources of another type", lambda d: d.update(resources={}), "descriptor"),
    described("a resource twice", lambda d: d["resources"].append(d["resources"][0]), "descriptor", "documents"),
    described(
        "an unknown resource", lambda d: d["resources"].append({"name": "x", "path": "data/x.csv"}), "descriptor"
    ),
    described("resources in another order", lambda d: d["resources"].reverse(), "descriptor"),
    described("a resource renamed", lambda d: d["resources"][1].update(name="sites"), "missing", "places"),
    described("no $schema", lambda d: d.pop("$schema"), "descriptor"),
    described("another $schema", lambda d: d.update({"$schema": "https://example.org/p.json"}), "descriptor"),
    described("no name", lambda d: d.pop("name"), "descriptor"),
    described("no title", lambda d: d.pop("title"), "descriptor"),
    described("an empty title", lambda d: d.update(title=""), "descriptor"),
    described("keywords as text", lambda d: d.update(keywords="a"), "descriptor"),
    described("another property", lambda d: d.update(more=1), "descriptor"),
    described("no documents", lambda d: d.pop("kbpack:documents"), "descriptor", "documents"),
    described(
        "another document", lambda d: d["kbpack:documents"][0].update(sha256="0" * 64), "descriptor", "documents"
    ),
    described("a path above", lambda d: d["resources"][0].update(path="../documents.csv"), "descriptor", "documents"),
    described("an absolute path", lambda d: d["resources"][0].update(path="/etc/passwd"), "descriptor", "documents"),
    described(
        "a path that is a URL",
        lambda d: d["resources"][0].update(path="https://example.org/x.csv"),
        "descriptor",
        "documents",
    ),
    described(
        "a list of paths", lambda d: d["resources"][0].update(path=["data/documents.csv"]), "descriptor", "documents"
    ),
    described(
        "data in place of a path",
        lambda d: (d["resources"][0].pop("path"), d["resources"][0].update(data=[])),
        "descriptor",
        "documents",
    ),
    described("another encoding", lambda d: d["resources"][0].update(encoding="latin-1"), "descriptor", "documents"),
    described("no encoding", lambda d: d["resources"][0].pop("encoding"), "descriptor", "documents"),
    described(
        "another dialect", lambda d: d["resources"][0].update(dialect={"delimiter": ";"}), "descriptor", "documents"
    ),
    described("a compression", lambda d: d["resources"][0].update(compression="gz"), "descriptor", "documents"),
    described("no schema", lambda d: d["resources"][3].pop("schema"), "schema", "districts"),
    described(
        "a schema that is a URL",
        lambda d: d["resources"][3].update(schema="https://example.org/s.json"),
        "schema",
        "districts",
    ),
    described("no field", lambda d: d["resources"][3]["schema"]["fields"].pop(), "schema", "districts"),
    described(
        "fields in another order", lambda d: d["resources"][3]["schema"]["fields"].reverse(), "schema", "districts"
    ),
    described("a weaker type", lambda d: _field(d, 3, 9).update(type="string"), "schema", "districts"),
    described("any type", lambda d: _field(d, 3, 9).update(type="any"), "schema", "districts"),
    described("a weaker bound", lambda d: _field(d, 3, 9)["constraints"].update(minimum=-9000), "schema", "districts"),
    described("no constraints", lambda d: _field(d, 3, 9).pop("constraints"), "schema", "districts"),
    described("no pattern", lambda d: _field(d, 3, 0)["constraints"].pop("pattern"), "schema", "districts"),
    described("a weaker pattern", lambda d: _field(d, 3, 0)["constraints"].update(pattern=".*"), "schema", "districts"),
    described("a code more", lambda d: _field(d, 3, 12)["constraints"]["enum"].append("true"), "schema", "districts"),
    described("not required", lambda d: _field(d, 3, 0)["constraints"].update(required=False), "schema", "districts"),
    described(
        "required as a number", lambda d: _field(d, 3, 0)["constraints"].update(required=1), "schema", "districts"
    ),
    described("no primary key", lambda d: d["resources"][3]["schema"].pop("primaryKey"), "schema", "districts"),
    described("no foreign keys", lambda d: d["resources"][3]["schema"].pop("foreignKeys"), "schema", "districts"),
    described("a foreign key less", lambda d: d["resources"][3]["schema"]["foreignKeys"].pop(), "schema", "districts"),
    described(
        "other missing values",
        lambda d: d["resources"][3]["schema"].update(missingValues=["", "NA"]),
        "schema",
        "districts",
    ),
    described(
        "another match", lambda d: d["resources"][3]["schema"].update(fieldsMatch="partial"), "schema", "districts"
    ),
    described("a rule less", lambda d: d["resources"][3]["schema"]["kbpack:rules"].pop(), "schema", "districts"),
    described("another unit", lambda d: _field(d, 3, 9).update({"kbpack:unit": "ha"}), "schema", "districts"),
    described("another title", lambda d: _field(d, 3, 9).update(title="Occupied area"), "schema", "districts"),
    _descriptor("no JSON", lambda data: data[:-5]),
    _descriptor("an empty descriptor", lambda _: b""),
    _descriptor("a list", lambda data: b"[" + data + b"]"),
    _descriptor("a byte-order mark before it", lambda data: b"\xef\xbb\xbf" + data),
    _descriptor("bad UTF-8 in it", lambda data: data.replace(b"made-up", b"made\xffup")),
    _descriptor("UTF-16 in it", lambda data: data.decode().encode("utf-16")),
    _descriptor("NaN in it", lambda data: data.replace(b'"version": "1.0.0"', b'"version": NaN')),
    _descriptor("a half surrogate in it", lambda data: data.replace(b"1.0.0", b"\\ud800")),
    _descriptor(
        "a key twice", lambda data: data.replace(b'"version": "1.0.0"', b'"version": "1.0.0", "version": "1.0.0"')
    ),
    _descriptor(
        "a key twice deep within", lambda data: data.replace(b'"type": "table"', b'"type": "table", "type": "table"', 1)
    ),
    _descriptor("comments", lambda data: b"// made\n" + data),
    _descriptor("a comma too many", lambda data: data.replace(b"\n}", b",\n}")),
    _descriptor("nested without end", lambda _: b'{"a":' * 100_000),
    _descriptor("a huge number", lambda data: data.replace(b'"1.0.0"', b"1" * 5000)),
]

STALE: list[Corruption] = [
    Corruption("a leaf row is deleted", lambda root: _drop_row(root, "figures", 1), "stale", stale=True),
    Corruption("the last table is emptied", lambda root: _drop_row(root, "findings", 0), "stale", stale=True),
    Corruption("a word is emptied", lambda root: _replaced(root, "events", b",closed,", b",,"), "stale", stale=True),
    Corruption("evidence is deleted", lambda root: _drop_row(root, "evidence", 0), "stale", stale=True),
    Corruption(
        "another free text", lambda root: _replaced(root, "places", b"North Quay", b"North Kay"), "stale", stale=True
    ),
    Corruption("another version", _text(lambda data: data.replace(b"1.0.0", b"1.0.1")), "stale", stale=True),
    Corruption(
        "a formula in free text", lambda root: _replaced(root, "actors", b"The board", b"=1+1"), "stale", stale=True
    ),
]


def _replaced(root: Path, table: str, old: bytes, new: bytes) -> None:
    path = root / f"data/{table}.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


def _reordered(root: Path) -> None:
    path = root / "datapackage.json"
    about = json.loads(path.read_bytes())
    path.write_text(json.dumps(dict(reversed(about.items()))), encoding="utf-8")


def _requoted(root: Path) -> None:
    path = root / "data/actors.csv"
    lines = path.read_bytes().decode().splitlines()
    path.write_text("".join('"' + '","'.join(line.split(",")) + '"\n' for line in lines), encoding="utf-8", newline="")


def _moved(root: Path) -> None:
    (root / "store").mkdir()
    shutil.move(root / ACTORS, root / "store/actors.csv")
    (root / ACTORS).symlink_to(root / "store/actors.csv")


HARMLESS = {
    "keys of the descriptor in another order, without indentation": _reordered,
    "files outside of data": lambda root: _named(root, "notes/README.md").write_bytes(b"x"),
    "hidden files in data": lambda root: _named(root, "data/.DS_Store").write_bytes(b"x"),
    "hidden folders in data": lambda root: _named(root, "data/.cache/x").write_bytes(b"x"),
    "an empty folder in data": lambda root: (root / "data/empty").mkdir(),
    "other times": lambda root: os.utime(root / ACTORS, (0, 0)),
    "other rights": lambda root: (root / ACTORS).chmod(0o444),
    "further documents that no row names": lambda root: _named(root, "seeds/other.txt").write_bytes(b"\xff"),
    "needless quotation marks, rehashed": _requoted,
    "a table behind a link within the package": _moved,
}


ALL = [*ROWS, *BYTES, *FILES, *DOCUMENTS, *DESCRIPTOR, *STALE]
