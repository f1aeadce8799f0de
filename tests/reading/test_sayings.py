"""Acts of saying: who holds what, by which words, inside whose saying, and how surely."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Read
from kbpack import lexicon
from kbpack.reading.names import Names
from kbpack.reading.reader import read as read_text


def test_a_sentence_without_a_cue_is_asserted_by_the_document(read: Read) -> None:
    """Every sentence has a statement of depth 1, in the document's own voice."""
    rows = read("It rained. It did not snow.").statements
    assert [
        (row["depth"], row["holder_id"], row["speech_act"], row["polarity"], row["factuality"]) for row in rows
    ] == [
        ("1", "a", "assert", "+", "CT+"),
        ("1", "a", "assert", "-", "CT-"),
    ]
    assert {row["quotation"] for row in rows} == {"own voice"}
    assert not any(row.get("cue_text") or row.get("parent_id") for row in rows)


@pytest.mark.parametrize(
    ("text", "cue", "wording", "content"),
    [
        ("The Grain Board said that it rained.", "said", "indirect", "it rained"),
        ("The Grain Board said it rained.", "said", "indirect", "it rained"),
        ("The Grain Board has been saying that it rained.", "saying", "indirect", "it rained"),
        ("The Grain Board said: “It rained.”", "said", "direct", "“It rained.”"),
        ("The Grain Board said, “It rained.”", "said", "direct", "“It rained.”"),
        ("“It rained,” said the Grain Board.", "said", "direct", "“It rained,”"),
        ("“It rained,” the Grain Board said.", "said", "direct", "“It rained,”"),
        ('"It rained," said the Grain Board.', "said", "direct", '"It rained,"'),
        (
            "The Grain Board said that it “rained and rained” there.",
            "said",
            "mixed",
            "it “rained and rained” there",
        ),
        ("It rained, said the Grain Board.", "said", "indirect", "It rained"),
        ("It rained, the Grain Board said.", "said", "indirect", "It rained"),
        ("According to the Grain Board, it rained.", "According to", "indirect", "it rained"),
        ("It rained, according to the Grain Board.", "according to", "indirect", "It rained"),
        ("The Grain Board warned that it may rain.", "warned", "indirect", "it may rain"),
        ("The Grain Board confirmed that it rained.", "confirmed", "indirect", "it rained"),
        ("It was reported by the Grain Board that it rained.", "reported", "indirect", "it rained"),
        ("The Grain Board, which is old, said that it rained.", "said", "indirect", "it rained"),
        ("On Monday, the Grain Board said that it rained.", "said", "indirect", "it rained"),
        ("The Grain Board said it's raining.", "said", "indirect", "it's raining"),
        ("And the Grain Board said, we'll wait for rain.", "said", "indirect", "we'll wait for rain"),
        ("The Grain Board thinks that would help.", "thinks", "indirect", "that would help"),
        ("The Grain Board thinks that should it rain, we win.", "thinks", "indirect", "should it rain, we win"),
        ("The Grain Board believes Hill Court erred in law.", "believes", "indirect", "Hill Court erred in law"),
        ("The Grain Board believes floods occur in May.", "believes", "indirect", "floods occur in May"),
        (
            "The Grain Board says the one thing we may do is rest.",
            "says",
            "indirect",
            "the one thing we may do is rest",
        ),
        ("The Grain Board says that floods in May harm us.", "says", "indirect", "floods in May harm us"),
        ("The Grain Board claims Hill flies grain to us.", "claims", "indirect", "Hill flies grain to us"),
        ("The Grain Board says its head, Ann Hill, has left.", "says", "indirect", "its head, Ann Hill, has left"),
        ("The Grain Board said, by the way, it had rained.", "said", "indirect", "it had rained"),
        ("The Grain Board asked if it rained.", "asked if", "indirect", "it rained"),
    ],
)
def test_what_another_says_is_a_deeper_row(read: Read, text: str, cue: str, wording: str, content: str) -> None:
    """Holder, cue, content and wording are read in every order; the document only reports."""
    reads = read(text)
    (said,) = reads.others
    assert [said[name] for name in ("depth", "holder_id", "cue_text", "quotation")] == ["2", "board", cue, wording]
    assert said["holder_text"].removeprefix("the ").removeprefix("The ") == "Grain Board"
    assert said["holder_chain"] == "a > board"
    assert reads.content(said) == content
    root = reads.statements[0]
    assert (root["depth"], root["speech_act"], root["quote"]) == ("1", "report", text)
    assert said["parent_id"] == root["statement_id"]


@pytest.mark.parametrize(
    ("said", "act", "cameo"),
    [
        ("said that it rained", "assert", "010"),
        ("warned that it may rain", "warn", "012"),
        ("confirmed that it rained", "confirm", "010"),
        ("reported that it rained", "report", "010"),
        ("found that it rained", "find", "010"),
        ("denied that it rained", "deny", "016"),
        ("condemned the flood", "condemn", "111"),
        ("appealed to farmers to leave", "appeal", "020"),
        ("urged farmers to leave", "urge", "020"),
        ("promised to help", "promise", "010"),
        ("believes that it rained", "believe", "010"),
        ("announced that it rained", "announce", "010"),
        ("demanded that it stop", "demand", "020"),
    ],
)
def test_the_act_is_that_of_the_cue(read: Read, said: str, act: str, cameo: str) -> None:
    """Each word of saying has its act, and the act its CAMEO code."""
    (row,) = read(f"The Grain Board {said}.").others
    assert (row["speech_act"], row["cameo_code"]) == (act, cameo)


@pytest.mark.parametrize(
    "holder",
    [
        "The General Assembly",
        "Italy",
        "The family",
        "The Daily Herald",
        "A friendly officer",
        "The minister of supply",
        "Hill State and Plain State",
        "Two officials",
        "He",
        "The Board's chairman",
        "An old man from the vale",
        "The weekly Herald",
    ],
)
def test_the_whole_phrase_is_the_holder(read: Read, holder: str) -> None:
    """No word of the holder is lost, whatever its ending."""
    (said,) = read(f"{holder} said that it rained.").others
    assert said["holder_text"] == holder


@pytest.mark.parametrize(
    "before",
    [
        "In June",
        "In July",
        "In May",
        "On 3 May 1990",
        "In 1990",
        "On Monday",
        "Yesterday",
        "In North Vale",
        "After the talks",
        "In May 1990",
    ],
)
def test_what_stands_before_the_holder_is_no_holder(read: Read, before: str) -> None:
    """When and where it was said names nobody."""
    (said,) = read(f"{before} the Grain Board said that it rained.").others
    assert (said["holder_text"], said["holder_id"]) == ("the Grain Board", "board")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A letter seen by the Grain Board says that it rained.", "A letter"),
        ("The farmers who met in North Vale say that it rained.", "The farmers"),
        ("How could the farmers argue that it rained?", "the farmers"),
        ("Let the farmers know that it rained.", "the farmers"),
        ("The farmers are worried by the flood and hope that it ends.", "The farmers"),
    ],
)
def test_what_stands_between_a_holder_and_its_verb_is_no_holder(read: Read, text: str, holder: str) -> None:
    """Nor is a question word, «let», or what a participle has beside it."""
    assert read(text).others[-1]["holder_text"] == holder


@pytest.mark.parametrize("between", ["on 3 May 1990", "in North Vale", "on Monday", "yesterday", "again"])
def test_what_stands_before_that_is_no_content(read: Read, between: str) -> None:
    """When and where it was said is not what was said."""
    reads = read(f"The Grain Board said {between} that it rained.")
    (said,) = reads.others
    assert reads.content(said) == "it rained"


@pytest.mark.parametrize(
    "text", ["It was reported that it rained.", "It has been claimed that it rained.", "It is alleged that it rained."]
)
def test_a_passive_without_an_agent_has_no_holder(read: Read, text: str) -> None:
    """Nobody is filled in: the holder is empty, and unnamed in the chain."""
    reads = read(text)
    (said,) = reads.others
    assert (said.get("holder_id", ""), said.get("holder_text", "")) == ("", "")
    assert said["holder_chain"] == "a"
    assert reads.content(said) == "it rained"


# Holders in holders


def test_holders_nest(read: Read) -> None:
    """A report that an article passes on is inside the article, and that inside the document."""
    rows = read("Peace Watch’s report found that it rained, said an article in the Valley Herald.").statements
    assert [row["depth"] for row in rows] == ["1", "2", "3"]
    assert [row["holder_text"] for row in rows[1:]] == ["an article in the Valley Herald", "Peace Watch’s report"]
    assert rows[2]["holder_chain"] == "a > herald > watch"
    assert [row.get("parent_id", "") for row in rows] == ["", *(row["statement_id"] for row in rows[:2])]
    assert [row["speech_act"] for row in rows] == ["report", "report", "find"]


def test_a_claim_inside_a_report_nests(read: Read) -> None:
    """A clause of saying inside the content of another is one deeper."""
    reads = read("The Valley Herald reported that the River Union claimed that it rained.")
    assert [(row["depth"], row["holder_id"], reads.content(row)) for row in reads.others] == [
        ("2", "herald", "the River Union claimed that it rained"),
        ("3", "union", "it rained"),
    ]


@pytest.mark.parametrize("agency", ["the Valley Wire agency", "Valley Wire agency", "Valley Wire", "the Valley Herald"])
def test_what_a_source_told_an_agency_is_the_agencys_report(read: Read, agency: str) -> None:
    """The document has it from the agency or newspaper, and that from the source."""
    rows = read(f"A farmer told {agency} that it rained.").others
    medium = "herald" if "Herald" in agency else "wire"
    assert [(row["depth"], row.get("holder_id", ""), row["holder_text"]) for row in rows] == [
        ("2", medium, agency),
        ("3", "", "A farmer"),
    ]
    assert rows[1]["holder_chain"] == f"a > {medium} > A farmer"
    assert rows[1]["addressee_text"] == agency


@pytest.mark.parametrize("addressee", ["the Grain Board", "us", "a neighbour"])
def test_what_somebody_told_another_is_the_tellers(read: Read, addressee: str) -> None:
    """One who is told and does not publish holds nothing."""
    (said,) = read(f"A farmer told {addressee} that it rained.").others
    assert (said["holder_text"], said["addressee_text"]) == ("A farmer", addressee)


def test_two_sayings_side_by_side_do_not_nest(read: Read) -> None:
    """A second main clause is not what the first holder said."""
    rows = read("The Grain Board said that it rained, and the River Union said that it snowed.").others
    assert [(row["depth"], row["holder_id"]) for row in rows] == [("2", "board"), ("2", "union")]


# The first person, and the document's own holder


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("We condemn any use of bombs.", "condemn", "condemn"),
        ("I thank the Grain Board.", "thank", "thank"),
        ("We reaffirm that it rained.", "reaffirm", "assert"),
        ("We urge the Grain Board to leave.", "urge", "urge"),
        ("I would like to welcome the Grain Board.", "welcome", "welcome"),
        ("Plain State condemns any use of bombs.", "condemns", "condemn"),
        ("Let me offer my thanks to the Grain Board.", "offer my thanks", "thank"),
        ("Allow me to express our thanks to the Grain Board.", "express our thanks", "thank"),
        ("It is a pleasure for me to pay tribute to the Grain Board.", "pay tribute to", "praise"),
        ("It is worth noting that it rained.", "noting", "assert"),
        ("It is important today to stress that it rained.", "stress", "emphasize"),
        ("1 thank the Grain Board.", "thank", "thank"),
        ("For this reason we urge the Grain Board to leave.", "urge", "urge"),
        ("How can we accept that it rained?", "accept", "admit"),
    ],
)
def test_the_first_person_is_the_documents_holder(read: Read, text: str, cue: str, act: str) -> None:
    """`We` and the name of the document's holder are depth 1, with their own act."""
    (row,) = read(text, holder="plain").statements
    assert (row["depth"], row["holder_id"], row["cue_text"], row["speech_act"]) == ("1", "plain", cue, act)
    assert row["quotation"] == "own voice"


def test_a_further_act_of_the_same_holder_is_a_further_row_of_depth_1(read: Read) -> None:
    """To reject an allegation, the allegation, and to say that there is no evidence are three rows."""
    text = "We reject the allegations made by Hill State about the flood, as there is no evidence of it."
    rows = read(text, holder="plain").statements
    assert [(row["depth"], row["holder_id"], row["speech_act"], row["polarity"]) for row in rows] == [
        ("1", "plain", "reject_allegation", "-"),
        ("2", "hill", "allege", "+"),
        ("1", "plain", "assert", "-"),
    ]
    assert rows[0]["cameo_code"] == "016"


def test_a_relative_clause_that_claims_something_is_the_documents(read: Read) -> None:
    """What is added to another's words in passing is the document's own claim."""
    rows = read("Hill State, which still holds North Vale, said that it rained.").statements
    assert [(row["depth"], row["quote"]) for row in rows if row["depth"] == "1"] == [
        ("1", "Hill State, which still holds North Vale, said that it rained."),
        ("1", "which still holds North Vale"),
    ]


def test_somebody_of_ours_is_not_us(read: Read) -> None:
    """Another whom the document's holder calls its own is another holder."""
    (said,) = read("Our engineers have told us that it rained.", holder="plain").others
    assert said["holder_text"] == "Our engineers"


@pytest.mark.parametrize(
    "text",
    [
        "Hill State expressed concern about the flood.",
        "Hill State thanked the River Union.",
        "Hill State condemned the flood.",
        "The flood was condemned by Hill State.",
    ],
)
def test_a_sentence_that_only_passes_on_an_act_is_a_report(read: Read, text: str) -> None:
    """The document reports the act, whatever the act is."""
    reads = read(text)
    assert [(row["depth"], row["speech_act"]) for row in reads.statements if row["depth"] == "1"] == [("1", "report")]
    assert [row["holder_id"] for row in reads.others] == ["hill"]


# Nouns of saying


@pytest.mark.parametrize(
    ("text", "holder", "cue", "act"),
    [
        ("The allegations made by Hill State about the flood are new.", "hill", "allegations", "allege"),
        ("The Grain Board’s allegations about the flood are new.", "board", "allegations", "allege"),
        ("Hill State made claims against the River Union.", "hill", "made claims", "assert"),
        ("Hill State expressed concern about the flood.", "hill", "expressed concern", "express_concern"),
    ],
)
def test_nouns_of_saying_have_their_holders(read: Read, text: str, holder: str, cue: str, act: str) -> None:
    """By `made by`, by a genitive, or by a light verb."""
    (said,) = read(text).others
    assert (said["depth"], said["holder_id"], said["cue_text"], said["speech_act"]) == ("2", holder, cue, act)


def test_a_word_of_saying_in_a_name_says_nothing(read: Read) -> None:
    """`State` is a part of the name here, not what somebody does."""
    (said,) = read("Hill State’s allegations about the flood are new.").others
    assert (said["depth"], said["holder_id"], said["cue_text"]) == ("2", "hill", "allegations")


def test_a_noun_of_saying_ends_before_the_sentences_verb(read: Read) -> None:
    """What is told of the allegations is no part of them."""
    (said,) = read("The allegations made by Hill State about the flood were old news in 1990.").others
    assert said["quote"] == "The allegations made by Hill State about the flood"


def test_a_claim_against_somebody_has_its_target(read: Read) -> None:
    """Who is spoken against is the target."""
    (said,) = read("Hill State made claims against the River Union.").others
    assert said["target_text"] == "the River Union"


# How surely


@pytest.mark.parametrize(
    "text",
    [
        "Hill State denied that its forces had attacked North Vale.",
        "Hill State said that its forces had never attacked North Vale.",
    ],
)
def test_to_deny(read: Read, text: str) -> None:
    """To say that one's own side did no harm is to deny it, by whatever words."""
    said = read(text).others[-1]
    assert said["polarity"] == "-"
    assert said["factuality"] == "CT-"


@pytest.mark.parametrize(
    "text",
    [
        "We reiterate that our forces have never attacked civilians.",
        "We reiterate that Plain forces have never attacked civilians.",
    ],
)
def test_to_say_that_ones_own_side_did_no_harm_is_to_deny_it(read: Read, text: str) -> None:
    """The side is the holder, a part of it, or what the holder calls its own."""
    (row,) = read(text, holder="plain").statements
    assert (row["speech_act"], row["polarity"], row["cameo_code"]) == ("deny", "-", "016")


def test_to_say_that_another_did_harm_is_to_accuse(read: Read) -> None:
    """An assertion of harm by another side is an accusation."""
    (said,) = read("The Grain Board said that Hill forces attacked North Vale.").others
    assert (said["speech_act"], said["cameo_code"], said["polarity"]) == ("accuse", "112", "+")


def test_a_hedge_on_the_evidence_makes_a_finding_less_sure(read: Read) -> None:
    """What a report finds with unconfirmed evidence is possible, no more."""
    (said,) = read("Peace Watch’s report found “unconfirmed evidence” that it rained.").others
    assert (said["speech_act"], said["factuality"], said["quotation"]) == ("find", "PS+", "mixed")


@pytest.mark.parametrize(
    "text",
    [
        "Hill State did not say that it rained.",
        "Hill State never claimed that it rained.",
        "Nobody said that it rained.",
    ],
)
def test_what_nobody_said_is_nobodys_certainty(read: Read, text: str) -> None:
    """Where no act of saying took place, its content is not held for certain by anyone."""
    assert not [row for row in read(text).others if row["factuality"] == "CT+" and row["polarity"] == "+"]


# Quotations that go on


def test_quoted_words_are_the_sources_also_after_the_cue(read: Read) -> None:
    """A quotation that is parted by its cue is held by its source on both sides."""
    reads = read("“Hill forces,” said the River Union, “have attacked North Vale.”")
    (event,) = reads.events
    (said,) = reads.others
    assert event["statement_id"] == said["statement_id"]


@pytest.mark.parametrize(
    "text",
    [
        "The River Union said: “It rained. It snowed.” It was late.",
        "“It rained,” said the River Union. “It snowed.” It was late.",
    ],
)
def test_a_quotation_of_several_sentences_stays_its_sources(read: Read, text: str) -> None:
    """No sentence inside quotation marks is said by the document."""
    reads = read(text)
    place = text.index("It snowed.")
    holding = [row for row in reads.others if int(row["content_start"]) <= place < int(row["content_end"])]
    assert [row["holder_id"] for row in holding] == ["union"]


# Headings


def test_a_heading_that_passes_on_a_finding_is_a_report(read: Read) -> None:
    """A headline's passive names nobody; a heading that says nothing is passed over."""
    reads = read('Bombs in North Vale: "clear evidence" found\n\nNorth Vale in winter\n\nIt rained.\n')
    assert [(row["depth"], row["speech_act"], row.get("holder_text", "")) for row in reads.statements] == [
        ("1", "report", ""),
        ("2", "find", ""),
        ("1", "assert", ""),
    ]
    assert [one.reason for one in reads.document.ignored] == ["heading"]


SAID = [row["lemma"] for row in lexicon.table("sayings")]
ROLES = [row["word"] for name in ("roles", "classes", "function_words") for row in lexicon.table(name)]
MARKS = [",", ".", ":", ";", "“", "”", '"', "(", ")", "-", "?", "Hill", "Vale", "Monday", "20", "said", "says", "’s"]
ROWS = st.lists(st.sampled_from(SAID) | st.sampled_from(ROLES) | st.sampled_from(MARKS), max_size=16).map(" ".join)


@settings(max_examples=500)
@given(ROWS)
def test_any_row_of_words_is_read(text: str) -> None:
    """Whatever words stand side by side, also where a sentence breaks off, all that was said lies in its sentence."""
    for part in read_text(text, Names()).parts:
        for saying in part.sayings:
            spans = [saying.span, saying.content, saying.cue, saying.holder, saying.addressee, saying.target]
            assert all(0 <= span.first <= span.after <= part.line.size for span in spans if span is not None)


@pytest.mark.parametrize("opening", ["He said", "They believe", "He told them", "The report of the board shows that"])
def test_a_sentence_may_break_off_behind_any_word(opening: str) -> None:
    """A text may end behind a word that leads to more; the sentence ends there too."""
    for word in [*SAID, *ROLES]:
        text = f"It rained there. {opening} {word}"
        assert read_text(text, Names()).parts[-1].end == len(text), word
