"""What is shown: to the letter, short where there is much, and never taken for markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import EXCEPTIONS, Command, MakeCorpus
from kbpack.coverage import Coverage


@pytest.mark.parametrize("title", ["Data [draft]", "[/x]", "[bold]loud[/bold]", "a \\[b]", ":smile:"])
def test_a_title_is_shown_to_the_letter(make_corpus: MakeCorpus, command: Command, title: str) -> None:
    """Square brackets in a corpus's title are letters, not markup."""
    ran = command("build", cwd=make_corpus({"a": "It rained.\n"}, {"corpus.toml": f"title = '{title}'\n"}))
    assert ran.code == 0
    assert ran.out.splitlines()[0].rstrip() == title


def test_a_title_cannot_steer_the_terminal(make_corpus: MakeCorpus, command: Command) -> None:
    """An escape code in a corpus's title does not reach the output."""
    root = make_corpus({"a": "It rained.\n"}, {"corpus.toml": 'title = "a\\u001b[31mb"\n'})
    assert "\x1b" not in command("build", cwd=root).out


@pytest.mark.parametrize("name", ["a[b]", "a[red]", "[i]a", "x" * 100])
def test_a_document_is_shown_to_the_letter(make_corpus: MakeCorpus, command: Command, name: str) -> None:
    """The id of a document is shown whole, also where it looks like markup or is long."""
    root = make_corpus({name: "It rained for 3 days.\n"})
    ran = command("build", cwd=root)
    assert ran.code == 0
    cells = [line.split("\u2502")[1].strip() for line in ran.out.splitlines() if line.startswith("\u2502")]
    assert "".join(cells).startswith(name)
    assert f"seeds/{name}.txt: coverage 1" in " ".join(command("coverage", cwd=root).out.split())


def test_words_of_a_document_are_shown_to_the_letter(make_corpus: MakeCorpus, command: Command) -> None:
    """What is passed over is quoted as it stands, with the reason, its place and what stands around it."""
    root = make_corpus(
        {"a": "It [b]rained[/b].\n\n[Skip [/this].]\n\nIt snowed.\n"},
        {"vocabulary/exceptions.csv": EXCEPTIONS + "a,[Skip [/this].],boilerplate\n"},
    )
    assert command("coverage", cwd=root).out == (
        "seeds/a.txt: coverage 1, 1 ignored, 0 unread\n"
        "  3:1 boilerplate: It [b]rained[/b]. [[Skip [/this].]] It snowed.\n"
    )
    assert command("build", cwd=root).code == 0
    ran = command("explain", "a:0-17", cwd=root)
    assert "[It [b]rained[/b].]" in ran.out


def test_a_document_cannot_steer_the_terminal(make_corpus: MakeCorpus, command: Command) -> None:
    """An escape code in a document does not reach the output, wherever its words are shown."""
    text = "\x1b[31mRed Heading\n\nIt rained\x1b[0m for 3 days.\n"
    root = make_corpus({"a": text}, {"vocabulary/exceptions.csv": EXCEPTIONS})
    for words in (["build"], ["coverage"], ["explain", "a:18-43"], ["build", "--check"]):
        ran = command(*words, cwd=root)
        assert ran.code == 0
        assert "\x1b" not in ran.out


def test_unread_spans_are_shown_with_their_places(
    make_corpus: MakeCorpus, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first ten are shown, the rest are counted."""
    root = make_corpus({"a": "\n".join(f"Line {number}." for number in range(12)) + "\n"})
    unread = tuple((place, place + 4) for place in (0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 89))
    monkeypatch.setattr("kbpack.parsing.coverage", lambda *_: Coverage(0.5, unread))
    lines = command("build", cwd=root).out.splitlines()
    assert "  seeds/a.txt:1:1: Line" in lines
    assert "  seeds/a.txt:10:1: Line" in lines
    assert "  seeds/a.txt:11:1: Line" not in lines
    assert "  and 2 more" in lines


def test_many_documents_are_summed_up(make_corpus: MakeCorpus, command: Command) -> None:
    """Of many documents only the sum is shown, so that the table stays one that a person reads."""
    root = make_corpus({f"d{number:02}": "It rained for 3 days.\n" for number in range(25)})
    out = command("build", cwd=root).out
    assert "25 documents" in out
    assert "d07" not in out
    few = command("build", cwd=_fewer(root)).out
    assert "20 documents" in few
    assert "d07" in few


def _fewer(root: Path) -> Path:
    for number in range(20, 25):
        (root / f"seeds/d{number}.txt").unlink()
    return root


def test_what_is_unused_is_shown_as_a_warning(make_corpus: MakeCorpus, command: Command) -> None:
    """The build succeeds, and the last lines before its end name what nobody uses."""
    root = make_corpus({"a": "It rained.\n"}, {"vocabulary/exceptions.csv": EXCEPTIONS + "a,[Not there],x\n"})
    ran = command("build", cwd=root)
    assert ran.code == 0
    assert "warning: seeds/vocabulary/exceptions.csv: '[Not there]' is not in a; correct or remove it" in ran.out


def test_an_empty_document_is_shown_too(make_corpus: MakeCorpus, command: Command) -> None:
    """A document without a word is covered, and has no rows."""
    root = make_corpus({"a": "", "b": " \n"})
    ran = command("build", cwd=root)
    assert ran.code == 0
    assert command("coverage", cwd=root).out.splitlines() == [
        "seeds/a.txt: coverage 1, 0 ignored, 0 unread",
        "seeds/b.txt: coverage 1, 0 ignored, 0 unread",
    ]
