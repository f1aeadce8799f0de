"""What a form may be the beginning of, as the flags that `Token.marks` sums."""

from __future__ import annotations

UNKNOWN = -1
"""The form was not asked yet."""
DATE, NUMBER, SAYING, SET_APART, HAPPENING, RELATIVE, NEGATOR, QUOTE, COLON, THAT, AS = (1 << bit for bit in range(11))
"""A date, a number, a word of saying, a phrase in which such a word is none, a word of happening, a relative, a
negator, a quotation mark, a colon, «that», «as»."""
