"""The command line: words to calls. It alone prints, asks and exits."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from kbpack import __version__
from kbpack.content import measured
from kbpack.errors import InvalidError, KbpackError, PackageError

if TYPE_CHECKING:
    from kbpack.pipeline import Built

GOOD, WRONG, MISUSE, INTERRUPTED = 0, 1, 2, 130


class Form(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    junit = "junit"
    sarif = "sarif"
    github = "github"


class Engine(StrEnum):
    """Who judges a package."""

    kbpack = "kbpack"
    frictionless = "frictionless"


class Kind(StrEnum):
    """A format that a release has."""

    zip = "zip"
    parquet = "parquet"
    sqlite = "sqlite"
    duckdb = "duckdb"
    xlsx = "xlsx"


class Telling(StrEnum):
    """How a difference is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


class Commands(TyperGroup):
    """Commands whose failures are one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  as the class above has it
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except InvalidError as error:
            _fail(str(error), WRONG)
        except KbpackError as error:
            _fail(str(error), MISUSE)
        except KeyboardInterrupt:
            _fail("interrupted; the package is the old one or the new one, whole", INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(GOOD)
        except OSError as error:
            name = _short(str(error.filename or "a file"))
            _fail(f"{name}: {error.strerror or error}; name something that can be read", MISUSE)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(f"kbpack: {' '.join(message.splitlines())}", err=True)
    sys.exit(code)


def _short(name: str, most: int = 100) -> str:
    return name if len(name) <= most else name[:most] + "..."


app = typer.Typer(
    name="kbpack",
    cls=Commands,
    help="Turn a folder of plain-text documents into a checked data package in which every value points to its words.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

CorpusPath = Annotated[
    Path, typer.Argument(metavar="[CORPUS]", help="The folder that holds seeds/.", show_default="this folder")
]
PackagePlace = Annotated[
    str,
    typer.Argument(
        metavar="[PACKAGE]",
        help="A folder with datapackage.json, that file, a zip of either, or an http(s) address.",
        show_default="this folder",
    ),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Workers that read documents.", show_default="by size")
]


def _version(wanted: bool) -> None:  # noqa: FBT001  typer gives it so
    if wanted:
        typer.echo(f"kbpack {__version__}")
        raise typer.Exit


@app.callback()
def top(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn documents into data that others can trust."""


@app.command()
def build(  # noqa: PLR0913  as many as the command has options
    corpus: CorpusPath = Path(),
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; show what a build would change.")] = False,
    jobs: Jobs = None,
    min_coverage: Annotated[float, typer.Option(min=0, max=1, help="Fail where a document is covered less.")] = 0.0,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out documents that cannot be read, and name them.")
    ] = False,
    cache: Annotated[bool, typer.Option(help="Take what unchanged documents gave before from the cache.")] = True,
) -> None:
    """Read seeds/ and write data/ and datapackage.json, all or nothing."""
    from kbpack import pipeline, show
    from kbpack.cache import folder_of
    from kbpack.workers import Options

    with show.progress() as tell:
        cache_in = folder_of(corpus) if cache and not check else None
        options = Options(jobs, min_coverage, keep_going, cache_in, tell=tell)
        package = pipeline.build(corpus, options) if check else pipeline.build_and_write(corpus, options)
    if check:
        _check(package)
    else:
        out = show.console()
        out.print(show.built(package))
        out.print(f"Wrote {len(package.files)} files: data/ and datapackage.json.")
    for failure in package.failures:
        typer.echo(f"kbpack: left out: {failure.message}", err=True)
    if package.failures:
        raise typer.Exit(WRONG)


def _check(package: Built) -> None:
    from kbpack.compare import changes

    found = list(changes(package.root, package.files))
    for change in found:
        typer.echo(change)
    if found:
        paths = len({change.path for change in found})
        typer.echo(
            f"kbpack: {len(found)} differences in {paths} files; run kbpack build and commit what it writes", err=True
        )
        raise typer.Exit(WRONG)
    typer.echo(f"{len(package.files)} files are what the build gives.")


@app.command()
def validate(
    package: PackagePlace = ".",
    *,
    form: Annotated[Form, typer.Option("--format", help="How the report is written.")] = Form.text,
    engine: Annotated[Engine, typer.Option(help="Who judges: kbpack, or the published frictionless.")] = Engine.kbpack,
    sources: Annotated[bool, typer.Option(help="Check the documents that the package quotes.")] = True,
    rebuild: Annotated[bool, typer.Option(help="In a corpus, also prove that a build gives the same bytes.")] = True,
) -> None:
    """Check a package: form, values, keys, quotes, evidence, and in a corpus that a build gives it again."""
    from kbpack.audit import audit
    from kbpack.formats import FORMATS, tables_of
    from kbpack.opening import is_address, opened

    with opened(package) as folder:
        if engine is Engine.frictionless:
            from kbpack.engines import validate_with_frictionless

            report = validate_with_frictionless(folder)
        else:
            report = audit(folder, rebuild=rebuild and not is_address(package), sources=sources)
        tables = tables_of(folder)
    typer.echo(FORMATS[form](report, tables), nl=False)
    if not report.good:
        raise typer.Exit(WRONG)


@app.command()
def coverage(corpus: CorpusPath = Path(), *, jobs: Jobs = None) -> None:
    """Show what was ignored and why, and what was not read, in context."""
    from kbpack import show
    from kbpack.cache import folder_of
    from kbpack.pipeline import build as building
    from kbpack.workers import Options

    with show.progress() as tell:
        package = building(corpus, Options(jobs, cache_in=folder_of(corpus), tell=tell))
    show.console().print(show.covered(package))


@app.command()
def explain(
    row: Annotated[str, typer.Argument(metavar="ROW[.FIELD]", help="A row's id, and a field of it.")],
    corpus: CorpusPath = Path(),
) -> None:
    """Show where a row or a cell comes from: its words, the rule that read them, who holds it, the checks it passed."""
    from kbpack import show
    from kbpack.explain import explain as telling
    from kbpack.transaction import settle

    settle(corpus)
    show.console().print(show.explained(telling(corpus, row)))


@app.command()
def release(
    corpus: CorpusPath = Path(),
    *,
    out: Annotated[Path, typer.Option(help="The folder that the files go into.")] = Path("dist"),
    formats: Annotated[
        list[Kind] | None, typer.Option("--format", help="A format to write; may be given again.", show_default="all")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; show which files a release changes.")] = False,
) -> None:
    """Check the package, then write it as one zip that anyone can verify, and as Parquet, SQLite, DuckDB and XLSX."""
    from kbpack.audit import audit
    from kbpack.compare import changes
    from kbpack.formats import as_text
    from kbpack.release.publish import FORMATS, made, publish

    if not corpus.is_dir():
        raise PackageError(f"{corpus}: is no folder; name the folder of a corpus")
    report = audit(corpus)
    if not report.good:
        typer.echo(as_text(report), nl=False, err=True)
        _fail("the package has errors, so nothing was released; run kbpack build", WRONG)
    wanted = list(dict.fromkeys(formats or FORMATS))
    if not check:
        for path, content in publish(corpus, out, wanted).items():
            typer.echo(f"{out / path}  {measured(content)[0]:,} bytes")
        return
    files = made(corpus, out, wanted)
    found = list(changes(out, files, "release"))
    for change in found:
        typer.echo(change)
    if found:
        _fail(f"{len(found)} files of {len(files)} are not what the release gives; run kbpack release", WRONG)
    typer.echo(f"{len(files)} files are what the release gives.")


@app.command()
def site(
    corpus: CorpusPath = Path(),
    *,
    out: Annotated[
        Path | None, typer.Option(help="The folder that the pages go into.", show_default="CORPUS/dist/site")
    ] = None,
    jobs: Jobs = None,
    serve: Annotated[bool, typer.Option("--serve", help="Show the pages on this machine; follow changes.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port of --serve; 0 takes a free one.")] = 8000,
) -> None:
    """Write pages that show the documents with every reading in its place, the tables, pictures and findings."""
    from kbpack import show
    from kbpack.site.publish import publish

    folder = out or corpus / "dist" / "site"
    with show.progress() as tell:
        files = publish(corpus, folder, jobs=jobs, tell=tell, preview=serve)
    size = sum(measured(data)[0] for data in files.values())
    typer.echo(f"{folder / 'index.html'}  {len(files):,} files, {size:,} bytes")
    if serve:
        from kbpack.site.serve import serve as serving

        serving(corpus, folder, port=port, jobs=jobs, say=lambda line: typer.echo(line, err=True))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A package: a folder, a zip or an http(s) address.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The package that it became.")],
    *,
    form: Annotated[Telling, typer.Option("--format", help="How the difference is written.")] = Telling.text,
    changelog: Annotated[
        Path | None, typer.Option(help="A Markdown file that gets an entry for the version that follows.")
    ] = None,
) -> None:
    """Show what changed from one package to another, row by row and cell by cell, and the version that follows."""
    from kbpack.diff.difference import difference
    from kbpack.diff.telling import lines, write_entry
    from kbpack.package import Package

    found = difference(Package(old), Package(new))
    for line in lines(found, form):
        typer.echo(line)
    if changelog is not None and write_entry(changelog, found):
        typer.echo(f"kbpack: wrote the entry for {found.next_version} to {changelog}", err=True)


def main() -> None:
    """Run a command; what a user can cause is one line on standard error, never a traceback."""
    gc.set_threshold(100_000, 50, 50)  # a short process that imports much: collecting early only costs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="kbpack")


def run() -> NoReturn:
    """Run a command and leave at once: Python takes a tenth of a second to take down all that was loaded."""
    code: object = None
    try:
        main()
    except SystemExit as stopped:
        code = stopped.code
    with suppress(OSError):  # a reader that has gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
