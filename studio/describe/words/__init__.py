"""The words of descriptions, a file a language, CODE.py, all with the same names; English has its nouns in a file of their own."""

from __future__ import annotations

import importlib
from typing import Any

from scenes.sentence import Tongue
from studio import describe


def of(tongue: Tongue) -> Any:
    """The file of a language; English for one that only says English otherwise."""
    return importlib.import_module(f"studio.describe.words.{tongue.code if tongue.code in describe.codes() else 'en'}")
