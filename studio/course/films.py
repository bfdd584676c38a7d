"""A film of a course: a chapter on a variant's lesson, in one look."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import InputError
from scenes.translation import ENGLISH
from studio.breakage import RenderError, plainly
from studio.course.making import Heard, Outcome, Place, foreign
from studio.course.parcels import Parcel
from studio.course.store import Store
from studio.looks import Look
from studio.orders import Order
from studio.reel import Shelf


@dataclass(frozen=True)
class Film:
    """A film to make: its lesson's text and the files that it names travel with it."""

    variant: str
    chapter: str
    look: Look
    lang: str
    voice: str
    music: bool
    parcel: Parcel
    key: str
    kind = "film"
    needs = ()

    @property
    def name(self) -> str:
        return self.chapter if self.lang == ENGLISH else f"{self.lang}/{self.chapter}"

    @property
    def label(self) -> str:
        return f"{self.variant}/{self.chapter}{told(self.look, self.lang)}"

    def order(self, scratch: Path, home: str = "") -> Order:
        """The order of its film, its lesson unpacked in `scratch`; `home` is the folder of several films, else one of its own."""
        lesson = self.parcel.unpack(scratch / ".work" / "lessons", self.variant)
        return replace(self.asked, lesson=str(lesson), out=scratch, home=home or self.key)

    @property
    def asked(self) -> Order:
        """Its order without a lesson and a place."""
        return Order("", self.chapter, self.look, self.voice, music=self.music, home=self.key, langs=(self.lang,))

    def make(self, home: Path, store: Store, place: Place, heard: Heard) -> Outcome:
        from studio import telling

        order = self.order(home.parent)
        if order.key != self.key:
            return foreign()
        shelf = _Counting(store)
        with plainly(order):
            if reason := telling.fit(order).unfit:
                return Outcome("refused", reason)
            try:
                facts = _filmed(order, place, heard, shelf)
            except InputError as error:  # the lesson is right, the film fits: what is in the way now is this machine's
                raise RenderError(str(error)) from error
        return Outcome("made", beats=len(facts["beats"]), lifted=shelf.lifted, defects=len(facts["audit"]["defects"]))


def _filmed(order: Order, place: Place, heard: Heard, shelf: Shelf) -> dict[str, Any]:
    """The film's manifest. One process that draws shares its place with nobody: other workers of this machine have theirs."""
    from studio import filming
    from studio.fast.slots import Slots

    with tempfile.TemporaryDirectory(prefix="backreel-") as own:
        return filming.film(order, heard, place.jobs, shelf, Slots(Path(own), 1) if place.jobs == 1 else None)


def told(look: Look, lang: str) -> str:
    """What a name ends with where the frame is not wide, or the language not English."""
    shape = "" if look.shape == "16:9" else f"-{look.shape.replace(':', 'x')}"
    return shape + ("" if lang == ENGLISH else f"-{lang}")


class _Counting:
    """A store's segments, counted."""

    def __init__(self, store: Store) -> None:
        self._store, self.lifted = store, 0

    def lift(self, names: Sequence[str], folder: Path) -> bool:
        found = self._store.lift(names, folder)
        self.lifted += found
        return found

    def lay(self, names: Sequence[str], folder: Path) -> None:
        with suppress(OSError):  # a store without room costs others the drawing; that it has none is said when the film is put there
            self._store.lay(names, folder)
