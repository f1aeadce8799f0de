"""Classes of saying that any text may bring: denied, passive, hedged, asked, joined; and their look-alikes."""

from __future__ import annotations

import pytest

from conftest import Read, Reads


def told(reads: Reads) -> list[tuple[str, str, str, str]]:
    """Depth, holder, cue and act of the rows that tell a saying."""
    return [
        (row["depth"], row.get("holder_text", ""), row.get("cue_text", ""), row["speech_act"])
        for row in reads.statements
        if row.get("cue_text") or row["depth"] != "1"
    ]


@pytest.mark.parametrize(
    ("text", "holder", "cue"),
    [
        ("He did not say that it rained.", "He", "say"),
        ("Nobody denies that it rained.", "", "denies"),
        ("No one should assume that it rained.", "No one", "assume"),
        ("No country can claim that it rained.", "No country", "claim"),
        ("They cannot accept that it rained.", "They", "accept"),
        ("The pilots do not believe that it rained.", "The pilots", "believe"),
    ],
)
def test_what_is_not_said_is_held_by_nobody(read: Read, text: str, holder: str, cue: str) -> None:
    """An act that is denied is a row; its content is negated, and nobody is certain of it."""
    (said,) = read(text).others
    assert (said.get("holder_text", ""), said["cue_text"]) == (holder, cue)
    assert said["polarity"] == "-"
    assert said["factuality"] in {"Uu", "PR-"}


def test_we_do_not_believe(read: Read) -> None:
    """To deny a belief is to hold its content improbable, in the document's own voice."""
    (row,) = read("We do not believe that it rained.", holder="plain").statements
    assert [row[name] for name in ("depth", "cue_text", "polarity", "factuality")] == ["1", "believe", "-", "PR-"]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It has been reiterated that it rained.", "reiterated", "it rained"),
        ("It was, he said, late.", "said", ""),
        ("The quay, it is said, is old.", "said", "The quay"),
        ("Concerns have been raised about the quay.", "Concerns", "the quay"),
        ("The point has been made that the quay is old.", "point", "the quay is old"),
        ("Calls for rain were made by the pilots.", "Calls", "rain"),
        ("Allegations of theft have been voiced.", "Allegations", "theft"),
        ("As is well known, the quay is old.", "known", "the quay is old"),
        ("The pilot is said to have left.", "said", ""),
        ("Amid allegations of theft, the board left.", "allegations", "theft"),
        ("Word came that the quay was old.", "Word", "the quay was old"),
        ("Rumour has it that the quay is old.", "Rumour", "the quay is old"),
        ("The hope remains that it will rain.", "hope", "it will rain"),
    ],
)
def test_nobody_in_particular_says_it(read: Read, text: str, cue: str, content: str) -> None:
    """What is said by nobody in particular, or brought forward by a light verb, is a row."""
    reads = read(text)
    said = reads.others[0]
    assert said["cue_text"] == cue
    assert reads.content(said) == content or not content


@pytest.mark.parametrize(
    ("text", "holder", "cue", "act"),
    [
        ("I congratulate you, Sir, on your election.", "I", "congratulate", "welcome"),
        ("It gives me pleasure also to welcome the pilots.", "me", "welcome", "welcome"),
        ("I call again on the pilots to leave.", "I", "call again on", "appeal"),
        ("My Government appeals urgently to the pilots to leave.", "My Government", "appeals", "appeal"),
        ("I cannot help but feel that it rained.", "I", "feel", "believe"),
        ("All of us know that it rained.", "All of us", "know", "believe"),
        ("We all hope that it will rain.", "We", "hope", "hope"),
        (
            "The delegation of my country believes that it rained.",
            "The delegation of my country",
            "believes",
            "believe",
        ),
        ("It is our hope that progress will be made.", "our", "hope", "hope"),
        ("It is our earnest wish that it rain.", "our", "wish", "hope"),
        ("My delegation is of the opinion that it rained.", "My delegation", "opinion", "assess"),
        ("We have the fullest confidence that it will rain.", "We", "confidence", "believe"),
        ("It is war, which we condemn, that brings fear.", "we", "condemn", "condemn"),
        ("The rule to which I have referred is old.", "I", "referred", "report"),
        ("My country had throughout stressed the need for rain.", "My country", "stressed", "emphasize"),
        ("We clearly expressed the intention of the board to leave.", "We", "expressed the intention", "promise"),
        ("I wish to extend to the pilots the very warmest congratulations of the vale.", "I", "", "welcome"),
        ("It is our expectation that the talks will lead to peace.", "our", "expectation", "assess"),
        ("I cannot end without thanking the pilots.", "I", "thanking", "thank"),
        ("I must say that it rained.", "I", "say", "assert"),
        ("War must be condemned, by all means.", "", "condemned", "condemn"),
        ("That is why my country has long urged deep cuts.", "my country", "urged", "urge"),
    ],
)
def test_the_document_speaks_for_itself(read: Read, text: str, holder: str, cue: str, act: str) -> None:
    """Politeness, groups that hold the speaker and «of my country» are the document's own voice."""
    rows = [row for row in told(read(text, holder="plain")) if row[2] == cue or not cue]
    assert [(depth, who, what) for depth, who, _, what in rows] == [("1", holder, act)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Our neighbour's government believes that it rained.", "Our neighbour's government"),
        ("The members of the River Union believe that it rained.", "The members of the River Union"),
        ("A well-known pilot, Al Roe, once said that it rained.", "A well-known pilot"),
        ("One pilot admitted to being asleep.", "One pilot"),
        ("The act has been seen and condemned by many pilots.", "many pilots"),
        ("It has communicated publicly that it rained.", "It"),
        ("The raids showed the world that Vale, in its greed, was wrong.", "The raids"),
        ("The newly elected mayor said that it rained.", "The newly elected mayor"),
        ("The boards saw and equally condemned the evil.", "The boards"),
        ("The board met in halls which have seen and condemned the evil.", "halls"),
        ("The board was one of 54 unions that condemned the evil.", "54 unions"),
        ("It is old, and it is convinced that it will rain.", "it"),
        ("They adopted a resolution demanding rain.", "a resolution"),
        ("Do you think that it rained?", "you"),
        ("It showed the world that it rained.", "It"),
        ("As the pilots are well aware, it rained.", "the pilots"),
        ("That is why the Grain Board has urged restraint.", "the Grain Board"),
        ('"It rained. It poured." - Al Roe', "Al Roe"),
    ],
)
def test_others_have_their_own_words(read: Read, text: str, holder: str) -> None:
    """Whoever speaks is found behind adverbs, names, relatives and dashes; a neighbour is another."""
    said = next(row for row in read(text).others)
    assert said["holder_text"] == holder


@pytest.mark.parametrize(
    "text",
    [
        "Finding a way home is hard.",
        "The quay was established to prevent floods.",
        "The rules and documents adopted there are old.",
        "The detained suspect's name is long.",
        "The taxes requested in June have risen.",
        "Rights must be observed in a way that is fair.",
        "It stands by the message that we received in June.",
        "They accept that fact.",
        "Today, when financial demands in the vale are rising, it is closed.",
        "They testify to the will of the board.",
        "In view of the fact that it rained, it is shut.",
        "It is thanks to the pilots that it held.",
        "The plans that embody this rule are old.",
        "This calls for rain.",
        "The quay has the support of the board.",
        "If it goes on, the old race will continue.",
        "The pilot was reportedly asleep.",
        "Our commitment in the vale is deep.",
        "It is my pleasure to stay.",
        "They know how it is done.",
    ],
)
def test_words_of_saying_in_another_sense(read: Read, text: str) -> None:
    """A gerund as a subject, a reduced relative clause, a noun and a question known tell of no saying."""
    assert told(read(text, holder="plain")) == []


def test_two_acts_of_one_sentence_are_two_rows(read: Read) -> None:
    """A second act of the document's holder on the same words has a row of its own."""
    rows = read("We thank the pilots and congratulate them.", holder="plain").statements
    assert [(row["depth"], row["cue_text"]) for row in rows] == [("1", "thank"), ("1", "congratulate")]
