"""Where things lie in a package, for those who need not know what is in them."""

DESCRIPTOR = "datapackage.json"
TABLE_NAMES = (
    "documents",
    "places",
    "actors",
    "districts",
    "statements",
    "events",
    "figures",
    "evidence",
    "findings",
)
"""The names of the tables of kbpack, in their order."""
