"""Rules between the cells of a row: checks of a Pandera model that Table Schema has no word for.

A rule is a classmethod whose docstring is the sentence that `kbpack:rules` publishes. It gives expressions, each named
after the field that is to blame; a row passes where each is true or null. A model inherits the rules of its bases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import pandera.polars as pa
import polars as pl

if TYPE_CHECKING:
    from pandera.api.polars.types import PolarsData

Method = TypeVar("Method")

FORM = "form"
"""The metadata key of a text column that says which rule of form holds for it: CANONICAL, FOLDED or VERBATIM."""

CANONICAL, FOLDED, VERBATIM = "canonical", "folded", "verbatim"

_UNSEEN = r"[\p{Cc}\p{Cf}\p{Co}]|^\s|\s$"
_SPACE = r"[\s\x1C-\x1F]"
_NO_BLANK = rf"{_SPACE}{_SPACE}+|[^\S ]|[\x1C-\x1F]"
"""White space but a single blank: all that is replaced, so that most texts are left alone."""
_UNFOLDED = rf"{_SPACE}{_SPACE}|^{_SPACE}|{_SPACE}$|[^\S ]|[\x1C-\x1F]"


def rule(method: Method) -> Method:
    """Make a classmethod that gives one expression, or several, a check of its Pandera model."""
    give = cast("classmethod[Any, Any, Any]", method).__func__

    def holds(model: type[pa.DataFrameModel], data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(give(model))

    holds.__name__, holds.__doc__ = give.__name__, give.__doc__
    return cast("Method", pa.dataframe_check(holds))


def folded(text: pl.Expr) -> pl.Expr:
    """Each run of white space made one blank, none at the ends; white space as Python's `str.split` sees it."""
    return text.str.replace_all(_NO_BLANK, " ").str.strip_chars(" ")


def canonical(field: str) -> pl.Expr:
    """Whether text that a rule or a curator wrote has the one spelling that compares equal everywhere."""
    text = pl.col(field)
    beyond_ascii = pl.when(text.str.len_bytes() != text.str.len_chars()).then(text)
    composed = (beyond_ascii.str.normalize("NFC") == beyond_ascii).fill_null(value=True)
    return composed & ~text.str.contains(_UNSEEN)


def single_blanks(field: str) -> pl.Expr:
    """Whether words have no white space but single blanks between them."""
    return ~pl.col(field).str.contains(_UNFOLDED)


class Rows(pa.DataFrameModel):
    """Rows of any table."""

    class Config:
        """Exactly the columns of the contract, in its order."""

        strict = True
        ordered = True

    @classmethod
    def columns_in_form(cls, form: str) -> list[str]:
        """Give the text columns whose metadata asks for this form."""
        return [name for name, column in cls.to_schema().columns.items() if (column.metadata or {}).get(FORM) == form]

    @rule
    @classmethod
    def text_form(cls) -> list[pl.Expr]:
        """Write text without blanks around it, words of a document with single blanks, all else in tidy NFC."""
        return [canonical(name) for name in cls.columns_in_form(CANONICAL)] + [
            canonical(name) & single_blanks(name) for name in cls.columns_in_form(FOLDED)
        ]


class SpanRows(Rows):
    """Rows that quote a document: `quote` is its text from `char_start` to `char_end`."""

    @rule
    @classmethod
    def span_order(cls) -> pl.Expr:
        """Put char_end after char_start."""
        return pl.col("char_end") > pl.col("char_start")

    @rule
    @classmethod
    def quote_length(cls) -> pl.Expr:
        """Quote exactly char_end - char_start code points."""
        return pl.col("quote").str.len_chars() == pl.col("char_end") - pl.col("char_start")


def is_place(row_id: str) -> pl.Expr:
    """Whether a row id is the place of its row: `document_id:char_start-char_end`, with `~n` from the second on."""
    place = pl.format("{}:{}-{}", "document_id", "char_start", "char_end")
    return pl.col(row_id).str.replace(r"~[0-9]+$", "") == place


def both_or_neither(left: str, right: str) -> pl.Expr:
    """Whether the two cells are both filled or both empty; `left` is to blame."""
    return pl.col(left).is_null() == pl.col(right).is_null()


def only_with(field: str, *others: str) -> pl.Expr:
    """Whether a filled `field` has one of the others filled beside it."""
    return pl.col(field).is_null() | pl.any_horizontal(pl.col(other).is_not_null() for other in others)


def in_date_order() -> pl.Expr:
    """Whether date_end is not before date_start."""
    return pl.col("date_end") >= pl.col("date_start")
