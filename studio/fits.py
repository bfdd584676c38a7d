"""Which of the ordered chapters can be made: found out for all before the first is begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine import InputError
from studio import catalog
from studio.orders import Order


@dataclass(frozen=True)
class Fit:
    """Whether an order can be filled: why the chapter cannot be told on the lesson, which beats have no recording."""

    unfit: str | None
    missing: tuple[str, ...] = ()


def sifted(found: Sequence[tuple[Order, Fit]]) -> tuple[list[Order], dict[str, str]]:
    """The orders that can be filled, and why each other chapter cannot be told; what was asked for by name must be told."""
    untold = {order.chapter: fit.unfit for order, fit in found if fit.unfit}
    if refused := [order for order, fit in found if fit.unfit and order.picked]:
        reasons = "; ".join(f"{o.chapter!r} cannot be told on this lesson, {untold[o.chapter]}{_instead(o)}" for o in refused)
        raise InputError(f"{catalog.lesson_path(refused[0].lesson)}: the chapter {reasons}")
    if lacking := [f"{order.chapter}: {', '.join(fit.missing)}" for order, fit in found if fit.missing]:
        raise InputError(f"{found[0][0].voice}: recordings are missing (wav, flac, mp3 or m4a, named by beat): {'; '.join(lacking)}")
    return [order for order, fit in found if not fit.unfit], untold


def _instead(order: Order) -> str:
    """How to have a chapter told that carries a lesson of its own."""
    own = next((entry.lesson for entry in catalog.chapters() if entry.name == order.chapter), "")
    if own in ("", order.lesson):
        return ""
    return f" (without a lesson it is told on its own: `backreel render --chapter {order.chapter}`)"
