"""The rules that read evidence again: each can say no."""

import pytest

from kbpack.reading.names import Entry, Names
from kbpack.reading.readers import reread

NAMES = Names([("Valley Herald", Entry("actors", "herald", "newspaper"))])


@pytest.mark.parametrize(
    ("rule", "quote", "value"),
    [
        ("known", "the", "presupposed"),
        ("known", "rain", ""),
        ("generic", "any", "generic"),
        ("generic", "the", ""),
        ("medium", "the Valley Herald", "report"),
        ("medium", "a wire agency", "report"),
        ("medium", "a farmer", ""),
    ],
)
def test_a_rule_judges_the_words(rule: str, quote: str, value: str) -> None:
    """A quote that does not support its cell gives an empty one, so that a changed quote is told."""
    assert reread(rule, quote, NAMES) == value
