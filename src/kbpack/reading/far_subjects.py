"""Verbs of saying with no subject before them: it stands farther off, behind them, or is shared with another verb."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import after_cue, opens_content, opens_quotation
from kbpack.reading.cues import Cue
from kbpack.reading.leading import Speaker, leading
from kbpack.reading.lines import Line, Span
from kbpack.reading.main_subjects import main_subject, shared_subject
from kbpack.reading.orders import headline, inverted, is_behind_quotation, quoted
from kbpack.reading.parted import parted_subject
from kbpack.reading.questions import asked
from kbpack.reading.saying import Saying
from kbpack.reading.subjects import around

_RELATIVES = frozenset({"relative", "complementizer"})


def without_subject(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """The saying of a verb right before which no subject stands: «X came and said Y», «X, who came, said»."""
    content = after_cue(line, place.after, cue)[1]
    marked = opens_quotation(line, place.after) or opens_content(line, content)
    opens = marked or opens_clause(line, content)
    shown = "record" in cue.needs
    before = line.word_class(group - 1)
    if before == "coordinator":
        farther = _shared_subject(line, place, cue, group)
    else:
        farther = around(line, group, far=marked or shown) if opens or shown or before in _RELATIVES else None
    bare = cue.form == "base" and group == place.first and before == "relative"
    if bare and farther is not None and not _is_many(line, farther):
        return None
    owned = line.word_class(place.after) == "possessive" and not is_behind_quotation(line, group)
    if farther is None and line.low(group - 1) == "," and owned:
        farther = main_subject(line, group - 1)
    if farther is not None:
        return leading(line, place, cue, Speaker(farther, group if before == "coordinator" else farther.first))
    found = headline(line, place, cue) or inverted(line, place, cue) or asked(line, place, cue, group)
    if found is None and (opens or place.after >= line.end or (group and line.tokens[group - 1].is_mark)):
        return _behind_aside(line, place, cue, group)
    return found


def _agrees(line: Line, subject: Span, cue: Cue) -> bool:
    """Whether a phrase can be the subject of a form: a plural of a plain one, a name or a singular of one in -s."""
    if cue.form == "third":
        return line.tokens[subject.after - 1].text[0].isupper() or not _is_many(line, subject)
    return cue.form != "base" or _is_many(line, subject)


def _behind_aside(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«X, a pilot who came, said Y» and «"Y," X, a pilot, said»."""
    subject = parted_subject(line, group)
    if subject is None or (group == place.first and not _agrees(line, subject, cue)):
        return None
    if is_behind_quotation(line, subject.first) and not opens_quotation(line, place.after):
        return quoted(line, place, cue, subject)
    return leading(line, place, cue, Speaker(subject, subject.first))


def _shared_subject(line: Line, place: Span, cue: Cue, group: int) -> Span | None:
    """The subject that a verb behind «and» shares with the one before it; none where that may be an infinitive."""
    subject = shared_subject(line, group - 1)
    if cue.form == "third" and line.low(place.after) in {"to", "for", "of"}:
        return None
    if subject is None or (cue.form == "base" and group == place.first and not _may_be_plain(line, subject, group)):
        return None
    return subject


def _may_be_plain(line: Line, subject: Span, group: int) -> bool:
    plural = grammar.is_plural(line.low(subject.after - 1)) or grammar.is_subject(line.low(subject.first))
    return plural and all(line.low(at) != "to" for at in range(subject.after, group))


def _is_many(line: Line, subject: Span) -> bool:
    """Whether a phrase takes a plural verb."""
    if line.low(subject.first - 1) == "and":
        return True
    return grammar.is_plural(line.low(subject.after - 1)) or line.low(subject.first) in grammar.words_of("pronominal")
