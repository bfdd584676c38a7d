"""The kinds of packs: what each needs installed, and which further films it is made of. Needs no manim."""

from __future__ import annotations

from dataclasses import replace

from studio.extras import need
from studio.looks import SHAPES, Look
from studio.orders import Order

# modules that a pack wants installed, and the packages of the extra [packs] that bring them
NEEDS: dict[str, dict[str, str]] = {
    "lecture": {"pptx": "python-pptx"},
    "youtube": {},
    "lms": {},
    "editor": {"opentimelineio": "OpenTimelineIO", "otio_fcp_adapter": "otio-fcp-adapter", "otio_cmx3600_adapter": "otio-cmx3600-adapter"},
}
UPRIGHT = "9:16"


def check(kind: str) -> None:
    """Refuse a pack that cannot be made here."""
    need(f"pack {kind}", list(NEEDS[kind]), "packs")


def beside(kind: str, order: Order) -> list[Order]:
    """Further films that a pack is made of, for one that is asked for."""
    return [_upright(order)] if kind == "youtube" and order.look.shape != UPRIGHT else []


def _upright(order: Order) -> Order:
    """The same film arranged anew, from which its best minute is cut."""
    shorter = min(order.look.width, order.look.height)
    across, down = SHAPES[UPRIGHT]
    look = Look(2 * round(shorter / 2), 2 * round(shorter * down / across / 2), order.look.fps, UPRIGHT, order.look.theme)
    return replace(order, look=look, home=f".work/upright/{order.home or order.lesson_name}", picked=False)
