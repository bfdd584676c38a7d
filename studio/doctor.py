"""The doctor: whether everything that a render needs is here, and how to mend what is not."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from rich.table import Table

from studio import console

OLDEST, NEWEST = (3, 11), (3, 14)
SPACE = 1 << 30  # bytes that a flagship and what it leaves behind need
SETUP = "run: make setup"


class Ill(Exception):
    """Something needed is missing; the message says how to mend it."""


def report() -> int:
    """Look at everything, show a table; 1 when something needed is missing."""
    table = Table("", "found", "", header_style="bold")
    missing = 0
    for name, look in checks().items():
        try:
            found, verdict = look(), "ok"
        except Exception as error:
            found, verdict = str(error) if isinstance(error, Ill) else f"{type(error).__name__}: {error}; {SETUP}", "MISSING"
            missing += 1
        table.add_row(name, found, verdict, style="red" if verdict == "MISSING" else "")
    console.out.print(table)
    return console.tell("all here") if not missing else console.complain(f"{missing} missing: mend it as the table says", 1)


def checks() -> dict[str, Callable[[], str]]:
    """What is looked at, by name: a function that says what it found, or raises."""
    packages = {name: lambda name=name: _package(name) for name in _packages()}
    return {
        "Python": _python,
        **packages,
        "drawing": _drawing,
        "typesetting": _typesetting,
        "voice": _voice,
        "voices for other languages": _voices_abroad,
        "draft voice": _draft,
        "H.264 (libx264)": lambda: _encoder("libx264"),
        "AAC": lambda: _encoder("aac"),
        "./renders": lambda: _writable(Path("renders")),
        "free space": lambda: _space(Path()),
        "cores": lambda: str(os.cpu_count() or 1),
    }


def _python() -> str:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Ill(f"{platform.python_version()}: 3.11 to 3.14 is needed; make distclean, then make setup PYTHON=python3.12")
    return platform.python_version()


def _packages() -> list[str]:
    """The packages that ours asks for."""
    from packaging.requirements import Requirement

    try:
        return [Requirement(line).name for line in requires("backreel") or () if "extra ==" not in line]
    except PackageNotFoundError:
        return ["backreel"]


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        raise Ill(f"not installed; {SETUP}") from None


def _drawing() -> str:
    import manim

    return f"manim {manim.__version__} made a circle of {len(manim.Circle().points)} points"


def _typesetting() -> str:
    import typst

    picture = typst.compile(b"#set page(width: auto, height: auto)\n$ z = W a + b $", format="svg")
    return f"Typst set a formula in {len(picture) if isinstance(picture, bytes) else 0} bytes"


def _voice() -> str:
    from studio.voices.hibari import HibariVoice

    timing = HibariVoice().timing
    if timing != "model":
        raise Ill(f"hibari speaks, but its word times are only {timing}; {SETUP}")
    return f"hibari, word times: {timing}"


def _voices_abroad() -> str:
    """No film in English needs them, so that nothing is missing without them."""
    from studio.voices import fetch, kokoro_model, phonemes

    standing, wanted = fetch.standing(), "run: make voices"
    if kokoro_model.version() == "absent" or not standing:
        return f"none; for Spanish, French, Italian, Portuguese and Hindi {wanted}"
    languages = dict.fromkeys(map(kokoro_model.language, standing))
    read = [lang for lang in languages if phonemes.readable(lang)]
    unread = [lang for lang in languages if lang not in read]
    return f"kokoro: {len(standing)} voices, {', '.join(read)}" + (f"; {', '.join(unread)} want eSpeak NG" if unread else "")


def _draft() -> str:
    from studio.voices import espeak_program

    found = espeak_program.version()
    return f"espeak: eSpeak NG {found}, for any language" if found else f"none; {espeak_program.INSTALL}"


def _encoder(name: str) -> str:
    import av

    return av.codec.Codec(name, "w").long_name


def _writable(folder: Path) -> str:
    place = folder if folder.exists() else folder.absolute().parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return "can be written"
    except OSError as error:
        raise Ill(f"{error.strerror}; give another folder with -o") from None


def _space(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    if free < SPACE:
        raise Ill(f"{free / 1e9:.1f} GB; a film and its pieces need about {SPACE / 1e9:.0f} GB, give another disk with -o")
    return f"{free / 1e9:.0f} GB"
