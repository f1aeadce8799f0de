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
        ("edtf_in_1990-05", "4", "1990-05-04"),
        ("edtf_first_day_in_1990-05", "4", "1990-05-04"),
        ("date_precision_in_XXXX-05", "4", "no year"),
        ("edtf_in_1990-02", "30", ""),
        ("edtf_in_1990-13", "4", ""),
    ],
)
def test_a_rule_judges_the_words(rule: str, quote: str, value: str) -> None:
    """A quote that does not support its cell gives an empty one, so that a changed quote is told."""
    assert reread(rule, quote, NAMES) == value
