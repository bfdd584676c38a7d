"""`backreel pack`: films are rendered where they are not there yet, and what a pack holds is made of them, film by film."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from engine import InputError
from studio import atomic, commands, console, holding, rendering
from studio.breakage import alone
from studio.orders import Order
from studio.packs import kept, kinds
from studio.packs.material import Material, Wish


class Maker(Protocol):
    """A pack's module.

    write   fills a folder of its own for one film; what the user may want to know, a line each
    gather  writes what belongs to all films of the pack into its folder; the names of these files
    """

    def write(self, folder: Path, film: Material, wish: Wish) -> list[str]: ...
    def gather(self, folder: Path, films: Sequence[Material]) -> list[str]: ...


def pack(kind: str, asked: Order, chapters: Sequence[str], in_series: bool, jobs: int | None, alpha: bool = False) -> int:
    """Make a pack; 1 when a film broke or has wrong numbers."""
    maker = maker_of(kind, alpha)
    wanted, outcome = commands.filmed(asked, chapters, in_series, jobs)
    folder = wanted[0].folder.parent
    defects = commands.films_said(folder, outcome)
    films = _standing(wanted, outcome)
    more = [order for film in films for order in kinds.beside(kind, film.order)]
    with console.bars() as listener:
        further = rendering.render(more, jobs or os.cpu_count() or 1, listener)
    broken = {**outcome.broken, **further.broken}
    with holding.held(wanted[0].work.with_name(f"pack-{kind}")):
        _packed(maker, folder / f"pack-{kind}", films, _standing(more, further), alpha, broken)
    code = commands.broken_said(broken)
    return 1 if defects else code


def _standing(wanted: Sequence[Order], outcome: rendering.Outcome) -> list[Material]:
    return [Material(order, outcome.made[order.chapter]) for order in wanted if order.chapter in outcome.made]


def maker_of(kind: str, alpha: bool = False) -> Maker:
    """The module of a pack, once it is known that it can be made here."""
    if alpha and kind != "editor":
        raise InputError(f"--alpha: found with the pack {kind!r}; allowed: with editor, whose clips may have a transparent ground")
    kinds.check(kind)
    maker: Maker = importlib.import_module(f"studio.packs.{kind}")
    return maker


def _packed(maker: Maker, place: Path, films: Sequence[Material], further: Sequence[Material], alpha: bool, broken: dict[str, str]) -> None:
    """Each film's part of the pack, whole or not at all, then what belongs to all."""
    done = []
    for film, wish in wishes(films, further, alpha):
        with alone(film.order, broken):
            console.note(*filled(maker, place / film.order.chapter, film, wish))
            console.tell(place / film.order.chapter)
            done.append(film)
    if done:
        with alone(done[0].order, broken):
            for name in maker.gather(place, done):
                console.tell(place / name)


def wishes(films: Sequence[Material], further: Sequence[Material], alpha: bool = False) -> Iterator[tuple[Material, Wish]]:
    """Each film with what is wished of it: the next one after it, others of it beside it."""
    for film, after in zip(films, [*films[1:], None], strict=False):  # of no film there is none after it
        yield film, Wish(after, tuple(other for other in further if other.order.chapter == film.order.chapter), alpha)


def filled(maker: Maker, place: Path, film: Material, wish: Wish) -> list[str]:
    """One film's folder in the pack: written aside, then moved; what people changed in the one before is kept beside it."""
    before: Mapping[str, str] = kept.listed(place)
    aside = film.order.work.with_name(place.parent.name) / place.name  # packs of two kinds may be made of one film at once
    with atomic.together(place, aside, last=kept.LIST):
        notes = maker.write(aside, film, wish)
        kept.note(aside)
        moved = kept.put_aside(place, before)
    kept.sweep(place, before)
    return [*notes, *(f"{place / name}: you had changed it; yours is now {mine}" for name, mine in moved.items())]
