"""A picture that is drawn again only where it changed: the same cairo calls as manim's camera, clipped, on kept paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import cairo
import numpy as np
from manim import Camera, VMobject

from studio.fast.rectangles import Rect, covering
from studio.fast.snapshot import Places, Snapshot

CLOSE = 1e-5  # of a coordinate, numpy's measure of what is close
EDGE = 2  # pixels that anti-aliasing may reach beyond an outline
Changed = list[Rect] | None  # None: all of it


class Canvas:
    """The pixels of one manim camera, RGBA (height, width, 4), and what was last drawn on them."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.width, self.height = camera.pixel_width, camera.pixel_height
        self.pixels = np.empty((self.height, self.width, 4), np.uint8)
        self._ground = np.empty_like(self.pixels)
        self._paths: dict[int, tuple[VMobject, cairo.Path]] = {}
        self._still: Snapshot | None = None
        self._last: Snapshot | None = None
        self._live: tuple[Places, Snapshot] | None = None  # the part of the last that can change, as it was
        self._floor: np.ndarray = camera.background
        self._under: list[Any] = []
        self.forget()

    def forget(self) -> None:
        """What is drawn next is all drawn anew."""
        self._still = self._last = self._live = None
        self._paths.clear()
        self._view, self._paper = self._seen_from(), self.camera.background  # which is kept: the next one gets another id
        self._clear = not self.camera.background[..., 3].any()  # nothing is drawn on
        self._on_pixels, self._on_ground = self._context(self.pixels), self._context(self._ground)

    def whole(self, mobjects: Sequence[Any]) -> Changed:
        """Draw a picture of these; what changed since the last one."""
        return self._turn(mobjects, ())

    def begin(self, still: Sequence[Any], moving: Sequence[Any], live: Sequence[int] | None = None) -> Changed:
        """The first picture of a play: `still` things do not change in it and lie under the `moving` ones, of which only `live` ones do."""
        changed = self._turn(still, moving)
        if live is not None and self._last is not None:
            self._live = Places(self._last, live), Snapshot([moving[k] for k in live])
        if self._still is not None and self._still.mobjects:
            self._floor = self._ground
            np.copyto(self._ground, self.camera.background)
            self._draw(self._on_ground, self._still, (0, 0, self.width, self.height))
        return changed

    def step(self, moving: Sequence[Any]) -> Changed:
        """The next picture of a play."""
        self._live, before = None, self._last
        if before is None or not self._drawable(moving) or self._view != self._seen_from():
            return self._plain([*self._under, *moving])
        now = Snapshot(moving)
        rects = self._across(before, now) if not now.is_alike(before) else self._changes(before, now)
        self._last = now
        return self._redraw(rects, [now])

    def step_live(self) -> list[Rect] | None:
        """The next picture of a play in which only live things change; None when that is not so, or they are not what they were."""
        if self._live is None or self._last is None or self._view != self._seen_from():
            return None
        places, before = self._live
        now = Snapshot(before.mobjects)
        if not now.is_alike(before):
            return None
        rects = self._changes(before, now)
        if rects:
            self._last.take(places, now)
            self._redraw(rects, [self._last])
        self._live = places, now
        return rects

    def _changes(self, before: Snapshot, now: Snapshot) -> list[Rect]:
        """What differs between two snapshots alike; the outlines of what moved are kept no longer."""
        if not now.mobjects:
            return []
        moved, changed = now.since(before)
        for k in np.flatnonzero(moved):
            self._paths.pop(id(now.mobjects[k]), None)
        return self._rects(before.boxes[changed], now.boxes[changed]) if changed.any() else []

    # ---- from one list of things to another

    def _turn(self, still: Sequence[Any], moving: Sequence[Any]) -> Changed:
        """Draw a picture that may show other things in another order than the last."""
        self._under, self._live, everything = list(still), None, [*still, *moving]
        if self._view != self._seen_from():
            self.forget()
        if not self._drawable(everything) or len(set(map(id, everything))) != len(everything):
            return self._plain(everything)
        before = None if self._still is None or self._last is None else Snapshot.joined(self._still, self._last)
        self._still, self._last, self._floor = Snapshot(self._under), Snapshot(list(moving)), self.camera.background
        rects = None if before is None else self._across(before, Snapshot.joined(self._still, self._last))
        return self._redraw(rects, [self._still, self._last])

    def _across(self, before: Snapshot, now: Snapshot) -> list[Rect] | None:
        """What differs between two lists of things; None when those in both are not in the same order."""
        known = {id(m): k for k, m in enumerate(before.mobjects)}
        was = [known.get(id(m), -1) for m in now.mobjects]
        order = [k for k in was if k >= 0]
        new = [k for k, j in enumerate(was) if j < 0]
        gone = sorted(set(known.values()) - set(order))
        for j in gone:
            self._paths.pop(id(before.mobjects[j]), None)
        different = [(j, k) for k, j in enumerate(was) if j >= 0 and self._differs(before, j, now, k)]
        if order != sorted(order):
            return None
        old = [*gone, *(j for j, _ in different)]
        return self._rects(before.boxes[old], now.boxes[[*new, *(k for _, k in different)]])

    def _differs(self, before: Snapshot, j: int, now: Snapshot, k: int) -> bool:
        (a, tint, style), (b, tint_now, style_now) = before.one(j), now.one(k)
        moved = a.shape != b.shape or a.tobytes() != b.tobytes()
        if moved:
            self._paths.pop(id(now.mobjects[k]), None)
        return moved or tint != tint_now or style != style_now

    def _rects(self, *boxes: np.ndarray) -> list[Rect]:
        """Boxes (n, 4) in manim units as few rectangles of pixels."""
        camera, box = self.camera, np.concatenate(boxes)
        kx, ky = self.width / camera.frame_width, self.height / camera.frame_height
        x, y = camera.frame_center[:2]
        x0, x1 = (box[:, 0] - x) * kx + self.width / 2, (box[:, 2] - x) * kx + self.width / 2
        y0, y1 = self.height / 2 - (box[:, 3] - y) * ky, self.height / 2 - (box[:, 1] - y) * ky
        outer = np.stack([np.floor(x0) - EDGE, np.floor(y0) - EDGE, np.ceil(x1) + EDGE, np.ceil(y1) + EDGE], axis=1)
        outer = np.clip(outer, -EDGE, 4 * max(self.width, self.height))
        return covering(outer.astype(int), self.width, self.height)

    # ---- drawing

    def _plain(self, mobjects: Iterable[Any]) -> Changed:
        """Leave a picture with more than vector shapes to manim's camera."""
        self.forget()
        self.camera.reset()
        self.camera.capture_mobjects(mobjects)
        np.copyto(self.pixels, self.camera.pixel_array)
        return None

    def _redraw(self, rects: list[Rect] | None, snapshots: Sequence[Snapshot]) -> Changed:
        for x0, y0, x1, y1 in [(0, 0, self.width, self.height)] if rects is None else rects:
            self.pixels[y0:y1, x0:x1] = self._floor[y0:y1, x0:x1]
            for snapshot in snapshots:
                self._draw(self._on_pixels, snapshot, (x0, y0, x1, y1))
        return rects

    def _draw(self, context: cairo.Context, snapshot: Snapshot, rect: Rect) -> None:
        """Draw what of a snapshot may reach into a rectangle, and nothing outside it."""
        x0, y0, x1, y1 = rect
        context.save()
        matrix = context.get_matrix()
        context.identity_matrix()
        context.new_path()
        context.rectangle(x0, y0, x1 - x0, y1 - y0)
        context.clip()
        context.set_matrix(matrix)
        camera, boxes = self.camera, snapshot.boxes
        left, top = context.device_to_user(x0 - EDGE, y0 - EDGE)
        right, low = context.device_to_user(x1 + EDGE, y1 + EDGE)
        for k in np.flatnonzero((boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < top) & (boxes[:, 3] > low)):
            m = snapshot.mobjects[k]
            if self._clear:
                context.set_operator(cairo.OPERATOR_ATOP if getattr(m, "is_ground", False) else cairo.OPERATOR_OVER)
            self._trace(context, m)
            if m.background_stroke_width > 0:
                camera.apply_stroke(context, m, background=True)
            fill, stroke = m.fill_rgbas, m.stroke_rgbas
            if len(fill) > 1:
                camera.apply_fill(context, m)
            elif (rgba := fill[0].tolist())[3]:
                context.set_source_rgba(rgba[2], rgba[1], rgba[0], rgba[3])  # cairo has them in this order in memory
                context.fill_preserve()
            if m.stroke_width > 0 and stroke[:, 3].any():
                camera.apply_stroke(context, m)
        context.restore()

    def _trace(self, context: cairo.Context, m: VMobject) -> None:
        """Make the outline of a shape the context's path; an outline that stands is kept."""
        context.new_path()
        kept = self._paths.get(id(m))
        if kept is not None:
            context.append_path(kept[1])
            return
        outline(context, m)
        self._paths[id(m)] = (m, context.copy_path())

    def _drawable(self, mobjects: Iterable[Any]) -> bool:
        """Whether all are plain vector shapes before a plain camera."""
        return type(self.camera) is Camera and all(isinstance(m, VMobject) and not m.background_image for m in mobjects)

    def _seen_from(self) -> tuple[Any, ...]:
        """What every pixel depends on."""
        camera = self.camera
        return (id(camera.background), *camera.frame_center, camera.frame_width, camera.frame_height, camera.cairo_line_width_multiple)

    def _context(self, pixels: np.ndarray) -> cairo.Context:
        camera = self.camera
        surface = cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, self.width, self.height)
        context = cairo.Context(surface)
        kx, ky = self.width / camera.frame_width, self.height / camera.frame_height
        x, y = camera.frame_center[:2]
        context.set_matrix(cairo.Matrix(kx, 0, 0, -ky, self.width / 2 - x * kx, self.height / 2 + y * ky))
        return context


def outline(context: cairo.Context, m: VMobject) -> None:
    """A shape's curves as a path, as manim's camera makes it: a curve that does not begin where the last ended begins a new part."""
    near, points, curve_to = m.tolerance_for_point_equality, m.points[:, :2], context.curve_to
    curves = points[: len(points) // 4 * 4].reshape(-1, 8)
    starts, ends, turns = curves[:, :2], curves[:, 6:], curves[:, 2:].tolist()
    first = np.concatenate([[0], 1 + np.flatnonzero(~_meet(ends[:-1], starts[1:], near)), [len(curves)]])
    closed = _meet(starts[first[:-1]], ends[first[1:] - 1], near)
    for (x, y), a, b, close in zip(starts[first[:-1]].tolist(), first.tolist(), first[1:].tolist(), closed.tolist(), strict=False):
        context.new_sub_path()
        context.move_to(x, y)
        for turn in turns[a:b]:
            curve_to(*turn)
        if close:
            context.close_path()


def _meet(p: np.ndarray, q: np.ndarray, near: float) -> np.ndarray:
    """Whether manim takes points for one, pair by pair (n, 2)."""
    return (np.abs(p - q) <= near + CLOSE * np.abs(q)).all(axis=1)
