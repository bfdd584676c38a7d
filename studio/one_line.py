"""Text that people gave, made fit for a terminal or a page: one line, nothing that steers what shows it."""

from __future__ import annotations

import re

# Controls (C0, DEL, C1), line and paragraph separators, and marks that turn the direction of what follows.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text with every white space one space, and every character that steers a terminal shown as its number."""
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    """The text as it is, but for characters that steer a terminal; line ends stay."""
    return _STEERING.sub(lambda found: found[0] if found[0] == "\n" else repr(found[0])[1:-1], text)
