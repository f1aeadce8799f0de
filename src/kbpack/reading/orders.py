"""Sayings whose content stands before their cue: «Y, X said», «Y, said X», «"Y" found»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import closes_by_blanks, opens_content, opens_quotation, past_adverbial
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span, is_own
from kbpack.reading.saying import Saying, publication_act, with_holder
from kbpack.reading.wordhood import is_also_noun

_BEFORE_SUBJECT = frozenset({"coordinator", "adverb", "connective"})
_QUOTES = frozenset({"any", "that", "quote"})
_SAYS = frozenset({"any", "that"})
_NO_HOLDER = frozenset({"preposition", "complementizer", "subordinator", "coordinator"})
_TAKES_OBJECT = frozenset({"object", "record"})
_PARTS = frozenset({";", "\u2014"})
"""Marks that part what a sentence says: a dash, a semicolon."""
_WHEN = frozenset({"on", "in", "at", "during", "after", "before"})


def _ends_there(line: Line, place: int) -> bool:
    """Whether a sentence or its part ends with «on Monday» or «in a letter», and nothing more."""
    after = grammar.phrase_end(line.tokens, place + 1, line.end)
    return after >= line.end or line.tokens[after].text in _PARTS


def is_trailing(line: Line, place: Span, subject: Span) -> bool:
    """Whether what is said stands before its holder: «Y, X said», «Y, X said on Monday»."""
    if place.after >= line.end:
        return line.tokens[-1].text != ":"
    if opens_quotation(line, place.after):
        return False
    if line.tokens[place.after].text in _PARTS:
        return line.tokens[place.first].text.islower() and _has_clause(line, subject.first)
    if line.tokens[place.after].text == "," and _opens_sentence(line, subject):
        return False
    if line.tokens[place.after].text == ",":
        behind = past_adverbial(line, place.after)
        beside = line.low(subject.first - 1) == "as"
        return beside or not (opens_content(line, behind) or opens_clause(line, behind))
    opens = opens_content(line, place.after) or opens_clause(line, place.after)
    if opens:
        return False
    if line.low(subject.first - 1) == "," and _tells_when(line, place.after):
        return _has_clause(line, subject.first - 1) and _ends_there(line, place.after)
    return is_behind_quotation(line, subject.first)


def _tells_when(line: Line, place: int) -> bool:
    return line.low(place) in _WHEN or any(date.first == place for date in line.dates)


def leads_on(line: Line, place: Span, cue: Cue) -> bool:
    """Whether a colon ends a sentence behind a cue, so that what is said follows: «X said on Monday:»."""
    if line.tokens[-1].text != ":" or cue.form not in {"past", "third"} or not _QUOTES & set(cue.needs):
        return False
    after = place.after + (line.word_class(place.after) == "complementizer")
    return after >= line.end or (line.low(after) in _WHEN and _ends_there(line, after))


def is_unmarked(line: Line, place: Span, cue: Cue, subject: Span) -> bool:
    """Whether a comma alone opens direct speech: «And X said, I will go»."""
    if line.low(place.after) != "," or _SAYS.isdisjoint(cue.needs) or not opens_clause(line, place.after + 1):
        return False
    return _opens_sentence(line, subject)


def _opens_sentence(line: Line, subject: Span) -> bool:
    """Whether nothing that could be said stands before a subject."""
    return all(line.word_class(at) in _BEFORE_SUBJECT for at in range(subject.first))


def _has_clause(line: Line, comma: int) -> bool:
    """Whether what stands before a comma can be what is said: it has a verb or ends a quotation."""
    if line.tokens[comma - 1].closes_quote:
        return True
    return any(line.low(at).endswith("ed") or grammar.is_finite(line.tokens, at) for at in range(comma))


def trailing(line: Line, place: Span, cue: Cue, subject: Span, group: int) -> Saying | None:
    """Content, holder, cue: «Y, X said»."""
    if _is_only_before(line, cue, subject.first) or line.word_class(subject.first) == "preposition":
        return None
    if cue.needs == ("quote",) and not is_behind_quotation(line, subject.first):
        return None
    apart = line.word_class(subject.after) not in {"preposition", "relative"} and line.low(subject.after) != ","
    known = cue.form != "third" or place.after >= line.end or _is_definite(line, subject)
    if not known or (subject.after != group and apart):
        return None
    before = subject.first - 1
    closes = _closes(line, before)
    parted = line.tokens[before].text == "," or closes
    if before < 1 or not (parted or _is_added_thought(line, place, cue, subject)):
        return None
    if not parted:
        before += 1
    return quoted(line, place, cue, subject, before + closes)


def quoted(line: Line, place: Span, cue: Cue, subject: Span, after: int | None = None) -> Saying | None:
    """The saying of what stands before a subject up to `after`, else up to the subject itself."""
    if _is_only_before(line, cue, subject.first):
        return None
    content = Span(0, subject.first if after is None else after)
    return with_holder(line, Saying(Span(0, place.after), content, cue.act, main=True, cue=place), subject)


def _is_added_thought(line: Line, place: Span, cue: Cue, subject: Span) -> bool:
    """Whether «I think» ends a sentence without a comma."""
    thinks = cue.act == "believe" and cue.form == "base" and is_own(line, subject, None)
    return thinks and place.after >= line.end and line.word_class(subject.first - 1) in {"", "adverb"}


def _is_only_before(line: Line, cue: Cue, place: int) -> bool:
    """Whether a cue or its subject can stand before what is said alone: «hears that Y», not «“Y,” X hears»."""
    quotes = "quote" in cue.needs and is_behind_quotation(line, place)
    return "complementizer" in cue.needs and not quotes


def _is_definite(line: Line, subject: Span) -> bool:
    """Whether a phrase is one that can speak: a pronoun, a name, or a noun with its article."""
    return line.word_class(subject.first) != "" or line.tokens[subject.after - 1].text[0].isupper()


def inverted(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Content, cue, holder: «Y, said an article in Z», or with a colon behind both: «In short, said X: "Y"»."""
    before = place.first - 1
    quoted = _before_colon(line, place, cue)
    if quoted is not None:
        return quoted
    if (
        _is_only_before(line, cue, place.first)
        or not (cue.form in {"past", "third"} or (cue.form == "base" and _are_many(line, place)))
        or before < 1
        or not (line.tokens[before].text == "," or _closes(line, before))
    ):
        return None
    after = next((at for at in range(place.after, len(line.tokens)) if line.tokens[at].is_mark), line.end)
    opener = line.word_class(place.after)
    dated = any(date.first == place.after for date in line.dates)
    if dated or after <= place.after or opener in _NO_HOLDER:
        return None
    if _TAKES_OBJECT.intersection(cue.needs) and cue.form != "past" and not is_behind_quotation(line, place.first):
        return None  # «X, whose rights are few, demands a vote»
    if opener == "possessive" and not (cue.act == "assert" and is_behind_quotation(line, place.first)):
        return None
    if line.tokens[before].text == "," and not (_has_clause(line, before) or _names(line, place, cue, after)):
        return None
    if any(line.word_class(at) == "complementizer" for at in range(place.after, after)):
        return None
    if line.low(after) == ":" or (opener == "pronoun" and line.low(place.after) != "one" and after > place.after + 1):
        return None
    holder = Span(place.after, after)
    act, words, rule = publication_act(line, holder, cue.act)
    content = Span(0, before if line.tokens[before].text == "," else place.first)
    return with_holder(
        line, Saying(Span(0, after), content, act, main=True, cue=place, act_words=words, act_rule=rule), holder
    )


def _before_colon(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«In short, said X: "Y"»: cue, holder, and a quotation behind a colon."""
    comma = next((at for at in range(place.first) if line.tokens[at].text == ","), 0)
    light = line.tokens[0].is_adverb or line.word_class(0) in {"preposition", "connective"}
    opens = place.first == 0 or (light and comma == place.first - 1)
    if not opens or cue.form not in {"past", "third"} or not _QUOTES & set(cue.needs):
        return None
    colon = grammar.phrase_end(line.tokens, place.after, line.end) if place.after < line.end else line.end
    if line.low(colon) != ":" or not opens_quotation(line, colon) or line.word_class(place.after) in _NO_HOLDER:
        return None
    saying = Saying(Span(place.first, line.end), Span(colon + 1, line.end), cue.act, main=True, cue=place)
    return with_holder(line, saying, Span(place.after, colon))


def _names(line: Line, place: Span, cue: Cue, after: int) -> bool:
    """Whether a name stands behind a plain verb of saying, or a verb goes on: «wit, said Hill», «X, say pilots, is»."""
    if cue.act != "assert" or "any" not in cue.needs or cue.takes_addressee:
        return False
    goes_on = after + 1 < line.end and line.tokens[after].text == "," and grammar.is_finite(line.tokens, after + 1)
    named = cue.form != "base" and line.tokens[place.after].text[0].isupper() and not line.tokens[after].is_quote
    return goes_on or (named and grammar.phrase_end(line.tokens, place.after, after) == after)


def _are_many(line: Line, place: Span) -> bool:
    """Whether a bare plural, or one with «some», stands behind what can only be a verb: «Y, say pilots»."""
    first = place.after
    if line.low(place.first - 1) != "," or is_also_noun(line, place.first):
        return False
    after = grammar.phrase_end(line.tokens, first, line.end) if first < line.end else first
    opener = line.word_class(first)
    return opener in {"", "determiner"} and any(grammar.is_plural(line.low(at)) for at in range(first, after))


def headline(line: Line, place: Span, cue: Cue) -> Saying | None:
    """A headline's passive without «be»: «"strong evidence" found». Nobody is named."""
    if (
        cue.form == "past"
        and place.after == line.end == len(line.tokens)
        and place.first
        and line.tokens[place.first - 1].closes_quote
    ):
        return Saying(Span(0, place.after), Span(0, place.first), cue.act, main=True, cue=place)
    return None


def _closes(line: Line, place: int) -> bool:
    """Whether a mark closes a quotation, also an opening one with its blank behind it: «“It rained,“ X said»."""
    token = line.tokens[place]
    return token.closes_quote or (token.opens_quote and closes_by_blanks(line, place))


def is_behind_quotation(line: Line, place: int) -> bool:
    """Whether a quotation ends right before a token, or before its comma."""
    before = place - 1
    if before > 0 and line.tokens[before].text == ",":
        before -= 1
    if before < 1 or not _closes(line, before):
        return False
    mark = line.tokens[before].text
    if not line.tokens[before].opens_quote or closes_by_blanks(line, before):
        return True
    return sum(one.text == mark for one in line.tokens[:before]) % 2 == 1
