"""Sheets of paper, which come with the first thing that is written on them; what stood on one stays until something takes its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from manim import (
    DR,
    UL,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Mobject,
    Rectangle,
    RoundedRectangle,
    Scene,
    Transform,
    VGroup,
    VMobject,
    config,
    smooth,
    squish_rate_func,
)

from scenes.kit.place import shots
from scenes.kit.place.parts import parts_of
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.number import visible
from scenes.spotlight import KEPT, in_steps

LEFT_BY = 0.45  # of a move, when what leaves beside it is gone: what comes may stand where it was
UNFOLDS = 0.6  # seconds
VEILED = 20.0  # depth: over all that stands on a sheet
HANDED = 15.0  # depth, while it is handed on
STAYS = 0.01  # manim units: a sheet that moves by less stands


class Sheet:
    """One sheet of a composition.

    room    its own      main   what it unfolds from      paper   it, on the frame unless it is `due`
    old     what stood on it and leaves, with the `veil` over it, as something takes its place
    was     the paper of another room, from which it may come
    """

    def __init__(self, room: Region, main: Region) -> None:
        self.room, self.main = room, main
        self.paper, self.due = shots.sheet(room), True
        self.old: list[VMobject] = []
        self.veil: Rectangle | None = None
        self.was: RoundedRectangle | None = None

    def takes(self, paper: RoundedRectangle) -> list[Animation]:
        """It is this paper now, which comes to its room if it does not stand there."""
        whole, self.paper, self.due, self.was = self.paper, paper, False, None
        return [Transform(paper, whole)] if _is_apart(paper, whole) else []

    def comes(self, share: float) -> list[Animation]:
        """It comes from another room, or, in the first share of a play, unfolds out of the side where the main thing stands."""
        if not self.due or self.was is not None:
            return self.takes(self.was) if self.was is not None else []
        whole, self.paper, self.due = self.paper, folded(self.room, self.main), False
        return [Transform(self.paper, whole, rate_func=squish_rate_func(smooth, 0, share))]

    def leaves(self, share: float, but: set[int]) -> list[Animation]:
        """What stood on it leaves, but for what is on its way to something else."""
        gone, self.old = [m for m in self.old if id(m) not in but], []
        veils, self.veil = [self.veil] if self.veil is not None else [], None
        return _fade([*gone, *veils], share)

    def ages(self) -> list[Animation]:
        """What stood on it is dimmed: something else is talked of."""
        if not self.old or self.veil is not None:
            return []
        self.veil = veil(self.room, theme().panel)
        return [FadeIn(self.veil, rate_func=in_steps(1.0))]

    def folds(self) -> list[Animation]:
        """Its paper leaves as it came, with what stood on it."""
        if self.due:
            return []
        left = Transform(self.paper, folded(self.room, self.main), rate_func=squish_rate_func(smooth, 0, 0.8), remover=True)
        return [*self.leaves(LEFT_BY, set()), left]

    def holds(self, m: Mobject) -> bool:
        """Whether a shape stands within its room."""
        off = np.abs((m.points.min(0) + m.points.max(0))[:2] / 2 - self.room.center[:2])
        half = np.array([self.room.width, self.room.height]) / 2
        return bool((off < half).all() and (np.ptp(m.points, axis=0)[:2] < 2 * half).all())


class Sheets:
    """The sheets of a picture, in the order of its rooms."""

    def __init__(self) -> None:
        self.all: list[Sheet] = []
        self._passing: set[int] = set()  # shapes that stand elsewhere after the next play
        self._emptied: list[Sheet] = []  # whose papers leave in it, unless they are needed elsewhere
        self._next: tuple[Sequence[Region], Region, list[VMobject]] | None = None  # a whole picture that waits: rooms, main, gone

    @property
    def waits(self) -> list[Sheet]:
        """Those that something has still to come to."""
        return [sheet for sheet in self.all if sheet.due or sheet.old]

    def to(
        self,
        rooms: Sequence[Region],
        main: Region,
        gone: Sequence[VMobject] = (),
        shown: Sequence[Mobject] = (),
        passing: Iterable[int] = (),
    ) -> list[Animation]:
        """Sheets move to these rooms, or leave; the ones that nothing stands on any more are due again.

        What is `gone` from a sheet that stays where it is waits there for its heir. What is `shown` keeps its sheet, but for what is
        gone and for what is `passing` to another place.
        """
        was, self.all, moves = self.all, [Sheet(room, main) for room in rooms], list[Animation]()
        self._passing = {*passing, *map(id, gone), *(id(m) for sheet in was for m in sheet.old)}
        out = self._passing | {id(sheet.paper) for sheet in was}
        stay = [m for m in _shapes(shown) if id(m) not in out and visible(m)]
        for new, old in zip(self.all, was, strict=False):
            if old.due:
                continue
            is_kept, left = any(map(new.holds, stay)), [m for m in (*gone, *old.old) if old.holds(m)]
            if is_kept or (left and not _is_apart(old.paper, new.paper)):
                moves += new.takes(old.paper)
                if not is_kept:
                    new.old, new.veil, old.old, old.veil = left, old.veil, [], None
                moves += old.leaves(LEFT_BY, set(map(id, gone)))
            else:
                new.was = old.paper
                self._emptied.append(old)
        return [*moves, *(move for old in was[len(rooms) :] for move in old.folds())]

    def hand(self, frm: int, to: int, arc: float) -> list[Animation]:
        """The paper of one sheet goes to the room of another, over all else, instead of that one's; where it was, one is due."""
        giver, taker = self.all[frm], self.all[to]
        moves, whole = taker.folds(), shots.sheet(taker.room).set_z_index(HANDED)
        taker.paper, taker.due = giver.paper.set_z_index(HANDED), False
        giver.paper, giver.due, giver.old = shots.sheet(giver.room), True, []
        return [*moves, Transform(taker.paper, whole, path_arc=arc)]

    def wait(self, rooms: Sequence[Region], main: Region, gone: Sequence[VMobject]) -> list[Animation]:
        """All stays, dimmed, what is gone too, until the first thing of the next picture comes: no frame is empty."""
        over = veil(Region(0, 0, config.frame_width + 1, config.frame_height + 1), theme().ground)
        olds = [m for sheet in self.all for m in (*sheet.old, *([sheet.veil] if sheet.veil is not None else []))]
        self._next = rooms, main, [*gone, *olds, over]
        for sheet in self.all:
            sheet.old, sheet.veil = [], None
        return [FadeIn(over, rate_func=in_steps(1.0))]

    def overdue(self) -> list[VMobject]:
        """What is gone and still waits for the next picture; it does so no longer."""
        gone, self._next = list(self._next[2]) if self._next is not None else [], None
        return gone

    def is_left_empty(self, gone: Sequence[VMobject], shown: Sequence[Mobject]) -> bool:
        """Whether nothing but sheets stands on the frame when these are gone, where something stood."""
        out = {id(m) for sheet in self.all for m in (sheet.paper, *sheet.old)} | set(map(id, gone))
        return bool(gone) and not any(id(m) not in out and visible(m) for m in _shapes(shown))

    def keep(self, leaving: Sequence[VMobject], shown: Sequence[Mobject]) -> list[Animation]:
        """Things leave; but a sheet on which nothing else stands keeps its own, dimmed, until something takes its place."""
        going = set(map(id, leaving)) - {id(m) for m in (self._next[2] if self._next is not None else ())}
        for sheet in self.all if self._next is None else ():
            own = [m for m in leaving if not sheet.due and m is not sheet.paper and sheet.holds(m)]
            if own and not any(_stands(sheet, shown, going)):
                sheet.old += own
                going.difference_update(map(id, own))
        gone = [m for m in leaving if id(m) in going]
        return [*([FadeOut(VGroup(*gone))] if gone else []), *self.age()]

    def age(self) -> list[Animation]:
        """What waits for its heir is dimmed."""
        return [move for sheet in self.all for move in sheet.ages()]

    def arrive(self, playing: Sequence[Any], seconds: float, shown: Sequence[Mobject]) -> list[Animation]:
        """What is played besides, as something comes to a sheet: it unfolds, and what stood on it leaves."""
        found, taken = list[Animation](), set[int]()
        if self._next is not None:
            rooms, main, gone = self._next
            if {id(m) for m in _brought(playing)} <= set(map(id, gone)):
                return []
            found += [*_fade(self.overdue(), LEFT_BY), *self.to(rooms, main, passing=map(id, gone))]
        passing, self._passing = self._passing | _leaving(playing), set()
        brought = [m for m in _brought(playing) if id(m) not in passing] if self.waits else []
        moving = set(map(id, parts_of([animation.mobject for animation in playing])))
        for sheet in self.waits:
            old = set(map(id, sheet.old))
            if any(id(m) not in old and sheet.holds(m) for m in brought) or any(_stands(sheet, shown, passing | moving)):
                found += sheet.leaves(LEFT_BY, moving | set(map(id, brought)))
                taken.add(id(sheet.was))
                found += sheet.comes(min(1.0, UNFOLDS / seconds))
            sheet.was = None
        emptied, self._emptied = self._emptied, []
        return found + [move for sheet in emptied for move in (sheet.leaves(LEFT_BY, set()) if id(sheet.paper) in taken else sheet.folds())]

    def settle(self, scene: Scene) -> None:
        """At rest no sheet is missed, and nothing old is left under what has come."""
        if self._next is not None and not self.is_left_empty(self._next[2], scene.mobjects):
            scene.remove(*self._next[2], *(sheet.paper for sheet in self.all))
            rooms, main, _ = self._next
            self._next, self.all = None, [Sheet(room, main) for room in rooms]
        for sheet in self.waits:
            if any(_stands(sheet, scene.mobjects, set())):
                scene.remove(*sheet.old, *([sheet.veil] if sheet.veil is not None else []))
                if sheet.due:
                    scene.add(sheet.paper)
                sheet.due, sheet.old, sheet.veil = False, [], None


def veil(room: Region, hue: str) -> Rectangle:
    """What dims a room; the proofreader looks through it."""
    dim = Rectangle(width=room.width, height=room.height, stroke_width=0, fill_color=hue, fill_opacity=1 - KEPT)
    dim.move_to(room.center).set_z_index(VEILED).is_light = dim.is_ground = True
    return dim


def _fade(gone: Sequence[VMobject], share: float) -> list[Animation]:
    return [FadeOut(VGroup(*gone), rate_func=squish_rate_func(smooth, 0, share))] if gone else []


def folded(room: Region, main: Region) -> RoundedRectangle:
    """A sheet that is not yet seen, folded to the side of its room where the main thing stands; to its middle where that is its own."""
    strip = 2 * shots.CORNER + shots.LINE
    across, up = (room.x - main.x) / (room.width + main.width), (room.y - main.y) / (room.height + main.height)
    if abs(across) > abs(up):
        small = Region(room.x - np.sign(across) * (room.width - strip) / 2, room.y, strip, room.height)
    else:
        small = Region(room.x, room.y - np.sign(up) * (room.height - strip) / 2, room.width, strip)
    return shots.sheet(small).set_opacity(0)


def _is_apart(a: RoundedRectangle, b: RoundedRectangle) -> bool:
    return bool(max(np.abs(a.get_critical_point(way) - b.get_critical_point(way)).max() for way in (UL, DR)) > STAYS)


def _stands(sheet: Sheet, shown: Sequence[Mobject], passing: set[int]) -> Iterator[bool]:
    """Whether things that are seen, and neither old nor on their way, stand within the room of a sheet."""
    out = passing | {id(sheet.paper), *map(id, sheet.old)}
    return (True for m in _shapes(shown) if id(m) not in out and sheet.holds(m) and visible(m))


def _brought(playing: Iterable[Any]) -> Iterator[VMobject]:
    """The shapes that animations, as they are handed to `play`, leave on the frame, where they leave them."""
    for animation in playing:
        if isinstance(animation, AnimationGroup) and not getattr(animation, "remover", False):
            yield from _brought(animation.animations)
        elif not isinstance(animation, FadeOut) and not getattr(animation, "remover", False):
            yield from (m for m in _shapes([_end(animation)]) if not hasattr(m, "is_light"))


def _end(animation: Any) -> Mobject:
    if not isinstance(animation, Animation):  # what `mobject.animate` gives, not yet built
        return animation.mobject.target
    target = getattr(animation, "target_mobject", None)
    return target if target is not None and _shapes([target]) else animation.mobject


def _leaving(playing: Iterable[Any]) -> set[int]:
    """What animations take from the frame."""
    return {id(m) for animation in playing if isinstance(animation, FadeOut) for m in parts_of([animation.mobject])}


def _shapes(mobjects: Iterable[Mobject]) -> list[VMobject]:
    return [m for m in parts_of(mobjects) if isinstance(m, VMobject) and len(m.points)]
