"""One room a table: what a row is, and below that how it is read. TABLES is their order in the package."""

from kbpack.tables import (
    actors,
    districts,
    documents,
    events,
    evidence,
    figures,
    findings,
    places,
    statements,
)

TABLES = (
    documents.TABLE,
    places.TABLE,
    actors.TABLE,
    districts.TABLE,
    statements.TABLE,
    events.TABLE,
    figures.TABLE,
    evidence.TABLE,
    findings.TABLE,
)
