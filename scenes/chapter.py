"""A chapter: a scene told beat by beat on whole frames, in step with its voice, its numbers witnessed as they appear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

import numpy as np
from manim import Animation, AnimationGroup, FadeIn, FadeOut, Mobject, Scene, VGroup, Wait, config

from engine.reading import Reading
from scenes import ending, ground, pace, translation
from scenes.beat import Beat
from scenes.camera import LEAD, MOVES, RETURNS, Camera
from scenes.carry import ARC, crossing, shapes_of, travel
from scenes.kit.place import shots
from scenes.kit.place.stage import STAGES, Stage
from scenes.motion import carried, notes, travels
from scenes.parts import called
from scenes.question import ASKING, COMES, Card, asked, card, placed
from scenes.sentence import Tongue
from scenes.spotlight import LEAVES, LONGEST, SWELLS, Spotlight
from scenes.staging import Staging
from scenes.tide import Tide
from scenes.watch import OnRest, Timing, Watcher
from scenes.witness import Play, Span, Witness

M = TypeVar("M", bound=Mobject)


class Chapter(Scene):
    """Write a chapter as methods marked `@beat(...)`, in story order; `self.t` reads the trace, `self.stage` has the room.

    title, promise   class attributes: the film's name and the one sentence of what the viewer will be able to do
    lesson           the built-in lesson that the chapter carries; "" when it is told on any that fits
    sources          books and papers it rests on, one a string, for the credits
    unfit(t)         why the chapter cannot be told on this trace, or None
    knows            what it can tell of besides dense layers: kinds of layers, losses, "shape" (`Lesson.beyond_dense`)
    """

    title: ClassVar[str]
    promise: ClassVar[str]
    knows: ClassVar[frozenset[str]] = frozenset()
    lesson: ClassVar[str] = ""
    sources: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        t: Reading,
        beats: Sequence[Beat],
        timings: Sequence[Timing],
        shape: str = "16:9",
        watch: Watcher | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._watch, self._beats, self._timings, self.frame, self.expose = watch, beats, timings, 0, ground.lay
        self.on_rest: OnRest | None = None
        self.t = self.told_on(t)
        self.n = self.t.name
        self.stage: Stage = STAGES[shape]
        self.spans, self.plays, self.witness = list[Span](), list[Play](), Witness()
        self._standing: dict[str, list[Mobject]] = {}
        self.staging, self.spot, self._camera, self._tide = Staging(), Spotlight(), Camera(), Tide()
        self.expose(self.camera)

    @classmethod
    def script(cls, t: Reading, tongue: Tongue) -> list[Beat]:
        """The chapter's words on this trace in a language, before anything is drawn."""
        t, told = cls.told_on(t), translation.told_in(cls, tongue.code)
        return ending.with_room(cls, [b for name, telling in told.items() for b in telling.beats(name, t, tongue)])

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        """The example, step or twin of the trace that this chapter tells of."""
        return t

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        """Why this chapter cannot be told on this trace, or None."""
        return None

    @classmethod
    def refusal(cls, t: Reading) -> str | None:
        """Why this chapter cannot be told on this trace: layers that it does not know, else its own reason; or None."""
        unknown = [name for name in t.run.lesson.beyond_dense if name not in cls.knows]
        return f"it knows nothing of {called(unknown, t.run.lesson.network.loss)}" if unknown else cls.unfit(t)

    # ---- the clock

    def construct(self) -> None:
        for k, (beat, timing) in enumerate(zip(self._beats, self._timings, strict=True)):
            if self._watch is not None:
                self._watch.begin(self, k)
            self.tell(beat, timing)
            if self._watch is not None:
                self._watch.end(self, k)
        self.witness.leave(self.frame)

    def tell(self, beat: Beat, timing: Timing) -> None:
        """Draw one beat and hold its last picture until its words and its pause are over."""
        self._start, self._timing, self._beat, self._marks = self.frame, timing, beat, dict[str, int]()
        self.expose(self.camera, len(self.spans), len(self._beats))
        self._pace, self.spot.least = pace.Pace(self.frame, timing, self._whole(beat.pause), config.frame_rate), 0
        getattr(type(self), beat.method)(self, *beat.item)
        if words := asked(beat):
            self._ask(lambda: card(words, self.stage, self.mobjects), self._start + timing.frames)
        elif len(self.spans) == len(self._beats) - 1 and beat.pause >= ASKING:
            made, back = (lambda: placed(ending.cards(type(self)), self.stage, self.mobjects)), ending.rewinding(len(self._beats))
            self._ask(made, self._start + timing.frames, back)
        self._hold(self._start + timing.frames - self.frame, last=True)
        self.spans.append(Span(beat.name, self._start, self.frame, dict(self._marks)))

    def at(self, mark: str) -> None:
        """Hold the picture until the voice reaches the mark; go on at once when it is already past."""
        stands, ahead = self._pace.waits(self._start + self._timing.marks[mark] - self.frame, self.spot.owes(self.frame))
        self._hold(stands)
        self._marks[mark] = self.frame + ahead
        self.spot.least, self._pace.ahead = 0, ahead  # the voice has gone on: a light owes no more

    def until(self, mark: str) -> float:
        """The seconds until the voice reaches the mark; half a second at least."""
        return max(0.5, (self._start + self._timing.marks[mark] - self.frame - self._pace.ahead) / config.frame_rate)

    def hold(self, seconds: float) -> None:
        """Hold the picture for a while."""
        self._hold(self._whole(seconds) + self._pace.ahead)

    def play(self, *animations: Any, run_time: float | None = None, lit: bool = False, **kwargs: Any) -> None:
        """Play animations over a whole number of frames; with none, nothing happens and no time passes. A light leaves with them."""
        playing = [a for a in animations if not (isinstance(a, AnimationGroup) and not a.animations)]
        if not playing:
            return
        seconds = run_time if run_time is not None else max((a.run_time for a in animations if isinstance(a, Animation)), default=1.0)
        moves, frames = travels(playing) and not lit, self._whole(seconds)
        stands, early = self._pace.takes(frames, playing, moves)
        self._owed()
        seconds = (frames + early) / config.frame_rate if early else seconds  # its own frames are rounded by themselves
        besides = [*self._tide.turn(self, playing, self._beat.name, seconds), *self.staging.sheets.arrive(playing, seconds, self.mobjects)]
        moves = moves or (travels(besides) and not lit)
        self._step([*playing, *self.spot.off(seconds), *besides], seconds, lit, moves, early=early, stands=stands, **kwargs)

    def _step(self, playing: Sequence[Any], seconds: float, lit: bool = False, moves: bool = False, **kwargs: Any) -> None:
        quiet, early, stands = kwargs.pop("quiet", False), kwargs.pop("early", 0), kwargs.pop("stands", 0)
        frames = max(1, self._whole(seconds))
        heard, moved = notes(playing, self.frame + stands, frames), carried(playing) if self.on_rest is not None else ()
        self._look(self.frame)
        # manim draws ceil(run_time * fps) frames: half a frame less leaves no room for rounding
        kwargs["run_time"] = (stands + frames - 0.5) / config.frame_rate
        super().play(*pace.after(stands / (stands + frames), playing, kwargs), **kwargs)
        self.frame += stands + frames
        self.plays.append(Play(self._beat.name, self.frame - frames, self.frame, lit, moves, heard, quiet, carried=moved, early=early))
        self._look(self.frame - frames)

    def _hold(self, frames: int, last: bool = False) -> None:
        """Hold the picture; a light that has held for LONGEST leaves, and one leaves as a beat's words end."""
        frames, self._pace.ahead = max(frames, self._pace.ahead), 0
        leaves, silent = self._whole(LEAVES), self._whole(self._beat.pause) if last else 0
        leaves = max(1, min(leaves, frames)) if last else leaves  # no light goes on into the next beat
        if (lead := self.spot.lead(self.frame, frames - leaves, silent, self._whole(LONGEST), last)) is not None:
            self._rest(lead)
            self._step(self.spot.off(seconds := leaves / config.frame_rate), seconds)
            frames -= lead + leaves
        self._rest(frames, last)

    def _ask(self, made: Callable[[], Card | ending.EndCard | None], end: int, back: Iterable[ending.Stop] = ()) -> None:
        """A question stands in words, and its ring fills, until the viewer's time is over; or the reel runs back, and what comes next."""
        self._hold(end - self._whole(self._beat.pause) - self.frame)
        for at, frames in back:
            self.expose(self.camera, at, len(self._beats))
            self._stand(frames)
        shown, filled = made(), end - self.frame - 2 * self._whole(COMES)
        if shown is not None and filled > self._whole(1.0):
            self._step([FadeIn(shown), *self.spot.off(COMES)], COMES, quiet=True)
            self._step([shown.filling(filled / config.frame_rate)], filled / config.frame_rate, quiet=True)
            if isinstance(shown, Card):
                self._step([FadeOut(shown)], COMES, quiet=True)

    def _owed(self, left: int = 0) -> None:
        """Hold what is left of a rest, or what a light still takes."""
        if left:
            self._hold(left)
        elif owed := self.spot.owes(self.frame):
            self._rest(owed)

    def _rest(self, frames: int, last: bool = False) -> None:
        self.staging.sheets.settle(self)
        self.witness.read(self.mobjects, self._beat.name, self.frame)
        if self.on_rest is not None and (last or frames > 0):
            self.on_rest(self, self._beat.name, frames, last)
        if frames > 0:
            self._look(self.frame)
            self._stand(frames)

    def _stand(self, frames: int) -> None:
        # manim floors a still wait: half a frame more, for the same reason; and keeps an empty mobject of each
        super().play(wait := Wait((frames + 0.5) / config.frame_rate, frozen_frame=True))
        self.mobjects[:] = [m for m in self.mobjects if m is not wait.mobject]
        self.frame += frames

    def _look(self, unmoved: int) -> None:
        self.witness.look(self.mobjects, self._beat.name, self.frame, unmoved)

    def _whole(self, seconds: float) -> int:
        return round(seconds * config.frame_rate)

    # ---- gestures every chapter uses

    def show(self, *mobjects: Mobject, run_time: float = 0.7, **kwargs: Any) -> None:
        """Let new things appear."""
        self.play(*(FadeIn(m, **kwargs) for m in mobjects), run_time=run_time)

    def place(self, where: str, mobject: M, align: np.ndarray | None = None) -> M:
        """Hold a mobject in a region of the stage, not yet shown; `clear(where)` lets it leave again."""
        getattr(self.stage, where).hold(mobject, align)
        self.stands(where, mobject)
        return mobject

    def stands(self, where: str, *mobjects: Mobject) -> None:
        """Let `clear(where)` take these things too."""
        self._standing.setdefault(where, []).extend(mobjects)

    def clear(self, *where: str, also: Sequence[Mobject] = (), run_time: float = 0.4) -> None:
        """Let all that was placed in these regions leave, or, with none named, all that was placed; and what is named besides."""
        leaving = [m for region in where or tuple(self._standing) for m in self._standing.pop(region, [])]
        self.clear_away(*leaving, *also, run_time=run_time)

    def clear_away(self, *mobjects: Mobject | None, run_time: float = 0.4) -> None:
        """Let what is on screen of these things leave: things that the next beat does not need."""
        leaving = shapes_of([m for m in mobjects if m is not None], self.get_mobject_family_members())
        self.play(*self.staging.sheets.keep(leaving, self.mobjects), run_time=run_time)

    def light(self, *parts: Mobject, run_time: float = 0.8) -> None:
        """Light what the voice says, in the formula and in the network at once, and dim all else, until the next play but this long."""
        if not parts:
            return
        left, early = self._pace.dims()
        self._owed(left)
        dims, swell, settle = self.spot.on(self, parts)
        if early:
            self._step(dims, early / config.frame_rate)
        since, together = self.frame, swell if early else [*dims, *swell]
        self._step(together, SWELLS, lit=True)
        self._step(settle, self._pace.settles(self.frame, run_time - SWELLS))
        self.spot.holds(since, self._whole(run_time))

    def fly(self, *moves: tuple[Mobject, Mobject], run_time: float = 0.8, arc: float = 0.0) -> None:
        """Let each (source, target): a copy of the source travels to where the target then stands, straight or on an arc."""
        travellers = [(self._camera.lifted(source.copy()), target) for source, target in moves]
        self.play(*(travel(traveller, target, arc) for traveller, target in travellers), run_time=run_time)
        self.remove(*(traveller for traveller, _ in travellers))
        self.add(*(target for _, target in travellers))

    def compose(
        self,
        shot: str | None = None,
        *,
        gone: Sequence[Mobject] = (),
        heirs: Mapping[str, Mobject] | None = None,
        **things: shots.Thing,
    ) -> Mapping[str, Mobject]:
        """Divide the frame among things (`scenes.kit.place.shots`), all in one move, while what is `gone` leaves.

        What stands on screen moves to its room; what is made for its room is returned, and not yet shown, unless it is the heir of
        something, by its name, that turns into it. All but a network and a title stands on sheets, which come with what is shown on them.
        """
        Chapter.back(self)  # a film may have a beat of this name
        new, moves, left = self.staging.compose(self.stage, things, shot, heirs or {}, gone, self.get_mobject_family_members())
        self.play(*moves, *left, run_time=0.9 if moves else 0.35)
        return new.made

    def close(self, mark: str, *parts: Mobject) -> bool:
        """Go close to what the word at a mark names, so that it is large as it is said, and stay until `back`; or only reach the mark."""
        room, side = self.staging.main or self.stage.wide, min(self.stage.width, self.stage.height)
        due, growth = self._start + self._timing.marks[mark], self._camera.growth(parts, room, side)
        if growth > 1:
            self._hold(due - self._whole(MOVES - LEAD) - self.frame)
            self.play(*self._camera.near(self.mobjects, parts, room, growth, self.staging.rooms), run_time=MOVES)
            self.plays[-1] = replace(self.plays[-1], close=VGroup(*parts).height / side)
            self._marks[mark] = due
        else:
            self.at(mark)
        return growth > 1

    def back(self, mark: str | None = None) -> None:
        """Go back to the whole picture, at once or so that it stands as the voice gets to a mark."""
        if self._camera.is_close:
            if mark is not None:
                self._hold(self._start + self._timing.marks[mark] - self._whole(RETURNS) - self.frame)
            self.play(*self._camera.back(), run_time=RETURNS)
            self._camera.rest()

    def carry(self, old: Mobject, new: Mobject, run_time: float = 0.8) -> None:
        """What stands in both, a number or a symbol, moves to its new place; all else of the old leaves, all else of the new comes."""
        taken, ways, fades = crossing(old, new, self.get_mobject_family_members())
        self.remove(*taken)
        self.play(*(travel(a, b, ARC) for a, b in ways), *fades, run_time=run_time)
        self.remove(*(a for a, _ in ways))
        self.add(new)
