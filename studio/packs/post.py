"""One beat for a post: `render --gif|--webm|--alpha BEAT`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av

from engine import InputError
from engine.errors import nearest
from studio import clear, commands, console, programme, telling
from studio.atomic import replacing
from studio.orders import Order
from studio.packs import clips
from studio.packs.material import Material, Passage
from studio.sound import RATE, frames_of, sample_of

GIF_WIDTH, GIF_RATES = 800, (20, 25, 10)  # pixels; frames a second that a GIF can say exactly, the best first
ENDINGS = {"gif": ".gif", "webm": ".webm", "alpha": ".mov"}
# Colours of their own for each beat; little changes from picture to picture, and no dots are strewn over even grounds.
PALETTE, PAINT = "stats_mode=diff", "dither=none:diff_mode=rectangle"
VP9 = {"crf": "30", "b": "0", "deadline": "good", "cpu-used": "4", "row-mt": "1"}


def posts(asked: Order, chapters: Sequence[str], in_series: bool, jobs: int | None, beats: Mapping[str, str]) -> int:
    """Make the beats that are asked for, by the kind of file; the film is rendered first where it is not there yet."""
    _found(programme.orders(asked, chapters, in_series), beats)
    wanted, outcome = commands.filmed(asked, chapters, in_series, jobs)
    for order in wanted:
        if order.chapter in outcome.made:
            film = Material(order, outcome.made[order.chapter])
            for kind, name in beats.items():
                path = film.folder / f"{name}{ENDINGS[kind]}"
                beat = next(beat for beat in film.beats if beat.name == name)
                MAKERS[kind](path, film, beat, jobs or os.cpu_count() or 1)
                console.tell(f"{path}  {beat.frames / film.fps:.0f} s, {path.stat().st_size / 1e6:.1f} MB")
    return commands.broken_said(outcome.broken)


def _found(wanted: Sequence[Order], beats: Mapping[str, str]) -> None:
    """Refuse before anything is drawn: more films than one, a beat that the film does not have."""
    option = f"--{next(iter(beats))}"
    if len(wanted) != 1:
        raise InputError(f"{option}: found {len(wanted)} films; allowed: one, of which a beat is taken. Name it with --chapter")
    if telling.fit(wanted[0]).unfit:
        return  # why it cannot be told is said where films are made
    names = telling.names(wanted[0])
    for kind, name in beats.items():
        if name not in names:
            allowed = f"allowed: a beat of {wanted[0].chapter}. {nearest(name, names)}Use one of {', '.join(names)}"
            raise InputError(f"--{kind}: found {name!r}; {allowed}")


def gif(path: Path, film: Material, beat: Passage, jobs: int) -> None:
    """A GIF, which has no sound."""
    fps = next((rate for rate in GIF_RATES if film.fps >= rate), film.fps)
    look = film.order.look
    width = min(GIF_WIDTH, look.width)
    size = (width, 2 * round(look.height * width / look.width / 2))
    with replacing(path) as temporary, av.open(str(temporary), "w", format="gif") as file:
        stream = file.add_stream("gif", rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "pal8"
        for k, frame in enumerate(_painted(film, beat, fps, size)):
            frame.pts, frame.time_base = k, Fraction(1, fps)
            file.mux(stream.encode(frame))
        file.mux(stream.encode())


def _painted(film: Material, beat: Passage, fps: int, size: tuple[int, int]) -> Iterator[av.VideoFrame]:
    """The beat's pictures in colours of their own."""
    graph, look = av.filter.Graph(), film.order.look
    yuv = av.VideoFormat("yuv420p", look.width, look.height)
    source = graph.add_buffer(width=look.width, height=look.height, format=yuv, time_base=Fraction(1, fps))
    first = [("scale", f"{size[0]}:{size[1]}:flags=lanczos:in_color_matrix=bt709"), ("format", "rgb24"), ("split", "2")]
    nodes = [source, *(graph.add(name, how) for name, how in first)]
    for one, other in pairwise(nodes):
        one.link_to(other)
    palette, paint, sink = graph.add("palettegen", PALETTE), graph.add("paletteuse", PAINT), graph.add("buffersink")
    nodes[-1].link_to(paint, 0, 0)
    nodes[-1].link_to(palette, 1, 0)
    palette.link_to(paint, 0, 1)
    paint.link_to(sink)
    graph.configure()
    for k, frame in enumerate(_sampled(film, beat, fps)):
        frame.pts, frame.time_base = k, Fraction(1, fps)
        graph.push(frame)
    graph.push(None)
    while True:
        try:
            found = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(found, av.VideoFrame)
        yield found


def _sampled(film: Material, beat: Passage, fps: int) -> Iterator[av.VideoFrame]:
    """So many of a beat's pictures a second."""
    due = 0
    for k, frame in enumerate(pictures(film, beat)):
        if k * fps >= due * film.fps:
            due += 1
            yield frame


def pictures(film: Material, beat: Passage) -> Iterator[av.VideoFrame]:
    """A beat's pictures, decoded."""
    with av.open(str(film.film)) as file:
        stream = file.streams.video[0]
        tick = Fraction(stream.time_base or 1)
        file.seek(int(Fraction(beat.start, film.fps) / tick), stream=stream)
        for frame in file.decode(stream):
            at = round((frame.time or 0.0) * film.fps)
            if at >= beat.end:
                return
            if at >= beat.start:
                yield frame


def webm(path: Path, film: Material, beat: Passage, jobs: int) -> None:
    """VP9 and Opus, for pages."""
    heard = clips.heard(film.film, film.samples)[:, sample_of(beat.start, film.fps) : sample_of(beat.end, film.fps)]
    with replacing(path) as temporary, av.open(str(temporary), "w", format="webm") as file:
        video = file.add_stream("libvpx-vp9", rate=film.fps, options=VP9)
        video.width, video.height, video.pix_fmt = film.order.look.width, film.order.look.height, "yuv420p"
        sound = file.add_stream("libopus", rate=RATE, layout="stereo", options={"b": "96000"})
        for k, frame in enumerate(pictures(film, beat)):
            frame.pts, frame.time_base, frame.pict_type = k, Fraction(1, film.fps), av.video.frame.PictureType.NONE
            file.mux(video.encode(frame))
        file.mux(video.encode())
        for part in frames_of(heard, 960):
            file.mux(sound.encode(part))
        file.mux(sound.encode())


def alpha(path: Path, film: Material, beat: Passage, jobs: int) -> None:
    """ProRes 4444 on a transparent ground."""
    made = clear.beats(film.order, (beat.name,), jobs)
    with replacing(path) as temporary:
        shutil.copyfile(made[beat.name], temporary)


MAKERS: Mapping[str, Callable[[Path, Material, Passage, int], None]] = {"gif": gif, "webm": webm, "alpha": alpha}
