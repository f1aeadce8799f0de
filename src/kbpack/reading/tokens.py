"""Text to tokens: words, numbers and marks, each analysed once and shared by all the places where it stands."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate

from kbpack import lexicon
from kbpack.reading import date_forms, quantity_forms
from kbpack.reading.date_words import places_in
from kbpack.reading.marks import UNKNOWN
from kbpack.reading.words import AUXILIARIES, classes_of, not_adverbs, verb_openers, verb_words, word_class

_SHORTS = {row["short"]: row["full"] for row in lexicon.table("contractions")}
_HOSTS = {row["short"]: frozenset(row["hosts"].split()) for row in lexicon.table("contractions")}
_GENITIVE, _WOULD = "'s", "'d"
"""The short forms that stand behind some words only: else the first is a genitive, the second part of a name."""
_ENDS = "".join(sorted({end for host in _HOSTS[_WOULD] for end in host[-1] + host[-1].upper()}))
_SHORT = "|".join(rf"(?<=[{_ENDS}].)d" if short == _WOULD else short[1:] for short in _SHORTS if short != _GENITIVE)
_LETTER = r"[^\W\d_]"
_REST = r"(?:[^\W_]|[\u0300-\u036f])*"
_TOKEN = re.compile(
    r"(?:[A-Za-z]++(?=[ ,;:)\r\n])"  # most words, which the next alternatives would read alike in twice the time
    r"|(?:[A-Z]\.){2,}"
    rf"|{_LETTER}{_REST}(?:(?:['’](?!(?:[sS]|{_SHORT})\b)|[\\|¬\u00ad](?={_LETTER})){_LETTER}{_REST})*"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|\d+"
    rf"|['’](?:[sS]|(?<=\w.)(?:{_SHORT}))\b"
    r"|\S)\s*+"
)
"""A token with the white space behind it, so that the lengths of all give their places."""
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014")
OPENING_QUOTES = frozenset('"“„«‟')
CLOSING_QUOTES = frozenset('"”»')
QUOTES = OPENING_QUOTES | CLOSING_QUOTES
_PARTS_CLAUSES = frozenset({"relative", "complementizer", "subordinator", "connective"})
_BREAKS_PHRASES = _PARTS_CLAUSES | AUXILIARIES | {"negator"}


class Token:
    """A word, a number or a mark as it is written, with all that its form alone tells.

    `low` is its lower case with known misreadings of a scan undone, for look-up only, and `folded` that for names,
    without diacritics and apostrophes; `spaced` is set where white space follows; `word_class` is the class of a
    function word, `classes` are the semantic ones; `is_verb` is set for past forms and gerunds of known verbs,
    `opens_verb` where a form of a common verb begins with it, `is_mark` for marks that part phrases, unlike hyphens,
    number signs, genitives; `is_plain` where none of these tells anything of the phrase or clause around it.
    `dates` and `numbers` are the offsets inside it at which a date or a number may begin; `marks` sums the flags of the
    module of that name, which `openings` sets.
    """

    __slots__ = (
        "breaks_phrase",
        "classes",
        "closes_quote",
        "dates",
        "ends_clause",
        "folded",
        "is_adverb",
        "is_hyphen",
        "is_mark",
        "is_plain",
        "is_quote",
        "is_verb",
        "is_word",
        "kind",
        "low",
        "marks",
        "numbers",
        "opens_quote",
        "opens_verb",
        "spaced",
        "text",
        "word_class",
    )

    def __init__(self, text: str, *, spaced: bool, full: str = "") -> None:
        """Analyse a form, or what it is short for."""
        self.text, self.spaced = text, spaced
        self.kind, self.low = kind, low = ("word", full) if full else _kind_and_low(text)
        self.word_class = known = word_class(low)
        self.classes = classes_of(low)
        self.is_word = kind == "word"
        self.folded = _fold(text) if self.is_word else low
        self.is_hyphen = text in HYPHENS
        self.is_mark = kind == "mark" and not self.is_hyphen and text not in "%&/$€£¥"
        self.opens_quote, self.closes_quote = text in OPENING_QUOTES, text in CLOSING_QUOTES
        self.is_quote = self.opens_quote or self.closes_quote
        self.is_verb, self.opens_verb = low in verb_words(), low in verb_openers()
        like_adverb = low.endswith("ly") and text[0].islower() and low not in not_adverbs()
        self.is_adverb = like_adverb or known in {"adverb", "connective"}
        self.is_plain = not (known or self.is_mark or self.is_hyphen or self.is_adverb or self.is_verb)
        self.ends_clause = self.is_mark or known in _PARTS_CLAUSES
        self.breaks_phrase = self.is_mark or known in _BREAKS_PHRASES
        self.dates = _places(date_forms.opening_word(), text)
        self.marks = UNKNOWN
        self.numbers = _places(quantity_forms.opening_word(), text)


def _places(opening: re.Pattern[str], text: str) -> tuple[int, ...]:
    """The offsets in a form at which something may open; where it is all letters, only at the first."""
    if text.isalpha():
        return (0,) if opening.match(text) else ()
    return tuple(places_in(opening, text, 0, len(text)))


class _Forms(dict[str, Token]):
    """The tokens by their text with the white space behind it; forgotten when there are too many."""

    def __missing__(self, raw: str) -> Token:
        if len(self) > _MOST_FORMS:
            self.clear()
        text = raw.rstrip()
        spaced = len(text) < len(raw)
        plain = f"{text} " if spaced else text
        token = self[plain] if plain != raw else Token(text, spaced=spaced)
        if len(raw) < _LONGEST_FORM:
            self[raw] = token
        return token


_MOST_FORMS = 1 << 16
_LONGEST_FORM = 64
_FORMS = _Forms()


def tokens(text: str) -> list[Token]:
    """The tokens of a text; white space is not a token."""
    return placed(text, 0, len(text))[0]


def spaced(token: Token) -> Token:
    """The same form before white space."""
    return _FORMS[f"{token.text} "]


def placed(text: str, start: int, end: int) -> tuple[list[Token], list[int]]:
    """The tokens of `text[start:end]`, and where each starts."""
    found = _TOKEN.findall(text, start, end)
    if not found:
        return [], []
    starts = list(accumulate(map(len, found), initial=text.find(found[0], start)))
    starts.pop()
    made = list(map(_FORMS.__getitem__, found))
    if text.find("'s", start, end) >= 0 or text.find("’s", start, end) >= 0:
        _read_contractions(made)
    return made, starts


def _read_contractions(made: list[Token]) -> None:
    """Read «'s» as «is» behind the words that it is short behind."""
    hosts = _HOSTS[_GENITIVE]
    for at in range(1, len(made)):
        if made[at].low == _GENITIVE and made[at - 1].low in hosts:
            made[at] = _is(made[at].text, spaced=made[at].spaced)


@cache
def _is(text: str, *, spaced: bool) -> Token:
    """The token of «'s» where it is a verb."""
    return Token(text, spaced=spaced, full=_SHORTS[_GENITIVE])


@cache
def _misreadings() -> tuple[tuple[str, str], ...]:
    return tuple((row["misread"], row["meant"]) for row in lexicon.table("misreadings"))


def _mended(word: str) -> str:
    for misread, meant in _misreadings():
        word = word.replace(misread, meant)
    return word


def _kind_and_low(word: str) -> tuple[str, str]:
    """What kind of token a form is, and how it is looked up."""
    if word[0].isalpha():
        meant = _mended(word)
        low = meant.lower().replace("’", "'")
        is_name = (len(low) > 1 and meant.isupper() and low in _pronouns()) or (meant.istitle() and low in _months())
        return "word", meant if is_name else low
    if word[0].isdecimal():
        return "number", word.lower()
    low = word.lower().replace("’", "'")
    if low in _SHORTS and low != _GENITIVE:
        return "word", _SHORTS[low]
    return ("genitive" if len(word) > 1 else "mark"), low


@cache
def _pronouns() -> frozenset[str]:
    """Words that in capitals are rather a name: WHO, US, IT."""
    rows = lexicon.table("function_words")
    return frozenset(row["word"] for row in rows if row["class"] in {"pronoun", "relative"})


@cache
def _months() -> frozenset[str]:
    """Months that are other words too, so that a capital tells: May."""
    known = {row["word"] for row in lexicon.table("function_words")}
    return frozenset(row["word"] for row in lexicon.table("months")) & known


def _fold(word: str) -> str:
    """A word as names are compared: no case, no diacritics, no apostrophes, misreadings undone."""
    if word.isascii() and word.isalpha():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", _mended(word))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’\u02bc").casefold()


def clean(text: str) -> str:
    """Words as a cell: NFC, white space folded, no control, format, private-use or unassigned characters."""
    line = one_line(text)
    if line.isprintable() and unicodedata.is_normalized("NFC", line):
        return line
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return one_line(unicodedata.normalize("NFC", kept))


def one_line(text: str) -> str:
    """Text with each run of white space as one blank and none at its ends."""
    is_one = text.isprintable() and "  " not in text
    return text.strip(" ") if is_one else " ".join(text.split())
