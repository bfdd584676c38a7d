"""The middle of a watch: it notices what is saved, orders what has to be told and drawn again, and says what came of it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, Listener, wait
from typing import Any, TypeAlias

from studio.orders import Order
from studio.voices import Voice
from studio.watch.link import Stamp
from studio.watch.saved import Saved, in_order
from studio.watch.shown import Shown

Line: TypeAlias = "Connection[Any, Any]"
LOOK = 0.05  # seconds between two looks at the files
REST = 0.6  # seconds without an edit after which the whole film is told anew, to be sure of every beat
STOPPED = "a process that told the film was stopped from outside, perhaps because memory ran out; save again"


class Hub:
    """Tellings are numbered: a fresh one begins with every file but the room's own, which copies at their beats read anew."""

    def __init__(self, order: Order, voice: Voice, shown: Shown, jobs: int, say: Callable[[str], object]) -> None:
        self.order, self.voice, self.shown, self.jobs, self.say = order, voice, shown, jobs, say
        self.saved = Saved(order)
        self.stamp: Stamp = (0, 0)
        self.warm: Line | None = None
        self.who: dict[Line, tuple[Any, ...]] = {}
        self.waiting: dict[int, Line] = {}  # copies at the beginnings of beats
        self.coming: dict[int, Line] = {}  # those of a telling that goes on beside them, and takes their place when it is whole
        self.stage: Line | None = None  # the telling that goes on
        self.names: list[str] = []
        self.todo: list[tuple[int, str]] = []  # beat, and its key if that is known
        self.modules = set[str]()  # of the room, saved since the film was told from its beginning
        self.touched = set[int]()  # beats that were drawn by them
        self.drawing: set[int] = set()
        self.noticed = self.settle = 0.0
        self.moved = True  # the page was told where to go
        self.ready = self.beside = False  # copies wait at every beat; a telling goes on beside them

    def run(self, listener: Listener, over: threading.Event) -> None:
        """Until it is over."""
        callers: queue.SimpleQueue[Line] = queue.SimpleQueue()
        threading.Thread(target=_answer, args=(listener, callers), daemon=True).start()
        while not over.is_set():
            while not callers.empty():
                self.who[callers.get()] = ()
            for line in wait(list(self.who), LOOK):
                self.hear(line)  # type: ignore[arg-type]
            if self.warm is not None and (changed := self.saved.changed()):
                self.edited(self.saved.modules(changed))
            if self.settle and time.monotonic() > self.settle and not (self.drawing or self.todo):
                self.fresh(beside=True)
            self.order_drawings()

    def hear(self, line: Line) -> None:
        """One message; the first on a line says who is there."""
        try:
            said = line.recv()
        except (EOFError, OSError):
            return self.gone(line)
        if not self.who[line]:
            self.who[line] = said
        what, *facts = said
        if what == "stage" and facts[0] == self.stamp:
            self.stage = line
        if what in ("stage", "hand"):
            return
        stale = what not in ("warm", "say", "at") and facts[0] != self.stamp
        if not stale:
            getattr(self, f"on_{what}")(line, *facts)

    def gone(self, line: Line) -> None:
        """A process ended; one that had not done its part was stopped."""
        what, *facts = self.who.pop(line, ()) or ("",)
        line.close()
        if line is self.stage:
            self.stage = None
            self.wrong(STOPPED)
        if what == "hand" and facts == [self.stamp, *facts[1:2], "draw"] and facts[1] in self.drawing:
            self.drawing.discard(facts[1])
            self.wrong(STOPPED)
        for copies in (self.waiting, self.coming):
            for beat in [beat for beat, copy in copies.items() if copy is line]:
                del copies[beat]

    # ---- what is ordered

    def edited(self, modules: set[str]) -> None:
        """Something was saved: the room's own files are looked at where the film stands, all else begins anew."""
        self.noticed, self.moved, self.settle = time.monotonic(), False, 0.0
        if not (modules and self.ready and 0 in self.waiting):
            return self.fresh()
        self.begin()
        self.modules |= modules
        self.send(0, "look")

    def begin(self) -> None:
        """What was ordered before does not count any more."""
        self.stamp, self.settle, self.beside = (self.stamp[0] + 1, 0), 0.0, False
        self.todo, self.drawing = [], set()
        for line in [*self.coming.values(), *([] if self.stage is None else [self.stage])]:
            self.let_go(line)
        self.coming, self.stage = {}, None

    def let_go(self, line: Line) -> None:
        """A process ends when its line does."""
        self.who.pop(line, None)
        line.close()

    def fresh(self, beside: bool = False) -> None:
        """Tell the film from its beginning, in a copy that knows nothing of ours yet."""
        assert self.warm is not None
        self.begin()
        self.beside = beside
        facts = {name: getattr(self.order, name) for name in ("lesson", "chapter", "look", "voice", "out", "home", "langs")}
        self.warm.send((facts, self.stamp, self.saved.seen()))

    def send(self, beat: int, what: str, name: str = "") -> None:
        """Order something of the copy at a beat's beginning."""
        modules = in_order(self.modules) if self.modules else []
        self.waiting[beat].send((what, self.stamp, modules, self.saved.seen(room=True) if modules else {}, name))

    def order_drawings(self) -> None:
        """Have what is to be drawn drawn, a few beats at a time."""
        for task in [task for task in self.todo if task[0] in self.waiting and not self.beside]:
            if len(self.drawing) >= self.jobs:
                return
            self.todo.remove(task)
            self.drawing.add(task[0])
            self.send(task[0], "draw", task[1])

    def wrong(self, message: str) -> None:
        """What went wrong is said once; the last good film stays."""
        self.todo, self.settle = [], 0.0
        self.shown.tell(message=message)
        self.say(message)

    # ---- what is heard

    def on_warm(self, line: Line) -> None:
        self.warm = line
        self.fresh()

    def on_say(self, line: Line, beat: str, spoken: str) -> None:
        try:
            line.send(self.voice.say(beat, spoken))
        except Exception as error:
            line.send(f"the voice broke: {type(error).__name__}: {error}")

    def on_script(self, line: Line, stamp: Stamp, title: str, lines: list[tuple[str, str, str]]) -> None:
        """A fresh telling can be read: the copies of the last one are let go, if it does not go on beside them."""
        self.names = [name for name, _, _ in lines]
        self.shown.script(title, lines)
        if not self.beside:
            self.ready = False
            self.changed_over()

    def changed_over(self) -> None:
        """The copies of the newest telling take the place of those before."""
        for copy in self.waiting.values():
            self.let_go(copy)
        self.waiting, self.coming, self.beside, self.modules, self.touched = self.coming, {}, False, set(), set()

    def on_at(self, line: Line, stamp: Stamp, beat: int) -> None:
        if stamp != self.stamp:
            return self.let_go(line)
        (self.coming if self.beside else self.waiting)[beat] = line

    def on_key(self, line: Line, stamp: Stamp, beat: int, name: str) -> None:
        self.todo.append((beat, name))

    def on_told(self, line: Line, stamp: Stamp) -> None:
        if self.beside:
            self.changed_over()
        self.ready, self.stage = True, None

    def on_late(self, line: Line, stamp: Stamp) -> None:
        """Another edit is about to be noticed."""
        self.drawing.discard(self.who[line][-2])

    def on_restage(self, line: Line, stamp: Stamp) -> None:
        self.fresh()

    def on_looked(self, line: Line, stamp: Stamp, title: str, lines: list[Any], worded: list[int], coded: int | None) -> None:
        """The saved room can be read: what it says and draws otherwise is drawn, and soon all is told anew."""
        self.shown.script(title, lines)
        self.touched |= {*worded, *([] if coded is None else [coded])}
        self.todo = [(beat, "") for beat in sorted(self.touched)]
        self.settle = time.monotonic() + REST

    def on_drawn(self, line: Line, stamp: Stamp, beat: int, file: str, seconds: float) -> None:
        self.drawing.discard(beat)
        name = self.names[beat]
        if self.shown.drawn(name, file, seconds, not self.moved) and not self.moved:
            self.moved = True
            self.say(f"{name} in {time.monotonic() - self.noticed:.2f} s")

    def on_wrong(self, line: Line, stamp: Stamp, message: str) -> None:
        what, *facts = self.who[line]
        if what == "hand":
            self.drawing.discard(facts[1])
        else:
            self.stage, self.ready = None, True
        self.wrong(message)


def _answer(listener: Listener, callers: queue.SimpleQueue[Line]) -> None:
    """Let everyone in who knows the word."""
    while True:
        try:
            callers.put(listener.accept())
        except Exception:  # who hangs up at once is nobody
            time.sleep(LOOK)
