"""The tracks of an MP4: how each is opened, and its packets in order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition
from av.subtitles.subtitle import SubtitleSet

from studio.captions import Cue
from studio.sound import RATE, frames_of
from studio.tongues import grammar

AAC_FRAME = 1024  # samples of one AAC packet
QUALITY = 4 * 118  # of AAC, in its own measure: where more bits make nothing better; about 270 kb/s of a voice
MS = Fraction(1, 1000)
# FFmpeg's caption encoder reads ASS, whatever it writes; it wants this header and a style to exist.
ASS = (
    "[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
    "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, "
    "Alignment, MarginL, MarginR, MarginV, Encoding\r\nStyle: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,"
    "10,10,10,0\r\n\r\n[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)
_ASS_CODES = str.maketrans({"{": "(", "}": ")", "\\": "/"})

Chapters = Sequence[tuple[str, float]]


def open_film(path: Path) -> av.container.OutputContainer:
    """An MP4 for writing whose index will stand in front."""
    return av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})


def add_voice(film: av.container.OutputContainer, lang: str = "en") -> av.AudioStream:
    """An AAC-LC stereo stream of constant quality, which is as exact as 384 kb/s and takes a third of the time: no rate is sought."""
    how = {"aac_coder": "fast", "aac_ms": "1", "flags": "+qscale", "global_quality": str(QUALITY)}  # both sides are alike
    stream = film.add_stream("aac", rate=RATE, layout="stereo", options=how)
    stream.metadata["language"] = grammar.of(lang).tag
    return stream


def add_sound(film: av.container.OutputContainer, source: av.AudioStream, lang: str = "en", described: str = "") -> av.AudioStream:
    """A stream for a language's sound that is encoded already; `described`: the name of one for those who do not see."""
    stream = film.add_stream_from_template(source)
    stream.metadata["language"] = grammar.of(lang).tag
    if described:
        stream.metadata.update(title=described, handler_name=described)
        stream.disposition = Disposition.visual_impaired | Disposition.descriptions
    return stream


def add_captions(film: av.container.OutputContainer, lang: str = "en"):
    """A caption stream for players to show or hide."""
    stream = film.add_stream("mov_text")
    stream.codec_context.subtitle_header = ASS.encode()
    stream.time_base = stream.codec_context.time_base = MS
    stream.metadata["language"] = grammar.of(lang).tag
    return stream


def prefer_first(film: av.container.OutputContainer, several: bool) -> None:
    """Let players take the first sound and the first captions where nobody chooses, and call each by its language; one is alone."""
    for kind in (film.streams.audio, film.streams.subtitles) if several else ():
        for k, stream in enumerate(kind):
            stream.disposition = Disposition.default if k == 0 else Disposition(0)
            if own := grammar.called(stream.metadata["language"]):
                stream.metadata.update(title=own, handler_name=own)


def tag(film: av.container.OutputContainer, chapters: Chapters, seconds: float, metadata: Mapping[str, str]) -> None:
    """Title and other tags, and chapter marks, each up to the next."""
    film.metadata.update(metadata)
    ends = [start for _, start in chapters[1:]] + [seconds]
    marks: list[av.container.Chapter] = [
        {"id": i, "start": round(start * 1000), "end": round(end * 1000), "time_base": MS, "metadata": {"title": title}}
        for i, ((title, start), end) in enumerate(zip(chapters, ends, strict=False))
    ]
    if marks:
        film.set_chapters(marks)


def interleave(film: av.container.OutputContainer, streams: Iterable[Iterator[av.Packet]]) -> None:
    """Write packets of several streams in order of their decoding time."""
    for packet in heapq.merge(*streams, key=_when):
        film.mux(packet)


def _when(packet: av.Packet) -> Fraction:
    """A packet's decoding time in seconds."""
    return (packet.dts or 0) * (packet.time_base or MS)


def copied(source, target, shift: int = 0) -> Iterator[av.Packet]:
    """A stream's packets for another container, `shift` of their own ticks later."""
    for packet in source.container.demux(source):
        if packet.dts is not None:
            packet.stream = target
            packet.dts, packet.pts = packet.dts + shift, packet.pts + shift
            yield packet


def encoded(stream: av.AudioStream, sound: np.ndarray) -> Iterator[av.Packet]:
    """Stereo samples as AAC packets."""
    for frame in frames_of(sound, AAC_FRAME):
        yield from stream.encode(frame)
    yield from stream.encode(None)


def captioned(stream, cues: Iterable[Cue]) -> Iterator[av.Packet]:
    """Captions as packets."""
    for i, cue in enumerate(cues):
        start, end = round(cue.start * 1000), round(cue.end * 1000)
        text = r"\N".join(line.translate(_ASS_CODES) for line in cue.lines)
        event = SubtitleSet.create(f"{i},0,Default,,0,0,0,,{text}".encode(), 0, end - start, pts=start * 1000)
        packet = stream.codec_context.encode_subtitle(event)
        packet.stream, packet.time_base = stream, MS
        packet.pts = packet.dts = start
        packet.duration = end - start
        yield packet
