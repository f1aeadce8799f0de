"""How values of an untrusted file stand in messages: short, on one line, nothing unseen."""

from __future__ import annotations

import json
from typing import Any

from kbpack.report import plain as _plain

_SHOWN = 80


def plain(text: str, size: int = _SHOWN) -> str:
    """Write text for a message, shorter than elsewhere."""
    return _plain(text, size)


def quoted(text: str) -> str:
    """Write text in double quotes."""
    return f'"{plain(text)}"'


def as_text(value: Any) -> str:  # noqa: ANN401  JSON of any shape
    """Write a JSON value as a cell of a CSV file has it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
