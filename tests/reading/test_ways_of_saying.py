"""The ways in which saying is put: wishes, nouns, participles, asides, denials, joined acts; and their look-alikes."""

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
    ("text", "holder", "cue", "act"),
    [
        ("My delegation also wishes to express its appreciation for the work.", "My delegation", "", "thank"),
        ("We extend a warm welcome to the new pilots.", "We", "extend a warm welcome", "welcome"),
        ("I should like briefly to recall the plan for the quay.", "I", "recall", "recall"),
        ("My delegation would like to point to the old quay.", "My delegation", "point to", "emphasize"),
        ("I have voiced concern at the course of the work.", "I", "voiced concern", "express_concern"),
        ("We have taken note of the report on the quay.", "We", "taken note", "assert"),
        ("We are convinced that the quay is safe.", "We", "convinced", "believe"),
        ("I am sure the quay is safe.", "I", "sure", "believe"),
        ("We are grateful to the pilots for their work.", "We", "grateful", "thank"),
        ("My country is heartened by the news.", "My country", "heartened", "welcome"),
        ("It is our view that the quay is safe.", "our", "view", "assess"),
        ("In our view, the quay is safe.", "our", "view", "assess"),
        ("We share the hope that the quay will hold.", "We", "share the hope", "hope"),
        ("We pay them a warm tribute for their work.", "We", "pay them a warm tribute", "praise"),
        ("My Government has always believed in the need for rain.", "My Government", "believed in", "believe"),
        ("I should like to address an appeal to the pilots.", "I", "address an appeal", "appeal"),
        ("These old acts must be strongly condemned.", "", "condemned", "condemn"),
        ("It should be stressed that it rained.", "", "stressed", "emphasize"),
        ("We must not forget that it rained.", "We", "forget", "recall"),
        ("We attach great importance to the old rules.", "We", "attach great importance", "emphasize"),
        ("I find it strange that it rained.", "I", "find", "find"),
        ("I have no doubt that the quay will hold.", "I", "no doubt", "believe"),
        ("Allow me to say that the quay is safe.", "me", "say", "assert"),
        ("Allow me, Sir, on behalf of the board, to say that the quay is safe.", "me", "say", "assert"),
        ("Allow me first of all to say that the quay is safe.", "me", "say", "assert"),
        ("Let me, Sir, thank the pilots.", "me", "thank", "thank"),
        ("Let me, at the outset, express our thanks to the pilots.", "me", "express our thanks", "thank"),
        ("I should like, in this connection, to thank the pilots.", "I", "thank", "thank"),
        ("I should like from this place to state that it rained.", "I", "state", "assert"),
        ("I wish on behalf of the board to thank the pilots.", "I", "thank", "thank"),
        ("We are all convinced that it rained.", "We", "convinced", "believe"),
        ("It is a great privilege to thank the pilots.", "", "thank", "thank"),
        ("It gives me great pleasure to express my thanks to Hill.", "me", "express my thanks", "thank"),
        ("I take this opportunity, on behalf of the board, to thank the pilots.", "I", "thank", "thank"),
        ("I also express my respect and gratitude to Hill.", "I", "express my respect and gratitude", "thank"),
        ("May I extend to Hill a warm welcome.", "I", "extend to Hill a warm welcome", "welcome"),
        ("It is regrettable that it rained.", "", "regrettable", "apologize"),
        ("It is very gratifying to note that it rained.", "", "note", "assert"),
        ("We are pleased with the plan.", "We", "pleased", "welcome"),
        ("We have no doubt whatsoever that it will help to shut the quay.", "We", "no doubt", "believe"),
        ("I wish, at the same time, to thank the pilots.", "I", "thank", "thank"),
        ("We join others in congratulating you, Sir, on the vote.", "We", "congratulating", "welcome"),
        ("Mr. Chair, I join others in extending our thanks to Hill.", "I", "extending our thanks", "thank"),
        ("We cannot stress too strongly our care for the quay.", "We", "stress", "emphasize"),
        ("It is with great pride that we opened the quay.", "we", "pride", "welcome"),
        ("I am also proud to welcome to our midst the pilots of the vale.", "I", "welcome", "welcome"),
        ("We consider the fight against rain to be our duty.", "We", "consider", "assess"),
        ("We feel great concern over the quay.", "We", "feel great concern", "express_concern"),
        ("Our thanks and respect are also directed to the pilots.", "Our", "thanks", "thank"),
        ("We shall never cease to call on the pilots to leave.", "We", "call on", "appeal"),
        ("May I be permitted to pay tribute to the pilots.", "I", "pay tribute to", "praise"),
        ("It is also noteworthy and encouraging that it rained.", "", "encouraging", "welcome"),
        ("It is a pleasure to me to convey our thanks to the pilots.", "me", "convey our thanks", "thank"),
        ("It is the view of my Government that rain will help.", "my Government", "view", "assess"),
        ("It is also a pleasure, Sir, to congratulate the pilots.", "", "congratulate", "welcome"),
        ("My country, Vale, attaches importance to it.", "My country", "attaches importance", "emphasize"),
        ("I should like to convey my Government's most sincere thanks to Hill.", "I", "", "thank"),
        ("I must, in fact, thank the pilots.", "I", "thank", "thank"),
        ("My delegation views the quay with grave concern.", "My delegation", "concern", "express_concern"),
        ("I cannot, therefore, fail to mention the quay.", "I", "mention", "assert"),
        ("We cannot overemphasize the need for rain.", "We", "overemphasize", "emphasize"),
        ("We consider the founding of the quay by Hill an honour.", "We", "consider", "assess"),
        ("We express from this hall our thanks to Hill.", "We", "express from this hall our thanks", "thank"),
        ("It is commendable that it rained.", "", "commendable", "praise"),
        ("It is a matter for regret, however, that it rained.", "", "regret", "apologize"),
        ("I am aware, of course, of the need for rain.", "I", "aware", "believe"),
        ("I should like to add my very warm thanks to Hill.", "I", "add my very warm thanks", "thank"),
        ("We note, in particular, the work of the pilots.", "We", "note", "assert"),
        ("It is a rule which we still believe to be right.", "we", "believe", "believe"),
        ("This is the time for our delegation to thank Hill.", "our delegation", "thank", "thank"),
        ("We are concerned also with the quay.", "We", "concerned", "express_concern"),
        ("I refer, of course, to the quay.", "I", "refer", "report"),
        ("They own tools, the use of which we condemn.", "we", "condemn", "condemn"),
        ("We cannot but condemn the attack.", "We", "condemn", "condemn"),
        ("I cannot fail to thank the pilots.", "I", "thank", "thank"),
        ("We view with great concern the rain.", "We", "concern", "express_concern"),
        ("We have followed with regret the talks.", "We", "regret", "apologize"),
        ("It is our sincere and earnest hope that it will rain.", "our", "hope", "hope"),
        ("In thanking him we turn to the quay.", "we", "thanking", "thank"),
        ("We wish to say that it rained.", "We", "say", "assert"),
        ("I should like to express once more our thanks to Hill.", "I", "express once more our thanks", "thank"),
        ("I should like, however, to refer to the rain.", "I", "refer to", "report"),
        ("Our appreciation also goes to Hill.", "Our", "appreciation", "thank"),
        ("We remain concerned and alarmed at the rain.", "We", "concerned", "express_concern"),
        ("We are, however, concerned about the rain.", "We", "concerned", "express_concern"),
        ("I should like to express to you our thanks.", "I", "express to you our thanks", "thank"),
        ("It is all the more regrettable that it rained.", "", "regrettable", "apologize"),
        ("We are pleased to join in the talks and to wish you success.", "We", "wish", "hope"),
        ("It is our hope and trust that it will rain.", "our", "hope", "hope"),
        ("It is our hope and desire that it will rain.", "our", "hope", "hope"),
        ("Let us recall that the quay is old.", "us", "recall", "recall"),
        ("It is my duty to warn that the quay is old.", "my", "warn", "warn"),
        ("I take this opportunity to thank the pilots.", "I", "thank", "thank"),
        ("That is why we reiterate the old rules.", "we", "reiterate", "assert"),
        ("We consider this to be a good quay.", "We", "consider", "assess"),
        ("I consider the repair of the quay extremely important.", "I", "consider", "assess"),
        ("We deem urgent the repair of the quay.", "We", "deem", "assess"),
        ("It is new rain, which we interpret as a sign.", "we", "interpret", "assess"),
        ("We therefore encourage the pilots to go on.", "We", "encourage", "urge"),
        ("We would encourage the talks.", "We", "encourage", "urge"),
        ("We ask the pilots to go on.", "We", "ask", "request"),
        ("We value the work of the pilots.", "We", "value", "praise"),
        ("We repeat our appeal.", "We", "repeat", "assert"),
        ("I am referring here to the old quay.", "I", "referring here to", "report"),
        ("I wish to refer in particular to the old quay.", "I", "refer in particular to", "report"),
        ("We attach very great importance to the quay.", "We", "attach very great importance", "emphasize"),
        ("I should like first, on behalf of the board, to express my thanks.", "I", "express my thanks", "thank"),
        ("I am happy, on behalf of the board, to thank the pilots.", "I", "thank", "thank"),
        ("133. It should not be forgotten that the quay is old.", "", "forgotten", "recall"),
        ("It is sad to note that the quay is old.", "", "note", "assert"),
        ("It is painful to have to see that the quay is old.", "", "see", "believe"),
        ("Suffice it to say that the quay is old.", "", "say", "assert"),
        ("There can be no doubt that the quay is old.", "", "no doubt", "believe"),
        ("We note with concern that the quay is old.", "We", "note", "assert"),
        ("We work in the firm belief that the quay will hold.", "We", "belief", "believe"),
        ("We left, convinced that the quay will hold.", "We", "convinced", "believe"),
        ("We assure them of our good will.", "We", "assure", "promise"),
        ("127. The quay is old, and we call for its repair.", "we", "call for", "appeal"),
        ("It is important to note that the quay is old.", "", "note", "assert"),
        ("There is no doubt that the quay is old.", "", "no doubt", "believe"),
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
        ("One must say that it rained.", "One", "say", "assert"),
        ("It is a matter of deep regret that it rained.", "", "regret", "apologize"),
        ("It is also of great concern to us that it rained.", "us", "concern", "express_concern"),
        ("The rain is of concern to my Government.", "my Government", "concern", "express_concern"),
        ("May I begin by saying that it rained.", "I", "saying", "assert"),
        ("Let me begin by thanking the pilots.", "me", "thanking", "thank"),
        ("It only remains for me to thank the pilots.", "me", "thank", "thank"),
        ("My Govern¬ment urges that they leave.", "My Govern¬ment", "urges", "urge"),
        ("We under\u00adline that it rained.", "We", "underline", "emphasize"),
        ("It should be noted, at the same time, that it rained.", "", "noted", "assert"),
        ("It is to be hoped that it will rain.", "", "hoped", "hope"),
        ("The pilots are also to be commended for it.", "", "commended", "praise"),
        ("As we are convinced that it rained, we stay.", "we", "convinced", "believe"),
        ("We are aware that peace on earth is far.", "We", "aware", "believe"),
        ("It is my Government's considered view that much can be done.", "my Government", "view", "assess"),
        ("It is the hope of my delegation that, as it rains, we stay.", "my delegation", "hope", "hope"),
        ("We know full well that it rained.", "We", "know", "believe"),
        ("One has to admit that it rained.", "One", "admit", "admit"),
        ("War must be condemned, by all means.", "", "condemned", "condemn"),
        ("That is why my country has long urged deep cuts.", "my country", "urged", "urge"),
        ("Suffice it to mention the rain.", "", "mention", "assert"),
        ("There is no need to stress the role of the quay.", "", "stress", "emphasize"),
        ("We cannot help expressing our concern at the rain.", "We", "expressing our concern", "express_concern"),
        ("It should be made absolutely clear that it rained.", "", "made absolutely clear", "emphasize"),
        ("The quay is a source of great satisfaction to my delegation.", "my delegation", "satisfaction", "welcome"),
        ("The rain causes us deep concern.", "us", "causes us deep concern", "express_concern"),
        ("We re-emphasize our links to the vale.", "We", "re-emphasize", "emphasize"),
        ("We hope, under your guidance, to go.", "We", "hope", "hope"),
        ("What we strongly believe is that it rained.", "we", "believe", "believe"),
        ("We object to the sale.", "We", "object to", "criticize"),
    ],
)
def test_the_document_speaks_for_itself(read: Read, text: str, holder: str, cue: str, act: str) -> None:
    """Wishes, nouns with a light verb, invitations, politeness and groups that hold the speaker are its own voice."""
    (row,) = told(read(text, holder="plain"))
    assert row[0] == "1"
    assert row[1] == holder
    assert row[2] == cue or not cue
    assert row[3] == act


@pytest.mark.parametrize(
    ("text", "told_as", "content"),
    [
        ("He is aware that the quay is old.", ("He", "aware", "believe"), "the quay is old"),
        ("The pilots remain convinced that it will hold.", ("The pilots", "convinced", "believe"), "it will hold"),
        ("The board realized quite early that it rained.", ("The board", "realized", "believe"), "it rained"),
        ("History has taught us that quays fall.", ("History", "taught", "find"), "quays fall"),
        ("Figures show that quays fall.", ("Figures", "show", "find"), "quays fall"),
        ("This shows that quays fall.", ("This", "shows", "find"), "quays fall"),
        ("Many believe that quays fall.", ("Many", "believe", "believe"), "quays fall"),
        ("The pilots found the quay was old.", ("The pilots", "found", "find"), "the quay was old"),
        ("They estimated by 2050, rain and snow would be rare.", ("They", "estimated", "assess"), ""),
        ("The board reported the loss of those who were there was great.", ("The board", "reported", "report"), ""),
        ("The Vale firm Quay.com, has said that it rained.", ("The Vale firm Quay.com", "said", "assert"), "it rained"),
        ("The pilots came to the hall and said that it rained.", ("The pilots", "said", "assert"), "it rained"),
        ("The board met, and has proposed the repair of the quay.", ("The board", "proposed", "propose"), ""),
        ("The site explains, in a long list, that it rained.", ("The site", "explains", "explain"), "it rained"),
        ("Pilots, however, believe that it rained.", ("Pilots", "believe", "believe"), "it rained"),
        ("127. The Vale board also said that it rained.", ("The Vale board", "said", "assert"), "it rained"),
        ("The board said on Monday that it rained.", ("The board", "said", "assert"), "it rained"),
        ("The Vale Defence Force (VDF) announced it rained.", ("The Vale Defence Force", "announced", "announce"), ""),
        ("It was late, and she left, police revealed on Saturday.", ("police", "revealed", "report"), ""),
        (
            "The head of the board, Al Roe, said about rain: “It rained.”",
            ("The head of the board", "said", "assert"),
            "",
        ),
        ("Both the pilot and the clerk, urged the ban be kept.", ("Both the pilot and the clerk", "urged", "urge"), ""),
        ("For several days the old Vale denied the charge.", ("the old Vale", "denied", "deny"), "the charge"),
        ("In the book it is written: “It rained.”", ("", "written", "assert"), "“It rained.”"),
        ("All of the pilots condemn it.", ("All of the pilots", "condemn", "condemn"), "it"),
        ("The Government of Vale is aware of the rain.", ("The Government of Vale", "aware", "believe"), "the rain"),
        ("The Vale delegation regrets the loss.", ("The Vale delegation", "regrets", "apologize"), "the loss"),
        (
            "The board found, given the rain and its age, that it is old.",
            ("The board", "found", "find"),
            "",
        ),
        ("They hope, as all of us do, that it rained.", ("They", "hope", "hope"), "it rained"),
        ("All hold that rain, wind and snow are due.", ("All", "hold", "believe"), "rain, wind and snow are due"),
        ("They believe that rain, however long, will end.", ("They", "believe", "believe"), ""),
        ("Aware that it rains, the board left it.", ("the board", "Aware", "believe"), "it rains"),
        ("Believing that it rains, Vale supports the plan.", ("Vale", "Believing", "believe"), "it rains"),
        ("Rule 24 states that it is old.", ("Rule 24", "states", "assert"), "it is old"),
        ("The Group of 12 believes that it is old.", ("The Group of 12", "believes", "believe"), "it is old"),
        (
            "The Vale Post of 3 May 1990 reported that it rained.",
            ("The Vale Post of 3 May 1990", "reported", "report"),
            "",
        ),
        ("Images sent on Monday show clearly that it rained.", ("Images", "show", "find"), "it rained"),
        ("Vale in 1825 recognized that it rained.", ("Vale", "recognized", "admit"), "it rained"),
        ("The rain is a source of pride to Vale.", ("Vale", "pride", "welcome"), "The rain"),
        ("Letters sent on Monday claim that it rained.", ("Letters", "claim", "assert"), "it rained"),
        ("The board should like to say that it rained.", ("The board", "say", "assert"), "it rained"),
        ("It was also discovered the house was old.", ("", "discovered", "find"), "the house was old"),
    ],
)
def test_others_say_and_think(read: Read, text: str, told_as: tuple[str, str, str], content: str) -> None:
    """Verbs and predicates of thinking and showing have their holder, whatever stands between."""
    reads = read(text)
    assert [row for row in told(reads) if row[0] != "1"] == [("2", *told_as)]
    (said,) = reads.others
    assert reads.content(said) == content or not content


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
        ("The need for rain was stressed at the talks.", "stressed", "The need for rain"),
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
        ("They stay firm in their call for a new quay.", "their", "call", "appeal"),
        ("The appeal of the pilots to the board to close the quay is old.", "the pilots", "appeal", "appeal"),
        ("Contrary to the predictions of the analysts, it rained.", "the analysts", "predictions", "assess"),
        ("The admission that it rained is new.", "", "admission", "admit"),
        ("The proposal to close the quay is old.", "", "proposal", "propose"),
        ("The commitment undertaken by the board to close the quay is old.", "the board", "commitment", "promise"),
        ("It has not met any resolution calling for its repair.", "any resolution", "calling for", "appeal"),
        ("The rules confirmed by the board are old.", "the board", "confirmed", "confirm"),
    ],
)
def test_nouns_and_participles_have_holders(read: Read, text: str, holder: str, cue: str, act: str) -> None:
    """A noun of saying takes its holder from «their», «of» or «by», a participle from the noun before it."""
    assert ("2", holder, cue, act) in told(read(text))


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("The board left, saying that it rained.", "The board", "it rained"),
        ("Noting that it rained, the board left.", "the board", "it rained"),
        ("The quay is shut, officials told the press, adding that it rained.", "officials", "it rained"),
        ("It was late, with the pilot saying that it rained.", "the pilot", "it rained"),
        ("They lost a letter saying that it rained.", "a letter", "it rained"),
    ],
)
def test_participles_have_the_subject_that_speaks(read: Read, text: str, holder: str, content: str) -> None:
    """An -ing form belongs to the main clause, to the noun before it, or to whoever was just said to speak."""
    reads = read(text)
    said = reads.others[-1]
    assert said["holder_text"] == holder
    assert reads.content(said) == content


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("Ann Hill, 24, a pilot who left in May, said that it rained.", "Ann Hill", "it rained"),
        ("Ann Hill, who left in May, says she saw the rain.", "Ann Hill", "she saw the rain"),
        ("On Monday, Ann Hill, a pilot, told the press she saw the rain.", "Ann Hill", "she saw the rain"),
        ("“It rained,” Ann Hill, head of the quay, said in a letter.", "Ann Hill", "“It rained,”"),
        ("Ann Hill — a pilot from the vale — says she saw the rain.", "Ann Hill", "she saw the rain"),
        ("The pilots whose quay has been shut say the rain has ended.", "The pilots", "the rain has ended"),
        ("A pilot familiar with the meeting says the rain will end.", "A pilot familiar", "the rain will end"),
        ("The quay was shut, people close to the board said.", "people close", "The quay was shut"),
        ("The board has shut the quay and says it is old.", "The board", "it is old"),
        ("“It rained,” said one pilot familiar with the quay.", "one pilot familiar with the quay", "“It rained,”"),
        ("The quay is old, say some pilots, who left.", "some pilots", "The quay is old"),
        (
            "The plan that board officials said could end the rain is old.",
            "board officials",
            "could end the rain is old",
        ),
        ("He's said he saw the rain.", "He", "he saw the rain"),
        ("She has since said that it rained.", "She", "it rained"),
        ("She said, if asked, she would leave.", "She", "she would leave"),
        ("Another said, “It rained.”", "Another", "“It rained.”"),
        ("Late last month, the board had shut the quay, saying that it is old.", "the board", "it is old"),
        ("Then they shut the quay, saying that it is old.", "they", "it is old"),
        ("A few days later, Hill left the vale, saying that it is old.", "Hill", "it is old"),
        ("“It rained,” Ann Hill, head of the quay, said Sunday.", "Ann Hill", "“It rained,”"),
        ("Ann Sims, a pilot from the vale, says she saw the rain.", "Ann Sims", "she saw the rain"),
        ("The quay was shut, the Vale Post reported Friday.", "the Vale Post", "The quay was shut"),
        ("The pilots went on to say the quay is old.", "The pilots", "the quay is old"),
        ("They were hopeful Tuesday that it would rain.", "They", "it would rain"),
        ("They left despite advice from the board that it would rain.", "the board", "it would rain"),
        ("“It rained,” said Ann Hill, referring to the vale.", "Ann Hill", "the vale"),
        ("Hill wrote in a letter:", "Hill", "in a letter"),
        ("One pilot tweeted:", "One pilot", "One pilot tweeted"),
        ("In this regard Hill believes that it rained.", "Hill", "it rained"),
        ("Hill named the vale as a part of it and called for rain.", "Hill", "rain"),
        ("The pilots, who came, consider the quay to be old.", "The pilots", "the quay to be old"),
        ("The pilots left in the hope that it would rain.", "The pilots", "it would rain"),
        ("Ann Hill, a pilot, told Reuters she saw the rain.", "Ann Hill", "she saw the rain"),
        ("The pilots — and two of the crew — said that it rained.", "The pilots", "it rained"),
        ("“It rained,” Ann Hill said in a note sent a day before the quay was shut.", "Ann Hill", "“It rained,”"),
        ("The crew of the vale thinks it doesn't rain.", "The crew of the vale", "it doesn't rain"),
        ("Hill wrote that something “had to be done” there.", "Hill", "something “had to be done” there"),
        ("“They left”, said his wife Ann.", "his wife Ann", "“They left”"),
        ("Ann Vale lacks wit, said Hill, but it rained.", "Hill", "Ann Vale lacks wit"),
        ("Part of the work, say pilots, is the rain.", "pilots", "Part of the work"),
        ("The quay has fallen, pilots believe — it is shut.", "pilots", "The quay has fallen"),
        ("“We left,” he said, while adding that it rained.", "he", "it rained"),
        ("Ann Hill, 24, who lives there, says she didn't see it.", "Ann Hill", "she didn't see it"),
        ("The speakers — pilots, sailors — said Hill’s crew is old.", "The speakers", "Hill’s crew is old"),
        ("It is not only about rain, he and Mr Hill said.", "he and Mr Hill", "It is not only about rain"),
        ("He and Mr Hill said that it rained.", "He and Mr Hill", "it rained"),
        ("The quay, many think, is old.", "many", "The quay"),
        ("“It rained,“ said Ann Hill.", "Ann Hill", "“It rained,“"),
        ("He added, that it rained.", "He", "it rained"),
        ("Over lunch, he recalled how the quay fell.", "he", "how the quay fell"),
        ("Ann Hill and Ben Vale, who say it rained, left.", "Ben Vale", "it rained, left"),
        ("The records of the quay reinforce their belief that it will rain.", "their", "it will rain"),
        ("The vale therefore attaches great importance to rain.", "The vale", "rain"),
        ("A poll released on Monday showed that it rained.", "A poll", "it rained"),
        ("Mr Hill last week said that it rained.", "Mr Hill", "it rained"),
        ("Hill, who last year said that it rained, left.", "Hill", "it rained, left"),
        ("Recently a number of crews announced a plan.", "a number of crews", "a plan"),
        ("Hill, which is old in law, demands a new quay.", "Hill", "a new quay"),
        ("Hill denied seeing the rain.", "Hill", "seeing the rain"),
        ("Hill suggested closing the quay.", "Hill", "closing the quay"),
        ("Hill described how the quay fell.", "Hill", "how the quay fell"),
        ("The quay fell, according to a senior law officer.", "a senior law officer", "The quay fell"),
        ("Hill argued that:", "Hill", "Hill argued that"),
        ("Hill proposed to the board that the quay be shut.", "Hill", "the quay be shut"),
        ("Hill thinks the plan remains bad.", "Hill", "the plan remains bad"),
        ("Hill thinks the plan needs work.", "Hill", "the plan needs work"),
        ("Hill fears this annuls the sale.", "Hill", "this annuls the sale"),
        ("Hill believes the crews want peace.", "Hill", "the crews want peace"),
        ("Hill believes a court annulled the sale.", "Hill", "a court annulled the sale"),
        ("Hill thinks those quays, though old, are good.", "Hill", "those quays, though old, are good"),
        ("Hill thinks the end of that plan is near.", "Hill", "the end of that plan is near"),
        ("Hill claims to be a pilot.", "Hill", "to be a pilot"),
        ("Hill expects the board to meet.", "Hill", "the board to meet"),
        ("The board met and is proposing a quay.", "The board", "a quay"),
        ("The board met and condemns the sale.", "The board", "the sale"),
        ("The board held it and will propose a quay.", "The board", "a quay"),
        ("The board offers this seat and condemns the sale.", "The board", "the sale"),
        ("Pilots who claim that the quay fell left.", "Pilots", "the quay fell left"),
        ("The row includes pilots who say that it rained.", "pilots", "it rained"),
        ("Hill's claims that its worth exceeds $5 are old.", "Hill", "its worth exceeds $5 are old"),
        ("Hill is deeply concerned by the rain.", "Hill", "the rain"),
        ("The rain was recognized by all as a danger.", "all", "The rain"),
        ("The board said in a letter it was late.", "The board", "it was late"),
        ("The board said in a letter on Monday the quay was late.", "The board", "the quay was late"),
        ("Critics of the plan claim it is late.", "Critics of the plan", "it is late"),
        ("Recent polls show he won.", "Recent polls", "he won"),
        ("Hill responded on Monday that it rained.", "Hill", "it rained"),
        ("“It rained,” Hill responded.", "Hill", "“It rained,”"),
        ("Hill cited the rain as a danger.", "Hill", "the rain as a danger"),
        ("Hill recognized it as a flag.", "Hill", "it as a flag"),
        ("Hill invited Vale and said it rained.", "Hill", "it rained"),
        ("Ann equipped Vale and condemns the sale.", "Ann", "the sale"),
        ("Hill asked the crowd, “Is it old?”", "Hill", "“Is it old?”"),
        ("Hill met them, telling pilots, “It rained.”", "Hill", "“It rained.”"),
        ("Hill asked her, “Is it old?”", "Hill", "“Is it old?”"),
        ("Hill reported at least six crews manned the quay.", "Hill", "at least six crews manned the quay"),
        ("Hill believes more than two men carried out the plan.", "Hill", "more than two men carried out the plan"),
        ("The sale was reported last week by Ann Hill.", "Ann Hill", "The sale"),
        ("The sale was announced Monday by the board.", "the board", "The sale"),
        ("The wire quoted Hill as saying that it rained.", "Hill", "it rained"),
        ("“It rained,” the wire quoted Ann Hill as saying.", "Ann Hill", "“It rained,”"),
        ("“It rained,” Hill was quoted as saying by the wire.", "Hill", "“It rained,”"),
        ("The quay fell, Hill was quoted as saying.", "Hill", "The quay fell"),
        ('In short, explained Ann Hill: "It rained."', "Ann Hill", '"It rained."'),
        ('Said Ann Hill: "It rained."', "Ann Hill", '"It rained."'),
    ],
)
def test_subjects_stand_far_from_their_verbs(read: Read, text: str, holder: str, content: str) -> None:
    """Asides, relative clauses and adverbials part a subject from its verb, or a verb from what is said."""
    reads = read(text)
    said = next(row for row in reads.others if reads.content(row) == content)
    assert said["holder_text"] == holder


@pytest.mark.parametrize(
    ("text", "told_as", "content"),
    [
        ("Hill asked the board if it rained.", ("Hill", "asked", "question"), "it rained"),
        ("Hill asked who the pilots were.", ("Hill", "asked", "question"), "who the pilots were"),
        ("Hill was asked by the board whether it rained.", ("the board", "asked", "question"), "it rained"),
        ("When asked why it rained, Hill left.", ("", "asked", "question"), "why it rained"),
        ("“Did it rain?” Ann Hill asked.", ("Ann Hill", "asked", "question"), "“Did it rain?”"),
        ("Hill asked that it be shut.", ("Hill", "asked", "request"), "it be shut"),
        ("They questioned the rule.", ("They", "questioned", "question"), "the rule"),
        ("Hill called Vale a pilot.", ("Hill", "called", "assess"), "Vale a pilot"),
        ("Hill left Vale, calling him a “pilot.”", ("Hill", "calling", "assess"), "him a “pilot.”"),
        ("They call it odd.", ("They", "call", "assess"), "it odd"),
        ("It is what they called “rain”.", ("they", "called", "assess"), "“rain”"),
        ("It is one they call “a rain.”", ("they", "call", "assess"), "“a rain.”"),
        ("The quay was called “rain” by Hill.", ("Hill", "called", "assess"), "“rain”"),
        ("Hill called “odd” the rule.", ("Hill", "called", "assess"), "“odd” the rule"),
        ("The rule (1978), which calls for help, is old.", ("The rule (1978)", "calls for", "appeal"), "help, is old"),
        ("They mean that it rained.", ("They", "mean", "explain"), "it rained"),
        ("As Professor Hill put it: “It rained.”", ("Professor Hill", "put it", "assert"), "“It rained.”"),
        ("Both vowed to go.", ("Both", "vowed", "promise"), "to go"),
        ("They shut the quay, vowing to go.", ("They", "vowing", "promise"), "to go"),
        ("Hill declined to say who left.", ("Hill", "declined to say", "decline_comment"), "who left"),
        ("The rain was first reported by the Vale Post.", ("the Vale Post", "reported", "report"), "The rain"),
        ("Hill voiced doubts about the quay.", ("Hill", "voiced doubts", "doubt"), "the quay"),
    ],
)
def test_people_ask_and_call_and_vow(read: Read, text: str, told_as: tuple[str, str, str], content: str) -> None:
    """A question is one by its first word or its mark; whoever calls somebody something gives a judgement."""
    reads = read(text)
    said = next(row for row in reads.others if row.get("cue_text") == told_as[1])
    assert (said.get("holder_text", ""), said["cue_text"], said["speech_act"]) == told_as
    assert reads.content(said) == content


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("As the pilots have said, the quay is old.", "the pilots", "the quay is old"),
        ("The quay, as both old and new pilots have described it, is old.", "both old and new pilots", ""),
        (
            "The board should, as stated in the letter from the pilots, close the quay.",
            "the letter from the pilots",
            "",
        ),
        ("As has been said here by the pilots, the quay is old.", "the pilots", "the quay is old"),
        ("The quay is old, as the pilots have noted.", "the pilots", "The quay is old"),
        ("The quay is, I think, old.", "I", ""),
        ("These are rules which the pilots believe are old.", "the pilots", ""),
        ("According to the pilots' first letter, the quay is old.", "the pilots' first letter", "the quay is old"),
        ("According to the Vale Quay Board (VQB), it is old.", "the Vale Quay Board (VQB)", "it is old"),
        ("The board closed the quay: “It is old.”", "The board", "“It is old.”"),
        ("Image: Quay Board.", "Quay Board", "Quay Board"),
    ],
)
def test_asides_and_labels(read: Read, text: str, holder: str, content: str) -> None:
    """What stands beside a sentence tells whose it is, as a label does."""
    reads = read(text)
    said = next(row for row in reads.statements if row.get("holder_text"))
    assert said["holder_text"] == holder
    assert reads.content(said) == content or not content


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
    ("text", "holders"),
    [
        ("We reaffirm our support for it, and call for its repair.", ["We", "We"]),
        ("Vale welcomes the talks and hopes that they last.", ["Vale", "Vale"]),
        ("Vale, which took the lead, wishes to emphasize the need for it.", ["Vale"]),
        ("Vale, a dry country, believes in it and hopes that it lasts.", ["Vale"]),
        ("Vale deeply regrets the absence of rain.", ["Vale"]),
        ("Vale is deeply concerned about the rain.", ["Vale"]),
        ("The rain is a matter of grave and constant concern for the board.", ["the board"]),
        ("The rain has always been a major concern for the board.", ["the board"]),
        ("I warn that, according to the board, the quay is shut.", ["I", "the board"]),
        ("Vale is also following with concern the fall of rain.", ["Vale"]),
        ("The talks are viewed with concern by the board.", ["the board"]),
        ("The rain is a problem of concern to the pilots.", ["the pilots"]),
        ("My Government welcomes the talks and expresses its thanks to Hill.", ["My Government", "My Government"]),
        ("We welcome the talks and express the hope that they last.", ["We", "We"]),
        ("I should like to thank Hill as head of the board and congratulate the pilots.", ["I", "I"]),
        ("I wish to thank Hill, who is here, and wish him success.", ["I", "I"]),
        ("It is a pleasure for me to pay tribute to the board.", ["me"]),
        ("My Government has taken note of it and is pleased that it holds.", ["My Government", "My Government"]),
        ("The board said that its source claimed it rained.", ["The board", "its source"]),
        ("The board, which met in June, declared that it rained, and has proposed a plan.", ["The board", "The board"]),
        ("They recall the pilot, who 60 years ago, working alone, stated that it rained.", ["They", "the pilot"]),
        ("If so, recall the pilot, who 60 years ago, working alone, stated that it rained.", ["the pilot"]),
        ("The Conference on Sanctions against Hill State, which called for peace, said that it rained.", []),
    ],
)
def test_each_act_has_its_own_holder(read: Read, text: str, holders: list[str]) -> None:
    """Acts joined by «and» share their holder; a relative clause and an inner subject have theirs."""
    found = [row[1] for row in told(read(text, holder="plain"))]
    assert found == holders if holders else "Hill State" not in found


def test_two_acts_of_one_sentence_are_two_rows(read: Read) -> None:
    """A second act of the document's holder on the same words has a row of its own."""
    rows = read("We thank the pilots and congratulate them.", holder="plain").statements
    assert [(row["depth"], row["cue_text"]) for row in rows] == [("1", "thank"), ("1", "congratulate")]


def test_what_is_joined_by_and_is_said_apart(read: Read) -> None:
    """The content of one act ends where the next of the same holder begins."""
    reads = read("The board stressed the need for rain and said that it rained.")
    first, second = reads.others
    assert (first["depth"], second["depth"]) == ("2", "2")
    assert reads.content(first) == "the need for rain"
    assert reads.content(second) == "it rained"


def test_a_quotation_closes_where_it_opened_in_an_earlier_sentence(read: Read) -> None:
    """A straight mark with a blank behind it and none before it closes, though it is the first of its sentence."""
    reads = read('"It rained. I will leave the vale," Ann Hill wrote on Monday.')
    said = next(row for row in reads.others if row.get("cue_text") == "wrote")
    assert (said["holder_text"], reads.content(said)) == ("Ann Hill", 'I will leave the vale,"')


def test_the_name_of_a_paper_says_nothing(read: Read) -> None:
    """Nor does a noun of saying in it bring in the clause behind it."""
    assert [row.get("cue_text") for row in read("He told the Vale Daily News that it rained.").others] == ["told"]


def test_a_quotation_opens_where_its_marks_say(read: Read) -> None:
    """What stands inside straight marks after a cue is not taken for a quotation that was just closed."""
    reads = read('The text states that: "The boards shall request all pilots to leave."')
    assert (reads.others[0]["holder_text"], reads.others[0]["cue_text"]) == ("The text", "states")
    assert reads.content(reads.others[0]) == '"The boards shall request all pilots to leave."'


@pytest.mark.parametrize(
    "text",
    [
        "The piles are characterized by rust.",
        "It was the main concern that we had.",
        "The quay as we know it will be shut.",
        "The pilots were supposed to leave the quay.",
        "It rained to the point that the quay was shut.",
        "The two boards are closely related to the union.",
        "The pilots have learned how to moor a ship.",
        "It rained and, you know, the quay was shut.",
        "The dozen states that held a vote were shut.",
        "Harbour rights advocates have opened a shop.",
        "The three states last voted in 1988.",
        "As you know, the quay is shut.",
        "The Member States that are here have left.",
        "A light show ended the day.",
        "The plans proposed are still the same.",
        "It was done according to plan.",
        "In view of the rain, it is shut.",
        "As far as the quay is concerned, it is shut.",
        "The board cited examples of hard questions, and left.",
        "The pilots are determined to leave.",
        "The means left to them are few.",
        "Hill State University has studied the quay.",
        "There was no indication that it rained.",
        "It is full of moral and legal guarantees.",
        "It was a rain-related day.",
        "The dog was afraid of the rain.",
        "The dog recognized the old pilot.",
        "The old rules were condemned.",
        "An internationally known and accepted act of peace had ended the war.",
        "They won by 12 points to 10.",
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
        "The report is long.",
        "It ended the statement.",
        "The call of the birds was heard.",
        "They added water and salt.",
        "The claim office is closed.",
        "The vale gathers details that help farmers.",
        "The farmers dream of that year's rain.",
        "They called a meeting in June.",
        "The board has 300 pledged seats.",
        "They called the pilots on Monday.",
        "A group called Our Rain was there.",
        "The vale showed a promising and welcoming quay.",
        "The rain fell, underscoring the age of the quay.",
        "The talks will be concluded, so that peace may come.",
        "The board must recognize that it rained.",
        "The board should therefore reaffirm that it rained.",
        "The board can demand that the pilots leave.",
        "The pilots have to remember that it rained.",
        "The pilots will be held to account.",
        "The rain is characterized by wind.",
        "They concern the vale, the quay and the new economic order.",
        "You may rest assured of our help.",
        "The quay was shut by the Vale Union and the United States.",
        "It was a great day, to be sure.",
        "He counted 24 states that rained and 12 claims that were old.",
        "Most northern states that will vote are dry.",
        "He went to Vale, Hill and dry states that have rained out.",
        "Harbour questions are likely to return.",
        "She won more pledged seats.",
        "The board made its own recommended list of pilots.",
        "They printed a book written by a pilot and a farmer.",
        "The film, written and directed by two pilots, is long.",
        "The pilot said hello and left.",
        "The pilots were held to the same standard.",
        "Our position is well known to the board.",
        "Care was shown to both pilots.",
        "They heard of the rain.",
        "The pilot has a talk show.",
        "A quay at the state fairs costs more than one in the vale.",
        "This does not mean that the quay is shut.",
        "Hill left, provided, of course, that the quay is shut.",
        "The quay is shut for the very reason that it is old.",
        "The board should pay attention to the quay.",
        "It is the first order of business.",
        "The gravity of the rain calls for help.",
        "It is a deep crisis, which calls for help.",
        "The problem demands that the quay be shut.",
        "The new rule means that the quay is shut.",
        "They play a song called “The Rain”.",
        "The hall is called “The Rain Hall”.",
        "We must encourage trade.",
        "We have encouraged trade.",
        "It is vital to encourage trade.",
        "The prize encourages the people of the vale.",
        "We should consider carefully the old rules.",
        "We should consider opening a quay.",
        "We need to see to it that the quay is shut.",
        "The vale now finds itself shut in.",
        "Another wall was added to the quay.",
        "The value of the quay is small.",
        "The wait lasts until there is a positive answer to those who are here.",
        "They need a sincere, determined and lasting rain.",
        "In the vale's old thought the rain is a crown.",
        "The board must act, certain pilots must leave.",
        "The news is welcome to the pilots.",
        "It was the quay, the price of which I wish to hear.",
        "For some reason we can't shut the quay.",
        "The quay is old, considering how it rained.",
        "Hill left with two others, said to be pilots.",
        "The quay was shut according to law.",
        "It moves to Western states this week that it counts on.",
        "Hill is advising Vale as it works.",
        "They held it while adding Western strongholds like Vale.",
        "That begs the question.",
        "Hill met them to call out crews.",
    ],
)
def test_look_alikes_say_nothing(read: Read, text: str) -> None:
    """Nouns like verbs, gerunds, relative clauses, set phrases and participles tell of no saying."""
    assert told(read(text, holder="plain")) == []
