"""The program: its words, exit codes and streams, and what it does not load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import DISTRICT, run
from conftest import ROOT, Command, MakeCorpus, package_files
from kbpack import __version__

WITHOUT_FRAMES = """
import sys
from kbpack.cli.app import main
sys.argv = ["kbpack", *WORDS]
try:
    main()
except SystemExit as stopped:
    code = stopped.code
print("code", code or 0, "loaded", *sorted({"frictionless", "pandas", "pandera", "polars"} & set(sys.modules)))
"""


# Start-up


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["build", "--help"], ["explain", "--help"], ["nonsense"]])
def test_words_about_itself_load_no_frames_and_no_schemas(tmp_path: Path, words: list[str]) -> None:
    """Version and help answer without polars, pandera, frictionless or pandas."""
    code = WITHOUT_FRAMES.replace("WORDS", repr(words))
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1].strip() == f"code {2 if words == ['nonsense'] else 0} loaded", done.stderr


def test_completion_loads_no_frames_and_no_schemas(tmp_path: Path) -> None:
    """The shell is told the commands that begin with what was typed, by no more than typer."""
    asked = {"_KBPACK_COMPLETE": "complete_bash", "COMP_WORDS": "kbpack bu", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_FRAMES.replace("WORDS", "[]")],
        cwd=tmp_path,
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "build" in done.stdout
    assert done.stdout.splitlines()[-1].strip() == "code 0 loaded", done.stderr


def test_the_package_loads_nothing_heavy() -> None:
    """`import kbpack` alone is free."""
    code = (
        "import sys, kbpack; print(sorted({'frictionless', 'pandera', 'polars', 'rich', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_version_is_told(tmp_path: Path, command: Command) -> None:
    """`--version` prints one line and does nothing else."""
    assert command("--version", cwd=tmp_path) == (0, f"kbpack {__version__}\n", "")


def test_the_help_names_every_command(tmp_path: Path, command: Command) -> None:
    """Each command of the README is in the help, and has a help of its own."""
    ran = command("--help", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    commands = set(re.findall(r"^kbpack (\w+) [\[A-Z]", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert commands >= {"build", "validate", "coverage", "explain"}
    for name in commands:
        assert name in ran.out
        assert command(name, "--help", cwd=tmp_path).code == 0


# Exit codes


def test_good_is_0_with_results_on_standard_output(corpus: Path, command: Command) -> None:
    """Every command that finds nothing wrong exits with 0 and says nothing on standard error."""
    for words in (["build"], ["build", "--check"], ["validate"], ["coverage"], ["explain", DISTRICT]):
        ran = command(*words, cwd=corpus)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out


def test_a_corpus_may_be_named(corpus: Path, command: Command) -> None:
    """CORPUS and PACKAGE stand for the current folder where they are given."""
    above = corpus.parent
    assert command("build", corpus.name, cwd=above).code == 0
    assert command("build", "--check", str(corpus), cwd=above).code == 0
    assert command("validate", f"{corpus.name}/datapackage.json", cwd=above).code == 0
    assert command("coverage", corpus.name, cwd=above).code == 0
    assert command("explain", DISTRICT, corpus.name, cwd=above).code == 0
    assert not (above / "data").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "-1"],
        ["build", "--jobs", "many"],
        ["build", "--jobs"],
        ["build", "--min-coverage", "1.1"],
        ["build", "--min-coverage", "nan"],
        ["build", "--min-coverage", "-0.1"],
        ["build", "--min-coverage", "all"],
        ["build", "one", "two"],
        ["coverage", "--check"],
        ["validate", "--jobs", "2"],
        ["explain"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_misuse_is_2_and_names_what_was_wrong(built: Path, command: Command, words: list[str]) -> None:
    """What the command line does not know is told on standard error, and nothing is done."""
    before = package_files(built)
    ran = command(*words, cwd=built)
    assert (ran.code, ran.out) == (2, "")
    assert re.search(r"^Error: ", ran.err, re.MULTILINE)
    assert package_files(built) == before


SILLY = [
    "",
    ".",
    "..",
    "/",
    "~",
    "-",
    "--",
    "\u2028",
    "a\nb",
    "[/x]",
    "{}",
    "%s",
    "*",
    "a" * 300,
    "nul",
    "x.zip",
    "/dev/null",
    "seeds/news.txt",
    "0",
    "\U0001f600",
    "seeds",
]


@pytest.mark.parametrize("word", SILLY, ids=lambda word: ascii(word[:20]))
def test_no_argument_gives_a_traceback(corpus: Path, command: Command, word: str) -> None:
    """Whatever is named, the answer is an exit code and words, never an exception."""
    for words in (["build"], ["validate"], ["coverage"], ["explain"], ["explain", "x"]):
        ran = command(*words, word, cwd=corpus)
        assert ran.code in {0, 1, 2}
        assert "Traceback" not in ran.out + ran.err
        assert ran.code == 0 or ran.out + ran.err


def test_no_command_is_answered_with_the_help(tmp_path: Path, command: Command) -> None:
    """`kbpack` alone says how it is used."""
    ran = command(cwd=tmp_path)
    assert ran.code == 2
    assert "Usage:" in ran.out + ran.err


def test_an_interruption_leaves_the_old_package(built: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C while documents are read is exit code 130, no traceback, and the package as it was."""
    before = package_files(built)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kbpack.workers.read_document", interrupted)
    ran = command("build", cwd=built)
    assert (ran.code, ran.out) == (130, "")
    assert "Traceback" not in ran.err
    assert package_files(built) == before


# Streams


def test_a_pipe_gets_plain_text_of_one_width(corpus: Path) -> None:
    """In a pipe there is no escape code, whatever the terminal, and lines are as long whatever its width."""
    first = run("build", cwd=corpus, TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="200")
    second = run("build", cwd=corpus, TERM="dumb", COLUMNS="30", NO_COLOR="1")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert "\x1b" not in first.stdout
    assert max(map(len, first.stdout.splitlines())) <= 120


def in_terminal(*words: str, cwd: Path, **environment: str) -> bytes:
    """Run kbpack with a terminal as its standard output, and give what it wrote there."""
    import pty  # noqa: PLC0415  where there are terminals

    ours, its = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kbpack", *words],
        cwd=cwd,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(its)
        wrote = b""
        while part := _part(ours):
            wrote += part
    os.close(ours)
    assert process.returncode == 0
    return wrote


def _part(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_no_color_means_plain_text_on_a_terminal(corpus: Path) -> None:
    """A terminal gets escape codes, unless NO_COLOR is set."""
    assert b"\x1b[" in in_terminal("build", cwd=corpus)
    assert b"\x1b" not in in_terminal("build", cwd=corpus, NO_COLOR="1")


@pytest.mark.parametrize("words", [["coverage"], ["explain", "news:0-34"]], ids=" ".join)
def test_a_pipe_that_cannot_carry_a_letter_gives_no_traceback(
    make_corpus: MakeCorpus, command: Command, words: list[str]
) -> None:
    """A letter that the encoding of standard output does not have is replaced."""
    root = make_corpus({"news": "The Union said “it rained” in Łódź.\n\n東京\n"})
    assert command("build", cwd=root).code == 0
    done = run(*words, cwd=root, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [["build"], ["build", "--check"]], ids=" ".join)
def test_a_closed_pipe_ends_a_command_in_silence(built: Path, words: list[str]) -> None:
    """A reader that stops reading, such as `head`, is nobody's fault: exit code 0, and no words about it."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "kbpack", *words], cwd=built, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
