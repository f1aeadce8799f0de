"""The rules by name: each reads a quote on its own and gives the cell again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from kbpack.reading import grammar
from kbpack.reading.cues import act_of, acts
from kbpack.reading.date_values import DAY_FIRST, MONTH_FIRST
from kbpack.reading.dates import bounds, dates, is_anchor
from kbpack.reading.happening import Code, words_of_happening
from kbpack.reading.manners import Quantity, area_km2, is_manner
from kbpack.reading.names import Names
from kbpack.reading.quantities import quantities, read_in_manner
from kbpack.reading.shared_dates import IN, completed
from kbpack.reading.single_marks import with_double_marks
from kbpack.reading.status import HARM, hedges
from kbpack.reading.tokens import CLOSING_QUOTES, OPENING_QUOTES, QUOTES, clean, one_line, tokens
from kbpack.reading.verb_groups import negates

_MARKS = "".join(QUOTES)
Reader = Callable[[str, Names], str]


@lru_cache(1 << 12)
def _date(quote: str, manner: str = "") -> tuple[str, str]:
    """EDTF and precision of the only date in a quote, read in a manner that `DateMention` names."""
    found = dates(quote, order=manner)
    first = quote.split(maxsplit=1)[:1]
    if first and is_anchor(first[0].lower()) and not (found and not quote[len(first[0]) : found[0].start].strip()):
        return "", "relative"
    if len(found) == 1:
        return found[0].edtf, found[0].precision
    spans = quantities(quote)
    return ("", "duration") if len(spans) == 1 and spans[0].kind == "duration" else ("", "")


def coded(quote: str, names: Names) -> Code | None:
    """The first word of happening in a quote that has what it needs beside it there."""
    line = tokens(quote)
    classes = {hit.value for hit in grammar.words_in_classes().everywhere(line)}
    if any(name.entry.table == "places" for name in names.find(line)):
        classes.add("territory")
    fitting = [
        hit for hit in words_of_happening().everywhere(line) if not hit.value.needs or hit.value.needs in classes
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda hit: (hit.after - hit.first, -hit.first))
    return best.value


@lru_cache(1 << 14)
def coded_as(quote: str, names: Names) -> tuple[str, str, str]:
    """PLOVER type and mode and CAMEO code of a quote; of not doing it where the quote denies a duty."""
    code = coded(quote, names)
    if code is None:
        return "", "", ""
    return code.negated if code.negated[0] and _negated(quote) else (code.type, code.mode, code.cameo)


def _negated(quote: str) -> bool:
    return any(negates(token.low) or token.low == "no" for token in tokens(quote))


def quotation(content: str) -> str:
    """How a content is put: direct where all of it is quoted, mixed where some is, otherwise indirect."""
    bare = with_double_marks(content).strip().rstrip(".,;:!?")
    if QUOTES.isdisjoint(bare):
        return "indirect"
    whole = bare[0] in OPENING_QUOTES and bare[-1] in CLOSING_QUOTES
    return "direct" if whole and QUOTES.isdisjoint(bare.strip(_MARKS)) else "mixed"


def _publication(quote: str) -> str:
    return "report" if any("publication" in token.classes for token in tokens(quote)) else ""


def _accusation(quote: str, names: Names) -> str:
    return "accuse" if coded_as(quote, names)[0] in HARM else ""


def _denial(quote: str, names: Names) -> str:
    return "deny" if _negated(quote) and coded_as(quote, names)[0] in HARM else ""


def _medium(quote: str, names: Names) -> str:
    line = tokens(quote)
    words = {token.low for token in line}
    words |= {word for name in names.find(line) for word in name.entry.kind.lower().split()}
    return "report" if any("media" in grammar.classes_of(word) for word in words) else ""


def _known(quote: str) -> str:
    """Presupposed, where a word says so: definite, a preposition, a name, a participle, or a verb of evading."""
    line = tokens(quote)
    marks = {"determiner", "possessive", "preposition"}
    found = any(
        token.word_class in marks
        or token.kind == "genitive"
        or token.text[0].isupper()
        or token.is_verb
        or token.classes & {"aspect", "timing"}
        or any("evading" in one.kind for one in grammar.common_verbs().values_at(line, place))
        for place, token in enumerate(line)
    )
    return "presupposed" if found else ""


def _generic(quote: str) -> str:
    """Generic, where a word says so: «any», «every», the «to» of an infinitive, or what norms and risks are about."""
    words = {token.low for token in tokens(quote)}
    found = words & {"any", "every", "to"} or any("setting" in grammar.classes_of(word) for word in words)
    return "generic" if found else ""


_ACT_RULES: dict[str, Reader] = {
    "speech_act": lambda quote, _: act_of(quote),
    "publication": lambda quote, _: _publication(quote),
    "passed_on": lambda quote, _: "report" if act_of(quote) else "",
    "medium": _medium,
    "question": lambda quote, _: (
        "question" if quote == "?" or quote.lower() in grammar.words_of("indirect question") else ""
    ),
    "accusation": _accusation,
    "denial": _denial,
}


def _hedge(quote: str, place: int) -> str:
    found = [hedges()[token.low] for token in tokens(quote) if token.low in hedges()]
    return found[0][place] if found else ""


_MEASURES: dict[str, Callable[[Quantity], str]] = {
    "number": lambda found: found.value,
    "unit": lambda found: found.unit,
    "quantity_kind": lambda found: found.kind,
    "area_km2": lambda found: area_km2(found) if found.kind == "area" else "",
}
"""What a rule for numbers gives; the rule's name goes on with the manner that `Quantity` names."""


def _measure(rule: str, quote: str) -> str | None:
    """What a rule for numbers gives for the only number of a quote, or none where there is no such rule."""
    name = next((name for name in _MEASURES if rule == name or rule.startswith(f"{name}_")), "")
    if not name or not is_manner(rule[len(name) :]):
        return None
    found = read_in_manner(quote, rule[len(name) :])
    return _MEASURES[name](found) if found else ""


def _act(rule: Reader, what: str, quote: str, names: Names) -> str:
    """The act that a rule gives, or what the act stands for."""
    act = rule(quote, names)
    return str(getattr(acts()[act], what)) if act and what else act


READERS: dict[str, Reader] = {
    "words": lambda quote, _: clean(quote),
    "folded": lambda quote, _: one_line(quote),
    "place": lambda quote, names: names.id_of("places", quote),
    "actor": lambda quote, names: names.id_of("actors", quote),
    "event_type": lambda quote, names: coded_as(quote, names)[0],
    "event_mode": lambda quote, names: coded_as(quote, names)[1],
    "event_cameo": lambda quote, names: coded_as(quote, names)[2],
    "quotation": lambda quote, _: quotation(quote),
    "negation": lambda quote, _: "-" if _negated(quote) else "",
    "counterfact": lambda quote, _: "CT-" if _negated(quote) else "",
    "known": lambda quote, _: _known(quote),
    "generic": lambda quote, _: _generic(quote),
    "doubt": lambda quote, _: "unconfirmed" if _negated(quote) else "",
    "denied": lambda quote, _: "denied" if _negated(quote) else "",
    "hedge": lambda quote, _: _hedge(quote, 0),
    "hedge_factuality": lambda quote, _: _hedge(quote, 1),
}
for _name, _rule in _ACT_RULES.items():
    READERS[_name] = partial(_act, _rule, "")
    READERS[f"cameo_of_{_name}"] = partial(_act, _rule, "cameo_code")
    READERS[f"status_of_{_name}"] = partial(_act, _rule, "status")


def _date_rules(manner: str) -> dict[str, Reader]:
    return {
        f"edtf{manner}": lambda quote, _: _date(quote, manner)[0],
        f"edtf_first_day{manner}": lambda quote, _: bounds(_date(quote, manner)[0])[0],
        f"edtf_last_day{manner}": lambda quote, _: bounds(_date(quote, manner)[0])[1],
        f"date_precision{manner}": lambda quote, _: _date(quote, manner)[1],
        f"date_kind{manner}": lambda quote, _: "date" if _date(quote, manner)[0] else "",
    }


for _manner in ("", DAY_FIRST, MONTH_FIRST):
    READERS |= _date_rules(_manner)


def _shared(rule: str, quote: str) -> str | None:
    """What a rule gives for a date whose month, year or century stands with another; none without such a rule."""
    name, manner, rest = rule.partition(IN)
    edtf, precision = completed(quote, manner + rest)
    known: dict[str, str] = {
        "edtf": edtf,
        "edtf_first_day": bounds(edtf)[0],
        "edtf_last_day": bounds(edtf)[1],
        "date_precision": precision,
        "date_kind": "date" if edtf else "",
    }
    return known.get(name)


def reread(rule: str, quote: str, names: Names) -> str | None:
    """The cell that a rule gives for a quote, or none where there is no such rule."""
    reader = READERS.get(rule)
    if reader is not None:
        return reader(quote, names)
    return _shared(rule, quote) if IN in rule and rule.startswith(("edtf", "date")) else _measure(rule, quote)
