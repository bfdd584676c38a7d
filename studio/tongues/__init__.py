"""Languages: how each says numbers, symbols and the field's terms. A file each, CODE.py, which names its tongue CODE in capitals."""

from __future__ import annotations

import importlib
from pathlib import Path

from engine.errors import InputError
from scenes.sentence import Tongue
from studio.tongues.en import EN as EN

HOUSE = Path(__file__).parent


def codes() -> tuple[str, ...]:
    """The languages that there are: English first, then by their letters."""
    found = {path.stem for path in HOUSE.glob("??.py")}
    return ("en", *sorted(found - {"en"}))


def find(code: str) -> Tongue:
    """The language of these two letters."""
    if code not in codes():
        raise InputError(f"unknown language {code!r}: use {', '.join(codes())}; docs/translating.md says how one is added")
    tongue: Tongue = getattr(importlib.import_module(f"studio.tongues.{code}"), code.upper())
    return tongue
