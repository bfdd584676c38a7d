"""The film's file: one chapter written, chapters joined, and what is inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import av
import numpy as np

from studio import pages, tracks
from studio.atomic import replacing
from studio.captions import Cue, shifted
from studio.describe.holding import Held
from studio.sound import RATE
from studio.soundtrack import Soundtrack
from studio.tracks import AAC_FRAME, Chapters

DESCRIBED = "audio description"  # the name of the second track, in English


def write_film(
    dst: Path,
    video: Path,
    sound: np.ndarray | Soundtrack,
    cues: Sequence[Cue],
    chapters: Chapters = (),
    metadata: Mapping[str, str] | None = None,
    described: Soundtrack | None = None,
    held: Held | None = None,
    lang: str = "en",
    others: Sequence[Spoken] = (),
) -> None:
    """The H.264 `video`, its sound, captions, chapters (title, start in seconds) and tags, whole or not at all.

    sound       stereo samples (2, n) at 48 kHz, or what they were encoded to      others   tracks in other languages than `lang`
    described   the same with descriptions, a second track      held   where the picture waits, on whose clock all else is
    """
    samples = sound.samples if isinstance(sound, Soundtrack) else sound.shape[1]
    with ExitStack() as files:
        temporary = files.enter_context(replacing(dst))
        source = files.enter_context(av.open(str(video))).streams.video[0]
        film = files.enter_context(tracks.open_film(temporary))
        _agree(source, samples, held.frames if held else 0)
        picture = film.add_stream_from_template(source)
        shown = tracks.copied(source, picture)
        packets = [held.packets(shown, _fps(source)) if held else shown, *_sounds_of(files, film, sound, lang, others, described)]
        packets += [tracks.captioned(tracks.add_captions(film, code), found) for code, found in _captions(lang, cues, others)]
        tracks.prefer_first(film, bool(others))
        tracks.tag(film, chapters, samples / RATE, metadata or {})
        tracks.interleave(film, packets)


@dataclass(frozen=True, eq=False)
class Spoken:
    """A language of a film: its two letters, its sound, its captions."""

    lang: str
    sound: Soundtrack
    cues: Sequence[Cue]


def _sounds_of(
    files: ExitStack,
    film: av.container.OutputContainer,
    sound: np.ndarray | Soundtrack,
    lang: str,
    others: Sequence[Spoken],
    described: Soundtrack | None,
) -> Iterator[Iterator[av.Packet]]:
    """The packets of every sound: the first language, the others, and the one for those who do not see."""
    yield _sound(files, film, sound, lang)
    yield from (_sound(files, film, other.sound, other.lang) for other in others)
    if described is not None:
        yield _sound(files, film, described, lang, pages.said(lang, DESCRIBED))


def _captions(lang: str, cues: Sequence[Cue], others: Sequence[Spoken]) -> Iterator[tuple[str, Sequence[Cue]]]:
    return ((code, found) for code, found in [(lang, cues), *((other.lang, other.cues) for other in others)] if found)


def _sound(
    files: ExitStack, film: av.container.OutputContainer, sound: np.ndarray | Soundtrack, lang: str, name: str = ""
) -> Iterator[av.Packet]:
    """The packets of a language's sound, for a stream of its own; one with a name is for those who do not see."""
    if not isinstance(sound, Soundtrack):
        return tracks.encoded(tracks.add_voice(film, lang), sound)
    source = files.enter_context(av.open(str(sound.path))).streams.audio[0]
    return tracks.copied(source, tracks.add_sound(film, source, lang, name))


def _agree(video: av.VideoStream, samples: int, held: int) -> None:
    """Refuse sound that is more than a frame longer or shorter than its picture, which waits for so many frames."""
    picture = (video.frames + held) / _fps(video)
    if abs(picture - Fraction(samples, RATE)) > 1 / _fps(video):
        raise ValueError(f"the picture lasts {float(picture):.3f} s, the sound {samples / RATE:.3f} s")


def _fps(video: av.VideoStream) -> Fraction:
    """Frames a second, exactly."""
    rate = video.average_rate
    if not rate:
        raise ValueError("the video has no frame rate")
    return Fraction(rate)


def join_films(
    dst: Path,
    parts: Sequence[Path],
    chapters: Sequence[str],
    captions: Mapping[str, Sequence[Sequence[Cue]]],
    metadata: Mapping[str, str] | None = None,
    marks: Chapters = (),
    held: tuple[int, Sequence[int]] | None = None,
) -> tuple[float, ...]:
    """Films one after the other, nothing re-encoded; `chapters` one for each part.

    captions   of each language that the parts have a track of, in their order: those of each part, on its own clock
    held       where the pictures of the parts wait: frames a second, and how many each part then lasts
    Returns the second at which each part starts; `marks` are chapters (title, second) instead of one for each part.
    """
    with ExitStack() as files:
        video = [files.enter_context(av.open(str(part))).streams.video[0] for part in parts]
        fps, edges = _clock(video, held)
        starts = tuple(float(frame / fps) for frame in edges[:-1])
        film = files.enter_context(tracks.open_film(files.enter_context(replacing(dst))))
        packets = [_pictures(video, edges, fps, film.add_stream_from_template(video[0]))]
        for k, code in enumerate(captions):
            sound = [files.enter_context(av.open(str(part))).streams.audio[k] for part in parts]
            _alike(parts, video, sound, () if held else ("average_rate",))
            packets.append(_sounds(sound, edges, fps, tracks.add_sound(film, sound[0], code)))
        packets += [tracks.captioned(tracks.add_captions(film, code), cues) for code, cues in _moved(captions, starts)]
        tracks.prefer_first(film, len(captions) > 1)
        tracks.tag(film, marks or list(zip(chapters, starts, strict=True)), float(edges[-1] / fps), metadata or {})
        tracks.interleave(film, packets)
    return starts


def _clock(video: Sequence[av.VideoStream], held: tuple[int, Sequence[int]] | None) -> tuple[Fraction | int, list[int]]:
    """Frames a second, and the frames at which the parts begin and the last one ends."""
    fps, lengths = held or (_fps(video[0]), [stream.frames for stream in video])
    return fps, [0, *accumulate(lengths)]


def _moved(captions: Mapping[str, Sequence[Sequence[Cue]]], starts: Sequence[float]) -> Iterator[tuple[str, list[Cue]]]:
    """The captions of each language on the clock of the whole; of those that have any."""
    for code, found in captions.items():
        if cues := [cue for each, start in zip(found, starts, strict=True) for cue in shifted(each, start)]:
            yield code, cues


def _alike(
    parts: Sequence[Path], video: Sequence[av.VideoStream], sound: Sequence[av.AudioStream], more: Sequence[str] = ("average_rate",)
) -> None:
    """Refuse to join films that one decoder could not play through."""
    for part, v, s in zip(parts, video, sound, strict=True):
        for name in (*more, "time_base", "width", "height"):
            if getattr(v, name) != getattr(video[0], name):
                raise ValueError(f"{part}: {name} is {getattr(v, name)}, but {getattr(video[0], name)} in {parts[0]}")
        if v.codec_context.extradata != video[0].codec_context.extradata or s.codec_context.extradata != sound[0].codec_context.extradata:
            raise ValueError(f"{part}: encoded with other settings than {parts[0]}")


def _pictures(video: Sequence[av.VideoStream], edges: Sequence[int], fps: Fraction | int, target) -> Iterator[av.Packet]:
    """Every part's pictures, moved to its first frame."""
    for stream, start in zip(video, edges, strict=False):
        shift = Fraction(start) / fps / Fraction(stream.time_base or 1)
        if shift.denominator != 1:
            raise ValueError(f"the video's clock of {stream.time_base} s does not count whole frames")
        yield from tracks.copied(stream, target, int(shift))


def _sounds(sound: Sequence[av.AudioStream], edges: Sequence[int], fps: Fraction | int, target) -> Iterator[av.Packet]:
    """Every part's AAC packets on one unbroken grid of 1024 samples.

    A part starts in the slot nearest its first frame, at most 512 samples (11 ms) off, and no error is passed on. Its priming packet
    takes the slot before and so replaces the previous part's last one, which is silence.
    """
    slots = [round(edge * RATE / fps / AAC_FRAME) for edge in edges]
    for i, stream in enumerate(sound):
        stop = slots[i + 1] - 1 if i + 1 < len(sound) else None
        for slot, packet in enumerate(tracks.copied(stream, target), slots[i] - 1):
            if stop is not None and slot >= stop:
                break
            packet.pts = packet.dts = slot * AAC_FRAME
            yield packet


def probe(path: Path) -> dict:
    """What a film holds: streams, seconds and frames of each, captions, chapters, tags."""
    with av.open(str(path)) as film:
        streams = [_described(stream) for stream in film.streams if stream.type in ("video", "audio", "subtitle")]
        chapters = [(c["metadata"].get("title", ""), float(c["start"] * (c["time_base"] or tracks.MS))) for c in film.chapters()]
        metadata = dict(film.metadata)
        seconds = film.duration / av.time_base if film.duration else 0.0
    captions = read_captions(path) if any(s["type"] == "subtitle" for s in streams) else ()
    return {
        "seconds": seconds,
        "streams": {s["type"]: s for s in streams},
        "captions": len(captions),
        "chapters": chapters,
        "metadata": metadata,
        "faststart": _index_first(path),
    }


def _described(stream) -> dict:
    """One stream's codec, length and measures."""
    seconds = float(stream.duration * stream.time_base) if stream.duration else 0.0
    found = {"type": stream.type, "codec": stream.codec_context.name, "seconds": seconds, "language": stream.language}
    if stream.type == "video":
        c = stream.codec_context
        found |= {"frames": stream.frames, "fps": float(stream.average_rate), "size": (c.width, c.height), "profile": c.profile}
        found |= {"pixels": c.pix_fmt, "matrix": int(c.colorspace), "primaries": int(c.color_primaries), "transfer": int(c.color_trc)}
    if stream.type == "audio":
        c = stream.codec_context
        found |= {"rate": c.sample_rate, "channels": c.channels, "profile": c.profile, "bit_rate": stream.codec_context.bit_rate}
    return found


def _index_first(path: Path) -> bool:
    """Whether an MP4's index stands before its data, so it plays while it loads."""
    with path.open("rb") as file:
        while header := file.read(8):
            size, kind = int.from_bytes(header[:4]), header[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            file.seek(int.from_bytes(file.read(8)) - 16 if size == 1 else size - 8, 1)
    return False


def read_captions(path: Path) -> tuple[Cue, ...]:
    """The caption track of a film."""
    out = []
    with av.open(str(path)) as film:
        for packet in film.demux(subtitles=0):
            if packet.size <= 2 or packet.pts is None:  # an empty sample is the gap between two captions
                continue
            size = int.from_bytes(bytes(packet)[:2])
            text = bytes(packet)[2 : 2 + size].decode()
            tick = packet.time_base or tracks.MS
            start = float(packet.pts * tick)
            out.append(Cue(round(start, 3), round(start + float((packet.duration or 0) * tick), 3), tuple(text.split("\n"))))
    return tuple(out)
