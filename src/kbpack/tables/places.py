"""Places: the published copy of the corpus's list of places."""

import polars as pl

from kbpack import codes, columns
from kbpack.rules import Rows, both_or_neither, rule
from kbpack.table import Table


class Places(Rows):
    """Places.

    The places that rows name, as the corpus's vocabulary lists them; what a curator knows, not what a document says.
    """

    place_id: str = columns.key("Place id", "The code of the place in this package.", columns.CODE_ID)
    name: str = columns.name("Name", "The name of the place.", nullable=False)
    kind: str = columns.name("Kind", "What sort of place it is.")
    part_of: str = columns.reference("Part of", "The place that contains this one.", "places", "place_id")
    country: str = columns.notation(
        "Country", "The code of the state the place is listed under.", "^[A-Z]{2}$", source=codes.ISO_3166_1
    )
    iso_3166: str = columns.notation(
        "ISO 3166", "The code of the state or subdivision.", "^[A-Z]{2}(-[A-Z0-9]{1,3})?$", source=codes.ISO_3166_2
    )
    wikidata: str = columns.notation("Wikidata", "The Wikidata item.", "^Q[1-9][0-9]*$", source="Wikidata")
    geonames: str = columns.notation("GeoNames", "The GeoNames id.", "^[1-9][0-9]*$", source="GeoNames")
    reference_area_km2: float = columns.number(
        "Reference area", "The area of the place in a reference work.", unit="km2", ge=0
    )
    reference_area_source: str = columns.name("Source of the reference area", "The work that gives the reference area.")
    latitude: float = columns.number("Latitude", "Degrees north, WGS 84.", unit="deg", ge=-90, le=90)
    longitude: float = columns.number("Longitude", "Degrees east, WGS 84.", unit="deg", ge=-180, le=180)

    @rule
    @classmethod
    def coordinates_in_pairs(cls) -> pl.Expr:
        """Fill latitude and longitude together."""
        return both_or_neither("latitude", "longitude")


TABLE = Table("places", Places)
