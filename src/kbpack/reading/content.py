"""Where what is said opens and ends: quotations, clauses with and without «that», and what a word of saying needs."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import HOLDER_LINKS
from kbpack.reading.tokens import CLOSING_QUOTES

_ALL_LINKS = HOLDER_LINKS | {"by", "on", "with", "to", "between", "among", "about", "over", "under", "after"}
_STOPS = frozenset(";:()")
_AHEAD = 25
"""Tokens within which a long noun phrase ends at its verb."""
_NAME = 1
_NO_GAP = frozenset({"intransitive", "state", "copula", "onset"})
"""Kinds of verbs that need no object."""
_FINITE = frozenset({"be", "have", "do", "modal"})


def opens_quotation(line: Line, place: int) -> bool:
    """Whether a quotation opens at a token, or after its comma or colon."""
    tokens = line.tokens
    if place < line.end and tokens[place].text in {",", ":"}:
        place += 1
    if place >= line.end or not tokens[place].opens_quote:
        return False
    mark = tokens[place].text
    return mark not in CLOSING_QUOTES or sum(one.text == mark for one in tokens[:place]) % 2 == 0


def opens_content(line: Line, place: int) -> bool:
    """Whether what is said opens at a token: «that», «how», a quotation, a colon."""
    if place >= line.end:
        return False
    token = line.tokens[place]
    if token.word_class == "complementizer":
        return not is_relative(line, place) and not _is_determiner(line, place)
    return token.opens_quote or token.text == ":" or "clause opener" in token.classes


def is_relative(line: Line, that: int) -> bool:
    """Whether «that» brings in a clause about the noun before it, which lacks its subject: «that are here»."""
    place = that + 1
    while place < line.end and line.tokens[place].is_adverb and not _stands_for(line, place):
        place += 1
    return place >= line.end or line.word_class(place) in _FINITE


def _is_determiner(line: Line, that: int) -> bool:
    """Whether «that» points to a noun and opens no clause: «accept that fact», «know that part of the world»."""
    after = that + 2
    noun = line.tokens[that + 1] if that + 1 < line.end else None
    if noun is None or not noun.is_word or noun.word_class or noun.text[0].isupper():
        return False
    if after == line.end or line.tokens[after].is_mark:
        return True
    stop = range(after, line.end)
    return line.word_class(after) == "preposition" and not any(grammar.is_finite(line.tokens, at) for at in stop)


def lacks_object(line: Line, that: int) -> bool:
    """Whether a clause behind «that» lacks its object: «that we had», «that X made in June»."""
    start = that + 1
    if start >= line.end:
        return False
    tokens = line.tokens
    if tokens[start].is_verb or tokens[start].low.endswith("ed"):
        return start + 1 >= line.end or line.word_class(start + 1) != ""
    if any(hit.value.form == "base" for hit in grammar.common_verbs().at(tokens, start)):
        return line.word_class(start + 1) in {"preposition", "determiner", "possessive"}
    if tokens[start].text[0].islower() and not tokens[start].word_class and not grammar.is_plural(tokens[start].low):
        return line.word_class(start + 1) in {"determiner", "possessive", "pronoun"}
    place = group = grammar.phrase_end(tokens, start, line.end, HOLDER_LINKS)
    while place < line.end and (tokens[place].is_adverb or line.word_class(place) in _FINITE):
        place += 1
    last = place - 1
    for hit in grammar.common_verbs().at(tokens, place) if place < line.end else []:
        if not _NO_GAP & set(hit.value.kind.split()):
            last = hit.after - 1
    if any(line.word_class(at) == "be" for at in range(group, place)):
        return False
    if last < place and line.word_class(last) != "have":
        return False
    return last + 1 >= line.end or line.word_class(last + 1) == "preposition" or tokens[last + 1].is_mark


def _stands_for(line: Line, place: int) -> bool:
    """Whether an adverb stands where a subject would: «there is»."""
    return line.word_class(place + 1) in _FINITE and line.low(place) in {"there", "here"}


def opens_clause(line: Line, place: int) -> bool:
    """Whether a clause without «that» opens at a token: a noun phrase, then a finite verb."""
    tokens = line.tokens
    if place >= line.end or tokens[place].is_mark:
        return False
    if tokens[place].low in grammar.words_of("focus"):
        place += 1
    opener = line.word_class(place)
    if opener == "pronoun":
        end = place + 1
        plain = end < line.end and tokens[end].is_word and not tokens[end].word_class
        if plain and grammar.is_subject(tokens[place].low):
            return True
    elif _stands_for(line, place):
        return True
    elif opener in {"", "determiner", "possessive"}:
        end = grammar.phrase_end(tokens, place, line.end, _ALL_LINKS)
        if opener and end == place + 1 and tokens[place].low not in grammar.words_of("pronominal"):
            return False
    else:
        return False
    while end < line.end and tokens[end].is_adverb:
        end += 1
    if place < end < line.end and grammar.is_finite(tokens, end):
        return True
    return _is_name_with_verb(line, end) or _has_finite_ahead(line, max(end, place + 1))


def _is_name_with_verb(line: Line, place: int) -> bool:
    """Whether a phrase ends with a name and a verb in -s: «Hill Air flies cargo»."""
    if place + 1 >= line.end or place < _NAME or not line.tokens[place].is_word:
        place -= 1
    if place < _NAME or place + 1 >= line.end:
        return False
    name, verb, following = line.tokens[place - 1 : place + 2]
    return (
        name.text[0].isupper()
        and verb.text[0].islower()
        and verb.low.endswith("s")
        and grammar.is_plural(verb.low)
        and following.is_word
    )


def _has_finite_ahead(line: Line, first: int) -> bool:
    """Whether a long noun phrase, with «those ...» or «, which ...,» in it, ends at a finite verb after all."""
    skipping = False
    relatives = 0
    for at in range(first, min(first + _AHEAD, line.end)):
        token = line.tokens[at]
        kind = token.word_class
        if kind in {"subordinator", "coordinator", "pronoun"} or token.text in _STOPS:
            return False
        if token.text == ",":
            if not skipping and line.word_class(at + 1) != "relative":
                return False
            skipping = not skipping
        elif kind in {"relative", "complementizer"} and not skipping:
            relatives += 1
        elif kind in _FINITE and not skipping and not _is_participle(token.low) and line.low(at - 1) != "to":
            if not relatives:
                return True
            relatives -= line.word_class(at + 1) not in _FINITE
    return False


def _is_participle(word: str) -> bool:
    """Whether a form of an auxiliary is not finite: «being», «having»."""
    return word.endswith("ing") or word in {"be", "been"}


def after_cue(line: Line, place: int, cue: Cue) -> tuple[Span | None, int]:
    """The addressee after a cue, where there is one, and where the content starts."""
    if place >= line.end:
        return None, place
    if opens_quotation(line, place):
        return None, place + (line.tokens[place].text in {",", ":"})
    to = past_adverbs(line, place)
    if "to" in cue.needs and line.low(to) == "to":
        return _turned_to(line, to)
    if opens_content(line, place):
        return None, place
    adverbial = past_adverbial(line, place)
    if adverbial != place:
        return None, adverbial
    if line.word_class(place) == "pronoun":
        after = min(place + 1, line.end - 1)
        if cue.takes_addressee or line.word_class(after) == "complementizer":
            return Span(place, place + 1), past_adverbial(line, after)
        return None, place
    if not cue.takes_addressee or line.tokens[place].is_mark or line.word_class(place) == "preposition":
        return None, place
    end = grammar.phrase_end(line.tokens, place, line.end)
    to = past_adverbs(line, end)
    if line.low(to) == "to":
        return Span(place, end), to
    opens = opens_content(line, end) or opens_quotation(line, end)
    return (Span(place, end), end) if opens or opens_clause(line, end) else (None, place)


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


def past_adverbial(line: Line, place: int) -> int:
    """Where «that» stands behind a short adverbial: «said on Monday that»; the place itself where there is none."""
    first = place + (line.tokens[place].text == ",")
    adverbial = first < line.end and (line.tokens[first].is_adverb or line.word_class(first) == "preposition")
    if not adverbial and not any(date.first == place for date in line.dates):
        return place
    for date in line.dates:
        if date.first in {place, place + 1} and opens_clause(line, date.after):
            return date.after
    for at in range(place + 1, min(place + 8, line.end)):
        if line.word_class(at) == "complementizer" and line.word_class(at - 1) != "preposition":
            return at if opens_content(line, at) else place
        if opens_quotation(line, at) and line.tokens[at].text in {",", ":"}:
            return at + 1
        if grammar.is_finite(line.tokens, at) or (line.tokens[at].is_mark and not _parts_aside(line, first, at)):
            break
    return place


def _parts_aside(line: Line, first: int, comma: int) -> bool:
    """Whether a comma parts an aside from a cue and its «that»: «explains, at length, that»."""
    if line.tokens[comma].text != ",":
        return False
    near = {line.low(comma + 1), line.low(comma - 1)}
    return line.low(first - 1) == "," or any(word_class(word) == "connective" for word in near)


def skip_that(line: Line, place: int) -> int:
    """The token after «that» and after the colon or comma before a quotation."""
    if place < line.end and line.word_class(place) == "complementizer":
        place += 1 + (line.low(place + 1) == "," and not opens_quotation(line, place + 1))
    if place < line.end and (line.tokens[place].text == ":" or opens_quotation(line, place)):
        place += line.tokens[place].text in {":", ","}
    return place
