"""Sentences: held against the lists of their document, against its headings and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kbpack.disagreements.facts import Finding, Known
from kbpack.reading.dates import bounds
from kbpack.reading.status import hedges
from kbpack.table import TextRow

DAYS_A_YEAR = 365.2425
_QUOTED = re.compile(r"[\"“„«]([^\"”»]+)[\"”»]")


def _kind(row: TextRow) -> tuple[str, str]:
    return row["event_type"], row["event_mode"]


def _listed_events(known: Known, document_id: str | None, kind: tuple[str, str]) -> list[TextRow]:
    """Dated list rows of one kind of event, of one document or of all."""
    return [row for row in known.listed.get(kind, ()) if document_id in {None, row["document_id"]}]


def years(known: Known) -> Iterator[Finding]:
    """A year that a sentence gives to what a list of the same document dates place by place."""
    for event in known.events:
        if event["district_id"] or event["date_precision"] != "year":
            continue
        whole = known.place_in(_last_name(event["target_text"]))
        if not whole:
            continue
        listed = [
            row
            for row in _listed_events(known, event["document_id"], _kind(event))
            if whole in known.wholes(row["place_id"])
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


def durations(known: Known) -> Iterator[Finding]:
    """A stated duration of something over by the document's date, against the dates that lists give for its start."""
    stated = {
        row["statement_id"] + row["value_text"]: row
        for row in known.figures
        if row["kind"] == "duration" and row["unit"] == "a" and row["value"]
    }
    documents = {row["document_id"]: row for row in known.documents}
    for event in known.events:
        figure = stated.get(event["statement_id"] + event["date_text"])
        if figure is None or event["date_precision"] != "duration":
            continue
        last_day = bounds(documents[event["document_id"]]["date"])[1]
        listed = _listed_events(known, None, _kind(event)) if last_day else []
        off = [
            (row, span)
            for row in listed
            for span in [_years_between(row, last_day)]
            if not span[0] <= int(float(figure["value"])) <= span[1]
        ]
        if off:
            row, span = max(off, key=lambda pair: pair[0]["date_start"])
            message = (
                f"the text says {figure['value_text']}; from the listed dates to {last_day}, "
                f"the end of the document's date, {len(off)} of {len(listed)} places have "
                "another number of years, "
                f"such as {row['place_text']}: {span[0]} years from {row['date']}"
            )
            yield "duration", message, (event["event_id"], figure["value_text"]), (row["event_id"], row["date"])


def _years_between(row: TextRow, last_day: str) -> tuple[int, int]:
    """Fewest and most whole years from a row's date to a day."""
    end = date.fromisoformat(last_day)
    spans = [int((end - date.fromisoformat(row[name])).days / DAYS_A_YEAR) for name in ("date_end", "date_start")]
    return spans[0], spans[1]


def dropped_hedges(known: Known) -> Iterator[Finding]:
    """Words that a heading quotes without the hedge that the body quotes them with."""
    for heading in known.statements:
        if heading["statement_id"] not in known.headings or heading["depth"] != "1":
            continue
        for quoted in _QUOTED.findall(heading["text"]):
            for body in known.statements:
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


def certainties(known: Known) -> Iterator[Finding]:
    """One source on one kind of event, sure in one place and unsure in another of the same document."""
    holders = {row["statement_id"]: row for row in known.statements}
    sure: dict[tuple[str, ...], TextRow] = {}
    unsure: dict[tuple[str, ...], TextRow] = {}
    for event in known.events:
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
