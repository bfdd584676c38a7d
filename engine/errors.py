"""The one error for wrong input, and the one shape of its message."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


class InputError(Exception):
    """What a person gave us is wrong; the message says where, what was found, what is allowed and how to mend it."""


def wrong(file: str, key: str, found: str, allowed: str, mend: str) -> InputError:
    """One clear sentence for one wrong value: file, key, found, allowed, mend."""
    where = f"{file}: {key}" if key else file
    return InputError(f"{where}: found {found}; allowed: {allowed}. {mend}")


def nearest(word: str, allowed: Iterable[str]) -> str:
    """'Did you mean ...? ' for the allowed word most like this one, or nothing."""
    spelled = {name.lower(): name for name in allowed}
    close = get_close_matches(word.lower(), spelled, n=1, cutoff=0.6)
    return f"Did you mean {spelled[close[0]]}? " if close else ""


def shown(value: Any, limit: int = 60) -> str:
    """A value as a person would have typed it in TOML, cut to a readable length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if value is None:
        return "nothing"
    try:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:  # Python refuses to print whole numbers of more than 4300 digits
        return "a number too long to print"
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 3] + "..."
