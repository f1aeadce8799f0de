"""Where what is said opens and ends: quotations, clauses with and without «that», and what a word of saying needs."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import is_relative, opens_clause, points_to_noun, stands_for_subject
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span
from kbpack.reading.tokens import CLOSING_QUOTES


def opens_quotation(line: Line, place: int) -> bool:
    """Whether a quotation opens at a token, or after its comma or colon."""
    if not line.is_quoting:
        return False
    tokens = line.tokens
    if place < line.end and tokens[place].text in {",", ":"}:
        place += 1
    if place >= line.end or not tokens[place].opens_quote:
        return False
    mark = tokens[place].text
    if mark not in CLOSING_QUOTES:
        return True
    return not closes_by_blanks(line, place) and sum(one.text == mark for one in tokens[:place]) % 2 == 0


def closes_by_blanks(line: Line, place: int) -> bool:
    """Whether a blank stands behind a mark and none before it, so that it closes what began in an earlier sentence."""
    return place > 0 and line.tokens[place].spaced and not line.tokens[place - 1].spaced


def opens_content(line: Line, place: int) -> bool:
    """Whether what is said opens at a token: «that», «how», a quotation, a colon."""
    if place >= line.end:
        return False
    token = line.tokens[place]
    if token.word_class == "complementizer":
        return not is_relative(line, place) and not points_to_noun(line, place)
    return token.opens_quote or token.text == ":" or "clause opener" in token.classes


def opens_question(line: Line, place: int) -> bool:
    """Whether a question that is passed on opens at a token: «if», «whether», «who», «when»."""
    return line.low(place) in grammar.words_of("indirect question")


def after_cue(line: Line, place: int, cue: Cue) -> tuple[Span | None, int]:
    """The addressee after a cue, where there is one, and where the content starts."""
    if place >= line.end:
        return None, place
    if opens_quotation(line, place):
        return None, place + (line.tokens[place].text in {",", ":"})
    to = past_adverbs(line, place)
    if "to" in cue.needs and line.low(to) == "to":
        return _turned_to(line, to)
    asks = "question" in cue.needs
    if opens_content(line, place) or (asks and opens_question(line, place)):
        return None, place
    adverbial = past_adverbial(line, place)
    if adverbial == place and "any" in cue.needs:
        adverbial = _past_places(line, place)
    return (None, adverbial) if adverbial != place else _turned(line, place, cue)


def _turned(line: Line, place: int, cue: Cue) -> tuple[Span | None, int]:
    """Who is told by name or pronoun, and where what is said starts: «told them it fell», «told X that Y»."""
    if grammar.is_subject(line.low(place)) and line.low(place) not in _OBJECTS_TOO:
        return None, place
    if line.word_class(place) == "pronoun":
        after = min(place + 1, line.end - 1)
        if cue.takes_addressee or line.word_class(after) == "complementizer":
            return Span(place, place + 1), past_adverbial(line, _past_comma(line, after))
        return None, place
    if not cue.takes_addressee or line.tokens[place].is_mark or line.word_class(place) == "preposition":
        return None, place
    end = grammar.phrase_end(line.tokens, place, line.end)
    to = past_adverbs(line, end)
    if line.low(to) == "to":
        return Span(place, end), to
    asks = "question" in cue.needs and opens_question(line, end)
    opens = asks or opens_content(line, end) or opens_quotation(line, end) or opens_clause(line, end)
    return (Span(place, end), _past_comma(line, end)) if opens else (None, place)


def _past_comma(line: Line, place: int) -> int:
    """The quotation that opens behind a comma; the place itself where none does."""
    return place + (line.low(place) == "," and opens_quotation(line, place))


def _turned_to(line: Line, to: int) -> tuple[Span | None, int]:
    """Who is asked behind «to», and where what is asked starts: «appealed to X to leave»."""
    named = line.word_class(to + 1) in {"", "determiner", "possessive"}
    stop = next((at for at in range(to + 1, line.end) if line.low(at) == "to"), 0) if named else 0
    return (Span(to + 1, stop), stop) if stop else (None, to)


def past_adverbs(line: Line, place: int) -> int:
    """The first token from a place on that is no adverb."""
    while place < line.end and line.tokens[place].is_adverb:
        place += 1
    return place


def past_aside(line: Line, place: int) -> int:
    """The token behind a short aside between commas: «we thank, in particular, X»; the place itself without one."""
    if place + 2 >= line.end or line.tokens[place].text != ",":
        return place
    opener = line.tokens[place + 1]
    light = opener.is_adverb or opener.word_class in {"preposition", "connective", "determiner"}
    near = range(place + 2, min(place + _SHORT, line.end - 1))
    closing = next((at for at in near if line.tokens[at].text == ","), 0) if light else 0
    return closing + 1 if closing else place


_OBJECTS_TOO = frozenset({"you", "it"})
_SHORT = 8
"""Tokens that a short aside has at most."""


def past_adverbial(line: Line, place: int) -> int:
    """Where «that» stands behind a short adverbial: «said on Monday that»; the place itself where there is none."""
    tokens = line.tokens
    first = place + (tokens[place].text == ",")
    if first > place and line.low(first) == "that" and opens_content(line, first):
        return first
    that = _past_set_phrase(line, place) if first == place else _past_aside(line, first)
    if that is not None:
        return that
    adverbial = first < line.end and (tokens[first].is_adverb or tokens[first].word_class == "preposition")
    adverbial = adverbial or (first > place and line.word_class(first) == "subordinator")
    if not adverbial and not any(date.first == place for date in line.dates):
        return place
    for date in line.dates:
        if date.first in {place, place + 1} and opens_clause(line, date.after):
            return date.after
    return _behind_adverbial(line, place, first)


def _behind_adverbial(line: Line, place: int, first: int) -> int:
    """Where «that», a quotation or a clause opens near behind the adverbial that starts at `first`, else `place`."""
    tokens = line.tokens
    for at in range(place + 1, min(place + 8, line.end)):
        token, before = tokens[at], tokens[at - 1]
        if token.is_plain and not token.opens_verb:
            continue
        if token.word_class == "complementizer" and before.word_class not in {"preposition", "coordinator"}:
            return at if before.low != "so" and opens_content(line, at) else place
        if token.text == "," == tokens[place].text and opens_clause(line, at + 1):
            return at + 1
        if token.text in {",", ":"} and opens_quotation(line, at):
            return at + 1
        if (first == place and grammar.is_finite(tokens, at)) or (token.is_mark and not _parts_aside(line, first, at)):
            break
    return place


def _past_places(line: Line, place: int) -> int:
    """Where a clause opens behind a place, a paper or a day: «said in a letter on Monday it fell»; else `place`."""
    after = place
    while after + 1 < line.end and line.word_class(after) == "preposition":
        if line.word_class(after + 1) == "relative":
            return place
        after = grammar.phrase_end(line.tokens, after + 1, line.end)
        after = next((date.after for date in line.dates if date.first == after), after)
    opener = line.word_class(after) in {"pronoun", "determiner", "possessive"} and line.word_class(after - 1) == ""
    return after if opener and opens_clause(line, after) else place


def _past_set_phrase(line: Line, place: int) -> int | None:
    """Where what is said opens behind a phrase that stands as an adverb does: «said time and again that»."""
    ends = (phrase.after for phrase in grammar.adverbials().at(line.tokens, place))
    return next((after for after in ends if opens_content(line, after)), None)


def _past_aside(line: Line, first: int) -> int | None:
    """Where «that» stands right behind an aside in commas: «said, as one would expect, that»."""
    near = range(first, min(first + _ASIDE, line.end - 1))
    that = next((at + 1 for at in near if line.tokens[at].text == ","), line.end)
    follows = "that" == line.low(that) != line.low(first) and line.low(that + 1) != "of" and opens_content(line, that)
    return that if follows else None


_ASIDE = 16
"""Tokens that an aside has at most."""


def _parts_aside(line: Line, first: int, comma: int) -> bool:
    """Whether a comma parts an aside from a cue and its «that»: «explains, at length, that»."""
    if line.tokens[comma].text != ",":
        return False
    near = {line.low(comma + 1), line.low(comma - 1)}
    return line.low(first - 1) == "," or any(word_class(word) == "connective" for word in near)


def skip_that(line: Line, place: int) -> int:
    """The token after «that» and after the colon or comma before direct speech."""
    if place < line.end and line.word_class(place) == "complementizer" and not stands_for_subject(line, place):
        place += 1 + (line.low(place + 1) == "," and not opens_quotation(line, place + 1))
    elif line.low(place) in grammar.words_of("yes or no") and place + 1 < line.end:
        place += 1
    if place < line.end and (line.tokens[place].text in {":", ","} or opens_quotation(line, place)):
        place += line.tokens[place].text in {":", ","}
    return place
