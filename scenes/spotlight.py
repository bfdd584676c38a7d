"""A light that holds: what the voice speaks of keeps it, and all else is dimmed, until something else happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import (
    Animation,
    BackgroundRectangle,
    FadeIn,
    FadeOut,
    Line,
    Mobject,
    Rectangle,
    Scene,
    Transform,
    VGroup,
    VMobject,
    config,
    smooth,
)

from scenes.kit.place.light import glowing, is_type
from scenes.kit.place.parts import alone, in_depth
from scenes.kit.theme import theme

KEPT = 0.55  # of its light that the rest of a picture keeps
STEPS = 3  # in which it is dimmed: the eye sees no more of them, and each is a whole frame to draw
SWELLS, LEAVES = 0.3, 0.3  # seconds
LONGEST = 3.4  # seconds that a light holds
ABOVE = 50.0  # depth
ON_LINE = 0.2  # manim units from a line to the middle of a glyph that stands on it


class Spotlight:
    """What is lit of a scene, as copies over a veil, so that nothing of the scene itself is changed.

    lit   groups of copies, one a part, then what the parts hold     since   the frame from which on it holds; None: nothing is lit
    least   for how many frames it has to hold
    """

    def __init__(self) -> None:
        self.lit: list[VGroup] = []
        self.since: int | None = None
        self.least = 0
        self._veil = VMobject()

    def on(self, scene: Scene, parts: Sequence[Mobject]) -> tuple[list[Animation], list[Animation], list[Animation]]:
        """Parts take the light: all else is dimmed, and what was lit gives it up; they swell, and settle."""
        changes: list[Animation] = [FadeOut(group) for group in self.lit]
        if self.since is None:
            frame = {"width": config.frame_width + 1, "height": config.frame_height + 1}
            self._veil = _marked(Rectangle(**frame, stroke_width=0, fill_color=theme().ground, fill_opacity=1 - KEPT).set_z_index(ABOVE))
            self._veil.is_ground = True
            changes.append(FadeIn(self._veil, rate_func=in_steps(1.0)))
        groups, held = _copies(scene, parts)
        swell, settle = [], []
        for group, part in zip(groups, parts, strict=True):
            lit, swollen = glowing(group, part, keeps_hue=True)
            if self.since is not None:
                group.fade(1 - KEPT)
            swell.append(Transform(group, swollen))
            settle.append(Transform(group, lit))
        self.lit = [*groups, held]
        scene.add(*self.lit)
        return changes, swell, settle

    def holds(self, since: int, least: int) -> None:
        """The light is on, since a frame, and for so many frames at least."""
        self.since, self.least = since, least

    def owes(self, frame: int) -> int:
        """For how many frames it has to be held still."""
        return 0 if self.since is None else max(0, self.since + self.least - frame)

    def lead(self, frame: int, most: int, silent: int, longest: int, last: bool) -> int | None:
        """After how many frames of a rest it leaves: of `most`, the last `silent`, held for the `longest`; None: not in this rest."""
        if self.since is None or (most < 0 and not last):
            return None
        left = max(0, self.since + longest - frame)
        if last:
            return max(0, min(most, left, max(most - silent, self.owes(frame))))
        return left if left <= most else None

    def off(self, seconds: float) -> list[Animation]:
        """The light, if it is on, leaves at the beginning of a play of so many seconds."""
        if self.since is None:
            return []
        leaves = in_steps(min(1.0, LEAVES / seconds))
        gone = [FadeOut(thing, rate_func=leaves) for thing in (self._veil, *self.lit) if len(thing.get_family()) > 1 or len(thing.points)]
        self.lit, self.since = [], None
        return gone


def in_steps(share: float) -> Callable[[float], float]:
    """A way from 0 to 1 in STEPS, over the first share of a play."""
    return lambda alpha: float(np.ceil(STEPS * smooth(min(1.0, alpha / share)) - 1e-9) / STEPS)


def _copies(scene: Scene, parts: Sequence[Mobject]) -> tuple[list[VGroup], VGroup]:
    """What is seen of each part, and what else stands in closed outlines or on lines of theirs, as groups of copies in order of depth."""
    owner = {id(leaf): k for k, part in enumerate(parts) for leaf in part.get_family()}
    shown = [m for m in in_depth([*scene.mobjects, *(p for p in parts if p not in scene.get_mobject_family_members())]) if len(m.points)]
    frames = [_box(m) for m in shown if id(m) in owner and _is_closed(m)]
    lines = [(order, m) for order, m in enumerate(shown) if id(m) in owner and isinstance(m, Line)]
    groups, held = [VGroup() for _ in parts], VGroup()
    for order, leaf in enumerate(shown):
        held_by = any(_holds(frame, _box(leaf)) for frame in frames) or any(k < order and _lies_on(leaf, line) for k, line in lines)
        if not hasattr(leaf, "is_light") and (id(leaf) in owner or held_by):
            group = groups[owner[id(leaf)]] if id(leaf) in owner else held
            group.add(_marked(_unsaid(leaf)).set_z_index(ABOVE + 1 + order / 1e4))
    return groups, held


def _unsaid(leaf: Mobject) -> Mobject:
    """A copy without parts that says nothing: the audit has read it already."""
    twin = alone(leaf)
    twin.was_type = is_type(leaf)
    for said in ("ink", "shown"):
        vars(twin).pop(said, None)
    return twin


def _marked(m: Mobject) -> Mobject:
    """A thing that is light: the proofreader looks through it."""
    m.is_light = True
    return m


def _is_closed(m: Mobject) -> bool:
    return "ink" not in vars(m) and len(m.points) > 4 and bool(np.allclose(m.points[0], m.points[-1], atol=1e-3))


def _box(m: Mobject) -> np.ndarray:
    return np.array([m.points.min(0)[:2], m.points.max(0)[:2]])


def _lies_on(leaf: Mobject, line: Line) -> bool:
    """Whether a number, or the plate under it, lies on a line, which would strike it out."""
    if "ink" not in vars(leaf) and not isinstance(leaf, BackgroundRectangle):
        return False
    (a, b), (low, high) = (line.get_start()[:2], line.get_end()[:2]), _box(leaf)
    along = np.clip(np.dot((low + high) / 2 - a, b - a) / max(float(np.dot(b - a, b - a)), 1e-9), 0, 1)
    return bool(np.linalg.norm((low + high) / 2 - a - along * (b - a)) < ON_LINE)


def _holds(frame: np.ndarray, box: np.ndarray) -> bool:
    return bool((frame[0] <= box[0] + 1e-3).all() and (box[1] <= frame[1] + 1e-3).all())
