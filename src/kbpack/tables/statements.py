"""Statements: the acts of saying in a document, each within the one that reports it."""

from collections.abc import Iterator

import polars as pl

from kbpack import codes, columns
from kbpack.cells import Cell, Row
from kbpack.reading.cues import acts
from kbpack.reading.lines import Span
from kbpack.reading.reader import Part
from kbpack.reading.readers import quotation
from kbpack.reading.saying import Saying
from kbpack.reading.status import hedges
from kbpack.reading.tokens import one_line
from kbpack.rules import SpanRows, both_or_neither, folded, is_place, rule
from kbpack.source import Source, span_cells
from kbpack.table import Table


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


def rows(source: Source) -> Iterator[Row]:
    """Give a row for each act of saying in a document."""
    for part, saying in source.reading.ordered_sayings:
        yield _row(source, part, saying)


def _row(source: Source, part: Part, saying: Saying) -> Row:
    text, offsets = source.document.text, part.line.offsets
    start, end = offsets(saying.span)
    first, after = offsets(saying.content)
    row = span_cells(source, source.saying_ids[id(saying)], "statement_id", start, end)
    row |= {
        "parent_id": source.saying_ids[id(saying.parent)] if saying.parent else "",
        "depth": str(saying.depth),
        "holder_id": _holder(source, saying),
        "holder_text": source.words(*saying.named_at) if saying.named_at else source.words_of(part, saying.holder),
        "holder_chain": source.holder_chain(part, saying),
        "cue_text": source.words_of(part, saying.cue),
        "speech_act": saying.act,
        "cameo_code": acts()[saying.act].cameo_code,
        "addressee_text": source.words_of(part, saying.addressee),
        "target_text": source.words_of(part, saying.target),
        "polarity": "-" if saying.negator is not None or saying.act in NEGATIVE_ACTS else "+",
        "factuality": _factuality(part, saying),
        "quotation": "own voice" if saying.own else (quotation(text[first:after]), first, after, "quotation"),
        "content_start": str(first),
        "content_end": str(after),
        "text": (one_line(text[start:end]), start, end, "folded"),
    }
    words = saying.act_words or saying.cue
    if words is not None:
        place = offsets(words)
        row["speech_act"] = (saying.act, *place, saying.act_rule)
        row["cameo_code"] = (acts()[saying.act].cameo_code, *place, f"cameo_of_{saying.act_rule}")
    if saying.negator is not None:
        row["polarity"] = ("-", *offsets(Span(saying.negator, saying.negator + 1)), "negation")
    return row


def _holder(source: Source, saying: Saying) -> Cell:
    if saying.actor is not None:
        holder = source.document.holder_id if saying.own else saying.actor.id
        return (holder, saying.actor.start, saying.actor.end, "actor")
    return source.document.holder_id if saying.own else ""


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
