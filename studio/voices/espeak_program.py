"""The program eSpeak NG, where it is installed: it reads a text aloud, or writes down its phonemes."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache

from engine.errors import InputError

NAMES = ("espeak-ng", "espeak")
CODES = {"en": "en-us", "fr": "fr-fr", "pt": "pt-br"}  # where a language's code is not the program's own
INSTALL = "Install eSpeak NG: apt-get install espeak-ng, or brew install espeak-ng"
SECONDS = 60  # no beat takes longer


def program() -> str | None:
    """The path of the program, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@lru_cache
def version() -> str:
    """The program's version, as 1.51; "" where there is none."""
    words = run("--version").split() if program() else []
    return next((word for word in words if word[0].isdigit()), "")


def run(*options: str, text: str = "") -> str:
    """What the program prints of a text; refused where it is not installed or does not know what is asked."""
    path = program()
    if path is None:
        raise InputError(f"eSpeak NG: found no program {' or '.join(NAMES)}; allowed: one on the PATH. {INSTALL}")
    done = subprocess.run([path, *options], input=text, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False)
    if done.returncode or "does not exist" in done.stderr:
        raise InputError(f"{path} {' '.join(options)}: {done.stderr.strip() or f'ended with {done.returncode}'}")
    return done.stdout


def code(lang: str) -> str:
    """What the program calls a language."""
    return CODES.get(lang, lang)
