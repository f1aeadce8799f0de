"""Statements: the acts of saying in a document, each within the one that reports it."""

import polars as pl

from kbpack import codes, columns
from kbpack.reading.cues import acts
from kbpack.reading.lines import Line, Span
from kbpack.reading.readers import quotation
from kbpack.reading.saying import Saying
from kbpack.reading.sentence_reader import Part
from kbpack.reading.status import hedges
from kbpack.reading.tokens import clean, one_line
from kbpack.rules import SpanRows, both_or_neither, folded, is_place, rule
from kbpack.sheet import Sheet
from kbpack.source import Source
from kbpack.table import Table, TextRow


class Statements(SpanRows):
    """Statements.

    One row for each act of saying: whose it is, how it is put, and the saying that contains it.
    """

    statement_id: str = columns.row_key("Statement")
    document_id: str = columns.document_reference()
    parent_id: str = columns.reference(
        "Within", "The saying that contains this one; empty at depth 1.", "statements", "statement_id"
    )
    depth: int = columns.column("Depth", "How many voices deep: 1 is the document's own.", ge=1, metadata={"unit": "1"})
    holder_id: str = columns.reference("Holder", "The actor who says it.", "actors", "actor_id")
    holder_text: str = columns.words("Holder as written", "The document's words for the holder.")
    holder_chain: str = columns.words(
        "Chain of holders", "The ids or words of the holders, outermost first, joined by > between blanks."
    )
    cue_text: str = columns.words("Cue as written", "The words that tell of the saying.")
    speech_act: str = columns.code("Speech act", "What is done by saying it.", codes.SPEECH_ACT)
    cameo_code: str = columns.notation(
        "CAMEO code",
        "The speech act as a code of CAMEO 01, 02, 11 or 12.",
        "^(01|02|11|12)[0-9]{1,2}$",
        source=codes.CAMEO,
        nullable=False,
    )
    addressee_text: str = columns.words("Addressee as written", "The words for whom it is said to.")
    target_text: str = columns.words("Target as written", "The words for whom it is said against or about.")
    polarity: str = columns.code("Polarity", "Whether the content is affirmed (+) or negated (-).", codes.POLARITY)
    factuality: str = columns.code(
        "Factuality", "How certain the content is to the holder.", codes.FACTUALITY, source=codes.FACTBANK
    )
    quotation: str = columns.code("Quotation", "Whose wording the content is in.", codes.QUOTATION)
    content_start: int = columns.offset(
        "Start of the content", "Code points of the decoded document before what is said.", nullable=True
    )
    content_end: int = columns.offset(
        "End of the content", "Code points of the decoded document up to the end of what is said.", nullable=True
    )
    char_start: int = columns.span_start()
    char_end: int = columns.span_end()
    quote: str = columns.quote()
    text: str = columns.verbatim("Text", "The quote with white space folded, for readers.")

    @rule
    @classmethod
    def id_is_place(cls) -> pl.Expr:
        """Name a row document_id:char_start-char_end, with ~n for a further row on the same span."""
        return is_place("statement_id")

    @rule
    @classmethod
    def own_voice_at_depth_1(cls) -> pl.Expr:
        """Leave parent_id empty where depth is 1, and only there."""
        return pl.col("parent_id").is_null() == (pl.col("depth") == 1)

    @rule
    @classmethod
    def content_in_pairs(cls) -> pl.Expr:
        """Fill content_start and content_end together."""
        return both_or_neither("content_start", "content_end")

    @rule
    @classmethod
    def content_order(cls) -> pl.Expr:
        """Put content_end after content_start."""
        return pl.col("content_end") > pl.col("content_start")

    @rule
    @classmethod
    def text_is_quote_folded(cls) -> pl.Expr:
        """Write text as quote with each run of white space made one blank."""
        return pl.col("text") == folded(pl.col("quote"))


TABLE = Table("statements", Statements)

NEGATIVE_ACTS = frozenset({"deny", "reject_allegation"})


def write(sheet: Sheet) -> None:
    """Write a row for each act of saying in a document."""
    for part, saying in sheet.source.reading.ordered_sayings:
        _write(sheet, part, saying)


def _write(sheet: Sheet, part: Part, saying: Saying) -> None:
    source, line = sheet.source, part.line
    start, end = line.offsets(saying.span)
    row = sheet.span_row(source.saying_ids[id(saying)], start, end)
    sheet.read("text", one_line(row["quote"]), start, end, "folded")
    row["depth"] = str(saying.depth)
    row["factuality"] = _factuality(part, saying)
    start, end = line.offsets(saying.content)
    row["content_start"], row["content_end"] = str(start), str(end)
    if saying.own:
        row["quotation"] = "own voice"
    else:
        sheet.read("quotation", quotation(source.document.text[start:end]), start, end, "quotation")
    if saying.parent:
        row["parent_id"] = source.saying_ids[id(saying.parent)]
    _write_holder(sheet, row, part, saying)
    _write_act(sheet, row, line, saying)


def _write_holder(sheet: Sheet, row: TextRow, part: Part, saying: Saying) -> None:
    actor, place = saying.actor, _holder_at(part, saying)
    if place:
        sheet.words("holder_text", *place)
    label = _label(sheet.source, part, saying)
    if actor:
        sheet.read("holder_id", label, actor.start, actor.end, "actor")
    elif saying.own:
        row["holder_id"] = label
    row["holder_chain"] = _chain(sheet.source, part, saying, label)


def _holder_at(part: Part, saying: Saying) -> tuple[int, int] | None:
    """The characters of the holder's words, where there are any."""
    words = saying.holder
    return saying.named_at or (part.offsets(words) if words is not None and words.first < words.after else None)


def _label(source: Source, part: Part, saying: Saying) -> str:
    """A holder's id, else its words; empty where the text names nobody."""
    if saying.own:
        return source.document.holder_id
    if saying.actor:
        return saying.actor.id
    place = _holder_at(part, saying)
    return clean(source.document.text[slice(*place)]) if place else ""


def _chain(source: Source, part: Part, saying: Saying, label: str) -> str:
    """Ids or texts of all holders, outermost first."""
    if saying.parent is None:
        return label or source.document.holder_id
    chain = [label]
    one = saying.parent
    while one.parent is not None:
        chain.append(_label(source, part, one))
        one = one.parent
    return " > ".join(label for label in [source.document.holder_id, *reversed(chain)] if label)


def _write_act(sheet: Sheet, row: TextRow, line: Line, saying: Saying) -> None:
    code = acts()[saying.act].cameo_code
    words = saying.act_words or saying.cue
    if words is None:
        row["speech_act"], row["cameo_code"] = saying.act, code
    else:
        place = line.offsets(words)
        sheet.read("speech_act", saying.act, *place, saying.act_rule)
        sheet.read("cameo_code", code, *place, f"cameo_of_{saying.act_rule}")
    if saying.negator is not None:
        sheet.read("polarity", "-", *line.offsets(Span(saying.negator, saying.negator + 1)), "negation")
    else:
        row["polarity"] = "-" if saying.act in NEGATIVE_ACTS else "+"
    sheet.words_of("cue_text", line, saying.cue)
    sheet.words_of("addressee_text", line, saying.addressee)
    sheet.words_of("target_text", line, saying.target)


def _factuality(part: Part, saying: Saying) -> str:
    """How certain the content is to the holder: the act's own certainty, a hedge on the evidence, or a denial."""
    factuality = "CT+" if saying.cue is None else acts()[saying.act].factuality
    if saying.is_denied:
        return "PR-" if factuality == "PR+" else "Uu"
    if saying.act == "find" and not saying.own:
        known = hedges()
        hedged = (known[token.low][1] for token in part.line.tokens[slice(*saying.content)] if token.low in known)
        factuality = next(hedged, factuality)
    if saying.negator is not None and factuality.startswith("CT"):
        return "CT-"
    return factuality
