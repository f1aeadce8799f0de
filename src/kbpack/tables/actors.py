"""Actors: the published copy of the corpus's list of actors."""

from kbpack import codes, columns
from kbpack.rules import Rows
from kbpack.table import Table


class Actors(Rows):
    """Actors.

    The states, bodies, media and persons that rows name, as the corpus's vocabulary lists them.
    """

    actor_id: str = columns.key(
        "Actor id",
        "The code of the actor in this package; for the voice of a document, the id of the document.",
        columns.DOCUMENT_ID,
    )
    name: str = columns.name("Name", "The name of the actor.", nullable=False)
    kind: str = columns.name("Kind", "What sort of actor it is.")
    country: str = columns.notation(
        "Country", "The code of the state the actor is or belongs to.", "^[A-Z]{2}$", source=codes.ISO_3166_1
    )
    part_of: str = columns.reference("Part of", "The actor that this one belongs to.", "actors", "actor_id")
    place_id: str = columns.reference("Place", "The place where the actor is at home.", "places", "place_id")


TABLE = Table("actors", Actors)
