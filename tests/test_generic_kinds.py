"""The two readers of a type agree: the one in polars and the exact one."""

import polars as pl

from kbpack.checks.generic.kinds import kind_of

YEARS = [*range(410), *range(990, 1010), 1899, 1900, 1904, 2000, 2023, 2024, 2100, 2400, 9996, 9999]


def test_polars_reads_the_days_that_the_calendar_has() -> None:
    """Every day of years of each kind, and months and days that no calendar has."""
    kind = kind_of({"type": "date"})
    assert kind.parse is not None
    days = [f"{year:04d}-{month:02d}-{day:02d}" for year in YEARS for month in range(14) for day in range(33)]
    odd = ["+123-01-01", " 2020-1-1", "2020-1-01", "2020-01-011", "２０２０-01-01", "2020-01-01\n", ""]  # noqa: RUF001
    frame = pl.DataFrame({"text": [*days, *odd]}).with_columns(value=kind.parse(pl.col("text")))
    differ = [text for text, value in frame.iter_rows() if (kind.read(text) is None) != (value is None)]
    assert differ == []
    assert frame["value"].drop_nulls().is_in(days).all()
