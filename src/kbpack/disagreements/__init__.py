"""Where documents disagree with themselves, with each other or with a reference; both sides are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbpack.disagreements import lists, sentences
from kbpack.disagreements.facts import Facts, Finding, Known
from kbpack.vocabulary import Vocabulary

WITHIN = (
    lists.overlaps,
    lists.shares,
    lists.counts,
    lists.references,
    sentences.years,
    sentences.dropped_hedges,
    sentences.certainties,
)
"""The checks that look at one document."""
ACROSS = (lists.two_values, sentences.durations)
"""The checks that hold documents against each other."""


def within(facts: Facts, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find where a document disagrees with itself or with a reference."""
    known = Known.with_vocabulary(facts, vocabulary)
    return (found for check in WITHIN for found in check(known))


def across(facts: Iterable[Facts], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find where documents, each of which gave its facts, disagree with each other."""
    known = Known.with_vocabulary(Facts.joined(facts), vocabulary)
    return (found for check in ACROSS for found in check(known))
