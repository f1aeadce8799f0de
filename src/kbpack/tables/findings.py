"""Findings: where documents disagree with themselves, with each other or with a reference."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from kbpack import columns
from kbpack.cells import Row
from kbpack.reading.dates import bounds
from kbpack.reading.status import hedges
from kbpack.reading.tokens import clean
from kbpack.rules import Rows
from kbpack.table import Table
from kbpack.vocabulary import Vocabulary


class Findings(Rows):
    """Findings.

    What the checks see in the documents themselves. Both sides are shown, nothing is corrected.
    """

    finding_id: str = columns.key("Finding id", "The code of the finding in this package.", "^[^,#]+$")
    kind: str = columns.notation("Kind", "The check that found it.", columns.NAME, source="kbpack", nullable=False)
    message: str = columns.words("Message", "What does not agree, with both sides.", nullable=False)
    left_ref: str = columns.name("Left row", "The id of the row on one side.", nullable=False)
    left_value: str = columns.words("Left value", "What that row says.")
    right_ref: str = columns.name("Right row", "The id of the row on the other side.")
    right_value: str = columns.words("Right value", "What the other row says.")


TABLE = Table("findings", Findings)

TableRow = Mapping[str, str]

SHARE_TOLERANCE = 0.05
AREA_TOLERANCE = Decimal("0.15")
DAYS_A_YEAR = 365.2425


@dataclass(frozen=True)
class Tables:
    """The rows that findings compare, as text, and the vocabulary that ties places together."""

    districts: Sequence[TableRow]
    statements: Sequence[TableRow]
    events: Sequence[TableRow]
    figures: Sequence[TableRow]
    documents: Mapping[str, TableRow]
    vocabulary: Vocabulary
    headings: frozenset[str]

    def wholes(self, place_id: str) -> Iterator[str]:
        """The places that a place is a part of, nearest first."""
        place = self.vocabulary.places.get(place_id)
        while place and place["part_of"]:
            yield place["part_of"]
            place = self.vocabulary.places.get(place["part_of"])

    def name(self, place_id: str) -> str:
        """The name of a place."""
        return self.vocabulary.places[place_id]["name"]

    def lists(self) -> Iterator[list[TableRow]]:
        """The list rows with a known place and an area, document by document."""
        for _, rows in groupby(self.districts, key=itemgetter("document_id")):
            known = [row for row in rows if row["place_id"] and row["area_km2"]]
            if known:
                yield known

    def place_in(self, words: str) -> str:
        """The place that some words are, or an empty string."""
        return self.vocabulary.names.id_of("places", words)


def rows(tables: Tables) -> list[Row]:
    """Give a row for each disagreement, ordered by id."""
    checks = (_overlaps, _shares, _counts, _references, _two_values, _years, _durations, _dropped_hedges, _certainties)
    found: list[Row] = []
    seen: Counter[str] = Counter()
    for check in checks:
        for kind, message, left, right in check(tables):
            name = f"{kind}:{left[0]}"
            seen[name] += 1
            found.append(
                {
                    "finding_id": name + (f"~{seen[name]}" if seen[name] > 1 else ""),
                    "kind": kind,
                    "message": clean(message),
                    "left_ref": left[0],
                    "left_value": clean(left[1]),
                    "right_ref": right[0],
                    "right_value": clean(right[1]),
                }
            )
    return sorted(found, key=lambda row: str(row["finding_id"]))


Side = tuple[str, str]
Finding = tuple[str, str, Side, Side]


def _without_parts(tables: Tables, listed: list[TableRow]) -> list[TableRow]:
    """List rows without those whose place is part of another listed place."""
    places = {row["place_id"] for row in listed}
    return [row for row in listed if not places.intersection(tables.wholes(row["place_id"]))]


def _total(listed: Iterable[TableRow]) -> Decimal:
    return sum((Decimal(row["area_km2"]) for row in listed), Decimal(0))


def _overlaps(tables: Tables) -> Iterator[Finding]:
    """A place and a whole that it is part of, each listed with its area."""
    for listed in tables.lists():
        by_place = {row["place_id"]: row for row in listed}
        for row in listed:
            for whole in tables.wholes(row["place_id"]):
                if whole in by_place:
                    other = by_place[whole]
                    message = (
                        f"{row['name_text']} ({row['area_text']}) is part of "
                        f"{other['name_text']} ({other['area_text']}); "
                        "the list has both, so a sum over it counts the part twice"
                    )
                    yield (
                        "overlap",
                        message,
                        (row["district_id"], row["area_text"]),
                        (other["district_id"], other["area_text"]),
                    )


def _shares(tables: Tables) -> Iterator[Finding]:
    """The sum of listed areas against a stated share of the place that holds them."""
    for listed in tables.lists():
        for figure in tables.figures:
            place = tables.place_in(figure["of_text"])
            area = tables.vocabulary.places.get(place, {}).get("reference_area_km2", "")
            inside = [row for row in listed if place in tables.wholes(row["place_id"])]
            if figure["kind"] != "share" or not area or not inside or figure["document_id"] != listed[0]["document_id"]:
                continue
            all_km2, once_km2 = _total(inside), _total(_without_parts(tables, inside))
            share, once = (float(total / Decimal(area)) * 100 for total in (all_km2, once_km2))
            stated = float(figure["value"])
            if abs(share - stated) > SHARE_TOLERANCE * stated:
                message = (
                    f"the {len(inside)} listed areas sum to {all_km2} km2, {share:.1f} percent of the {area} km2 of "
                    f"{tables.name(place)} ({once_km2} km2, {once:.1f} percent, without parts counted twice); "
                    f"the text says {figure['value_text']}"
                )
                yield (
                    "share",
                    message,
                    (figure["figure_id"], figure["value_text"]),
                    (inside[0]["district_id"], f"{all_km2} km2"),
                )


def _counts(tables: Tables) -> Iterator[Finding]:
    """A stated number of places of a kind against the listed number of that kind."""
    for listed in tables.lists():
        for figure in tables.figures:
            if figure["kind"] != "count" or not figure["value"] or figure["document_id"] != listed[0]["document_id"]:
                continue
            nouns = {word.casefold().removesuffix("s") for word in figure["of_text"].split()[-1:]}
            of_kind = [row for row in listed if tables.vocabulary.places[row["place_id"]]["kind"] in nouns]
            alone = [row for row in of_kind if row in _without_parts(tables, listed)]
            if of_kind and len(of_kind) != int(float(figure["value"])):
                message = (
                    f"the list has {len(of_kind)} places of the kind counted as "
                    f"{figure['value_text']} {figure['of_text']}; "
                    f"{len(alone)} of them are no part of another listed place"
                )
                row = next((row for row in of_kind if row not in alone), of_kind[0])
                value = f"{figure['value_text']} {figure['of_text']}"
                yield "count", message, (figure["figure_id"], value), (row["district_id"], f"{len(of_kind)} listed")


def _references(tables: Tables) -> Iterator[Finding]:
    """A listed area against the reference area of its place."""
    for listed in tables.lists():
        for row in listed:
            reference = tables.vocabulary.places[row["place_id"]]["reference_area_km2"]
            if reference and abs(Decimal(row["area_km2"]) / Decimal(reference) - 1) > AREA_TOLERANCE:
                message = f"{row['name_text']} has {row['area_text']} in the list and {reference} km2 in the reference"
                yield "area", message, (row["district_id"], row["area_text"]), (row["place_id"], f"{reference} km2")


def _two_values(tables: Tables) -> Iterator[Finding]:
    """One place with two areas."""
    first: dict[str, TableRow] = {}
    for listed in tables.lists():
        for row in listed:
            other = first.setdefault(row["place_id"], row)
            if Decimal(other["area_km2"]) != Decimal(row["area_km2"]):
                message = f"{row['name_text']} has {other['area_text']} in one place and {row['area_text']} in another"
                yield (
                    "two_values",
                    message,
                    (other["district_id"], other["area_text"]),
                    (row["district_id"], row["area_text"]),
                )


def _kind(row: TableRow) -> tuple[str, str]:
    return row["event_type"], row["event_mode"]


def _listed_events(tables: Tables, document_id: str | None, kind: tuple[str, str]) -> list[TableRow]:
    """Dated list rows of one kind of event, of one document or of all."""
    return [
        row
        for row in tables.events
        if row["district_id"] and row["date_start"] and _kind(row) == kind and document_id in {None, row["document_id"]}
    ]


def _years(tables: Tables) -> Iterator[Finding]:
    """A year that a sentence gives to what a list of the same document dates place by place."""
    for event in tables.events:
        whole = tables.place_in(_last_name(event["target_text"]))
        if event["district_id"] or event["date_precision"] != "year" or not whole:
            continue
        listed = [
            row
            for row in _listed_events(tables, event["document_id"], _kind(event))
            if whole in tables.wholes(row["place_id"])
        ]
        outside = [
            row for row in listed if row["date_end"] < event["date_start"] or row["date_start"] > event["date_end"]
        ]
        if outside:
            row = outside[0]
            message = (
                f"the sentence dates it {event['date']}; {len(outside)} of the {len(listed)} listed dates are "
                f"outside it, such as {row['place_text']} {row['date']}"
            )
            yield "year", message, (event["event_id"], event["date"]), (row["event_id"], row["date"])


def _last_name(words: str) -> str:
    """What stands after the last «of» of a phrase: «20 percent of X» is about X."""
    return words.rpartition(" of ")[2]


def _durations(tables: Tables) -> Iterator[Finding]:
    """A stated duration of something over by the document's date, against the dates that lists give for its start."""
    years = {
        row["statement_id"] + row["value_text"]: row
        for row in tables.figures
        if row["kind"] == "duration" and row["unit"] == "a"
    }
    for event in tables.events:
        figure = years.get(event["statement_id"] + event["date_text"])
        last_day = bounds(tables.documents[event["document_id"]]["date"])[1]
        if figure is None or event["date_precision"] != "duration" or not last_day:
            continue
        off = [
            (row, span)
            for row in _listed_events(tables, None, _kind(event))
            for span in [_years_between(row, last_day)]
            if not span[0] <= int(float(figure["value"])) <= span[1]
        ]
        if off:
            listed = _listed_events(tables, None, _kind(event))
            row, span = max(off, key=lambda pair: pair[0]["date_start"])
            message = (
                f"the text says {figure['value_text']}; from the listed dates to {last_day}, "
                f"the end of the document's date, {len(off)} of {len(listed)} places have "
                "another number of years, "
                f"such as {row['place_text']}: {span[0]} years from {row['date']}"
            )
            yield "duration", message, (event["event_id"], figure["value_text"]), (row["event_id"], row["date"])


def _years_between(row: TableRow, last_day: str) -> tuple[int, int]:
    """Fewest and most whole years from a row's date to a day."""
    end = date.fromisoformat(last_day)
    spans = [int((end - date.fromisoformat(row[name])).days / DAYS_A_YEAR) for name in ("date_end", "date_start")]
    return spans[0], spans[1]


_QUOTED = re.compile(r"[\"“„«]([^\"”»]+)[\"”»]")


def _dropped_hedges(tables: Tables) -> Iterator[Finding]:
    """Words that a heading quotes without the hedge that the body quotes them with."""
    for heading in tables.statements:
        if heading["statement_id"] not in tables.headings or heading["depth"] != "1":
            continue
        for quoted in _QUOTED.findall(heading["text"]):
            for body in tables.statements:
                if (
                    body["document_id"] != heading["document_id"]
                    or body["depth"] == "1"
                    or body["char_start"] == heading["char_start"]
                ):
                    continue
                for longer in _QUOTED.findall(body["text"]):
                    dropped = _dropped(quoted.split(), longer.split())
                    if any(word.casefold() in hedges() for word in dropped):
                        message = (
                            f"the heading quotes {quoted!r}; the body has {longer!r}: {' '.join(dropped)!r} is left out"
                        )
                        yield (
                            "dropped_hedge",
                            message,
                            (heading["statement_id"], quoted),
                            (body["statement_id"], longer),
                        )


def _dropped(short: list[str], long: list[str]) -> list[str]:
    """The words of `long` that `short` leaves out; none where `short` is not made of its words in order."""
    rest = iter(long)
    left_out: list[str] = []
    for word in short:
        for other in rest:
            if other.casefold() == word.casefold():
                break
            left_out.append(other)
        else:
            return []
    return [*left_out, *rest]


def _certainties(tables: Tables) -> Iterator[Finding]:
    """One source on one kind of event, sure in one place and unsure in another of the same document."""
    holders = {row["statement_id"]: row for row in tables.statements}
    sure: dict[tuple[str, ...], TableRow] = {}
    unsure: dict[tuple[str, ...], TableRow] = {}
    for event in tables.events:
        saying = holders.get(event["statement_id"])
        if saying is None or saying["depth"] == "1" or not saying["holder_id"]:
            continue
        key = (event["document_id"], saying["holder_id"], *_kind(event))
        if event["status"] in {"reported", "asserted"}:
            sure.setdefault(key, event)
        elif event["status"] == "unconfirmed":
            unsure.setdefault(key, event)
    for both in sorted(sure.keys() & unsure.keys()):
        left, right = sure[both], unsure[both]
        message = (
            f"the same source says it as {left['status']} ({left['factuality']}) in one place "
            f"and as {right['status']} ({right['factuality']}) in another"
        )
        yield "certainty", message, (left["event_id"], left["quote"]), (right["event_id"], right["quote"])
