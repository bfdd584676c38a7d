"""One play as the fast path goes through it: manim's own steps, less those that only updaters need, and what of it can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    ApplyMethod,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    GrowFromCenter,
    GrowFromEdge,
    Indicate,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    MoveToTarget,
    ReplacementTransform,
    Rotate,
    Scene,
    ShowPassingFlash,
    Transform,
    TransformFromCopy,
    Uncreate,
    VGroup,
    VMobject,
    Wait,
    Write,
)

from scenes.kit.network.comets import Comet, Head
from scenes.kit.place.parts import in_depth, parts_of
from studio.manim_adapter import MethodAnimation

# what changes nothing but the mobject it is given, and of that no list of parts while it plays
PLAIN = frozenset((
    AnimationGroup, ApplyMethod, Create, FadeIn, FadeOut, GrowArrow, GrowFromCenter, GrowFromEdge, Indicate, LaggedStart, MoveAlongPath,
    MoveToTarget, ReplacementTransform, Rotate, ShowPassingFlash, Transform, TransformFromCopy, Uncreate, Write, MethodAnimation,
    Comet, Head,
))  # fmt: skip
# of these, what interpolates with what stays the same from their beginning on
SETTLED = frozenset((FadeIn, FadeOut, MoveToTarget, ReplacementTransform, Transform, TransformFromCopy, MethodAnimation))


def begin(scene: Scene) -> None:
    """Begin the animations of a scene; what of it they may cover is asked only when they are drawn (`split`)."""
    for animation in scene.animations or ():
        animation._setup_scene(scene)
        animation.begin()


def split(scene: Scene) -> tuple[list[Mobject], list[Mobject]]:
    """What of a scene is drawn anew in every frame, and what stands under it: as manim has it, in a tenth of the time.

    What moves is everything from the first thing on, in depth, that has an animated part.
    """
    animated = set(map(id, parts_of(a.mobject for a in nested(scene.animations or ()) if a.mobject is not None)))
    animated.update(map(id, scene.foreground_mobjects))
    stands: set[int] = set()

    def moves(m: Mobject) -> bool:
        if id(m) in stands:
            return False
        if id(m) in animated or m.updaters or any(map(moves, m.submobjects)):
            return True
        stands.add(id(m))
        return False

    shown = in_depth(scene.mobjects)
    first = next((k for k, m in enumerate(shown) if moves(m)), len(shown))
    moving = in_depth(shown[first:])
    over = set(map(id, moving))
    below = [m for m in scene.mobjects if m not in scene.foreground_mobjects]
    return moving, [m for m in in_depth([*below, *scene.foreground_mobjects]) if len(m.points) and id(m) not in over]


def is_calm(scene: Scene) -> bool:
    """Whether nothing is updated while the animations play: then a moment of it follows from its time alone."""
    animations = list(nested(scene.animations or ()))
    if scene.updaters or scene.meshes or any(isinstance(a, Wait) for a in animations):
        return False
    shown = parts_of([*scene.mobjects, *scene.foreground_mobjects, *(m for a in animations for m in mobjects_of(a))])
    return not any(m.updaters for m in shown)


def settle(scene: Scene) -> None:
    """Let animations that only change their shapes' points and colours know once what they pair, not find it out for every frame."""
    for animation in nested(scene.animations or ()):
        if type(animation) in SETTLED:
            pairs = list(animation.get_all_families_zipped())
            animation.get_all_families_zipped = lambda pairs=pairs: pairs


def to_moment(scene: Scene, seconds: float) -> None:
    """Stand at a moment of a calm play."""
    for animation in scene.animations or ():
        animation.interpolate(seconds / animation.run_time)


def perform(scene: Scene, frame_rate: float, render: Callable[[Scene, float, Sequence[Any]], None]) -> None:
    """Every frame of a calm play, then its end."""
    for seconds in np.arange(0, scene.duration, 1 / frame_rate):
        to_moment(scene, seconds)
        render(scene, seconds, scene.moving_mobjects)
    end(scene)


def end(scene: Scene) -> None:
    """A calm play is over."""
    for animation in scene.animations or ():
        animation.finish()
        animation.clean_up_from_scene(scene)


def changing(scene: Scene) -> list[Mobject] | None:
    """All that a calm play can change, with all parts; None when that cannot be known, or a shape is still to get its first point."""
    animations = list(nested(scene.animations or ()))
    if any(type(a) not in PLAIN for a in animations):
        return None
    parts = parts_of(a.mobject for a in animations if a.mobject is not None)
    return None if any(isinstance(m, VMobject) and not (len(m.points) or m.submobjects or type(m) is VGroup) for m in parts) else parts


def nested(animations: Iterable[Animation]) -> Iterator[Animation]:
    """Animations and those that they hold."""
    for animation in animations:
        yield animation
        yield from nested(getattr(animation, "animations", ()))


def mobjects_of(animation: Animation) -> list[Mobject]:
    """What an animation works on; one in a succession that has not begun has no copies yet."""
    try:
        found = list(animation.get_all_mobjects())
    except AttributeError:
        found = [animation.mobject, getattr(animation, "target_mobject", None)]
    return [m for m in found if isinstance(m, Mobject)]
