"""What a lesson gets, before anything is drawn: which films, in which order, how long they are likely to be; why not the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studio import catalog
from studio.breakage import alone
from studio.fits import Fit
from studio.one_line import one_line
from studio.orders import Order
from studio.times import clock


@dataclass(frozen=True)
class Film:
    """A film that will be told: how many words are said, and the seconds that they and its pauses take."""

    order: Order
    words: int
    seconds: float


@dataclass
class Plan:
    """The films of some orders, the reasons why others cannot be told, and how others broke, by chapter."""

    films: list[Film] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)


def plan(wanted: Sequence[Order]) -> Plan:
    """Ask every film whether it can be told, and count its words; nothing is drawn or written."""
    from studio import telling

    found = Plan()
    for order in wanted:
        with alone(order, found.broken):
            fit: Fit = telling.fit(order)
            if fit.unfit:
                found.refused[order.chapter] = fit.unfit
            else:
                found.films.append(Film(order, *telling.length(order)))
    return found


def grouped(wanted: Sequence[Order], reasons: Mapping[str, str]) -> list[str]:
    """Why chapters are not told, a line for each reason."""
    return [f"{', '.join(chapters)}: not told on {lesson}, {reason}" for (lesson, reason), chapters in _by_reason(wanted, reasons).items()]


def _by_reason(wanted: Sequence[Order], reasons: Mapping[str, str]) -> dict[tuple[str, str], list[str]]:
    """Chapters by the lesson that they cannot be told on, and why."""
    groups: dict[tuple[str, str], list[str]] = {}
    for order in wanted:
        if order.chapter in reasons:
            groups.setdefault((order.lesson_name, reasons[order.chapter]), []).append(order.chapter)
    return groups


def lines(wanted: Sequence[Order], found: Plan) -> Iterator[str]:
    """The plan for people: the films in order, then what is not told."""
    yield one_line(catalog.lesson(wanted[0].home or wanted[0].lesson).title)
    names = max((len(film.order.chapter) for film in found.films), default=0)
    for film in found.films:
        order = film.order
        elsewhere = f" (on {order.lesson_name})" if order.home not in ("", order.lesson_name) else ""
        yield f"  {order.chapter:<{names}}  {clock(film.seconds):>5}  {catalog.chapter(order.chapter).title}{elsewhere}"
    count = len(found.films)
    yield f"{count} film{'s' * (count != 1)}, about {clock(sum(film.seconds for film in found.films))}" if count else "no film"
    yield from grouped(wanted, found.refused)
    if any(catalog.chapter(name).lesson for name in found.refused) and not wanted[0].home:
        yield "--series tells on lessons of their own what this one does not fit"


def table(wanted: Sequence[Order], found: Plan) -> dict[str, Any]:
    """The plan for programs."""
    return {
        "format": "backreel/plan",
        "version": 1,
        "title": catalog.lesson(wanted[0].home or wanted[0].lesson).title,
        "films": [
            {
                "chapter": film.order.chapter,
                "title": catalog.chapter(film.order.chapter).title,
                "lesson": film.order.lesson_name,
                "words": film.words,
                "seconds": round(film.seconds, 1),
            }
            for film in found.films
        ],
        "refused": [{"lesson": l, "reason": r, "chapters": c} for (l, r), c in _by_reason(wanted, found.refused).items()],
        "broken": [{"chapter": name, "message": message} for name, message in found.broken.items()],
    }
