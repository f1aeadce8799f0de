"""Happenings: what the words mention, who they name, when, and how it is put."""

from __future__ import annotations

import pytest

from conftest import Read


def test_a_clause_with_who_whom_when_and_where(read: Read) -> None:
    """Actor, target, date and codes are those of the clause."""
    (event,) = read("Hill forces occupied North Vale on 3 May 1990.").events
    assert {
        name: event.get(name, "") for name in ("actor_id", "actor_text", "target_text", "date", "date_precision")
    } == {
        "actor_id": "hill-army",
        "actor_text": "Hill forces",
        "target_text": "North Vale",
        "date": "1990-05-03",
        "date_precision": "day",
    }
    assert (event["event_type"], event["event_mode"], event["term_text"]) == ("COERCE", "seize", "occupied")
    assert (event["status"], event["factuality"]) == ("asserted", "CT+")
    assert event["quote"] == "Hill forces occupied North Vale on 3 May 1990"


@pytest.mark.parametrize(
    ("text", "codes", "quote"),
    [
        ("Bombs were used.", ("ASSAULT", "heavy-weapons"), "Bombs were used"),
        ("Hill forces shelled Vale Town.", ("ASSAULT", "heavy-weapons"), "Hill forces shelled Vale Town"),
        ("Two farmers were killed.", ("ASSAULT", ""), "Two farmers were killed"),
        ("Hill forces withdrew from North Vale.", ("RETREAT", "withdraw"), "Hill forces withdrew from North Vale"),
        ("Hill State withdrew its troops.", ("RETREAT", "withdraw"), "Hill State withdrew its troops"),
        ("Hill State signed a treaty.", ("SUPPORT", ""), "Hill State signed a treaty"),
        ("A treaty was adopted.", ("SUPPORT", ""), "A treaty was adopted"),
        ("The report was published.", ("COOPERATE", ""), "The report was published"),
        ("Peace Watch published a report.", ("COOPERATE", ""), "Peace Watch published a report"),
        ("Peace Watch released its report.", ("COOPERATE", ""), "Peace Watch released its report"),
        (
            "Hill State has not implemented the treaty.",
            ("REJECT", "yield"),
            "Hill State has not implemented the treaty",
        ),
        ("Hill State still holds North Vale.", ("COERCE", "seize"), "Hill State still holds North Vale"),
        ("Hill State still holds the land.", ("COERCE", "seize"), "Hill State still holds the land"),
    ],
)
def test_what_happened_is_coded(read: Read, text: str, codes: tuple[str, str], quote: str) -> None:
    """Weapons, land, treaties, reports and obligations are happenings; their span is the clause."""
    (event,) = read(text).events
    assert ((event["event_type"], event.get("event_mode", "")), event["quote"]) == (codes, quote)


@pytest.mark.parametrize(
    "text",
    [
        "He used a hammer.",
        "The war memorial is old.",
        "The Grain Board said that it rained.",
        "They took a seat.",
        "It was signed by hand.",
        "The conflict zone is wide.",
    ],
)
def test_what_is_no_happening(read: Read, text: str) -> None:
    """Words that only look like a happening, and acts of saying, are no events."""
    assert read(text).events == []


# Who


@pytest.mark.parametrize(
    "text",
    [
        "North Vale was occupied on 3 May 1990.",
        "Bombs were used against civilians.",
        "The occupied districts are wide.",
        "Two farmers were killed in June.",
    ],
)
def test_a_passive_without_an_agent_has_no_actor(read: Read, text: str) -> None:
    """Nobody is filled in."""
    (event,) = read(text).events
    assert (event.get("actor_id", ""), event.get("actor_text", "")) == ("", "")


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("North Vale was occupied by Hill forces.", "Hill forces", "North Vale"),
        ("Bombs were used by Hill forces against civilians.", "Hill forces", "civilians"),
        ("Hill forces used bombs against civilians.", "Hill forces", "civilians"),
        ("Troops of Hill State killed two farmers.", "Troops of Hill State", "two farmers"),
        ("In 1990 Hill forces occupied North Vale.", "Hill forces", "North Vale"),
        ("Hill State and Plain State attacked Vale Town.", "Hill State and Plain State", "Vale Town"),
        ("The clashes between Hill State and Plain State were long.", "Hill State", "Plain State"),
        ("The attack on Vale Town by Hill forces was long.", "Hill forces", "Vale Town"),
        ("Hill forces launched an attack.", "Hill forces", ""),
    ],
)
def test_who_did_it_to_whom(read: Read, text: str, actor: str, target: str) -> None:
    """Subject or agent, object or `against`: the words are those of the text."""
    (event,) = read(text).events
    assert (event.get("actor_text", ""), event.get("target_text", "")) == (actor, target)


@pytest.mark.parametrize(
    "text",
    [
        "The Grain Board said Hill forces attacked North Vale.",
        "The Grain Board said that Hill forces attacked North Vale.",
        "Hill forces attacked North Vale, the Grain Board said.",
        "“Hill forces attacked North Vale,” said the Grain Board.",
        "According to the Grain Board, Hill forces attacked North Vale.",
    ],
)
def test_who_tells_of_it_did_not_do_it(read: Read, text: str) -> None:
    """The clause of saying is no part of what happened, also where no `that` parts them."""
    (event,) = read(text).events
    assert (event["actor_id"], event["actor_text"]) == ("hill-army", "Hill forces")
    assert event["quote"] == "Hill forces attacked North Vale"


def test_a_subject_of_a_passive_after_saying_is_no_more_than_itself(read: Read) -> None:
    """Without `that` too, the mention begins at its own subject."""
    (event,) = read("The Grain Board said the bridge had been destroyed.").events
    assert (event["quote"], event["target_text"]) == ("the bridge had been destroyed", "the bridge")


# When


@pytest.mark.parametrize(
    ("text", "said", "date", "precision"),
    [
        ("Hill forces attacked North Vale in 1990.", "1990", "1990", "year"),
        ("Hill forces attacked North Vale in May 1990.", "May 1990", "1990-05", "month"),
        ("Hill forces attacked North Vale on 5 May.", "5 May", "XXXX-05-05", "no year"),
        ("Hill forces attacked North Vale in April.", "in April", "XXXX-04", "no year"),
        ("Hill forces attacked North Vale in 1990-1992.", "1990-1992", "1990/1992", "interval"),
        ("Hill forces attacked North Vale for three days.", "three days", "", "duration"),
        ("Hill forces have held the land since the war.", "since the war", "", "relative"),
        ("Hill forces attacked North Vale yesterday.", "yesterday", "", "relative"),
        ("Hill forces attacked North Vale.", "", "", "none"),
        ("The 5-year occupation of North Vale was hard.", "5-year", "", "duration"),
        ("The 1990 ceasefire agreement was long.", "1990", "1990", "year"),
        ("The war began in 1990.", "1990", "1990", "year"),
        ("The attack on Vale Town in May 1990 was long.", "May 1990", "1990-05", "month"),
        ("The attack on Vale Town in June 1990 was long.", "June 1990", "1990-06", "month"),
    ],
)
def test_when_it_happened(read: Read, text: str, said: str, date: str, precision: str) -> None:
    """The date is that of the mention, no more exact than its words; a duration and an anchor are no date."""
    event = read(text).events[0]
    assert (event.get("date_text", ""), event.get("date", ""), event["date_precision"]) == (said, date, precision)


def test_what_the_document_date_adds_stands_apart(read: Read) -> None:
    """The year that a curator's date gives is in a column of its own."""
    (event,) = read("Hill forces attacked North Vale on 5 May 1989.", date="1999-04").events
    assert event.get("date_curated", "") == ""
    (event,) = read("Hill forces attacked North Vale on 5 May, they say.", date="1999-04").events
    assert (event["date"], event["date_curated"]) == ("XXXX-05-05", "1998-05-05")
    assert (event.get("date_start", ""), event.get("date_end", "")) == ("", "")


def test_the_date_of_one_happening_is_not_that_of_another(read: Read) -> None:
    """Two clauses have their own dates."""
    rows = read("Hill forces attacked North Vale in 1990, and Plain forces attacked Vale Town in 1991.").events
    assert [(row["actor_id"], row["date"]) for row in rows] == [("hill-army", "1990"), ("plain-army", "1991")]


# How it is put


@pytest.mark.parametrize(
    ("text", "status", "factuality"),
    [
        ("Hill forces attacked Vale Town.", "asserted", "CT+"),
        ("Hill forces did not attack Vale Town.", "asserted", "CT-"),
        ("Hill forces may attack Vale Town.", "asserted", "PS+"),
        ("Any attack by any actor is a crime.", "generic", "Uu"),
        ("We condemn any attack.", "generic", "Uu"),
        ("The alleged use of bombs was condemned.", "alleged", "Uu"),
        ("The alleged attack on Vale Town was condemned.", "alleged", "Uu"),
        ("Hill forces allegedly attacked Vale Town.", "alleged", "Uu"),
        ("The attack was long.", "presupposed", "CT+"),
        ("The 1990 ceasefire agreement was long.", "presupposed", "CT+"),
        ("The Grain Board said that Vale Town was attacked.", "reported", "CT+"),
        ("The Grain Board said that Hill forces attacked Vale Town.", "alleged", "CT+"),
        ("Hill State denied that it had attacked Vale Town.", "denied", "CT-"),
        ("Hill State denied that Hill forces had attacked Vale Town.", "denied", "CT-"),
        ("Peace Watch’s report found “unconfirmed evidence” that bombs were used.", "unconfirmed", "PS+"),
        ("The Grain Board appealed to Hill State to withdraw its troops.", "generic", "Uu"),
    ],
)
def test_how_a_mention_is_put(read: Read, text: str, status: str, factuality: str) -> None:
    """Status and factuality are those of the words and of the saying that holds them."""
    event = read(text).events[0]
    assert (event["status"], event["factuality"]) == (status, factuality)


def test_that_there_is_no_evidence_asserts_nothing(read: Read) -> None:
    """To say that there is no evidence for an act is neither to assert nor to deny it."""
    event = read("There is no evidence that Plain State used bombs.", holder="plain").events[0]
    assert event["status"] not in {"asserted", "reported", "denied", "presupposed"}
    assert event["factuality"] not in {"CT+", "CT-"}


def test_to_reject_an_allegation_is_not_to_deny_the_act(read: Read) -> None:
    """The act stays what the other alleges."""
    text = "We reject the allegations made by Hill State on the use of bombs by Plain State."
    reads = read(text, holder="plain")
    (event,) = reads.events
    (said,) = reads.others
    assert (event["status"], event["statement_id"]) == ("alleged", said["statement_id"])


# Mentions


def test_mentions_are_never_merged(read: Read) -> None:
    """One war named three times is three rows."""
    rows = read("The war began in 1990. The war ended in 1992. After the war it rained.").events
    assert [row["term_text"] for row in rows] == ["war", "war", "war"]


def test_two_words_for_one_happening_are_one_row(read: Read) -> None:
    """Coordinated words of one kind, and a noun with its light verb, are one mention."""
    (event,) = read("Hill forces killed and wounded farmers.").events
    assert event["term_text"] == "killed and wounded"
    (event,) = read("Hill forces launched an attack on Vale Town.").events
    assert event["actor_text"] == "Hill forces"


def test_what_a_weapon_is_for_is_no_mention(read: Read) -> None:
    """An infinitive that only gives the purpose of a happening tells of no other."""
    assert [event["term_text"] for event in read("Bombs were used to kill and maim.").events] == ["used"]


def test_a_happening_is_held_by_the_innermost_saying(read: Read) -> None:
    """What a source told an agency is the source's, not the agency's and not the document's."""
    reads = read("A farmer told the Valley Wire agency that Hill forces occupied North Vale.")
    (event,) = reads.events
    assert event["statement_id"] == reads.others[-1]["statement_id"]
    assert reads.others[-1]["depth"] == "3"


# Lists


def test_a_list_under_a_heading_of_happening_has_an_event_for_each_entry(read: Read) -> None:
    """Each entry is the heading's happening at its place and date; a list that names no actor has none."""
    reads = read("The occupation in figures\nNorth Vale: May 1990, 90 km2; Vale Town: 5 km2.\n")
    assert [(row["district_id"], row.get("date", ""), row["place_id"]) for row in reads.events] == [
        ("a:26-54", "1990-05", "north"),
        ("a:56-72", "", "town"),
    ]
    for row in reads.events:
        assert (row["event_type"], row["event_mode"], row["status"]) == ("COERCE", "seize", "asserted")
        assert not row.get("actor_id")
        assert not row.get("actor_text")
        assert not row.get("statement_id")


def test_a_list_under_another_heading_has_no_events(read: Read) -> None:
    """Places with areas are no happening."""
    reads = read("The districts in figures\nNorth Vale: May 1990, 90 km2; Vale Town: 5 km2.\n")
    assert reads.events == []
    assert len(reads.document.rows["districts"]) == 2
