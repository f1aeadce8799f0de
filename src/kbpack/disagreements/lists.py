"""Lists of places with areas: held against the text, against a reference and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kbpack.disagreements.facts import Finding, Known
from kbpack.table import TextRow

SHARE_TOLERANCE = 0.05
AREA_TOLERANCE = Decimal("0.15")


def _without_parts(known: Known, listed: list[TextRow]) -> list[TextRow]:
    """List rows without those whose place is part of another listed place."""
    places = {row["place_id"] for row in listed}
    return [row for row in listed if not places.intersection(known.wholes(row["place_id"]))]


def _total(listed: Iterable[TextRow]) -> Decimal:
    return sum((Decimal(row["area_km2"]) for row in listed), Decimal(0))


def overlaps(known: Known) -> Iterator[Finding]:
    """A place and a whole that it is part of, each listed with its area."""
    for listed in known.lists():
        by_place = {row["place_id"]: row for row in listed}
        for row in listed:
            for whole in known.wholes(row["place_id"]):
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


def shares(known: Known) -> Iterator[Finding]:
    """The sum of listed areas against a stated share of the place that holds them."""
    for listed in known.lists():
        for figure in known.figures:
            place = known.place_in(figure["of_text"])
            area = known.vocabulary.places.get(place, {}).get("reference_area_km2", "")
            inside = [row for row in listed if place in known.wholes(row["place_id"])]
            if figure["kind"] != "share" or not area or not inside or figure["document_id"] != listed[0]["document_id"]:
                continue
            if not figure["value"]:
                continue
            all_km2, once_km2 = _total(inside), _total(_without_parts(known, inside))
            share, once = (float(total / Decimal(area)) * 100 for total in (all_km2, once_km2))
            stated = float(figure["value"]) * (1 if figure["unit"] == "%" else 100)
            if abs(share - stated) > SHARE_TOLERANCE * stated:
                message = (
                    f"the {len(inside)} listed areas sum to {all_km2} km2, {share:.1f} percent of the {area} km2 of "
                    f"{known.name(place)} ({once_km2} km2, {once:.1f} percent, without parts counted twice); "
                    f"the text says {figure['value_text']}"
                )
                yield (
                    "share",
                    message,
                    (figure["figure_id"], figure["value_text"]),
                    (inside[0]["district_id"], f"{all_km2} km2"),
                )


def counts(known: Known) -> Iterator[Finding]:
    """A stated number of places of a kind against the listed number of that kind."""
    for listed in known.lists():
        for figure in known.figures:
            if figure["kind"] != "count" or not figure["value"] or figure["document_id"] != listed[0]["document_id"]:
                continue
            nouns = {word.casefold().removesuffix("s") for word in figure["of_text"].split()[-1:]}
            of_kind = [row for row in listed if known.vocabulary.places[row["place_id"]]["kind"] in nouns]
            alone = _without_parts(known, listed)
            alone = [row for row in of_kind if row in alone]
            if of_kind and len(of_kind) != int(float(figure["value"])):
                message = (
                    f"the list has {len(of_kind)} places of the kind counted as "
                    f"{figure['value_text']} {figure['of_text']}; "
                    f"{len(alone)} of them are no part of another listed place"
                )
                row = next((row for row in of_kind if row not in alone), of_kind[0])
                value = f"{figure['value_text']} {figure['of_text']}"
                yield "count", message, (figure["figure_id"], value), (row["district_id"], f"{len(of_kind)} listed")


def references(known: Known) -> Iterator[Finding]:
    """A listed area against the reference area of its place."""
    for listed in known.lists():
        for row in listed:
            reference = known.vocabulary.places[row["place_id"]]["reference_area_km2"]
            if reference and abs(Decimal(row["area_km2"]) / Decimal(reference) - 1) > AREA_TOLERANCE:
                message = f"{row['name_text']} has {row['area_text']} in the list and {reference} km2 in the reference"
                yield "area", message, (row["district_id"], row["area_text"]), (row["place_id"], f"{reference} km2")


def two_values(known: Known) -> Iterator[Finding]:
    """One place with two areas."""
    first: dict[str, TextRow] = {}
    for listed in known.lists():
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
