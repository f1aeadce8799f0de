"""The words with which anything may begin: nothing that is read without them is lost by looking at them alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbpack.reading import date_forms
from kbpack.reading.dates import dates
from kbpack.reading.openings import date_places, marked, number_places
from kbpack.reading.phrases import common_verbs
from kbpack.reading.quantities import quantities, quantities_at
from kbpack.reading.tokens import placed, tokens

SAID = """
in on this last early mid of by between from and to the a an May may June Monday spring fall today now recently year
century nineteenth twenty first third half one two hundred million dozen 3 12 1992 1990s 21st 1.5 1,840 A.D. AD ago
km2 ha per cent % $ US$ I II IV War X A/47/ resolution No. - , . ( ) mid-1990 early-May O'clock UN ½ 5/6 1992-95 is
"""
WORDS = SAID.split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join)


@given(TEXTS)
def test_dates_are_found_at_marked_words(text: str) -> None:
    """Looking everywhere finds the same dates."""
    line, starts = placed(text, 0, len(text))
    assert dates(text, places=date_places(line, starts, marked(line))) == dates(text)


@given(TEXTS)
def test_no_date_begins_with_a_number_where_none_opens(text: str) -> None:
    """The quick test of a number refuses none with which a form of a date begins."""
    fits = [at for at in range(len(text)) if text[at] in "0123456789" and date_forms.pattern().match(text, at)]
    assert [at for at in fits if date_forms.opening().match(text, at)] == fits


@pytest.mark.parametrize("words", ["has", "carried out", "begins", "condemned", "table", "of", "went on"])
def test_a_verb_begins_with_an_opener(words: str) -> None:
    """Forms of common verbs are known by their first word."""
    line = tokens(words)
    assert line[0].opens_verb == common_verbs().has(line[0].low)


@given(TEXTS)
def test_numbers_are_found_at_marked_words(text: str) -> None:
    """Looking everywhere finds the same numbers."""
    line, starts = placed(text, 0, len(text))
    assert quantities_at(number_places(line, starts, marked(line)), text, [(0, len(text))]) == quantities(text)


@pytest.mark.parametrize(("text", "words"), [("They said so in the hall.", ["said", "in"]), ("It rained.", [])])
def test_most_words_begin_nothing(text: str, words: list[str]) -> None:
    """Only words of saying, of happening, of dates and numbers, and a few small ones are marked."""
    line = tokens(text)
    assert set(words) <= {line[place].text for place in marked(line)}
    assert len(marked(line)) < len(line) / 2
