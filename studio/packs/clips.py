"""Clips: parts of a film, cut at its beats without encoding its pictures again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from studio import tracks
from studio.atomic import replacing
from studio.captions import Cue
from studio.sound import RATE, sample_of


def heard(film: Path, samples: int, track: int = 0) -> np.ndarray:
    """A film's sound, the first of its tracks or another, as float32 stereo (2, samples) at 48 kHz, on the clock of its frames."""
    found = np.zeros((2, samples), np.float32)
    with av.open(str(film)) as file:
        for frame in file.decode(audio=track):
            at = round((frame.time or 0.0) * RATE)
            sound = frame.to_ndarray()[:, max(0, -at) :]
            room = found[:, max(0, at) : max(0, at) + sound.shape[1]]
            room[:] = sound[:, : room.shape[1]]
    return found


def alone(dst: Path, sound: np.ndarray, lang: str) -> None:
    """A sound (2, n) as a file of its own, in a language."""
    with replacing(dst) as temporary, tracks.open_film(temporary) as file:
        tracks.interleave(file, [tracks.encoded(tracks.add_voice(file, lang), sound)])


def cut(
    dst: Path,
    film: Path,
    frames: tuple[int, int],
    fps: int,
    lang: str,
    sound: np.ndarray | None = None,
    cues: Sequence[Cue] = (),
    title: str = "",
) -> None:
    """The film's frames from the first to before the second, with their part of its `sound` (2, n), and captions on the clip's clock;
    `lang`: the language of both."""
    start, end = frames
    with ExitStack() as files:
        temporary = files.enter_context(replacing(dst))
        source = files.enter_context(av.open(str(film)))
        clip = files.enter_context(tracks.open_film(temporary))
        packets = [pictures(source, start, end, fps, clip.add_stream_from_template(source.streams.video[0]))]
        if sound is not None:
            part = sound[:, sample_of(start, fps) : sample_of(end, fps)]
            packets.append(tracks.encoded(tracks.add_voice(clip, lang), part))
        if cues:
            packets.append(tracks.captioned(tracks.add_captions(clip, lang), cues))
        tracks.tag(clip, (), (end - start) / fps, {"title": title} if title else {})
        tracks.interleave(clip, packets)


def pictures(file: av.container.InputContainer, start: int, end: int, fps: int, target) -> Iterator[av.Packet]:
    """The packets of some frames, of which the first stands by itself, copied; they begin at zero."""
    source = file.streams.video[0]
    tick = Fraction(source.time_base or 1)
    first, last = (int(Fraction(frame, fps) / tick) for frame in (start, end))
    file.seek(first, stream=source)
    for at, packet in _between(file.demux(source), first, last):
        if at == first and not packet.is_keyframe:
            raise ValueError(f"frame {start} does not stand by itself; a film is cut at its beats")
        packet.stream = target
        packet.pts = packet.dts = at - first  # no frame waits for a later one
        yield packet


def _between(packets: Iterable[av.Packet], first: int, last: int) -> Iterator[tuple[int, av.Packet]]:
    for packet in packets:
        if packet.pts is None or packet.pts >= last:
            return
        if packet.pts >= first:
            yield packet.pts, packet
