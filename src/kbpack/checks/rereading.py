"""What reads a cell again from its quote."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Unverifiable(Enum):
    """What a reader gives for a rule that needs what is not there: the cell is neither right nor wrong."""

    VOCABULARY = "the vocabulary"


Reread = Callable[[str, str], "str | Unverifiable | None"]
"""Takes a rule and a quote and gives the cell, or None where the rule is unknown or reads nothing."""
