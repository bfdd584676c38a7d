"""A film told in a process of its own, which leaves a copy of itself at the beginning of every beat: from there it is told again."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from engine import InputError
from scenes import screen, translation
from scenes.kit import theme
from scenes.kit.place.stage import STAGES
from studio import catalog, container, stems, telling, voices
from studio.breakage import RenderError
from studio.fast import fingerprint
from studio.fast.encoder import Segment
from studio.fast.fingerprint import Fingerprint, code, drawing
from studio.fast.renderer import FastRenderer
from studio.keys import ROOT, file_hash, key
from studio.manim_adapter import look
from studio.orders import Order
from studio.reel import Reel, segment_frames
from studio.score import Score
from studio.sheet import still
from studio.watch.link import Link, Stamp, heard
from studio.words import Clip


def tell(address: str, password: bytes, facts: dict[str, Any], stamp: Stamp, seen: dict[str, str]) -> None:
    """Tell a film from its beginning, and say what is wrong with it."""
    link = Link(address, password)
    line = link.call("stage", stamp)
    with plainly(line, stamp):
        Stage(link, line, Order(**facts), stamp).tell(seen)


class plainly:
    """Whatever breaks is told to the hub in one message, and ends this process."""

    def __init__(self, line: Connection[Any, Any], stamp: Stamp) -> None:
        self.line, self.stamp = line, stamp

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception):
            with suppress(OSError):
                self.line.send(("wrong", self.stamp, message(error)))
        os._exit(0)


def message(error: BaseException) -> str:
    """What went wrong and where in our files, in one sentence."""
    if isinstance(error, InputError | RenderError):
        return str(error)
    if isinstance(error, SyntaxError):
        return f"{_ours(error.filename)}, line {error.lineno}: {error.msg}"
    where, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(str(ROOT)) and "/studio/" not in file:
            where = f"{_ours(file)}, line {trace.tb_lineno}: "
        trace = trace.tb_next
    return f"{where}{type(error).__name__}: {error}"


def _ours(file: str | None) -> str:
    path = Path(file or "a file")
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


class Asked:
    """A voice that the hub has: what it said once is kept here."""

    name, version = "asked", ""

    def __init__(self, link: Link) -> None:
        self.link, self.said = link, dict[str, Clip]()

    def say(self, beat: str, spoken: str) -> Clip:
        if spoken not in self.said:
            with self.link.call("say", beat, spoken) as line:
                found = heard(line)
            if not isinstance(found, Clip):
                raise InputError(str(found))
            self.said[spoken] = found
        return self.said[spoken]


class Stage:
    """The scene of a film, its words and its reel."""

    def __init__(self, link: Link, line: Connection[Any, Any], order: Order, stamp: Stamp) -> None:
        self.link, self.line, self.order, self.stamp = link, line, order, stamp
        self.voice = Asked(link) if voices.is_costly(order.voice) else telling.voice_of(order)

    def tell(self, seen: dict[str, str]) -> None:
        """Read, then walk every beat and leave a copy at its beginning."""
        order, how = self.order, self.order.look
        if reason := telling.fit(order).unfit:
            raise InputError(f"{catalog.lesson_path(order.lesson)}: {order.chapter} is not told on it, {reason}")
        self.told = telling.tell(order, self.voice)
        self.codes = self._codes(seen)
        self.line.send(("script", self.stamp, self.told.title, self.lines()))
        self.reel = Reel(order.work / "beats", ["" for _ in self.told.beats], how.width, how.height, how.fps, Segment)
        self.reel.ready()
        self.form = drawing(how, self.reel.form)
        stage = STAGES[how.shape]
        theme.use(how.theme)
        screen.use(translation.screen(self.told.chapter, order.lang))
        with look(how.width, how.height, stage.width, stage.height, how.fps, order.work):
            self.renderer = FastRenderer()
            self.scene = self.told.chapter(self.told.reading, self.told.beats, self.told.timings, how.shape, renderer=self.renderer)
            self.scene.setup()
            for beat in range(len(self.told.beats)):
                self.leave(beat)
                self.line.send(("key", self.stamp, beat, self.walk(beat)))
        self.line.send(("told", self.stamp))

    def lines(self) -> list[tuple[str, str, str]]:
        """Of every beat its name, its words and the title of the part that it begins."""
        return [(beat.name, beat.shown, beat.title) for beat in self.told.beats]

    def walk(self, beat: int) -> str:
        """Let a beat pass undrawn; its key."""
        self.renderer.film = None
        found = Fingerprint(self.form, self.codes[beat], beat, len(self.told.beats))
        self.renderer.on_look = found.look
        self._pass(beat)
        found.end(self.scene)
        return found.key()

    def _pass(self, beat: int) -> int:
        start = self.scene.frame
        self.scene.tell(self.told.beats[beat], self.told.timings[beat])
        return self.scene.frame - start

    # ---- copies

    def leave(self, beat: int) -> None:
        """Leave a copy that waits at this beat's beginning."""
        if copied():
            self.line.close()
            line = self.link.call("at", self.stamp, beat)
            while (order := heard(line)) is not None:
                if copied():
                    self.carry_out(beat, *order)
            os._exit(0)

    def carry_out(self, beat: int, what: str, stamp: Stamp, modules: Sequence[str], seen: dict[str, str], name: str) -> NoReturn:
        """In a copy of a copy: look at what is saved, or draw the beat."""
        self.stamp, self.line = stamp, self.link.call("hand", stamp, beat, what)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with plainly(self.line, stamp):
            told, codes = self.told, self.codes
            if modules:
                self.again(modules, seen, None if what == "look" else beat)
            if what == "look":
                self.compare(told, codes)
            else:
                self.draw(beat, name)
        raise AssertionError("a copy has ended")

    def again(self, modules: Sequence[str], seen: dict[str, str], beat: int | None = None) -> None:
        """Read these modules of the film's room anew, and its words; what one beat is drawn by, or all."""
        for name in modules:
            importlib.reload(sys.modules[name])
        fingerprint.forget(*map(Path, seen))
        self.told = telling.tell(self.order, self.voice)
        self.codes = self._codes(seen, beat)
        self.scene.__class__ = self.told.chapter

    def _codes(self, seen: dict[str, str], only: int | None = None) -> list[str]:
        """What each beat is drawn by, if every file is still as the hub saw it: a key must not name what is not in this process."""
        wanted = enumerate(self.told.beats)
        found = [code(self.told.chapter, beat.method) if only in (None, k) else "" for k, beat in wanted]
        if any(file_hash(Path(file)) != was for file, was in seen.items()):
            self.line.send(("late", self.stamp))
            os._exit(0)
        return found

    def compare(self, told: telling.Told, codes: Sequence[str]) -> None:
        """Tell the hub which beats are told in other words or time, and the first that is drawn by other code."""
        new = self.told
        if [beat.name for beat in told.beats] != [beat.name for beat in new.beats]:
            return self.line.send(("restage", self.stamp))
        times = zip(told.timings, new.timings, strict=True)
        worded = [k for k, (a, b) in enumerate(times) if (a, told.beats[k].pieces) != (b, new.beats[k].pieces)]
        coded = next((k for k, (a, b) in enumerate(zip(codes, self.codes, strict=True)) if a != b), None)
        self.line.send(("looked", self.stamp, new.title, self.lines(), worded, coded))

    def draw(self, beat: int, name: str) -> None:
        """Put the beat on the reel by its key, which a walk finds meanwhile where it is not known; then into a file with its sound."""
        ask = None if name else self._beside(lambda: self.walk(beat))
        self.reel.name(beat, name or f"new-{os.getpid()}")
        if not self.reel.whole(beat):
            self._drawn(beat, lambda: name or (ask and ask()) or self.reel.key(beat))
        file, seconds = self._sounded(beat)
        self.line.send(("drawn", self.stamp, beat, file, seconds))

    def _drawn(self, beat: int, name: Callable[[], str]) -> None:
        self.scene.witness.awake = False
        self.renderer.film = self.reel.begin(beat)
        try:
            frames = self._pass(beat)
            self.reel.name(beat, name())
            self.reel.end(beat, frames, still(self.renderer.picture(self.scene)))
        finally:
            self.reel.drop()

    def _beside(self, work: Callable[[], str]) -> Callable[[], str]:
        """Have a short text found in a copy; ask for it later."""
        hear, say = os.pipe()
        if copied():
            os.write(say, work().encode())
            os._exit(0)
        os.close(say)
        return lambda: os.read(hear, 256).decode()

    def _sounded(self, beat: int) -> tuple[str, float]:
        """The beat as a file that a page plays: its name, and the seconds that it lasts."""
        fps, segment = self.order.look.fps, self.reel.path(beat)
        frames = segment_frames(segment)
        score = Score([self.told.clips[beat]], [0], frames, fps)
        path = self.order.work / "watch" / f"{self.reel.key(beat)}-{key(*score.parts)}.mp4"
        if not path.is_file():
            path.parent.mkdir(exist_ok=True)
            container.write_film(path, segment, stems.mixed(score), ())
        return path.name, frames / fps


def copied() -> bool:
    """Copy this process; whether this is the copy."""
    gc.freeze()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork() == 0
