"""Caption files: SRT and WebVTT, written and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from studio.captions import Cue

_TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[,.](\d{3}) --> (\d+):(\d\d):(\d\d)[,.](\d{3})")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def srt(cues: Iterable[Cue]) -> str:
    """Captions as an SRT file's text."""
    return "\n".join(f"{i}\n{_times(cue, ',')}\n{_body(cue)}\n" for i, cue in enumerate(cues, 1))


def vtt(cues: Sequence[Cue], seats: Sequence[str] = ()) -> str:
    """Captions as a WebVTT file's text, each at its seat, if they have any."""
    rows = zip(cues, seats or [""] * len(cues), strict=True)
    return "WEBVTT\n\n" + "\n".join(f"{_times(cue, '.')}{seat}\n{_escaped(_body(cue))}\n" for cue, seat in rows)


def read_srt(text: str) -> tuple[Cue, ...]:
    """The captions of an SRT file's text."""
    return tuple(_cues(text))


def read_vtt(text: str) -> tuple[Cue, ...]:
    """The captions of a WebVTT file's text."""
    return tuple(Cue(cue.start, cue.end, tuple(map(_unescaped, cue.lines))) for cue in _cues(text))


def _cues(text: str) -> Iterable[Cue]:
    for block in re.split(r"\n\s*\n", text.strip()):
        rows = block.split("\n")
        for i, row in enumerate(rows):
            if found := _TIMES.match(row):
                h, m, s, ms, h2, m2, s2, ms2 = map(int, found.groups())
                start, end = (h * 3600 + m * 60 + s) * 1000 + ms, (h2 * 3600 + m2 * 60 + s2) * 1000 + ms2
                yield Cue(start / 1000, end / 1000, tuple(rows[i + 1 :]))
                break


def _times(cue: Cue, mark: str) -> str:
    return f"{_clock(cue.start, mark)} --> {_clock(cue.end, mark)}"


def _clock(seconds: float, mark: str) -> str:
    """Seconds as hh:mm:ss and milliseconds."""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def _body(cue: Cue) -> str:
    return "\n".join(cue.lines)


def _escaped(text: str) -> str:
    for plain, escaped in _ESCAPES:
        text = text.replace(plain, escaped)
    return text


def _unescaped(text: str) -> str:
    for plain, escaped in reversed(_ESCAPES):
        text = text.replace(escaped, plain)
    return text
