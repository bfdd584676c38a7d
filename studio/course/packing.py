"""A pack of a course: all of a variant's films in one look, taken from the store, as those want them who work with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from studio import manifest
from studio.breakage import RenderError, plainly
from studio.course.films import Film, told
from studio.course.making import Heard, Outcome, Place, foreign, made
from studio.course.store import Store
from studio.keys import file_hash, key, sources, versions
from studio.orders import Order
from studio.packs import command as packs
from studio.packs import kinds
from studio.packs.material import Material

ROOM = Path(packs.__file__).parent
UNTOLD = "none of its films can be told on this lesson"


@dataclass(frozen=True)
class Pack:
    """A pack to make of `films`, and of others that stand `beside` them."""

    variant: str
    of: str  # what kind of pack
    films: tuple[Film, ...]  # all in one look and language
    beside: tuple[Film, ...]
    made_with: str
    key: str
    kind = "pack"

    @property
    def name(self) -> str:
        return f"pack-{self.of}"

    @property
    def label(self) -> str:
        return f"{self.variant}/{self.name}{told(self.films[0].look, self.films[0].lang)}"

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(film.key for film in (*self.films, *self.beside))

    def make(self, home: Path, store: Store, place: Place, heard: Heard) -> Outcome:
        if made_with(self.of) != self.made_with:
            return foreign()
        films = list(self._fetched(self.films, home, store, place, heard))
        beside = list(self._fetched(self.beside, home / "beside", store, place, heard))
        if not films:
            return Outcome("refused", UNTOLD)
        maker, folder = packs.maker_of(self.of), home / self.name
        with plainly(films[0].order):
            for film, wish in packs.wishes(films, beside):
                packs.filled(maker, folder / film.order.chapter, film, wish)
            maker.gather(folder, films)
        return Outcome("made")

    def _fetched(self, films: Sequence[Film], home: Path, store: Store, place: Place, heard: Heard) -> Iterator[Material]:
        """Those that can be told, as the store has them; one that is not there yet is waited for where it is being made, else made here."""
        for film in films:
            outcome = made(film, place, heard)
            if outcome.stands:
                order = film.order(place.folder(), str(home.relative_to(place.folder())))
                store.fetch(film.key, order.folder)
                yield Material(order, manifest.read(order.folder) or {})
            elif outcome.state != "refused":
                raise RenderError(f"{film.label}: {outcome.reason}")


def pack(kind: str, films: Sequence[Film], filmed: Callable[[Order], Film]) -> Pack:
    """The job of a pack of a variant's films, all in one look and language; `filmed` is the film of an order."""
    beside = tuple(filmed(order) for film in films for order in kinds.beside(kind, film.asked))
    known = key(made_with(kind), films[0].variant, [film.key for film in films], [film.key for film in beside])
    return Pack(films[0].variant, kind, tuple(films), beside, made_with(kind), known)


@cache
def made_with(kind: str) -> str:
    """The part of a pack's key that all of a kind share: sources and pages that it is made with, versions of the packages that it needs."""
    pages = {path.name: file_hash(path) for path in sorted((ROOM / "player").iterdir()) if path.is_file()}
    return key(kind, sources(ROOM / f"{kind}.py", ROOM / "command.py"), pages, versions(), list(map(version, kinds.NEEDS[kind].values())))
