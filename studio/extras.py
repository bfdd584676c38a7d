"""What only some commands need, and the core does without: packages that an extra brings."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

from engine import InputError


def need(who: str, names: Sequence[str], extra: str, hint: str = "") -> None:
    """Refuse where one of these packages is not installed; `hint` says what else helps."""
    if missing := [name for name in names if importlib.util.find_spec(name) is None]:
        raise InputError(
            f"{who}: found no {', '.join(missing)}; allowed: with the extra [{extra}]. Run: pip install 'backreel[{extra}]'{hint}"
        )
