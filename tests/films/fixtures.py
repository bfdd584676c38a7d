"""The fixture lessons: what a film on each of them is objected to. `python -m tests.films.fixtures [REPORT [FIXTURE ...]]` asks all."""

import sys
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from engine import InputError, run
from engine.reading import Reading
from studio import catalog
from studio.looks import look_of
from studio.orders import Order
from studio.proof import reader

FOLDER = Path(__file__).parents[1] / "fixtures"
FIXTURES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FILMS = [film.name for film in catalog.chapters()]


def path(fixture: str) -> str:
    return str(FOLDER / f"{fixture}.toml")


@lru_cache(maxsize=2)
def reading(fixture: str) -> Reading:
    """A fixture, run."""
    return Reading(run(catalog.lesson(path(fixture))))


def refusal(fixture: str, film: str) -> str | None:
    """Why a film is not told on a fixture; None where it is."""
    return catalog.load(catalog.chapter(film)).refusal(reading(fixture))


def objections(fixture: str, film: str, out: Path, shape: str = "16:9") -> list[str]:
    """What the proofreader finds in a film that is walked on a fixture."""
    walked = reader.walk(Order(path(fixture), film, look_of("l", shape), "silent", out))
    return [f"{d.rule}: {d.beat}: {d.what}" for d in reader.judge(walked)]


def _each(fixtures: list[str], out: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(fixture, film, what is wrong) of every film on every fixture; "" for a fixture that is no lesson yet."""
    for fixture in fixtures:
        try:
            reading(fixture)
        except InputError as error:
            yield fixture, "", [str(error)[:200]]
            continue
        for film in FILMS:
            try:
                if refusal(fixture, film) is None:
                    yield fixture, film, objections(fixture, film, out)
            except Exception as error:
                yield fixture, film, [f"breaks: {type(error).__name__}: {' '.join(str(error).split())[:160]}"]


def report(to: Path, fixtures: list[str]) -> None:
    """Write what is wrong with every film on these fixtures, a line each as it is found."""
    began, told, bad = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as out, to.open("w", encoding="utf-8") as file:
        for fixture, film, found in _each(fixtures, Path(out)):
            told, bad = told + 1, bad + bool(found)
            print(f"{fixture}\t{film or 'NO LESSON'}\t{len(found)} defects" if found else f"{fixture}\t{film}\tok", file=file, flush=True)
            for one in found[:6]:
                print(f"\t\t{one}", file=file, flush=True)
        print(f"{told} films on {len(fixtures)} fixtures, {bad} with defects, {time.monotonic() - began:.0f} s", file=file)


if __name__ == "__main__":
    report(Path(sys.argv[1] if len(sys.argv) > 1 else "/dev/stdout"), sys.argv[2:] or FIXTURES)
