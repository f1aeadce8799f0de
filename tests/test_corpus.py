"""The corpus: what is refused, with which words, and that a refusal leaves the old package as it was."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from conftest import ACTORS, EXCEPTIONS, PLACES, Command, MakeCorpus, package_files
from kbpack.corpus import open_corpus
from kbpack.errors import CorpusError
from kbpack.pipeline import build, build_and_write
from kbpack.seeds import canonical, decoded
from kbpack.vocabulary import ACTOR_FIELDS, PLACE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "The River Union said that its troops had occupied North Vale.\n"


@pytest.fixture
def built(make_corpus: MakeCorpus) -> Path:
    """Give a corpus with its package."""
    root = make_corpus({"a": TEXT}, {"vocabulary/places.csv": PLACES + "north,North Vale,district,,,,,,,,,,\n"})
    build_and_write(root)
    return root


def put(path: str, content: bytes | str) -> Callable[[Path], object]:
    """Give a change of a corpus: a file of `seeds/` gets this content."""
    raw = content if isinstance(content, bytes) else content.encode()
    return lambda root: (root / "seeds" / path).write_bytes(raw)


def link(path: str, target: str) -> Callable[[Path], object]:
    """Give a change of a corpus: a path of `seeds/` becomes a symbolic link."""

    def change(root: Path) -> None:
        (root / "seeds" / path).unlink(missing_ok=True)
        (root / "seeds" / path).symlink_to(target)

    return change


def no_documents(root: Path) -> None:
    shutil.rmtree(root / "seeds")
    (root / "seeds").mkdir()


# Through the command line

REFUSED = [
    ("no seeds folder", lambda root: shutil.rmtree(root / "seeds"), r"\.: there is no seeds folder here; put the doc"),
    ("empty seeds", no_documents, "seeds: holds no .txt documents; put at least one there"),
    ("not UTF-8", put("b.txt", b"one\ntwo \xff"), r"seeds/b\.txt:2: is not UTF-8 \(byte 0xff at 8\); save it as UTF-8"),
    ("a NUL byte", put("b.txt", b"one\n\ntwo\0"), r"seeds/b\.txt:3: holds a NUL byte, so it is not plain text; save"),
    (
        "a directory",
        lambda root: (root / "seeds/x.txt").mkdir(),
        r"seeds/x\.txt: is not a file; .* rename or remove it",
    ),
    ("a dangling link", link("x.txt", "nowhere"), r"seeds/x\.txt: is a symbolic link to nothing; remove it or put"),
    ("a link to itself", link("x.txt", "x.txt"), r"seeds/x\.txt: is a symbolic link to nothing; remove it or put"),
    ("broken corpus.toml", put("corpus.toml", 'name = "a\n'), r"seeds/corpus\.toml: is not TOML: .*; mend it there"),
    (
        "an unknown parent",
        put("vocabulary/places.csv", PLACES + "north,North Vale,district,south,,,,,,,,,\n"),
        r"seeds/vocabulary/places\.csv:2: part_of 'south' is no place_id here; add that row or correct it",
    ),
    (
        "a duplicate alias",
        put("vocabulary/places.csv", PLACES + "a,A,,,,,,,,,,,Old Vale\nb,B,,,,,,,,,,,Vale; OLD-VALE\n"),
        r"seeds/vocabulary/places\.csv:3: the name 'OLD-VALE' belongs to a \(line 2\) too; keep it in one of them",
    ),
]


@pytest.mark.parametrize(("change", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_bad_input_is_one_line_and_exit_2(
    built: Path, command: Command, change: Callable[[Path], object], says: str
) -> None:
    """What cannot be read is told in one line on standard error, with nothing on the other; the package stays."""
    before = package_files(built)
    change(built)
    for words in (["build"], ["build", "--check"], ["coverage"]):
        ran = command(*words, cwd=built)
        assert (ran.code, ran.out) == (2, "")
        assert re.fullmatch(f"kbpack: {says}.*\n", ran.err), ran.err
        assert package_files(built) == before


@pytest.mark.parametrize("path", ["corpus.toml", "vocabulary/places.csv", "vocabulary/actors.csv"])
def test_a_dangling_link_in_place_of_what_a_curator_knows_is_refused(built: Path, command: Command, path: str) -> None:
    """A link to nothing is not the same as no file: it is told, and the package stays."""
    before = package_files(built)
    link(path, "nowhere")(built)
    ran = command("build", cwd=built)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert path in ran.err
    assert package_files(built) == before


def no_space(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_permission(*_: object, **__: object) -> NoReturn:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def read_only(_: object, mode: int, **__: object) -> bool:
    return not mode & os.W_OK


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("os.fsync", no_space), "No space left on device"),
        (("pathlib.Path.mkdir", no_space), "No space left on device"),
        (("pathlib.Path.mkdir", no_permission), "Permission denied"),
        (("os.access", read_only), "Permission denied"),
        (("os.open", no_permission), "Permission denied"),
    ],
    ids=["a full disk", "no room for a folder", "a folder without write permission", "data without it", "no lock"],
)
def test_what_cannot_be_written_is_one_line_and_exit_2(
    built: Path, command: Command, monkeypatch: pytest.MonkeyPatch, call: tuple[str, object], says: str
) -> None:
    """A full disk and a folder that may not be written leave the old package, and nothing beside it."""
    before = package_files(built)
    put("b.txt", "It rained.\n")(built)
    with monkeypatch.context() as here:
        here.setattr(*call)
        ran = command("build", cwd=built)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
    assert re.search(r"; (free some space|make it writable|name a folder)", ran.err)
    assert package_files(built) == before
    assert command("build", cwd=built).code == 0
    assert package_files(built) != before


def test_a_folder_that_may_not_be_listed_is_refused(
    built: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents that cannot be listed are not taken for none."""
    monkeypatch.setattr("pathlib.Path.iterdir", no_permission)
    ran = command("coverage", cwd=built)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kbpack: seeds: cannot be listed (Permission denied); make it readable\n"


@pytest.mark.parametrize("path", ["a.txt", "corpus.toml", "vocabulary/places.csv"])
def test_a_file_that_may_not_be_read_is_refused(
    built: Path, command: Command, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A file of the seeds without read permission is named, with what to do."""
    put("corpus.toml", 'name = "a"\n')(built)
    plain = Path.read_bytes
    monkeypatch.setattr(
        "pathlib.Path.read_bytes",
        lambda self: no_permission() if self.name == Path(path).name else plain(self),
    )
    ran = command("coverage", cwd=built)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"kbpack: seeds/{path}: cannot be read (Permission denied); make it readable or remove it\n"


@pytest.mark.parametrize("place", ["data", "data/events.csv", "datapackage.json"])
def test_something_else_where_the_package_goes_is_refused(built: Path, command: Command, place: str) -> None:
    """A file where a folder must be, or a folder where a file must be, is told and not replaced."""
    shutil.rmtree(built / "data")
    (built / "datapackage.json").unlink()
    (built / place).parent.mkdir(exist_ok=True)
    if place == "data":
        (built / place).write_bytes(b"mine")
    else:
        (built / place).mkdir()
    before = package_files(built)
    ran = command("build", cwd=built)
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(rf"kbpack: {place}: is not a plain (file|folder), so nothing is written; move it .*\n", ran.err)
    assert package_files(built) == before


def test_a_corpus_toml_nested_too_deep_is_refused(built: Path, command: Command) -> None:
    """A file that the TOML reader gives up on is told like any other that is no TOML."""
    put("corpus.toml", "x = " + "[" * 9000)(built)
    ran = command("build", cwd=built)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kbpack: seeds/corpus.toml: ")


# Documents


def refusal(root: Path) -> str:
    """Give the words with which a corpus is refused; one line, with a remedy after a semicolon."""
    with pytest.raises(CorpusError) as caught:
        list(open_corpus(root))
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    return message


@pytest.mark.parametrize("name", ["a,b", "a#b", " a", "a ", "a\x01b", "a\nb", "e\u0301", "a\u00adb", "a\ue000b"])
def test_a_document_name_that_no_id_can_be_made_of_is_refused(make_corpus: MakeCorpus, name: str) -> None:
    """A name that would break a row id, or has a second spelling, is told before anything is read."""
    message = refusal(make_corpus({name: TEXT}))
    assert message.isprintable()
    assert message.endswith(
        "a document's name cannot hold a comma, '#', control characters, blanks at its ends or "
        "decomposed letters; rename it"
    )


@pytest.mark.parametrize("name", ["a.b", "a b", "a~2", "\u00e9", "a(1)", "UPPER", "2020"])
def test_other_document_names_are_ids(make_corpus: MakeCorpus, name: str) -> None:
    """The id of a document is the name of its file without the ending."""
    root = make_corpus({name: TEXT})
    assert [document.document_id for document in open_corpus(root)] == [name]
    assert build(root).report.good


def test_documents_come_in_the_order_of_their_ids(make_corpus: MakeCorpus) -> None:
    """The order in which files lie in the folder does not matter, nor do files that are no documents."""
    root = make_corpus({"b": TEXT, "a": TEXT, "B": TEXT}, {"notes.md": "x", "vocabulary/c.txt": "x"})
    corpus = open_corpus(root)
    assert [document.document_id for document in corpus] == ["B", "a", "b"]
    assert len(corpus) == 3


def test_a_link_inside_seeds_is_a_document_and_one_out_of_it_is_refused(built: Path) -> None:
    """What a link leads to must lie in `seeds/`, so that the folder is whole wherever it is copied."""
    put("original", TEXT)(built)
    link("b.txt", "original")(built)
    assert [document.text for document in open_corpus(built)] == [TEXT, TEXT]
    (built / "outside").write_text(TEXT, encoding="utf-8")
    link("b.txt", "../outside")(built)
    assert refusal(built) == ("seeds/b.txt: is a symbolic link out of seeds; put a copy of the document in its place")


def test_a_pipe_in_place_of_a_document_is_refused(built: Path) -> None:
    """A named pipe is not opened, which would wait for ever."""
    os.mkfifo(built / "seeds/x.txt")
    assert refusal(built).startswith("seeds/x.txt: is not a file;")


def test_a_document_keeps_its_line_ends_and_loses_a_byte_order_mark(make_corpus: MakeCorpus) -> None:
    """The text is the bytes decoded; size and hash are those of the file."""
    document = open_corpus(make_corpus({"a": "\ufeffone\r\ntwo\rthree\n"})).document("a")
    assert document.text == "one\r\ntwo\rthree\n"
    assert document.size == 18
    assert document.holder_id == "a"


def test_canonical_text_has_one_spelling() -> None:
    """Letters are composed; control, format and private-use characters and outer blanks go."""
    assert canonical("  e\u0301\u200b a\x07b\ue000 ") == "\u00e9 ab"


def test_decoding_names_the_line_of_the_first_bad_byte() -> None:
    """The line counts from 1, the byte from 0."""
    with pytest.raises(CorpusError, match=r"^x:1: is not UTF-8 \(byte 0xe9 at 3\); save it as UTF-8$"):
        decoded(b"caf\xe9\n\xff", "x")


# corpus.toml

NAMED = "name, id, title, description, version, homepage, keywords, licenses, contributors, documents"
OF_DOCUMENT = "title, kind, holder, date, language, origin, licence"


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (b"\xff", ":1: is not UTF-8 (byte 0xff at 0); save it as UTF-8"),
        (b"titel = 'x'", f": titel is not known; the known keys are {NAMED}"),
        (b"[documents.a]\nauthor = 'x'", f": documents.a.author is not known; the known keys are {OF_DOCUMENT}"),
        (b"name = 1", ": name must be text in quotes"),
        (b"title = []", ": title must be text in quotes"),
        (b"description = 1", ": description must be text in quotes"),
        (b"version = 1.0", ": version must be text in quotes"),
        (b"version = '1.0.0/../x'", ": version '1.0.0/../x' must be letters and digits, joined by '.', '+' or '-'"),
        (b"version = '1.0.0~rc1'", ": version '1.0.0~rc1' must be letters and digits, joined by '.', '+' or '-'"),
        (b"id = 10.1", ": id must be text in quotes"),
        (b"homepage = 'example.org'", ": homepage must be an address that begins with https:// or http://"),
        (b"name = ''", ": name '' must be lower-case letters and digits, joined by '-', '_' or '.'"),
        (b"name = 'A'", ": name 'A' must be lower-case letters and digits, joined by '-', '_' or '.'"),
        (b"name = 'a..b'", ": name 'a..b' must be lower-case letters and digits, joined by '-', '_' or '.'"),
        (b"keywords = 'x'", ": keywords must be a list of text"),
        (b"keywords = [1]", ": keywords must be a list of text"),
        (b"licenses = ['x']", ": licenses must be a list of tables ([[licenses]])"),
        (b"contributors = 1", ": contributors must be a list of tables ([[contributors]])"),
        (b"documents = 1", ": documents must be tables, as in [documents.NAME]"),
        (b"[documents]\na = 1", ": documents must be tables, as in [documents.NAME]"),
        (b"[documents.b]", ": documents.b names no file in seeds; rename or remove it"),
        (b"[documents.a]\ntitle = 1", ": documents.a.title must be text in quotes, with no blanks at its ends"),
        (b"[documents.a]\ndate = 2020-01-01", ": documents.a.date must be text in quotes, with no blanks at its ends"),
        (b"[documents.a]\ntitle = ' x'", ": documents.a.title must be text in quotes, with no blanks at its ends"),
        (b"[documents.a]\nholder = 'x'", ": documents.a.holder 'x' is no actor; add it to seeds/vocabulary/actors.csv"),
    ],
)
def test_what_corpus_toml_gets_wrong_is_told_by_its_key(make_corpus: MakeCorpus, toml: bytes, says: str) -> None:
    """A key or a value that kbpack does not know is named with its place and what may stand there."""
    root = make_corpus({"a": TEXT})
    put("corpus.toml", toml)(root)
    assert refusal(root) == f"seeds/corpus.toml{says}"


@pytest.mark.parametrize(
    "date",
    [
        "May 2020",
        "XXXX-05",
        "2020-13",
        "2020-00",
        "2020-05-XX",
        "-2020",
        "2020-02-30",
        "2021-02-29",
        "2020-01-00",
        "0000",
        "2020-21-05",
        "20XX-05",
        "2020-05-1",
        "20200501",
        "..",
        "/",
        "2020-05-01T00:00:00",
    ],
)
def test_a_document_date_that_is_no_date_is_refused(make_corpus: MakeCorpus, date: str) -> None:
    """A curated date is EDTF with a year, and a day that there is."""
    root = make_corpus({"a": TEXT}, {"corpus.toml": f'[documents.a]\ndate = "{date}"\n'})
    assert refusal(root) == (
        f"seeds/corpus.toml: documents.a.date {date!r} is no EDTF date with a year, such as 2020-11 or 2020"
    )


@pytest.mark.parametrize("date", ["2020", "2020-02", "2020-02-29", "2020~", "2020-11?", "2019/2020", "199X", "2020-21"])
def test_a_document_date_may_be_as_vague_as_a_curator_knows(make_corpus: MakeCorpus, date: str) -> None:
    """Years, months, days, seasons, decades, intervals and qualified dates are dates, and end in the table."""
    package = build(make_corpus({"a": TEXT}, {"corpus.toml": f'[documents.a]\ndate = "{date}"\n'}))
    row = package.rows["documents"][0]
    assert (row["date"], row["date_basis"]) == (date, "curated")


def test_what_corpus_toml_leaves_out_has_a_plain_value(make_corpus: MakeCorpus) -> None:
    """The package is named after its folder, in the letters that a name may have."""
    root = make_corpus({"a": TEXT})
    renamed = root.with_name("Étude No. 2")
    root.rename(renamed)
    assert open_corpus(renamed).about == {"name": "etude-no-2", "documents": {}}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_of_curators_files_do_not_matter(
    make_corpus: MakeCorpus, end: str, mark: str
) -> None:
    """What editors put around the words changes nothing that is known."""
    files = {
        "corpus.toml": 'title = "T"\n[documents.a]\nholder = "union"\n',
        "vocabulary/places.csv": PLACES + "north,North Vale,district,,,,,,,,,,\n",
        "vocabulary/actors.csv": ACTORS + "union,River Union,party,,,north,\n",
        "vocabulary/exceptions.csv": EXCEPTIONS + "a,x,y\n",
    }
    corpus = open_corpus(make_corpus({"a": TEXT}, {k: mark + v.replace("\n", end) for k, v in files.items()}))
    assert corpus.about["title"] == "T"
    assert corpus.document("a").holder_id == "union"
    assert corpus.vocabulary.places["north"]["name"] == "North Vale"
    assert corpus.vocabulary.actors["union"]["place_id"] == "north"
    assert corpus.vocabulary.set_aside == {"a": {"x": "y"}}


# The vocabulary

PLACE_COLUMNS = ", ".join((*PLACE_FIELDS, "aliases"))
ACTOR_COLUMNS = ", ".join((*ACTOR_FIELDS, "aliases"))


@pytest.mark.parametrize(
    ("table", "rows", "says"),
    [
        ("places", "", f":1: lacks the column place_id; its columns are {PLACE_COLUMNS}"),
        ("places", PLACES.replace(",kind", ""), f":1: lacks the column kind; its columns are {PLACE_COLUMNS}"),
        ("actors", PLACES, f":1: lacks the column actor_id; its columns are {ACTOR_COLUMNS}"),
        (
            "actors",
            ACTORS.replace("\n", ",note\n"),
            f":1: has an unknown or repeated column note; its columns are {ACTOR_COLUMNS}",
        ),
        (
            "actors",
            ACTORS.replace("\n", ",name\n"),
            f":1: has an unknown or repeated column ; its columns are {ACTOR_COLUMNS}",
        ),
        ("actors", ACTORS + "a,A\n", ":2: has 2 cells, the header 7; quote cells with commas"),
        ("actors", ACTORS + "a,A,,,,,x,y\n", ":2: has 8 cells, the header 7; quote cells with commas"),
        ("actors", ACTORS + 'a,"A,,,,,\n', ":2: is not CSV (unexpected end of data); mend it there"),
        ("actors", ACTORS + 'a,"A"x,,,,,\n', ":2: is not CSV (',' expected after '\"'); mend it there"),
        (
            "actors",
            ACTORS + "a, A,,,,,\n",
            ":2: name has blanks at its ends, control characters or decomposed letters; retype it",
        ),
        (
            "actors",
            ACTORS + "a,A,,,,,e\u0301\n",
            ":2: aliases has blanks at its ends, control characters or decomposed letters; retype it",
        ),
        ("actors", ACTORS + "a,A,,,,,\na,B,,,,,\n", ":3: actor_id 'a' is on line 2 too; remove one"),
        ("actors", ACTORS + ",A,,,,,\n", ":2: actor_id '' must be letters, digits, '.', '_' or '-'; change it"),
        ("actors", ACTORS + "a b,A,,,,,\n", ":2: actor_id 'a b' must be letters, digits, '.', '_' or '-'; change it"),
        ("actors", ACTORS + "a,,,,,,\n", ":2: a has no name; give it one"),
        ("actors", ACTORS + "a,A,,,z,,\n", ":2: part_of 'z' is no actor_id here; add that row or correct it"),
        ("actors", ACTORS + "a,A,,,a,,\n", ":2: part_of goes round in a circle from 'a'; break it"),
        (
            "actors",
            ACTORS + "a,A,,,b,,\nb,B,,,c,,\nc,C,,,b,,\n",
            ":2: part_of goes round in a circle from 'a'; break it",
        ),
        ("actors", ACTORS + "a,A,,,,z,\n", ":2: place_id 'z' is no place; add it to places.csv or correct it"),
        (
            "actors",
            ACTORS + "a,The Union,,,,,\nb,B,,,,,union\n",
            ":3: the name 'union' belongs to a (line 2) too; keep it in one of them",
        ),
        (
            "places",
            PLACES + "a,A,,,,,,,1 840,,,,\n",
            ":2: reference_area_km2 '1 840' is no plain number such as 1840 or 39.7; correct it",
        ),
        (
            "places",
            PLACES + "a,A,,,,,,,,,1e2,,\n",
            ":2: latitude '1e2' is no plain number such as 1840 or 39.7; correct it",
        ),
        (
            "places",
            PLACES + "a,A,,,,,,,,,,+7,\n",
            ":2: longitude '+7' is no plain number such as 1840 or 39.7; correct it",
        ),
        ("exceptions", EXCEPTIONS + "z,x,y\n", ":2: 'z' is no document; correct its id"),
        ("exceptions", EXCEPTIONS + "a,,y\n", ":2: needs a quote and a reason; fill both"),
        ("exceptions", EXCEPTIONS + "a,x,\n", ":2: needs a quote and a reason; fill both"),
        ("exceptions", "a,b\n", ":1: lacks the column document_id; its columns are document_id, quote, reason"),
    ],
)
def test_what_a_vocabulary_file_gets_wrong_is_told_with_its_line(
    make_corpus: MakeCorpus, table: str, rows: str, says: str
) -> None:
    """A bad header, row, id, name, number or reference is named with its line and what to do."""
    root = make_corpus({"a": TEXT}, {f"vocabulary/{table}.csv": rows})
    assert refusal(root) == f"seeds/vocabulary/{table}.csv{says}"


def test_an_actor_named_like_a_document_is_refused(make_corpus: MakeCorpus) -> None:
    """A document without a holder stands for its own: no actor of the vocabulary may have its id."""
    root = make_corpus({"a": TEXT}, {"vocabulary/actors.csv": ACTORS + "a,Alpha,party,,,,\n"})
    assert "seeds/vocabulary/actors.csv:2" in refusal(root)


def test_empty_lines_and_files_without_rows_are_no_entries(make_corpus: MakeCorpus) -> None:
    """A vocabulary may be begun with its header alone."""
    files = {"vocabulary/places.csv": PLACES + "\n,,,,,,,,,,,,\n", "vocabulary/actors.csv": ACTORS}
    corpus = open_corpus(make_corpus({"a": TEXT}, files))
    assert (corpus.vocabulary.places, corpus.vocabulary.actors) == ({}, {})


def test_one_name_may_mean_a_place_and_an_actor(make_corpus: MakeCorpus) -> None:
    """A country is a place where things happen and an actor that does them."""
    files = {
        "vocabulary/places.csv": PLACES + "north,North Vale,country,,,,,,,,,,\n",
        "vocabulary/actors.csv": ACTORS + "vale,North Vale,state,,,north,Vale; Vale\n",
    }
    names = open_corpus(make_corpus({"a": TEXT}, files)).vocabulary.names
    assert names.id_of("places", "north-vale") == "north"
    assert names.id_of("actors", "NORTH VALE") == "vale"
    assert names.id_of("places", "Vale") == ""


# What a curator sets aside


def test_a_sentence_that_a_curator_sets_aside_gives_no_row(make_corpus: MakeCorpus) -> None:
    """A span is passed over also where it is a part of a paragraph, with its reason."""
    text = "It rained. Skip this sentence. It snowed.\n"
    package = build(
        make_corpus({"a": text}, {"vocabulary/exceptions.csv": EXCEPTIONS + "a,Skip this sentence.,boilerplate\n"})
    )
    assert [row["quote"] for row in package.rows["statements"]] == ["It rained.", "It snowed."]
    assert [(text[one.start : one.end], one.reason) for one in package.documents[0].ignored] == [
        ("Skip this sentence.", "boilerplate")
    ]


def test_an_exception_that_no_document_holds_is_told_by_its_quote(make_corpus: MakeCorpus) -> None:
    """An unused exception is told even where another has its reason."""
    rows = "a,Skip this line.,boilerplate\na,Not there.,boilerplate\n"
    package = build(
        make_corpus({"a": "Skip this line.\n\nIt rained.\n"}, {"vocabulary/exceptions.csv": EXCEPTIONS + rows})
    )
    assert [issue.message for issue in package.report] == ["seeds/vocabulary/exceptions.csv: 'Not there.' is not in a"]
