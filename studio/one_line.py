"""Text that people gave, made fit for a terminal or a page: one line, nothing that steers what shows it."""

from __future__ import annotations

import re

# Controls (C0, DEL, C1), line and paragraph separators, and marks that turn the direction of what follows.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text with every white space one space, and what steers a terminal escaped."""
    return escaped(" ".join(text.split()))


def escaped(text: str, keep: str = "") -> str:
    """The text with every character that steers a terminal, but for those to `keep`, shown as Python writes it."""
    return _STEERING.sub(lambda found: found[0] if found[0] in keep else repr(found[0])[1:-1], text)
