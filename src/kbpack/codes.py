"""Code lists that tables share, each with the standard or the contract it is taken from."""

from __future__ import annotations

PLOVER = "PLOVER, draft 0.8 (openeventdata/PLOVER, PLOVER_MANUAL.tex and CAMEO2PLOVER-2021.txt)"
CAMEO = "CAMEO, Conflict and Mediation Event Observations, event codes"
FACTBANK = "FactBank 1.0, factuality values"
EDTF = "EDTF, ISO 8601-2:2019, levels 0 to 2"
ISO_8601 = "ISO 8601-1:2019, calendar date"
ISO_3166_1 = "ISO 3166-1 alpha-2"
ISO_3166_2 = "ISO 3166-1 alpha-2 or ISO 3166-2"
UCUM = "UCUM, The Unified Code for Units of Measure"
BCP_47 = "BCP 47 (RFC 5646)"
KBPACK = "kbpack, closed list"

FACTUALITY = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
STATUS = ("asserted", "reported", "alleged", "unconfirmed", "denied", "generic", "presupposed")
POLARITY = ("+", "-")
QUOTATION = ("own voice", "direct", "indirect", "mixed")
HOLDER_BASIS = ("stated", "curated", "document")
DATE_BASIS = ("stated", "curated")
LISTED_PRECISION = ("day", "month", "year", "interval")
EVENT_PRECISION = (*LISTED_PRECISION, "no year", "duration", "relative", "none")
FIGURE_KIND = ("area", "share", "count", "ordinal", "duration", "date", "money", "other")

SPEECH_ACT = (
    "assert",
    "report",
    "find",
    "condemn",
    "express_concern",
    "allege",
    "accuse",
    "reject_allegation",
    "deny",
    "appeal",
    "declare_status",
    "assess",
    "welcome",
    "thank",
    "address",
    "announce",
    "promise",
    "warn",
    "request",
    "agree",
    "believe",
    "question",
    "admit",
    "criticize",
    "praise",
    "propose",
    "decide",
    "threaten",
    "urge",
    "demand",
    "emphasize",
    "explain",
    "hope",
    "apologize",
    "order",
    "confirm",
    "doubt",
    "decline_comment",
    "recall",
)

EVENT_MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("phone", "third-party", "visit"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign", "ease", "return"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": (
        "restrict",
        "arrest",
        "relations",
        "expel",
        "territory",
        "violence",
        "ban",
        "political",
    ),
    "PROTEST": ("boycott", "demo", "hunger", "obstruct", "riot"),
    "SANCTION": ("discontinue", "expel", "withdraw"),
    "MOBILIZE": ("police", "troops"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
        "ban",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
        "assassinate",
        "cleansing",
        "massacre",
        "pro_autocracy",
        "seize",
    ),
}
"""Each PLOVER event type with its modes: those of the manual, then those only the CAMEO table of 2021 has."""

EVENT_TYPE = tuple(EVENT_MODES)
EVENT_MODE = tuple(sorted({mode for modes in EVENT_MODES.values() for mode in modes}))
