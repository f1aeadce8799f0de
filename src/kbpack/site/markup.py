"""Text into pages: everything is escaped, and what cannot be seen is made visible; scripts get data, never code."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

ROOM = Path(__file__).parent
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of every page: its own files alone, nothing inline, no address but its own."""

_UNSEEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\r(?!\n)"
)
_SHORT = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
    "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\xad": "SHY", "\u200b": "ZWSP", "\ufeff": "BOM", "\u2028": "LS", "\u2029": "PS", "\u2060": "WJ",
}  # fmt: skip


def shown(text: str) -> str:
    """Text of a document as HTML, to the letter; a character that is not seen has its name before it.

    Such a character stands alone in an element that keeps its effect, such as turning the direction of what follows,
    inside.
    """
    found = safe(text)
    return _UNSEEN.sub(_named, found).replace("\r", "&#13;") if _UNSEEN.search(found) or "\r" in found else found


def _named(found: re.Match[str]) -> str:
    c = found[0]
    return f'<span class="unseen" data-name="{_name(c)}">{c}</span>'


@cache
def _name(c: str) -> str:
    if ord(c) < 0x20:  # noqa: PLR2004  the controls, which have pictures
        return chr(0x2400 + ord(c))
    return _SHORT.get(c, f"U+{ord(c):04X}")


def visible(text: str) -> str:
    """Text of a document for a cell or a label: what is not seen is replaced by its name in brackets."""
    return _UNSEEN.sub(lambda found: f"[{_name(found[0])}]", text) if _UNSEEN.search(text) else text


def folded(text: str, most: int = 90) -> str:
    """Words on one line, cut where they are longer than `most` characters."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def safe(text: str) -> str:
    """Text for an element or an attribute, in which nothing is markup."""
    return html.escape(text)


def script(call: str, *values: Any) -> str:  # noqa: ANN401  JSON of any shape
    """Write a script that hands data to a function of the site's own scripts."""
    given = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"kbpack.{call}({_plain(given)});\n"


def _plain(given: str) -> str:
    r"""JSON that is the same wherever it stands: no character ends a script or a line of it, or turns its direction."""
    return re.sub(f"{_UNSEEN.pattern}|[<>&\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", given)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"visible": visible, "folded": folded, "number": lambda value: f"{value:,}"}
    found.globals |= {"policy": POLICY}
    return found


def page(template: str, **values: Any) -> bytes:  # noqa: ANN401  a template's own
    """Fill a template; text is escaped, `Markup` is not."""
    return _environment().get_template(f"{template}.html.j2").render(**values).encode()


__all__ = ["Markup", "folded", "page", "safe", "script", "shown", "visible"]
