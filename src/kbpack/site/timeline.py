"""The time line: dated mentions of events by holder and status, each as exact as its document has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from kbpack.reading.dates import bounds
from kbpack.site.markup import folded, visible
from kbpack.site.pictures import Picture, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbpack.site.view import View

MOST_MARKS, MOST_HOLDERS = 300, 20
"""Beyond these, mentions are counted by year instead of drawn one by one."""
NOTHING = "No time line: no mention of an event has a date with a year."
COLUMNS = ("Event", "According to", "Status", "Date", "First day", "Last day", "How exact")
EXACT = {
    "day": "a day",
    "span": "some day or days within the bar",
    "qualified": "uncertain or approximate",
    "curated": "the year is the curator's, not the text's",
}
STATUSES = ["asserted", "reported", "alleged", "unconfirmed", "denied", "generic", "presupposed"]
COLOURS = ["#1f4e79", "#3b8bba", "#d1701c", "#e2a72e", "#b3261e", "#7f858c", "#5a8f5a"]


class Mention(NamedTuple):
    """A dated mention."""

    row_id: str
    words: str
    holder: str
    status: str
    edtf: str
    first: str
    last: str
    exact: str


def pictures(view: View) -> Iterator[Picture]:
    """Draw the time line, where any mention has a date with a year."""
    found = list(_mentions(view))
    if not found:
        return
    holders = Counter(one.holder for one in found)
    without = view.heights["events"] - len(found)
    few = len(found) <= MOST_MARKS and len(holders) <= MOST_HOLDERS
    first, last = min(one.first for one in found), max(one.last for one in found)
    names = ", ".join(f"{name} ({count})" for name, count in holders.most_common(6))
    more = f" and {len(holders) - 6} others" if len(holders) > 6 else ""  # noqa: PLR2004  those just named
    rest = f"{without:,} more mentions have no date with a year and are not drawn." if without else ""
    how = (
        "A point is a day; a bar is a month, a year or an interval, somewhere within which it is said to lie; a dashed "
        "outline is a date that the text calls uncertain or approximate; a hollow mark has its year from the curator, "
        "not from the text."
        if few
        else "Mentions are counted by the year of the first day that their dates admit; the first and last fortieth "
        "of them are in the table alone."
    )
    yield Picture(
        "timeline",
        "Mentions of events by date and status, according to "
        + ("each holder" if few else f"{len(holders):,} holders together"),
        f"Time line of {len(found):,} mentions from {first[:4]} to {last[:4]}, according to {names}{more}. "
        "The table below the picture has all of them.",
        f"{how} Mentions are of what is said to have happened, coloured by status. {rest}",
        COLUMNS,
        [(one.words, one.holder, one.status, one.edtf, one.first, one.last, EXACT[one.exact]) for one in found],
        [view.link(one.row_id) for one in found],
        _line(found, holders) if few else _counts(found),
    )


def _mentions(view: View) -> Iterator[Mention]:
    for row in view.rows("events"):
        edtf = row["date"] if row["date_start"] or row["date_end"] else row["date_curated"]
        first, last = bounds(edtf) if edtf else ("", "")
        if not (first or last):
            continue
        first, last = first or last, last or first
        chain = view.chain("events", row)
        holder = folded(chain[-1], 60) if chain else ""
        yield Mention(
            row["event_id"], folded(row["quote"]), holder, row["status"], edtf, first, last, _exact(row, first, last)
        )


def _exact(row: Mapping[str, str], first: str, last: str) -> str:
    if not (row["date_start"] or row["date_end"]):
        return "curated"
    if set(row["date"]) & set("~?%"):
        return "qualified"
    return "day" if first == last else "span"


def _moment(day: str, *, after: int = 0) -> int:
    """Milliseconds since 1970 of a day, or of the one after it, in UTC, so that no time zone moves it."""
    found = date.fromisoformat(day)
    if after and found < date.max:
        found += timedelta(days=after)
    return int(datetime.combine(found, time(), UTC).timestamp() * 1000)


def _line(found: list[Mention], holders: Counter[str]) -> dict[str, Any]:
    columns = ("holder", "status", "exact", "start", "end", "middle")
    rows = []
    for one in found:
        start, end = _moment(one.first), _moment(one.last, after=1)
        rows.append((visible(one.holder), one.status, one.exact, start, end, (start + end) // 2))
    order = [visible(name) for name, _ in sorted(holders.items(), key=lambda item: (-item[1], item[0]))]
    x = alt.X(
        "start:T",
        title=None,
        scale=alt.Scale(type="utc", nice="year"),
        axis=alt.Axis(format="%Y", grid=True, labelFlush=False),
    )
    base = alt.Chart(values(columns, rows)).encode(
        y=alt.Y("holder:N", sort=order, title="according to", axis=alt.Axis(labelLimit=260)),
        yOffset=alt.YOffset("status:N", sort=STATUSES),
        color=_coloured(alt.Color),
    )
    days = "datum.exact === 'day'"
    short = "datum.end - datum.start < 40 * 86400000"
    bar = base.encode(x=x, x2="end:T")
    point = base.encode(x=alt.X("middle:T", title=None))
    return (
        alt.layer(
            bar.encode(stroke=_coloured(alt.Stroke))
            .transform_filter("datum.exact === 'span'")
            .mark_bar(size=7, opacity=0.45, cornerRadius=2, strokeWidth=3),
            bar.transform_filter("datum.exact === 'qualified'").mark_bar(
                size=7, filled=False, strokeDash=[3, 2], strokeWidth=1.5
            ),
            bar.transform_filter(f"datum.exact === 'curated' && !({short})").mark_bar(
                size=7, filled=False, strokeWidth=1.2
            ),
            point.transform_filter(f"datum.exact === 'curated' && {short}").mark_point(size=55, fill="#ffffff"),
            point.transform_filter(days).mark_point(size=55, filled=True, opacity=0.85),
        )
        .properties(width=620, height=alt.Step(9))
        .to_dict(validate=False)
    )


def _coloured(channel: type[Any]) -> Any:  # noqa: ANN401  a colour or a stroke
    """The status as a colour; a bar has it on its edge too, since a month is too short to be seen among years."""
    scale = alt.Scale(domain=STATUSES, range=COLOURS)
    return channel("status:N", title="status", sort=STATUSES, scale=scale, legend=alt.Legend(symbolOpacity=1))


def _counts(found: list[Mention]) -> dict[str, Any]:
    first, last = _usual(found)
    counts = Counter((int(one.first[:4]), one.status) for one in found)
    rows = [(year, year + 1, *key, count) for (year, *key), count in sorted(counts.items()) if first <= year <= last]
    spec: dict[str, Any] = (
        alt.Chart(values(("year", "next", "status", "count"), rows))
        .mark_bar()
        .encode(
            x=alt.X("year:Q", bin="binned", title="year", axis=alt.Axis(format="d"), scale=alt.Scale(nice=False)),
            x2="next:Q",
            y=alt.Y("count:Q", title="mentions", stack=True),
            color=alt.Color("status:N", title="status", scale=alt.Scale(domain=STATUSES, range=COLOURS)),
        )
        .properties(width=640, height=260)
        .to_dict(validate=False)
    )
    return spec


def _usual(found: list[Mention]) -> tuple[int, int]:
    """The years within which all but the first and the last fortieth of the mentions lie."""
    years = sorted(int(one.first[:4]) for one in found)
    aside = len(years) // 40
    return years[aside], years[-1 - aside]
